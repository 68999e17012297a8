"""Figures in the middle of two columns: a mean below the heads of a count and its share is a cell over both."""

from collections.abc import Sequence
from typing import Final

from pipeline.read.pdf.tables.columns import Column, Placed, figures, located
from pipeline.read.pdf.tables.lines import Line, Piece
from pipeline.read.pdf.tables.values import is_value

NEAR: Final = 1.2  # in sizes: how far a figure stands from the middle of the columns it is set over
OVER: Final = 0.35  # of its width: as much of it may stand over one of them
FEWEST: Final = 2  # rows that fill the columns on both sides


def without_middles(found: Sequence[Column], top: Sequence[Line], below: Sequence[Line], gap: float) -> list[Column]:
    """The columns but for those of figures in the middle of two columns that other rows fill and heads name."""
    heads = [_filled(line.pieces(gap), found) for line in top]
    cut = [figures(line, gap) for line in below]
    rows = [_filled(pieces, found) for pieces in cut]
    size = below[0].size if below else 0.0
    inner = [k for k in range(2, len(found) - 1) if _is_middle(found, k, size) and _is_apart(k, heads, rows)]
    if not inner:
        return list(found)
    kept = [column for k, column in enumerate(found) if k not in inner]
    whole = [pieces for pieces, row in zip(cut, rows, strict=True) if not row & set(inner)]
    return [_whole(column, kept, whole) for column in kept]


def _whole(column: Column, kept: Sequence[Column], cut: Sequence[Sequence[Piece]]) -> Column:
    """The column with the reach of all that rows without such figures print in it alone."""
    left, right = column.left, column.right
    for p in (p for pieces in cut for p in pieces):
        over = [other for other in kept if p.left < other.right and p.right > other.left]
        if over == [column]:
            left, right = min(left, p.left), max(right, p.right)
    return Column(left, right)


def _filled(pieces: Sequence[Piece], found: Sequence[Column]) -> set[int]:
    return {located(p.left, p.right, found)[0] for p in pieces}


def _is_middle(found: Sequence[Column], k: int, size: float) -> bool:
    return abs(found[k].middle - (found[k - 1].left + found[k + 1].right) / 2) < NEAR * size


def _is_apart(k: int, heads: Sequence[set[int]], rows: Sequence[set[int]]) -> bool:
    """Whether no row prints the column together with those beside it, and no line of heads all three."""
    beside = {k - 1, k + 1}
    own = [row for row in rows if k in row]
    both = sum(beside <= row for row in rows)
    return (
        bool(own)
        and not any(row & beside for row in own)
        and both >= FEWEST
        and not any({k} | beside <= h for h in heads)
    )


def over_both(runs: Sequence[Placed], found: Sequence[Column]) -> list[Placed]:
    """The runs of a line, a figure in the middle of two columns that the line leaves open over both."""
    taken = {k for run in runs for k in range(run.first, run.last + 1)}
    return [_widened(run, found, taken) for run in runs]


def _widened(run: Placed, found: Sequence[Column], taken: set[int]) -> Placed:
    p, size = run.piece, run.piece.items[0].word.size
    if run.first != run.last or not is_value(p.text):
        return run
    for k in (run.first - 1, run.first):
        if not 0 < k < len(found) - 1 or taken & {k, k + 1} - {run.first}:
            continue
        shared = [min(p.right, c.right) - max(p.left, c.left) for c in (found[k], found[k + 1])]
        off = abs(p.left + p.right - found[k].left - found[k + 1].right) / 2
        if off < NEAR * size and max(shared) < OVER * p.width:
            return Placed(p, k, k + 1)
    return run
