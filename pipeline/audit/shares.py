"""A percentage must be some rounding of its own count and denominator."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from pipeline.extent import Extent
from pipeline.extraction import Finding
from pipeline.schema import Result


def share_follows_from_count(results: Sequence[Result]) -> Iterator[Finding]:
    """A proportion that no rounding of count over denominator gives: ``61 (61.61%)`` of 99 is 61.62."""
    for result in results:
        if result.statistic != "proportion" or not result.denominator or result.count is None:
            continue
        exact = Decimal(100 * result.count) / result.denominator
        # Half a unit of the last printed digit, so 35 and 35.2 both fit 19 of 54.
        slack = Decimal(5).scaleb(int(result.value.as_tuple().exponent) - 1)
        if abs(exact - result.value) > slack:
            said = f"{result.count}/{result.denominator} is {exact:.2f}%, printed {result.value}%"
            extent = Extent(result.source.start, result.source.end)
            yield Finding("share_follows_from_count", "warning", said, extent)
