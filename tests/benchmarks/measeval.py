"""MeasEval: quantities of scientific paragraphs, with unit, modifiers, and what was measured."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from pipeline.extent import Extent
from pipeline.normalise.amounts import Amount
from pipeline.schema import Place, Result
from tests.benchmarks.found import Find, Found
from tests.benchmarks.judges.measeval import judge, paragraphs
from tests.benchmarks.running import Benchmark, Row, text_of


def predict(inputs: Path, find: Find) -> Iterator[Row]:
    """One row a paragraph."""
    for path in paragraphs(inputs):
        found = find(path.stem, text_of(path))
        yield {"doc_id": path.stem, "quantities": [_row(found, amount) for amount in found.amounts]}


def _row(found: Found, amount: Amount) -> dict[str, Any]:
    at = amount.extent
    result = next((r for r in found.results if at.overlaps(Extent(r.source.start, r.source.end))), None)
    evidence = result.evidence if result else {}
    row: dict[str, Any] = {"start": at.start, "end": at.end}
    row["unit"] = amount.unit_at.of(found.text) if amount.unit_at else None
    row["mods"] = list(_mods(found, amount, result))
    # Every quantity has an entity, not each a property: without an arm the outcome itself is what was measured.
    arm, outcome = _span(evidence.get("arm")), _span(evidence.get("outcome"))
    row["entity"] = arm or outcome
    row["property"] = outcome if arm else None
    time = _span(evidence.get("timepoint"))
    row["qualifiers"] = [{**time, "of": "quantity"}] if time else []
    return row


def _span(place: Place | None) -> dict[str, int] | None:
    return None if place is None else {"start": place.start, "end": place.end}


def _mods(found: Found, amount: Amount, result: Result | None) -> Iterator[str]:
    """The benchmark's words for how the amount was read."""
    if amount.is_range:
        yield "IsRange"
    if amount.is_list:
        yield "IsList"
    if amount.has_tolerance:
        yield "HasTolerance"
    if amount.is_approximate:
        yield "IsApproximate"
    if amount.is_count and not amount.is_range:
        yield "IsCount"
    if result is not None and result.statistic.startswith("median"):
        yield "IsMedian"


BENCHMARK: Final = Benchmark("measeval", predict, judge)

if __name__ == "__main__":
    BENCHMARK.main()
