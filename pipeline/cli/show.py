"""``armwise text``, ``tables``, ``design``, ``explain``, ``ledger``: what was read, for checking."""

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from pipeline import store
from pipeline.cli.reading import (
    DEFAULT_CONFIG,
    Config,
    Paths,
    end,
    keep,
    read,
    read_one,
    refuse_unknown_kind,
)
from pipeline.cli.terminal import (
    grid,
    group,
    plural,
    reading,
    screen,
    shown,
    summary,
)
from pipeline.errors import ReadError
from pipeline.extent import Extent
from pipeline.extraction import Extraction, Failure
from pipeline.read import read as read_document
from pipeline.schema import FIELDS, Place, Result, plain, to_json
from pipeline.store.sheets import CELLS, DESIGN, LEDGER, Sheet

# Characters shown on each side of a number: about a sentence.
AROUND: Final = 80
# Told apart from the fields: they are places, not values.
PLACES: Final = ("mentions", "evidence")

Document = Annotated[Path, typer.Argument(metavar="FILE", help="The document.", show_default=False)]
Target = Annotated[Path | None, typer.Option("--to", help="Write a file: .jsonl .csv", show_default=False)]


class State(StrEnum):
    """What may have become of a numeral."""

    RESULT = "result"
    EXCLUDED = "excluded"
    UNREAD = "unread"


def text(*, file: Document) -> None:
    """Print a document's text exactly: the text all offsets count in.

    Example: armwise text report.txt
    """
    # Bytes, because a text stream would translate line ends.
    sys.stdout.buffer.write(read_document(file).text.encode("utf-8"))
    sys.stdout.buffer.flush()


def tables(*, paths: Paths, to: Target = None, config: Config = DEFAULT_CONFIG) -> None:
    """Print the tables as read, one cell a row.

    Example: armwise tables report.txt --to cells.csv
    """
    _listing(paths, to, config, CELLS, "cell", _show_tables)


def design(*, paths: Paths, to: Target = None, config: Config = DEFAULT_CONFIG) -> None:
    """List the groups a report compares and the outcomes it reports.

    Example: armwise design report.txt --to design.csv
    """
    _listing(paths, to, config, DESIGN, "line", _show_design)


def explain(
    *,
    file: Document,
    start: Annotated[
        int, typer.Argument(metavar="START", help="An offset in the document's text.", show_default=False)
    ],
    config: Config = DEFAULT_CONFIG,
) -> None:
    """Show the tuple at an offset with the evidence of each field.

    Example: armwise explain report.txt 4711
    """
    extraction = read_one(file, config)
    found = [result for result in extraction.results if _is_at(result, start)]
    if not found:
        raise ReadError(file, _missing(extraction, start))
    console = screen()
    for result in found:
        _show_result(console, extraction, result)


def ledger(
    *,
    file: Document,
    state: Annotated[State | None, typer.Option(help="Only the numerals of one state.", show_default=False)] = None,
    to: Target = None,
    config: Config = DEFAULT_CONFIG,
) -> None:
    """List what became of every numeral of a document.

    Example: armwise ledger report.txt --state unread
    """
    if to is not None:
        refuse_unknown_kind(to, store.sheet_writer)
    extraction = read_one(file, config)
    chosen = tuple(entry for entry in extraction.ledger if state is None or entry.state == state)
    if to is not None:
        _keep(LEDGER, iter([replace(extraction, ledger=chosen)]), to, "numeral")
        return
    console = screen()
    if chosen:
        console.print(_listed(LEDGER, replace(extraction, ledger=chosen), skip=("doc_id", "end")))
    counted = Counter((entry.state, entry.reason) for entry in extraction.ledger)
    table = grid("state", "reason", "numerals")
    for (name, reason), number in sorted(counted.items(), key=lambda item: (item[0][0], -item[1], item[0][1])):
        table.add_row(shown(name), shown(reason), str(number))
    console.print(table)
    console.print(summary(extraction))


def _listing(
    paths: list[Path],
    to: Path | None,
    config: str,
    sheet: Sheet,
    noun: str,
    show: Callable[[Console, Extraction], None],
) -> None:
    """A sheet of each document: to a file, else on the terminal; ends as batches do."""
    failures: list[Failure] = []
    extractions = read(paths, config, failures)
    if to is not None:
        _keep(sheet, extractions, to, noun)
    else:
        for extraction in list(extractions):
            show(screen(), extraction)
    end(failures)


def _keep(sheet: Sheet, extractions: Iterator[Extraction], target: Path, noun: str) -> None:
    refuse_unknown_kind(target, store.sheet_writer)
    keep(extractions, target, partial(store.write_sheet, sheet), noun)


def _listed(sheet: Sheet, extraction: Extraction, skip: tuple[str, ...]) -> Table:
    """The sheet's rows for this extraction, without the columns that say the same in every row."""
    kept = [k for k, column in enumerate(sheet.columns) if column.name not in skip]
    table = grid(*(sheet.columns[k].name for k in kept))
    for values in sheet.rows(extraction):
        table.add_row(*(shown("" if values[k] is None else values[k]) for k in kept))
    return table


def _show_design(console: Console, extraction: Extraction) -> None:
    console.print(shown(extraction.document.doc_id), style="bold")
    console.print(_listed(DESIGN, extraction, skip=("doc_id", "names", "end")))


def _show_tables(console: Console, extraction: Extraction) -> None:
    document = extraction.document
    console.print(shown(document.doc_id), style="bold")
    for table in extraction.tables:
        console.print(shown(table.caption.of(document.text)))
        only = replace(extraction, tables=(table,))
        console.print(_listed(CELLS, only, skip=("doc_id", "table", "caption")))
    cells = sum(len(table.cells) for table in extraction.tables)
    console.print(f"{plural(len(extraction.tables), 'table')}, {plural(cells, 'cell')}\n")


def _is_at(result: Result, offset: int) -> bool:
    spans = [(result.source.start, result.source.end), *((place.start, place.end) for place in result.mentions)]
    return any(start <= offset < end for start, end in spans)


def _missing(extraction: Extraction, offset: int) -> str:
    if not extraction.results:
        return "no result was found in this document"
    nearest = min(extraction.results, key=lambda result: abs(result.source.start - offset))
    return f"no result at {offset}; the nearest is at {nearest.source.start} ({nearest.source.text})"


def _show_result(console: Console, extraction: Extraction, result: Result) -> None:
    console.print(shown(f"{group(result)}: {result.outcome}: {reading(result)}"), style="bold")
    console.print(_context(extraction.document.text, Extent(result.source.start, result.source.end)))
    table = grid("field", "value", "evidence", "at")
    for name, value in _fields(result):
        evidence = result.evidence.get(name)
        table.add_row(name, shown(value), *_proof(evidence))
    for mention in result.mentions:
        table.add_row("mention", "", *_proof(mention))
    console.print(table)
    for finding in extraction.findings:
        if finding.extent.overlaps(Extent(result.source.start, result.source.end)):
            console.print(shown(f"{finding.severity}: {finding.check}: {finding.message}"))


def _fields(result: Result) -> Iterator[tuple[str, str]]:
    """Every field of the contract with its value, then the parts of fields that have evidence of their own."""
    for name in FIELDS:
        if name not in PLACES:
            yield name, _value(getattr(result, name))
    yield from ((name, "") for name in result.evidence if name not in FIELDS)


def _value(value: Any) -> str:
    return value if isinstance(value, str) else to_json(plain(value))


def _proof(place: Place | None) -> tuple[Text, str]:
    return (Text(), "") if place is None else (shown(place.text), f"{place.start}-{place.end}")


def _context(text: str, extent: Extent) -> Text:
    """The number between its neighbours, marked in a way that also survives a pipe."""
    before = shown(text[max(0, extent.start - AROUND) : extent.start])
    after = shown(text[extent.end : extent.end + AROUND])
    number = Text(f"»{shown(extent.of(text))}«", style="bold reverse")
    return Text(" ").join((before, number, after))
