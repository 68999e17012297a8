"""Where something stands in a document's text."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize

# Each variant is levelled to one character of plain typography; U+037E (Greek question mark)
# replaces semicolons in some PDF text layers.
_SIGNS: Final = {
    "\u2212": "-",  # minus sign
    "\u2010": "-",  # hyphen
    "\u2011": "-",  # non-breaking hyphen
    "\u2012": "-",
    "\u2013": "-",  # en dash
    "\ufe63": "-",
    "\uff0d": "-",
    "\u00b7": ".",  # middle dot as decimal point (The Lancet)
    "\u2219": ".",
    "\u22c5": ".",
    "\u00a0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\u2005": " ",
    "\u2006": " ",
    "\u2007": " ",
    "\u2008": " ",
    "\u2009": " ",
    "\u200a": " ",
    "\u202f": " ",
    "\u2018": "'",
    "\u2019": "'",
    "\u201c": '"',
    "\u201d": '"',
    "\u037e": ";",
    "\u2a7d": "≤",
    "\u2a7e": "≥",
    "\u2266": "≤",
    "\u2267": "≥",
    "\uff1c": "<",
    "\uff1e": ">",
    "\uff0b": "+",
}
# Letters and figures of mathematical alphabets, as some journals set the 𝑛 of (𝑛 = 57).
_LETTERS: Final = re.compile("[\U0001d400-\U0001d7ff]")
_PLAIN: Final = str.maketrans(
    {code: plain for code in range(0x1D400, 0x1D800) if (plain := normalize("NFKC", chr(code))).isascii()}
)


def fold(text: str) -> str:
    """Level typographic variants so that patterns need only know one of each."""
    # One character for one: an extent found in the folded text fits the original.
    if text.isascii():
        return text
    # Sign by sign: str.translate looks every character up, which takes twenty times as long.
    for sign, plain in _SIGNS.items():
        if sign in text:
            text = text.replace(sign, plain)
    return text.translate(_PLAIN) if _LETTERS.search(text) else text


@dataclass(frozen=True, slots=True, order=True, init=False)
class Extent:
    """A half-open range of Unicode code points of one document's text."""

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"not an extent: {start}..{end}")
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    def of(self, text: str) -> str:
        """The characters the extent covers."""
        return text[self.start : self.end]

    def holds(self, other: "Extent") -> bool:
        """Whether the other extent lies wholly inside."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: "Extent") -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


# A document has a hundred thousand extents: setting the slots themselves takes half as long as object.__setattr__.
_set_start: Final = Extent.__dict__["start"].__set__
_set_end: Final = Extent.__dict__["end"].__set__


def cover(extents: Iterable[Extent]) -> Extent:
    """The smallest extent that holds all given ones (at least one)."""
    listed = list(extents)
    return Extent(min(e.start for e in listed), max(e.end for e in listed))


def trimmed(text: str, start: int, end: int) -> Extent:
    """The range without white space at its ends; empty at ``start`` when nothing is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Extent(start, end)
