"""How the lines of a header read as its lowest heads: a line, blocks between empty lines, or both."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.document import Line
from pipeline.extent import Extent, fold
from pipeline.lines import blocks
from pipeline.tables import spanners
from pipeline.tables.agree import agreement
from pipeline.tables.align import Column
from pipeline.tables.boundaries import Words
from pipeline.tables.cuts import Strip, is_head, is_stub, strip, strip_of_blocks
from pipeline.tables.sizes import COLUMN_N
from pipeline.tables.spanners import Unit

MOST_BLOCKS: Final = 12  # blocks of heads over others
BLOCK: Final = 1.0  # how much an empty line speaks for a head's end
SIZED: Final = 2.0  # how much a group's size speaks for a head
_HEADED: Final = 3.0  # what it costs that a known head stands over the row labels
_MIXED: Final = 4.0  # what it costs that heads of one row are printed in lines and in blocks
_UNDECIDED: Final = 1.0  # a difference of worth that decides nothing


@dataclass(frozen=True, slots=True)
class Lowest:
    """One reading of the lowest heads: which columns they stand over, what they cost, how many lines it takes."""

    units: tuple[Unit, ...]
    left: int
    right: int
    stub: str
    worth: float
    used: int


def _reads_as_one(text: str, line: Extent, words: Words) -> bool:
    """Whether the line is no row of heads as it reads best, and no known head."""
    found = strip(text, [line], MOST_BLOCKS, words)
    return found.whole > found.best - _UNDECIDED and not is_head(_printed(text, line), words)


def _printed(text: str, extent: Extent) -> str:
    return fold(extent.of(text))


def times(words: Sequence[str]) -> int:
    """How often the same words stand in a line of nothing else: ``n (%) n (%)`` is heads, no row label."""
    line = "".join(words)
    for period in range(2, len(line) // 2 + 1):
        if len(line) % period == 0 and line == line[:period] * (len(line) // period):
            return len(line) // period
    return 1


def lowest_heads(
    text: str, header: Sequence[Line], above: int, columns: Sequence[Column], words: Words
) -> Iterator[Lowest]:
    """The readings of the lines below the first ``above`` as the lowest heads."""
    if is_block(header, above, above):
        line = strip(text, [header[above].extent], len(columns) + 1, words)
        yield from _in_a_line(line, above, 1, columns, words)
    yield from _in_blocks(text, header, above, columns, words)
    yield from _in_mixed_blocks(text, header, above, columns, words)


def is_block(header: Sequence[Line], first: int, last: int) -> bool:
    """Whether the lines from first to last are blocks of one line each, where empty lines part the header's blocks."""
    spaced = any(line.blanks for line in header[1:])
    return not spaced or all(line.blanks for k, line in enumerate(header[first : last + 2], first) if k)


def _in_a_line(found: Strip, above: int, lines: int, columns: Sequence[Column], words: Words) -> Iterator[Lowest]:
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
) -> Iterator[Lowest]:
    """Heads of which those of several lines are blocks, the others between them side by side in a line."""
    units = [[line.extent for line in block] for block in blocks(header[above:])][: MOST_BLOCKS + 1]
    if above and not header[above].blanks:
        return
    several = [len(unit) > 1 for unit in units]
    for count in range(2, min(len(units), len(columns)) + 1):
        if not any(several[:count]) or all(several[:count]):
            continue
        if not several[count - 1] and _reads_as_one(text, units[count - 1][0], words):
            continue  # a label over the first rows
        if any(times(_printed(text, unit[0]).split()) > 1 for unit in units[:count] if len(unit) == 1):
            continue  # "Mean SD Mean SD" stands below the others
        found = strip_of_blocks(text, units[:count], len(columns) + 1, words)
        for lowest in _in_a_line(found, above, sum(map(len, units[:count])), columns, words):
            yield replace(lowest, worth=lowest.worth - _MIXED)


def _in_blocks(
    text: str, header: Sequence[Line], above: int, columns: Sequence[Column], words: Words
) -> Iterator[Lowest]:
    """Heads that are blocks of lines between empty lines: ``Placebo⏎(N = 16)``."""
    width = len(columns)
    units = sized_blocks(text, header[above:])
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
        worth += found.whole + SIZED * sized
        open_blocks += 1
        if sized or len(unit) > 1 or is_head(names[-1], words):  # else a lone line that may label the first rows
            worth, open_blocks = worth + BLOCK * open_blocks, 0
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


def sized_blocks(text: str, listed: Sequence[Line]) -> list[tuple[Line, ...]]:
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
) -> Lowest:  # fmt: skip
    units = tuple(
        Unit(left + k, 1, name, tuple(pieces)) for k, (name, pieces) in enumerate(zip(names, parts, strict=True))
    )
    worth += sum(agreement(unit.name, columns[unit.start]) for unit in units)
    return Lowest(units, left, len(columns) - left - len(units), stub, worth, used)
