"""An estimate must lie in its own interval, not on its edge, and near the middle on its own scale."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from math import log
from typing import Final

import regex

from pipeline.audit.record import Record, doubt, groups, is_exact
from pipeline.audit.rounding import unit
from pipeline.extent import fold
from pipeline.extraction import Finding
from pipeline.schema import Result

RATIOS: Final = frozenset(["odds_ratio", "risk_ratio", "hazard_ratio", "rate_ratio"])
DIFFERENCES: Final = frozenset(["mean_difference", "risk_difference"])
_MEANS: Final = frozenset(["mean", "mean_change", "mean_percent_change"])
_CENTRED: Final = RATIOS | DIFFERENCES | _MEANS
_LEAN: Final = 0.25  # of half the width: rounding and small samples explain less
_COARSE: Final = 20  # units of the last digit: a narrower interval may have its estimate on its edge
_PER: Final = regex.compile(r"(?i)(?:\b(?:per|each|every)\s{1,3}|/\s?)\Z")
_FALL: Final = regex.compile(r"(?i)reduc|decreas|declin|fell|fall|lower|loss|drop|smaller|less\b")
# Bounds parted by nothing but a comma may be thousands or decimals: 612 (1,214), 4 (36,36%).
_COMMA: Final = regex.compile(r"\d,\d")
_DOUBLED: Final = regex.compile(r"\d(?P<mark>\s?[-]{2,3}\s?)(?=\d)")


def interval_runs_upwards(record: Record) -> Iterator[Finding]:
    """A lower bound above the upper one."""
    for result, low, high in _bounded(record):
        if low > high:
            said = f"the lower bound {low} is above the upper bound {high}"
            # Where only the value between swapped bounds fits, swapping is the one reading.
            swapped = f"{high} to {low}" if high <= result.value <= low else ""
            yield doubt(result, _severity(result), said, working=f"{low} > {high}", proposal=swapped)


def estimate_lies_in_its_interval(record: Record) -> Iterator[Finding]:
    """A value outside the bounds printed beside it: a bound in the place of the estimate, or a lost sign."""
    for result, low, high in _bounded(record):
        if low > high or result.statistic == "range" or _nearly_within(result, low, high):
            continue
        if _PER.search(record.text[max(0, result.source.start - 12) : result.source.start]):
            continue  # 1.68 per 0.11 mmol/L (1.04-2.71): the step of the ratio, not its estimate
        said = f"{result.value} is not within {low} to {high}"
        turned = low <= -result.value <= high
        # "a reduction of 1.16 (-2.08 to -0.23)": the sign is in the words.
        worded = turned and _FALL.search(record.text[max(0, result.source.start - 80) : result.source.start])
        severity = "note" if worded else _severity(result)
        yield doubt(result, severity, said, working=_gap(result.value, low, high), proposal=f"{-result.value}" * turned)


def estimate_is_no_bound(record: Record) -> Iterator[Finding]:
    """An estimate equal to a bound of its confidence interval: a bound printed in its place."""
    for result, low, high in _bounded(record):
        if not _is_confidence(result) or result.statistic not in RATIOS | DIFFERENCES or low >= high:
            continue
        if result.value in (low, high) and high - low > _COARSE * Decimal(float(unit(result.value))):
            middle = f"; the middle of the interval is {_middle(result, low, high)}"
            said = f"the estimate {result.value} is also a bound of its interval {low} to {high}"
            yield doubt(result, "warning", said, working=said + middle)


def interval_is_centred(record: Record) -> Iterator[Finding]:
    """A confidence interval whose middle, on its own scale (log for ratios), is far from the estimate.

    Exact, profile and bootstrap intervals lean by nature: a lesser lean is doubted only where the other intervals of
    the table are centred.
    """
    fitting = [(r, lean) for r, low, high in _bounded(record) if (lean := _lean(r, low, high)) is not None]
    for family in groups(fitting, lambda pair: (pair[0].source.table or pair[0].source.section, pair[0].statistic)):
        leaning = [pair for pair in family if pair[1] > _LEAN]
        centred = len(family) >= 4 and len(leaning) <= len(family) / 4
        for result, lean in leaning:
            if centred or (lean > 2 * _LEAN and len(leaning) == 1):
                yield _lean_doubt(result, lean, sure=centred)


def range_mark_is_single(record: Record) -> Iterator[Finding]:
    """``0.234--1.606``: two dashes between bounds are a slip of typing or the rest of a minus."""
    for result in record.results:
        if (found := _DOUBLED.search(fold(result.source.text))) is None:
            continue
        said = (
            f"the range in {result.source.text} has {found['mark'].strip().count('-')} dashes: one too many, or a minus"
        )
        yield doubt(result, "note", said, working=_readings(result)[0], proposal=_readings(result)[1])


def bounds(result: Result) -> tuple[Decimal, Decimal] | None:
    """The printed bounds of the spread, where it has both."""
    spread = result.dispersion
    if spread is None or spread.low is None or spread.high is None:
        return None
    return spread.low, spread.high


def _bounded(record: Record) -> Iterator[tuple[Result, Decimal, Decimal]]:
    for result in record.results:
        ambiguous = _COMMA.search(result.source.text) or _is_level(result)
        if not ambiguous and (found := bounds(result)) is not None and is_exact(result):
            yield result, *found


def _is_level(result: Result) -> bool:
    """Whether the lower bound is the level before it: ``14 (95% CI 11.09-20.08)``."""
    low = result.dispersion.low if result.dispersion is not None else None
    return (
        low is not None
        and regex.search(rf"(?<![\d.]){regex.escape(str(low))}\s?%\s?CI", result.source.text) is not None
    )


def _is_confidence(result: Result) -> bool:
    return result.dispersion is not None and result.dispersion.type == "CI"


def _severity(result: Result) -> str:
    """An error where the type of the interval is printed with it; else the bounds may be something else's."""
    known = result.dispersion is not None and result.dispersion.type in {"CI", "IQR", "range"}
    return "error" if known and _holds_all(result) else "warning"


def _holds_all(result: Result) -> bool:
    text = fold(result.source.text).replace(",", "")
    return all(str(abs(number)).lstrip("0") in text for number in (result.value, *(bounds(result) or ())))


def _nearly_within(result: Result, low: Decimal, high: Decimal) -> bool:
    slack = max(unit(number) for number in (result.value, low, high))
    return Fraction(low) - slack <= Fraction(result.value) <= Fraction(high) + slack


def _gap(value: Decimal, low: Decimal, high: Decimal) -> str:
    return f"{value} < {low}" if value < low else f"{value} > {high}"


def _middle(result: Result, low: Decimal, high: Decimal) -> str:
    if result.statistic in RATIOS and low > 0:
        return format(float(low * high) ** 0.5, ".3g")
    return format((low + high) / 2, "f")


def _lean(result: Result, low: Decimal, high: Decimal) -> float | None:
    """How far the estimate is from the middle in half widths, beyond what rounding explains; None where unfit.

    Means may be geometric ones: of both scales the kinder one.
    """
    if not _is_confidence(result) or result.statistic not in _CENTRED or not low < result.value < high:
        return None
    marks = [float(low), float(result.value), float(high)]
    halves = [float(unit(number)) / 2 for number in (low, result.value, high)]
    leans = [] if result.statistic in RATIOS else [_off(marks, halves)]
    if result.statistic not in DIFFERENCES and marks[0] > 2 * halves[0]:
        relative = [half / mark for half, mark in zip(halves, marks, strict=True)]
        leans.append(_off([log(mark) for mark in marks], relative))
    return min(leans, default=None)


def _off(marks: Sequence[float], halves: Sequence[float]) -> float:
    low, middle, high = marks
    off = abs(middle - (low + high) / 2) - halves[1] - (halves[0] + halves[2]) / 2
    return max(0.0, off) / ((high - low) / 2)


def _lean_doubt(result: Result, lean: float, *, sure: bool) -> Finding:
    low, high = bounds(result) or (result.value, result.value)
    scale = "log" if result.statistic in RATIOS else "linear"
    middle = _middle(result, low, high)
    said = f"{result.value} is far from the middle of {low} to {high}{', unlike its siblings' * sure}"
    working = f"middle on the {scale} scale {middle}; off by {lean:.0%} of half the width beyond rounding"
    turned = _lean(replace(result, value=-result.value), low, high)
    proposal = f"{-result.value}" if turned is not None and turned < _LEAN / 2 else ""
    return doubt(result, "warning" if sure and lean > 2 * _LEAN else "note", said, working=working, proposal=proposal)


def _readings(result: Result) -> tuple[str, str]:
    """The working of both readings of a doubled dash, and the one that holds the estimate if the other does not."""
    found = bounds(result)
    if found is None:
        return "", ""
    low, high = found[0], abs(found[1])
    plain, minus = low <= result.value <= high, low <= result.value <= -high
    fits = {True: "holds", False: "does not hold"}
    working = f"{low} to {high} {fits[plain]} {result.value}; {low} to -{high} {fits[minus]} it"
    if plain == minus:
        return working, ""
    return working, f"{low} to {high}" if plain else f"{low} to -{high}"
