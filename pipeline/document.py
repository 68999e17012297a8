"""What a document consists of: its text, and records that point into it."""

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from typing import Final

from pipeline.extent import Extent

UNKNOWN: Final = "\ufffd"  # stands in a text for a glyph that no character is known for


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a part of the text stands in the source: element and line of XML or HTML, page and box of a PDF."""

    extent: Extent
    element: str = ""
    line: int | None = None
    page: int | None = None
    box: tuple[float, float, float, float] | None = None


class Places:
    """Where in the source each character of the text stands, by the document's anchors."""

    def __init__(self, anchors: Iterable[Anchor]) -> None:
        self._anchors = sorted(anchors, key=lambda a: (a.extent.start, -a.extent.end))
        self._starts = [a.extent.start for a in self._anchors]
        self._reach = list(accumulate((a.extent.end for a in self._anchors), max))

    def of(self, at: int) -> Anchor | None:
        """The innermost anchor around a place of the text, if any."""
        k = bisect_right(self._starts, at) - 1
        while k >= 0 and at < self._reach[k]:
            if at < self._anchors[k].extent.end:
                return self._anchors[k]
            k -= 1
        return None


@dataclass(frozen=True, slots=True)
class Block:
    """A part of the document that its source marks as such.

    ``kind`` is ``title``, ``heading``, ``paragraph``, ``caption``, ``note``, ``reference`` or ``furniture``;
    ``section`` is named where the source names it (``abstract``, ``methods``, ``figure``), else empty. A heading has a
    ``level``, 1 being the outermost. ``pieces`` leave out the mark-up within the extent; empty when there is none.
    """

    kind: str
    section: str
    extent: Extent
    level: int = 0
    pieces: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class GridCell:
    """A cell of a table as its source marks it up; ``extent`` is empty for an empty cell.

    ``pieces`` are its printed lines (an empty extent for an empty line) where it has more than one; ``signs`` the
    footnote signs that are set apart from its words; ``indent`` how far in its first line stands.
    """

    extent: Extent
    row: int
    column: int
    rowspan: int = 1
    colspan: int = 1
    is_header: bool = False
    is_bold: bool = False
    indent: int = 0
    pieces: tuple[Extent, ...] = ()
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote of a table: its sign (``†``; empty for a note on the whole) and its text."""

    sign: str
    extent: Extent


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as its source marks it up: caption, rows of cells with their spans, footnotes.

    ``label`` is ``Table 2`` or, where the source numbers no tables, empty; ``signs`` are the caption's.
    """

    label: str
    caption: Extent
    rows: tuple[tuple[GridCell, ...], ...]
    notes: tuple[Note, ...]
    extent: Extent
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A document's identity and its one text, in which all extents count.

    A plain text has nothing but its text. Other sources say what is a heading, a paragraph or a table, and where in
    the file each part stands. ``mended`` are the signs that a PDF names wrongly and that were read as they are printed.
    """

    doc_id: str
    text: str
    sha256: str = ""
    blocks: tuple[Block, ...] = ()
    grids: tuple[Grid, ...] = ()
    anchors: tuple[Anchor, ...] = ()
    mended: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line without its surrounding white space; ``blanks`` empty lines stand before it."""

    extent: Extent
    blanks: int
    indent: int


@dataclass(frozen=True, slots=True)
class Section:
    """A named part of the document (``results``), from its heading to the next."""

    name: str
    heading: Extent | None
    extent: Extent


@dataclass(frozen=True, slots=True)
class Passage:
    """Running text that belongs together, in reading order.

    ``pieces`` are the extents of its lines: a table or a page head that interrupts a sentence is not among them.
    ``kind`` is ``prose``, ``caption`` (of a figure), ``furniture``, ``reference`` or ``teaser``.
    """

    kind: str
    section: str
    pieces: tuple[Extent, ...]

    @property
    def extent(self) -> Extent:
        """From the first to the last character, interruptions included."""
        return Extent(self.pieces[0].start, self.pieces[-1].end)


@dataclass(frozen=True, slots=True)
class Head:
    """A label of a table: a row head, a column head or a spanner; it may be wrapped over several extents."""

    text: str
    pieces: tuple[Extent, ...]
    signs: tuple[str, ...] = ()

    @property
    def extent(self) -> Extent:
        """From the first to the last character of the label."""
        return Extent(self.pieces[0].start, self.pieces[-1].end)


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell: its text in place, and the paths of heads above and before it (outermost first)."""

    extent: Extent
    row: int
    column: int
    row_path: tuple[Head, ...]
    column_path: tuple[Head, ...]
    signs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table as read: every cell with its heads, the caption, the notes."""

    label: str
    caption: Extent
    cells: tuple[Cell, ...]
    notes: tuple[Note, ...]
    extent: Extent
    parts: tuple[Extent, ...]
    signs: tuple[str, ...] = ()
