"""Which p value belongs to a cell: its sign's, its column's, its row's or its label's."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.assemble import draft as drafts
from pipeline.assemble.tables import values
from pipeline.assemble.tables.items import Item, Scope
from pipeline.extent import Extent, fold
from pipeline.schema import PValue, Result

_OPS: Final = {"<": "<", ">": ">", "=": "=", "≤": "<=", "≥": ">="}


@dataclass(frozen=True, slots=True)
class Shared:
    """The p values around a row: the cell of its p column, and the p row printed below it."""

    column: Item | None
    row: tuple[Item, ...]
    several: bool  # the p compares the cells of the row with each other


def column(row: Sequence[Item], scope: Scope) -> Item | None:
    """The row's cell under the head ``P value``, when it holds a p."""
    return next((i for i in row if i.column.role == "p_value" and _p(i, scope) is not None), None)


def attached(result: Result, item: Item, shared: Shared, scope: Scope) -> Result:
    """The result with its p value; flag ``p_shared`` where one p compares several cells."""
    for sign in item.cell.signs:
        if sign in scope.facts.p_by_sign:
            signed = scope.facts.p_by_sign[sign]
            return _put(result, signed.p, signed.extent, scope)
    if shared.column is not None:
        result = _put(result, _p(shared.column, scope), shared.column.cell.extent, scope)
        return drafts.flagged(result, "p_shared") if shared.several else result
    below = _below(item, shared.row)
    if below is not None and (p := _p(below, scope)) is not None:
        return drafts.flagged(_put(result, p, below.cell.extent, scope), "p_shared")
    return _label_p(result, item, scope)


def _below(item: Item, row: Sequence[Item]) -> Item | None:
    """The cell of the p row that compares this one: under its spanner, in its column, or the only one."""
    for p in row:
        if p.cell.column_path and p.cell.column_path[0] in item.cell.column_path:
            return p
    return next((p for p in row if len(row) == 1 or p.cell.column == item.cell.column), None)


def _p(item: Item, scope: Scope) -> PValue | None:
    if item.kind not in {"number", "bound", "p"}:
        return None
    printed = fold(item.cell.extent.of(scope.document.text)).lstrip("Pp ")
    value = values.numbers(printed)[0]
    return PValue(_OPS.get(printed[0], "="), value)


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


def _put(result: Result, p: PValue | None, extent: Extent, scope: Scope) -> Result:
    evidence = {**result.evidence, "p_value": drafts.place(scope.document, extent)}
    return replace(result, p_value=p, evidence=evidence)
