"""From a printed row of a table to its results: an estimate with its interval and p in one."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.assemble import draft as drafts
from pipeline.assemble.tables import cells, pvalues, shares, values
from pipeline.assemble.tables.items import Item, Scope
from pipeline.assemble.tables.values import Value
from pipeline.extent import Extent
from pipeline.schema import Result


def results(
    row: Sequence[Item], below: Sequence[Item], scope: Scope, counted: list[shares.Counted]
) -> Iterator[Result]:
    """The results of one printed row; ``below`` is the p row printed under it (or empty).

    ``counted`` collects the counts of the table so far: later rows may be shares of them.
    """
    roles = {item.column.role for item in row}
    factor = "estimate" in roles and "arm" not in roles
    shared = pvalues.Shared(pvalues.column(row, scope), tuple(below), several=not factor)
    for position, item in enumerate(row):
        if item.column.role in {"p_value", "ci"}:
            continue
        value = cells.value(item, scope)
        if value is None:
            continue
        result = cells.result(item, value, scope, factor=factor)
        beside = row[position + 1] if position + 1 < len(row) else None
        if beside is not None and beside.column.role == "ci":
            result = _with_interval(result, value, beside, scope)
        if not factor and item.column.role == "estimate":
            result = _between(result, row, scope)
        result = _with_share(result, value, item, counted)
        yield pvalues.attached(result, item, shared, scope)


def _with_interval(result: Result, value: Value, beside: Item, scope: Scope) -> Result:
    """The estimate joined with the interval in the next column: one extent, one tuple."""
    text = scope.document.text
    head = " ".join(h.text for h in beside.cell.column_path)
    joined = values.with_interval(value, beside.cell.extent.of(text), beside.column.level)
    extent = Extent(result.source.start, beside.cell.extent.end)
    column = f"{result.source.column} > {head}" if result.source.column else head
    source = replace(result.source, end=extent.end, text=extent.of(text), column=column)
    return replace(result, dispersion=joined.dispersion, source=source)


def _between(result: Result, row: Sequence[Item], scope: Scope) -> Result:
    """A difference between the groups of its row: the first active group against the control, or the last."""
    arms = [item.column for item in row if item.column.role == "arm" and item.column.arm]
    if len(arms) < 2:
        return result
    control = next((a for a in arms if scope.is_control(a.arm or "")), arms[-1])
    active = next(a for a in arms if a is not control)
    return replace(result, arm=active.arm, arm_n=active.n, comparator=control.arm)


def _with_share(result: Result, value: Value, item: Item, counted: list[shares.Counted]) -> Result:
    """The proportion's denominator; rows nested under a counted row are shares of that row's count."""
    path = tuple(h.text for h in item.cell.row_path)
    column = item.cell.column
    parent = next((c for c in reversed(counted) if c.column == column and c.path == path[:-1]), None)
    siblings = [c for c in counted if c.column == column and c.path[:-1] == path[:-1]]
    n, base = shares.denominator(value, value.denominator, parent, siblings)
    if value.count is not None:
        counted.append(shares.Counted(path, column, value.count))
    if base is None:
        return replace(result, denominator=n)
    return drafts.flagged(replace(result, denominator=n, arm_n=n, subgroup=base.path[-1]), "denominator_inferred")
