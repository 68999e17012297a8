"""The PICO corpus: entities of breast cancer abstracts."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

import regex

from pipeline.extent import Extent
from pipeline.schema import Place, Result
from tests.benchmarks.found import Find, Found
from tests.benchmarks.judges.pico_corpus import judge
from tests.benchmarks.running import Benchmark, Row, text_of
from tests.benchmarks.sides import Sides, sides

Entity = tuple[str, Extent]
MEANS: Final = frozenset({"mean", "mean_change"})
# The corpus labels mean changes in per cent now as shares, now as means, mostly not at all.
MEDIANS: Final = frozenset({"median", "median_change", "median_percent_change"})
_LEFT: Final = regex.compile(r"(?i)\b(?:exclu|ineligib|withdr|declin|refus|lost|drop|discontinu)")
PEOPLE: Final = {None: "total-participants", False: "intervention-participants", True: "control-participants"}


def predict(inputs: Path, find: Find) -> Iterator[Row]:
    """One row an abstract."""
    for path in sorted(inputs.glob("*.txt")):
        found = find(path.stem, text_of(path))
        listed = sorted(set(entities(found, find.lexis.is_control)), key=lambda entity: (entity[1], entity[0]))
        yield {
            "doc_id": path.stem,
            "entities": [{"label": label, "start": at.start, "end": at.end} for label, at in listed],
        }


def entities(found: Found, says_control: Callable[[str], bool]) -> Iterator[Entity]:
    """Everything found that the corpus has a label for."""
    groups = sides(found, found.results, says_control)
    yield from _names(groups)
    yield from _ages(found)
    for arm in found.arms:
        if arm.n_at is not None:
            yield PEOPLE[groups.is_control(arm.name)], arm.n_at
    for result in found.results:
        if "outcome" in result.evidence and result.category not in {"disposition", "baseline"}:
            yield "outcome", _extent(result.evidence["outcome"])
        yield from _people(found, result, groups)
        if result.arm is not None and _is_labelled(result):
            prefix = "cv" if groups.is_control(result.arm) else "iv"
            yield from ((f"{prefix}-{name}", at) for name, at in _values(found, result))


def _is_labelled(result: Result) -> bool:
    """Whether the corpus labels the value: not the size of a group, its make-up at baseline, how long it was followed."""
    return result.category not in {"disposition", "baseline"} and "follow-up" not in result.outcome.lower().replace(
        "follow up", "follow-up"
    )


def _names(groups: Sides) -> Iterator[Entity]:
    """The first naming of each group, which is the one the corpus marks."""
    for arm, at in groups.namings.items():
        yield "control" if arm in groups.controls else "intervention", at


def _ages(found: Found) -> Iterator[Entity]:
    """Age limits of eligibility, and ages among the results."""
    for mention in found.of("exclusions"):
        if mention.id == "age_limit":
            yield "age", mention.extent
    for result in found.results:
        if result.outcome_id == "age":
            yield "age", Extent(result.source.start, result.source.end)


def _people(found: Found, result: Result, groups: Sides) -> Iterator[Entity]:
    """Group sizes: those told in a sentence, and the denominators printed with a count."""
    side = None if result.arm is None else groups.is_control(result.arm)
    source = Extent(result.source.start, result.source.end)
    is_size = result.category == "disposition" and result.count is not None
    told = result.count if is_size else result.denominator
    # Who was left out, and what a share of all is of, the corpus does not label.
    labelled = not _LEFT.search(result.outcome) if is_size else side is not None
    if told is not None and labelled:
        at = found.slot(source, Decimal(told), last=told == result.denominator)
        if at is None and "denominator" in result.evidence:
            at = found.slot(_extent(result.evidence["denominator"]), Decimal(told), last=True)
        if at is not None:
            yield PEOPLE[side], at
    if "arm_n" in result.evidence:
        yield PEOPLE[side], _extent(result.evidence["arm_n"])


def _values(found: Found, result: Result) -> Iterator[Entity]:
    """The numbers of one result by the corpus's names for them, without iv or cv."""
    source = Extent(result.source.start, result.source.end)
    for name, value in _slots(result).items():
        at = None if value is None else found.slot(source, value)
        if at is not None:
            yield name, at if name == "bin-abs" else _with_unit(found, at)


def _slots(result: Result) -> Mapping[str, Decimal | None]:
    spread = result.dispersion
    if result.statistic in {"proportion", "count", "event_count"}:
        count = result.count if result.statistic == "proportion" else result.value
        share = result.value if result.statistic == "proportion" else None
        return {"bin-abs": None if count is None else Decimal(count), "bin-percent": share}
    if result.statistic in MEANS | MEDIANS:
        name = "cont-mean" if result.statistic in MEANS else "cont-median"
        slots: dict[str, Decimal | None] = {name: result.value}
        # The corpus has one label for what stands behind a ±; which are standard errors it does not tell.
        if spread is not None and spread.type in {"SD", None}:
            slots["cont-sd"] = spread.value
        if spread is not None and spread.type == "IQR":
            slots |= {"cont-q1": spread.low, "cont-q3": spread.high}
        return slots
    return {}


def _with_unit(found: Found, at: Extent) -> Extent:
    """The number with its sign or unit (``12%``, ``9.2 months``), as the corpus marks it."""
    unit = next((a.unit_at for a in found.amounts if a.unit_at is not None and a.extent.holds(at)), None)
    return Extent(at.start, unit.end) if unit and unit.start - at.end in {0, 1} else at


def _extent(place: Place) -> Extent:
    return Extent(place.start, place.end)


BENCHMARK: Final = Benchmark("pico_corpus", predict, judge)

if __name__ == "__main__":
    BENCHMARK.main()
