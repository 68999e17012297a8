"""From a table's cells to results: one tuple a cell, an estimate with its interval and p in one."""

from collections.abc import Iterator, Sequence

from pipeline.assemble.tables import items, notes, rows, scale, shares
from pipeline.assemble.tables.items import Context, Item, Scope
from pipeline.document import Table
from pipeline.schema import Result


def results(tables: Sequence[Table], context: Context) -> tuple[Result, ...]:
    """The results of all tables in printed order, their scales settled against each other."""
    general = notes.general_spread(context.document)
    return scale.settled([result for table in tables for result in _table(table, context, general)])


def _table(table: Table, context: Context, general: notes.Said | None) -> Iterator[Result]:
    scope = Scope(context, table, notes.facts(context.document, table, general))
    by_row: dict[int, list[Item]] = {}
    for item in items.read(table.cells, context):
        by_row.setdefault(item.cell.row, []).append(item)
    counted: list[shares.Counted] = []
    for number, row in sorted(by_row.items()):
        if row[0].row.is_p:
            continue
        below = by_row.get(number + 1, [])
        yield from rows.results(row, below if below and below[0].row.is_p else [], scope, counted)


__all__ = ["Context", "results"]
