"""A table of PDF pages as printed."""

from dataclasses import dataclass

from pipeline.read.pdf.layout import Box, Word

Lines = tuple[tuple[Word, ...], ...]


@dataclass(frozen=True, slots=True)
class PrintedCell:
    """A cell of a printed table: its place in the grid, its lines of words, how far its first line is set in,
    the page (from 1) it is on.
    """

    row: int
    column: int
    lines: Lines
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    indent: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """A table as printed, on one sheet or on several that follow each other.

    ``pages`` are the first and the last it is on, counted from 1; ``places`` are the sheets (as their index) and boxes
    it takes up, caption and notes included; ``words`` are all of its words as (index of the sheet, index of the word in
    ``Sheet.words``): none of them is running text. ``further`` are the rows of tables below it under the
    same caption, with heads and columns of their own.
    """

    label: str
    caption: Lines
    rows: tuple[tuple[PrintedCell, ...], ...]
    notes: tuple[Lines, ...]
    pages: tuple[int, int]
    places: tuple[tuple[int, Box], ...]
    words: frozenset[tuple[int, int]]
    further: tuple[tuple[tuple[PrintedCell, ...], ...], ...] = ()
