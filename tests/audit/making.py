"""Results as the checks see them, made from the few fields that a case is about."""

from decimal import Decimal
from typing import Any

from pipeline.audit import Check, Record
from pipeline.extraction import Finding
from pipeline.schema import Dispersion, PValue, Result, Source

_BLANK: dict[str, Any] = {
    "doc_id": "report",
    "tuple_id": "",
    "category": "efficacy",
    "study": None,
    "arm": "Drug",
    "arm_id": None,
    "arm_n": None,
    "comparator": None,
    "subgroup": None,
    "outcome": "Remission",
    "outcome_id": None,
    "statistic": "mean",
    "unit": None,
    "count": None,
    "denominator": None,
    "dispersion": None,
    "p_value": None,
    "timepoint_text": None,
    "timepoint_days": None,
}
_NUMBERS = ("value", "timepoint_days")


def cell(text: str, value: str, row: str = "Row", column: str = "Drug", start: int = 0, **fields: Any) -> Result:
    """A table cell that prints ``text``; fields of the tuple by name, numbers as strings."""
    return _result(Source("table", "Table 1", row, column, None, start, start + len(text), text), value, fields)


def told(text: str, value: str, start: int = 0, section: str = "results", **fields: Any) -> Result:
    """A result of running text."""
    return _result(Source(section, None, None, None, None, start, start + len(text), text), value, fields)


def spread(
    kind: str | None = None, value: str | None = None, low: str | None = None, high: str | None = None
) -> Dispersion:
    """A spread from printed numbers."""
    numbers = (None if each is None else Decimal(each) for each in (value, low, high))
    return Dispersion(kind, None, *numbers)


def p(op: str, value: str) -> PValue:
    """A printed p."""
    return PValue(op, Decimal(value))


def found(check: Check, *results: Result, text: str = "", whole: frozenset[str] = frozenset()) -> list[Finding]:
    """What one check doubts in these results."""
    return list(check(Record(text or " " * 10_000, results, (), whole)))


def severities(check: Check, *results: Result, text: str = "") -> list[str]:
    """How sure each of its findings is."""
    return [finding.severity for finding in found(check, *results, text=text)]


def _result(source: Source, value: str, fields: dict[str, Any]) -> Result:
    known = {k: Decimal(v) if k in _NUMBERS and v is not None else v for k, v in fields.items()}
    return Result(**(_BLANK | {"value": Decimal(value), "source": source} | known))
