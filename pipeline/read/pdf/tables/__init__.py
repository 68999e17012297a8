"""Tables of PDF pages: which words are a table's, and how they stand in rows and columns."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.read.pdf.layout import Box, Sheet
from pipeline.read.pdf.tables.extent import Region, locate
from pipeline.read.pdf.tables.grid import grid, paragraphs
from pipeline.read.pdf.tables.model import Lines, PrintedCell, PrintedTable
from pipeline.read.pdf.tables.page import Mark, Page
from pipeline.read.pdf.tables.put import put_table

__all__ = ["Lines", "PrintedCell", "PrintedTable", "put_table", "tables"]


def tables(sheets: Sequence[Sheet]) -> list[PrintedTable]:
    """The tables of all sheets, in the order of the pages."""
    return [table for index, sheet in enumerate(sheets) for table in _of(Page(sheet, index))]


def _of(page: Page) -> Iterator[PrintedTable]:
    for mark in page.marks:
        if not mark.label:
            continue
        region = locate(page, mark, _limit(page, mark))
        if region is not None and (rows := grid(region)):
            yield _table(region, rows)


def _limit(page: Page, mark: Mark) -> float:
    """How far down the table can reach: to the next caption below it."""
    below = [
        other.y - other.size
        for other in page.marks
        if other.y > mark.y + 0.5 * mark.size
        and other.piece.left < max(mark.piece.right, mark.piece.left + 12 * mark.size)
        and other.piece.right > mark.piece.left
    ]
    return min(below, default=page.sheet.height)


def _table(region: Region, rows: tuple[tuple[PrintedCell, ...], ...]) -> PrintedTable:
    lines = [*region.caption, *region.body, *region.notes]
    items = [item for line in lines for item in line.items]
    boxes = [item.word.box for item in items]
    box = Box(
        min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes), max(b.bottom for b in boxes)
    )
    caption = tuple(tuple(item.word for item in line.items) for line in region.caption)
    words = frozenset(item.key for item in items)
    page = region.page.sheet.page
    rows = tuple(tuple(replace(cell, page=page) for cell in row) for row in rows)
    return PrintedTable(
        region.mark.label, caption, rows, paragraphs(region.notes), (page, page), ((region.page.index, box),), words
    )
