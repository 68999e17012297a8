"""The flat form of an outcome tuple: which columns, of which type."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Final

from pipeline.schema import Result, plain, to_json

if TYPE_CHECKING:
    import pandas as pd

Value = str | int | Decimal | None

# Nullable types, so that an arm without a size keeps the others whole numbers.
DTYPES: Final = {"text": "string", "integer": "Int64", "number": "float64"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column's name, its kind (``text``, ``integer`` or ``number``) and how a record fills it."""

    name: str
    kind: str
    of: Callable[[Any], Value]


def attribute(path: str, kind: str = "text", name: str | None = None) -> Column:
    """A column filled by a field; a nested ``source.start`` is called ``source_start``."""
    outer, _, inner = path.partition(".")

    def value(record: Any) -> Value:
        part = getattr(record, outer)
        found: Value = getattr(part, inner) if inner and part is not None else part
        return found

    return Column(name or path.replace(".", "_"), kind, value)


def printed(value: Decimal) -> str:
    """The digits as printed: 74.90 stays 74.90, and nothing turns into 1E+2."""
    return format(value, "f")


def _json(field: str) -> Column:
    values = attrgetter(field)
    return Column(field, "text", lambda result: to_json(plain(values(result))))


COLUMNS: Final = (
    attribute("doc_id"),
    attribute("tuple_id"),
    attribute("category"),
    attribute("study"),
    attribute("arm"),
    attribute("arm_id"),
    attribute("arm_n", "integer"),
    attribute("comparator"),
    attribute("subgroup"),
    attribute("outcome"),
    attribute("outcome_id"),
    attribute("statistic"),
    attribute("value", "number"),
    Column("value_printed", "text", lambda result: printed(result.value)),
    attribute("unit"),
    attribute("count", "integer"),
    attribute("denominator", "integer"),
    attribute("dispersion.type"),
    attribute("dispersion.level", "number"),
    attribute("dispersion.value", "number"),
    attribute("dispersion.low", "number"),
    attribute("dispersion.high", "number"),
    attribute("p_value.op", name="p_op"),
    attribute("p_value.value", "number", name="p_value"),
    attribute("timepoint_text"),
    attribute("timepoint_days", "number"),
    attribute("source.section"),
    attribute("source.table"),
    attribute("source.row"),
    attribute("source.column"),
    attribute("source.page", "integer"),
    attribute("source.start", "integer"),
    attribute("source.end", "integer"),
    attribute("source.text"),
    _json("mentions"),
    _json("evidence"),
    attribute("rule"),
    attribute("confidence", "number"),
    Column("flags", "text", lambda result: ";".join(result.flags)),
)


def row(columns: Iterable[Column], record: object) -> tuple[Value, ...]:
    """The record's values in the order of the columns."""
    return tuple(column.of(record) for column in columns)


def computed(value: Value) -> str | int | float | None:
    """The value as databases and frames compute with it: a printed number becomes a float."""
    return float(value) if isinstance(value, Decimal) else value


def line(columns: Iterable[Column], record: object) -> str:
    """The record as one line of JSON, printed digits kept."""
    pairs = ((column.name, column.of(record)) for column in columns)
    return "{" + ", ".join(f"{json.dumps(name)}: {to_json(value)}" for name, value in pairs) + "}"


def frame(results: Iterable[Result]) -> "pd.DataFrame":
    """The results as a pandas table, one row a tuple; no results still give every column with its type."""
    import pandas as pd

    rows = [row(COLUMNS, result) for result in results]
    filled = {
        column.name: pd.Series([computed(each[k]) for each in rows], dtype=DTYPES[column.kind])
        for k, column in enumerate(COLUMNS)
    }
    return pd.DataFrame(filled)
