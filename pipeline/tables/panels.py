"""Tables set side by side: one printed line that carries a row of each."""

from collections.abc import Sequence
from typing import Final

from pipeline.document import Line
from pipeline.extent import Extent, fold, trimmed
from pipeline.tables import cells
from pipeline.tables.grid import Row

_LEAST: Final = 2  # words of a header that must come twice


def halves(text: str, header: Sequence[Line]) -> tuple[Line, Line] | None:
    """The header line cut in two when its second half repeats the first: ``OR P OR P``."""
    for line in header:
        words = list(cells.words(text, line.extent))
        middle = len(words) // 2
        printed = [fold(w.of(text)).lower() for w in words]
        if len(words) % 2 or middle < _LEAST or printed[:middle] != printed[middle:]:
            continue
        left = Extent(words[0].start, words[middle - 1].end)
        right = Extent(words[middle].start, words[-1].end)
        return Line(left, line.blanks, line.indent), Line(right, 0, line.indent)
    return None


def apart(text: str, rows: Sequence[Row], width: int) -> bool:
    """Whether most rows carry a second label between their cells; else the repeated heads are one table's."""
    full = [row for row in rows if len(row.tokens) >= width]
    return 2 * sum(len(split(text, row, width)) > 1 for row in full) > len(full)


def split(text: str, row: Row, width: int) -> tuple[Row, ...]:
    """The line's rows, left panel first: ``Age 0.6 0.2 TEC 0.7 0.3`` gives two of width 2."""
    if len(row.tokens) < width:
        return (row,)
    right = Row(row.line, Extent(row.line.extent.start, row.tokens[-width].extent.start), row.tokens[-width:])
    starts = [w.start for w in cells.words(text, right.label)]
    for cut in reversed(starts):
        ahead = trimmed(text, row.line.extent.start, cut)
        run = cells.tail(text, ahead)
        if len(run) < width:
            continue
        run = run[-width:]
        left = Row(row.line, Extent(ahead.start, run[0].extent.start), run)
        return left, Row(Line(Extent(cut, row.line.extent.end), 0, 0), Extent(cut, right.label.end), right.tokens)
    return (right,)
