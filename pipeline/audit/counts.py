"""A percentage of patients must be a whole number of them."""

from collections import Counter
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal
from fractions import Fraction
from itertools import chain
from math import ceil, comb, floor, prod
from typing import Final

from pipeline.audit.record import Record, doubt, is_exact, size_place
from pipeline.audit.rounding import plain, rounded, sloppily, unit
from pipeline.extraction import Finding
from pipeline.schema import Result

_LEAST: Final = 3  # shares that must speak for one group
_CHANCE: Final = 0.01  # of a group size that gives the shares by accident


def share_has_a_count(record: Record) -> Iterator[Finding]:
    """``56.10%`` of 99 patients is no number of patients: shares that no known group gives, but one smaller group all.

    Known sizes are all the document tells: of groups, of denominators. At least three such shares, nearly all of them
    given by one size below the largest, and not by chance: one share alone may be an estimate, or of something else.
    """
    sizes = sorted(_sizes(record))
    bare = [r for r in record.results if _is_bare(r) and r.study is None]
    odd = [r for r in bare if sizes and _is_fine(r.value, sizes[-1]) and not any(_has_count(r.value, n) for n in sizes)]
    common = _most_fitting({r.value for r in odd}, sizes[-1]) if odd else None
    for result in odd:
        if common is not None and common in _fitting(result.value, common):
            yield _count_doubt(record, result, sizes, common)


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


def _fitting(share: Decimal, largest: int) -> list[int]:
    """The group sizes of which the share is a rounding."""
    printed = rounded(share)
    return [n for n in range(2, largest + 1) if floor(printed.high * n / 100) >= ceil(printed.low * n / 100)]


def _most_fitting(shares: Set[Decimal], largest: int) -> int | None:
    """The one group size that gives nearly all of the shares, where chance would hardly have one."""
    fits = Counter(n for share in shares for n in _fitting(share, largest - 1))
    most = max(fits.values(), default=0)
    best = [n for n, number in fits.items() if number == most]
    if len(best) != 1 or most < max(_LEAST, 0.75 * len(shares)):
        return None
    given = [share for share in shares if best[0] in _fitting(share, best[0])]
    by_chance = sum(prod(min(1.0, float(n * unit(share) / 100)) for share in given) for n in range(2, largest))
    return best[0] if by_chance * comb(len(shares), most) < _CHANCE else None


def _count_doubt(record: Record, result: Result, sizes: Sequence[int], common: int) -> Finding:
    largest = next((n for n in reversed(sizes) if _is_fine(result.value, n)), sizes[-1])
    below = floor(result.value * largest / 100)
    around = (f"{c}/{largest} = {plain(Fraction(100 * c, largest))}%" for c in (below, below + 1))
    count = round(result.value * common / 100)
    fit = f"{count}/{common} = {plain(Fraction(100 * count, common))}%, as for its siblings"
    working = "; ".join([f"{result.value}% printed stands for {rounded(result.value)}", *around, fit])
    said = f"no whole number of patients is {result.value}% of a group the document names ({largest} at most)"
    return doubt(result, "warning", said, size_place(record, largest), working, f"a group of {common}")
