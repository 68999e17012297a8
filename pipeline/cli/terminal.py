"""How results look on a terminal."""

from collections.abc import Iterable, Sequence
from typing import Final

from rich import box
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    Task,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Table
from rich.text import Text

from pipeline.extraction import Extraction
from pipeline.schema import Dispersion, Result

# Wide enough for the columns below when the output is a file or a pipe, which have no width.
WIDTH: Final = 160


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


class _Rate(ProgressColumn):
    """How many documents a second, of late."""

    def render(self, task: Task) -> Text:
        """Empty until the first is done."""
        speed = task.finished_speed or task.speed
        return Text("" if speed is None else f"{speed:.1f}/s")


def progress(console: Console) -> Progress:
    """A bar with the documents done, their rate, the failures and the time left; nothing where no terminal is."""
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        _Rate(),
        TextColumn("{task.fields[failed]} failed"),
        TimeRemainingColumn(),
        TextColumn("left"),
    )
    return Progress(*columns, console=console, disable=not console.is_terminal, transient=True)


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
