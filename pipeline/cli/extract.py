"""``armwise extract``: the results of reports, on the terminal or in a file."""

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline import batch, store
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
from pipeline.cli.record import Run, folded, into_record, shown_target
from pipeline.cli.terminal import show
from pipeline.configuration import maker
from pipeline.extraction import Failure
from pipeline.store.whole import refuse_unwritable

To = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|URL",
        help="Write a file: .jsonl .csv .xlsx .parquet .sqlite .db .duckdb, or postgresql://…",
        show_default=False,
    ),
]
Log = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        help="The run's log, JSON lines; by default beside the file of --to, with .log behind its name.",
        show_default=False,
    ),
]
Engine = Annotated[str, typer.Option(help="Where the workers are: local, dask, or dask=tcp://scheduler:8786.")]
Distinct = Annotated[bool, typer.Option("--distinct", help="One tuple a result, its other places as mentions.")]
Resume = Annotated[
    bool, typer.Option("--resume", help="Skip what the .sqlite file or database holds of unchanged documents.")
]


def extract(
    *,
    paths: Paths,
    to: To = None,
    config: Config = DEFAULT_CONFIG,
    distinct: Distinct = False,
    jobs: Jobs = None,
    limit_seconds: Seconds = DEFAULT_LIMITS.seconds,
    limit_mb: Megabytes = DEFAULT_LIMITS.megabytes,
    engine: Engine = LOCAL,
    log: Log = None,
    resume: Resume = False,
) -> None:
    """Read reports and give every numeric result as an outcome tuple.

    Without --to a table on the terminal. Exit code 0: all inputs were read; 1: some failed; 2: wrong call.

    130 and 143: stopped by Ctrl-C or SIGTERM.

    Example: armwise extract corpus --to results.sqlite
    """
    _refuse_wrong_calls(to, resume)
    effort = Effort(jobs, Limits(limit_seconds, limit_mb), known_engine(engine))
    failures: list[Failure] = []
    with batch.journal(log or _log(to), _begun(paths, config, to, effort)) as journal:
        run = Run(paths, config, replace(effort, note=journal.note), journal, distinct=distinct, resume=resume)
        if to is not None and store.is_record(to):
            into_record(run, to, failures)
        else:
            _into_file(run, None if to is None else Path(to), failures)
    if to is not None:
        for line in journal.lines():
            typer.echo(line)
    end(failures)


def _refuse_wrong_calls(to: str | None, resume: bool) -> None:
    if to is not None and store.is_record(to):
        return
    if resume:
        raise typer.BadParameter("needs --to with a .sqlite file or a database", param_hint="--resume")
    if to is not None:
        refuse_unknown_kind(Path(to), store.writer)


def _into_file(run: Run, target: Path | None, failures: list[Failure]) -> None:
    made = read(run.paths, run.config, failures, run.effort)
    extractions = (folded(each) if run.distinct else each for each in made)
    if target is None:
        show(list(extractions))
    else:
        keep(extractions, target, store.write, "result")


def _log(to: str | None) -> Path | None:
    """The log beside a file; a database keeps the account of each run itself."""
    if to is None or "://" in to:
        return None
    refuse_unwritable(Path(to))
    return Path(f"{to}.log")


def _begun(paths: Sequence[Path], config: str, to: str | None, effort: Effort) -> dict[str, Any]:
    made_by = maker(config)
    return {
        "version": made_by.version,
        "config": config,
        "digest": made_by.config,
        "paths": [str(path) for path in paths],
        "to": to and shown_target(to),
        "engine": effort.engine.partition("=")[0],
        "jobs": effort.jobs,
        "limit_seconds": effort.limits.seconds,
        "limit_mb": effort.limits.megabytes,
    }
