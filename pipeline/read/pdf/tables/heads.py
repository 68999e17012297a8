"""The heads of a table: which lines hold them, which columns each spans, what stands over what."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.read.pdf.tables.columns import Column, Placed
from pipeline.read.pdf.tables.lines import Line, Piece
from pipeline.read.pdf.tables.ruling import Bar
from pipeline.read.pdf.tables.values import is_value

NEAR: Final = 1.6  # in sizes: lines of one head follow each other as close


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


def heads(placed: Sequence[tuple[Line, Sequence[Placed]]], found: Sequence[Column], bars: Sequence[Bar]) -> list[Head]:
    """The heads of the columns, those that stand over others with a lower level."""
    made: list[Head] = []
    for line, runs in placed:
        for run in _spread(line, runs, found, bars):
            over = _continued(made, run, line, bars)
            if over is None:
                made.append(Head([run.piece], [line.y], run.first, run.last))
            else:
                over.lines.append(run.piece)
                over.tops.append(line.y)
                over.first, over.last = min(over.first, run.first), max(over.last, run.last)
    for head in made:
        above = [
            h
            for h in made
            if h is not head and h.first <= head.last and h.last >= head.first and h.tops[0] < head.tops[0]
        ]
        head.level = max((h.level + 1 for h in above), default=0)
    return made


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


def _spread(line: Line, runs: Sequence[Placed], found: Sequence[Column], bars: Sequence[Bar]) -> list[Placed]:
    """The runs over all columns that a line drawn below them spans."""
    made = []
    for run in runs:
        below = [
            bar
            for bar in bars
            if line.y - 1 < bar.at < line.y + 2.2 * line.size
            and bar.start < run.piece.right
            and bar.end > run.piece.left
        ]
        first, last = run.first, run.last
        if below and first > 0:
            bar = min(below, key=lambda b: b.at)
            over = [k for k, c in enumerate(found) if bar.start - 2 < c.middle < bar.end + 2]
            others = [r for r in runs if r is not run and r.first in over]
            if over and 0 not in over and not others:
                first, last = min(first, over[0]), max(last, over[-1])
        made.append(Placed(run.piece, first, last))
    return made
