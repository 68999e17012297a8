"""Which statistic a cell reports, given what its label, its column and the footnotes say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble.draft import is_share
from pipeline.extent import fold
from pipeline.normalise.numbers import SIGNED, number
from pipeline.schema import Dispersion

_NUMBER: Final = regex.compile(SIGNED)
_BETWEEN: Final = regex.compile(
    r"(?<=[\d%]) ?-{1,2} ?(?=[-\d.])|(?<=[\d%]) to (?=[-+\d.])|(?<=\d),(?!\d{3}(?!\d)) ?(?=[-\d.])|; ?"
)
_SPACED_POINT: Final = regex.compile(r"(?<=\d) \. (?=\d)")  # 5 · 2
# The first number tells: 5,65 (1,12) and 0,012 have decimal commas; 1,525 and 8 (7,13) have none.
_COMMA_FIRST: Final = regex.compile(r"[^\d.]*(?:0,\d|\d+,\d{1,2}(?![\d,.]))(?!.*\d\.\d)")
_DECIMAL_COMMA: Final = regex.compile(r"(?<=\d),(?=\d)")
_NAMED_SPREAD: Final = regex.compile(r"[(\[] ?(SDs?|S\.D\.|sd|SEM?|S\.E\.|se)\b")
_BOUNDS: Final = {"<": "upper_bound", "≤": "upper_bound", ">": "lower_bound", "≥": "lower_bound"}
_CHANGES: Final = {("mean", "change"): "mean_change", ("mean", "percent"): "mean_percent_change",
                   ("median", "change"): "median_change", ("median", "percent"): "median_percent_change"}  # fmt: skip
RATIOS: Final = frozenset(["odds_ratio", "risk_ratio", "hazard_ratio", "rate_ratio"])


@dataclass(frozen=True, slots=True)
class Hints:
    """What stands around a cell: how it is summarised, its spread, the group's size, a change or none."""

    summary: str | None = None
    spread: str | None = None
    level: Decimal | None = None
    said_spread: str | None = None  # by a footnote or the methods: holds for ± only
    change: str | None = None
    n: int | None = None
    estimate: str | None = None


@dataclass(frozen=True, slots=True)
class Value:
    """A cell's meaning; every number as printed."""

    statistic: str
    value: Decimal
    unit: str | None = None
    count: int | None = None
    denominator: int | None = None
    dispersion: Dispersion | None = None
    flags: tuple[str, ...] = ()


def numbers(printed: str) -> list[Decimal]:
    """All numbers of a cell; the dash of a range is no sign, a comma or a spaced dot may be the decimal point."""
    plain = _SPACED_POINT.sub(".", fold(printed))
    if _COMMA_FIRST.match(plain):
        plain = _DECIMAL_COMMA.sub(".", plain)
    apart = _BETWEEN.sub("\x1f", plain)
    return [number(m[0]) for part in apart.split("\x1f") for m in _NUMBER.finditer(part)]


def read(kind: str, printed: str, hints: Hints) -> Value | None:
    """The cell's statistic and numbers, or None for an empty cell and for kinds that are no result alone."""
    plain = fold(printed)
    found = numbers(printed)
    if kind == "missing" or not found:
        return None
    if kind == "interval" and len(found) < 3:
        found = numbers(printed.replace(",", ", "))  # 8 (12,100) is no thousand
    if kind in _COUNTED:
        return _COUNTED[kind](found)
    match kind:
        case "pair":
            return _pair(found, plain, hints)
        case "spread":
            return _spread(found, plain, hints)
        case "interval":
            return _interval(found, hints)
        case "number" | "bound" | "measure":
            return _number(found[0], plain, hints)
    return None


def _fraction(found: list[Decimal]) -> Value:
    count, denominator, value = found[:3]
    return Value("proportion", value, "%", int(count), int(denominator))


def _share_fraction(found: list[Decimal]) -> Value:
    """``22.2% (12/54)``: the fraction behind its share."""
    value, count, denominator = found[:3]
    return Value("proportion", value, "%", int(count), int(denominator))


def _ratio(found: list[Decimal]) -> Value:
    return Value("count", found[0], "1", int(found[0]), int(found[1]))


def _pair(found: list[Decimal], plain: str, hints: Hints) -> Value:
    first, second = found[0], abs(found[1]) if "±" in plain else found[1]
    if hints.summary == "share" and _whole(second):
        return Value("proportion", first, "%", int(second), hints.n)
    if _is_count_share(first, second, plain, hints):
        return Value("proportion", second, "%", int(first), hints.n)
    if hints.estimate:
        return Value(hints.estimate, first, dispersion=Dispersion(hints.spread, None, second))
    spread = _named(plain) or hints.spread or hints.said_spread
    flags = () if spread else ("dispersion_unknown",)
    return Value(_centre(hints), first, dispersion=Dispersion(spread, None, second), flags=flags)


def _named(plain: str) -> str | None:
    """The spread that the cell itself names: ``19.8 (SD, 8.5)``."""
    match = _NAMED_SPREAD.search(plain)
    return ("SD" if match[1][:3].replace(".", "").upper().startswith("SD") else "SE") if match else None


def _is_count_share(first: Decimal, second: Decimal, plain: str, hints: Hints) -> bool:
    """Whether ``19 (35)`` is a count with its share: so named, or so by arithmetic."""
    if not _whole(first) or first < 0 or not 0 <= second <= 100 or _named(plain):
        return False
    if hints.summary in {"mean", "median"} and "%" not in plain:
        return False
    if hints.summary in {"count_share", "count"} or "%" in plain[plain.index("(") if "(" in plain else 0 :]:
        return True
    return hints.n is not None and is_share(int(first), hints.n, second)


def _spread(found: list[Decimal], plain: str, hints: Hints) -> Value:
    kind = hints.spread if hints.spread in {"SD", "SE", "CI"} else hints.said_spread
    flags = () if kind else ("dispersion_unknown",)
    unit = "%" if "%" in plain else None
    return Value(_centre(hints), found[0], unit, dispersion=Dispersion(kind, None, found[1]), flags=flags)


def _interval(found: list[Decimal], hints: Hints) -> Value:
    low, high = found[1], found[2]
    statistic = hints.estimate or _centre(hints)
    kind = hints.spread
    if kind is None and hints.estimate:
        kind = "CI"
    if kind is None and hints.summary == "median" and hints.said_spread == "IQR":
        kind = "IQR"
    level = (hints.level or Decimal(95)) if kind == "CI" else None
    flags: tuple[str, ...] = () if kind else ("dispersion_unknown",)
    if kind == "CI" and hints.level is None:
        # Not printed beside the interval: the level stays null rather than assumed.
        level = None
    return Value(statistic, found[0], dispersion=Dispersion(kind, level, None, low, high), flags=flags)


def _number(value: Decimal, plain: str, hints: Hints) -> Value:
    flags = tuple(flag for sign, flag in _BOUNDS.items() if plain.startswith(sign))
    if hints.estimate:
        return Value(hints.estimate, value, "1" if hints.estimate in RATIOS else None, flags=flags)
    if "%" in plain and hints.change is None and hints.summary not in {"mean", "median"}:
        return Value("proportion", value, "%", None, hints.n, flags=flags)
    if hints.summary == "count_share" and _whole(value):
        # A bare 0 under "no. (%)" is 0 of N; a bare count has its share unprinted.
        if value == 0:
            return Value("proportion", value, "%", 0, hints.n, flags=flags)
        return Value("count", value, "1", int(value), hints.n, flags=flags)
    if hints.summary == "share":
        return Value("proportion", value, "%", None, hints.n, flags=flags)
    if hints.summary == "count" and _whole(value):
        return Value("count", value, "1", int(value), hints.n, flags=flags)
    return Value(_centre(hints), value, flags=flags)


def _centre(hints: Hints) -> str:
    """Mean or median, of a level or a change."""
    centre = "median" if hints.summary == "median" else "mean"
    return _CHANGES.get((centre, hints.change or ""), centre)


def _whole(value: Decimal) -> bool:
    return value == value.to_integral_value() and value.as_tuple().exponent == 0


def with_interval(value: Value, printed: str, level: Decimal | None) -> Value:
    """An estimate with the interval of the column beside it: ``0.627 | 0.275–1.405``."""
    found = numbers(printed)
    if len(found) != 2:
        return value
    return replace(value, dispersion=Dispersion("CI", level, None, found[0], found[1]))


# Cells that print both numbers of a proportion.
_COUNTED: Final[Mapping[str, Callable[[list[Decimal]], Value]]] = {
    "fraction": _fraction, "share_fraction": _share_fraction, "ratio": _ratio,
}  # fmt: skip
