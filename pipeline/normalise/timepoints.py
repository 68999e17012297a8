"""How a time is printed, and how many days after baseline it is."""

from decimal import ROUND_HALF_EVEN, Decimal
from typing import Final

import regex

from pipeline.extent import Extent, fold
from pipeline.mentions import TimePoint
from pipeline.normalise.numbers import NUMBER_WORD, in_words

_DAYS: Final = {"day": Decimal(1), "week": Decimal(7), "month": Decimal(365) / 12, "year": Decimal(365)}
_UNITS: Final = {
    "d": "day", "day": "day", "days": "day",
    "wk": "week", "wks": "week", "week": "week", "weeks": "week",
    "mo": "month", "mos": "month", "month": "month", "months": "month",
    "yr": "year", "yrs": "year", "year": "year", "years": "year",
}  # fmt: skip
_UNIT: Final = r"(?:days?|weeks?|wks?|months?|mos?|years?|yrs?)\b\.?"
_BEFORE: Final = r"(?:(?:after|at|within|by|over|for|during|until|through|up to|from)\s+(?:the\s+)?)?"
PATTERN: Final = regex.compile(
    rf"""(?P<baseline>{_BEFORE}\b(?:baseline|study\s+entry|enrol?lment|randomi[sz]ation)\b)
    |(?P<named>{_BEFORE}\b(?P<unit1>day|week|wk|month|year)s?\s+(?P<n1>\d{{1,4}})\b(?!\.\d))
    |(?P<counted>{_BEFORE}(?<![\d.,-]|[<>≤≥]\s?)(?P<n2>\d{{1,4}}(?:\.\d)?|{NUMBER_WORD})(?:\s?-\s?|\s{{0,3}})(?P<unit2>{_UNIT})(?!\s{{0,3}}(?:old\b|of\s+age\b)))
    """,
    regex.VERBOSE | regex.IGNORECASE,
)


def days(printed: str) -> Decimal | None:
    """Days since baseline: week 16 is 112, 12 months 365, ``Day 29`` of a day-1 schedule 28; None when no time."""
    match = PATTERN.search(fold(printed))
    return _of(match) if match else None


def find(text: str, start: int, end: int) -> tuple[TimePoint, ...]:
    """Every printed time in the range, in order."""
    return tuple(
        TimePoint(Extent(start + m.start(), start + m.end()), _of(m)) for m in PATTERN.finditer(fold(text[start:end]))
    )


def _of(match: regex.Match) -> Decimal:
    if match["baseline"]:
        return Decimal(0)
    if match["named"]:
        return _scaled(Decimal(match["n1"]), _UNITS[match["unit1"].lower()], named=True)
    printed = match["n2"]
    n = Decimal(printed) if printed[0].isdigit() else Decimal(in_words(printed))
    return _scaled(n, _UNITS[match["unit2"].lower().rstrip(".")], named=False)


def _scaled(n: Decimal, unit: str, *, named: bool) -> Decimal:
    # Visits called Day 1, 29, 85 count the first day as 1: they are weeks 0, 4 and 12.
    if named and unit == "day" and n % 7 == 1:
        return n - 1
    return (n * _DAYS[unit]).quantize(Decimal(1), ROUND_HALF_EVEN)
