"""Which lines are entries of a reference list."""

from typing import Final

import regex

_NUMBER = r"(?:\[?\d{1,3}[\].)]{0,2}\s+)"
_NAME = r"[\p{Lu}][\p{L}'-]+(?: [\p{L}'-]+)? [\p{Lu}]{1,3}(?:,|\.|;| et al)"
_ENTRY: Final = regex.compile(rf"{_NUMBER}?{_NAME}")
_NUMBERED: Final = regex.compile(rf"{_NUMBER}{_NAME}")
_SOURCE: Final = regex.compile(r"\b(?:19|20)\d\d ?[;.(]|\bdoi\b|\b10\.\d{4,}/|et al\.?", regex.IGNORECASE)


def is_entry(text: str) -> bool:
    """Whether a line of a reference list opens or holds an entry: an author, or a year and place."""
    return _ENTRY.match(text) is not None or _SOURCE.search(text) is not None


def is_surely_entry(text: str) -> bool:
    """Whether a line is an entry even with no heading over it: a number, an author, and where it appeared."""
    return _NUMBERED.match(text) is not None and _SOURCE.search(text) is not None
