"""Parts must sum to their whole: categories to the group, arms to the total."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Final

import regex

from pipeline.audit.record import TOTAL, Record, at, doubt, evidence, groups, in_one_sentence, in_table, listed, row
from pipeline.audit.rounding import rounded
from pipeline.extraction import Finding
from pipeline.schema import Result

# Groups of people without the disease: in a total of participants, not of patients.
_HEALTHY: Final = regex.compile(
    r"(?i)^(?:healthy.*|controls?|(?:healthy |normal )?control (?:group|subjects?)|volunteers)$"
)
_HALVES: Final = ({"male", "female"}, {"males", "females"}, {"men", "women"}, {"yes", "no"}, {"boys", "girls"})
_RANDOM: Final = regex.compile(r"(?i)randomi[sz]ed|randomly|assigned|allocated|divided")
_BEHIND: Final = 400  # characters in which those who were left out are told
_CLOSING: Final = 2  # columns in which categories sum to the group before one that does not is doubted


def categories_sum_to_group(record: Record) -> Iterator[Finding]:
    """Counts of categories that sum to the group in the other columns of the table, but not in this one.

    Two categories that leave no third (``Male``, ``Female``) need no other column. Bare percentages sum to 100.
    """
    told: set[object] = set()
    nested = [r for r in record.results if row(r) and " > " in _row(r) and r.statistic in {"count", "proportion"}]
    for family in groups(nested, lambda r: (r.source.table, _parent(r))):
        columns = [c for c in groups(family, lambda r: r.source.column) if _is_partition(c)]
        open_ones = [c for c in columns if not _is_closed(c)]
        for column in open_ones:
            line = (column[0].source.table, column[0].source.column, sum(_parts(column)))
            if line in told:
                continue  # the same patients are missing in every block
            told.add(line)
            if len(columns) - len(open_ones) >= _CLOSING and len(open_ones) <= len(columns) / 3:
                yield _category_doubt(column, f"as they do in {len(columns) - len(open_ones)} other columns")
            elif {_leaf(r).casefold() for r in column} in _HALVES:
                yield _category_doubt(column, "though they leave no third")


def arms_sum_to_total(record: Record) -> Iterator[Finding]:
    """A count in the column of all patients that is not the sum of the arms, where the sizes of the arms are."""
    cells = [r for r in record.results if row(r) and r.denominator and r.comparator is None]
    counted = [r for r in cells if r.count is not None and r.count <= (r.denominator or 0)]
    for line in groups(counted, lambda r: (row(r), r.outcome, r.timepoint_text, r.statistic)):
        totals = [r for r in line if TOTAL.match(r.arm or "")]
        arms = [r for r in line if not TOTAL.match(r.arm or "")]
        if len(totals) != 1 or len(arms) < 2 or sum(r.denominator or 0 for r in arms) != totals[0].denominator:
            continue
        if _sum(arms) != totals[0].count:
            said = f"{totals[0].count} in all, but the arms have {_sum(arms)}"
            sizes = f"sizes {listed(r.denominator for r in arms)} = {totals[0].denominator}"
            working = f"{listed(r.count for r in arms)} = {_sum(arms)}; {sizes}"
            yield doubt(totals[0], "warning", said, at(arms[0]), working)


def groups_sum_to_total(record: Record) -> Iterator[Finding]:
    """``109 were randomly assigned to A (55) or B (53)``: groups of one sentence that are not its total."""
    told = [r for r in record.results if _is_size(r)]
    for k, total in enumerate(told):
        parts = []
        for other in told[k + 1 :]:
            if not in_one_sentence(record, total, other):
                break
            parts.append(other)
        if total.arm is not None or len(parts) < 2 or not _are_arms(record, total, parts):
            continue
        if _sum(parts) != total.count and not _is_explained(record, total, parts):
            said = f"the groups told with a total of {total.count} sum to {_sum(parts)}"
            working = f"{listed(r.count for r in parts)} = {_sum(parts)}"
            yield doubt(total, "warning", said, at(parts[-1]), working)


def total_counts_patients_only(record: Record) -> Iterator[Finding]:
    """A total of participants that holds healthy controls besides the treated groups."""
    told = [r for r in record.results if _is_size(r)]
    arms: dict[str, Result] = {}
    for result in told:
        if result.arm is not None:
            arms.setdefault(result.arm, result)
    healthy = [r for name, r in arms.items() if _HEALTHY.match(name)]
    if not healthy or len(arms) < 3 or len(healthy) == len(arms):
        return
    for total in told:
        if total.arm is None and total.count == _sum(list(arms.values())):
            patients = [r for r in arms.values() if r not in healthy]
            said = f"the total of {total.count} includes {_sum(healthy)} controls; the treated are {_sum(patients)}"
            working = f"{listed(r.count for r in arms.values())} = {total.count}; " + (
                f"without controls {listed(r.count for r in patients)} = {_sum(patients)}"
            )
            yield doubt(total, "note", said, at(healthy[0]), working, str(_sum(patients)))


def _row(result: Result) -> str:
    return result.source.row or ""


def _parent(result: Result) -> str:
    return _row(result).rpartition(" > ")[0]


def _leaf(result: Result) -> str:
    return _row(result).rpartition(" > ")[2]


def _sum(results: Sequence[Result]) -> int:
    return sum(r.count or 0 for r in results)


def _is_partition(column: Sequence[Result]) -> bool:
    """Whether the cells are counts of one group, or bare percentages, each of its own row."""
    rows = {r.source.row for r in column}
    alone = len(column) >= 2 and len(rows) == len(column) and len({r.denominator for r in column}) == 1
    return alone and (_are_counts(column) or all(r.count is None and r.unit == "%" for r in column))


def _are_counts(column: Sequence[Result]) -> bool:
    return all(r.count is not None and r.denominator for r in column)


def _is_closed(column: Sequence[Result]) -> bool:
    if _are_counts(column):
        return _sum(column) == column[0].denominator
    return reduce(add, (rounded(r.value) for r in column)).holds(Fraction(100))


def _parts(column: Sequence[Result]) -> list[Decimal]:
    return [Decimal(r.count or 0) if _are_counts(column) else r.value for r in column]


def _category_doubt(column: Sequence[Result], why: str) -> Finding:
    first = column[0]
    parts = _parts(column)
    total, size = sum(parts), first.denominator or 100
    said = f"the categories sum to {total}, not to the group of {size}, {why}"
    working = f"{listed(parts)} = {total}; {total} - {size} = {total - size}"
    severity = "warning" if total > size else "note"  # fewer may be missing values
    return doubt(first, severity, said, evidence(first, "arm_n", "denominator") or at(column[-1]), working)


def _is_size(result: Result) -> bool:
    return result.statistic == "count" and not in_table(result) and result.rule == "prose.group_size"


def _is_explained(record: Record, total: Result, parts: Sequence[Result]) -> bool:
    """Whether the rest is told behind (a group not read, those left out), or the sum before: 285 of 676 were dealt out.

    ``16 into each of two groups`` is one number for several.
    """
    between = record.text[total.source.end : parts[-1].source.start]
    if str(_sum(parts)) in regex.findall(r"\d+", between) or regex.search(r"\beach\b", _around(record, parts[-1])):
        return True
    rest = (total.count or 0) - _sum(parts)
    behind = record.text[parts[-1].source.end : parts[-1].source.end + _BEHIND]
    return str(rest) in regex.findall(r"\d+", behind)


def _around(record: Record, part: Result) -> str:
    return record.text[part.source.start - 20 : part.source.end + 20]


def _are_arms(record: Record, total: Result, parts: Sequence[Result]) -> bool:
    """Whether the sentence deals the total out: each part a group of its own, no part of another."""
    between = record.text[total.source.start : parts[-1].source.end]
    apart = len({r.arm for r in parts}) == len(parts) and all(r.arm for r in parts)
    if any((r.count or 0) > (total.count or 0) for r in parts):
        return False
    return apart and {r.study for r in parts} == {total.study} and _RANDOM.search(between) is not None
