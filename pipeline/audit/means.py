"""Means that one printed p compares, with their spreads and group sizes: what the p can be computed from again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.audit.compared import compared
from pipeline.audit.recomputed import Recomputed, gap, mean_test
from pipeline.audit.record import Record, group_sizes
from pipeline.audit.rounding import unit
from pipeline.schema import PValue, Result

READINGS: Final = ("SD", "SE")  # what a spread beside a mean can be
_COMPARED: Final = frozenset(["mean", "mean_change", "mean_percent_change"])


@dataclass(frozen=True, slots=True)
class Means:
    """Results that one p compares; of each the mean, half its last digit, its spread and the group's size."""

    line: Sequence[Result]
    groups: Sequence[tuple[float, float, float, int]]

    @property
    def printed(self) -> PValue | None:
        """The p that is printed for them."""
        return self.line[0].p_value

    def test(self, reading: str) -> Recomputed:
        """The p that follows when the spreads are of this kind, as near to the printed one as rounding allows."""
        return mean_test(self.groups, reading, float(self.printed.value) if self.printed is not None else 1.0)

    def off(self, reading: str) -> float:
        """How far the printed p is from the one that follows, in units of z; nothing or less when it fits."""
        computed = self.test(reading).p
        return gap(self.printed, computed, computed) if self.printed is not None else 0.0


def compared_means(record: Record) -> Iterator[Means]:
    """The lines of a table that tell all that a test of means needs."""
    sizes = group_sizes(record)
    for line in compared(record):
        sized = [(r, size_of(r, sizes)) for r in line]
        if all(_has_spread(r) and (n or 0) > 1 for r, n in sized):
            yield Means(line, [(float(r.value), float(unit(r.value)) / 2, _spread(r), n or 2) for r, n in sized])


def size_of(result: Result, sizes: Mapping[str, int]) -> int | None:
    """The size of the group a result was computed on, its own or the one that the document tells of its arm."""
    return result.arm_n or sizes.get(result.arm or "")


def _has_spread(result: Result) -> bool:
    spread = result.dispersion
    if spread is None or result.statistic not in _COMPARED or _spread(result) <= 0:
        return False
    # Nothing tells that the bracket of "12 (3)" holds a spread.
    return spread.type in READINGS or (spread.type is None and "±" in result.source.text)


def _spread(result: Result) -> float:
    return float((result.dispersion and result.dispersion.value) or 0)
