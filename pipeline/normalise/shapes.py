"""What a printed numeric expression says: which shape it has, and the number in each slot."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property, lru_cache
from typing import Any, Final

import regex

from pipeline.extent import Extent
from pipeline.mentions import Quantity
from pipeline.normalise.atoms import (
    BETWEEN,
    CI,
    CLOSE,
    INT,
    LABELLED,
    NUM,
    OF_LEVEL,
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
from pipeline.schema import Dispersion

_P: Final = rf"(?x:{P.pattern})"


_NOWHERE: Final = Extent(0, 0)  # until the reader has placed it


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
            rf"(?P<count>{some}){PEOPLE}{W}(?:{OPEN}{W}{share}{W}{CLOSE}|,{W}{share}(?!{W}-?{OF_LEVEL}))"
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
            rf"(?P<value>{NUM}){unit}{W}(?:{OPEN}{W}|[,;]{W}|{S}){SPREAD}"
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
