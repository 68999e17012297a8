"""Sets one table with its caption and notes on a page, and goes on on the next where it is too long."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from tests.typeset.pdf_grid import LEAD, Box, SetTable, fitted, wrapped
from tests.typeset.pdf_press import Frame, Press
from tests.typeset.pdf_styles import Style, width
from tests.typeset.truth import NUMERIC, TrueTable

_NOTE: Final = re.compile(r"(?:[*†‡§¶‖#]{1,3}|[a-h](?=\s?[A-Z]))\s?")
_PAD: Final = 3.5
_FEWEST: Final = 3  # rows that stay with the header at least


@dataclass(frozen=True, slots=True)
class Place:
    """Where a body cell was set: page from 1; box from the upper left corner of the page as it is read."""

    page: int
    box: tuple[float, float, float, float]


Places = dict[tuple[int, int], Place]


@dataclass(slots=True)
class _Setting:
    """What stays the same while a table is set."""

    press: Press
    table: TrueTable
    set: SetTable
    name: str
    align: tuple[str, ...]
    places: Places

    @property
    def style(self) -> Style:
        return self.press.style


def put(press: Press, table: TrueTable, number: int) -> Places | None:
    """Set the table; the places of its body cells by row and column, or None when no page is wide enough."""
    found = _frame(press, table)
    if found is None:
        return None
    frame, cut = found
    setting = _Setting(press, table, cut, f"Table {number}", _alignments(table, press.style), {})
    own_page = press.style.turned or frame.width > press.frame.width
    if own_page:
        press.leaf((90, 270)[number % 2] if press.style.turned else 0)
    _make_room(setting, frame)
    if not own_page:
        frame = press.frame
    _caption(setting, frame, f"{setting.name}. ", table.caption)
    frame = _rows(setting, frame, own_page=own_page)
    _notes(setting, frame)
    press.y += 16
    if press.style.turned:
        press.leaf()
    elif own_page:
        press.below()
    return setting.places


def _frame(press: Press, table: TrueTable) -> tuple[Frame, SetTable] | None:
    """A column where the table fits without being small, else the width of the page."""
    style = press.style
    if style.turned:
        whole = Frame(72.0, 700.0)
    else:
        inside = fitted(table, style, press.frame.width) if style.columns > 1 else None
        if inside is not None and inside.size >= style.size - 1:
            return press.frame, inside
        whole = press.whole
    cut = fitted(table, style, whole.width, stretched=style.rules != "none")
    return None if cut is None else (whole, cut)


def _alignments(table: TrueTable, style: Style) -> tuple[str, ...]:
    """Columns of words stand left, as the first does; columns of numbers as the style has it."""
    count = len(table.body[0])
    columns = [[row[c] for row in table.body if row[c]] for c in range(count)]
    worded = [c == 0 or sum(bool(NUMERIC.match(t)) for t in texts) * 2 < len(texts) for c, texts in enumerate(columns)]
    return tuple("left" if words else style.align for words in worded)


def _make_room(setting: _Setting, frame: Frame) -> None:
    """Go on to another column or page, or fill this one with text, as the style breaks tables or keeps them whole."""
    press, cut = setting.press, setting.set
    head = 30 + sum(cut.height(row) for row in cut.header)
    body = [cut.height(row) for row in cut.body if row]
    least = head + sum(body[:_FEWEST])
    if setting.style.broken and len(body) > 2 * _FEWEST:
        wanted = max(least + 4, head + sum(body) / 2)
        if press.left_over < wanted:
            press.leaf()
        while press.left_over - 24 > wanted:
            press.paragraph(most=max(1, int((press.left_over - 12 - wanted) // (10 * LEAD))))
    elif press.left_over < min(head + sum(body) + 20, press.bottom - 80) and press.y > 120:
        press.on()


def _caption(setting: _Setting, frame: Frame, label: str, text: str) -> None:
    press, style = setting.press, setting.style
    size = style.size + 0.5
    press.y += 8
    start = width(label, style.bold, size)
    lines = wrapped(label + text, style.font, size, frame.width - 10)
    for place, line in enumerate(lines):
        press.y += size * LEAD
        if place == 0:
            press.line(frame.left, press.y, label, style.bold, size)
            press.line(frame.left + start, press.y, line[len(label) :], style.font, size)
        else:
            press.line(frame.left, press.y, line, style.font, size)
    press.y += 5


def _rows(setting: _Setting, frame: Frame, *, own_page: bool) -> Frame:
    """Set the header and the rows; the frame in which the last of them stands."""
    press, cut = setting.press, setting.set
    start = _header(setting, frame)
    for number, row in enumerate(cut.body):
        if not row:
            continue  # empty rows of the mark-up are not seen in print
        height = cut.height(row)
        if press.left_over < height and press.y > start + 1:
            _close(setting, frame, start)
            frame = _on(setting, frame, own_page=own_page)
            start = _header(setting, frame)
        if setting.style.rules == "zebra" and number % 2:
            press.shade(frame.left, press.y, frame.left + cut.width, press.y + height)
        _row(setting, frame, row, height, number)
        press.y += height
        if setting.style.rules == "grid":
            press.rule(frame.left, frame.left + cut.width, press.y)
            _posts(setting, frame, row, press.y - height)
    _close(setting, frame, start)
    return frame


def _on(setting: _Setting, frame: Frame, *, own_page: bool) -> Frame:
    press = setting.press
    if own_page:
        press.leaf((90, 270)[press.page % 2] if setting.style.turned else 0)
    else:
        press.on()
        frame = press.frame
    if press.chance % 3:
        _caption(setting, frame, f"{setting.name}. ", "(continued)" if press.chance % 3 == 1 else "Continued")
    return frame


def _header(setting: _Setting, frame: Frame) -> float:
    """Set the header; where the table begins."""
    press, cut, style = setting.press, setting.set, setting.style
    start, right = press.y, frame.left + cut.width
    heights = [cut.height(row) for row in cut.header]
    if style.rules in {"grid", "booktabs"}:
        press.rule(frame.left, right, start, 0.9)
    if style.rules == "zebra":
        press.shade(frame.left, start, right, start + sum(heights), 0.8)
    for row, height in zip(cut.header, heights, strict=True):
        _row(setting, frame, row, height, None)
        press.y += height
        for box in row:
            x0, x1 = frame.left + cut.edges[box.column], frame.left + cut.edges[box.column + box.across]
            if style.rules == "booktabs" and box.across > 1 and row is not cut.header[-1]:
                press.rule(x0 + 3, x1 - 4, press.y)
            if style.rules == "grid":
                press.rule(x0, x1, press.y)
        if style.rules == "grid":
            _posts(setting, frame, row, press.y - height)
    if style.rules in {"grid", "booktabs"}:
        press.rule(frame.left, right, press.y, 0.6)
    return start


def _posts(setting: _Setting, frame: Frame, row: Sequence[Box], top: float) -> None:
    """The upright rules of a row, none inside a cell that stands over several columns."""
    inside = {c for box in row for c in range(box.column + 1, box.column + box.across)}
    for number, edge in enumerate(setting.set.edges):
        if number not in inside:
            setting.press.post(frame.left + edge, top, setting.press.y)


def _close(setting: _Setting, frame: Frame, start: float) -> None:
    if setting.style.rules == "booktabs" and setting.press.y > start:
        setting.press.rule(frame.left, frame.left + setting.set.width, setting.press.y + 1, 0.9)


def _row(setting: _Setting, frame: Frame, row: Sequence[Box], height: float, number: int | None) -> None:
    """Set the cells of a row from the cursor down; the cursor stays."""
    press, cut, style = setting.press, setting.set, setting.style
    font = style.bold if number is None or (row and row[0].is_group) else style.font
    for box in row:
        own = len(box.lines) * cut.size * LEAD
        lack = height - 0.45 * cut.size - own
        upright = "bottom" if number is None else style.upright
        y = press.y + 0.05 * cut.size + {"top": 0.0, "middle": lack / 2, "bottom": lack}[upright]
        x0, x1 = frame.left + cut.edges[box.column], frame.left + cut.edges[box.column + box.across]
        inset = style.indent if number is not None and cut.grouped and box.column == 0 and not box.is_group else 0.0
        left = _ALIGNED["left" if box.is_group else "centre" if box.across > 1 else setting.align[box.column]]
        ends = []
        for place, text in enumerate(box.lines):
            y += cut.size * LEAD
            mark = box.mark if place == len(box.lines) - 1 else ""
            room = width(text, font, cut.size) + width(mark, font, cut.size * 0.68)
            x = left(x0 + _PAD + inset, x1 - _PAD, room)
            end = press.line(x, y, text, font, cut.size)
            press.mark(end, y, mark, cut.size)
            ends.append((x, end))
        if number is not None:
            bounds = (min(a for a, _ in ends), y - own + 0.2 * cut.size, max(b for _, b in ends), y + 0.25 * cut.size)
            setting.places[number, box.column] = Place(press.page, bounds)


_ALIGNED: Final[dict[str, Callable[[float, float, float], float]]] = {
    "left": lambda left, _right, _room: left,
    "right": lambda _left, right, room: right - room,
    "centre": lambda left, right, room: (left + right - room) / 2,
}


def _notes(setting: _Setting, frame: Frame) -> None:
    press, style = setting.press, setting.style
    size = setting.set.size - 0.5
    press.y += 3
    for note in setting.table.notes:
        found = _NOTE.match(note)
        sign = found[0].strip() if found else ""
        lines = wrapped(note[found.end() if found else 0 :], style.font, size, frame.width - 8)
        for place, line in enumerate(lines):
            if press.left_over < size * LEAD:
                return  # what does not fit is left out: no cell is lost
            press.y += size * LEAD
            x = frame.left
            if place == 0 and sign:
                press.mark(x, press.y, sign, size)
                x += width(sign, style.font, size * 0.68) + 1
            press.line(x, press.y, line, style.font, size)
