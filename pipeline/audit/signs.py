"""A lost minus shows against the signs of its siblings."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from pipeline.extent import Extent
from pipeline.extraction import Finding
from pipeline.schema import Dispersion, Result

_CHANGES: Final = frozenset(["mean_change", "mean_percent_change", "median_change", "median_percent_change"])
_LEAST: Final = 4  # siblings that agree before one that differs is doubted
_FAR: Final = 3  # spreads between the value and zero: a small change may well have another sign


def sign_agrees_with_siblings(results: Sequence[Result]) -> Iterator[Finding]:
    """The one positive change of a table row group where all others fell, and far from zero by its own spread."""
    groups: dict[tuple[str | None, str, str], list[Result]] = {}
    for result in results:
        if result.statistic in _CHANGES and result.source.table is not None:
            groups.setdefault((result.source.table, result.outcome, result.statistic), []).append(result)
    for siblings in groups.values():
        odd = [r for r in siblings if r.value > 0]
        if len(odd) != 1 or len(siblings) - 1 < _LEAST or any(r.value == 0 for r in siblings):
            continue
        if _is_far_from_zero(odd[0].value, odd[0].dispersion):
            said = f"{odd[0].value} stands alone among {len(siblings) - 1} negative values: a minus may be lost"
            extent = Extent(odd[0].source.start, odd[0].source.end)
            yield Finding("sign_agrees_with_siblings", "error", said, extent)


def _is_far_from_zero(value: Decimal, spread: Dispersion | None) -> bool:
    return spread is not None and spread.value is not None and value > _FAR * spread.value
