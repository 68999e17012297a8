"""Words of a part of a page as printed lines, and lines as the runs that wide gaps part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.read.pdf.layout import Word

LEVEL: Final = 0.42  # in sizes: labels and values of one row may be set a little apart, lines at least one size
NARROW: Final = 0.5  # in sizes: a wider gap is no blank between words
WIDE: Final = 0.55  # in sizes: the least gap between two cells
SMALL: Final = 0.88  # superscripts are smaller than this part of what they are attached to
BEHIND: Final = 0.35  # in sizes: what is set high stands as close behind its word, a blank between at most
TOUCHING: Final = 0.5  # points
BLANKS: Final = 1.8  # a gap between cells is at least as many word spaces wide


@dataclass(frozen=True, slots=True)
class Item:
    """A word and where it is: the index of its sheet, its index there.

    ``printed`` is the word as it stands on its page where ``word`` was moved to another part of its table.
    """

    word: Word
    key: tuple[int, int]
    printed: Word | None = None


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of one line that no wide gap parts: a cell, a part of one, or several cells set close."""

    items: tuple[Item, ...]
    left: float
    right: float
    text: str

    @property
    def width(self) -> float:
        """From the left to the right edge."""
        return self.right - self.left

    @property
    def words(self) -> tuple[Word, ...]:
        """The words in order, where they are printed."""
        return tuple(item.printed or item.word for item in self.items)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its words from left to right, its baseline, the size of its letters."""

    items: tuple[Item, ...]
    y: float
    size: float

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.items[0].word.box.left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(item.word.box.right for item in self.items)

    @property
    def is_bold(self) -> bool:
        """Whether most of it is; Greek letters and signs come from other fonts."""
        bold = sum(len(item.word.text) for item in self.items if item.word.bold)
        return bold > 0.6 * sum(len(item.word.text) for item in self.items)

    def pieces(self, gap: float) -> list[Piece]:
        """Its runs of words, parted by gaps wider than ``gap`` sizes."""
        found: list[list[Item]] = []
        end = 0.0
        for item in self.items:
            box = item.word.box
            if found and ((item.word.glued and item.word.rise) or box.left - end <= gap * self.size):
                found[-1].append(item)
            else:
                found.append([item])
            end = max(end, box.right) if found[-1][0] is not item else box.right
        return [piece(items) for items in found]


def piece(items: Sequence[Item]) -> Piece:
    """The items as one piece."""
    words = [item.word for item in items]
    text = "".join((" " if k and not w.glued else "") + w.text for k, w in enumerate(words))
    return Piece(tuple(items), min(w.box.left for w in words), max(w.box.right for w in words), text)


def with_brackets(line: Line, gap: float) -> list[Piece]:
    """The runs of a line, a bracket with the words that it stands close behind: ``Placebo group  (n=15)``."""
    made: list[Piece] = []
    for p in line.pieces(gap):
        if made and p.text[:1] in "([" and p.left - made[-1].right < line.size:
            made[-1] = piece((*made[-1].items, *p.items))
        else:
            made.append(p)
    return made


def lines(items: Iterable[Item], level: float = LEVEL) -> list[Line]:
    """The lines from top to bottom; what is set high or low belongs to the line of the word it is attached to."""
    listed = sorted(items, key=lambda item: (item.word.baseline, item.word.box.left))
    groups: list[list[Item]] = []
    lowered: list[Item] = []
    place: dict[tuple[int, int], int] = {}
    total = 0.0
    for item in listed:
        word = item.word
        if word.rise and word.glued:
            lowered.append(item)
            continue
        if groups and word.baseline - total / len(groups[-1]) <= level * max(word.size, groups[-1][0].word.size):
            groups[-1].append(item)
            total += word.baseline
        else:
            groups.append([item])
            total = word.baseline
        place[item.key] = len(groups) - 1
    for item in sorted(lowered, key=lambda item: item.key):
        at = place.get((item.key[0], item.key[1] - 1))
        if at is None:
            groups.append([item])
            at = len(groups) - 1
        else:
            groups[at].append(item)
        place[item.key] = at
    made = sorted((_line(group) for group in groups), key=lambda line: (line.y, line.left))
    return _hosted(made)


def _hosted(found: Sequence[Line]) -> list[Line]:
    """The lines with what is set high on its own, as some files have it, behind or before the words it stands at."""
    made: list[Line] = []
    for line in found:
        if made and _is_raised(made[-1], line):
            high = made.pop()
            items = [*line.items]
            for item in high.items:
                behind = _away(item, line)[1]
                word = replace(item.word, rise=(line.y - item.word.baseline) / line.size, glued=behind)
                items.append(Item(word, item.key, item.printed))
            made.append(_line(items))
        else:
            made.append(line)
    return made


def _is_raised(high: Line, line: Line) -> bool:
    small = all(item.word.size < SMALL * line.size and len(item.word.text) < 4 for item in high.items)
    if not small or not 0.15 * line.size < line.y - high.y < 0.65 * line.size:
        return False
    return all(_away(item, line)[0] < BEHIND * line.size for item in high.items)


def _away(item: Item, line: Line) -> tuple[float, bool]:
    """How far a sign is from the word it stands at, and whether it stands behind this word, not before it."""
    box = item.word.box
    behind = min(abs(box.left - other.word.box.right) for other in line.items)
    starts = (other.word.box.left - box.right for other in line.items)
    before = min((abs(gap) for gap in starts if gap > -TOUCHING), default=behind)
    return (behind, True) if behind <= before else (before, False)


def _line(group: list[Item]) -> Line:
    group.sort(key=lambda item: (item.word.box.left, item.key))
    size = max(item.word.size for item in group)
    full = [item.word.baseline for item in group if item.word.size > 0.85 * size and not item.word.rise]
    y = median(full) if full else group[0].word.baseline
    return Line(tuple(_raised(item, y, size) for item in group), y, size)


def _raised(item: Item, y: float, size: float) -> Item:
    """The item; marked as set high where nothing before it shows that it is, as the sign that opens a footnote."""
    word = item.word
    if (
        word.rise
        or word.size > SMALL * size
        or len(word.text) > 3
        or "(" in word.text
        or not 0.15 * size < y - word.baseline < 0.65 * size
    ):
        return item
    made = replace(word, rise=(y - word.baseline) / size)
    return Item(made, item.key, item.printed and replace(item.printed, rise=made.rise))


def spacing(found: Iterable[Line]) -> float:
    """How wide a gap between two cells is at least, in sizes, by the blanks between the words of the lines."""
    gaps = [
        (b.word.box.left - a.word.box.right) / line.size
        for line in found
        for a, b in pairwise(line.items)
        if not b.word.glued
    ]
    blanks = [gap for gap in gaps if 0 < gap < NARROW]
    return max(WIDE, BLANKS * median(blanks)) if blanks else WIDE
