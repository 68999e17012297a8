"""Sets articles of tables and running text on PDF pages, and tells where each cell came to stand."""

import hashlib
import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.typeset.pdf_filler import RUNNING, TITLE, paragraphs
from tests.typeset.pdf_grid import LEAD, wrapped
from tests.typeset.pdf_styles import Style, runs, width

MARGIN: Final = 52.0
TOP: Final = 66.0
GUTTER: Final = 20.0
_WIDE, _HIGH = A4
_TURNS: Final = {90: (0, 1, -1, 0), 270: (0, -1, 1, 0)}


@dataclass(frozen=True, slots=True)
class Frame:
    """A column of a page: left edge and width."""

    left: float
    width: float


class Press:
    """Pages under a running head; a cursor that goes down the columns.

    Places are in points from the upper left corner of the page as it is read; ``page`` counts from 1.
    """

    def __init__(self, style: Style, seed: str, change: Callable[[str], str] = str) -> None:
        self._made = io.BytesIO()
        self._canvas = Canvas(self._made, pagesize=A4, invariant=1)
        self.style = style
        self.page = 0
        self.chance = int(hashlib.sha256(seed.encode()).hexdigest(), 16)
        self._filler: Iterator[str] = map(change, paragraphs(self.chance))
        self._turn = 0
        self.leaf()
        self.line(MARGIN, self.y + 14, TITLE, style.bold, 14)
        self.y += 40
        self._tops = [self.y] * len(self.frames)

    def leaf(self, turn: int = 0) -> None:
        """Begin a page: upright (0), or turned so that what is set on it must be read from the side (90 or 270)."""
        if self.page:
            self._canvas.showPage()
            self._canvas.setPageSize(A4)
            self._canvas.setPageRotation(0)
        self.page += 1
        self._turn = 0
        if turn and self.chance % 2:
            # A viewer shows the table upright and the running head from the side.
            self._canvas.setPageSize(A4[::-1])
            self._canvas.setPageRotation(turn)
        outer = self.page % 2 == 0
        self.line(
            MARGIN if outer else _WIDE - MARGIN - width(RUNNING, self.style.font, 7.5),
            40,
            RUNNING,
            self.style.font,
            7.5,
        )
        foot = f"{self.page}" if outer else f"Page {self.page} of a study in our own words"
        self.line(MARGIN, _HIGH - 30, foot, self.style.font, 7.5)
        self._turn = turn
        across, down = (_HIGH, _WIDE) if turn else (_WIDE, _HIGH)
        # Above and below a turned table stand the running head and foot of the upright page.
        left = MARGIN + 20 if turn else MARGIN
        room = across - 2 * left
        count = 1 if turn else self.style.columns
        each = (room - (count - 1) * GUTTER) / count
        self.whole = Frame(left, room)
        self.frames = [Frame(left + k * (each + GUTTER), each) for k in range(count)]
        self.bottom = down - (MARGIN if turn else 56)
        self._tops = [MARGIN if turn else TOP] * count
        self.at = 0
        self.y = self._tops[0]

    @property
    def frame(self) -> Frame:
        """The column the cursor is in."""
        return self.frames[self.at]

    @property
    def left_over(self) -> float:
        """The height that is free in the column."""
        return self.bottom - self.y

    def on(self) -> None:
        """To the top of the next column, or page."""
        if self.at + 1 < len(self.frames):
            self.at += 1
            self.y = self._tops[self.at]
        else:
            self.leaf()

    def below(self) -> None:
        """Let the columns of this page begin where the cursor is."""
        self._tops = [self.y] * len(self.frames)
        self.at = 0

    def paragraph(self, *, most: int = 99) -> None:
        """The next paragraph of filler, or its first lines."""
        size = 9.5 if self.style.columns == 2 else 10.0
        lines = wrapped(self._ligated(next(self._filler)), self.style.font, size, self.frame.width - 8)[:most]
        for place, text in enumerate(lines):
            if self.left_over < size * LEAD:
                self.on()
            self.y += size * LEAD
            inset = 8 if place == 0 else 0
            last = place == len(lines) - 1
            room = None if last or self.style.columns == 1 else self.frame.width - inset
            self.line(self.frame.left + inset, self.y, text, self.style.font, size, room)
        self.y += 2

    def _ligated(self, text: str) -> str:
        return text.replace("fi", "ﬁ").replace("fl", "ﬂ") if self.style.ligatures else text

    def line(self, x: float, y: float, text: str, font: str, size: float, room: float | None = None) -> float:
        """Set one line, its baseline at y; stretched to the room when one is given. Returns its right end."""
        with_blanks = text.count(" ")
        gap = (room - width(text, font, size)) / with_blanks if room and with_blanks else 0.0
        self._canvas.saveState()
        if self._turn:
            a, b, c, d = _TURNS[self._turn]
            self._canvas.transform(a, b, c, d, *((_WIDE, 0) if self._turn == 90 else (0, _HIGH)))
            base = _WIDE - y
        else:
            base = _HIGH - y
        for name, part in runs(text, font):
            if name:
                self._canvas.setFont(name, size)
                self._canvas.drawString(x, base, part, wordSpace=gap)
            x += width(part, name or font, size) + gap * part.count(" ")
        self._canvas.restoreState()
        return x

    def mark(self, x: float, y: float, text: str, size: float) -> None:
        """Set a footnote sign high behind a word."""
        self.line(x, y - 0.34 * size, text, self.style.font, size * 0.68)

    def rule(self, x0: float, x1: float, y: float, weight: float = 0.5) -> None:
        """A line across."""
        self._box(x0, y - weight / 2, x1, y + weight / 2, 0.0)

    def post(self, x: float, y0: float, y1: float, weight: float = 0.5) -> None:
        """A line down."""
        self._box(x - weight / 2, y0, x + weight / 2, y1, 0.0)

    def shade(self, x0: float, y0: float, x1: float, y1: float, grey: float = 0.9) -> None:
        """A grey ground, to be set before the words on it."""
        self._box(x0, y0, x1, y1, grey)

    def _box(self, x0: float, y0: float, x1: float, y1: float, grey: float) -> None:
        (a, b), (c, d) = self._user(x0, y0), self._user(x1, y1)
        self._canvas.setFillGray(grey)
        self._canvas.rect(min(a, c), min(b, d), abs(c - a), abs(d - b), stroke=0, fill=1)
        self._canvas.setFillGray(0)

    def _user(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 90:
            return y, x
        if self._turn == 270:
            return _WIDE - y, _HIGH - x
        return x, _HIGH - y

    def finished(self) -> bytes:
        """The file."""
        self._canvas.showPage()
        self._canvas.save()
        return self._made.getvalue()
