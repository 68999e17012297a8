"""Which statistic a cell reports, given what its label, its column and the footnotes say."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.extent import fold
from pipeline.normalise.numbers import SIGNED, number
from pipeline.normalise.printed import is_share
from pipeline.schema import Dispersion

_NUMBER: Final = regex.compile(SIGNED)
_BETWEEN: Final = regex.compile(
    r"(?<=[\d%]) ?-{1,2} ?(?=[-\d.])|(?<=[\d%]) to (?=[-+\d.])|(?<=\d),(?!\d{3}(?!\d)) ?(?=[-\d.])|; ?"
)
_PLUS_MINUS: Final = regex.compile(r"\+ ?/? ?-(?= ?[\d.])")
_CURRENCY: Final = regex.compile(r"[$£€] ?(?=[\d-])")
_SPACED_POINT: Final = regex.compile(r"(?<=\d) \. (?=\d)")  # 5 · 2
# The first number tells: 5,65 (1,12) and 0,012 have decimal commas; 1,525 and 8 (7,13) have none.
_COMMA_FIRST: Final = regex.compile(r"[^\d.]*(?:0,\d|\d+,\d{1,2}(?![\d,.]))(?!.*\d\.\d)")
_DECIMAL_COMMA: Final = regex.compile(r"(?<=\d),(?=\d)")
_NAMED_SPREAD: Final = regex.compile(r"[(\[] ?(SDs?|S\.D\.|sd|SEM?|S\.E\.|se)\b")
_BOUNDS: Final = {"<": "upper_bound", "≤": "upper_bound", ">": "lower_bound", "≥": "lower_bound"}
_CHANGES: Final = {("mean", "change"): "mean_change", ("mean", "percent"): "mean_percent_change",
                   ("median", "change"): "median_change", ("median", "percent"): "median_percent_change"}  # fmt: skip
_CELL_LEVEL: Final = regex.compile(r"(?<=[(\[] ?)(\d\d(?:\.\d)?) ?%[ -]?CI")
_CI_NAMED: Final = regex.compile(r"[(\[] ?(?:\d\d ?%[ -]?)?CI")
_SHARE_FIRST: Final = regex.compile(r"\d+(?:\.\d+)? ?%")
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
    percent: bool = False  # the label has the unit of a share, of a thing that is counted
    said: tuple[tuple[str, str | None], ...] = ()  # centre and spread that caption or notes name
    common: int | None = None  # the size that the counts and shares of the column have in common
    counting: bool = False  # most bracketed cells of the table are counts with their shares, or all are whole
    sharing: bool = False  # the table prints counts with their shares

    def of_said(self, *spreads: str) -> tuple[str, str | None] | None:
        """The first pair of centre and spread that the table names, of those spreads."""
        return next((pair for pair in self.said if pair[1] in spreads), None)


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
    plain = _PLUS_MINUS.sub("±", _CURRENCY.sub("", _SPACED_POINT.sub(".", fold(printed))))
    if _COMMA_FIRST.match(plain):
        plain = _DECIMAL_COMMA.sub(".", plain)
    apart = _BETWEEN.sub("\x1f", plain)
    return [number(m[0]) for part in apart.split("\x1f") for m in _NUMBER.finditer(part)]


def read(kind: str, printed: str, hints: Hints) -> Value | None:
    """The cell's statistic and numbers, or None for an empty cell and for kinds that are no result alone."""
    if level := _CELL_LEVEL.search(fold(printed)):  # 0.53 (95%-CI: 0.12, 0.83)
        printed = f"{printed[: level.start(1)]}{printed[level.end() - 2 :]}"
        hints = replace(hints, level=Decimal(level[1]))
    return _read(kind, printed, hints)


def _read(kind: str, printed: str, hints: Hints) -> Value | None:
    plain = fold(printed)
    found = numbers(printed)
    if kind in {"missing", "size"} or not found:
        return None
    if kind == "interval" and len(found) < 3:
        found = numbers(printed.replace(",", ", "))  # 8 (12,100) is no thousand
    if kind == "share_fraction" and not _fits(found):
        kind = "interval"  # 34 (28/45) has bounds, 22.2% (12/54) a fraction
    if kind in _COUNTED:
        return _COUNTED[kind](found)
    match kind:
        case "pair":
            return _pair(found, plain, hints)
        case "spread":
            return _spread(found, plain, hints)
        case "three":
            return _three(found, plain, hints)
        case "interval":
            return _interval(found, plain, hints)
        case "number" | "bound" | "measure":
            return _number(found[0], plain, hints)
    return None


def _fits(found: list[Decimal]) -> bool:
    """Whether a fraction gives the share before it, a point of rounding allowed."""
    value, count, denominator = found[:3]
    return denominator > 0 and abs(100 * count / denominator - value) <= 1


def by_sex(printed: str) -> Value | None:
    """``8/10`` below ``Gender (males/females)``: the first sex's count, of both."""
    first, second = numbers(printed)[:2]
    return Value("count", first, "1", int(first), int(first + second), flags=("denominator_inferred",))


def counts(printed: str, n: int | None) -> bool:
    """Whether a bracketed pair is a count with its share: by its sign, or by arithmetic with the group's size."""
    found = numbers(printed)
    if len(found) < 2 or not _whole(found[0]) or found[0] < 0 or not 0 <= found[1] <= 100:
        return False
    return "%" in printed or (n is not None and is_share(int(found[0]), n, found[1]))


def _fraction(found: list[Decimal]) -> Value:
    count, denominator, value = found[:3]
    return Value("proportion", value, "%", int(count), int(denominator))


def _fraction_interval(found: list[Decimal]) -> Value:
    """``70/86 (81.4%, 71.6-89.0%)``."""
    count, denominator, share, low, high = found[:5]
    return Value("proportion", share, "%", int(count), int(denominator), Dispersion("CI", None, None, low, high))


def _share_fraction(found: list[Decimal]) -> Value:
    """``22.2% (12/54)``: the fraction behind its share."""
    value, count, denominator = found[:3]
    return Value("proportion", value, "%", int(count), int(denominator))


def _ratio(found: list[Decimal]) -> Value | None:
    if found[0] > found[1]:  # 120/80 is no count of 80
        return None
    return Value("count", found[0], "1", int(found[0]), int(found[1]))


def _pair(found: list[Decimal], plain: str, hints: Hints) -> Value:
    first, second = found[0], abs(found[1]) if "±" in plain else found[1]
    if hints.summary == "share" and _whole(second) and not (counts(plain, hints.n) or first > 100):
        return Value("proportion", first, "%", int(second), hints.n)
    if _is_count_share(first, second, plain, hints):
        return _of_column(Value("proportion", second, "%", int(first), hints.n), hints)
    if hints.estimate:
        return Value(hints.estimate, first, dispersion=Dispersion(hints.spread, None, second))
    spread = _named(plain) or hints.spread
    pair = hints.of_said("SD", "SE") if spread is None and hints.summary in {None, "mean"} else None
    spread = spread or (pair[1] if pair else hints.said_spread if not hints.said else None)
    flags = () if spread else ("dispersion_unknown",)
    return Value(_centre(hints, pair), first, dispersion=Dispersion(spread, None, second), flags=flags)


def _of_column(value: Value, hints: Hints) -> Value:
    """The proportion with the denominator its column's counts and shares have in common, where none is printed."""
    if value.denominator is not None or hints.common is None or value.count is None:
        return value
    if not is_share(value.count, hints.common, value.value):
        return value
    return replace(value, denominator=hints.common, flags=("denominator_inferred",))


def _named(plain: str) -> str | None:
    """The spread that the cell itself names: ``19.8 (SD, 8.5)``."""
    match = _NAMED_SPREAD.search(plain)
    return ("SD" if match[1][:3].replace(".", "").upper().startswith("SD") else "SE") if match else None


def _is_count_share(first: Decimal, second: Decimal, plain: str, hints: Hints) -> bool:
    """Whether ``19 (35)`` is a count with its share: so named, or so by arithmetic."""
    if not _whole(first) or first < 0 or not 0 <= second <= 100 or _named(plain):
        return False
    if (hints.summary in {"mean", "median"} or hints.change is not None) and "%" not in plain:
        return False
    if hints.summary in {"count_share", "count", "share"} or "%" in plain[plain.index("(") if "(" in plain else 0 :]:
        return True
    if hints.common is not None and is_share(int(first), hints.common, second):
        return True
    if hints.n is not None:
        # Beside other counts with their shares, what its label calls a share is one whose arithmetic fails.
        return is_share(int(first), hints.n, second) or (hints.percent and hints.sharing)
    return hints.counting and ("count_share", None) in hints.said


def _three(found: list[Decimal], plain: str, hints: Hints) -> Value:
    """``54.0 (11.0, 29.5-76.0)``: mean, SD and range; with shares, share and interval behind a count."""
    if _whole(found[0]) and "%" in plain:
        spread = Dispersion("CI", None, None, found[2], found[3])
        return Value("proportion", found[1], "%", int(found[0]), hints.n, spread)
    kind = _named(plain) or (hints.spread if hints.spread in {"SD", "SE"} else None)
    pair = hints.of_said("SD", "SE")
    kind = kind or (pair[1] if pair else hints.said_spread)
    flags = () if kind else ("dispersion_unknown",)
    return Value(_centre(hints, pair), found[0], dispersion=Dispersion(kind, None, found[1]), flags=flags)


def _spread(found: list[Decimal], plain: str, hints: Hints) -> Value:
    pair = hints.of_said("SD", "SE")
    said = pair[1] if pair else hints.said_spread
    kind = hints.spread if hints.spread in {"SD", "SE", "CI"} else said
    flags = () if kind else ("dispersion_unknown",)
    unit = "%" if "%" in plain else None
    return Value(
        hints.estimate or _centre(hints, pair), found[0], unit, dispersion=Dispersion(kind, None, found[1]), flags=flags
    )


def _interval(found: list[Decimal], plain: str, hints: Hints) -> Value:
    low, high = found[1], found[2]
    pair = hints.of_said("IQR", "range", "CI") if hints.spread is None and not hints.estimate else None
    statistic = hints.estimate or _centre(hints, pair)
    kind = hints.spread if hints.spread not in {"SD", "SE"} else None
    if kind is None and _CI_NAMED.search(plain):
        kind = "CI"
    if kind is None and hints.estimate:
        kind = "CI"
    if kind is None and pair is not None and (hints.summary is None or hints.summary == pair[0]):
        kind = pair[1]
    if kind is None and hints.summary == "median" and hints.said_spread == "IQR":
        kind = "IQR"
    # A level that is not printed beside the interval stays null rather than assumed.
    spread = Dispersion(kind, hints.level if kind == "CI" else None, None, low, high)
    flags: tuple[str, ...] = () if kind else ("dispersion_unknown",)
    if (
        not hints.estimate
        and hints.change is None
        and (hints.summary == "share" or (hints.percent and kind == "CI") or ("%" in plain and _share_first(plain)))
    ):
        return Value("proportion", found[0], "%", None, hints.n, spread, flags)
    if not hints.estimate and hints.summary == "count_share" and _whole(found[0]):
        return Value("count", found[0], "1", int(found[0]), hints.n, spread, flags)
    return Value(statistic, found[0], "1" if statistic in RATIOS else None, dispersion=spread, flags=flags)


def _share_first(plain: str) -> bool:
    return bool(_SHARE_FIRST.match(plain))


def _number(value: Decimal, plain: str, hints: Hints) -> Value:
    flags = tuple(flag for sign, flag in _BOUNDS.items() if plain.startswith(sign))
    if hints.estimate:
        return Value(hints.estimate, value, "1" if hints.estimate in RATIOS else None, flags=flags)
    if "%" in plain and hints.change is None and hints.summary not in {"mean", "median"}:
        return Value("proportion", value, "%", None, hints.n, flags=flags)
    if value == 0 and _whole(value) and hints.sharing and hints.summary is None and hints.change is None:
        return Value("proportion", value, "%", 0, hints.n, flags=flags)
    if hints.summary == "count_share" and _whole(value):
        # A bare 0 under "no. (%)" is 0 of N; a bare count has its share unprinted.
        if value == 0:
            return Value("proportion", value, "%", 0, hints.n, flags=flags)
        return Value("count", value, "1", int(value), hints.n, flags=flags)
    if (hints.summary == "share" or hints.percent) and 0 <= value <= 100:
        return Value("proportion", value, "%", None, hints.n, flags=flags)
    if _whole(value) and not _CURRENCY.match(plain) and (hints.summary == "count" or _is_bare_count(value, hints)):
        return Value("count", value, "1", int(value), hints.n, flags=flags)
    return Value(_centre(hints), value, flags=flags)


def _is_bare_count(value: Decimal, hints: Hints) -> bool:
    """Whether a bare whole number counts patients: among counts with their shares, no larger than the group."""
    return hints.counting and hints.summary is None and value >= 0 and (hints.n is None or value <= hints.n)


def _centre(hints: Hints, said: tuple[str, str | None] | None = None) -> str:
    """Mean or median, of a level or a change; what the label leaves open the caption may say."""
    summary = hints.summary or (said[0] if said else None)
    centre = "median" if summary == "median" else "mean"
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
_COUNTED: Final[Mapping[str, Callable[[list[Decimal]], Value | None]]] = {
    "fraction": _fraction, "share_fraction": _share_fraction, "ratio": _ratio, "fraction_interval": _fraction_interval,
}  # fmt: skip
