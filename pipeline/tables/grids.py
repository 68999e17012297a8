"""Tables whose source marks up rows and columns: every cell with the heads above and before it."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.document import Cell, Document, Grid, GridCell, Head, Table
from pipeline.tables.blockheads import filled
from pipeline.tables.headrows import header_rows, is_head_row, panels, prints_again
from pipeline.tables.nesting import (
    BAND,
    Label,
    enter,
    enter_corner,
    enter_group,
    enter_spanning,
    enter_title,
    how_far_in,
    is_band,
    opens_group,
)
from pipeline.tables.printedheads import head_of, signs_behind, unsigned
from pipeline.tables.sheet import Sheet, sheet_of
from pipeline.tables.stublines import first_data_column, row_lines

_FEW: Final = 5  # rows to an empty one: where more are empty, they part rows, not groups


def from_grids(document: Document) -> tuple[Table, ...]:
    """The document's marked-up tables that hold any cell below and beside their heads, in order."""
    found = (_table(document.text, grid) for grid in document.grids)
    return tuple(table for table in found if table.cells)


def _table(text: str, grid: Grid) -> Table:
    sheet = sheet_of(text, grid)
    halves = panels(sheet)
    made: list[Cell] = []
    for half in halves:
        first = max((c.row for c in made), default=-1) + 1
        made += [replace(c, row=c.row + first, column=c.column - half.first) for c in _cells(half)]
    signs = (*signs_behind(grid.caption.of(text)), *grid.signs)
    return Table(grid.label or "Table", grid.caption, tuple(made), grid.notes, grid.extent, (grid.extent,), signs)


def _cells(sheet: Sheet) -> Iterator[Cell]:
    header = header_rows(sheet)
    sheet = filled(sheet, header)
    stubs = first_data_column(sheet, header)
    above = list(range(header))
    path: list[Label] = []
    if header:
        enter_spanning(sheet, path, header - 1)
        enter_title(sheet, path, header)
    number = -1
    empty = sum(not sheet.row(row, sheet.first, sheet.width) for row in range(header, sheet.height))
    few = _FEW * empty <= sheet.height - header
    for row in range(header, sheet.height):
        if is_head_row(sheet, row):
            above = _with_heads(sheet, above, header, row)
            enter_corner(sheet, path, row)
            continue
        if few and not sheet.row(row, sheet.first, sheet.width) and not (path and path[-1].is_open):
            path[:] = [label for label in path if label.key == BAND]  # an empty row ends what has no other end
        for labels, data in row_lines(sheet, row, stubs):
            if not data or is_band(sheet, labels, data, stubs):
                for cell in (labels or data)[-1:] if not data or not labels else []:
                    enter_group(sheet, path, cell, stubs)
                continue
            number += 1
            opens = opens_group(sheet, row, data, stubs, header)
            for place, cell in enumerate(labels):
                group = opens and place == len(labels) - 1
                key = (cell.column, how_far_in(sheet.text, cell))
                own = frozenset(c.column for c in data)
                enter(path, Label(head_of(sheet.text, cell), key, group, cell.is_bold, key[1], own))
            heads = tuple(label.head for label in path)
            for force in path:
                force.is_fresh = force.is_fresh and bool(labels) and force is path[-1] and force.is_group
            yield from (_cell(sheet, cell, number, heads, above) for cell in data)


def _with_heads(sheet: Sheet, above: Sequence[int], header: int, row: int) -> list[int]:
    """The rows of heads in force below one in the body: those at the top that it does not print
    again, the one before it, the row itself.

    Names over other names head a part of its own, where one name stands over each column at the top.
    """
    if row - 1 < header or row - 1 not in above:
        return [*(r for r in range(header) if not prints_again(sheet, row, r)), row]
    plain = all(c.colspan == 1 for r in range(header) for c in sheet.begun(r, sheet.first, sheet.width))
    spanning = any(c.colspan > 1 for c in sheet.begun(row - 1, sheet.first, sheet.width))
    return [row - 1, row] if plain and spanning else [*above, row]


def _cell(sheet: Sheet, cell: GridCell, number: int, heads: tuple[Head, ...], above: Sequence[int]) -> Cell:
    extent, signs = unsigned(sheet.text, cell)
    spanned = [_column_path(sheet, c, above) for c in range(cell.column, min(cell.column + cell.colspan, sheet.width))]
    common = tuple(h for h in spanned[0] if all(h in path for path in spanned[1:]))
    return Cell(extent, number, cell.column, heads, common, tuple(dict.fromkeys((*signs, *cell.signs))))


def _column_path(sheet: Sheet, column: int, above: Sequence[int]) -> tuple[Head, ...]:
    """The heads over a column, outermost first; what spans rows or is printed twice stands once."""
    found = [c for r in above if (c := sheet.at.get((r, column))) and len(c.extent)]
    heads = {h.text: h for c in reversed(found) if (h := head_of(sheet.text, c))}
    return tuple(reversed(heads.values()))
