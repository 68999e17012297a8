"""A marked-up table by place: which cell takes which row and column, and what it prints."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.document import Grid, GridCell
from pipeline.extent import Extent


@dataclass(frozen=True, slots=True)
class Sheet:
    """The cells by place, a spanned cell at each place that it takes; ``first`` is the leftmost column looked at."""

    text: str
    at: dict[tuple[int, int], GridCell]
    height: int
    width: int
    first: int = 0

    def printed(self, cell: GridCell | None) -> str:
        return "" if cell is None else joined_words(self.text, cell.pieces or (cell.extent,))

    def row(self, row: int, start: int, end: int) -> list[GridCell]:
        """The cells that begin in the row between two columns and print something."""
        return [cell for cell in self.begun(row, start, end) if len(cell.extent)]

    def begun(self, row: int, start: int, end: int) -> list[GridCell]:
        """The cells that begin in the row between two columns."""
        found = (self.at.get((row, c)) for c in range(start, end))
        return [c for c in dict.fromkeys(c for c in found if c is not None) if c.row == row and c.column >= start]


def sheet_of(text: str, grid: Grid) -> Sheet:
    height = len(grid.rows)
    at: dict[tuple[int, int], GridCell] = {}
    for cell in (c for row in grid.rows for c in row):
        for r in range(cell.row, min(cell.row + cell.rowspan, height)):
            for c in range(cell.column, cell.column + cell.colspan):
                at.setdefault((r, c), cell)
    return Sheet(text, at, height, max((c for _, c in at), default=-1) + 1)


def joined_words(text: str, pieces: Sequence[Extent]) -> str:
    """The words of the pieces on one line; what white space parts in the text stays parted."""
    gaps = ["", *(text[a.end : b.start] for a, b in pairwise(pieces))]
    apart = (" " if gap[:1].isspace() or gap[-1:].isspace() else "" for gap in gaps)
    return " ".join("".join(gap + piece.of(text) for gap, piece in zip(apart, pieces, strict=True)).split())
