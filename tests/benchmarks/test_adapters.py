"""What the pipeline found, in the form of each benchmark."""

import json
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from pipeline.schema import Result
from tests.benchmarks import measeval, pico_corpus, rct_art, yun2024
from tests.benchmarks.found import Finder
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


def test_yun_answers_and_a_missing_report_is_unknown(inputs: Path, find: Finder) -> None:
    """Events and sizes of both arms; the second question's report is not there."""
    known, unknown = yun2024.predict(inputs, find)

    events = {"intervention_events": 12, "comparator_events": 9}
    assert {key: known[key] for key in events} == events
    assert unknown == {"id": 8, **dict.fromkeys(list(known)[1:])}


def test_yun_reads_the_form_that_loses_least(inputs: Path, find: Finder) -> None:
    """XML before Markdown."""
    (inputs / "xml_full").mkdir()
    sentence = TEXT.replace("12 (40%)", "6 (20%)")
    article = f"<article><body><sec><title>Results</title><p>{sentence}</p></sec></body></article>"
    (inputs / "xml_full" / "PMC1.xml").write_text(article, "utf-8")

    known = next(iter(yun2024.predict(inputs, find)))

    assert known["intervention_events"] == 6


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


def test_measeval_gives_every_amount_with_what_its_result_names(
    inputs: Path, stub: Callable[..., Any], told: tuple[Result, ...]
) -> None:
    """The arm is the entity, the outcome the property."""
    (row,) = measeval.predict(inputs, stub(p=told))

    first = row["quantities"][0]
    assert [TEXT[q["start"] : q["end"]] for q in row["quantities"]] == ["12", "40%", "9", "30%"]
    assert [q["unit"] for q in row["quantities"]] == [None, "%", None, "%"]
    assert TEXT[first["entity"]["start"] : first["entity"]["end"]] == "Green tea"
    assert TEXT[first["property"]["start"] : first["property"]["end"]] == "Relief"


@pytest.mark.parametrize("chosen", BENCHMARKS, ids=lambda chosen: chosen.name)
def test_runs_on_the_pipeline_where_no_answers_are(
    inputs: Path, tmp_path_factory: pytest.TempPathFactory, find: Finder, chosen: Benchmark
) -> None:
    """The same with and without (broken) answers, a row for every document or question, every span inside the text."""
    chosen.write(inputs, inputs / "out" / "one.jsonl", find)
    copy = tmp_path_factory.mktemp("answers")
    shutil.copytree(inputs, copy, ignore=shutil.ignore_patterns("out"), dirs_exist_ok=True)
    (copy / "reference.jsonl").write_text("not even JSON", "utf-8")
    (copy / "a.ann").write_text("T1\tage 0 5\tGreen\n", "utf-8")
    chosen.write(copy, inputs / "out" / "two.jsonl", find)

    rows = read_rows(inputs / "out" / "one.jsonl")
    assert rows == read_rows(inputs / "out" / "two.jsonl")
    assert len(rows) == (2 if chosen is yun2024.BENCHMARK else 1)
    spans = [item for row in rows for item in (*row.get("entities", ()), *row.get("quantities", ()))]
    assert all(0 <= span["start"] < span["end"] <= len(TEXT) for span in spans)


def test_the_document_gets_the_figures_of_the_run() -> None:
    """What stood between the marks is replaced, the rest stays; a document without them is refused."""
    document = f"# Head\n{BEGIN}\nold\n{END}\ntail\n"

    assert filled(document, "new") == f"# Head\n{BEGIN}\n\nnew\n{END}\ntail\n"
    assert filled(filled(document, "new"), "new") == filled(document, "new")
    with pytest.raises(ValueError, match="lacks"):
        filled("# Head", "new")
