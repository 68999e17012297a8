"""One row of anyone's JSONL, as the scorer sees it."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, fields, replace
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Final

from pipeline.errors import SchemaError
from pipeline.extent import Extent
from pipeline.schema import Dispersion, PValue

Row = Mapping[str, object]
# Beyond 1e±60 a number is no measurement, and Decimal arithmetic on it may overflow.
GREATEST_EXPONENT: Final = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """A tuple to be judged or to judge by; what a row does not say is None.

    ``alternatives`` (other acceptable values of a field), ``aliases`` (other names) and ``optional``
    belong to gold; ``where`` is the file and line, and no part of the content.
    """

    doc_id: str
    value: Decimal
    category: str | None = None
    study: str | None = None
    arm: str | None = None
    arm_id: str | None = None
    arm_n: Decimal | None = None
    comparator: str | None = None
    subgroup: str | None = None
    outcome: str | None = None
    outcome_id: str | None = None
    statistic: str | None = None
    unit: str | None = None
    count: Decimal | None = None
    denominator: Decimal | None = None
    dispersion: Dispersion | None = None
    p_value: PValue | None = None
    timepoint_text: str | None = None
    timepoint_days: Decimal | None = None
    section: str | None = None
    table: str | None = None
    extent: Extent | None = None
    printed: str = ""
    rule: str | None = None
    confidence: Decimal | None = None
    flags: tuple[str, ...] | None = None
    alternatives: Mapping[str, tuple[object, ...]] = field(default_factory=dict)
    aliases: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    optional: bool = False
    note: str | None = None
    where: str = field(default="", compare=False)

    @property
    def key(self) -> str:
        """The content as one string, by which ties are broken whatever the order of the input."""
        names = (f.name for f in fields(self) if f.compare)
        return repr([getattr(self, name) for name in names])

    @property
    def level(self) -> str:
        """Where the tuple stands in the document: table, figure or prose."""
        if self.section == "table" or (self.section is None and self.table is not None):
            return "table"
        return "figure" if self.section == "figure" else "prose"

    def bare(self) -> "Item":
        """The same claim without leniency: a prediction may not bring its own alternatives."""
        return replace(self, alternatives={}, aliases={}, optional=False)


def predictions(paths: Iterable[Path]) -> tuple[Item, ...]:
    """The predicted tuples of JSONL files, or of every ``*.jsonl`` in a directory."""
    listed = (file for path in paths for file in _files(path))
    return tuple(item.bare() for file in listed for item in read_items(file))


def read_items(path: Path) -> tuple[Item, ...]:
    """The tuples of one JSONL file; raises SchemaError with file and line."""
    return tuple(item_of(row, where) for row, where in read_rows(path))


def read_rows(path: Path) -> tuple[tuple[Row, str], ...]:
    """The objects of one JSONL file, each with its ``file:line``."""
    try:
        lines = path.read_text(encoding="utf-8-sig").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise SchemaError(path, f"cannot be read as UTF-8 text ({error})") from error
    placed = ((line, f"{path}:{number}") for number, line in enumerate(lines, start=1))
    return tuple((parsed(line, where), where) for line, where in placed if line.strip())


def parsed(line: str, where: str) -> Row:
    """The JSON object of a line, its numbers as ``Decimal`` with the digits as written."""
    try:
        row = json.loads(line, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, InvalidOperation, RecursionError) as error:
        raise SchemaError(where, f"not JSON ({error})") from error
    if not isinstance(row, dict):
        raise SchemaError(where, "not a JSON object")
    return row


def item_of(row: Row, where: str = "row") -> Item:
    """The tuple of one JSON object; only ``doc_id`` and ``value`` are required.

    Raises SchemaError, naming ``where`` and the field, when something has the wrong type.
    """
    reader = _Reader(row, where)
    source = reader.inner("source")
    value = reader.number("value")
    doc_id = reader.text("doc_id")
    if value is None or not doc_id:
        raise SchemaError(where, f"lacks {'value' if doc_id else 'doc_id'}")
    return Item(
        doc_id=doc_id,
        value=value,
        category=reader.text("category"),
        study=reader.text("study"),
        arm=reader.text("arm"),
        arm_id=reader.text("arm_id"),
        arm_n=reader.number("arm_n"),
        comparator=reader.text("comparator"),
        subgroup=reader.text("subgroup"),
        outcome=reader.text("outcome"),
        outcome_id=reader.text("outcome_id"),
        statistic=reader.text("statistic"),
        unit=reader.text("unit"),
        count=reader.number("count"),
        denominator=reader.number("denominator"),
        dispersion=reader.dispersion(row.get("dispersion")),
        p_value=reader.p_value(row.get("p_value")),
        timepoint_text=reader.text("timepoint_text"),
        timepoint_days=reader.number("timepoint_days"),
        section=source.text("section"),
        table=source.text("table"),
        extent=source.extent(),
        printed=source.text("text") or "",
        rule=reader.text("rule"),
        confidence=reader.share("confidence"),
        flags=reader.texts("flags"),
        alternatives=reader.alternatives(),
        aliases=reader.aliases(),
        optional=row.get("optional") is True,
        note=reader.text("note"),
        where=where,
    )


def _files(path: Path) -> tuple[Path, ...]:
    return tuple(sorted(path.glob("*.jsonl"))) if path.is_dir() else (path,)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads fields of one object, so that every complaint names the row and the field."""

    row: Row
    where: str

    def inner(self, name: str) -> "_Reader":
        return _Reader(self._object(name, self.row.get(name)), self.where)

    def text(self, name: str) -> str | None:
        value = self.row.get(name)
        if value is None:
            return None
        if not isinstance(value, str):
            raise self._wrong(name, "text")
        # Lone surrogates can be written in JSON, but neither in a terminal nor in a page.
        return value.encode("utf-8", "replace").decode("utf-8")

    def texts(self, name: str) -> tuple[str, ...] | None:
        values = self.row.get(name)
        if values is None:
            return None
        if not isinstance(values, list) or not all(isinstance(v, str) for v in values):
            raise self._wrong(name, "a list of texts")
        return tuple(values)

    def number(self, name: str) -> Decimal | None:
        return self._number(name, self.row.get(name))

    def share(self, name: str) -> Decimal | None:
        value = self.number(name)
        if value is not None and not 0 <= value <= 1:
            raise self._wrong(name, "a number from 0 to 1")
        return value

    def extent(self) -> Extent | None:
        start, end = self.number("start"), self.number("end")
        if start is None or end is None or start == end:
            return None
        if not 0 <= start < end or start != int(start) or end != int(end):
            raise self._wrong("start/end", "offsets of a piece of text")
        return Extent(int(start), int(end))

    def dispersion(self, value: object) -> Dispersion | None:
        if value is None:
            return None
        inner = _Reader(self._object("dispersion", value), self.where)
        numbers = {name: inner.number(name) for name in ("level", "value", "low", "high")}
        return Dispersion(type=inner.text("type"), **numbers)

    def p_value(self, value: object) -> PValue | None:
        if value is None:
            return None
        inner = _Reader(self._object("p_value", value), self.where)
        number = inner.number("value")
        if number is None:
            raise self._wrong("p_value", "an operator with a value")
        return PValue(op=inner.text("op") or "=", value=number)

    def alternatives(self) -> dict[str, tuple[object, ...]]:
        named = self._object("alternatives", self.row.get("alternatives"))
        return {name: tuple(self._other(name, v) for v in _listed(named[name])) for name in named}

    def aliases(self) -> dict[str, tuple[str, ...]]:
        inner = self.inner("aliases")
        return {name: inner.texts(name) or () for name in inner.row}

    def _other(self, name: str, value: object) -> object:
        if name == "dispersion":
            return self.dispersion(value)
        if name == "p_value":
            return self.p_value(value)
        is_number = isinstance(value, int | float) and not isinstance(value, bool)
        return self._number(name, value) if is_number else value

    def _object(self, name: str, value: object) -> Row:
        if value is not None and not isinstance(value, dict):
            raise self._wrong(name, "an object")
        return value or {}

    def _number(self, name: str, value: object) -> Decimal | None:
        if value is None:
            return None
        if isinstance(value, bool) or not isinstance(value, Decimal | int | float | str):
            raise self._wrong(name, "a number")
        try:
            number = Decimal(str(value))
        except InvalidOperation as error:
            raise self._wrong(name, "a number") from error
        if not number.is_finite() or abs(number.adjusted()) > GREATEST_EXPONENT:
            raise self._wrong(name, "a number of sensible size")
        return number

    def _wrong(self, name: str, expected: str) -> SchemaError:
        return SchemaError(self.where, f"{name} is not {expected}")


def _listed(value: object) -> list[object]:
    return value if isinstance(value, list) else [value]
