"""How a p value is printed, and which operator and number it is."""

from typing import Final

import regex

from pipeline.extent import fold
from pipeline.normalise.numbers import UNSIGNED, number
from pipeline.schema import PValue

_OPERATORS: Final = r"(?:<\s?or\s?=|>\s?or\s?=|<\s?=|>\s?=|[<>=≤≥])"
_LEVELLED: Final = {"≤": "<=", "≥": ">=", "<or=": "<=", ">or=": ">="}
# P<0.001, p = .4, p = <0.001, P-value of 0.03, p for trend = 0.02, (P = . 0489): a blank after the point is damage.
PATTERN: Final = regex.compile(
    rf"""(?<![\w-])[Pp](?:\s?-?\s?[Vv]alues?|'?s)?(?:\s(?:for|of)\s(?:the\s)?[a-z]{{3,14}})?
    \s{{0,4}}(?:(?:of|was|were|is|,)\s{{1,3}})?(?:all\s{{1,3}})?
    (?:=\s{{0,2}}(?=[<>≤≥]))?(?P<op>{_OPERATORS})?\s{{0,4}}(?P<number>(?:0?\.\s?\d{{1,10}}|{UNSIGNED})(?!\d))(?:\s?[x×]\s?10\s?\^?(?P<power>-\d{{1,2}}))?""",
    regex.VERBOSE,
)

_SHARE: Final = regex.compile(r"0?\.\d{2,10}")


def p_value(printed: str) -> PValue | None:
    """The operator and number of a printed p value; None when it is none.

    Without an operator and the word "value" only a number below one with two digits is a p: ``P 0.166``.
    """
    match = PATTERN.search(fold(printed))
    if match is None:
        return None
    printed = match["number"].replace(" ", "")
    if match["op"] is None and "alue" not in match[0] and not _SHARE.fullmatch(printed):
        return None
    value = number(printed).scaleb(int(match["power"] or 0))
    if not 0 <= value <= 1:
        return None
    sign = "".join((match["op"] or "=").split())
    return PValue(_LEVELLED.get(sign, sign), value)
