"""The columns of a table, from the gaps that its rows leave in the same place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.read.pdf.tables.lines import Line, Piece, piece
from pipeline.read.pdf.tables.values import goes_on, is_value, is_whole

APART: Final = 0.3  # in sizes: the least gap between two figures of different cells
SHORT: Final = 0.6  # of the cells that the fullest line prints: one with fewer may print its own over several columns
FEW: Final = 0.34  # of the lines that print something on both sides or there: as many may print across a gap


@dataclass(frozen=True, slots=True)
class Column:
    """The reach of a column's cells."""

    left: float
    right: float

    @property
    def middle(self) -> float:
        """Half way between its edges."""
        return (self.left + self.right) / 2


@dataclass(frozen=True, slots=True)
class Placed:
    """A run of words in a line and the columns it stands in, ``first`` to ``last``."""

    piece: Piece
    first: int
    last: int


def columns(rows: Sequence[Line], gap: float) -> list[Column]:
    """The columns of lines that hold more than one cell, from left to right."""
    cut = [figures(line, gap) for line in rows]
    cut = [pieces for pieces in cut if len(pieces) > 1]
    cores = _cores(_full(cut))
    loose: list[Piece] = []
    reach = [[a, b] for a, b in cores]
    for pieces in cut:
        for p in pieces:
            hit = [k for k, (a, b) in enumerate(cores) if p.left < b and p.right > a]
            if not hit and not _is_between(p, cores):
                loose.append(p)
            elif len(hit) == 1:
                reach[hit[0]] = [min(reach[hit[0]][0], p.left), max(reach[hit[0]][1], p.right)]
    spans = _union([(p.left, p.right) for p in loose])
    found = [Column(a, b) for a, b in reach] + [Column(a, b) for a, b in spans]
    return _apart(sorted(found, key=lambda c: c.middle), cores)


def _full(cut: Sequence[Sequence[Piece]]) -> Sequence[Sequence[Piece]]:
    """The lines that print most of the cells, where these are no exceptions."""
    most = max((len(pieces) for pieces in cut), default=0)
    full = [pieces for pieces in cut if len(pieces) > SHORT * most]
    return full if len(full) >= max(3, FEW * len(cut)) else cut


def _is_between(p: Piece, cores: Sequence[tuple[float, float]]) -> bool:
    """Whether words stand in the middle of two columns, as a name over both does."""
    before = [core for core in cores if core[1] <= p.left]
    behind = [core for core in cores if core[0] >= p.right]
    if is_value(p.text) or len(before) < 2 or not behind:
        return False
    return abs(p.left + p.right - before[-1][0] - behind[0][1]) < 2 * p.items[0].word.size


def figures(line: Line, gap: float) -> list[Piece]:
    """The runs of a line; two whole figures are two runs however close they stand: ``0.7 (0.3, 1.1) 0.02``."""
    made: list[Piece] = []
    for p in line.pieces(gap):
        start = 0
        for k in range(1, len(p.items)):
            a, b = p.items[k - 1].word, p.items[k].word
            if (
                b.glued
                or not (b.text[:1].isdigit() or b.text[:1] in "<>≤≥")
                or b.box.left - a.box.right < APART * line.size
            ):
                continue
            before, behind = piece(p.items[start:k]).text, piece(p.items[k:]).text
            if is_whole(before) and is_value(behind):
                made.append(piece(p.items[start:k]))
                start = k
        made.append(piece(p.items[start:]))
    return made


def _cores(cut: Iterable[Sequence[Piece]]) -> list[tuple[float, float]]:
    """The stretches that most lines with something on both sides, or there, print in."""
    change: dict[float, list[int]] = {}
    for pieces in cut:
        for p in pieces:
            change.setdefault(p.left, [0, 0])[0] += 1
            change.setdefault(p.right, [0, 0])[0] -= 1
        for a, b in pairwise(pieces):
            change.setdefault(a.right, [0, 0])[1] += 1
            change.setdefault(b.left, [0, 0])[1] -= 1
    found: list[tuple[float, float]] = []
    cover = split = 0
    start: float | None = None
    for x in sorted(change):
        cover, split = cover + change[x][0], split + change[x][1]
        core = cover > FEW * (cover + split) and cover > 0
        if core and start is None:
            start = x
        elif not core and start is not None:
            found.append((start, x))
            start = None
    return found


def _union(spans: Iterable[tuple[float, float]]) -> list[tuple[float, float]]:
    made: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if made and left < made[-1][1]:
            made[-1] = (made[-1][0], max(made[-1][1], right))
        else:
            made.append((left, right))
    return made


def _apart(found: Sequence[Column], cores: Sequence[tuple[float, float]]) -> list[Column]:
    """The columns with their reaches cut back to where the next one begins."""
    made = list(found)
    for k in range(len(made) - 1):
        a, b = made[k], made[k + 1]
        if a.right > b.left:
            inner = [x for span in cores for x in span]
            right = max((x for x in inner if a.left < x <= a.right and x <= b.middle), default=a.right)
            left = min((x for x in inner if b.left <= x < b.right and x >= a.middle), default=b.left)
            if right > left:
                right = left = (right + left) / 2
            made[k], made[k + 1] = Column(a.left, right), Column(left, b.right)
    return made


def place(line: Line, gap: float, found: Sequence[Column]) -> list[Placed]:
    """The runs of a line with their columns; runs of two figures over two columns are cut between them."""
    made: list[Placed] = []
    for p in figures(line, gap):
        for part in _parted(p, found):
            made.append(Placed(part, *located(part.left, part.right, found)))
    return distinct(made)


def located(left: float, right: float, found: Sequence[Column]) -> tuple[int, int]:
    """The first and last column in which what is printed between the two edges stands."""
    shared = [min(right, c.right) - max(left, c.left) for c in found]
    hit = [k for k, width in enumerate(shared) if width > 0]
    strong = [k for k in hit if shared[k] > 0.25 * min(right - left, found[k].right - found[k].left)]
    hit = strong or hit
    if not hit:
        middle = (left + right) / 2
        hit = [min(range(len(found)), key=lambda k: max(found[k].left - middle, middle - found[k].right))]
    return hit[0], hit[-1]


def _parted(p: Piece, found: Sequence[Column]) -> list[Piece]:
    """The piece cut at the gaps between columns where figures stand on both sides."""
    cuts = []
    for a, b in pairwise(found):
        if not p.left < b.left < p.right or not p.left < a.right < p.right:
            continue
        at = gap_between(p, a.right - 1, b.left + 1)
        if at is not None and not _reaches_over(p, at, a, b):
            cuts.append(at)
    bounds = [0, *cuts, len(p.items)]
    parts = [piece(p.items[i:j]) for i, j in pairwise(bounds) if i < j]
    if len(parts) > 1 and sum(is_value(part.text) for part in parts[1:]) == len(parts) - 1:
        return parts
    return [p]


def _reaches_over(p: Piece, at: int, a: Column, b: Column) -> bool:
    """Whether a bracket behind a figure lies between two columns: ``0.95 (0.02)`` in the middle of both is one cell."""
    before, behind = p.items[at - 1].word, p.items[at].word
    out = max(before.box.right - a.right, 0.0) + max(b.left - behind.box.left, 0.0)
    return goes_on(behind.text) and out > behind.size


def gap_between(p: Piece, low: float, high: float, edge: float | None = None) -> int | None:
    """Before which word the gap between the two places is: the widest, or the one nearest to an edge."""
    best, at = float("-inf"), None
    for k in range(1, len(p.items)):
        a, b = p.items[k - 1].word, p.items[k].word
        middle = (a.box.right + b.box.left) / 2
        worth = b.box.left - a.box.right if edge is None else -abs(middle - edge)
        if not b.glued and low <= middle <= high and worth > best:
            best, at = worth, k
    return at


def distinct(made: Sequence[Placed]) -> list[Placed]:
    """Runs of one line that fall in the same column as one run."""
    joined: list[Placed] = []
    for placed in made:
        if joined and placed.first <= joined[-1].last:
            last = joined.pop()
            both = piece((*last.piece.items, *placed.piece.items))
            joined.append(Placed(both, last.first, max(last.last, placed.last)))
        else:
            joined.append(placed)
    return joined
