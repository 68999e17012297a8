"""Yun 2024: the numbers of one comparison and outcome from one trial report."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.evidence import Question, ask
from pipeline.evidence.question import ASSUMPTIONS, SLOTS
from pipeline.extraction import Extraction
from tests.benchmarks.found import Find
from tests.benchmarks.judges.yun2024 import judge
from tests.benchmarks.running import Benchmark, Row, read_rows

# Where a report may lie, the form that loses least first; of an input folder with one form only that one is read.
FORMS: Final = (("xml_full", "xml"), ("xml_no_attributes", "xml"), ("markdown", "md"), ("pdf", "pdf"))
# What the annotators take for granted.
CONVENTIONS: Final = tuple(ASSUMPTIONS)


def predict(inputs: Path, find: Find) -> Iterator[Row]:
    """One row a question; each report is read once. Without the report all is unknown."""
    reports: dict[str, Extraction | None] = {}
    for row in read_rows(inputs / "instances.jsonl"):
        name = row["pmcid"]
        if name not in reports:
            path = _report(inputs, name)
            reports[name] = None if path is None else find.extraction(path)
        yield {"id": row["id"], **_answer(reports[name], row)}


def _report(inputs: Path, name: str) -> Path | None:
    places = (inputs / folder / f"{name}.{suffix}" for folder, suffix in FORMS)
    return next((path for path in places if path.is_file()), None)


def _answer(report: Extraction | None, row: Row) -> Mapping[str, Decimal | None]:
    kind = row["outcome_type"]
    question = Question(row["intervention"], row["comparator"], row["outcome"], kind, assumptions=CONVENTIONS)
    answer = None if report is None else ask(report, question)
    groups = (None, None) if answer is None else answer.groups
    return {
        f"{side}_{slot}": None if group is None else group.value(slot)
        for side, group in zip(("intervention", "comparator"), groups, strict=True)
        for slot in SLOTS[kind]
    }


BENCHMARK: Final = Benchmark("yun2024", predict, judge)

if __name__ == "__main__":
    BENCHMARK.main()
