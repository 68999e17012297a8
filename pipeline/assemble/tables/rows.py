"""From a printed row of a table to its results: an estimate with its spread, interval, share and p in one."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.assemble import draft as drafts
from pipeline.assemble.tables import below, between, cells, headings, joined, pvalues, shares
from pipeline.assemble.tables.items import Item, Scope
from pipeline.assemble.tables.values import Value
from pipeline.document import Head
from pipeline.extent import Extent
from pipeline.schema import Result

_WORDS: Final = frozenset(["missing", "word", "reference"])
Sizes = dict[tuple[int, tuple[Head, ...]], tuple[int, Extent]]


def with_sizes(row: Sequence[Item], sizes: Sizes) -> list[Item]:
    """The row with the group sizes that a row above prints, where the heads print none; its own sizes are noted."""
    for item in row:
        whole = item.form.printed.replace(",", "")
        if item.kind == "size" and item.form.n is not None:
            sizes[item.cell.column, item.row.group] = item.form.n, item.extent
        elif item.row.is_size and whole.isdecimal():
            sizes[item.cell.column, item.row.group] = int(whole), item.extent
    return [_sized(item, sizes) for item in row]


def _sized(item: Item, sizes: Sizes) -> Item:
    """The item with the size told for the rows below its head, else that told for all where its column has none."""
    if item.row.is_size:
        return item
    part = sizes.get((item.cell.column, item.row.group)) if item.row.group else None
    if part is not None and item.row.arm is None and (item.column.n is None or part[0] < item.column.n):
        head = item.row.group[-1].text
        told = item.row.subgroup or (None if item.row.name.startswith(head) else head)
        row = replace(item.row, subgroup=told)
        return replace(item, row=row, column=replace(item.column, n=part[0], n_at=part[1]))
    size = part or sizes.get((item.cell.column, ()))
    if size is None or item.column.n is not None:
        return item
    return replace(item, column=replace(item.column, n=size[0], n_at=size[1]))


@dataclass(frozen=True, slots=True)
class Around:
    """The cells of other rows that speak of a row; each may be empty.

    ``above`` are the p values of the row it is nested under, ``p_row`` the p values and ``parts`` the spreads or limits
    printed below it.
    """

    above: Sequence[Item]
    p_row: Sequence[Item]
    parts: Sequence[Item]


def results(row: Sequence[Item], around: Around, scope: Scope, counted: list[shares.Counted]) -> Iterator[Result]:
    """The results of one printed row; ``counted`` collects the table's counts: later rows may be shares of them."""
    roles = {item.column.role for item in row if item.kind not in _WORDS}
    row = _timed(row, scope)
    correlated = any(i.column.statistic == "correlation" for i in row)
    factor = not correlated and "estimate" in roles and "arm" not in roles and not any(item.row.arm for item in row)
    shared = pvalues.Shared(
        row, pvalues.columns(row) or pvalues.columns(around.above), tuple(around.p_row), several=not factor
    )
    for one in joined.groups(row):
        item = _beside(one.item, one.size)
        value = cells.value(item, scope)
        if value is None:
            continue
        value, extent = joined.complete(value, replace(one, item=item), scope)
        value, spread_at = below.completed(value, item, around.parts)
        whole = replace(item, extent=extent, half=spread_at or item.half)
        result = cells.result(whole, value, scope, factor=factor)
        if not factor and item.column.role == "estimate" and value.statistic != "correlation":
            result = between.compared(result, item, row, scope)
        result = _with_share(result, value, whole, counted, scope.within.get(item.place))
        yield pvalues.attached(result, item, shared, scope)


def _timed(row: Sequence[Item], scope: Scope) -> Sequence[Item]:
    """The row at the time that its label or a cell counts below a clock's head (``45`` below ``Period (days)``)."""
    label = row[0].cell.row_path[-1] if row[0].cell.row_path else None
    told = headings.clocked(scope.stub, label.text, label.extent) if label is not None else None
    if told is not None:
        parent = row[0].row.parent
        name = parent.text if parent is not None else ""
        return [replace(i, row=replace(i.row, when=told, name=name)) for i in row]
    clocks = (headings.clocked(i.column.name, i.form.printed, i.extent) for i in row if i.column.role == "clock")
    when = next((w for w in clocks if w is not None), None)
    if when is None:
        return row
    return [i if i.when is not None else replace(i, row=replace(i.row, when=when)) for i in row]


def _beside(item: Item, size: Item | None) -> Item:
    """The item with the size that its row prints for the group; a size of all groups gives way to a column's own."""
    printed = size.form.printed.replace(",", "") if size is not None else ""
    if size is None or not printed.isdecimal() or (item.column.n is not None and size.column.arm is None):
        return item
    return replace(item, column=replace(item.column, n=int(printed), n_at=size.extent))


def _with_share(result: Result, value: Value, item: Item, counted: list[shares.Counted], whole: int | None) -> Result:
    """The proportion's denominator; rows nested under a counted row are shares of that row's count.

    ``whole`` is the sum of the rows below one head, where they are shares of it rather than of the group.
    """
    path = tuple(h.text for h in item.cell.row_path)
    column = item.cell.column
    parent = next((c for c in reversed(counted) if c.column == column and c.path == path[:-1]), None)
    siblings = [c for c in counted if c.column == column and c.path[:-1] == path[:-1]]
    n, base = shares.denominator(value, value.denominator, parent, siblings)
    if value.count is not None:
        counted.append(shares.Counted(path, column, value.count))
    if whole is not None and base is None and value.statistic == "proportion" and value.count is not None:
        return drafts.flagged(replace(result, denominator=whole), "denominator_inferred")
    if value.count is not None and n is not None and value.count > n and base is None:
        # More than the group's patients: events, or a count of another number than the group's size.
        events = "event_count" if result.statistic == "count" else result.statistic
        return replace(result, statistic=events, denominator=None)
    if base is None:
        return replace(result, denominator=n)
    return drafts.flagged(replace(result, denominator=n, arm_n=n, subgroup=base.path[-1]), "denominator_inferred")
