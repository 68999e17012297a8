"""The best cut of a header line into a given number of heads."""

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from heapq import nlargest
from itertools import accumulate, pairwise
from typing import Final

from pipeline.extent import Extent, fold
from pipeline.tables import cells, periods
from pipeline.tables.boundaries import Words, is_known, leading_stub, odds, shape
from pipeline.tables.cells import MARKS

_LONGEST: Final = 14  # words of one head
Cut = tuple[float, tuple[int, ...]]  # how good it is, where its heads start
_NO_CUT: Final[Cut] = (float("-inf"), ())
_MOST: Final = 80  # words of a header line that are cut
_KNOWN: Final = 1.0  # what a head that is known as a whole is worth
_ALIKE: Final = 1.5  # what it is worth that neighbouring heads have the same words in place
# How many cuts the search keeps at each word, for lines of up to so many words.
_BEAMS: Final = ((14, 6), (30, 4), (45, 2), (1000, 1))
_HOPELESS: Final = 10.0  # a cut so much worse than the line's best is none
_BLOCK: Final = 6.0  # how much a block of lines speaks for one head
_ODD: Final = 2.0  # what a head that leaves a bracket open costs


@dataclass(frozen=True, slots=True)
class Reading:
    """A line as heads: their names and pieces, the stub before them, how good the cut is.

    ``kind`` says what the stub is: ``none``, ``known``, ``unknown``, ``both`` (a known one and words behind it),
    or ``passed`` (none is taken although a known one opens the line).
    """

    kind: str
    stub: str
    names: tuple[str, ...]
    parts: tuple[tuple[Extent, ...], ...]
    worth: float


@dataclass(frozen=True, slots=True)
class Strip:
    """A header line's words and its best cuts: ``cuts[k]`` are the starts of k heads, ``worth[k]`` how good they are.

    ``behind`` is the same line without the known stub that opens it.
    """

    text: str
    words: tuple[Extent, ...]
    printed: tuple[str, ...]
    whole: float
    cuts: tuple[tuple[int, ...], ...]
    worth: tuple[float, ...]
    behind: "Strip | None" = None

    @property
    def best(self) -> float:
        """The worth of its best cut."""
        return max(self.worth)

    def readings(self, count: int) -> Iterator[Reading]:
        """The ways to read the line as ``count`` heads, with a stub or without."""
        if self.can(count):
            yield self.reading("passed" if self.behind else "none", count, "", 0)
        if self.behind is None:
            if self.can(count + 1):
                yield self.reading("unknown", count + 1, "", 1)
            return
        stub = " ".join(self.printed[: len(self.printed) - len(self.behind.printed)])
        if self.behind.can(count):
            yield self.behind.reading("known", count, stub, 0)
        if self.behind.can(count + 1):
            yield self.behind.reading("both", count + 1, stub + " ", 1)

    def can(self, total: int) -> bool:
        """Whether the line can be cut into so many."""
        return 0 < total < len(self.cuts) and self.worth[total] > self.best - _HOPELESS

    def reading(self, kind: str, total: int, stub: str, own: int) -> Reading:
        """The best cut into so many, of which the first ``own`` belong to the stub."""
        starts = [*self.cuts[total], len(self.words)]
        bounds = list(pairwise(starts))
        names = tuple(" ".join(self.printed[a:b]) for a, b in bounds)
        parts = tuple(tuple(merged(self.text, self.words[a:b])) for a, b in bounds)
        return Reading(kind, stub + "".join(names[:own]), names[own:], parts[own:], self.worth[total])


@dataclass(frozen=True, slots=True)
class Blocks:
    """Heads that are parted already, by empty lines between them."""

    names: tuple[str, ...]
    parts: tuple[tuple[Extent, ...], ...]
    best: float
    stub: str  # what the first would be as a stub: known or unknown

    def readings(self, count: int) -> Iterator[Reading]:
        """The one way to read them as ``count`` heads, if there is one."""
        if count == len(self.names):
            yield Reading("none", "", self.names, self.parts, self.best)
        elif count == len(self.names) - 1:
            yield Reading(self.stub, self.names[0], self.names[1:], self.parts[1:], self.best)


def strip(text: str, pieces: Sequence[Extent], most: int, words: Words) -> Strip:
    """The cuts of a line (or of a run of them) into up to ``most`` heads."""
    listed = tuple(word for piece in pieces for word in cells.words(text, piece))[:_MOST]
    printed = tuple(fold(word.of(text)) for word in listed)
    stub = leading_stub([shape(w) for w in printed], words.stubs, words.heads)
    gaps = odds(printed, words, stub)
    full = _strip(text, (listed, printed), gaps, most, words)
    if not 0 < stub < len(listed):
        return full
    return replace(full, behind=_strip(text, (listed[stub:], printed[stub:]), gaps[stub:], most, words))


def strip_of_blocks(text: str, blocks: Sequence[Sequence[Extent]], most: int, words: Words) -> Strip:
    """The cuts of several blocks of lines: a head ends with its block, and a block of several lines is one head."""
    gaps: list[float] = []
    line: list[Extent] = []
    for block in blocks:
        listed = [word for piece in block for word in cells.words(text, piece)]
        printed = [fold(word.of(text)) for word in listed]
        gaps += [_BLOCK] if line else []
        gaps += [-_BLOCK] * (len(listed) - 1) if len(block) > 1 else odds(printed, words, 0)
        line += listed
    cut = tuple(line[:_MOST])
    return _strip(text, (cut, tuple(fold(word.of(text)) for word in cut)), gaps[: len(cut) - 1], most, words)


def _strip(
    text: str, line: tuple[tuple[Extent, ...], tuple[str, ...]], gaps: Sequence[float], most: int, words: Words
) -> Strip:
    listed, printed = line
    cut = [-math.log1p(math.exp(-g)) for g in gaps]
    kept = [-math.log1p(math.exp(g)) for g in gaps]
    alone = _alone(printed, words)
    shaped = periods.Line(tuple(shape(w) for w in printed), cut, kept, alone)
    found = _best(shaped, most)
    for worth, starts in periods.cuts(shaped, most):
        if worth > found[len(starts)][0]:
            found[len(starts)] = (worth, starts)
    return Strip(text, listed, printed, sum(kept), tuple(c for _, c in found), tuple(w for w, _ in found))


@lru_cache(maxsize=65536)
def alike(one: tuple[str, ...], other: tuple[str, ...]) -> float:
    """How alike two neighbouring heads are: words shared in place, numbers taken as equal."""
    same = sum(a == b for a, b in zip(one, other, strict=False))
    return _ALIKE * (same / max(len(one), len(other)) + 0.5 * (one[0] == other[0]))


def is_head(name: str, words: Words) -> bool:
    """Whether the name is known to stand over figures."""
    return is_known(" ".join(map(shape, name.split())), words.heads) and not is_stub(name, words)


def is_stub(name: str, words: Words) -> bool:
    """Whether the name is known to stand over row labels."""
    return name.lower().rstrip(MARKS + ":,") in words.stubs


def _best(line: periods.Line, most: int) -> list[Cut]:
    """For each number of heads the worth of the best cut, and its starts: a search that keeps the best few.

    Neighbouring heads are compared, so the best cut up to a word may not be part of the best cut.
    """
    count = len(line.shapes)
    sums = [0.0, *accumulate(line.kept)]
    beam = next(width for words, width in _BEAMS if count <= words)
    # best[k][end]: ways to make the first `end` words k heads
    best: list[dict[int, list[Cut]]] = [{0: [(0.0, ())]}]
    for heads in range(1, min(most, count) + 1):
        before = best[heads - 1]
        found = {end: nlargest(beam, _ending(line, before, sums, end)) for end in range(heads, count + 1)}
        best.append({end: kept for end, kept in found.items() if kept})
    whole = [found.get(count, [_NO_CUT])[0] for found in best]
    return [_NO_CUT, *whole[1:]] if count else whole


def _ending(line: periods.Line, before: Mapping[int, list[Cut]], sums: Sequence[float], end: int) -> Iterator[Cut]:
    """The cuts of one head more, whose last head ends at ``end``."""
    for start in range(max(0, end - _LONGEST), end):
        if start not in before:
            continue
        value = (line.cut[start - 1] if start else 0.0) + sums[end - 1] - sums[start]
        value += line.alone.get((start, end), 0.0)
        for worth, starts in before[start]:
            near = alike(line.shapes[starts[-1] : start], line.shapes[start:end]) if starts else 0.0
            yield worth + value + near, (*starts, start)


def _alone(printed: Sequence[str], words: Words) -> dict[tuple[int, int], float]:
    """What runs of words are worth as one head by themselves: known ones, ones with a bracket left open."""
    found: dict[tuple[int, int], float] = {}
    shapes = [shape(w) for w in printed]
    for start in range(len(printed)):
        opened = 0
        for end in range(start + 1, min(len(printed), start + _LONGEST) + 1):
            word = printed[end - 1]
            opened += word.count("(") + word.count("[") - word.count(")") - word.count("]")
            value = _KNOWN if end - start < 6 and is_known(" ".join(shapes[start:end]), words.heads) else 0.0
            value -= _ODD * abs(opened)
            if value:
                found[start, end] = value
    return found


def merged(text: str, listed: Sequence[Extent]) -> list[Extent]:
    """Neighbouring words on one line as one piece."""
    found: list[Extent] = []
    for word in listed:
        if found and not any(c in "\n\r\f" for c in text[found[-1].end : word.start]):
            found[-1] = Extent(found[-1].start, word.end)
        else:
            found.append(word)
    return found
