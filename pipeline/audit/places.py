"""One result told in two places must be one number."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import Final

import regex

from pipeline.audit.record import Record, at, doubt, groups, in_table, is_exact, named
from pipeline.audit.rounding import rounded, sloppily
from pipeline.extraction import Finding
from pipeline.repeats import is_of_one_group
from pipeline.schema import Result

_WORD: Final = regex.compile(r"[\p{L}\d]+")
# Words of an outcome's name that do not tell which outcome it is.
_EMPTY: Final = frozenset(
    [
        *("a", "an", "and", "at", "change", "for", "from", "in", "mean", "no", "number", "of", "or", "patient"),
        *("percent", "score", "the", "to", "total", "treated", "treatment", "value", "with"),
    ]
)
_CLOSE: Final = Fraction(1)  # percentage points within which one percent is another told in other words


def places_agree(record: Record) -> Iterator[Finding]:
    """A result told in running text that the table tells with another number, and no other place confirms.

    The abstract is held against the results as well. A warning where group, outcome and time are told alike in both
    places, or where the told number is another row's; else a note, and of a discussion nothing: it tells of other
    studies too. A name that stands for two numbers in one place does not tell which is meant.
    """
    prose = [r for r in record.results if _is_told(r)]
    tables = [r for r in record.results if in_table(r)]
    by_name = {_name(kind[0]): kind for kind in groups([*prose, *tables], _name)}
    for told in prose:
        alike = [r for r in by_name[_name(told)] if _is_same(told, r)]
        held = [r for r in alike if in_table(r)] or [
            r for r in alike if _is_abstract(told) and r.source.section == "results"
        ]
        siblings = {r.value for r in alike if r.source.section == told.source.section}
        if siblings == {told.value} and len({r.value for r in held}) == 1 and not _agree(told, held[0]):
            yield from _doubt(told, held[0], tables)


def _is_abstract(result: Result) -> bool:
    return result.source.section == "abstract"


def share_is_of_patients(record: Record) -> Iterator[Finding]:
    """``88.58% of patients improved`` where the table's mean change is 88.14%: a percentage of another kind.

    Close to the change of the same outcome at the same time, and equal to neither: the two have been confused.
    """
    changes = [r for r in record.results if in_table(r) and r.statistic == "mean_percent_change"]
    for told in record.results:
        if told.statistic != "proportion" or told.count is not None or in_table(told) or told.study is not None:
            continue
        near = [c for c in changes if _is_close(told, c)]
        if near:
            change = min(near, key=lambda c: (c.arm != told.arm, abs(told.value - abs(c.value))))
            said = f"{told.value}% of patients is told where the table has a mean change of {abs(change.value)}%"
            working = f"|{told.value} - {abs(change.value)}| = {abs(told.value - abs(change.value))}, at most 1 point"
            yield doubt(told, "warning", said, at(change), working)


def _is_close(told: Result, change: Result) -> bool:
    """Two percentages of one outcome at one time, a point apart at most."""
    same = told.outcome_id == change.outcome_id is not None and told.timepoint_days == change.timepoint_days is not None
    return same and told.unit == "%" and abs(Fraction(told.value) - abs(Fraction(change.value))) <= _CLOSE


def _is_told(result: Result) -> bool:
    return not in_table(result) and result.statistic not in {"p_value", "count", "range"} and is_exact(result)


def _name(result: Result) -> tuple[object, ...]:
    """What must be equal before two results are compared at all."""
    return result.statistic, result.unit, result.comparator, _words(result.outcome)


def _is_same(told: Result, other: Result) -> bool:
    """Whether both report the same result, whatever the numbers."""
    if told is other:
        return True
    if told.subgroup is not None and told.subgroup != other.subgroup:
        return False
    if told.timepoint_days is None or told.timepoint_days != other.timepoint_days:
        return False
    return is_of_one_group(told, other)


@lru_cache(maxsize=4096)
def _words(name: str) -> frozenset[str]:
    return frozenset(word.casefold().rstrip("s") for word in _WORD.findall(name)) - _EMPTY


def _agree(told: Result, cell: Result) -> bool:
    """Whether the two numbers can be roundings of one; signs of changes are often left to words."""
    one, other = rounded(abs(told.value)), rounded(abs(cell.value))
    return one.meets(other) or sloppily(abs(told.value)).holds(abs(Fraction(cell.value)))


def _doubt(told: Result, cell: Result, cells: Sequence[Result]) -> Iterator[Finding]:
    places = (told.source.section, cell.source.table or cell.source.section)
    said = f"in {places[0]} {named(told)}, in {places[1]} {named(cell)}"
    working = (
        f"{told.value} stands for {rounded(told.value)}, {cell.value} for {rounded(cell.value)}: no number in common"
    )
    same_table = (c for c in cells if in_table(c) and c.source.table == cell.source.table)
    other = next((c for c in same_table if _is_taken_from(told, c)), None)
    if other is not None:
        yield doubt(
            told, "warning", f"{said}; {told.value} is that of {other.outcome}", at(cell), working, f"{cell.value:f}"
        )
        return
    alike = told.arm == cell.arm and told.subgroup == cell.subgroup and told.study == cell.study
    timed = told.timepoint_days is not None and told.timepoint_days == cell.timepoint_days
    sure = alike and timed and told.outcome.casefold() == cell.outcome.casefold()
    if sure or told.source.section != "discussion":
        yield doubt(told, "warning" if sure else "note", said, at(cell), working)


def _is_taken_from(told: Result, cell: Result) -> bool:
    """Whether the told number is the very one of another row, with digits enough that chance is no reason."""
    telling = len(str(told.value).replace(".", "").strip("0")) >= 3
    return telling and told.value == cell.value and told.statistic == cell.statistic and told.arm == cell.arm
