"""Whether a change printed in "percentage points" can only be a percent change."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from pipeline.assemble.draft import flagged
from pipeline.schema import Result

_Levels = dict[tuple[str | None, str | None, str | None], Decimal]
_READ: Final = {"mean_change": "mean_percent_change", "median_change": "median_percent_change"}
_POINTS: Final = "percentage_points"
_FLAG: Final = "points_read_as_percent"


def settled(results: Sequence[Result]) -> tuple[Result, ...]:
    """Changes in points become percent changes where points are impossible, named in ``flags``.

    Impossible is a change in points of a scale that is no percentage (a score), and, for a percentage, a fall of more
    points than the group had at baseline (−59.9 from a baseline of 46.8). One impossible cell decides for its row.
    """
    levels = {
        (r.study, r.arm, r.outcome_id): r.value for r in results if r.statistic == "mean" and r.timepoint_days == 0
    }
    impossible = {_row(r) for r in results if _is_points(r) and _cannot_be(r, results, levels)}
    return tuple(_read(r) if _is_points(r) and _row(r) in impossible else r for r in results)


def _is_points(result: Result) -> bool:
    return _POINTS in result.flags and result.statistic in _READ


def _row(result: Result) -> tuple[str | None, str]:
    return result.source.table, result.outcome


def _cannot_be(result: Result, results: Sequence[Result], levels: _Levels) -> bool:
    units = {r.unit for r in results if r.outcome_id == result.outcome_id and r.statistic == "mean" and r.outcome_id}
    if units and "%" not in units:
        return True
    level = levels.get((result.study, result.arm, result.outcome_id))
    return level is not None and level + result.value < 0


def _read(result: Result) -> Result:
    others = tuple(f for f in result.flags if f != _POINTS)
    return flagged(replace(result, statistic=_READ[result.statistic], unit="%", flags=others), _FLAG)
