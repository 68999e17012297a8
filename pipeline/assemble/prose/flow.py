"""Running text put together over what interrupts it, and back to the document's places."""

from bisect import bisect_right
from dataclasses import dataclass

from pipeline.document import Document, Passage
from pipeline.extent import Extent


@dataclass(frozen=True, slots=True)
class Flow:
    """A passage as one text: its lines joined by line ends, with where each line stands in the document."""

    text: str
    starts: tuple[int, ...]
    pieces: tuple[Extent, ...]

    def extent(self, inner: Extent) -> Extent:
        """Where a range of the flow stands; what interrupts it is not part of it but of the extent."""
        start = self._place(inner.start)
        return Extent(start, max(start, self._place(inner.end - 1) + 1) if len(inner) else start)

    def _place(self, at: int) -> int:
        k = max(bisect_right(self.starts, at) - 1, 0)
        piece = self.pieces[k]
        return min(piece.start + at - self.starts[k], piece.end)


def flow(document: Document, passage: Passage) -> Flow:
    """The text of a passage."""
    starts, parts, at = [], [], 0
    for piece in passage.pieces:
        starts.append(at)
        parts.append(piece.of(document.text))
        at += len(piece) + 1
    return Flow("\n".join(parts), tuple(starts), passage.pieces)
