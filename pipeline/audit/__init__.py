"""Whether to believe a result: checks that doubt, and never change anything."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

from pipeline.audit.intervals import estimate_lies_in_its_interval
from pipeline.audit.shares import share_follows_from_count
from pipeline.audit.signs import sign_agrees_with_siblings
from pipeline.extraction import Finding
from pipeline.schema import Result

Check = Callable[[Sequence[Result]], Iterator[Finding]]

CHECKS: Final[tuple[Check, ...]] = (
    share_follows_from_count,
    estimate_lies_in_its_interval,
    sign_agrees_with_siblings,
)


def audit(results: Sequence[Result]) -> tuple[Finding, ...]:
    """What the checks doubt in a document's results, in order of place."""
    found = [finding for check in CHECKS for finding in check(results)]
    return tuple(sorted(found, key=lambda f: (f.extent.start, f.extent.end, f.check)))


__all__ = ["CHECKS", "audit"]
