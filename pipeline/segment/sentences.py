"""The sentences of a passage, each as the parts of lines it is printed in."""

from collections.abc import Iterator

from pipeline.document import Passage
from pipeline.extent import Extent, trimmed
from pipeline.segment import endings


def sentences(text: str, passage: Passage) -> tuple[tuple[Extent, ...], ...]:
    """Each sentence in order as its pieces, none with white space at its ends; together they are the passage."""
    flow = "\n".join(piece.of(text) for piece in passage.pieces)
    found: list[tuple[Extent, ...]] = []
    start = 0
    for end in endings.ends(flow):
        if pieces := tuple(_pieces(text, passage, start, end)):
            found.append(pieces)
        start = end
    return tuple(found)


def _pieces(text: str, passage: Passage, start: int, end: int) -> Iterator[Extent]:
    """The parts of the passage's lines between two places of its flow, where one character parts two lines."""
    at = 0
    for piece in passage.pieces:
        low, high = max(start, at), min(end, at + len(piece))
        if low < high:
            part = trimmed(text, piece.start + low - at, piece.start + high - at)
            if len(part):
                yield part
        at += len(piece) + 1
