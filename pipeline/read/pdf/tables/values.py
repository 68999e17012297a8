"""Whether the words of a cell are a figure."""

from typing import Final

import regex

_SIZE: Final = regex.compile(r"[(\[]?\s*[Nn]\s*=")
_FIGURE: Final = regex.compile(r"(?:[pP]\s?)?[-−–+±<>≤≥⩽⩾=~≈(\[\s$€£Δ∆]*[.·]?\d")
_LETTER: Final = regex.compile(r"\p{L}")
_NONE: Final = regex.compile(
    r"(?:[-−–—‒]{1,3}|\.{2,3}|…|[Nn]\.?/?[AaSsDdRrEeCc]\.?|[Nn]one|[Rr]ef(?:erence)?\.?|[Yy]es|[Nn]o)[*†‡]*"
)
_CUT: Final = regex.compile(r"(?:[,±(\[–/=<>≤≥-]|\+/-|\b(?:to|of|and|vs\.?|[pP]|[nN]))$")
_COUNTED: Final = regex.compile(r"\d[\d.,]*\s\p{L}")
_TIME: Final = regex.compile(
    r"\d[\d.,–-]*\s?(?:days?|weeks?|wks?|months?|mo|years?|yrs?|h|hours?|min)\b", regex.IGNORECASE
)
_OPEN: Final = regex.compile(r"[(\[±=]|(?:to|and|[-–−])\s|[,;)%]")


def is_value(text: str) -> bool:
    """Whether a cell prints a figure with little else, or one of the signs for none."""
    if _NONE.fullmatch(text):
        return True
    if _SIZE.match(text) or not _FIGURE.match(text) or text.count(")") > text.count("("):
        return False
    letters = len(_LETTER.findall(text))
    return letters <= 2 or letters <= 0.3 * len(text)


def is_whole(text: str) -> bool:
    """Whether the words are a figure to which nothing can be added."""
    return is_value(text) and not is_cut(text) and (text[-1].isdigit() or text[-1] in ")]%") and not text.isdigit()


def is_counted(text: str) -> bool:
    """Whether a cell prints a figure, be it of something: ``34 responders``; but ``6 months`` names a time."""
    return is_value(text) or (_COUNTED.match(text) is not None and not _TIME.match(text))


def goes_on(text: str) -> bool:
    """Whether the words can be the second line of a cell: ``(0.4 to 0.9)`` below an estimate."""
    return _OPEN.match(text) is not None


def is_cut(text: str) -> bool:
    """Whether the words of a cell end where no cell does: within brackets, at a comma or dash."""
    opened = text.count("(") + text.count("[") - text.count(")") - text.count("]")
    return opened > 0 or _CUT.search(text) is not None
