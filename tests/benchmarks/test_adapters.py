"""What the pipeline found, in the form of each benchmark."""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import Dispersion, Result
from tests.benchmarks import measeval, pico_corpus, rct_art, yun2024
from tests.benchmarks.found import Finder
from tests.benchmarks.questions import initials, likeness, variants
from tests.benchmarks.report import BEGIN, BENCHMARKS, END, filled
from tests.benchmarks.running import Benchmark, read_rows

TEXT = "Green tea and water were compared. Relief was seen in 12 (40%) with Green tea and 9 (30%) with water at week 2."
MakeResult = Callable[..., Result]
QUESTION = {
    "id": 7,
    "pmcid": "PMC1",
    "intervention": "green tea (GT)",
    "comparator": "water",
    "outcome": "relief",
    "outcome_type": "binary",
}


@pytest.fixture
def told(make_result: MakeResult) -> tuple[Result, ...]:
    """What TEXT reports."""
    fields: dict[str, Any] = {"outcome": "Relief", "timepoint_text": "week 2", "timepoint_days": Decimal(14)}
    one = make_result(TEXT, "12 (40%)", arm="Green tea", value=Decimal(40), count=12, arm_n=30, **fields)
    two = make_result(TEXT, "9 (30%)", arm="water", value=Decimal(30), count=9, arm_n=30, **fields)
    return one, two


@pytest.fixture
def inputs(tmp_path: Path) -> Path:
    """A folder that serves as inputs of every benchmark, answers absent."""
    for name in ("markdown", "train/text"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("markdown/PMC1.md", "train/text/p.txt", "a.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    rows = (QUESTION, QUESTION | {"id": 8, "pmcid": "PMC2"})
    (tmp_path / "instances.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    (tmp_path / "sentences.jsonl").write_text(json.dumps({"doc_id": "s", "text": TEXT}) + "\n", "utf-8")
    return tmp_path


def test_yun_answers_and_a_missing_report_is_unknown(
    inputs: Path, stub: Callable[..., Any], told: tuple[Result, ...]
) -> None:
    """Events and sizes of both arms; the second question's report is not there."""
    known, unknown = yun2024.predict(inputs, stub(PMC1=told))

    events = {"intervention_events": 12, "comparator_events": 9}
    assert known == {"id": 7, **events, "intervention_group_size": 30, "comparator_group_size": 30}
    assert unknown == {"id": 8, **dict.fromkeys(list(known)[1:])}


def test_pico_marks_the_first_naming_and_the_printed_slots(
    inputs: Path, stub: Callable[..., Any], told: tuple[Result, ...]
) -> None:
    """The last named of two groups is the control when neither is called so."""
    (row,) = pico_corpus.predict(inputs, stub(a=told))

    assert [(e["label"], TEXT[e["start"] : e["end"]], e["start"] < 30) for e in row["entities"]] == [
        ("intervention", "Green tea", True),
        ("control", "water", True),
        ("outcome", "Relief", False),
        ("iv-bin-abs", "12", False),
        ("iv-bin-percent", "40%", False),
        ("cv-bin-abs", "9", False),
        ("cv-bin-percent", "30%", False),
    ]


def test_rct_art_puts_one_outcome_and_time_in_a_row(
    inputs: Path, stub: Callable[..., Any], told: tuple[Result, ...]
) -> None:
    """Measures as printed; the arms in the order of their naming."""
    (row,) = rct_art.predict(inputs, stub(s=told))

    assert row == {
        "doc_id": "s", "arm1": "Green tea", "arm2": "water",
        "rows": [{"outcome": ["Relief", "week 2"], "arm1": ["12 (40%)"], "arm2": ["9 (30%)"]}],
    }  # fmt: skip


def test_measeval_gives_every_reading_with_what_its_result_names(
    inputs: Path, stub: Callable[..., Any], told: tuple[Result, ...]
) -> None:
    """The arm is the entity, the outcome the property."""
    (row,) = measeval.predict(inputs, stub(p=told))

    first = row["quantities"][0]
    assert TEXT[first["start"] : first["end"]] == "12 (40%)"
    assert TEXT[first["entity"]["start"] : first["entity"]["end"]] == "Green tea"
    assert TEXT[first["property"]["start"] : first["property"]["end"]] == "Relief"


@pytest.mark.parametrize("benchmark", BENCHMARKS, ids=lambda benchmark: benchmark.name)
def test_runs_on_the_pipeline_where_no_answers_are(
    inputs: Path, tmp_path_factory: pytest.TempPathFactory, find: Finder, benchmark: Benchmark
) -> None:
    """The same with and without (broken) answers, a row for every document or question, every span inside the text."""
    benchmark.write(inputs, inputs / "out" / "one.jsonl", find)
    copy = tmp_path_factory.mktemp("answers")
    shutil.copytree(inputs, copy, ignore=shutil.ignore_patterns("out"), dirs_exist_ok=True)
    (copy / "reference.jsonl").write_text("not even JSON", "utf-8")
    (copy / "a.ann").write_text("T1\tage 0 5\tGreen\n", "utf-8")
    benchmark.write(copy, inputs / "out" / "two.jsonl", find)

    rows = read_rows(inputs / "out" / "one.jsonl")
    assert rows == read_rows(inputs / "out" / "two.jsonl")
    assert len(rows) == (2 if benchmark is yun2024.BENCHMARK else 1)
    spans = [item for row in rows for item in (*row.get("entities", ()), *row.get("quantities", ()))]
    assert all(0 <= span["start"] < span["end"] <= len(TEXT) for span in spans)


@pytest.mark.parametrize(
    ("changed", "events"),
    [
        ({}, 12),
        ({"arm": "Black coffee"}, None),
        ({"outcome": "Nausea"}, None),
        ({"timepoint_days": Decimal(0)}, None),
        ({"statistic": "risk_ratio"}, None),
        ({"count": None}, 12),  # 40% of 30
        ({"count": None, "arm_n": None}, None),
        ({"arm": "GT"}, 12),
    ],
)
def test_a_question_is_answered_by_name_scale_and_time(
    inputs: Path, stub: Callable[..., Any], make_result: MakeResult, changed: dict[str, Any], events: int | None
) -> None:
    """Another arm, outcome, scale or the baseline is no answer; an abbreviation is."""
    fields = {"arm": "Green tea", "outcome": "Relief", "value": Decimal(40), "count": 12, "arm_n": 30, **changed}
    result = make_result(TEXT, "12 (40%)", **fields)

    row = next(iter(yun2024.predict(inputs, stub(PMC1=(result,)))))

    assert row["intervention_events"] == events


def test_the_last_time_and_the_standard_deviation_answer_a_continuous_question(
    inputs: Path, stub: Callable[..., Any], make_result: MakeResult
) -> None:
    """A standard error is no standard deviation; week 4 comes after week 2."""
    question = QUESTION | {"outcome_type": "continuous"}
    (inputs / "instances.jsonl").write_text(json.dumps(question) + "\n", "utf-8")
    fields = {"arm": "Green tea", "statistic": "mean", "outcome": "Relief"}
    early = make_result(TEXT, "12", value=Decimal("1.0"), timepoint_days=Decimal(14), **fields)
    spread = Dispersion("SD", value=Decimal("0.4"))
    late = make_result(TEXT, "40", value=Decimal("2.0"), timepoint_days=Decimal(28), dispersion=spread, **fields)
    other = Dispersion("SE", value=Decimal("0.1"))
    water = make_result(
        TEXT, "30", value=Decimal("3.0"), timepoint_days=Decimal(28), dispersion=other, **fields | {"arm": "water"}
    )

    (row,) = yun2024.predict(inputs, stub(PMC1=(early, late, water)))

    assert (row["intervention_mean"], row["intervention_standard_deviation"]) == (Decimal("2.0"), Decimal("0.4"))
    assert (row["comparator_mean"], row["comparator_standard_deviation"]) == (Decimal("3.0"), None)


def test_names() -> None:
    """Words, brackets and initials."""
    assert variants("Green Tea (GT)") == ("Green Tea (GT)", "Green Tea", "GT")
    assert initials("Green Tea") == "gt"
    assert likeness("green tea", "GT") == likeness("tea group", "Tea") == 1.0
    assert likeness("green tea", "black coffee") == 0.0
    assert likeness("green tea", "tea") == 0.75


def test_the_document_gets_the_figures_of_the_run() -> None:
    """What stood between the marks is replaced, the rest stays; a document without them is refused."""
    document = f"# Head\n{BEGIN}\nold\n{END}\ntail\n"

    assert filled(document, "new") == f"# Head\n{BEGIN}\n\nnew\n{END}\ntail\n"
    assert filled(filled(document, "new"), "new") == filled(document, "new")
    with pytest.raises(ValueError, match="lacks"):
        filled("# Head", "new")
