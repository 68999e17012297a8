"""A text with the signs levelled that printers set in several ways and only the whole document decides."""

from typing import Final

import regex

from pipeline.extent import fold

# In front of a number or of the name of a spread; ER+/- is a name.
_PLUS_MINUS: Final = regex.compile(
    r"(?:\+\s?/\s?-|(?<=[\w)%\]]\s{0,2})\+-)(?=\s{0,2}(?:\.?\d|(?i:sd|sem?|s\.d|s\.e|standard)\b))"
)
# What only a decimal sign can be: behind an operator, behind a lone 0, before a percent sign or a bracket.
_EVIDENCE: Final = (
    r"[<>=≤≥±]\s?[-+]?\d{1,3}%(sign)s\d{1,2}(?![\d,.])|(?<![\w.,-])0%(sign)s\d+(?![\d,.])|\d%(sign)s\d{1,2}\s?[%%(\[]"
)
_COMMAS: Final = regex.compile(_EVIDENCE % {"sign": ","})
_POINTS: Final = regex.compile(_EVIDENCE % {"sign": r"\."})
# Weaker: a number like 25,4 in a document that has none like 25.4.
_COMMA: Final = regex.compile(r"(?<![\w.,:/-])\d{1,3},\d{1,2}(?!\w|,\d|\])")
_POINT: Final = regex.compile(r"(?<![\w.,-])\d{1,4}\.\d{1,2}(?!\w|\.\d)")
_FEWEST: Final = 3
_TIMES: Final = 4
_THOUSANDS: Final = regex.compile(r"(?<![\w.,])[1-9]\d{0,2}(?:[.\u00a0\u2009\u202f]\d{3})+(?![\d.])")
# 132 979 with a thin blank, which sets nothing else apart, and 266 064 women: two numbers never stand so in a sentence.
_BLANKS: Final = regex.compile(
    r"(?<![\w.,]|\d\s)[1-9]\d{0,2}(?:(?:[\u2009\u202f]\d{3})+(?![\d.]|\s\d)|(?: \d{3})+(?=\s(?:\p{L}[\w-]{2,16}\s){0,2}"
    r"(?:patients|participants|subjects|women|men|people|adults|children|individuals)\b))"
)
# 1,2,3 is a list, and so is [1,2].
_DECIMAL: Final = regex.compile(
    r"(?<!\[[\d,;-]{0,40})(?<!\d,\d{1,9})(?<=\d),(?=\d+(?!\d|,\d))|(?<=[\s(\[<>=≤≥±-]),(?=\d)"
)
# 4.3 ± 1,4: a spread has the decimals of its mean, whatever sign parts them.
_SPREAD: Final = regex.compile(
    r"(?<=\d\.\d\s?±\s?\d{1,3}),(?=\d(?![\d]|[.,]\d))|(?<=\d\.\d\d\s?±\s?\d{1,3}),(?=\d\d(?![\d]|[.,]\d))"
)


def levelled(text: str) -> str:
    """The text with ``±`` for ``+/-``, commas between thousands, points for decimal commas; one character for one.

    A comma in a spread whose mean has a point is decimal (``4.3 ± 1,4``). Whether all other commas are (and points
    part thousands) the document as a whole decides: they are where numbers that must have a decimal sign have a
    comma, three or more of them and four times as many as a point; or where three look so and none has a point.
    """
    folded = fold(text)
    changes: dict[int, str] = {}
    for match in _PLUS_MINUS.finditer(folded):
        changes.update(enumerate("±".center(len(match[0])), start=match.start()))
    for match in _BLANKS.finditer(text):
        changes.update((match.start() + k, ",") for k, sign in enumerate(match[0]) if not sign.isdigit())
    changes.update((match.start(), ".") for match in _SPREAD.finditer(folded))
    if _has_decimal_commas(folded):
        for match in _THOUSANDS.finditer(text):
            changes.update((match.start() + k, ",") for k, sign in enumerate(match[0]) if not sign.isdigit())
        changes.update((match.start(), ".") for match in _DECIMAL.finditer(folded))
    if not changes:
        return text
    return "".join(changes.get(place, character) for place, character in enumerate(text))


def _has_decimal_commas(folded: str) -> bool:
    commas, points = _count(_COMMAS, folded), _count(_POINTS, folded)
    if commas >= _FEWEST or points:
        return commas >= _FEWEST and commas >= _TIMES * points
    return _count(_COMMA, folded) >= _FEWEST and not _POINT.search(folded)


def _count(pattern: regex.Pattern[str], text: str) -> int:
    return sum(1 for _ in pattern.finditer(text))
