"""What a printed numeric expression says: which shape it has, and the number in each slot."""

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Final

import regex

from pipeline.extent import Extent, fold, trimmed
from pipeline.mentions import Quantity
from pipeline.needs import holder, may_match, needs
from pipeline.normalise.atoms import (
    BETWEEN,
    CI,
    CLOSE,
    INT,
    LABELLED,
    NUM,
    OPEN,
    PEOPLE,
    PERCENT,
    RANGED,
    RIGHT,
    SIGN,
    SPREAD,
    TO,
    WORDS,
    S,
    W,
)
from pipeline.normalise.numbers import UNSIGNED, in_words, number
from pipeline.normalise.pvalues import PATTERN as P
from pipeline.normalise.pvalues import p_value
from pipeline.normalise.units import Units
from pipeline.schema import Dispersion

_UNITS: Final = ("unit2", "percent2", "unit", "percent")
_P: Final = rf"(?x:{P.pattern})"


_NOWHERE: Final = Extent(0, 0)  # until the reader has placed it
_A_WORD: Final = needs(regex.compile(rf"{WORDS}|(?i:twice)"))


@dataclass(frozen=True)
class Shape:
    """One way of printing a result: its name, its pattern and how its groups are read."""

    name: str
    written: str
    read: Callable[[regex.Match[str]], Quantity | None]

    @cached_property
    def pattern(self) -> regex.Pattern[str]:
        """Compiled when it is first tried: a pattern with units takes as long as twenty others."""
        return regex.compile(self.written)


def _value(match: regex.Match[str], group: str = "value") -> Decimal:
    return number(match[group])


def _whole(printed: str) -> int:
    return int(number(printed)) if printed[0].isdigit() else in_words(printed)


def _blank(match: regex.Match[str], shape: str, value: Decimal, **slots: Any) -> Quantity:
    groups = match.groupdict()
    percent = bool(groups.get("percent") or groups.get("percent2"))
    return Quantity(_NOWHERE, shape, value, **{"percent": percent, **slots})


def _p(match: regex.Match[str]) -> Quantity | None:
    p = p_value(match[0])
    return None if p is None else _blank(match, "p_value", p.value, p_value=p)


def _group_size(match: regex.Match[str]) -> Quantity:
    return _blank(match, "group_size", _value(match, "count"), count=_whole(match["count"]))


def _count_of(match: regex.Match[str]) -> Quantity | None:
    count, denominator = _whole(match["count"]), _whole(match["of"])
    if count > denominator or denominator < 2:  # IGA 0/1, 120/80 mm Hg
        return None
    if match.groupdict().get("value") is None:
        return _blank(match, "count_of", Decimal(count), count=count, denominator=denominator)
    return _blank(match, "count_of_share", _value(match), count=count, denominator=denominator, percent=True)


def _count_share(match: regex.Match[str]) -> Quantity:
    of = match.groupdict().get("of")
    denominator = _whole(of) if of else None
    return _blank(
        match, "count_share", _value(match), count=_whole(match["count"]), denominator=denominator, percent=True
    )


def _plus_minus(match: regex.Match[str]) -> Quantity:
    spread = Dispersion(spread_type(match.groupdict().get("spread") or ""), value=_value(match, "around"))
    return _blank(match, "plus_minus", _value(match), dispersion=spread)


def _interval(match: regex.Match[str]) -> Quantity:
    low, high = _value(match, "low"), _value(match, "high")
    level = match.groupdict().get("level")
    kind = "CI" if level else spread_type(match.groupdict().get("spread") or "")
    spread = Dispersion(kind, Decimal(level) if level else None, low=low, high=high)
    return _blank(match, "estimate_interval", _value(match), dispersion=spread)


def _lone_interval(match: regex.Match[str]) -> Quantity | None:
    """``(95% CI -0.9 to -0.3)`` behind other words than its estimate; ``value`` is the lower end."""
    low, high = _value(match, "low"), _value(match, "high")
    if low >= high:
        return None
    return _blank(match, "interval", low, dispersion=Dispersion("CI", Decimal(match["level"]), low=low, high=high))


def _bracket_interval(match: regex.Match[str]) -> Quantity | None:
    low, high = _value(match, "low"), _value(match, "high")
    if not low <= abs(_value(match)) <= high and not low <= _value(match) <= high:
        return None
    return _blank(match, "value_interval", _value(match), dispersion=Dispersion(None, low=low, high=high))


def _mean_bracket(match: regex.Match[str]) -> Quantity:
    return replace(_plus_minus(match), shape="mean_bracket")


def _range(match: regex.Match[str]) -> Quantity | None:
    low, high = _value(match, "low"), _value(match, "high")
    if low >= high:
        return None
    return _blank(match, "range", low, dispersion=Dispersion("range", low=low, high=high))


def _words(match: regex.Match[str]) -> Quantity:
    return _blank(match, "words", Decimal(in_words(match[0])))


def _plain(shape: str) -> Callable[[regex.Match[str]], Quantity]:
    def read(match: regex.Match[str]) -> Quantity:
        return _blank(match, shape, _value(match))

    return read


def _percent(match: regex.Match[str]) -> Quantity:
    return _blank(match, "percent", _value(match), percent=True)


def spread_type(label: str) -> str | None:
    """SD, SE, IQR or range for a printed label; None when it names none."""
    level = label.lower().replace(".", "")
    if level.startswith(("se", "standard e")) or "standard error" in level:
        return "SE"
    if level.startswith(("sd", "standard d")):
        return "SD"
    if level.startswith(("iqr", "inter", "q1")):
        return "IQR"
    return "range" if level.startswith(("rang", "min")) else None


_Readers = dict[str, tuple[str, Callable[[regex.Match[str]], Quantity | None]]]


@lru_cache(maxsize=8)
def shapes(printed_unit: str, definition: str = "", quick: str = "") -> tuple[Shape, ...]:
    """All shapes, in the order in which they are tried at a place; a unit is printed like this pattern.

    ``quick`` matches what ``printed_unit`` does: the shape that is tried most is written with it.
    """
    unit = rf"(?:{W}(?P<unit>{printed_unit})|(?P<percent>{PERCENT}))?"
    unit2 = rf"(?:{W}(?P<unit2>{printed_unit})|(?P<percent2>{PERCENT}))?"
    share = rf"(?P<value>{NUM}){PERCENT}"
    plain = rf"(?:{W}(?P<unit>{quick or printed_unit})|(?P<percent>{PERCENT}))?"
    text: _Readers = {
        "p_value": (_P, _p),
        **_counted(share),
        **_estimated(unit, unit2),
        **_unlabelled(unit, unit2),
        **_single(unit, unit2, plain),
    }

    def defined(pattern: str) -> str:
        return definition + pattern if "(?&" in pattern else pattern  # half of the shapes have no unit

    return tuple(Shape(name, defined(pattern), read) for name, (pattern, read) in text.items())


def _counted(share: str) -> _Readers:
    """Counts with what they are of, or their share, or both."""
    some = rf"(?:{INT}|{WORDS})"
    return {
        "group_size": (rf"(?<!\w)[nN]{W}={W}(?P<count>{INT})", _group_size),
        "count_of_share": (
            rf"(?P<count>{some}){PEOPLE}(?:{S}(?:out{S})?of{S}(?:(?:the|all|these){S})?|{W}/{W})(?P<of>(?<!\d)"
            rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d+){RIGHT}|{WORDS})"
            rf"(?:{PEOPLE}{W}{OPEN}{W}{share}{W}{CLOSE}|{W},{W}{share}|{W}={W}{share})?",
            _count_of,
        ),
        "share_of_count": (
            rf"{share}(?:{W}{OPEN}{W}(?:n{W}={W})?(?P<count>{some}){PEOPLE}(?:{S}(?:out{S})?of{S}(?:the{S})?|"
            rf"{W}/{W})(?P<of>(?<!\d)\d[\d,]{{0,8}}(?!\d)){PEOPLE}{W}{CLOSE}|"
            rf"{W}[,;]{W}(?:n{W}={W})?(?P<count>{INT}){W}/{W}(?P<of>\d{{1,6}}(?![\d/])))",
            _count_of,
        ),
        "count_share": (
            rf"(?P<count>{some}){PEOPLE}{W}(?:{OPEN}{W}{share}{W}{CLOSE}|,{W}{share})"
            rf"(?:{S}of{S}(?:the{S})?(?P<of>\d+){RIGHT})?",
            _count_share,
        ),
        "share_count": (rf"{share}{W}{OPEN}{W}[nN]{W}={W}(?P<count>{INT}){W}{CLOSE}", _count_share),
    }


def _estimated(unit: str, unit2: str) -> _Readers:
    """Estimates with their spread or interval."""
    return {
        "plus_minus": (
            rf"(?P<value>{NUM}){unit}{W}(?:{OPEN}{W})?(?:±|\+{W}/{W}-|\+-){W}(?P<around>{UNSIGNED}){unit2}"
            rf"(?:{W}[\)\]])?(?:{W}[\[\(]?{W}{SPREAD}{W}[\]\)])?",
            _plus_minus,
        ),
        "estimate_ci": (
            rf"(?P<value>{NUM}){unit}[^\d()\[\]]{{0,24}}(?:{OPEN}{W}|[,;:]{W}|{W})(?:{_P}{W}[,;]{W})"
            rf"?(?:with{S})?(?:an?{S})?{CI}{W}[,:=;]?{W}(?:(?:of|was|from|ranging from){S})?"
            rf"(?:{OPEN}{W})?(?P<low>{SIGN}{UNSIGNED}){unit2}{TO}(?P<high>[-+]?\s?{UNSIGNED}(?!\d))"
            rf"(?:{PERCENT})?(?:{W}{CLOSE})?",
            _interval,
        ),
        "estimate_spread": (
            rf"(?P<value>{NUM})(?:{unit}{W}(?:{OPEN}{W}|[,;]{W}|{S})|{S}\p{{L}}{{3,20}}{S}{OPEN}{W}){SPREAD}"
            rf"{W}[,:=]?{W}(?:±{W})?(?P<around>{UNSIGNED}){unit2}(?:{W}{CLOSE})?",
            _plus_minus,
        ),
        "estimate_between": (
            rf"(?P<value>{NUM}){unit}(?:{W}{OPEN}{W}|{W}[,;]{W}){BETWEEN}{W}[,:=]?{W}(?:{OPEN}{W})?(?:(?:of|from){S})"
            rf"?(?P<low>{SIGN}{UNSIGNED}){unit2}{TO}(?P<high>[-+]?\s?{UNSIGNED}(?!\d))(?:{PERCENT})"
            rf"?(?:{W}{CLOSE})?",
            _interval,
        ),
        # 1.5 (IQR 0.4): how wide it is, not from where to where.
        "estimate_width": (
            rf"(?P<value>{NUM}){unit}{W}(?:{OPEN}{W}|[,;]{W}){BETWEEN}{W}[,:=]?{W}(?P<around>{UNSIGNED})(?:{PERCENT})?"
            rf"{W}{CLOSE}{unit2}",
            _plus_minus,
        ),
    }


def _unlabelled(unit: str, unit2: str) -> _Readers:
    """Estimates with what no word labels, and intervals apart from their estimate."""
    return {
        # (4.7 min/day, 0.9 to 9.5): what the bracket before labelled
        "value_to": (
            rf"(?P<value>{NUM}){unit}{W},{W}(?P<low>{SIGN}{UNSIGNED})(?:{S}to{S}|{W}-{W})(?P<high>{SIGN}{UNSIGNED})"
            rf"(?={W}[\)\];])",
            _bracket_interval,
        ),
        "interval": (
            rf"{CI}{W}[,:=;]?{W}(?:(?:of|from|ranging{S}from){S})?(?P<low>{SIGN}{UNSIGNED}){unit}{TO}"
            rf"(?P<high>[-+]?\s?{UNSIGNED}(?!\d)){unit2}",
            _lone_interval,
        ),
        "value_interval": (
            rf"(?P<value>{NUM}){unit}{W}{OPEN}{W}(?P<low>{SIGN}{UNSIGNED})"
            rf"{unit2}{TO}(?P<high>[-+]?\s?{UNSIGNED}(?!\d))(?:{PERCENT})?(?:{W}{CLOSE})?",
            _bracket_interval,
        ),
        "mean_bracket": (
            rf"(?P<value>{NUM}){unit}{W}\({W}(?P<around>{UNSIGNED}){W}\)(?!{W}%){unit2}{LABELLED}?",
            _mean_bracket,
        ),
        # 60.7 [8.6], and 64 [13] behind "mean [SD]"; a whole number elsewhere may be a citation.
        "mean_square_bracket": (
            rf"(?P<value>{NUM}){unit}{W}\[{W}(?P<around>{UNSIGNED}){W}\](?!{W}%){unit2}"
            rf"(?:{LABELLED}|(?<=\.\d{{1,4}}{W}\]{unit2}))",
            _mean_bracket,
        ),
    }


def _single(unit: str, unit2: str, plain: str) -> _Readers:
    """Numbers with nothing but a unit."""
    return {
        "range": (
            rf"(?:(?<!from\s)(?<!between\s)|(?<={RANGED}))(?P<low>{NUM}){unit}"
            rf"(?:{W}-{{1,2}}{W}|{S}to{S}|(?<={RANGED}[^.;]{{1,30}}){S}and{S})"
            rf"(?P<high>[-+]?{UNSIGNED}(?!\d)){unit2}",
            _range,
        ),
        "fold": (
            rf"(?P<value>{NUM}|{WORDS})(?:{W}-{W}|{S})(?P<unit>fold|times)\b|(?P<value>(?i:twice))(?={S}as{S}\p{{L}}+)",
            _fold,
        ),
        "percent": (rf"(?P<value>{NUM})(?P<percent>{PERCENT})", _percent),
        "number": (rf"(?P<value>{NUM}){plain}", _plain("number")),
        "words": (WORDS, _words),
    }


def _fold(match: regex.Match[str]) -> Quantity:
    printed = match["value"]
    value = Decimal(in_words(printed)) if printed[0].isalpha() else number(printed)
    return _blank(match, "fold", value)


# 35.4 and 12.2%; 48, 71, and 63 %; 10.7 versus 6.4 months: the last of a list tells what all are in.
_PEER: Final = regex.compile(
    r"\s{0,3}(?:,?\s{1,3}(?:and|or)|(?:,\s{1,3})?(?:vs\.?|versus|v\.?|compared\s(?:with|to)))\s{1,3}"
)
_COMMA: Final = regex.compile(r",\s{1,3}")
_ALIKE: Final = frozenset({"number", "percent"})


def _with_peers(folded: str, found: Sequence[Quantity]) -> Sequence[Quantity]:
    """The quantities in order; a bare number that is listed before one with a percent sign or unit has it too."""
    made = list(found)
    listed = False
    for k in range(len(made) - 2, -1, -1):
        one, other = made[k], made[k + 1]
        gap = folded[one.extent.end : other.extent.start]
        joined = _PEER.fullmatch(gap) or (listed and _COMMA.fullmatch(gap))
        listed = bool(joined) and one.shape == "number" and other.shape in _ALIKE and other.unit is not None
        listed = listed and not (other.percent and abs(one.value) > 100)  # a count of 514.13 and 23%
        if listed and one.unit is None:
            made[k] = replace(one, percent=other.percent, unit=other.unit)
    return made


# Which shapes a number in words may begin, and which none in digits does.
_SPELT: Final = frozenset({"p_value", "group_size", "count_of_share", "count_share", "fold", "words"})
_NEVER_DIGITS: Final = frozenset({"p_value", "group_size", "words"})
# What must stand behind the number that begins a shape, its unit or percent sign between them or not: a look at one
# sign spares a long pattern. ``t`` is the word "to", ``a`` any other letter, ``%`` any percent sign.
_BEHIND: Final = {
    "count_of_share": frozenset("a/"),
    "share_of_count": frozenset("%"),
    "count_share": frozenset("a([,"),
    "share_count": frozenset("%"),
    "plus_minus": frozenset("±+(["),
    "estimate_ci": frozenset({"CI"}),
    "estimate_spread": frozenset("([,;"),
    "estimate_between": frozenset("([,;"),
    "value_interval": frozenset("(["),
    "mean_bracket": frozenset("("),
    "mean_square_bracket": frozenset("["),
    "range": frozenset("-t"),
    "fold": frozenset("-a"),
    "percent": frozenset("%"),
}
_PERCENT: Final = regex.compile(PERCENT)
_SIGN: Final = regex.compile(r"\s*(?:(?P<to>to\s)|(?P<letter>\p{L})|(?P<sign>\S))")
_INTERVAL: Final = regex.compile(r"onfidence|redible|C\.?I|CrI")
_SOON: Final = 400  # characters: more than stand between a number and the name of its interval


def _sign(folded: str, at: int) -> str:
    """The first sign from a place on, blanks passed over; ``t`` for the word "to", ``a`` for another letter."""
    match = _SIGN.match(folded, at)
    return "" if match is None else match["sign"] or ("t" if match["to"] else "a")


class Reader:
    """Reads numeric expressions: all in a text; only those of some shapes where these are named."""

    def __init__(self, units: Units, only: Collection[str] = ()) -> None:
        self._units = units
        # What a shape needs beside its unit: the pattern of all units is long.
        told = zip(shapes(units.pattern, units.definition, units.quick), shapes("."), strict=True)
        self._shapes = tuple((s, needs(bare.written)) for s, bare in told if not only or s.name in only)
        digits = rf"(?<![\w-])[Pp](?=[\s'vV<>=≤≥-]|{W}[<>=])|(?<!\w)[nN](?={W}=)|{NUM}"
        self._digits = regex.compile(digits)
        self._starts = regex.compile(rf"{digits}|{WORDS}|(?<!\w)(?i:twice)(?={S}as\b)")
        self._unit = regex.compile(rf"{units.definition}{W}{units.quick}")

    def find(self, text: str) -> tuple[Quantity, ...]:
        """The expressions of a text in order, never overlapping; extents count in that text."""
        folded = fold(text)
        held = holder(folded)
        shapes = [shape for shape, needed in self._shapes if may_match(needed, held)]
        spelt = [shape for shape in shapes if shape.name in _SPELT]
        printed = [(shape, _BEHIND.get(shape.name)) for shape in shapes if shape.name not in _NEVER_DIGITS]
        starts = self._starts if may_match(_A_WORD, held) else self._digits
        found: list[Quantity] = []
        at = 0
        while (start := starts.search(folded, at)) is not None:
            chosen: Iterable[Shape] = spelt
            if not start[0][0].isalpha():
                ahead = self._ahead(folded, start.end())
                chosen = (shape for shape, behind in printed if behind is None or not ahead.isdisjoint(behind))
            quantity = self._at(folded, start.start(), chosen)
            if quantity is None:
                at = start.start() + 1
                continue
            found.append(quantity)
            at = quantity.extent.end
        return tuple(_with_peers(folded, found))

    def _ahead(self, folded: str, end: int) -> frozenset[str]:
        """What stands behind a number in digits, and what behind its unit; ``CI`` where an interval may follow."""
        found = {_sign(folded, end)}
        if _INTERVAL.search(folded, end, end + _SOON):
            found.add("CI")
        for unit in (self._unit, _PERCENT):
            if match := unit.match(folded, end):
                found.add(_sign(folded, match.end()))
                if unit is _PERCENT:
                    found.add("%")
        return frozenset(found)

    def _at(self, folded: str, start: int, shapes: Iterable[Shape]) -> Quantity | None:
        for shape in shapes:
            match = shape.pattern.match(folded, start)
            quantity = shape.read(match) if match else None
            if match and quantity is not None:
                return self._placed(quantity, match)
        return None

    def _placed(self, quantity: Quantity, match: regex.Match[str]) -> Quantity:
        groups = match.groupdict()
        printed = groups.get("unit") or groups.get("unit2")
        unit = "%" if quantity.percent else self._units.ucum(printed) if printed else None
        printed_all = match[0].rstrip()
        if printed_all[-1] in ")]" and not any(c in printed_all for c in "(["):
            printed_all = printed_all[:-1].rstrip()  # (2.08 ± 0.89) mm: the bracket was opened before
        end = match.start() + len(printed_all)
        named = next((group for group in _UNITS if groups.get(group)), None)
        unit_at = trimmed(match.string, *match.span(named)) if named else None
        percent = quantity.percent or unit == "%"
        return replace(quantity, extent=Extent(match.start(), end), percent=percent, unit=unit, unit_at=unit_at)
