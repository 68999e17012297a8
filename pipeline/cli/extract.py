"""``armwise extract``: the results of reports, on the terminal or in a file."""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import Annotated, Final

import typer
from rich import box
from rich.console import Console
from rich.progress import Progress
from rich.table import Table
from rich.text import Text

from pipeline import batch, store
from pipeline.batch import Limits
from pipeline.errors import StoreError
from pipeline.extraction import Extraction, Failure
from pipeline.repeats import distinct as without_repeats
from pipeline.schema import Dispersion, Result
from pipeline.store.whole import refuse_unwritable

# Wide enough for the columns below when the output is a file or a pipe, which have no width.
WIDTH: Final = 160

Config = Annotated[str, typer.Option(metavar="NAME|FILE", help="The pipeline's configuration.")]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH", help="Files, folders or globs.", show_default=False)]
DEFAULT_CONFIG: Final = "atopic_dermatitis"
DEFAULT_LIMITS: Final = Limits()
Jobs = Annotated[int | None, typer.Option(min=1, help="Worker processes; by default one a core.", show_default=False)]
Seconds = Annotated[float, typer.Option(min=0.1, help="The longest a document may take before it is stopped.")]
Megabytes = Annotated[int, typer.Option(min=512, help="The most memory (address space) a worker may take.")]


def extract(
    *,
    paths: Paths,
    to: Annotated[
        Path | None,
        typer.Option(help="Write a file: .jsonl .csv .xlsx .parquet .sqlite .db .duckdb", show_default=False),
    ] = None,
    config: Config = DEFAULT_CONFIG,
    distinct: Annotated[
        bool, typer.Option("--distinct", help="One tuple a result, its other places as mentions.")
    ] = False,
    jobs: Jobs = None,
    limit_seconds: Seconds = DEFAULT_LIMITS.seconds,
    limit_mb: Megabytes = DEFAULT_LIMITS.megabytes,
) -> None:
    """Read reports and give every numeric result as an outcome tuple.

    Without --to a table on the terminal. Exit code 0: all inputs were read; 1: some failed; 2: wrong call.

    Example: armwise extract corpus --to results.sqlite
    """
    if to is not None:
        refuse_unknown_kind(to, store.writer)
    failures: list[Failure] = []
    extractions = read(paths, config, failures, jobs, Limits(limit_seconds, limit_mb))
    if distinct:
        extractions = (replace(each, results=without_repeats(each.results)) for each in extractions)
    if to is None:
        show(list(extractions))
    else:
        keep(extractions, to, store.write, "result")
    end(failures)


def read(
    paths: Sequence[Path],
    config: str,
    failures: list[Failure],
    jobs: int | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Iterator[Extraction]:
    """The documents in their order, with a progress bar; what fails is told at once and listed.

    ``jobs`` is the number of worker processes, by default one for each core of the machine.
    """
    console = Console(stderr=True)
    files, without = batch.inputs(paths)
    with Progress(console=console, disable=not console.is_terminal, transient=True) as progress:
        task = progress.add_task("Reading", total=len(files))
        workers = min(jobs or os.cpu_count() or 1, max(len(files), 1))
        for outcome in chain(without, batch.supervised(files, config, workers, limits)):
            if isinstance(outcome, Failure):
                failures.append(outcome)
                progress.console.print(Text(f"armwise: {outcome.path}: {outcome.cause}"), soft_wrap=True)
            else:
                yield outcome
            progress.advance(task)


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


def plural(number: int, noun: str) -> str:
    """``1 result``, ``2 results``."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def screen() -> Console:
    """The standard output; a file or pipe gets a fixed width."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=WIDTH)


def shown(text: object) -> Text:
    """Text of a document as one safe line: no markup, no control characters that a terminal would obey."""
    words = " ".join(str(text).split())
    return Text("".join(character for character in words if character.isprintable()))


def grid(*heads: str) -> Table:
    """An empty table in the one style of all commands."""
    return Table(*heads, box=box.SIMPLE_HEAD, pad_edge=False)


def show(extractions: Sequence[Extraction]) -> None:
    """The results as a readable table a document."""
    console = screen()
    for extraction in extractions:
        console.print(shown(extraction.document.doc_id), style="bold")
        if extraction.results:
            console.print(_table(extraction.results))
        console.print(summary(extraction), "\n")


def summary(extraction: Extraction) -> str:
    """How much of the document was read, in one line."""
    states = [entry.state for entry in extraction.ledger]
    return (
        f"{plural(len(extraction.results), 'result')}, {plural(states.count('result'), 'numeral')} read, "
        f"{states.count('excluded')} excluded, {states.count('unread')} unread"
    )


def _table(results: Iterable[Result]) -> Table:
    table = grid("arm", "outcome", "result", "time", "n", "study", "where")
    for result in results:
        size = "" if result.arm_n is None else result.arm_n
        time = result.timepoint_text or ""
        cells = (group(result), result.outcome, reading(result), time, size, result.study or "", where(result))
        table.add_row(*(shown(cell) for cell in cells))
    return table


def group(result: Result) -> str:
    """Whose result it is: ``Dupilumab vs Placebo [women]``."""
    versus = f" vs {result.comparator}" if result.comparator else ""
    within = f" [{result.subgroup}]" if result.subgroup else ""
    return f"{result.arm or ''}{versus}{within}".strip()


def where(result: Result) -> str:
    """The place: ``Table 2 @1234``, ``abstract @56``."""
    return f"{result.source.table or result.source.section} @{result.source.start}"


def reading(result: Result) -> str:
    """The number with all that belongs to it: ``proportion 35% (19/54), p<0.001``."""
    parts = [result.statistic.replace("_", " "), f"{result.value:f}{_unit(result.unit)}"]
    if result.count is not None or result.denominator is not None:
        numbers = ("?" if each is None else str(each) for each in (result.count, result.denominator))
        parts.append(f"({'/'.join(numbers)})")
    if result.dispersion is not None:
        parts.append(f"({_spread(result.dispersion)})")
    if result.p_value is not None:
        parts.append(f"p{result.p_value.op}{result.p_value.value:f}")
    return " ".join(parts)


def _unit(unit: str | None) -> str:
    # Annotations such as {score} and the unit of pure numbers say nothing a reader needs.
    if unit is None or unit == "1" or unit.startswith("{"):
        return ""
    return unit if unit == "%" else f" {unit}"


def _spread(dispersion: Dispersion) -> str:
    level = "" if dispersion.level is None else f"{dispersion.level:f}% "
    name = f"{level}{dispersion.type or '±'}"
    if dispersion.low is not None and dispersion.high is not None:
        return f"{name} {dispersion.low:f} to {dispersion.high:f}"
    return name if dispersion.value is None else f"{name} {dispersion.value:f}"
