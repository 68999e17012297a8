"""An estimate must lie in its own interval, and an interval must run upwards."""

from collections.abc import Iterator, Sequence

from pipeline.extent import Extent
from pipeline.extraction import Finding
from pipeline.schema import Result


def estimate_lies_in_its_interval(results: Sequence[Result]) -> Iterator[Finding]:
    """A value outside the bounds printed beside it: a bound in the place of the estimate, or a lost sign."""
    for result in results:
        spread = result.dispersion
        if spread is None or spread.low is None or spread.high is None or result.statistic == "range":
            continue
        if spread.low <= result.value <= spread.high:
            continue
        said = f"{result.value} is not within {spread.low} to {spread.high}"
        extent = Extent(result.source.start, result.source.end)
        yield Finding("estimate_lies_in_its_interval", "error", said, extent)
