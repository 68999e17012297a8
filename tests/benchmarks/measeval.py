"""MeasEval: quantities of scientific paragraphs, with unit, modifiers, and what was measured."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from pipeline.extent import Extent
from pipeline.mentions import Quantity
from pipeline.schema import Place, Result
from tests.benchmarks.found import Find, Found, numbers, spelled
from tests.benchmarks.judges.measeval import judge, paragraphs
from tests.benchmarks.running import Benchmark, Row, text_of

# Numbers that quantify nothing: parts of names, pointers, identifiers.
NO_QUANTITY: Final = frozenset({"reference", "registry", "link", "version", "name", "citation"})
RANGES: Final = frozenset({"range", "value_interval", "estimate_between", "estimate_ci"})
MEANS: Final = frozenset({"mean", "mean_change", "mean_percent_change"})


def predict(inputs: Path, find: Find) -> Iterator[Row]:
    """One row a paragraph."""
    for path in paragraphs(inputs):
        found = find(path.stem, text_of(path))
        results = {_at(result): result for result in found.results}
        yield {"doc_id": path.stem, "quantities": [_row(found, q, _result(q, results)) for q in _quantities(found)]}


def _quantities(found: Found) -> Iterator[Quantity]:
    """The readings that are quantities; the recogniser's exclusions say which numbers are names and pointers."""
    names = [mention.extent for mention in found.of("exclusions") if mention.id in NO_QUANTITY]
    names += [mention.extent for mention in found.of("outcomes")]
    return (q for q in found.quantities if not any(name.holds(q.extent) for name in names))


def _at(result: Result) -> Extent:
    return Extent(result.source.start, result.source.end)


def _result(quantity: Quantity, results: Mapping[Extent, Result]) -> Result | None:
    return next((result for at, result in results.items() if at.overlaps(quantity.extent)), None)


def _row(found: Found, quantity: Quantity, result: Result | None) -> dict[str, Any]:
    evidence = result.evidence if result else {}
    # `n = 54` is read as one expression; the benchmark marks the number.
    alone = found.slot(quantity.extent, quantity.value) if quantity.shape == "group_size" else None
    at = alone or quantity.extent
    row: dict[str, Any] = {"start": at.start, "end": at.end}
    row["unit"] = _unit(found, quantity)
    row["mods"] = list(_mods(found, quantity, result))
    # Every quantity has an entity, not each a property: without an arm the outcome itself is what was measured.
    arm, outcome = _span(evidence.get("arm")), _span(evidence.get("outcome"))
    row["entity"] = arm or outcome
    row["property"] = outcome if arm else None
    time = _span(evidence.get("timepoint"))
    row["qualifiers"] = [{**time, "of": "quantity"}] if time else []
    return row


def _span(place: Place | None) -> dict[str, int] | None:
    return None if place is None else {"start": place.start, "end": place.end}


def _unit(found: Found, quantity: Quantity) -> str | None:
    """The unit as printed: what stands behind the last number of a reading that has a unit."""
    if quantity.unit is None:
        return None
    printed = [place for place, _ in numbers(found, quantity.extent)]
    return found.text[printed[-1].end : quantity.extent.end].strip(" )]") or None if printed else None


def _mods(found: Found, quantity: Quantity, result: Result | None) -> Iterator[str]:
    """The benchmark's words for how the number was read."""
    spread = quantity.dispersion
    if quantity.op or quantity.shape in RANGES or (result and {"lower_bound", "upper_bound"} & set(result.flags)):
        yield "IsRange"
    if quantity.shape == "plus_minus" or (spread is not None and spread.value is not None):
        yield "HasTolerance"
    if result is not None and "approximate" in result.flags:
        yield "IsApproximate"
    if result is not None and result.statistic in MEANS:
        yield "IsMean"
    if result is not None and result.statistic.startswith("median"):
        yield "IsMedian"
    counts = quantity.shape == "words" or (result is not None and result.statistic in {"count", "event_count"})
    if counts and quantity.unit is None and spelled(quantity.extent.of(found.text)) is not None:
        yield "IsCount"


BENCHMARK: Final = Benchmark("measeval", predict, judge)

if __name__ == "__main__":
    BENCHMARK.main()
