"""Rows that complete the row above: ``SD`` or ``95% CI`` of its values, brackets and p values on lines of their own."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pipeline.assemble.tables import forms, pvalues, values
from pipeline.assemble.tables.items import Item
from pipeline.assemble.tables.values import Value
from pipeline.document import Head
from pipeline.extent import Extent
from pipeline.schema import Dispersion

_FIGURES: Final = frozenset({"arm", "time", "statistic", "estimate"})
_HALVES: Final = frozenset({"alone", "bracket"})
Rows = Mapping[int, Sequence[Item]]


def fused(by_row: Rows) -> dict[int, list[Item]]:
    """The rows, each with the brackets of an unlabelled row below it: ``14`` over ``(46.7%)``."""
    made: dict[int, list[Item]] = {}
    last, end = -1, -1  # the row that halves belong to, the last of its lines
    for number, row in sorted(by_row.items()):
        whole = _whole(made[last], row) if made and number == end + 1 else None
        if whole is None:
            last, whole = number, list(row)
        made[last], end = whole, number
    return made


def _whole(above: Sequence[Item], row: Sequence[Item]) -> list[Item] | None:
    """The row above with its halves; None where the row below is one of its own."""
    halves = {item.cell.column: item for item in row}
    labelled = row[0].cell.row_path and row[0].cell.row_path != above[0].cell.row_path
    kinds = {i.kind for i in row} - {"missing"}
    if labelled or not kinds or not kinds <= {*_HALVES, "p"}:
        return None
    if kinds == {"p"}:
        return [_with_p(item, halves.get(item.cell.column)) for item in above]
    return [_with_half(item, halves.get(item.cell.column)) for item in above]


def _with_half(item: Item, half: Item | None) -> Item:
    joined = forms.fused(item.form.printed, half.form.printed) if half is not None else None
    if half is None or joined is None:
        return item
    return replace(item, form=forms.read(joined), half=half.extent)


def _with_p(item: Item, below: Item | None) -> Item:
    p = pvalues.value(below) if below is not None else None
    if below is None or p is None or item.form.p is not None:
        return item
    return replace(item, form=replace(item.form, p=p), p_at=below.extent)


def parts(by_row: Rows, number: int) -> list[Item]:
    """The cells of the rows just below that hold but spreads or limits of this row's values."""
    path = by_row[number][0].cell.row_path
    found: list[Item] = []
    while (row := by_row.get(number := number + 1)) and row[0].row.part is not None and _belongs(row[0], path):
        found += row
    return found


def _belongs(item: Item, path: tuple[Head, ...]) -> bool:
    """Whether a row stands beside or below the label of the values it completes."""
    return item.cell.row_path[:-1] in {path, path[:-1]}


def completed(value: Value, item: Item, below: Sequence[Item]) -> tuple[Value, Extent | None]:
    """The value with the spread that a row below prints for it, and where."""
    if value.dispersion is not None or item.column.role not in _FIGURES:
        return value, None
    own = [i for i in below if i.cell.column == item.cell.column]
    for spread, extent in _spreads(own):
        return replace(value, dispersion=spread), extent
    return value, None


def _spreads(own: Sequence[Item]) -> Iterator[tuple[Dispersion, Extent]]:
    """What the rows tell, the first first; limits in two rows stand for a range unless their label names another."""
    low: Item | None = None
    for item in own:
        found, label = values.numbers(item.form.printed), item.row.label
        if item.row.part == "spread" and len(found) == 1:
            yield Dispersion(label.spread, label.level, abs(found[0])), item.extent
        elif item.row.part == "spread" and len(found) == 2:
            yield Dispersion(label.spread, label.level, None, found[0], found[1]), item.extent
        elif item.row.part == "low" and len(found) == 1:
            low = item
        elif item.row.part == "high" and len(found) == 1 and low is not None:
            bounds = values.numbers(low.form.printed)[0], found[0]
            yield Dispersion(label.spread or "range", label.level, None, *bounds), low.extent
