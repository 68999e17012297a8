"""How a time is printed, and how many days after baseline it is."""

from collections.abc import Iterator
from dataclasses import dataclass
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
# What every time holds: a unit with a number on one of its sides, or an event.
_HELD: Final = regex.compile(
    rf"(?:day|week|wk|month|mos?\b|year|yr)"
    rf"(?:s?\s+\d{{1,4}}|(?<=(?:\d|{NUMBER_WORD})(?:\s?-\s?|\s{{0,3}})(?:day|week|wk|month|mos?|year|yr)))"
    rf"|baseline|entry|enrol|randomi",
    regex.IGNORECASE,
)
_BEHIND: Final = (
    48  # characters from the first word of a time to its unit: "throughout the one hundred and twenty-four "
)
_AHEAD: Final = 24  # characters behind the unit that may forbid a time: "years of age"

_PER_HOUR: Final = {"h": Decimal(24), "min": Decimal(24 * 60)}
# How heads of tables abbreviate a time: "T1", "Session 2", "Mo 3", "24 M", "1st day", "2 h", "POD 1".
_NUMBERED: Final = regex.compile(
    r"(?:at )?(?:T|V|time ?(?:point )?|sessions? |visits? |waves? |cycles? |assessments? |phases? |trimesters? "
    r"|periods? )"
    r"(?P<n>\d{1,2})",
    regex.IGNORECASE,
)
_SHORT: Final = regex.compile(
    r"(?:at |after )?(?:(?:(?P<unit1>Mo|M|Wk|W|D|Y|POD|Yr)\.? ?(?P<n1>\d{1,3}))"
    r"|(?P<n2>\d{1,3}(?:\.\d)?) ?-?(?P<unit2>M|W|D|Y)"
    r"|(?P<n3>\d{1,2})(?:st|nd|rd|th) (?P<unit3>day|week|month|year))"
)
_HOURS: Final = regex.compile(
    r"(?:at |after )?(?:the )?(?P<n>\d{1,3}(?:\.\d)?) ?-?(?:(?P<h>h|hr|hrs|hours?)|min|mins"
    r"|minutes?)(?: (?:after|post)[\w -]{0,24})?",
    regex.IGNORECASE,
)
_ORDINAL: Final = regex.compile(
    r"(?:at )?(?:the )?(?P<n>first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth) (?P<unit>day"
    r"|week|month|year)",
    regex.IGNORECASE,
)
_ORDINALS: Final = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
# "Before medication", "After the operation": the event is any.
_EVENT: Final = regex.compile(r"(?P<before>before|prior to)?(?:after)? (?:the )?\p{L}{4,}", regex.IGNORECASE)
_LETTERS: Final = {"m": "month", "w": "week", "d": "day", "y": "year", "pod": "day"}


@dataclass(frozen=True, slots=True)
class Occasion:
    """A time that a head of a table names by itself; ``days`` is None where its distance is not told (``Post``)."""

    days: Decimal | None


def coded(printed: str) -> Occasion | None:
    """The time of a head that is nothing but an abbreviated time; None for any other words."""
    plain = " ".join(fold(printed).split()).strip(" .:,")
    if match := _NUMBERED.fullmatch(plain):
        return Occasion(Decimal(0) if plain.upper() in {"T0", "T 0"} else None)
    if match := _HOURS.fullmatch(plain):
        exact = Decimal(match["n"]) / _PER_HOUR["h" if match["h"] else "min"]
        return Occasion(exact.quantize(Decimal("0.001"), ROUND_HALF_EVEN).normalize() + 0)
    if match := _ORDINAL.fullmatch(plain):
        return Occasion(_scaled(Decimal(_ORDINALS.index(match["n"].lower()) + 1), match["unit"].lower(), named=False))
    if plain.lower().startswith(("before ", "prior to ", "after ")) and (match := _EVENT.fullmatch(plain)):
        return Occasion(Decimal(0) if match["before"] else None)
    if match := _SHORT.fullmatch(plain):
        k = next(k for k in "123" if match[f"n{k}"])
        unit = match[f"unit{k}"].lower()
        return Occasion(_scaled(Decimal(match[f"n{k}"]), _LETTERS.get(unit) or _UNITS[unit], named=False))
    return None


def days(printed: str) -> Decimal | None:
    """Days since baseline: week 16 is 112, 12 months 365, ``Day 29`` of a day-1 schedule 28; None when no time."""
    match = next(_matches(fold(printed)), None)
    return _of(match) if match else None


def find(text: str, start: int, end: int) -> tuple[TimePoint, ...]:
    """Every printed time in the range, in order."""
    return tuple(TimePoint(Extent(start + m.start(), start + m.end()), _of(m)) for m in _matches(fold(text[start:end])))


def _matches(folded: str) -> Iterator[regex.Match[str]]:
    """What PATTERN.finditer gives, seven times as fast: it is tried only around what every time holds."""
    at = 0
    for held in _HELD.finditer(folded):
        first = max(at, held.start() - _BEHIND)
        if "  " in folded[first : held.start()]:  # over the indent of a line
            first = max(at, first - 4 * _BEHIND)
        match = PATTERN.search(folded, first, held.end() + _AHEAD)
        if match is not None and match.start() <= held.start() < match.end():
            yield match
            at = match.end()


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
