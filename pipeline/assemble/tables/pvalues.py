"""Which p value belongs to a cell: its own, its sign's, its column's, its row's or its label's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.assemble import draft as drafts
from pipeline.assemble.tables import values
from pipeline.assemble.tables.items import Item, Scope
from pipeline.extent import Extent, fold
from pipeline.schema import PValue, Result

_OPS: Final = {"<": "<", ">": ">", "=": "=", "≤": "<=", "≥": ">="}
# A p cell without a number: NS, n.s., not significant.
_NOT_SIGNIFICANT: Final = regex.compile(
    r"\s*(?:[Pp]\s?=\s?)?(?:NS|ns|[Nn]\.\s?[Ss]\.?|(?:[Nn]ot|[Nn]on)[\s-]?(?:statistically\s)?significant)[\s*†‡§¶]*"
)


@dataclass(frozen=True, slots=True)
class Shared:
    """The p values around a row: the cells of its p columns, and the p row printed below it."""

    cells: Sequence[Item]
    columns: tuple[Item, ...]
    row: tuple[Item, ...]
    several: bool  # the p compares the cells of the row with each other


def columns(row: Sequence[Item]) -> tuple[Item, ...]:
    """The row's cells under the head ``P value``, whether they hold a p or not."""
    return tuple(i for i in row if i.column.role == "p_value")


def only(row: Sequence[Item]) -> bool:
    """Whether a row prints p values and nothing else: they hold for the rows nested under it, or stand alone."""
    held = [i for i in row if i.kind != "missing"]
    return bool(held) and all(i.column.role == "p_value" and value(i) is not None for i in held)


def is_nested(item: Item, above: Item) -> bool:
    """Whether a row stands under the label of another."""
    path = above.cell.row_path
    return bool(path) and item.cell.row > above.cell.row and item.cell.row_path[: len(path)] == path


def attached(result: Result, item: Item, shared: Shared, scope: Scope) -> Result:
    """The result with its p value; flag ``p_shared`` where one p compares several cells."""
    if item.form.p is not None:
        return _put(result, item.form.p, item.p_at or item.extent, scope)
    for sign in (*item.cell.signs, *item.form.signs):
        if sign in scope.facts.p_by_sign:
            signed = scope.facts.p_by_sign[sign]
            return _put(result, signed.p, signed.extent, scope)
    beside = _beside(item, shared.columns, shared.cells)
    if beside is not None and _NOT_SIGNIFICANT.fullmatch(fold(beside.form.printed)):
        return drafts.flagged(result, "p_not_significant")
    if beside is not None and (p := value(beside)) is not None:
        result = _put(result, p, beside.extent, scope)
        alone = item.column.role == "estimate"
        return drafts.flagged(result, "p_shared") if shared.several and not alone else result
    below = _below(item, shared.row)
    if below is not None and (p := value(below)) is not None:
        return drafts.flagged(_put(result, p, below.extent, scope), "p_shared")
    return _label_p(result, item, scope)


def _is_lone(p: Item, row: Sequence[Item]) -> bool:
    """Whether the only p of a row has one value below its spanner: it compares the spanners, whoever drew them."""
    return len([i for i in row if i.column.role in {"arm", "time", "statistic"} and _reaches(p, i)]) < 2


def _beside(item: Item, listed: Sequence[Item], row: Sequence[Item]) -> Item | None:
    """The p that speaks of a cell: of the p columns below its spanner the first after it; one alone speaks of all.

    Below spanners (``8 weeks > P``) a p holds for its own spanner only.
    """
    if len(listed) == 1 and _is_lone(listed[0], row):
        return listed[0]
    fitting = [p for p in listed if _reaches(p, item)]
    if len(fitting) < 2:
        return fitting[0] if fitting else None
    deepest = max(len(_spanners(p)) for p in fitting)
    nearest = [p for p in fitting if len(_spanners(p)) == deepest]
    return next((p for p in nearest if p.cell.column > item.cell.column), None)


def _reaches(p: Item, item: Item) -> bool:
    return all(head in item.cell.column_path for head in _spanners(p))


def _spanners(p: Item) -> tuple[object, ...]:
    return p.cell.column_path[:-1]


def _below(item: Item, row: Sequence[Item]) -> Item | None:
    """The cell of the p row that compares this one: under its spanner, in its column, or the only one."""
    for p in row:
        if p.cell.column_path and p.cell.column_path[0] in item.cell.column_path:
            return p
    return next((p for p in row if len(row) == 1 or p.cell.column == item.cell.column), None)


def value(item: Item) -> PValue | None:
    """The p value that a cell prints."""
    if item.kind not in {"number", "bound", "p"}:
        return None
    printed = fold(item.form.printed).lstrip("Pp ")
    number = values.numbers(printed)[0]
    return PValue(_OPS.get(printed[0], "="), number) if 0 <= number <= 1 else None


def _label_p(result: Result, item: Item, scope: Scope) -> Result:
    """A p sign on the row's label holds for every group but the one compared with."""
    for head in item.cell.row_path:
        for sign in head.signs:
            signed = scope.facts.p_by_sign.get(sign)
            if signed is None or signed.against is None or result.arm is None:
                continue
            if signed.against.lower() not in result.arm.lower():
                return drafts.flagged(_put(result, signed.p, signed.extent, scope), "p_shared")
    return result


def _put(result: Result, p: PValue, extent: Extent, scope: Scope) -> Result:
    evidence = {**result.evidence, "p_value": drafts.place(scope.document, extent)}
    return replace(result, p_value=p, evidence=evidence)
