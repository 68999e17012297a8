"""The table cells of a document that was read from pages, by where they stand."""

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.document import Anchor, Cell, Document
from pipeline.tables.grids import from_grids
from tests.typeset.measure import plain


class Found:
    """The cells of a read document by page and levelled text, with their anchors."""

    def __init__(self, document: Document) -> None:
        self._anchors: Sequence[Anchor] = sorted(document.anchors, key=lambda a: a.extent)
        self._starts = [a.extent.start for a in self._anchors]
        self._cells: dict[tuple[int | None, str], list[Cell]] = {}
        for table in from_grids(document):
            for cell in table.cells:
                anchor = self.anchor(cell)
                page = anchor.page if anchor else None
                self._cells.setdefault((page, plain(cell.extent.of(document.text))), []).append(cell)

    def at(self, page: int, text: str) -> list[Cell]:
        """The cells on a page that print the text, else those that stand nowhere; a caller takes out what it used."""
        return self._cells.get((page, plain(text)), []) or self._cells.get((None, plain(text)), [])

    def anchor(self, cell: Cell) -> Anchor | None:
        """The place of the cell's first character."""
        at = bisect_right(self._starts, cell.extent.start) - 1
        return self._anchors[at] if at >= 0 and cell.extent.start < self._anchors[at].extent.end else None
