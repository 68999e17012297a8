"""Words to printed lines: what stands on one baseline within one column."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.read.pdf.layout import Box, Word
from pipeline.read.pdf.words import LEVEL, SMALLER

APART: Final = 1.0  # in sizes: blanks of a justified line are rarely wider, gutters between columns never narrower
RAISED: Final = 0.75  # in sizes: how far above the line's baseline a superscript stands at most
LOWERED: Final = 0.4
BAND: Final = 16.0  # points: so far from its line a superscript of the largest title may stand


@dataclass(frozen=True, slots=True)
class Line:
    """Words of one line in order; baseline, size, weight and font are those of most of its characters."""

    words: tuple[Word, ...]
    box: Box
    baseline: float
    size: float
    bold: bool
    sheet: int
    font: int = 0

    @property
    def text(self) -> str:
        """The words parted by blanks where they stand apart."""
        return "".join(w.text if w.glued and k else f" {w.text}" for k, w in enumerate(self.words)).lstrip()


def line(words: Sequence[Word], sheet: int) -> Line:
    """The line of these words, at least one; small words above or below its baseline are marked as such."""
    size = _most((w.size, len(w.text)) for w in words)
    baseline = _most((w.baseline, len(w.text)) for w in words if w.size == size)
    bold = sum(len(w.text) for w in words if w.bold) > 0.5 * sum(len(w.text) for w in words)
    marked = tuple(_shifted(w, size, baseline) for w in words)
    font = int(_most((w.font, len(w.text)) for w in words))
    return Line(marked, around(w.box for w in words), baseline, size, bold, sheet, font)


def around(boxes: Iterable[Box]) -> Box:
    """The smallest box that holds all given ones (at least one)."""
    listed = list(boxes)
    return Box(
        min(b.left for b in listed),
        min(b.top for b in listed),
        max(b.right for b in listed),
        max(b.bottom for b in listed),
    )


def segments(words: Iterable[Word], sheet: int) -> list[Line]:
    """Words that follow each other in the file without a wide gap, on one baseline; a line may be several of these."""
    found: list[Line] = []
    held: list[Word] = []
    host: Word | None = None
    for word in words:
        if held and host and not _follows(held[-1], host, word):
            found.append(line(held, sheet))
            held, host = [], None
        held.append(word)
        if host is None or (word.size > host.size and not held[-1].rise):
            host = word
    if held:
        found.append(line(held, sheet))
    return found


def merged(found: Iterable[Line]) -> list[Line]:
    """The lines from above, each in full: segments side by side on one baseline are one line."""
    rows: dict[int, list[list[Line]]] = defaultdict(list)  # by the band of the page their baseline is in
    for part in sorted(found, key=lambda s: (-s.size, s.baseline)):
        band = int(part.baseline // BAND)
        near = (r for at in (band, band - 1, band + 1) for r in rows[at] if _beside(r, part))
        row = next(near, None)
        if row is None:
            rows[band].append([part])
        else:
            row.append(part)
    whole = [_whole(row) for listed in rows.values() for row in listed]
    return sorted(whole, key=lambda s: (s.baseline, s.box.left))


def _whole(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    parts = sorted(row, key=lambda s: s.box.left)
    return line([w for part in parts for w in part.words], parts[0].sheet)


def _beside(row: Sequence[Line], part: Line) -> bool:
    size = row[0].size
    shift = row[0].baseline - part.baseline
    small = part.size <= SMALLER * size
    level = -LOWERED * size <= shift <= RAISED * size if small else abs(shift) <= 2 * LEVEL * size
    return level and all(s.box.right <= part.box.left + 1 or part.box.right <= s.box.left + 1 for s in row)


def _follows(before: Word, host: Word, word: Word) -> bool:
    shift = host.baseline - word.baseline
    small = min(word.size, host.size) <= SMALLER * max(word.size, host.size)
    size = max(word.size, host.size)
    level = -LOWERED * size <= shift <= RAISED * size if small else abs(shift) <= LEVEL * size
    return level and -0.5 * size <= word.box.left - before.box.right <= APART * size


def _shifted(word: Word, size: float, baseline: float) -> Word:
    if word.rise or word.size > SMALLER * size or abs(word.baseline - baseline) <= LEVEL * size:
        return word
    return replace(word, rise=(baseline - word.baseline) / size)


def _most(weighted: Iterable[tuple[float, int]]) -> float:
    counts: Counter[float] = Counter()
    for value, weight in weighted:
        counts[value] += weight
    return max(counts, key=lambda value: (counts[value], value))
