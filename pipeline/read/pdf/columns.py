"""In which order the lines of a page are read: down its columns, and across what spans them."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.read.pdf.lines import Line, merged
from pipeline.read.pdf.words import LEVEL

GUTTER: Final = 0.6  # in sizes of the text: what parts two columns is at least so wide
FEWEST: Final = 3  # lines on either side of a gutter
ALIGNED: Final = 2.0  # points: the lines of a column begin as near to each other
WIDE: Final = 8.0  # in sizes: most of a column stands in lines at least so wide; those of a table's columns are not
NARROW: Final = 4.0  # in sizes: so wide are most lines of dates and keywords beside an abstract
BLANK: Final = 1.5  # in sizes of the text: no lines of a paragraph stand so far apart
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
        cut = _cut(segments, x, start, end, size)
        if cut is not None:
            yield cut
        start = end + 1


def _cut(segments: list[Line], x: float, start: int, end: int, size: float) -> _Cut | None:
    """The gutter at x from one line to another; None where no text stands on both sides.

    Dates and keywords beside an abstract are no column of text; they end with it, at a blank across the page.
    """
    left, right = _sides(segments[start:end], x)
    if min(len(left), len(right)) < FEWEST:
        return None
    texts = _is_text(left, WIDE), _is_text(right, WIDE)
    if not all(texts):
        end = start + _before_blank(segments[start:end], size)
        left, right = _sides(segments[start:end], x)
        if not any(texts) or min(len(left), len(right)) < FEWEST or not _are_apart(left, right):
            return None
    height = _side_by_side(left, right, size)
    return _Cut(segments[:start], left, right, segments[end:], height) if height else None


def _sides(run: Sequence[Line], x: float) -> tuple[list[Line], list[Line]]:
    return [s for s in run if s.box.left < x], [s for s in run if s.box.left >= x]


def _side_by_side(left: Sequence[Line], right: Sequence[Line], size: float) -> float:
    """For how many points both sides stand beside each other; 0 for a few lines."""
    top = max(left[0].box.top, right[0].box.top)
    bottom = min(max(s.box.bottom for s in left), max(s.box.bottom for s in right))
    return bottom - top if bottom - top >= SHARED * size else 0.0


def _before_blank(run: Sequence[Line], size: float) -> int:
    """How many of the lines stand above the first blank across them."""
    bottom = run[0].box.bottom
    for k, line in enumerate(run):
        if line.box.top - bottom > BLANK * size:
            return k
        bottom = max(bottom, line.box.bottom)
    return len(run)


def _are_apart(left: Sequence[Line], right: Sequence[Line]) -> bool:
    """Whether one side is running text and the other a few words a line, at heights of their own."""
    wide = _is_text(left, WIDE), _is_text(right, WIDE)
    if not any(wide):
        return False
    text, other = (left, right) if wide[0] else (right, left)
    heights = sorted(s.baseline for s in text)
    level = sum(_is_near(heights, s.baseline, LEVEL * s.size) for s in other)
    return _is_text(other, NARROW) and 2 * level < len(other)


def _is_near(heights: Sequence[float], at: float, most: float) -> bool:
    k = bisect_left(heights, at - most)
    return k < len(heights) and heights[k] <= at + most


def _is_text(side: Sequence[Line], wide: float) -> bool:
    # By width, not by number: a line that is justified badly falls into single words.
    return sum(s.box.width for s in side if s.box.width >= wide * s.size) > 0.5 * sum(s.box.width for s in side)
