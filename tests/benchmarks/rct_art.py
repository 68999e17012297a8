"""RCT-ART: a sentence with results as a table of two arms."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from pipeline.schema import Result
from tests.benchmarks.found import Find
from tests.benchmarks.judges.rct_art import TOTAL, judge
from tests.benchmarks.running import Benchmark, Row, read_rows
from tests.benchmarks.sides import Sides, key, sides

# The form holds the measures of arms, not what compares them.
BETWEEN: Final = frozenset(
    {"p_value", "odds_ratio", "risk_ratio", "hazard_ratio", "rate_ratio", "correlation"}
    | {"mean_difference", "risk_difference", "relative_change"}
)
ARMS: Final = ("arm1", "arm2")  # the form has two; results of a third group have no place in it


def predict(inputs: Path, find: Find) -> Iterator[Row]:
    """One table a sentence."""
    for sentence in read_rows(inputs / "sentences.jsonl"):
        found = find(sentence["doc_id"], sentence["text"])
        told = tuple(result for result in found.results if result.statistic not in BETWEEN)
        groups = sides(found, told, find.lexis.is_control)
        yield {"doc_id": sentence["doc_id"], **_arms(told, groups), "rows": _rows(told, groups)}


def _arms(results: Sequence[Result], groups: Sides) -> dict[str, str]:
    printed: dict[str, str] = {}
    for result in results:
        for field, arm in (("arm", result.arm), ("comparator", result.comparator)):
            if arm is not None:
                place = result.evidence.get(field)
                printed.setdefault(key(arm), arm if place is None else place.text)
    names = [printed[name] for name in groups.order[:2]]
    return dict(zip(ARMS, [*names, "", ""], strict=False))


def _rows(results: Sequence[Result], groups: Sides) -> list[dict[str, Any]]:
    """A row for each outcome and time, the measures of each arm in it."""
    rows: dict[tuple[str, ...], dict[str, Any]] = {}
    for result in results:
        place = None if result.arm is None else groups.place(result.arm)
        if place is not None and place >= len(ARMS):
            continue
        name = _outcome(result)
        row = rows.setdefault(name, {"outcome": list(name), "arm1": [], "arm2": []})
        # The form prints the measure of all patients in both columns.
        for arm in ARMS if place is None else (ARMS[place],):
            row[arm].append(_measure(result))
    return list(rows.values())


def _measure(result: Result) -> str:
    """The number as printed, with the one of people that a sentence says it is of: ``58 %``, ``36``."""
    base = result.evidence.get("denominator")
    return result.source.text if base is None else f"{result.source.text} {base.text}"


def _outcome(result: Result) -> tuple[str, ...]:
    place = result.evidence.get("outcome")
    named = (place.text if place else result.outcome, result.subgroup, result.timepoint_text)
    total = (TOTAL,) if result.arm is None else ()
    return (*(part for part in named if part), *total)


BENCHMARK: Final = Benchmark("rct_art", predict, judge)

if __name__ == "__main__":
    BENCHMARK.main()
