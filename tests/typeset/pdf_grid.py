"""How wide the columns of a typeset table are, and which lines stand in its cells."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Final

from tests.typeset.pdf_styles import Style, width
from tests.typeset.truth import NUMERIC, TrueTable

_LABEL: Final = 0.38  # of the room, at most for the row labels while they can be wrapped
_BLANKS: Final = re.compile("([ \u00a0\u2007\u2009\u202f])")
_SHORT: Final = 14
_GAP: Final = 7.0
_SMALLEST: Final = 4.8
_MARK: Final = re.compile(r"(?<=\S)(?:[*†‡§¶‖#]{1,3}|(?<=[\d)%])\s?[a-e])$")
LEAD: Final = 1.22  # of the font size, from line to line


@dataclass(frozen=True, slots=True)
class Box:
    """The words of one cell as lines, and the columns it stands over."""

    lines: tuple[str, ...]
    mark: str  # set high behind the last line
    column: int
    across: int
    is_group: bool = False


@dataclass(frozen=True, slots=True)
class SetTable:
    """A table cut to lines: left edges of the columns (one more than columns), rows of boxes, font size."""

    edges: tuple[float, ...]
    header: tuple[tuple[Box, ...], ...]
    body: tuple[tuple[Box, ...], ...]
    size: float
    grouped: bool

    @property
    def width(self) -> float:
        """From the left to the right edge."""
        return self.edges[-1]

    def height(self, row: Sequence[Box]) -> float:
        """Of a row: its tallest cell and some air."""
        return max((len(box.lines) for box in row), default=1) * self.size * LEAD + 0.45 * self.size


def fitted(table: TrueTable, style: Style, room: float, *, stretched: bool = True) -> SetTable | None:
    """The table in a font as small as the room asks for; None when it does not fit even so."""
    size = style.size
    while size >= _SMALLEST:
        found = _columns(table, style, room, size, stretched=stretched)
        if found is not None:
            return _cut(table, style, found, size)
        size -= 0.4
    return None


def _columns(table: TrueTable, style: Style, room: float, size: float, *, stretched: bool) -> list[float] | None:
    """Widths between the widest word and the whole text of each column, as the room allows."""
    count = len(table.body[0]) if table.body else 0
    least, most = [0.0] * count, [0.0] * count
    spanning: list[tuple[int, int, str]] = []
    for is_head, column, across, text in _printed(table):
        font = style.bold if is_head else style.font
        if across > 1:
            spanning.append((column, across, text))
            continue
        whole = width(text, font, size)
        longest = whole if _holds_together(text) else _words(text, font, size)
        inset = style.indent if column == 0 and not is_head and _groups(table) else 0.0
        least[column] = max(least[column], longest + inset)
        most[column] = max(most[column], longest, min(whole, style.head) if is_head else whole + inset)
    for column, across, text in spanning:
        lacking = _words(text, style.bold, size) - sum(most[column : column + across]) - _GAP * (across - 1)
        for place in range(column, column + across):
            least[place] += max(lacking, 0) / across
            most[place] += max(lacking, 0) / across
    most[0] = max(least[0], min(most[0], _LABEL * room))
    free = room - _GAP * count - sum(least)
    if free < 0:
        return None
    wanted = sum(most) - sum(least)
    share = min(1.0, free / wanted) if wanted else 1.0
    more = max(free - wanted, 0) / count if stretched else 0.0
    return [low + (high - low) * share + _GAP + more for low, high in zip(least, most, strict=True)]


def _printed(table: TrueTable) -> list[tuple[bool, int, int, str]]:
    """All cells but the rows that hold a group's name: head or not, column, columns, text."""
    made = []
    for row in table.heads:
        column = 0
        for text, across in row:
            made.append((True, column, across, text))
            column += across
    for row in table.body:
        if not _is_group(row):
            made += [(False, column, 1, text) for column, text in enumerate(row)]
    return made


def _holds_together(text: str) -> bool:
    """Printers part the words of a label, but not a short number from its bracket."""
    return len(text) <= _SHORT and NUMERIC.match(text) is not None


def _words(text: str, font: str, size: float) -> float:
    return max((width(word, font, size) for word in _BLANKS.split(text)), default=0.0)


def _is_group(row: Sequence[str]) -> bool:
    return bool(row[0]) and not any(row[1:])


def _groups(table: TrueTable) -> bool:
    return any(_is_group(row) for row in table.body)


def _cut(table: TrueTable, style: Style, widths: Sequence[float], size: float) -> SetTable:
    edges = (0.0, *accumulate(widths))

    def box(text: str, column: int, across: int, font: str, inset: float = 0.0) -> Box:
        found = _MARK.search(text)
        mark = found[0] if found else ""
        room = edges[column + across] - edges[column] - _GAP - inset
        # The sign behind the last word needs room as well.
        lines = wrapped(text[: len(text) - len(mark)], font, size, room + 0.5 - width(mark, font, size * 0.7))
        return Box(tuple(lines), mark, column, across)

    header = []
    for row in table.heads:
        places = accumulate((across for _, across in row), initial=0)
        header.append(tuple(box(text, at, n, style.bold) for (text, n), at in zip(row, places, strict=False) if text))
    grouped = False
    body = []
    for row in table.body:
        if _is_group(row):
            grouped = True
            whole = box(row[0], 0, len(row), style.bold)
            body.append((Box(whole.lines, whole.mark, 0, len(row), is_group=True),))
            continue
        insets = [style.indent if grouped and column == 0 else 0.0 for column in range(len(row))]
        body.append(tuple(box(t, c, 1, style.font, insets[c]) for c, t in enumerate(row) if t))
    return SetTable(edges, _lowered(header), tuple(body), size, grouped)


def _lowered(header: Sequence[Sequence[Box]]) -> tuple[tuple[Box, ...], ...]:
    """The heads of one column brought down to the lowest row that is free below them, as they are set in print."""
    rows = [list(row) for row in header]
    for above, below in reversed(list(pairwise(rows))):
        taken = {c for box in below for c in range(box.column, box.column + box.across)}
        for box in [b for b in above if b.across == 1 and b.column not in taken]:
            above.remove(box)
            below.append(box)
    return tuple(tuple(sorted(row, key=lambda box: box.column)) for row in rows if row)


def wrapped(text: str, font: str, size: float, room: float) -> list[str]:
    """The text in lines no wider than the room; a word that is wider stands alone."""
    lines: list[str] = []
    blank = ""
    for place, word in enumerate(_BLANKS.split(text)):
        if place % 2:
            blank = word
        elif lines and width(lines[-1] + blank + word, font, size) <= room:
            lines[-1] += blank + word
        else:
            lines.append(word)
    return lines
