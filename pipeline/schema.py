"""The outcome tuple as a record, with its JSON form (contract: docs/OUTCOME_TUPLE.md)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from decimal import Decimal
from functools import cache
from json.encoder import encode_basestring
from typing import Any, Final

from pipeline.errors import SchemaError

CATEGORIES: Final = (
    "baseline",
    "efficacy",
    "safety",
    "biomarker",
    "association",
    "disposition",
)
STATISTICS: Final = (
    "proportion",
    "count",
    "event_count",
    "mean",
    "median",
    "mean_change",
    "mean_percent_change",
    "median_change",
    "median_percent_change",
    "mean_difference",
    "risk_difference",
    "odds_ratio",
    "risk_ratio",
    "hazard_ratio",
    "rate",
    "rate_ratio",
    "relative_change",
    "correlation",
    "single_value",
    "range",
    "p_value",
)
SECTIONS: Final = ("abstract", "methods", "results", "discussion", "table", "figure", "other")
SPREADS: Final = ("SD", "SE", "IQR", "range", "CI", None)
OPERATORS: Final = ("<", "=", ">", "<=", ">=")


@dataclass(frozen=True, slots=True)
class Dispersion:
    """The spread of an estimate; ``type`` None is a printed spread that nothing names."""

    type: str | None
    level: Decimal | None = None
    value: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None


@dataclass(frozen=True, slots=True)
class PValue:
    """A printed p with its operator: ``P<0.001`` is ``("<", Decimal("0.001"))``."""

    op: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Source:
    """Where the numeric expression stands: code point offsets into the document's text."""

    section: str
    table: str | None
    row: str | None
    column: str | None
    page: int | None
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Place:
    """An extent with its characters: a mention, or the evidence of a field."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Result:
    """One numeric result, for one arm or comparison, outcome and time point."""

    doc_id: str
    tuple_id: str
    category: str
    study: str | None
    arm: str | None
    arm_id: str | None
    arm_n: int | None
    comparator: str | None
    subgroup: str | None
    outcome: str
    outcome_id: str | None
    statistic: str
    value: Decimal
    unit: str | None
    count: int | None
    denominator: int | None
    dispersion: Dispersion | None
    p_value: PValue | None
    timepoint_text: str | None
    timepoint_days: Decimal | None
    source: Source
    mentions: tuple[Place, ...] = ()
    evidence: Mapping[str, Place] = field(default_factory=dict)
    rule: str = ""
    confidence: Decimal = Decimal("0.5")
    flags: tuple[str, ...] = ()


FIELDS: Final = tuple(f.name for f in fields(Result))


_PLAIN: Final = (str, int, Decimal, type(None))  # most values are: nothing in them to make plain


def plain(value: Any) -> Any:
    """Records as dicts and tuples as lists, numbers still ``Decimal``, keys in contract order."""
    if isinstance(value, _PLAIN):
        return value
    if isinstance(value, Mapping):
        return {key: plain(inner) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner) for inner in value]
    if hasattr(value, "__dataclass_fields__"):
        return {name: plain(getattr(value, name)) for name in value.__dataclass_fields__}
    return value


def to_json(value: Any) -> str:
    """One line of JSON in which every ``Decimal`` keeps its printed digits (74.90 stays 74.90)."""
    if isinstance(value, str):
        return encode_basestring(value)
    if value is None:
        return "null"
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, dict):
        return "{" + ", ".join([f"{_key(k)}: {to_json(v)}" for k, v in value.items()]) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join([to_json(v) for v in value]) + "]"
    return json.dumps(value)


@cache
def _key(name: str) -> str:
    return json.dumps(name)


def result_line(result: Result) -> str:
    """The tuple as one JSONL line, without the line end."""
    return to_json(plain(result))


def from_json(line: str, place: object = "row") -> Result:
    """The tuple of one JSONL line; numbers become ``Decimal`` with the digits as written.

    Raises SchemaError, naming ``place``, when the line is no JSON object, lacks a field of the contract,
    or holds a value outside its vocabulary.
    """
    try:
        row = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except json.JSONDecodeError as error:
        raise SchemaError(place, f"not JSON ({error.msg} at column {error.colno})") from error
    if not isinstance(row, dict):
        raise SchemaError(place, "not a JSON object")
    return from_row(row, place)


def from_row(row: Mapping[str, Any], place: object = "row") -> Result:
    """The tuple of one parsed object (numbers as ``Decimal``); raises SchemaError."""
    _check(row, place)
    known = {key: row[key] for key in FIELDS if key in row}
    try:
        known["source"] = _source(row["source"])
        for key in ("arm_n", "count", "denominator"):
            known[key] = _whole(row.get(key))
        if row.get("dispersion") is not None:
            known["dispersion"] = Dispersion(**row["dispersion"])
        if row.get("p_value") is not None:
            known["p_value"] = PValue(**row["p_value"])
        known["mentions"] = tuple(_place(m) for m in row.get("mentions") or ())
        known["evidence"] = {k: _place(v) for k, v in (row.get("evidence") or {}).items()}
        known["flags"] = tuple(row.get("flags") or ())
        known["tuple_id"] = row.get("tuple_id") or ""
        return Result(**known)
    except (TypeError, KeyError, ValueError) as error:
        raise SchemaError(place, f"not an outcome tuple ({error})") from error


def _check(row: Mapping[str, Any], place: object) -> None:
    missing = [key for key in FIELDS[:21] if key not in row and key != "tuple_id"]
    if missing:
        raise SchemaError(place, f"lacks {', '.join(missing)}")
    for key, allowed in (("category", CATEGORIES), ("statistic", STATISTICS)):
        if row[key] not in allowed:
            raise SchemaError(place, f"{key} {row[key]!r} is none of {', '.join(allowed)}")


def _whole(value: Any) -> int | None:
    if value is None:
        return None
    if value != int(value):
        raise ValueError(f"{value} is no whole number")
    return int(value)


def _source(row: Mapping[str, Any]) -> Source:
    return Source(
        section=row["section"],
        table=row.get("table"),
        row=row.get("row"),
        column=row.get("column"),
        page=_whole(row.get("page")),
        start=int(row["start"]),
        end=int(row["end"]),
        text=row["text"],
    )


def _place(row: Mapping[str, Any]) -> Place:
    return Place(start=int(row["start"]), end=int(row["end"]), text=row["text"])
