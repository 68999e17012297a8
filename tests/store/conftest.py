"""A small report with one result of each kind that a flat row must hold."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from pipeline.document import Cell, Document, Head, Table
from pipeline.extent import Extent
from pipeline.extraction import Entry, Extraction, Finding
from pipeline.schema import Dispersion, Place, PValue, Result, Source

TEXT = "Table 1. Response.\nEASI-50  19 (35)\r\nChange −18.60±12.10 in 2019; P<0.001."


def place(text: str) -> Place:
    start = TEXT.index(text)
    return Place(start, start + len(text), text)


def extent(text: str) -> Extent:
    return Extent(place(text).start, place(text).end)


def source(text: str) -> Source:
    at = place(text)
    return Source("table", "Table 1", "EASI-50", None, None, at.start, at.end, at.text)


SHARE: dict[str, Any] = {
    "doc_id": "report",
    "tuple_id": "a1",
    "category": "efficacy",
    "study": None,
    "arm": "Dupilumab",
    "arm_id": "dupilumab",
    "arm_n": 54,
    "comparator": None,
    "subgroup": None,
    "outcome": "≥EASI-50",
    "outcome_id": "EASI-50",
    "statistic": "proportion",
    "value": Decimal("35"),
    "unit": "%",
    "count": 19,
    "denominator": 54,
    "dispersion": None,
    "p_value": None,
    "timepoint_text": "Day 29",
    "timepoint_days": Decimal("28"),
    "source": source("19 (35)"),
    "evidence": {"arm": place("EASI-50")},
    "rule": "row",
    "confidence": Decimal("0.95"),
    "flags": ("denominator_inferred", "p_shared"),
}
CHANGE = SHARE | {
    "tuple_id": "b2",
    "outcome": "=SUM(A1)",
    "statistic": "mean_change",
    "arm_n": None,
    "value": Decimal("-18.60"),
    "unit": None,
    "count": 0,
    "denominator": None,
    "dispersion": Dispersion("SD", value=Decimal("12.10")),
    "p_value": PValue("<", Decimal("0.001")),
    "source": source("−18.60±12.10"),
    "mentions": (place("19"),),
    "flags": (),
}


@pytest.fixture
def make_result() -> Callable[..., Result]:
    """A result; what is not given is that of ``19 (35)``."""
    return lambda **given: Result(**SHARE | given)


@pytest.fixture
def make_extraction() -> Callable[..., Extraction]:
    """The report under a name, with its two results or with those given."""

    def make(doc_id: str = "report", results: tuple[Result, ...] | None = None) -> Extraction:
        own = tuple(Result(**each | {"doc_id": doc_id}) for each in (SHARE, CHANGE))
        row = Head("EASI-50", (extent("EASI-50"),))
        column = Head("Week\n16", (extent("Response"),))
        cell = Cell(extent("19 (35)"), 0, 0, (row,), (column, column))
        caption = extent("Table 1. Response.")
        return Extraction(
            document=Document(doc_id, TEXT, "5eed"),
            sections=(),
            passages=(),
            tables=(Table("Table 1", caption, (cell,), (), caption, (caption,)),),
            results=own if results is None else results,
            findings=(Finding("signs", "warning", "-1 of 2", extent("19 (35)")),),
            ledger=(Entry(extent("19"), "result", "in a result"), Entry(extent("2019"), "excluded", "year")),
        )

    return make
