"""How every command reads its documents: in worker processes, failures told at once."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import Annotated, Final

import typer
from rich.console import Console
from rich.text import Text

from pipeline import batch
from pipeline.batch import Limits
from pipeline.cli.terminal import plural, progress
from pipeline.errors import StoreError
from pipeline.extraction import Extraction, Failure
from pipeline.store.whole import refuse_unwritable

Config = Annotated[str, typer.Option(metavar="NAME|FILE", help="The pipeline's configuration.")]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, folders or globs.", show_default=False)]
DEFAULT_CONFIG: Final = "atopic_dermatitis"
DEFAULT_LIMITS: Final = Limits()
Jobs = Annotated[int | None, typer.Option(min=1, help="Worker processes; by default one a core.", show_default=False)]
LOCAL: Final = "local"
Seconds = Annotated[float, typer.Option(min=0.1, help="The longest a document may take before it is stopped.")]
Megabytes = Annotated[int, typer.Option(min=512, help="The most memory (address space) a worker may take.")]


@dataclass(frozen=True, slots=True)
class Effort:
    """``jobs`` worker processes (None: one a core), a document's limits, the engine, and which files need no reading.

    The engine is ``local``, ``dask`` or ``dask=`` with the address of a scheduler. ``note`` is told what became of each
    document once it is done with.
    """

    jobs: int | None = None
    limits: Limits = DEFAULT_LIMITS
    engine: str = LOCAL
    is_done: Callable[[Path], bool] = lambda path: False
    note: Callable[[Extraction | Failure], None] = lambda outcome: None


def read(
    paths: Sequence[Path], config: str, failures: list[Failure], effort: Effort | None = None
) -> Iterator[Extraction]:
    """The documents in their order, with a progress bar; what fails is told at once and listed."""
    effort = effort or Effort()
    console = Console(stderr=True)
    meant, without = batch.inputs(paths)
    files = [path for path in meant if not effort.is_done(path)]
    with progress(console) as bar:
        task = bar.add_task("Reading", total=len(without) + len(files), failed=0)
        workers = min(effort.jobs or os.cpu_count() or 1, max(len(files), 1))
        for outcome in chain(without, _read(files, config, workers, effort)):
            if isinstance(outcome, Failure):
                failures.append(outcome)
                bar.console.print(Text(f"armwise: {outcome.path}: {outcome.cause}"), soft_wrap=True)
            else:
                yield outcome
            effort.note(outcome)
            bar.update(task, advance=1, failed=len(failures))


def _read(files: Sequence[Path], config: str, workers: int, effort: Effort) -> Iterator[Extraction | Failure]:
    name, _, address = effort.engine.partition("=")
    if name == LOCAL:
        return batch.supervised(files, config, workers, effort.limits)
    return batch.clustered(files, config, address, workers, effort.limits)


def known_engine(engine: str) -> str:
    """The engine; a wrong call (exit code 2) when there is none of this name."""
    if engine == LOCAL or engine.partition("=")[0] == "dask":
        return engine
    raise typer.BadParameter("is local, dask or dask=tcp://scheduler:8786", param_hint="--engine")


def read_one(path: Path, config: str) -> Extraction:
    """The one document; a failure is told and ends the command with exit code 1."""
    failures: list[Failure] = []
    found = next(read([path], config, failures), None)
    if found is None:
        raise typer.Exit(1)
    return found


def end(failures: Sequence[Failure]) -> None:
    """Exit code 1 when some input failed."""
    if failures:
        raise typer.Exit(1)


def refuse_unknown_kind(target: Path, writer: Callable[[Path], object]) -> None:
    """A wrong call (exit code 2) when no writer has this suffix: nothing is read in vain."""
    try:
        writer(target)
    except StoreError as error:
        raise typer.BadParameter(str(error), param_hint="--to") from error


def keep(
    extractions: Iterator[Extraction], target: Path, write: Callable[[Iterable[Extraction], Path], int], noun: str
) -> None:
    """Write the file and say where it is; when no document could be read, an earlier file stays as it is."""
    refuse_unwritable(target)
    first = next(extractions, None)
    if first is None:
        return
    documents: list[str] = []
    rows = write(_noted(chain((first,), extractions), documents), target)
    typer.echo(f"{plural(rows, noun)} of {plural(len(documents), 'document')} in {target}")


def _noted(extractions: Iterable[Extraction], documents: list[str]) -> Iterator[Extraction]:
    for extraction in extractions:
        documents.append(extraction.document.doc_id)
        yield extraction
