"""A percentage must be some rounding of its own count and denominator."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from math import ceil, floor
from typing import Final

import regex

from pipeline.audit.misreadings import is_misread
from pipeline.audit.record import Record, doubt, evidence, groups, in_table, is_exact, row, size_place
from pipeline.audit.rounding import Range, cut, plain, rounded, sloppily
from pipeline.extraction import Finding
from pipeline.normalise.printed import decimals
from pipeline.schema import Result

_DIGITS: Final = regex.compile(r"\d[\d,]*(?:\.\d+)?")
_SIZE: Final = regex.compile(r"(?i)\bn\s?=\s?(\d[\d,]*)")
_HABIT: Final = 3  # shares of a column that fail together before the column is doubted and not each share
_FEW: Final = 0.95  # of a group of which the rest may lack a value
_MOST: Final = 20_000  # a group beyond this size gives nearly every printed share


def share_follows_from_count(record: Record) -> Iterator[Finding]:
    """``61 (61.61%)`` of 99 is 61.62%: a percentage that no rounding of count over denominator gives.

    An error where count, share and denominator stand in one expression, or where no denominator at all can give the
    share. A column or a block of rows of which most shares fail has another denominator: one note, not one a cell.
    Cut digits (66.6% for 2/3) are left alone in an article that cuts more often than it rounds up.
    """
    counted = [r for r in record.results if _is_counted(r) and not is_misread(record, r)]
    cutting = sum(map(_is_cut, counted)) > sum(map(_is_rounded_up, counted))
    sums = _sums(counted)
    off = [r for r in counted if not _follows(r) and not (cutting and _is_cut(r))]
    off = [r for r in off if not _is_share_of(r, [sums.get(_siblings(r), 0), *_told_sizes(r)])]
    for doubted in (_column, _block):
        for part in groups(counted, doubted):
            odd = [r for r in part if r in off]
            if len(odd) >= _HABIT and 2 * len(odd) > len(part):
                yield from _part_doubt(part, odd)
                off = [r for r in off if r not in odd]
    whole = {row(line[0]) for line in groups(counted, row) if len(line) > 1 and all(r in off for r in line)}
    for result in off:
        yield _share_doubt(record, result, is_row=row(result) in whole)


def _is_counted(result: Result) -> bool:
    usable = result.statistic == "proportion" and result.count is not None and is_exact(result)
    return usable and (bool(result.denominator) or _is_self_contained(result)) and 0 <= result.value <= 100


def _is_self_contained(result: Result) -> bool:
    return "%" in result.source.text and bool(result.count)


def _column(result: Result) -> tuple[object, ...] | None:
    """The cells of one column with one group size."""
    is_sized = in_table(result) and result.denominator
    return (result.source.table, result.source.column, result.denominator) if is_sized else None


def _block(result: Result) -> tuple[object, ...] | None:
    """The rows under one label, or the row alone."""
    is_sized = in_table(result) and result.denominator
    return (result.source.table, (result.source.row or "").partition(" > ")[0]) if is_sized else None


def _siblings(result: Result) -> tuple[object, ...]:
    """The rows under one label, in one column."""
    return result.source.table, result.source.column, (result.source.row or "").rpartition(" > ")[0]


def _sums(counted: Iterable[Result]) -> dict[tuple[object, ...], int]:
    """What the counts under one label sum to: shares of implants, not of patients."""
    return {_siblings(part[0]): sum(r.count or 0 for r in part) for part in groups(counted, _siblings)}


def _told_sizes(result: Result) -> list[int]:
    """The group sizes in the heads of the cell: ``Improvement (n = 29)``."""
    heads = f"{result.source.row} {result.source.column}"
    return [int(found.replace(",", "")) for found in _SIZE.findall(heads)]


def _is_share_of(result: Result, sizes: Iterable[int]) -> bool:
    return any(size and rounded(result.value).holds(Fraction(100 * (result.count or 0), size)) for size in sizes)


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


def _share_doubt(record: Record, result: Result, *, is_row: bool) -> Finding:
    """``is_row``: all shares of the row fail, so it may be of those who have a value."""
    sizes = _denominators(result, rounded(result.value)) if result.count else range(1, 2)
    near = sloppily(result.value).holds(_exact(result)) if result.denominator else bool(
        _denominators(result, sloppily(result.value))
    )  # fmt: skip
    working = _working(result, sizes)
    message = f"{result.value}% does not follow from {result.count}" + (
        f" of {result.denominator}" if result.denominator else ", whatever it is a share of"
    )
    alone = _stands_alone(result, sizes)
    harmless = near or (not alone and (_lacks_few(result, sizes) or (is_row and _lacks_some(result, sizes))))
    severity = "note" if harmless else "error" if alone else "warning"
    against = evidence(result, "denominator", "arm_n") or size_place(record, result.denominator)
    return doubt(result, severity, message, against, working, "" if sizes else _repair(result))


def _repair(result: Result) -> str:
    """The share that follows, where no other count of the group gives the printed one."""
    size, share = result.denominator or 0, rounded(result.value)
    if not size or (result.count or 0) > size or any(share.holds(Fraction(100 * c, size)) for c in range(size + 1)):
        return ""
    return f"{float(_exact(result)):.{decimals(result.value)}f}%"


def _lacks_some(result: Result, sizes: range) -> bool:
    """Whether a smaller group gives the share at all."""
    return any(size < (result.denominator or 0) for size in sizes)


def _lacks_few(result: Result, sizes: range) -> bool:
    """Whether the share is one of a slightly smaller group: some patients have no value."""
    return any(_FEW * (result.denominator or 0) <= size < (result.denominator or 0) for size in sizes)


def _stands_alone(result: Result, sizes: range) -> bool:
    """Whether the doubt needs nothing but the printed expression."""
    printed = [found.replace(",", "") for found in _DIGITS.findall(result.source.text)]
    whole = {str(result.count), str(result.denominator)} <= set(printed)
    # "5,680, 15.8%" may be two things of a list; a bracket ties them.
    return "%" in result.source.text and "(" in result.source.text and (whole or not sizes)


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


def _part_doubt(part: Sequence[Result], off: Sequence[Result]) -> Iterator[Finding]:
    """One note on a column or block; with the one group size that would give every share, where there is one."""
    sizes = _common(part)
    message = f"{len(off)} of {len(part)} shares here do not follow from a group of {off[0].denominator}"
    working = "; ".join(f"{r.count}/{r.denominator} = {plain(_exact(r))}%, printed {r.value}%" for r in off[:3])
    proposal = f"a group of {sizes[0]}" if len(sizes) == 1 and len({r.denominator for r in part}) == 1 else ""
    yield doubt(off[0], "note", message, evidence(off[0], "denominator", "arm_n"), working, proposal)


def _common(column: Iterable[Result]) -> list[int]:
    counted = [r for r in column if r.count]
    if not counted:
        return []
    first, *others = (_denominators(r, rounded(r.value)) for r in counted)
    return [size for size in first if all(size in sizes for sizes in others)]
