"""Which amounts a text states, results or not: every number that measures or counts, with its hedges and its unit.

A dose, an age limit and a time are amounts; a year, a citation and the number of a figure are none. What belongs to an
amount follows MeasEval (Harper et al. 2021, SemEval task 8): its bounds, both ends of a range, a list with one unit.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

import regex

from pipeline.extent import Extent, cover, fold
from pipeline.mentions import Quantity
from pipeline.normalise.hedges import Hedge, before, behind
from pipeline.normalise.reader import Reader
from pipeline.normalise.units import Units

SHAPES: Final = ("p_value", "plus_minus", "range", "fold", "percent", "number", "words")
# Reasons of the ledger why a number measures and counts nothing: it is part of a name, it points, it dates.
NO_AMOUNT: Final = frozenset(
    {"reference", "registry", "link", "version", "name", "citation", "cross-reference", "date"}
)
# between 2 and 20, from 5 to 85: the words belong to the range; behind "ranging" they do not.
_FROM: Final = regex.compile(r"(?P<ranging>\brang(?:ing|es|ed)\s{1,3})?\b(?:from|between)\s{1,3}\Z", regex.IGNORECASE)
_DASH: Final = regex.compile(r"\s{0,3}(?:-{1,2}|\bto\b)\s{0,3}", regex.IGNORECASE)
_TO: Final = regex.compile(r"\s{0,3}(?:-{1,2}|\bto\b|\band\b)\s{0,3}", regex.IGNORECASE)
_OR: Final = regex.compile(r"\s{0,3}(?:,\s{0,3}(?:and|or)\b|,|\band\b|\bor\b)\s{0,3}", regex.IGNORECASE)
_BY: Final = regex.compile(r"\s{0,3}[x×]\s{0,3}")
_PER: Final = regex.compile(r"\s{1,3}per\s{1,3}\p{L}{2,16}")
_PLUS_MINUS: Final = regex.compile(r"(?:±|\+/-)\s{0,2}\Z")
_FIRST: Final = regex.compile(r"(?:[-+]\s?)?\.?\d")
# over eight cycles, within two groups: prepositions; over 48 years, within 24 h: bounds.
_PREPOSITION: Final = regex.compile(r"(?:over|above|below|under|within|around|about|some)\b", regex.IGNORECASE)
_NOUN: Final = regex.compile(r"\s{1,3}(?!and\b|or\b|to\b|in\b|for\b|at\b|of\b)\p{L}")
_NOUN_PART: Final = regex.compile(r"-\p{L}")
_PRONOUN: Final = regex.compile(
    r"\s{1,3}(?:would|can|could|might|may|should|must|will|has|is|or|of|another|hand|side|could)\b", regex.IGNORECASE
)
_N: Final = r"\d{1,4}(?:\s?[,;-]\s?\d{1,4}(?:\.\d{1,3})?){0,8}"
_LABELS: Final = (
    r"sites?|samples?|complex|compounds?|columns?|rows?|lines?|listing|definition|theorem|lemma|algorithm|equations?|"
    r"method|beds?|codes?|assemblage|zone|experiment|scenario|strategy|run|batch|animal|mouse|well|lane|nos?\.|phases?|"
    r"stages?|days?|weeks?|months?|years?|hours?|visits?|cycles?|pages?|pp?\."
)
_ONE: Final = r"(?P<n>\d{1,4}(?![\w%]|\.\d))"
# What only points: (11), (4,35-38), [12], F(1, 3.9), Viking 1, phases 3, 5 and 7, a code with its meaning (0 = never).
_POINTERS: Final = tuple(
    regex.compile(pattern)
    for pattern in (
        rf"(?<=[\p{{L}}.,;:)\"']\s{{0,2}})\(\s?(?P<n>{_N})\s?\)",
        rf"(?<=\S\s{{0,2}})\[\s?(?P<n>{_N})\s?\]",
        r"(?<=[\p{Ll},;(]\s{1,2})\p{Lu}\p{Ll}{2,20}\s(?P<n>\d{1,4})(?![\w%]|\.\d|\s?[×x]\s?\d)",
        rf"(?i:\b(?:{_LABELS})\s{{1,2}}){_ONE}(?:\s?(?:,\s?and|,|and|or|to|-)\s?{_ONE}(?!\s\p{{L}}{{3}})){{0,6}}",
        r"(?<=[(,;:]\s{0,2}(?:and\s)?)(?P<n>\d{1,2})(?=\s?=\s?[^\W\d]|\s?=\s?\d\s?[-\p{L}])",
    )
)


@dataclass(frozen=True, slots=True)
class Amount:
    """One amount: where it stands with hedges and unit, the numbers in it, and where its unit is printed."""

    extent: Extent
    quantities: tuple[Quantity, ...]
    unit_at: Extent | None = None
    is_range: bool = False
    is_list: bool = False
    is_approximate: bool = False
    has_tolerance: bool = False
    is_count: bool = False


@dataclass(frozen=True, slots=True)
class _Number:
    """A number on its own: without the ``P =`` of a p value, with the unit behind a hyphen."""

    quantity: Quantity
    extent: Extent
    unit_at: Extent | None
    hedge: Hedge

    @property
    def begins(self) -> int:
        """Where it begins with its hedge."""
        return self.extent.start - self.hedge.length


class Amounts:
    """Finds the amounts of a text."""

    def __init__(self, units: Units) -> None:
        self._reader = Reader(units, SHAPES)
        self._unit = regex.compile(rf"{units.definition}\s{{0,2}}-?\s{{0,2}}(?P<unit>{units.pattern})")

    def find(self, text: str, excluded: Iterable[Extent] = ()) -> tuple[Amount, ...]:
        """The amounts in order, never overlapping; what is excluded counts only where a unit stands behind it."""
        folded = fold(text)
        barred = [*excluded, *_pointers(folded)]
        numbers = [self._number(folded, quantity) for quantity in self._reader.find(text)]
        kept = [n for n in numbers if not _is_barred(folded, n, barred)]
        return tuple(_amount(folded, group) for group in _groups(folded, kept))

    def _number(self, folded: str, quantity: Quantity) -> _Number:
        extent, unit_at = quantity.extent, quantity.unit_at
        if quantity.shape == "p_value" and (first := _FIRST.search(folded, extent.start, extent.end)):
            extent = Extent(first.start(), extent.end)
        if unit_at is None and (match := self._unit.match(folded, extent.end)):
            unit_at = Extent(*match.span("unit"))
        if unit_at is not None:
            per = _PER.match(folded, unit_at.end)
            unit_at = Extent(unit_at.start, per.end() if per else unit_at.end)
            extent = cover((extent, unit_at))
        hedge = before(folded, extent.start)
        if unit_at is None and _PREPOSITION.match(folded, extent.start - hedge.length):
            hedge = Hedge()
        return _Number(quantity, extent, unit_at, hedge)


def _pointers(folded: str) -> Iterator[Extent]:
    for pattern in _POINTERS:
        for match in pattern.finditer(folded):
            yield from (Extent(*span) for span in match.spans("n"))


def _is_barred(folded: str, number: _Number, barred: Sequence[Extent]) -> bool:
    """Whether it is excluded, the pronoun ``one``, or a part of a word: ``12-lead``, ``two-sided``."""
    extent, unit = number.extent, number.unit_at
    if unit is None and (
        _NOUN_PART.match(folded, extent.end)
        or (number.quantity.shape == "words" and number.quantity.value == 1 and _PRONOUN.match(folded, extent.end))
    ):
        return True
    # A letter behind the number of a figure is no unit: Fig. 4 h.
    sure = unit is not None and (len(unit) > 1 or not unit.of(folded).isalpha())
    return not sure and any(other.overlaps(extent) for other in barred)


def _groups(folded: str, numbers: Sequence[_Number]) -> Iterator[tuple[str, list[_Number]]]:
    """The numbers that make one amount: the ends of a range, the sides of an area, a list with one unit."""
    at = 0
    while at < len(numbers):
        kind, size = "", 1
        for name, joins in (("range", _ends), ("list", _sides), ("list", _listed)):
            size = joins(folded, numbers[at:])
            if size > 1:
                kind = name
                break
        yield kind, list(numbers[at : at + size])
        at += size


def _gap(folded: str, one: _Number, other: _Number) -> str:
    return folded[one.extent.end : max(one.extent.end, other.begins)]


def _ends(folded: str, numbers: Sequence[_Number]) -> int:
    """Two numbers behind ``from`` or ``between``, or with a unit each (``27 keV to 21 MeV``)."""
    if len(numbers) < 2:
        return 1
    one, other = numbers[:2]
    joined = _TO if _head(folded, one.begins) else _DASH
    fits = other.unit_at is not None if joined is _DASH or one.unit_at is not None else True
    return 2 if fits and joined.fullmatch(_gap(folded, one, other)) else 1


def _head(folded: str, at: int) -> regex.Match[str] | None:
    return _FROM.search(folded[max(0, at - 24) : at])


def _sides(folded: str, numbers: Sequence[_Number]) -> int:
    size = 1
    while size < len(numbers) and _BY.fullmatch(_gap(folded, numbers[size - 1], numbers[size])):
        size += 1
    return size


def _listed(folded: str, numbers: Sequence[_Number]) -> int:
    """Numbers without a unit up to the first that has one: ``0, 1000 and 2000 ppm``."""
    for size, (one, other) in enumerate(pairwise(numbers), start=2):
        if one.unit_at is not None or one.quantity.shape == "p_value" or not _OR.fullmatch(_gap(folded, one, other)):
            return 1
        if other.unit_at is not None:
            return size
    return 1


def _amount(folded: str, group: tuple[str, Sequence[_Number]]) -> Amount:
    kind, numbers = group
    first, last = numbers[0], numbers[-1]
    extent = Extent(first.begins, last.extent.end)
    tail = behind(folded, extent.end)
    extent = Extent(extent.start, extent.end + tail.length)
    head = _PLUS_MINUS.search(folded[max(0, extent.start - 5) : extent.start])
    if head:
        extent = Extent(extent.start - len(head[0]), extent.end)
    is_range = kind == "range" or any(n.quantity.shape == "range" for n in numbers)
    if is_range and (words := _head(folded, extent.start)) and not words["ranging"]:
        extent = Extent(extent.start - len(words[0]), extent.end)
    bounded = any(n.hedge.lower or n.hedge.upper for n in numbers) or tail.length > 0
    return Amount(
        extent=extent,
        quantities=tuple(replace(n.quantity, extent=n.extent) for n in numbers),
        unit_at=last.unit_at,
        is_range=is_range or bounded,
        is_list=kind == "list",
        is_approximate=any(n.hedge.approximate for n in numbers),
        has_tolerance=bool(head) or any(n.quantity.shape == "plus_minus" for n in numbers),
        is_count=last.unit_at is None and _is_whole(last) and _NOUN.match(folded, extent.end) is not None,
    )


def _is_whole(number: _Number) -> bool:
    return number.quantity.shape in {"number", "words"} and number.quantity.value == number.quantity.value.to_integral()
