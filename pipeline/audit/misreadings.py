"""Expressions that look like a count with its share and are something else."""

from fractions import Fraction
from typing import Final

import regex

from pipeline.audit.record import Record, in_table
from pipeline.audit.rounding import rounded
from pipeline.extent import fold
from pipeline.schema import Result

_TIME: Final = r"(?:weeks?|months?|days?|years?|hours?|minutes?)"
_LISTED: Final = r"(?:(?:\d+|[a-z]+)(?:\s?\([^()]{1,12}\))?,?\s(?:and\s)?)"
_AFTER_TIME: Final = regex.compile(rf"(?i)\b{_TIME}\s{_LISTED}{{0,4}}\Z")
_BEFORE_TIME: Final = regex.compile(rf"(?i)\A\s{_LISTED}{{0,2}}{_TIME}\b")
# "Number (% male)": the share of a part, beside the count of all.
_OF_PART: Final = regex.compile(r"%\s?\p{L}{2,}[^()]{0,30}\)")
_RATE: Final = regex.compile(r"(?i)\brate|/\s?1,?000?\b|\bper 1,?000?\b|patient-years")
_QUARTILES: Final = regex.compile(r"\(\s?[\d.,]+\s?/\s?[\d.,]+\s?\)")
_AROUND: Final = 60


def is_misread(record: Record, result: Result) -> bool:
    """Whether the count is a time or of something else, the share a rate or a median, or the two are swapped."""
    if in_table(result):
        heads = f"{result.source.row} > {result.source.column}"
        if _OF_PART.search(heads) or _RATE.search(heads):
            return True
    elif not result.denominator and _is_time(record.text, result):
        return True
    # Without a percent sign "34 (28/45)" is a median with its quartiles.
    return ("%" not in result.source.text and _QUARTILES.search(result.source.text) is not None) or _is_swapped(result)


def _is_time(text: str, result: Result) -> bool:
    """``at weeks 4 (60.0%) and 12 (57.7%)``, ``at six (85%) and 12 (88%) weeks``."""
    before = fold(text[max(0, result.source.start - _AROUND) : result.source.start])
    after = fold(text[result.source.end : result.source.end + _AROUND])
    return _AFTER_TIME.search(before) is not None or _BEFORE_TIME.match(after) is not None


def _is_swapped(result: Result) -> bool:
    """``40% (8)`` of 20: the first number is the share."""
    if not result.denominator or result.count is None or result.value != int(result.value):
        return False
    share = Fraction(100 * int(result.value), result.denominator)
    return result.value != result.count and rounded(result.value * 0 + result.count).holds(share)
