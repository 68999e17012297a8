"""The one place where a text is put together from the parts of a marked-up source."""

from typing import Final

from pipeline.document import Anchor
from pipeline.extent import Extent

LINE: Final = "\n"
PARAGRAPH: Final = "\n\n"
CELL: Final = "\t"

Bounds = tuple[float, float, float, float]  # left, top, right, bottom in points from the page's upper left corner


class Composer:
    """Appends pieces and says where each came to stand; nothing that was appended changes any more."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._anchors: list[Anchor] = []

    def append(self, piece: str, element: str = "", line: int | None = None) -> Extent:
        """The place of the piece, noted with the element and line of the source where these are given."""
        extent = self._put(piece)
        if element and len(extent):
            self._anchors.append(Anchor(extent, element, line))
        return extent

    def printed(self, piece: str, page: int, box: Bounds) -> Extent:
        """The place of a piece that is printed on a page, noted with the page (from 1) and its box there."""
        extent = self._put(piece)
        self.locate(extent, page, box)
        return extent

    def locate(self, extent: Extent, page: int, box: Bounds) -> None:
        """Note where a piece that was appended last is printed."""
        if len(extent):
            self._anchors.append(Anchor(extent, page=page, box=box))

    def _put(self, piece: str) -> Extent:
        extent = Extent(self._length, self._length + len(piece))
        self._parts.append(piece)
        self._length = extent.end
        return extent

    def apart(self, by: str) -> None:
        """Set what follows apart by a blank, a line end or an empty line; nothing at the start of the text."""
        if self._parts:
            self.append(by)

    @property
    def end(self) -> Extent:
        """The empty place behind the last character."""
        return Extent(self._length, self._length)

    @property
    def text(self) -> str:
        """All that was appended."""
        return "".join(self._parts)

    @property
    def anchors(self) -> tuple[Anchor, ...]:
        """Where the pieces stand in the source, in the order of the text."""
        return tuple(self._anchors)
