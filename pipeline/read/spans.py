"""Where the cells of a table stood before their spans were lost, as Markdown and stripped XML lose them."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.document import GridCell

_FIGURE: Final = regex.compile(r"[-<>≤≥(]{0,3}\s?\d")


def spread(text: str, rows: Sequence[tuple[GridCell, ...]]) -> tuple[tuple[GridCell, ...], ...]:
    """The rows with cells put back over the columns they spanned, where losing the spans pushed them to the left."""
    if len(rows) < 2 or not rows[0]:
        return tuple(rows)
    rows, depth = _pushed_back(text, rows)
    place = next((k for k in range(1, min(3, len(rows))) if any(len(c.extent) for c in rows[k])), 0)
    if not place:
        return tuple(rows)
    upper = [c for c in rows[0] if len(c.extent)]
    lower = [c for c in rows[place] if len(c.extent)]
    corner = [] if len(rows[0][0].extent) else [rows[0][0]]
    packed = bool(upper) and upper[-1].column == len(upper) - (0 if corner else 1)
    figures = any(_FIGURE.match(c.extent.of(text)) for c in lower)
    width = _width(rows) - depth
    if not packed or len(corner) + len(upper) == width or figures:
        return tuple(_shifted(row, depth) if k == 0 else row for k, row in enumerate(rows))
    placed = _placed(text, [*corner, *upper], lower, width)
    if placed is None:
        return tuple(rows)
    over, under = (_shifted(row, depth) for row in placed)
    below = [tuple(replace(c, row=c.row - place + 1) for c in row) for row in rows[place + 1 :]]
    return (over, tuple(replace(c, row=1, is_header=True) for c in under), *below)


def _placed(
    text: str, listed: Sequence[GridCell], lower: Sequence[GridCell], width: int
) -> tuple[tuple[GridCell, ...], tuple[GridCell, ...]] | None:
    """The upper and lower heads at their columns: some upper ones reach down, the rest share the lower ones evenly."""
    # A lower row that begins in the first column was pushed there: what stood above it reached down.
    most = len(listed) if lower[0].column == 0 else lower[0].column
    fits = []
    for lead in range(1, most + 1):
        tail = width - len(lower) - lead
        middle = len(listed) - lead - tail
        if tail >= 0 and middle > 0 and len(lower) % middle == 0:
            fits.append((_repeats(text, lower, len(lower) // middle), -tail, lead, middle))
    if not fits:
        return None
    _, tail, lead, middle = max(fits)
    each = len(lower) // middle
    over = [replace(c, column=k, rowspan=2) for k, c in enumerate(listed[:lead])]
    over += [replace(c, column=lead + k * each, colspan=each) for k, c in enumerate(listed[lead : lead + middle])]
    over += [replace(c, column=width + tail + k, rowspan=2) for k, c in enumerate(listed[lead + middle :])]
    return tuple(over), tuple(replace(c, column=lead + k) for k, c in enumerate(lower))


def _repeats(text: str, lower: Sequence[GridCell], each: int) -> bool:
    """Whether the lower heads are the same under each upper one."""
    printed = [c.extent.of(text).strip("*_ ") for c in lower]
    return len(printed) > each and all(p == q for p, q in zip(printed, printed[each:], strict=False))


def _pushed_back(text: str, rows: Sequence[tuple[GridCell, ...]]) -> tuple[Sequence[tuple[GridCell, ...]], int]:
    """Rows whose label spanned further columns, in which inner labels stand: their figures back under their heads."""
    filled = [[c for c in row if len(c.extent)] for row in rows]
    body = [cells for cells in filled[1:] if len(cells) > 1 and any(_FIGURE.match(c.extent.of(text)) for c in cells)]
    depth = max((cells[0].column for cells in body), default=0)
    width = _width(rows)
    fitting = sum(width - 1 - cells[-1].column >= depth - cells[0].column for cells in body)
    steps = {cells[0].column for cells in filled[1:] if cells and not _FIGURE.match(cells[0].extent.of(text))}
    if not depth or depth > 3 or fitting < len(body) or len(steps) < 2 or depth not in steps:
        return rows, 0
    moved = [
        _shifted(row, depth - cells[0].column) if cells in body else row
        for row, cells in zip(rows, filled, strict=True)
    ]
    return [rows[0], *moved[1:]], depth


def _shifted(row: Sequence[GridCell], by: int) -> tuple[GridCell, ...]:
    """The row with its first words over so many columns more, and what stands behind them as far to the right."""
    filled = [c for c in row if len(c.extent)] or list(row[:1])
    if not by:
        return tuple(row)
    first = filled[0]
    behind = [replace(c, column=c.column + by) for c in filled if c is not first]
    return (replace(first, colspan=first.colspan + by), *behind)


def _width(rows: Sequence[tuple[GridCell, ...]]) -> int:
    return max((c.column + c.colspan for row in rows for c in row), default=0)
