"""Tables of PDF pages: which words are a table's, and how they stand in rows and columns."""

from collections.abc import Sequence

from pipeline.read.pdf.layout import Box, Sheet, Word
from pipeline.read.pdf.tables.continued import joined
from pipeline.read.pdf.tables.extent import Region
from pipeline.read.pdf.tables.grid import Rows, grids, paragraphs
from pipeline.read.pdf.tables.lines import Item, Line
from pipeline.read.pdf.tables.model import Lines, PrintedCell, PrintedTable
from pipeline.read.pdf.tables.put import put_table
from pipeline.read.pdf.tables.regions import regions

__all__ = ["Lines", "PrintedCell", "PrintedTable", "put_table", "tables"]


def tables(sheets: Sequence[Sheet]) -> list[PrintedTable]:
    """The tables of all sheets, in the order of the pages."""
    pages = [sheet.page for sheet in sheets]
    wholes = (joined(parts) for parts in regions(sheets))
    return [_table(region, listed, pages) for region in wholes if (listed := grids(region, pages))]


def _table(region: Region, listed: Sequence[Rows], pages: Sequence[int]) -> PrintedTable:
    lines = [*region.caption, *region.body, *region.notes, *region.repeated]
    items = [item for line in lines for item in line.items]
    parts = sorted({item.key[0] for item in items})
    places = tuple((part, _around([item for item in items if item.key[0] == part])) for part in parts)
    caption = tuple(_words(line) for line in region.caption)
    keys = frozenset(item.key for item in items)
    first, last = pages[parts[0]], pages[parts[-1]]
    notes = paragraphs(region.notes)
    return PrintedTable(region.mark.label, caption, listed[0], notes, (first, last), places, keys, tuple(listed[1:]))


def _words(line: Line) -> tuple[Word, ...]:
    return tuple(item.word for item in line.items)


def _around(items: Sequence[Item]) -> Box:
    boxes = [(item.printed or item.word).box for item in items]
    return Box(
        min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
    )
