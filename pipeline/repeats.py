"""Which tuples report one and the same result in several places."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import fields, replace
from typing import Any, Final

from pipeline.schema import Place, Result

# What may be told in one place and left out in another; where both tell it, it must be the same.
TOLD: Final[tuple[Callable[[Result], Any], ...]] = (
    lambda result: result.unit,
    lambda result: result.comparator and _level(result.comparator),
    lambda result: result.count,
    lambda result: result.denominator,
    lambda result: result.dispersion,
    lambda result: result.p_value,
)


def distinct(results: Iterable[Result]) -> tuple[Result, ...]:
    """One tuple a result, in order of place: the fullest report stands, the other places are its ``mentions``.

    A report without a time point joins another only when there is just one it can mean.
    """
    listed = sorted(results, key=lambda result: (_time(result) is None, result.source.start))
    alike: dict[tuple[object, ...], list[list[Result]]] = defaultdict(list)
    for result in listed:
        groups = alike[_always_told(result)]
        fitting = [group for group in groups if all(is_repeat(result, other) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(result)
        else:
            groups.append([result])
    folded = (_folded(group) for groups in alike.values() for group in groups)
    return tuple(sorted(folded, key=lambda result: result.source.start))


def is_repeat(one: Result, other: Result) -> bool:
    """Whether two tuples report the same number of the same study, arm, outcome, statistic and time."""
    return (
        _always_told(one) == _always_told(other)
        and is_of_one_group(one, other)
        and _same_outcome(one, other)
        and _agree(_time(one), _time(other))
        and all(_agree(told(one), told(other)) for told in TOLD)
    )


def is_of_one_group(one: Result, other: Result) -> bool:
    """Whether two tuples tell of the same arm of the same study, in two places."""
    return one.study == other.study and not _in_one_table(one, other) and _same_arm(one, other)


def _always_told(result: Result) -> tuple[object, ...]:
    return result.doc_id, result.study, _level(result.subgroup), result.statistic, result.value


def _in_one_table(one: Result, other: Result) -> bool:
    # Two cells of a table differ in row or column, so in what they report, however alike they are named.
    return one.source.table is not None and one.source.section == "table" and one.source.table == other.source.table


def _same_arm(one: Result, other: Result) -> bool:
    names = sorted((_level(one.arm), _level(other.arm)), key=len)
    if names[0] == names[1]:
        return True
    # "dupilumab" and "dupilumab group", but not two strata of one drug.
    return one.arm_id is not None and one.arm_id == other.arm_id and names[0] in names[1]


def _same_outcome(one: Result, other: Result) -> bool:
    if one.outcome_id is not None and other.outcome_id is not None:
        return one.outcome_id == other.outcome_id
    return _level(one.outcome) == _level(other.outcome)


def _time(result: Result) -> object:
    if result.timepoint_days is not None:
        return result.timepoint_days
    return _level(result.timepoint_text) or None


def _agree(one: object, other: object) -> bool:
    return one is None or other is None or one == other


def _level(name: str | None) -> str:
    return " ".join((name or "").casefold().split())


def _folded(group: Sequence[Result]) -> Result:
    if len(group) == 1:
        return group[0]
    fullest = max(group, key=lambda result: (_told(result), -result.source.start))
    places = {place for result in group if result is not fullest for place in (_place(result), *result.mentions)}
    mentions = {*fullest.mentions, *places} - {_place(fullest)}
    return replace(fullest, mentions=tuple(sorted(mentions, key=lambda place: (place.start, place.end))))


def _told(result: Result) -> int:
    return sum(getattr(result, field.name) is not None for field in fields(result))


def _place(result: Result) -> Place:
    return Place(result.source.start, result.source.end, result.source.text)
