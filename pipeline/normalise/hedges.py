"""Which words around a number say that it is a bound, or only about right."""

from dataclasses import dataclass
from typing import Final

import regex

_ABOUT: Final = (
    r"(?:(?:(?:of|on|in)\s+the\s+order\s+of|close\s+to|approximately|approx\.?|about|around|nearly|almost|roughly|"
    r"circa|some(?=\s+\d))\b|ca\.?|c\.(?=\s?\d))"
)
_LEAST: Final = (
    r"(?:at\s+least|no(?:t)?\s+(?:less|fewer|lower)\s+than|a\s+minimum\s+of|(?:more|greater|higher|larger|longer|"
    r"older|better)\s+than|exceeding|above|over|as\s+(?:high|long|many|much|large)\s+as|upwards\s+of)\b"
)
_MOST: Final = (
    r"(?:at\s+most|no(?:t)?\s+(?:more|greater|higher|longer)\s+than|a\s+maximum\s+of|(?:less|fewer|lower|smaller|"
    r"shorter|younger)\s+than|up\s+to|below|under|within|as\s+(?:low|few|little|short)\s+as|down\s+to)\b"
)
# At most three stand before one number: up to about 40, more than ~3.
_BEFORE: Final = regex.compile(
    rf"(?:(?:(?P<about>[~∼≈≃≅]|(?<!\w){_ABOUT})|(?P<least>≥|>\s?=?|(?<!\w){_LEAST})|(?P<most>≤|<\s?=?|(?<!\w){_MOST}))"
    r"\s{0,3}){1,3}\Z",
    regex.IGNORECASE,
)
_AFTER: Final = regex.compile(
    r"\s{1,3}(?:or|and)\s{1,3}(?:(?P<least>more|greater|higher|older|above|over|longer|better|later)|"
    r"(?P<most>less|fewer|lower|younger|below|under|shorter|earlier))\b",
    regex.IGNORECASE,
)
_LONGEST: Final = 48


@dataclass(frozen=True, slots=True)
class Hedge:
    """What stands before or behind a number, and how many characters it takes there."""

    length: int = 0
    lower: bool = False
    upper: bool = False
    approximate: bool = False


def before(folded: str, at: int) -> Hedge:
    """The hedge that ends where a number begins: ``at least``, ``<``, ``up to about``."""
    text = folded[max(0, at - _LONGEST) : at]
    match = _BEFORE.search(text)
    if match is None:
        return Hedge()
    return Hedge(len(text) - match.start(), bool(match["least"]), bool(match["most"]), bool(match["about"]))


def behind(folded: str, at: int) -> Hedge:
    """The hedge that begins where a number ends: ``or more``."""
    match = _AFTER.match(folded, at)
    return Hedge() if match is None else Hedge(len(match[0]), bool(match["least"]), bool(match["most"]))
