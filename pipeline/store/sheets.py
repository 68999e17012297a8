"""Which tables the record of a run consists of."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from pipeline.document import Head
from pipeline.extent import Extent
from pipeline.extraction import Extraction, TrialArm, TrialOutcome
from pipeline.schema import result_line
from pipeline.store.columns import COLUMNS, Column, Value, attribute, row

# Enough words on both sides to recognise the sentence in a spreadsheet cell.
AROUND: Final = 40


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table's name, its columns, and the records an extraction gives it."""

    name: str
    columns: tuple[Column, ...]
    records: Callable[[Extraction], Iterable[Any]]

    def rows(self, extraction: Extraction) -> Iterator[tuple[Value, ...]]:
        """One tuple of values a record, in the order of the columns."""
        return (row(self.columns, record) for record in self.records(extraction))


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding, ledger entry or cell together with the document it points into."""

    doc_id: str
    text: str
    record: Any
    heading: str = ""
    caption: str = ""

    @property
    def extent(self) -> Extent:
        """Where the record stands in the text."""
        found: Extent = self.record.extent
        return found


def words(text: str) -> str:
    """The text on one line: a wrapped label reads as one."""
    return " ".join(text.split())


def path(heads: Iterable[Head]) -> str:
    """The heads from the outermost inwards, ``Week 16 > Dupilumab``."""
    return " > ".join(words(head.text) for head in heads)


def context(placed: Placed) -> str:
    """The words around, on one line."""
    start = max(0, placed.extent.start - AROUND)
    return words(placed.text[start : placed.extent.end + AROUND])


def _of(name: str) -> Column:
    return Column(name, "text", lambda placed: getattr(placed.record, name))


def _of_kind(name: str, kind: str) -> Column:
    """A column that only arms, or only outcomes, have."""
    return Column(name, kind, lambda placed: getattr(placed.record, name, None))


def _id(placed: Placed) -> Value:
    """The lexicon's id; several interventions joined as in ``arm_id``."""
    found: TrialArm | TrialOutcome = placed.record
    return "+".join(found.interventions) or None if isinstance(found, TrialArm) else found.id


def _place(placed: Placed) -> Extent | None:
    """Where an outcome is first named, or where the size of an arm is printed, else its dose."""
    found: TrialArm | TrialOutcome = placed.record
    return found.n_at or found.dose_at if isinstance(found, TrialArm) else found.at


def _at(end: str) -> Column:
    def value(placed: Placed) -> Value:
        place = _place(placed)
        return None if place is None else int(getattr(place, end))

    return Column(end, "integer", value)


def _against(name: str, kind: str, of: Callable[[Placed, Extent], Value]) -> Column:
    """A column on the place that a finding's place disagrees with; empty where there is one place only."""

    def value(placed: Placed) -> Value:
        extent: Extent | None = placed.record.against
        return None if extent is None else of(placed, extent)

    return Column(f"against_{name}", kind, value)


def _placed(extraction: Extraction, records: Iterable[Any]) -> Iterator[Placed]:
    document = extraction.document
    return (Placed(document.doc_id, document.text, each) for each in records)


def _cells(extraction: Extraction) -> Iterator[Placed]:
    text = extraction.document.text
    for table in extraction.tables:
        caption = words(table.caption.of(text))
        for placed in _placed(extraction, table.cells):
            yield replace(placed, heading=table.label, caption=caption)


def _states(state: str) -> Column:
    return Column(f"numerals_{state}", "integer", lambda extraction: count(extraction, state))


def count(extraction: Extraction, state: str) -> int:
    """How many numerals of the document are in a state of the ledger."""
    return sum(entry.state == state for entry in extraction.ledger)


START: Final = Column("start", "integer", lambda placed: placed.extent.start)
END: Final = Column("end", "integer", lambda placed: placed.extent.end)
CHARACTERS: Final = Column("text", "text", lambda placed: placed.extent.of(placed.text))

DOCUMENTS: Final = Sheet(
    "documents",
    (
        attribute("document.doc_id", name="doc_id"),
        attribute("document.sha256", name="sha256"),
        attribute("document.registry", name="registry"),
        Column("characters", "integer", lambda extraction: len(extraction.document.text)),
        Column("tables", "integer", lambda extraction: len(extraction.tables)),
        Column("results", "integer", lambda extraction: len(extraction.results)),
        Column("findings", "integer", lambda extraction: len(extraction.findings)),
        _states("result"),
        _states("excluded"),
        _states("unread"),
        attribute("maker.version", name="version"),
        attribute("maker.config", name="config"),
    ),
    lambda extraction: (extraction,),
)
RESULTS: Final = Sheet("results", COLUMNS, lambda extraction: extraction.results)
FINDINGS: Final = Sheet(
    "findings",
    (
        attribute("doc_id"),
        _of("check"),
        _of("severity"),
        _of("message"),
        START,
        END,
        CHARACTERS,
        _against("start", "integer", lambda placed, extent: extent.start),
        _against("end", "integer", lambda placed, extent: extent.end),
        _against("text", "text", lambda placed, extent: words(extent.of(placed.text))),
        _of("working"),
        _of("proposal"),
    ),
    lambda extraction: _placed(extraction, extraction.findings),
)
LEDGER: Final = Sheet(
    "ledger",
    (
        attribute("doc_id"),
        replace(CHARACTERS, name="numeral"),
        _of("state"),
        _of("reason"),
        START,
        END,
        Column("context", "text", context),
    ),
    lambda extraction: _placed(extraction, extraction.ledger),
)
CELLS: Final = Sheet(
    "cells",
    (
        attribute("doc_id"),
        attribute("heading", name="table"),
        attribute("caption"),
        Column("row", "text", lambda placed: path(placed.record.row_path)),
        Column("column", "text", lambda placed: path(placed.record.column_path)),
        CHARACTERS,
        START,
        END,
    ),
    _cells,
)

DESIGN: Final = Sheet(
    "design",
    (
        attribute("doc_id"),
        Column("kind", "text", lambda placed: "arm" if isinstance(placed.record, TrialArm) else "outcome"),
        _of("name"),
        Column("names", "text", lambda placed: "; ".join(placed.record.names)),
        _of_kind("role", "text"),
        Column("id", "text", _id),
        _of_kind("n", "integer"),
        _of_kind("dose", "text"),
        _of_kind("schedule", "text"),
        _of_kind("results", "integer"),
        _at("start"),
        _at("end"),
    ),
    lambda extraction: _placed(extraction, (*extraction.arms, *extraction.outcomes)),
)

SHEETS: Final = (DOCUMENTS, RESULTS, FINDINGS, LEDGER)
# Databases keep each tuple's contract JSON as well: printed digits and nesting survive there.
KEPT: Final = (
    DOCUMENTS,
    replace(RESULTS, columns=(*COLUMNS, Column("tuple_json", "text", result_line))),
    FINDINGS,
    LEDGER,
)
