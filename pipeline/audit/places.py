"""One result told in two places must be one number."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from functools import lru_cache
from typing import Final

import regex

from pipeline.audit.record import Record, at, doubt, groups, in_table, is_exact, named
from pipeline.audit.rounding import rounded, sloppily
from pipeline.extraction import Finding
from pipeline.repeats import is_repeat
from pipeline.schema import Result

_WORD: Final = regex.compile(r"[\p{L}\d]+")
# Words of an outcome's name that do not tell which outcome it is.
_EMPTY: Final = frozenset(
    [
        *("a", "an", "and", "at", "change", "for", "from", "in", "mean", "no", "number", "of", "or", "patient"),
        *("percent", "score", "the", "to", "total", "treated", "treatment", "with"),
    ]
)
_CLOSE: Final = Fraction(1)  # percentage points within which one percent is another told in other words


def places_agree(record: Record) -> Iterator[Finding]:
    """A result told in running text that the table tells with another number, and no other place confirms.

    A warning where group, outcome and time are told alike in both places, or where the told number is another row's;
    else a note.
    """
    # The abstract is held against the whole body, the body against its tables.
    cells = [r for r in record.results if in_table(r) or r.source.section == "results"]
    by_kind = {kind[0].statistic: kind for kind in groups(cells, lambda r: r.statistic)}
    for told in record.results:
        if in_table(told) or told.statistic in {"p_value", "count", "range"} or not is_exact(told):
            continue
        held = by_kind.get(told.statistic, ())
        same = [c for c in held if (in_table(c) or _is_abstract(told, c)) and _is_same(told, c)]
        if not same or any(_agree(told, other) for other in same):
            continue
        if len({cell.value for cell in same}) == 1:
            yield from _doubt(told, same[0], cells)


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


def _is_same(told: Result, cell: Result) -> bool:
    """Whether both report the same result, whatever the number; a bare number is not enough to tell."""
    if told.statistic != cell.statistic or told.comparator != cell.comparator or told.unit != cell.unit:
        return False
    if told.subgroup != cell.subgroup and told.subgroup is not None:
        return False
    if not _may_be_one(told, cell):
        return False
    as_told = replace(cell, value=told.value, count=None, denominator=None, dispersion=None, p_value=None)
    bare = replace(told, count=None, denominator=None, dispersion=None, p_value=None, subgroup=cell.subgroup)
    if is_repeat(bare, as_told):
        return told.timepoint_days is not None or cell.timepoint_days is None
    return _is_named_alike(bare, as_told) and is_repeat(bare, replace(as_told, outcome=told.outcome, outcome_id=None))


def _is_named_alike(told: Result, cell: Result) -> bool:
    """``Treatment with systemic steroid`` and ``Systemic steroid``: all telling words of the row, two at least."""
    words, row = _words(told.outcome), _words(cell.outcome)
    return len(row) >= 2 and row <= words and told.timepoint_days == cell.timepoint_days


def _may_be_one(told: Result, cell: Result) -> bool:
    """A quick look at the names before the full comparison."""
    if told.outcome_id is not None and cell.outcome_id is not None and told.outcome_id == cell.outcome_id:
        return True
    return not _words(told.outcome).isdisjoint(_words(cell.outcome))


def _is_abstract(told: Result, body: Result) -> bool:
    """Whether the abstract repeats the running text: in the same words, for prose gives no rows to compare."""
    return told.source.section == "abstract" and _words(told.outcome) == _words(body.outcome)


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
    yield doubt(told, "warning" if sure else "note", said, at(cell), working)


def _is_taken_from(told: Result, cell: Result) -> bool:
    """Whether the told number is the very one of another row, with digits enough that chance is no reason."""
    telling = len(str(told.value).replace(".", "").strip("0")) >= 3
    return telling and told.value == cell.value and told.statistic == cell.statistic and told.arm == cell.arm
