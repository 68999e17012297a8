"""Which lines of a table hold its heads."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final

from pipeline.read.pdf.tables.lines import Line, Piece
from pipeline.read.pdf.tables.values import is_value

INWARD: Final = 3.0  # in sizes: a line that begins as far in has no label


def split(body: Sequence[Line], fulls: Sequence[float], gap: float) -> int:
    """How many of the lines hold heads."""
    data = [_has_figures(line.pieces(gap)) for line in body]
    count = _ruled(body, fulls, data, gap)
    bold = _bold(body, gap)
    drawn = any(body[0].y < y < body[-1].y for y in fulls)
    count = _above_labels(body, max(count, bold) if drawn or not bold else bold, fulls, gap)
    left = min((line.left for line in body), default=0.0)
    while 0 < count < len(body) - 1 and _names_only(body[count], left, gap):
        count += 1
    return count


def _names_only(line: Line, left: float, gap: float) -> bool:
    """Whether a line prints names over the figures and no label before them."""
    pieces = line.pieces(gap)
    inward = line.left > left + INWARD * line.size
    return inward and len(pieces) > 1 and all(p.text[:1].isalpha() or p.text[:1] == "%" for p in pieces)


def _above_labels(body: Sequence[Line], count: int, fulls: Sequence[float], gap: float) -> int:
    """The lines without the labels of row groups at their end, each parted from what is above by a drawn line."""
    left = min((line.left for line in body), default=0.0)
    while count > 1:
        above, last = body[count - 2], body[count - 1]
        parted = any(above.y < y < last.y for y in fulls)
        if not parted or len(last.pieces(gap)) > 1 or last.left > left + 1.5 * last.size:
            break
        count -= 1
    return count


def _ruled(body: Sequence[Line], fulls: Sequence[float], data: Sequence[bool], gap: float) -> int:
    """The lines above the first that is drawn between heads and rows, or above the first row of figures."""
    heights = [line.y for line in body]
    limits = sorted({k for y in fulls if 0 < (k := bisect_left(heights, y + 1)) < len(body)})
    for number, k in enumerate(limits):
        following = limits[number + 1] if number + 1 < len(limits) else len(body)
        if any(data[k:following]) or following == len(body):
            if 3 * sum(_is_row(line.pieces(gap)) for line in body[:k]) <= k:
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


def _bold(body: Sequence[Line], gap: float) -> int:
    """The lines at the top that are bold, down to the last with more than one head; none where figures are bold too."""
    count = next((k for k, line in enumerate(body) if not line.is_bold), len(body))
    rest = [line for line in body[count:] if len(line.pieces(gap)) > 1]
    if not rest or 3 * sum(line.is_bold for line in rest) > len(rest):
        return 0
    return max((k + 1 for k in range(count) if len(body[k].pieces(gap)) > 1), default=0)


def _has_figures(pieces: Sequence[Piece]) -> bool:
    return len(pieces) > 1 and any(is_value(p.text) for p in pieces[1:])


def _is_row(pieces: Sequence[Piece]) -> bool:
    """Whether a line is a label with figures behind it."""
    values = sum(is_value(p.text) for p in pieces[1:])
    return len(pieces) > 1 and not is_value(pieces[0].text) and 2 * values >= len(pieces) - 1 and values > 0
