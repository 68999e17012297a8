"""A sheet as tables are looked for on it: words by their height, printed lines across, where captions begin."""

from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import regex

from pipeline.read.labels import table_label
from pipeline.read.pdf.layout import Sheet
from pipeline.read.pdf.tables.lines import Item, Line, Piece, lines
from pipeline.read.pdf.tables.ruling import Ruling

APART: Final = 0.9  # in sizes: what stands as far from the word before begins something of its own
_FIGURE: Final = regex.compile(
    r"(?:(?:Supplementa(?:ry|l) |Additional )?(?:Fig(?:ure|\.)?|Box|Scheme|Chart|Graph|Algorithm|Panel)\s?[A-Z]?\d)",
    regex.IGNORECASE,
)
_STRONG: Final = regex.compile(r"\s*(?:[.:|–—-]|$|\(?cont)", regex.IGNORECASE)
CONTINUED: Final = regex.compile(r"\W{0,3}\s*\(?\s*(?:cont(?:inued|\.|’d|'d|d)?\b|contd)", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """The start of a caption: ``label`` is that of a table, empty for a figure; ``rest`` what the line prints after.

    ``strong`` where no sentence can begin with these words.
    """

    label: str
    rest: str
    piece: Piece
    y: float
    size: float
    strong: bool


class Page:
    """A sheet's words and printed lines, each found by its place."""

    def __init__(self, sheet: Sheet, index: int) -> None:
        self.sheet = sheet
        self.index = index
        self.items = sorted(
            (Item(word, (index, k)) for k, word in enumerate(sheet.words)),
            key=lambda item: (item.word.baseline, item.word.box.left),
        )
        self._ys = [item.word.baseline for item in self.items]
        self.ruling = Ruling(sheet.rules)
        self.usual_gutter: float | None = None

    @cached_property
    def size(self) -> float:
        """The size in which most of the sheet is printed."""
        counts: Counter[float] = Counter()
        for item in self.items:
            counts[round(item.word.size * 4) / 4] += len(item.word.text)
        return max(counts, key=lambda size: (counts[size], -size), default=10.0)

    @cached_property
    def lines(self) -> list[Line]:
        """All lines, across its columns."""
        return lines(self.items, 0.15)

    @cached_property
    def marks(self) -> list[Mark]:
        """Where captions begin, from top to bottom."""
        found = [mark for line in self.lines for piece in line.pieces(APART) if (mark := self._mark(line, piece))]
        return [mark for mark in found if mark.strong or not self._runs_on(mark)]

    def _mark(self, line: Line, piece: Piece) -> Mark | None:
        if label := table_label(piece.text):
            number = label.removeprefix("Table ")
            rest = piece.text[piece.text.index(number) + len(number) :]
            word = piece.items[0].word
            strong = _STRONG.match(rest) is not None or word.bold or word.size < 0.96 * self.size
            return Mark(label, rest, piece, line.y, line.size, strong)
        if _FIGURE.match(piece.text):
            return Mark("", "", piece, line.y, line.size, strong=False)
        return None

    def _runs_on(self, mark: Mark) -> bool:
        """Whether the line above, of the same paragraph, makes it the middle of a sentence."""
        above = self.within(mark.piece.left - 1, mark.piece.right, mark.y - 1.6 * mark.size, mark.y - 0.5 * mark.size)
        return any(
            abs(item.word.box.left - mark.piece.left) < mark.size / 2 and abs(item.word.size - mark.size) < 0.5
            for item in above
        )

    def within(self, left: float, right: float, top: float, bottom: float) -> list[Item]:
        """The words whose baseline is between top and bottom and whose middle between left and right."""
        found = self.items[bisect_left(self._ys, top) : bisect_right(self._ys, bottom)]
        return [item for item in found if left <= (item.word.box.left + item.word.box.right) / 2 <= right]

    @property
    def gutter(self) -> float | None:
        """The middle of the blank strip between two columns of running text, as on the page itself or on most."""
        return self.own_gutter if self.own_gutter is not None else self.usual_gutter

    @cached_property
    def own_gutter(self) -> float | None:
        """The middle of the blank strip between two columns of running text, where there are two."""
        spans = [
            (piece.left, piece.right)
            for line in self.lines
            for piece in line.pieces(APART)
            if len(piece.items) > 5 and piece.width > 0.2 * self.sheet.width
        ]
        width = self.sheet.width
        lefts = [right for left, right in spans if right < 0.53 * width]
        rights = [left for left, _ in spans if left > 0.47 * width]
        crossing = len(spans) - len(lefts) - len(rights)
        if len(lefts) + len(rights) < 5 or crossing * 8 > len(spans):
            return None
        if lefts and rights:
            return (max(lefts) + min(rights)) / 2
        return max(lefts) + self.size if lefts else min(rights) - self.size
