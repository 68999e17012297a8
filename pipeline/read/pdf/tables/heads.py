"""The heads of a table: which lines hold them, which columns each spans, what stands over what."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.read.pdf.tables.columns import Column, Placed, distinct, gap_between, located
from pipeline.read.pdf.tables.lines import Line, Piece, piece
from pipeline.read.pdf.tables.ruling import Bar
from pipeline.read.pdf.tables.values import is_value

NEAR: Final = 1.6  # in sizes: lines of one head follow each other as close
ALIGNED: Final = 1.5  # in sizes: how far a head stands from the middle or left of what it spans at most


@dataclass(slots=True)
class Head:
    """A head: its lines from top to bottom and the columns it stands over."""

    lines: list[Piece]
    tops: list[float]
    first: int
    last: int
    level: int = 0


def split(body: Sequence[Line], fulls: Sequence[float], gap: float) -> int:
    """How many of the lines hold heads."""
    data = [_has_figures(line.pieces(gap)) for line in body]
    limits = [sum(line.y < y + 1 for line in body) for y in fulls]
    limits = sorted({k for k in limits if 0 < k < len(body)})
    for number, k in enumerate(limits):
        following = limits[number + 1] if number + 1 < len(limits) else len(body)
        if any(data[k:following]) or following == len(body):
            if not any(_is_row(line.pieces(gap)) for line in body[:k]):
                return k
            break
    first = next((k for k, line in enumerate(body) if _is_row(line.pieces(gap))), None)
    if first is None:
        return next((k for k, has in enumerate(data) if has), 0)
    while (
        first > 1
        and len(body[first - 1].pieces(gap)) == 1
        and body[first - 1].left < body[first].left + 1.5 * body[first].size
    ):
        first -= 1
    return first


def _has_figures(pieces: Sequence[Piece]) -> bool:
    return len(pieces) > 1 and any(is_value(p.text) for p in pieces[1:])


def _is_row(pieces: Sequence[Piece]) -> bool:
    """Whether a line is a label with figures behind it."""
    values = sum(is_value(p.text) for p in pieces[1:])
    return len(pieces) > 1 and not is_value(pieces[0].text) and 2 * values >= len(pieces) - 1 and values > 0


def heads(top: Sequence[Line], found: Sequence[Column], bars: Sequence[Bar], gap: float) -> list[Head]:
    """The heads of the columns, those that stand over others with a lower level."""
    made: list[Head] = []
    for line, runs in _levels(top, found, bars, gap):
        for run in runs:
            over = _continued(made, run, line, bars)
            if over is None:
                made.append(Head([run.piece], [line.y], run.first, run.last))
            else:
                over.lines.append(run.piece)
                over.tops.append(line.y)
    for head in made:
        above = [h for h in made if h.first <= head.last and h.last >= head.first and h.tops[0] < head.tops[0]]
        head.level = max((h.level + 1 for h in above), default=0)
    return made


def _levels(
    top: Sequence[Line], found: Sequence[Column], bars: Sequence[Bar], gap: float
) -> list[tuple[Line, list[Placed]]]:
    """The runs of each line with the columns they stand over, found from the lowest line upwards."""
    made: list[tuple[Line, list[Placed]]] = []
    filled: set[int] = set()
    for line in reversed(top):
        runs: list[Placed] = []
        for p in line.pieces(gap):
            runs += _cut(p, found, filled, _below(bars, line, p))
        runs = distinct(runs)
        made.append((line, _grouped(line, _ruled(line, runs, found, bars), found, filled)))
        filled |= {k for run in runs for k in range(run.first, run.last + 1)}
    return made[::-1]


def _cut(p: Piece, found: Sequence[Column], filled: set[int], below: Sequence[Bar]) -> list[Placed]:
    """The run with its columns; cut between columns that have no other head below it."""
    whole = located(p, found)
    spanned = range(whole.first, whole.last + 1)
    if len(spanned) == 1 or all(k in filled for k in spanned):
        return [whole]
    if any(sum(bar.start < found[k].middle < bar.end for k in spanned) > 1 for bar in below):
        return [whole]
    cuts = [at for k in list(spanned)[:-1] if (at := gap_between(p, found[k].right, found[k + 1].left)) is not None]
    bounds = [0, *sorted(set(cuts)), len(p.items)]
    parts = [located(piece(p.items[a:b]), found) for a, b in pairwise(bounds)]
    return parts if len(parts) == len(spanned) else [whole]


def _below(bars: Sequence[Bar], line: Line, p: Piece) -> list[Bar]:
    """The lines drawn right below the words."""
    reach = (line.y - 1, line.y + 2.2 * line.size)
    return [bar for bar in bars if reach[0] < bar.at < reach[1] and bar.start < p.right and bar.end > p.left]


def _continued(made: Sequence[Head], run: Placed, line: Line, bars: Sequence[Bar]) -> Head | None:
    """The head whose next line this is."""
    over = [h for h in made if h.first <= run.last and h.last >= run.first]
    if not over:
        return None
    last = over[-1]
    same = (last.first, last.last) == (run.first, run.last)
    close = line.y - last.tops[-1] <= NEAR * line.size
    ruled = any(
        last.tops[-1] < bar.at < line.y and bar.start < run.piece.right and bar.end > run.piece.left for bar in bars
    )
    return last if same and close and not ruled else None


def _ruled(line: Line, runs: Sequence[Placed], found: Sequence[Column], bars: Sequence[Bar]) -> list[Placed]:
    """The runs over all columns that a line drawn below them spans."""
    made = []
    for run in runs:
        below = _below(bars, line, run.piece)
        first, last = run.first, run.last
        if below and first > 0:
            bar = min(below, key=lambda b: b.at)
            over = [k for k, c in enumerate(found) if bar.start - 2 < c.middle < bar.end + 2]
            others = [r for r in runs if r is not run and r.first in over]
            if over and 0 not in over and not others:
                first, last = min(first, over[0]), max(last, over[-1])
        made.append(Placed(run.piece, first, last))
    return made


def _grouped(line: Line, runs: Sequence[Placed], found: Sequence[Column], filled: set[int]) -> list[Placed]:
    """The runs over the groups of columns that they share evenly, or in the middle of which they stand."""
    own = [run for run in runs if run.first > 0]
    lower = sorted(k for k in filled if k > 0)
    if not own or not lower:
        return list(runs)
    size, odd = divmod(len(lower), len(own))
    if len(own) > 1 and size > 1 and not odd:
        groups = [lower[n * size : (n + 1) * size] for n in range(len(own))]
        if all(_over(run, group, found, line.size) for run, group in zip(own, groups, strict=True)):
            even = {id(r): Placed(r.piece, g[0], g[-1]) for r, g in zip(own, groups, strict=True)}
            return [even.get(id(run), run) for run in runs]
    return [_centred(run, runs, found, filled, line.size) if run.first > 0 else run for run in runs]


def _over(run: Placed, group: Sequence[int], found: Sequence[Column], size: float) -> bool:
    if not group[0] <= run.first <= run.last <= group[-1]:
        return False
    left, right = found[group[0]].left, found[group[-1]].right
    middle = (run.piece.left + run.piece.right) / 2
    return min(abs(run.piece.left - left), abs(middle - (left + right) / 2)) < ALIGNED * size


def _centred(run: Placed, runs: Sequence[Placed], found: Sequence[Column], filled: set[int], size: float) -> Placed:
    """The run over the columns in the middle of which it stands, where it stands askew over its own."""
    p, middle = run.piece, (run.piece.left + run.piece.right) / 2

    def askew(first: int, last: int) -> float:
        return abs(middle - (found[first].left + found[last].right) / 2)

    left, right = found[run.first].left, found[run.last].right
    if min(askew(run.first, run.last), abs(p.left - left), abs(p.right - right)) < 0.8 * size:
        return run
    taken = {k for r in runs if r is not run for k in range(r.first, r.last + 1)}
    free = [k for k in range(1, len(found)) if k in filled and k not in taken]
    choices = [
        (a, b) for a in free if a <= run.first for b in free if b >= run.last and set(range(a, b + 1)) <= set(free)
    ]
    best = min(choices, key=lambda c: askew(*c), default=None)
    return Placed(p, *best) if best and askew(*best) < 0.6 * size else run
