"""A lost minus shows against the signs of its siblings."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.audit.record import Record, at, doubt, groups, in_table
from pipeline.extraction import Finding
from pipeline.schema import Dispersion, Result

_CHANGES: Final = frozenset(["mean_change", "mean_percent_change", "median_change", "median_percent_change"])
_LEAST: Final = 4  # siblings that agree before one that differs is doubted
_FAR: Final = 3  # spreads between the value and zero: a small change may well have another sign


def sign_agrees_with_siblings(record: Record) -> Iterator[Finding]:
    """The one positive change of a table's outcome where all others fell, and far from zero by its own spread."""
    changes = (r for r in record.results if r.statistic in _CHANGES and in_table(r))
    for siblings in groups(changes, lambda r: (r.source.table, r.outcome, r.statistic)):
        odd = [r for r in siblings if r.value > 0]
        if len(odd) != 1 or len(siblings) - 1 < _LEAST or any(r.value == 0 for r in siblings):
            continue
        if _is_far_from_zero(odd[0].value, odd[0].dispersion):
            yield _doubt(odd[0], [r for r in siblings if r is not odd[0]])


def _is_far_from_zero(value: Decimal, spread: Dispersion | None) -> bool:
    return spread is not None and spread.value is not None and value > _FAR * spread.value


def _doubt(odd: Result, others: Sequence[Result]) -> Finding:
    nearest = min(others, key=lambda r: (abs(abs(r.value) - odd.value), r.source.start))
    said = f"{odd.value} stands alone among {len(others)} negative values: a minus may be lost"
    spread = odd.dispersion.value if odd.dispersion is not None else None
    working = f"siblings {', '.join(str(r.value) for r in others)}; {odd.value} is more than {_FAR} x {spread} from 0"
    return doubt(odd, "warning", said, at(nearest), working, f"-{odd.value}")
