"""How the words of printed lines read as runs of plain and raised characters."""

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.read.inline import Run
from pipeline.read.pdf.layout import Word

RAISED: Final = 0.15  # in sizes: superscripts rise by a third of the size, careless type-setting by less than a tenth


def runs(lines: Iterable[Sequence[Word]]) -> list[Run]:
    """The words of each line in order, parted by blanks where they stand apart, what is set high as ``sup``."""
    found: list[Run] = []
    for line in lines:
        for k, word in enumerate(line):
            if found and not (word.glued and k):
                found.append(Run(" "))
            found.append(Run(word.text, "sup" if word.rise > RAISED else "text"))
    return found
