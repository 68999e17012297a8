"""A percentage must be some rounding of its own count and denominator."""

from collections.abc import Iterable, Iterator, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from math import ceil, floor
from typing import Final

import regex

from pipeline.audit.record import Record, doubt, evidence, groups, in_table, is_exact, size_place
from pipeline.audit.rounding import Range, cut, plain, rounded, sloppily, unit
from pipeline.extraction import Finding
from pipeline.schema import Result

_DIGITS: Final = regex.compile(r"\d[\d,]*(?:\.\d+)?")
_HABIT: Final = 3  # shares of a column that fail together before the column is doubted and not each share
_MOST: Final = 20_000  # a group beyond this size gives nearly every printed share


def share_follows_from_count(record: Record) -> Iterator[Finding]:
    """``61 (61.61%)`` of 99 is 61.62%: a percentage that no rounding of count over denominator gives.

    An error where count, share and denominator stand in one expression, or where no denominator at all can give the
    share. A column of which most shares fail has another denominator: that is one note, not one finding a row.
    """
    counted = [r for r in record.results if _is_counted(r)]
    cutting = {r.source.table for r in counted if _is_cut(r)} - {r.source.table for r in counted if _is_rounded_up(r)}
    for column in groups(counted, _column):
        # Where shares were cut and none was rounded up, cutting digits is the habit of the table.
        off = [r for r in column if not _follows(r) and not (_is_cut(r) and r.source.table in cutting)]
        if len(off) >= _HABIT and 2 * len(off) > len(column):
            yield from _column_doubt(column, off)
        else:
            yield from (_share_doubt(record, r) for r in off)


def _is_counted(result: Result) -> bool:
    usable = result.statistic == "proportion" and result.count is not None and is_exact(result)
    return usable and (bool(result.denominator) or _is_self_contained(result)) and 0 <= result.value <= 100


def _is_self_contained(result: Result) -> bool:
    return "%" in result.source.text and bool(result.count)


def _column(result: Result) -> tuple[object, ...]:
    if not in_table(result):
        return (result.source.start,)
    return result.source.table, result.source.column, result.denominator


def _follows(result: Result) -> bool:
    if result.denominator:
        return rounded(result.value).holds(_exact(result))
    return bool(_denominators(result, rounded(result.value)))


def _is_cut(result: Result) -> bool:
    """Whether only cutting digits gives the share; of a group of any size where none is told."""
    if result.denominator:
        return cut(result.value).holds(_exact(result)) and not _follows(result)
    return not _follows(result) and bool(_denominators(result, cut(result.value)))


def _is_rounded_up(result: Result) -> bool:
    return bool(result.denominator) and _follows(result) and not cut(result.value).holds(_exact(result))


def _exact(result: Result) -> Fraction:
    if not result.denominator:
        return Fraction(result.value)
    return Fraction(100 * (result.count or 0), result.denominator)


def _denominators(result: Result, share: Range) -> range:
    """The group sizes of which the count is such a share."""
    count = result.count or 0
    most = floor(100 * count / share.low) if share.low > 0 else _MOST
    return range(max(count, ceil(100 * count / share.high)), min(most, _MOST) + 1)


def _share_doubt(record: Record, result: Result) -> Finding:
    sizes = _denominators(result, rounded(result.value)) if result.count else range(1, 2)
    near = sloppily(result.value).holds(_exact(result)) if result.denominator else bool(
        _denominators(result, sloppily(result.value))
    )  # fmt: skip
    working = _working(result, sizes)
    message = f"{result.value}% does not follow from {result.count}" + (
        f" of {result.denominator}" if result.denominator else ", whatever it is a share of"
    )
    severity = "note" if near else "error" if _stands_alone(result, sizes) else "warning"
    proposal = f"{float(_exact(result)):.{_decimals(result.value)}f}%" if result.denominator and not sizes else ""
    against = evidence(result, "denominator", "arm_n") or size_place(record, result.denominator)
    return doubt(result, severity, message, against, working, proposal)


def _stands_alone(result: Result, sizes: range) -> bool:
    """Whether the doubt needs nothing but the printed expression."""
    printed = [found.replace(",", "") for found in _DIGITS.findall(result.source.text)]
    whole = {str(result.count), str(result.denominator)} <= set(printed)
    return "%" in result.source.text and (whole or not sizes)


def _working(result: Result, sizes: range) -> str:
    share = rounded(result.value)
    parts = [f"{result.value}% printed stands for {share}"]
    if result.denominator:
        parts.append(f"{result.count}/{result.denominator} = {plain(_exact(result))}%")
        fitting = [c for c in range(result.denominator + 1) if share.holds(Fraction(100 * c, result.denominator))]
        if len(fitting) == 1:
            parts.append(f"{fitting[0]}/{result.denominator} would fit")
    if not sizes:
        parts.append(f"no denominator gives it for {result.count}")
    elif len(sizes) <= 3:
        parts.append(f"{result.count} of {' or '.join(map(str, sizes))} would fit")
    return "; ".join(parts)


def _column_doubt(column: Sequence[Result], off: Sequence[Result]) -> Iterator[Finding]:
    """One note on the column; with the one group size that would give every share, where there is one."""
    sizes = _common(column)
    message = f"{len(off)} of {len(column)} shares of this column do not follow from a group of {off[0].denominator}"
    working = "; ".join(f"{r.count}/{r.denominator} = {plain(_exact(r))}%, printed {r.value}%" for r in off[:3])
    proposal = f"a group of {sizes[0]}" if len(sizes) == 1 else ""
    yield doubt(off[0], "note", message, evidence(off[0], "denominator", "arm_n"), working, proposal)


def _common(column: Iterable[Result]) -> list[int]:
    counted = [r for r in column if r.count]
    if not counted:
        return []
    first, *others = (_denominators(r, rounded(r.value)) for r in counted)
    return [size for size in first if all(size in sizes for sizes in others)]


def _decimals(value: Decimal) -> int:
    return max(0, -int(value.as_tuple().exponent))


def share_has_a_count(record: Record) -> Iterator[Finding]:
    """``56.10%`` of 99 patients is no number of patients: a share without a count that no known group size gives.

    Known sizes are all the document tells: of groups, of denominators. Where most such shares have one group size
    below the largest in common, that size is the proposal: 82 gives them all.
    """
    sizes = sorted(_sizes(record))
    if not sizes:
        return
    bare = [r for r in record.results if _is_bare(r) and r.study is None]
    odd = [r for r in bare if _is_fine(r.value, sizes[-1]) and not any(_has_count(r.value, n) for n in sizes)]
    common = _most_fitting({r.value for r in odd}, sizes[-1])
    for result in odd:
        fitting = common is not None and _has_count(result.value, common)
        yield _count_doubt(record, result, sizes, common if fitting else None)


def _is_bare(result: Result) -> bool:
    return (
        result.statistic == "proportion" and result.count is None and is_exact(result)
        and "%" in result.source.text and 0 < result.value < 100 and result.dispersion is None
    )  # fmt: skip


def _is_fine(share: Decimal, n: int) -> bool:
    """Whether the share is printed finely enough for a group of this size to rule it out."""
    return n * unit(share) < 25


def _has_count(share: Decimal, n: int) -> bool:
    printed = sloppily(share)
    return floor(printed.high * n / 100) >= ceil(printed.low * n / 100)


def _sizes(record: Record) -> set[int]:
    told = chain.from_iterable((r.arm_n, r.denominator) for r in record.results if r.study is None)
    return {n for n in told if n is not None and n >= 2}


def _most_fitting(shares: Set[Decimal], largest: int) -> int | None:
    """The one group size that gives the most of the shares: at least three, and three in four."""
    fits = {n: sum(_has_count(share, n) for share in shares) for n in range(2, largest)}
    most = max(fits.values(), default=0)
    best = [n for n, number in fits.items() if number == most]
    return best[0] if len(best) == 1 and most >= max(_HABIT, 0.75 * len(shares)) else None


def _count_doubt(record: Record, result: Result, sizes: Sequence[int], common: int | None) -> Finding:
    largest = next((n for n in reversed(sizes) if _is_fine(result.value, n)), sizes[-1])
    below = floor(result.value * largest / 100)
    around = (f"{c}/{largest} = {plain(Fraction(100 * c, largest))}%" for c in (below, below + 1))
    working = "; ".join([f"{result.value}% printed stands for {rounded(result.value)}", *around])
    said = f"no whole number of patients is {result.value}% of a group the document names ({largest} at most)"
    if common:
        count = round(result.value * common / 100)
        working += f"; {count}/{common} = {plain(Fraction(100 * count, common))}%, as for its siblings"
    proposal = f"a group of {common}" if common else ""
    return doubt(result, "warning" if common else "note", said, size_place(record, largest), working, proposal)
