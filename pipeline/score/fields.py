"""Which fields of a predicted tuple are right, given a gold tuple."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.schema import Dispersion
from pipeline.score.counts import Level
from pipeline.score.items import Item
from pipeline.score.names import normal, numbers_conflict, same_arm_by_id, same_name

RELAXED: Final = ("value", "arm", "outcome")
STRICT: Final = (
    "value",
    "statistic",
    "study",
    "arm",
    "outcome",
    "timepoint",
    "dispersion",
    "count",
    "denominator",
    "comparator",
)
# Reported, but no part of the strict level.
BEYOND: Final = ("subgroup", "category", "unit", "arm_n", "p_value")
JUDGED: Final = STRICT + BEYOND
COUNTED: Final = ("count", "event_count")


def wrong_fields(gold: Item, predicted: Item) -> frozenset[str]:
    """The judged fields in which the two differ; the arguments may change places."""
    return frozenset(name for name in JUDGED if not agrees(gold, predicted, name))


def reaches(wrong: frozenset[str], level: Level) -> bool:
    """Whether a found pair with these wrong fields counts at the level."""
    demanded = {"found": (), "relaxed": RELAXED, "strict": STRICT}[level]
    return wrong.isdisjoint(demanded)


def agrees(gold: Item, predicted: Item, name: str) -> bool:
    """Whether one field is the same in both, or is an alternative either side accepts."""
    match name:
        case "arm" | "outcome":
            return same_named(gold, predicted, name)
        case "study" | "comparator" | "subgroup":
            return _same_name(gold, predicted, name)
        case "timepoint":
            return same_timepoint(gold, predicted)
        case "dispersion":
            return _same_dispersion(gold, predicted)
        case _:
            return _same_plainly(gold, predicted, name)


def same_named(gold: Item, predicted: Item, name: str) -> bool:
    """Whether arm or outcome are the same, by name, alias, alternative or id."""
    if _same_name(gold, predicted, name):
        return True
    key = f"{name}_id"
    one, other = getattr(gold, name), getattr(predicted, name)
    known = _ids(gold, key) & _ids(predicted, key)
    if one is None or other is None or not known:
        return False
    if name == "outcome":
        return not numbers_conflict(one, other)
    return any(same_arm_by_id(found, one, other) for found in known)


def same_timepoint(gold: Item, predicted: Item) -> bool:
    """Whether the time is the same: by days where both have them, else by the words.

    No time at all is right only when the other side has none, or accepts none.
    """
    mine, theirs = _own_time(gold), _own_time(predicted)
    return any(_same_time(time, theirs) for time in _times(gold)) or any(
        _same_time(mine, time) for time in _times(predicted)
    )


Time = tuple[str | None, Decimal | None]


def _same_time(one: Time, other: Time) -> bool:
    if one == (None, None) or other == (None, None):
        return one == other
    if one[1] is not None and other[1] is not None:
        return one[1] == other[1]
    if one[0] is None or other[0] is None:
        return False
    return normal(one[0]).squashed == normal(other[0]).squashed


def _own_time(item: Item) -> Time:
    return item.timepoint_text, item.timepoint_days


def _times(item: Item) -> Iterator[Time]:
    yield _own_time(item)
    for text in item.alternatives.get("timepoint_text", ()):
        yield (None, None) if text is None else (str(text), None)
    for days in item.alternatives.get("timepoint_days", ()):
        yield None, days if isinstance(days, Decimal) else None


def _same_name(gold: Item, predicted: Item, name: str) -> bool:
    mine, theirs = getattr(gold, name), getattr(predicted, name)
    return any(same_name(given, theirs) for given in _names(gold, name)) or any(
        same_name(mine, given) for given in _names(predicted, name)
    )


def _names(item: Item, name: str) -> Iterator[str | None]:
    yield from (None if given is None else str(given) for given in _accepted(item, name))
    yield from item.aliases.get(name, ())


def _same_plainly(gold: Item, predicted: Item, name: str) -> bool:
    mine, theirs = _given(gold, name), _given(predicted, name)
    return mine == theirs or theirs in gold.alternatives.get(name, ()) or mine in predicted.alternatives.get(name, ())


def _given(item: Item, name: str) -> object:
    # The numerator of a plain count is its value, whether the row repeats it or not.
    if name == "count" and item.count is None and item.statistic in COUNTED:
        return item.value
    return getattr(item, name)


def _same_dispersion(gold: Item, predicted: Item) -> bool:
    mine, theirs = gold.dispersion, predicted.dispersion
    return any(_same_spread(given, theirs) for given in _accepted(gold, "dispersion")) or any(
        _same_spread(mine, given) for given in _accepted(predicted, "dispersion")
    )


def _same_spread(one: object, other: object) -> bool:
    if not (isinstance(one, Dispersion) and isinstance(other, Dispersion)):
        return one is None and other is None
    if None not in (one.level, other.level) and one.level != other.level:
        return False
    mine = (one.type, one.value, one.low, one.high)
    return mine == (other.type, other.value, other.low, other.high)


def _accepted(item: Item, name: str) -> tuple[object, ...]:
    return getattr(item, name), *item.alternatives.get(name, ())


def _ids(item: Item, name: str) -> set[str]:
    return {str(given) for given in _accepted(item, name) if given is not None}
