"""Whether a hyphen at a line's end belongs to the word or to the break."""

from collections import Counter
from collections.abc import Iterable
from typing import Final

import regex

from pipeline.read.pdf.lines import Line

DASHES: Final = "-‐‑–—−/"
_HYPHENS: Final = "-‐\u00ad"
_WORD: Final = regex.compile(r"\p{L}+(?:[-‐‑]\p{L}+)*")
_BROKEN: Final = regex.compile(r"(?:^|[^\p{L}\d])(?P<first>(?:\p{L}+-)*\p{L}+)[-‐\u00ad]$")
_REST: Final = regex.compile(r"(?P<second>\p{Ll}+)")
_LONG: Final = 4  # letters: a shorter syllable is a word in its own right by chance


class Hyphens:
    """The words a document prints within its lines, by which a word broken at a line's end is told."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: Counter[str] = Counter()
        for line in lines:
            text = line.text
            # The first and the last word of a line may be parts of one.
            self._words.update(word.lower() for word in _WORD.findall(text)[1:])
            if text and text[-1] in _HYPHENS and (last := _WORD.findall(text)):
                self._words[last[-1].lower()] -= 1

    def goes(self, first: str, second: str) -> bool:
        """Whether the hyphen at the end of the first part goes when the second follows it without a blank.

        ``treat-`` and ``ment`` are one word; ``double-`` and ``blind`` keep the hyphen, as do ``CRP-`` and ``based`` or
        ``IL-`` and ``4``.
        """
        broken, rest = _BROKEN.search(first), _REST.match(second)
        if not broken or not rest or broken["first"][-1].isupper():
            return first[-1:] == "\u00ad"
        left, right = broken["first"].lower(), rest["second"].lower()
        whole, parted = self._words[left + right], self._words[f"{left}-{right}"]
        if whole or parted:
            return whole >= parted
        if "-" in left:
            return False  # point-of- and care
        both = self._words[left] > 0 and self._words[right] > 0
        return not (both and min(len(left), len(right)) >= _LONG)


def breaks(text: str) -> bool:
    """Whether what follows in the next line is attached to a line that ends so."""
    return len(text) > 1 and text[-1] in DASHES + "\u00ad" and not text[-2].isspace()
