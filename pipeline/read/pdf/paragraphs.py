"""Lines to paragraphs: where one ends and the next begins."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from pipeline.read.pdf.body import ALIKE
from pipeline.read.pdf.lines import Line

LOOSE: Final = 1.3  # times the usual distance of lines: wider parts paragraphs
INDENT: Final = (0.5, 6.0)  # in sizes: how far a first line is set in
SPARE: Final = 0.5  # in sizes: room that must be left for the next word to have fitted
_OPENS: Final = regex.compile(r"[\p{Lu}\d]")
_ENDS: Final = regex.compile(r"[.:;?!][\])\"'”’»]*(?:[\[(]?\d{1,3}(?:\s?[,–-]\s?\d{1,3})*[\])]?)?\s*$")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, in one part for each column they run over."""

    parts: tuple[tuple[Line, ...], ...]

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines in order."""
        return tuple(line for part in self.parts for line in part)

    @property
    def size(self) -> float:
        """The size of its first line."""
        return self.parts[0][0].size

    @property
    def text(self) -> str:
        """The lines as printed, parted by blanks."""
        return " ".join(line.text for line in self.lines)


def paragraphs(column: Sequence[Line]) -> list[Paragraph]:
    """The paragraphs of one column, in order."""
    found: list[Paragraph] = []
    for chunk in _chunks(column):
        starts = [0, *_starts(chunk), len(chunk)]
        found += [Paragraph((tuple(chunk[a:b]),)) for a, b in pairwise(starts)]
    return found


def ended(line: Line) -> bool:
    """Whether a sentence may end with the line."""
    return _ENDS.search(line.text) is not None


def _chunks(column: Sequence[Line]) -> list[list[Line]]:
    """Lines of one style without any wide gap between them."""
    pitches = sorted(b.baseline - a.baseline for a, b in pairwise(column) if _alike(a, b))
    usual = pitches[len(pitches) // 2] if pitches else 0.0
    made: list[list[Line]] = []
    below_head = False
    for k, line in enumerate(column):
        head = _is_head(column, k, below_head=below_head)
        if k and not (head or below_head) and _belongs(column[k - 1], line, usual):
            made[-1].append(line)
        else:
            made.append([line])
        below_head = head
    return made


def _alike(above: Line, below: Line) -> bool:
    return abs(above.size - below.size) <= ALIKE * max(above.size, below.size)


def _belongs(above: Line, below: Line, usual: float) -> bool:
    pitch = below.baseline - above.baseline
    usual = min(max(usual, 0.9 * below.size), 2.4 * below.size)
    if not _alike(above, below) or pitch > LOOSE * usual or above.sheet != below.sheet:
        return False
    if _all_bold(above) and not below.words[0].bold:
        return False
    return not (_all_bold(below) and not above.words[-1].bold)


def _is_head(column: Sequence[Line], k: int, *, below_head: bool) -> bool:
    """Whether a short line between a finished sentence and the next is set in a font of its own.

    Such headings stand as close to their text as its lines do to each other, and few fonts say that they are bold.
    """
    if k + 1 == len(column) or ended(column[k]):
        return False
    line, below = column[k], column[k + 1]
    edge = max(near.box.right for near in column[max(k - 2, 0) : k + 4])
    if edge - line.box.right < below.words[0].box.width + SPARE * line.size + 3:
        return False
    if _fonts(line) & _fonts(below) or not all(_OPENS.match(each.text) for each in (line, below)):
        return False
    if not k:
        return True
    above = column[k - 1]
    return not _fonts(line) & _fonts(above) and (below_head or ended(above) or not _alike(above, line))


def _fonts(line: Line) -> set[int]:
    return {word.font for word in line.words}


def _all_bold(line: Line) -> bool:
    return all(w.bold for w in line.words)


def _starts(chunk: Sequence[Line]) -> list[int]:
    """Which lines begin a paragraph, but for the first."""
    left = min(line.box.left for line in chunk)
    right = max(line.box.right for line in chunk)
    inset = [INDENT[0] * line.size < line.box.left - left < INDENT[1] * line.size for line in chunk]
    hanging = _is_hanging(chunk, inset)
    found = []
    for k in range(1, len(chunk)):
        above, line = chunk[k - 1], chunk[k]
        fits = above.box.right + line.words[0].box.width + SPARE * line.size + 3 < right
        indented = not inset[k] if hanging else inset[k] and not inset[k - 1]
        if (indented and (ended(above) or fits)) or (fits and not hanging and ended(above)):
            found.append(k)
    return found


def _is_hanging(chunk: Sequence[Line], inset: Sequence[bool]) -> bool:
    """Whether all lines but the first of each paragraph are set in, as in lists of references."""
    inwards = [ended(chunk[k - 1]) for k in range(1, len(chunk)) if inset[k] and not inset[k - 1]]
    outwards = [ended(chunk[k - 1]) for k in range(1, len(chunk)) if inset[k - 1] and not inset[k]]
    return sum(outwards) * max(len(inwards), 1) > sum(inwards) * max(len(outwards), 1)
