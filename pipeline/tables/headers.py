"""Which column heads and spanners stand over each column of a flattened table."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from pipeline.document import Head, Line
from pipeline.extent import Extent, fold
from pipeline.lines import blocks
from pipeline.tables import spanners
from pipeline.tables.agree import agreement
from pipeline.tables.align import Column
from pipeline.tables.boundaries import Words
from pipeline.tables.cuts import Blocks, Strip, is_head, is_stub, strip, strip_of_blocks
from pipeline.tables.labels import NONE, head
from pipeline.tables.sizes import COLUMN_N
from pipeline.tables.spanners import Unit

_LEVELS: Final = 4  # header lines over each other
_MOST_BLOCKS: Final = 12  # blocks of heads over others
_BLANK: Final = 3.0  # what a column without a head costs
_SHARED: Final = 3.5  # what a head repeated over several columns, without heads of their own, costs
_BLOCK: Final = 1.0  # how much an empty line speaks for a head's end
_SIZED: Final = 2.0  # how much a group's size speaks for a head
_HEADED: Final = 3.0  # what it costs that a known head stands over the row labels
_MIXED: Final = 4.0  # what it costs that heads of one row are printed in lines and in blocks
_UNDECIDED: Final = 1.0
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
class _Lowest:
    """One reading of the lowest heads: which columns they stand over, what they cost, how many lines it takes."""

    units: tuple[Unit, ...]
    left: int
    right: int
    stub: str
    worth: float
    used: int


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
        for lowest in _lowest(text, header, above, columns, words):
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
    while last + 1 < len(header) and _times(fold(header[last + 1].extent.of(text)).split()) > 1:
        last += 1  # "n (%) n (%)" below the sizes
    return header[: last + 1]


def _reads_as_one(text: str, line: Extent, words: Words) -> bool:
    """Whether the line is no row of heads as it reads best, and no known head."""
    found = strip(text, [line], _MOST_BLOCKS, words)
    return found.whole > found.best - _UNDECIDED and not is_head(_printed(text, line), words)


def _printed(text: str, extent: Extent) -> str:
    return fold(extent.of(text))


def _times(words: Sequence[str]) -> int:
    """How often the same words stand in a line of nothing else: ``n (%) n (%)`` is heads, no row label."""
    line = "".join(words)
    for period in range(2, len(line) // 2 + 1):
        if len(line) % period == 0 and line == line[:period] * (len(line) // period):
            return len(line) // period
    return 1


def _rest(text: str, listed: Sequence[Line], words: Words) -> float:
    """What it is worth that the lines are row labels."""
    found = [strip(text, [line.extent], 1, words) for line in listed[:_LEVELS]]
    sizes = [len(COLUMN_N.findall(" ".join(line.printed))) for line in found]
    again = [max(n, _times(line.printed)) for line, n in zip(found, sizes, strict=True)]
    return sum(max(f.whole, _WORST) - _LABEL - _SIZED * max(0, n - 1) for f, n in zip(found, again, strict=True))


def _upper(
    text: str, header: Sequence[Line], strips: Sequence[Strip], words: Words
) -> Iterator[tuple[Sequence[Strip | Blocks], int]]:
    """The readings of the first lines as heads over others: a line a level, or a level of blocks; how many lines."""
    for above in range(min(_LEVELS, len(header))):
        if above == 0 or _is_block(header, 0, above - 1):
            yield strips[:above], above
    listed = _blocks(text, header)
    for count in range(2, min(len(listed), _MOST_BLOCKS)):
        used = sum(len(block) for block in listed[:count])
        if used > count:  # else each is a line, and read as such
            yield [_parted(text, listed[:count], words)], used


def _parted(text: str, listed: Sequence[Sequence[Line]], words: Words) -> Blocks:
    found = [strip(text, [line.extent for line in block], 1, words) for block in listed]
    names = tuple(" ".join(f.printed) for f in found)
    parts = tuple(tuple(line.extent for line in block) for block in listed)
    worth = sum(f.whole + _BLOCK for f in found)
    return Blocks(names, parts, worth, "known" if is_stub(names[0], words) else "unknown")


def _lowest(
    text: str, header: Sequence[Line], above: int, columns: Sequence[Column], words: Words
) -> Iterator[_Lowest]:
    """The readings of the lines below the first ``above`` as the lowest heads."""
    if _is_block(header, above, above):
        line = strip(text, [header[above].extent], len(columns) + 1, words)
        yield from _in_a_line(line, above, 1, columns, words)
    yield from _in_blocks(text, header, above, columns, words)
    yield from _in_mixed_blocks(text, header, above, columns, words)


def _is_block(header: Sequence[Line], first: int, last: int) -> bool:
    """Whether the lines from first to last are blocks of one line each, where empty lines part the header's blocks."""
    spaced = any(line.blanks for line in header[1:])
    return not spaced or all(line.blanks for k, line in enumerate(header[first : last + 2], first) if k)


def _in_a_line(found: Strip, above: int, lines: int, columns: Sequence[Column], words: Words) -> Iterator[_Lowest]:
    width = len(columns)
    for count in range(1, width + 1):
        if width - count > 4 and width % count:
            continue
        for read in found.readings(count):
            kind = "known" if read.kind == "unknown" and is_stub(read.stub, words) else read.kind
            worth = read.worth - spanners.stub_cost(kind, read.stub, top=not above)
            worth -= _HEADED * (read.kind == "unknown" and is_head(read.stub, words))
            for left in range(min(2, width - count) + 1):
                yield _made(read.names, read.parts, left, columns, read.stub, worth, above + lines)


def _in_mixed_blocks(
    text: str, header: Sequence[Line], above: int, columns: Sequence[Column], words: Words
) -> Iterator[_Lowest]:
    """Heads of which those of several lines are blocks, the others between them side by side in a line."""
    units = [[line.extent for line in block] for block in blocks(header[above:])][: _MOST_BLOCKS + 1]
    if above and not header[above].blanks:
        return
    several = [len(unit) > 1 for unit in units]
    for count in range(2, min(len(units), len(columns)) + 1):
        if not any(several[:count]) or all(several[:count]):
            continue
        if not several[count - 1] and _reads_as_one(text, units[count - 1][0], words):
            continue  # a label over the first rows
        if any(_times(_printed(text, unit[0]).split()) > 1 for unit in units[:count] if len(unit) == 1):
            continue  # "Mean SD Mean SD" stands below the others
        found = strip_of_blocks(text, units[:count], len(columns) + 1, words)
        for lowest in _in_a_line(found, above, sum(map(len, units[:count])), columns, words):
            yield replace(lowest, worth=lowest.worth - _MIXED)


def _in_blocks(
    text: str, header: Sequence[Line], above: int, columns: Sequence[Column], words: Words
) -> Iterator[_Lowest]:
    """Heads that are blocks of lines between empty lines: ``Placebo⏎(N = 16)``."""
    width = len(columns)
    units = _blocks(text, header[above:])
    if (above and not header[above].blanks) or (len(units) < 2 and len(header) - above < 2):
        return
    used, worth, open_blocks = above, 0.0, 0
    names: list[str] = []
    parts: list[list[Extent]] = []
    for unit in units[: width + 1]:
        pieces = [line.extent for line in unit]
        found = strip(text, pieces, 1, words)
        names.append(" ".join(found.printed))
        parts.append(pieces)
        sized = bool(COLUMN_N.search(names[-1]))
        worth += found.whole + _SIZED * sized
        open_blocks += 1
        if sized or len(unit) > 1 or is_head(names[-1], words):  # else a lone line that may label the first rows
            worth, open_blocks = worth + _BLOCK * open_blocks, 0
        used += len(unit)
        for stub in (0, 1):
            count = len(names) - stub
            if not max(1, width - 3) <= count <= width:
                continue
            stub_name = names[0] if stub else ""
            kind = "none" if not stub_name else "known" if is_stub(stub_name, words) else "unknown"
            cost = spanners.stub_cost(kind, stub_name, top=not above) + _HEADED * is_head(stub_name, words)
            for left in range(min(2, width - count) + 1):
                yield _made(names[stub:], parts[stub:], left, columns, stub_name, worth - cost, used)


def _blocks(text: str, listed: Sequence[Line]) -> list[tuple[Line, ...]]:
    """The blocks of lines; one that only gives a size goes with the block above."""
    found: list[tuple[Line, ...]] = []
    for block in blocks(listed):
        if found and fold(block[0].extent.of(text))[0] in "([" and COLUMN_N.search(fold(block[0].extent.of(text))):
            found[-1] = (*found[-1], *block)
        else:
            found.append(block)
    return found


def _made(
    names: Sequence[str], parts: Sequence[Sequence[Extent]], left: int, columns: Sequence[Column],
    stub: str, worth: float, used: int,
) -> _Lowest:  # fmt: skip
    units = tuple(
        Unit(left + k, 1, name, tuple(pieces)) for k, (name, pieces) in enumerate(zip(names, parts, strict=True))
    )
    worth += sum(agreement(unit.name, columns[unit.start]) for unit in units)
    return _Lowest(units, left, len(columns) - left - len(units), stub, worth, used)


def _raised(text: str, lowest: _Lowest, above: Sequence[Strip | Blocks], columns: Sequence[Column]) -> _Reading | None:
    """The best reading of the lines above over these lowest heads."""
    if not above:
        return _alone(lowest, len(columns))
    best: _Reading | None = None
    for found in spanners.raised(lowest.units, (lowest.left, lowest.right), above, columns):
        worth = found.worth + lowest.worth - _BLANK * (found.missing)
        if best is None or worth > best.worth:
            best = _Reading(worth, found.units, found.spans, found.stub or lowest.stub, lowest.used)
    return best


def _alone(lowest: _Lowest, width: int) -> _Reading | None:
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
