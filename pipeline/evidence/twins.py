"""The same numbers of both groups told in a second place, which may say more of them: their spread, the group sizes."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final

from pipeline.evidence.points import Point, Read

Sides = tuple[Point | None, Point | None]
_VALUES: Final = ("mean", "count")
_SPREADS: Final = ("sd", "se", "spread")


def told_again(sides: Sides, points: Iterable[Point]) -> Sides:
    """The groups with what a table tells that prints the same numbers of both: an SD or SE by name, the sizes."""
    one, other = sides
    if one is None or other is None:
        return sides
    by_key: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        if not point.is_sentence:
            by_key.setdefault(point.key, []).append(point)
    for group in by_key.values():
        first = next((p for p in group if p.side == one.side and _is_same(p, one)), None)
        second = next((p for p in group if p.side == other.side and _is_same(p, other)), None)
        if first is not None and second is not None:
            one, other = _with(one, first), _with(other, second)
    return one, other


def _is_same(told: Point, point: Point) -> bool:
    """Whether two places print the same mean and spread, or the same count and percentage."""
    if told is point:
        return False
    value = next((slot for slot in _VALUES if slot in point.reads), None)
    company = _spread(point.reads) or point.reads.get("percent")
    if value is None or company is None or value not in told.reads:
        return False
    again = _spread(told.reads) or told.reads.get("percent")
    return again is not None and (told.reads[value].value, again.value) == (point.reads[value].value, company.value)


def _spread(reads: Mapping[str, Read]) -> Read | None:
    return next((reads[slot] for slot in _SPREADS if slot in reads), None)


def _with(point: Point, told: Point) -> Point:
    reads = dict(point.reads)
    if "spread" in reads and "spread" not in told.reads:
        named = next((slot for slot in _SPREADS if slot in told.reads), None)
        if named is not None:
            del reads["spread"]
            reads[named] = told.reads[named]
    if "size" not in reads and "denominator" not in reads and "size" in told.reads:
        reads["size"] = told.reads["size"]
    return replace(point, reads=reads)
