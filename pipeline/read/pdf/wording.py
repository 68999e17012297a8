"""How the words of printed lines read as runs of plain and raised characters."""

from collections.abc import Iterable, Sequence
from typing import Final

from pipeline.read.inline import Run
from pipeline.read.pdf.hyphens import Hyphens, breaks
from pipeline.read.pdf.layout import Word

RAISED: Final = 0.15  # in sizes: superscripts rise by a third of the size, careless type-setting by less than a tenth


def runs(lines: Iterable[Sequence[Word]], hyphens: Hyphens | None = None) -> list[Run]:
    """The words of each line in order, parted by blanks where they stand apart, what is set high as ``sup``.

    With ``hyphens`` a word broken at a line's end is made whole.
    """
    found: list[Run] = []
    for line in lines:
        for k, word in enumerate(line):
            kind = "sup" if word.rise > RAISED else "text"
            if found and k == 0 and hyphens and kind == "text" and breaks(found[-1].text):
                found[-1] = Run(_without(found[-1].text, word.text, hyphens), found[-1].kind)
            elif found and not (word.glued and k):
                found.append(Run(" "))
            found.append(Run(word.text, kind))
    return found


def _without(first: str, second: str, hyphens: Hyphens) -> str:
    return first[:-1] if hyphens.goes(first, second) else first
