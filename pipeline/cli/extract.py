"""``armwise extract``: the results of reports, on the terminal or in a file."""

from pathlib import Path
from typing import Annotated

import typer

from pipeline import store
from pipeline.batch import Limits
from pipeline.cli.reading import (
    DEFAULT_CONFIG,
    DEFAULT_LIMITS,
    LOCAL,
    Config,
    Effort,
    Jobs,
    Megabytes,
    Paths,
    Seconds,
    end,
    keep,
    known_engine,
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
    engine: Annotated[
        str, typer.Option(help="Where the workers are: local, dask, or dask=tcp://scheduler:8786.")
    ] = LOCAL,
    resume: Annotated[
        bool, typer.Option("--resume", help="Skip what the .sqlite file or database holds of unchanged documents.")
    ] = False,
) -> None:
    """Read reports and give every numeric result as an outcome tuple.

    Without --to a table on the terminal. Exit code 0: all inputs were read; 1: some failed; 2: wrong call.

    Example: armwise extract corpus --to results.sqlite
    """
    effort = Effort(jobs, Limits(limit_seconds, limit_mb), known_engine(engine))
    failures: list[Failure] = []
    run = Run(paths, config, effort, distinct=distinct, resume=resume)
    if to is not None and store.is_record(to):
        into_record(run, to, failures)
    elif resume:
        raise typer.BadParameter("needs --to with a .sqlite file or a database", param_hint="--resume")
    else:
        _into_file(run, None if to is None else Path(to), failures)
    end(failures)


def _into_file(run: Run, target: Path | None, failures: list[Failure]) -> None:
    if target is not None:
        refuse_unknown_kind(target, store.writer)
    made = read(run.paths, run.config, failures, run.effort)
    extractions = (folded(each) if run.distinct else each for each in made)
    if target is None:
        show(list(extractions))
    else:
        keep(extractions, target, store.write, "result")
