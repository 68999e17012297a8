"""Yun 2024: the numbers of one comparison and outcome from one trial report."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from tests.benchmarks.found import Find, Found
from tests.benchmarks.judges.yun2024 import judge
from tests.benchmarks.questions import Asked, Names, Side, answer
from tests.benchmarks.running import Benchmark, Row, read_rows, text_of


def predict(inputs: Path, find: Find) -> Iterator[Row]:
    """One row a question; each report is read once. Without the report all is unknown."""
    reports: dict[str, Found] = {}
    names = Names(find.lexis)
    for row in read_rows(inputs / "instances.jsonl"):
        name = row["pmcid"]
        path = inputs / "markdown" / f"{name}.md"
        if name not in reports:
            reports[name] = find(name, text_of(path)) if path.is_file() else Found(name, "")
        times = tuple(find.times(row["outcome"]))
        asked = Asked(row["intervention"], row["comparator"], row["outcome"], row["outcome_type"] == "binary", times)
        one, other = answer(asked, reports[name].results, names)
        yield {"id": row["id"], **_fields("intervention", one, asked), **_fields("comparator", other, asked)}


def _fields(side: str, found: Side, asked: Asked) -> Mapping[str, int | Decimal | None]:
    size = {f"{side}_group_size": found.size}
    if asked.is_binary:
        return {f"{side}_events": found.events, **size}
    return {f"{side}_mean": found.mean, f"{side}_standard_deviation": found.deviation, **size}


BENCHMARK: Final = Benchmark("yun2024", predict, judge)

if __name__ == "__main__":
    BENCHMARK.main()
