"""Which column heads and spanners stand over each column of a flattened table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from pipeline.document import Head, Line
from pipeline.extent import fold
from pipeline.tables import spanners
from pipeline.tables.align import Column
from pipeline.tables.boundaries import Words
from pipeline.tables.cuts import Blocks, Strip, is_stub, strip
from pipeline.tables.labels import NONE, head
from pipeline.tables.lowest import BLOCK, MOST_BLOCKS, SIZED, Lowest, is_block, lowest_heads, sized_blocks, times
from pipeline.tables.sizes import COLUMN_N
from pipeline.tables.spanners import Unit

_LEVELS: Final = 4  # header lines over each other
_BLANK: Final = 3.0  # what a column without a head costs
_SHARED: Final = 3.5  # what a head repeated over several columns, without heads of their own, costs
_LABEL: Final = 0.7  # what it costs that a line before the first row is a row label
_GAIN: Final = 4.0  # the most that a line above adds beyond its own cut
_NONE: Final = -50.0  # no reading at all
_WORST: Final = -2.0  # a label line of many capitals is still a label


@dataclass(frozen=True, slots=True)
class Columns:
    """For each column its heads, outermost first; ``stub`` is the head over the row labels."""

    paths: tuple[tuple[Head, ...], ...]
    spans: tuple[int, ...] = ()  # columns under each spanner, in order; empty without spanners
    stub: str = ""


@dataclass(frozen=True, slots=True)
class _Reading:
    worth: float
    units: tuple[Unit, ...]
    spans: tuple[int, ...]
    stub: str
    used: int


def read(text: str, header: Sequence[Line], columns: Sequence[Column], words: Words) -> tuple[Columns, int, float]:
    """The heads over the columns, how many of the lines before the first row are header, how well they fit."""
    width = len(columns)
    if not header or not width:
        return Columns(((),) * width), 0, 0.0
    header = _upto_sizes(text, header, width)
    strips = [strip(text, [line.extent], width + 1, words) for line in header[: _LEVELS + 1]]
    rest = cache(lambda used: _rest(text, header[used:], words))
    best: _Reading | None = None
    for levels, above in _upper(text, header, strips, words):
        hope = sum(line.best + _GAIN for line in levels)
        for lowest in lowest_heads(text, header, above, columns, words):
            if best is not None and lowest.worth + rest(lowest.used) + hope < best.worth:
                continue
            found = _raised(text, lowest, levels, columns)
            worth = found.worth + rest(lowest.used) if found else _NONE
            if found and (best is None or worth > best.worth):
                best = _Reading(worth, found.units, found.spans, found.stub, lowest.used)
    if best is None:
        return Columns(((),) * width), 1, _NONE
    return _columns(text, best, width), best.used, best.worth


def _upto_sizes(text: str, header: Sequence[Line], width: int) -> Sequence[Line]:
    """The header down to its group sizes where every column has one: what follows labels the first rows.

    ``(N = 50) (N = 48)`` over two columns and then ``Change in itch — %``.
    """
    sizes = [len(COLUMN_N.findall(fold(line.extent.of(text)))) for line in header]
    if sum(sizes) != width:
        return header
    last = max(k for k, n in enumerate(sizes) if n)
    while last + 1 < len(header) and times(fold(header[last + 1].extent.of(text)).split()) > 1:
        last += 1  # "n (%) n (%)" below the sizes
    return header[: last + 1]


def _rest(text: str, listed: Sequence[Line], words: Words) -> float:
    """What it is worth that the lines are row labels."""
    found = [strip(text, [line.extent], 1, words) for line in listed[:_LEVELS]]
    sizes = [len(COLUMN_N.findall(" ".join(line.printed))) for line in found]
    again = [max(n, times(line.printed)) for line, n in zip(found, sizes, strict=True)]
    return sum(max(f.whole, _WORST) - _LABEL - SIZED * max(0, n - 1) for f, n in zip(found, again, strict=True))


def _upper(
    text: str, header: Sequence[Line], strips: Sequence[Strip], words: Words
) -> Iterator[tuple[Sequence[Strip | Blocks], int]]:
    """The readings of the first lines as heads over others: a line a level, or a level of blocks; how many lines."""
    for above in range(min(_LEVELS, len(header))):
        if above == 0 or is_block(header, 0, above - 1):
            yield strips[:above], above
    listed = sized_blocks(text, header)
    for count in range(2, min(len(listed), MOST_BLOCKS)):
        used = sum(len(block) for block in listed[:count])
        if used > count:  # else each is a line, and read as such
            yield [_parted(text, listed[:count], words)], used


def _parted(text: str, listed: Sequence[Sequence[Line]], words: Words) -> Blocks:
    found = [strip(text, [line.extent for line in block], 1, words) for block in listed]
    names = tuple(" ".join(f.printed) for f in found)
    parts = tuple(tuple(line.extent for line in block) for block in listed)
    worth = sum(f.whole + BLOCK for f in found)
    return Blocks(names, parts, worth, "known" if is_stub(names[0], words) else "unknown")


def _raised(text: str, lowest: Lowest, above: Sequence[Strip | Blocks], columns: Sequence[Column]) -> _Reading | None:
    """The best reading of the lines above over these lowest heads."""
    if not above:
        return _alone(lowest, len(columns))
    best: _Reading | None = None
    for found in spanners.raised(lowest.units, (lowest.left, lowest.right), above, columns):
        worth = found.worth + lowest.worth - _BLANK * (found.missing)
        if best is None or worth > best.worth:
            best = _Reading(worth, found.units, found.spans, found.stub or lowest.stub, lowest.used)
    return best


def _alone(lowest: Lowest, width: int) -> _Reading | None:
    """One line of heads: one a column, or one over equal runs of columns, or some columns without."""
    count, missing = len(lowest.units), lowest.left + lowest.right
    if missing and width % count == 0 and lowest.left == 0 and count > 1:
        each = width // count
        units = tuple(Unit(k * each, each, u.name, u.pieces) for k, u in enumerate(lowest.units))
        return _Reading(lowest.worth - _SHARED, units, (each,) * count, lowest.stub, lowest.used)
    return _Reading(lowest.worth - _BLANK * missing, lowest.units, (), lowest.stub, lowest.used)


def _columns(text: str, reading: _Reading, width: int) -> Columns:
    """The paths of the columns; a size that stands alone goes into the head above it."""
    paths: list[tuple[Head, ...]] = [()] * width
    for unit in spanners.with_sizes(reading.units):
        made = head(text, unit.pieces)
        for k in range(unit.start, unit.start + unit.count):
            if made not in paths[k]:
                paths[k] = (made, *paths[k])
    return Columns(tuple(path or (NONE,) for path in paths), reading.spans, reading.stub)


__all__ = ["Columns", "Words", "head", "read"]
