"""``armwise extract``: the results of reports, on the terminal or in a file."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import store
from pipeline.batch import Limits
from pipeline.cli.reading import (
    DEFAULT_CONFIG,
    DEFAULT_LIMITS,
    Config,
    Effort,
    Jobs,
    Megabytes,
    Paths,
    Seconds,
    end,
    keep,
    read,
    refuse_unknown_kind,
)
from pipeline.cli.record import Run, folded, into_record
from pipeline.cli.terminal import show
from pipeline.extraction import Failure


def extract(
    *,
    paths: Paths,
    to: Annotated[
        str | None,
        typer.Option(
            metavar="FILE|URL",
            help="Write a file: .jsonl .csv .xlsx .parquet .sqlite .db .duckdb, or postgresql://…",
            show_default=False,
        ),
    ] = None,
    config: Config = DEFAULT_CONFIG,
    distinct: Annotated[
        bool, typer.Option("--distinct", help="One tuple a result, its other places as mentions.")
    ] = False,
    jobs: Jobs = None,
    limit_seconds: Seconds = DEFAULT_LIMITS.seconds,
    limit_mb: Megabytes = DEFAULT_LIMITS.megabytes,
    resume: Annotated[
        bool, typer.Option("--resume", help="Skip what the .sqlite file or database holds of unchanged documents.")
    ] = False,
) -> None:
    """Read reports and give every numeric result as an outcome tuple.

    Without --to a table on the terminal. Exit code 0: all inputs were read; 1: some failed; 2: wrong call.

    Example: armwise extract corpus --to results.sqlite
    """
    effort = Effort(jobs, Limits(limit_seconds, limit_mb))
    failures: list[Failure] = []
    is_record = to is not None and store.is_record(to)
    if resume and not is_record:
        raise typer.BadParameter("needs --to with a .sqlite file or a database", param_hint="--resume")
    if to is not None and is_record:
        run = Run(paths, config, effort, distinct=distinct, resume=resume)
        into_record(run, to, failures)
        end(failures)
        return
    target = None if to is None else Path(to)
    if target is not None:
        refuse_unknown_kind(target, store.writer)
    extractions = (folded(each) if distinct else each for each in read(paths, config, failures, effort))
    if target is None:
        show(list(extractions))
    else:
        keep(extractions, target, store.write, "result")
    end(failures)
