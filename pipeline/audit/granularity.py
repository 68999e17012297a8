"""A mean of whole numbers must be a whole sum over its group (GRIM: Brown and Heathers, 2017)."""

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from math import ceil, floor
from typing import Final

import regex

from pipeline.audit.record import Record, doubt, evidence, is_exact
from pipeline.audit.rounding import plain, rounded, unit
from pipeline.extent import fold
from pipeline.extraction import Finding

# A mean number of things is as whole as a scale: counted per person, then averaged.
_COUNTED: Final = regex.compile(
    r"(?i)\b(?:number|no\.|nos\.|count) of\s|\bper (?:patient|person|participant|subject)\b"
)


def mean_has_a_sum(record: Record) -> Iterator[Finding]:
    """``2.15`` of 51 patients is no mean of whole numbers: 109/51 is 2.14, 110/51 is 2.16."""
    for result in record.results:
        n = result.arm_n
        if result.statistic != "mean" or not n or not is_exact(result) or not _is_whole(result.outcome, record.whole):
            continue
        # A value printed no finer than the steps of the mean is always possible.
        printed = rounded(result.value)
        if n * unit(result.value) >= 1 or floor(printed.high * n) >= ceil(printed.low * n):
            continue
        below = floor(Fraction(result.value) * n)
        sums = "; ".join(f"{total}/{n} = {plain(Fraction(total, n))}" for total in (below, below + 1))
        said = f"no whole sum over {n} gives the mean {result.value}: another group size or a slip"
        working = f"{result.value} printed stands for {printed}; {sums}"
        yield doubt(result, "note", said, evidence(result, "arm_n"), working)


def _is_whole(outcome: str, scales: frozenset[str]) -> bool:
    named = scales and _names(scales).search(fold(outcome).lower()) is not None
    return bool(named) or _COUNTED.search(f"{outcome} ") is not None


@lru_cache(maxsize=8)
def _names(scales: frozenset[str]) -> "regex.Pattern[str]":
    return regex.compile(r"(?<!\w)(?:" + "|".join(map(regex.escape, sorted(scales))) + r")(?!\w)")
