"""In which order the lines of a page are read: down its columns, and across what spans them."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.read.pdf.lines import Line, merged

GUTTER: Final = 0.6  # in sizes of the text: what parts two columns is at least so wide
FEWEST: Final = 3  # lines on either side of a gutter
ALIGNED: Final = 2.0  # points: the lines of a column begin as near to each other
WIDE: Final = 8.0  # in sizes: most of a column stands in lines at least so wide; those of a table's columns are not
MOST: Final = 3000  # pieces of lines: a page of text has a few hundred, a drawing may have any number
SHARED: Final = 3.0  # in sizes: for so much of their height two columns stand side by side


@dataclass(frozen=True, slots=True)
class _Cut:
    """A gutter: the lines above it, on its left, on its right and below it; ``height`` is how far both sides stand."""

    above: list[Line]
    left: list[Line]
    right: list[Line]
    below: list[Line]
    height: float


def columns(segments: Sequence[Line], size: float) -> list[list[Line]]:
    """The columns of a page in reading order, each with its lines from above; ``size`` is that of the running text."""
    return [merged(column) for column in _columns(sorted(segments, key=lambda s: s.box.top), size)]


def _columns(segments: list[Line], size: float) -> Iterator[list[Line]]:
    """The largest gutter parts what stands left and right of it, and what spans it above and below."""
    found = _cuts(segments, size) if len(segments) <= MOST else ()
    cut = max(found, key=lambda c: c.height, default=None)
    if cut is None:
        if segments:
            yield segments
        return
    for part in (cut.above, cut.left, cut.right, cut.below):
        yield from _columns(part, size)


def _cuts(segments: list[Line], size: float) -> Iterator[_Cut]:
    starts = Counter(round(s.box.left / ALIGNED) for s in segments)
    for place, count in starts.items():
        if count + starts[place - 1] + starts[place + 1] >= FEWEST:
            yield from _cuts_at(segments, place * ALIGNED - 1.5 * ALIGNED, size)


def _cuts_at(segments: list[Line], x: float, size: float) -> Iterator[_Cut]:
    """The gutters that end at x, one for each stretch of lines between two that cross it."""
    crossing = [s.box.left < x and s.box.right > x + 1.5 * ALIGNED - GUTTER * size for s in segments]
    start = 0
    for end in [*(k for k, crosses in enumerate(crossing) if crosses), len(segments)]:
        run = segments[start:end]
        left = [s for s in run if s.box.left < x]
        right = [s for s in run if s.box.left >= x]
        height = _side_by_side(left, right, size)
        if height:
            yield _Cut(segments[:start], left, right, segments[end:], height)
        start = end + 1


def _side_by_side(left: list[Line], right: list[Line], size: float) -> float:
    """For how many points both sides stand beside each other; 0 when they are no two columns of text."""
    if len(left) < FEWEST or len(right) < FEWEST or not (_is_text(left) and _is_text(right)):
        return 0.0
    top = max(left[0].box.top, right[0].box.top)
    bottom = min(max(s.box.bottom for s in left), max(s.box.bottom for s in right))
    return bottom - top if bottom - top >= SHARED * size else 0.0


def _is_text(side: list[Line]) -> bool:
    # By width, not by number: a line that is justified badly falls into single words.
    return sum(s.box.width for s in side if s.box.width >= WIDE * s.size) > 0.5 * sum(s.box.width for s in side)
