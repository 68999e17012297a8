"""Values that nothing measured can have."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.audit.intervals import RATIOS
from pipeline.audit.record import Record, at, doubt, groups
from pipeline.extraction import Finding
from pipeline.normalise.printed import last_digit
from pipeline.schema import Result

_POINTS: Final = frozenset(["points_read_as_percent"])
_LOSSES: Final = frozenset(["mean_percent_change", "median_percent_change"])


def value_is_possible(record: Record) -> Iterator[Finding]:
    """Shares above 100%, correlations outside -1 to 1, ratios below 0, losses of more than 100%."""
    for result in record.results:
        limit = _broken(result)
        if limit:
            said = f"{result.statistic.replace('_', ' ')} {result.value} is impossible: {limit}"
            # A percentage beside no count may be of a level, not of people.
            unsure = result.statistic == "proportion" and result.count is None
            yield doubt(result, "note" if unsure else "warning", said)


def change_stays_within_baseline(record: Record) -> Iterator[Finding]:
    """A fall by 57.7 points from a mean of 30.0: what is called points can only be percent.

    Of quantities that cannot be negative, compared within one study, arm and outcome.
    """
    doubted: set[object] = set()
    for family in groups(record.results, _whose):
        levels = [r for r in family if r.statistic in {"mean", "median"} and r.timepoint_days == 0 and r.value > 0]
        lowest = all(r.value >= 0 for r in family if r.statistic in {"mean", "median"})
        if not levels or not lowest:
            continue
        start = levels[0]
        beyond = [r for r in family if _is_in_points(r) and -r.value > start.value + last_digit(start.value)]
        for result in beyond:
            line = (result.source.table, result.outcome)
            if line not in doubted:  # one finding an outcome: its other cells share the label
                doubted.add(line)
                yield _too_far(result, start)


def _broken(result: Result) -> str:
    value, low, high = result.value, Decimal("-Infinity"), Decimal("Infinity")
    if result.statistic == "proportion" and "%" in result.source.text and result.dispersion is None:
        high = Decimal(100)  # a minus before a share is mostly a dash, or the share a change
    elif result.statistic == "correlation":
        low, high = Decimal(-1), Decimal(1)
    elif result.statistic in RATIOS:
        low = Decimal(0)
    elif result.statistic in _LOSSES:
        low = Decimal(-100)
    if low <= value <= high:
        return ""
    return f"it is above {high}" if value > high else f"it is below {low}"


def _whose(result: Result) -> tuple[object, ...] | None:
    if result.arm is None or result.comparator is not None:
        return None
    name = result.outcome_id or result.outcome.casefold().removeprefix("change in ")
    return result.study, result.arm, result.arm_n, result.subgroup, name


def _is_in_points(result: Result) -> bool:
    if "%" in f"{result.source.text} {result.source.column}":
        return False
    return result.statistic in {"mean_change", "median_change"} or not _POINTS.isdisjoint(result.flags)


def _too_far(result: Result, start: Result) -> Finding:
    said = f"a change of {result.value} points is more than the whole of the baseline, {start.value}"
    working = f"{start.value} - {-result.value} = {start.value + result.value}, below 0"
    fits = result.value >= -100
    return doubt(result, "warning", said, at(start), working, f"{result.value}% of baseline" if fits else "")
