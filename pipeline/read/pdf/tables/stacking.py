"""Which runs of words make up one head of a table, set one below the other."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.read.pdf.tables.columns import gap_between, located
from pipeline.read.pdf.tables.head import Frame, Head, drawn_below
from pipeline.read.pdf.tables.lines import Line, Piece, piece, with_brackets
from pipeline.read.pdf.tables.ruling import Bar

WIDER: Final = 1.25  # how much wider than a blank the gap between two heads is at least
BLANK: Final = 0.36  # in sizes: no blank between words that are not justified is as wide
NEAR: Final = 1.6  # in sizes: lines of one head follow each other as close
BRACKET: Final = 2.4  # in sizes: as close does a bracket that belongs to the words above it
LETTERS: Final = 0.5  # in sizes: what is drawn nearer to a baseline crosses the letters, as the edge of a shade may
STACKED: Final = 0.35  # in sizes: how far the lines of a head differ at the edge or middle they are set by


def stacked(top: Sequence[Line], frame: Frame, gap: float) -> list[Head]:
    """The heads with all of their lines, each with the columns it is printed over."""
    made = _stacked(_cut(top, frame, gap), frame.bars)
    for head in made:
        head.first, head.last = located(head.left, head.right, frame.columns)
    return made


def _cut(top: Sequence[Line], frame: Frame, gap: float) -> list[tuple[Line, list[Piece]]]:
    """The runs of each line, cut between columns that have no other heads below."""
    made: list[tuple[Line, list[Piece]]] = []
    filled: set[int] = set()
    for line in reversed(top):
        parts = [part for p in with_brackets(line, gap) for part in _parts(p, line, frame, filled)]
        made.append((line, parts))
        for p in parts:
            first, last = located(p.left, p.right, frame.columns)
            filled |= set(range(first, last + 1))
    return made[::-1]


def _parts(p: Piece, line: Line, frame: Frame, filled: set[int]) -> list[Piece]:
    first, last = located(p.left, p.right, frame.columns)
    spanned = range(first, last + 1)
    if len(spanned) == 1 or all(k in filled for k in spanned):
        return [p]
    below = drawn_below(frame.bars, line.y, line.size, p.left, p.right)
    below = [bar for bar in below if bar.start > frame.columns[0].middle]
    if any(sum(bar.start < frame.columns[k].middle < bar.end for k in spanned) > 1 for bar in below):
        return [p]
    cuts = [
        at
        for a, b in pairwise(frame.columns[first : last + 1])
        if (at := gap_between(p, a.middle, b.middle, (a.right + b.left) / 2)) is not None
    ]
    if not _are_wider(p, cuts, line.size):
        return [p]
    bounds = [0, *sorted(set(cuts)), len(p.items)]
    parts = [piece(p.items[a:b]) for a, b in pairwise(bounds)]
    own = [located(part.left, part.right, frame.columns) for part in parts]
    return parts if [a for a, _ in own] == list(spanned) and all(a == b for a, b in own) else [p]


def _are_wider(p: Piece, cuts: Sequence[int], size: float) -> bool:
    """Whether the gaps before these words are wider than those before the others, or than any blank."""
    gaps = {k: p.items[k].word.box.left - p.items[k - 1].word.box.right for k in range(1, len(p.items))}
    others = [gap for k, gap in gaps.items() if k not in cuts and not p.items[k].word.glued]
    least = WIDER * median(others) if others else BLANK * size
    return all(gaps[k] > least for k in cuts)


def _stacked(lines: Sequence[tuple[Line, Sequence[Piece]]], bars: Sequence[Bar]) -> list[Head]:
    """The heads, each with all of its lines: runs set one below the other by the same edge or middle."""
    made: list[Head] = []
    last: list[Head] = []
    for line, pieces in lines:
        now = []
        for p in pieces:
            over = [h for h in last if h.left < p.right and h.right > p.left]
            above = over[0] if len(over) == 1 else None
            if above is not None and _goes_on(above, p, line, pieces, bars):
                above.lines.append(p)
                above.ys.append(line.y)
                now.append(above)
            else:
                now.append(Head([p], [line.y], line.size))
                made.append(now[-1])
        kept = [h for h in last if h not in now and line.y - h.ys[-1] < NEAR * line.size]
        last = now + [h for h in kept if not any(n.left < h.right and n.right > h.left for n in now)]
    return made


def _goes_on(above: Head, p: Piece, line: Line, pieces: Sequence[Piece], bars: Sequence[Bar]) -> bool:
    size = STACKED * line.size
    aligned = (
        abs(above.left - p.left) < size
        or abs(above.middle - (p.left + p.right) / 2) < size
        or abs(above.right - p.right) < size
    )
    alone = sum(above.left < q.right and above.right > q.left for q in pieces) == 1
    between = above.ys[-1], line.y - LETTERS * line.size
    ruled = any(between[0] < b.at < between[1] and b.start < p.right and b.end > p.left for b in bars)
    near = BRACKET if p.text[:1] in "([" else NEAR
    return aligned and alone and not ruled and line.y - above.ys[-1] < near * line.size
