"""The running text's type: what most of a document is set in, against which all else stands out."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.read.pdf.lines import Line

ALIKE: Final = 0.08  # by which share sizes of one type differ
SHARE: Final = 0.1  # of the running text: files give one font several names


@dataclass(frozen=True, slots=True)
class Body:
    """Size and fonts of the running text."""

    size: float
    fonts: frozenset[int]

    def sized(self, line: Line) -> bool:
        """Whether a line is of the running text's size."""
        return abs(line.size - self.size) <= ALIKE * self.size

    def sets(self, line: Line) -> bool:
        """Whether a line is set as the running text is."""
        return self.sized(line) and line.font in self.fonts and not line.bold


def body(lines: Iterable[Line]) -> Body:
    """What most characters are set in."""
    sizes: Counter[float] = Counter()
    fonts: Counter[tuple[float, int]] = Counter()
    for line in lines:
        size = round(line.size, 1)
        sizes[size] += len(line.text)
        fonts[size, line.font] += 0 if line.bold else len(line.text)
    usual = max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0
    listed = {font: count for (size, font), count in fonts.items() if size == usual}
    needed = SHARE * sum(listed.values())
    return Body(usual, frozenset(font for font, count in listed.items() if count >= needed))
