"""Scores of predictions whose worth is known."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.benchmarks.judges import measeval, pico_corpus, rct_art, yun2024
from tests.benchmarks.overlaps import numbers_in, span_f1, token_f1
from tests.benchmarks.running import Figure, table

BINARY = {"id": 1, "outcome_type": "binary", "split": "TEST"} | {
    "intervention_events": 4, "intervention_group_size": 20, "comparator_events": 9, "comparator_group_size": None,
}  # fmt: skip
CONTINUOUS = {"id": 2, "outcome_type": "continuous", "split": "DEV"} | {
    "intervention_mean": 2.5, "intervention_standard_deviation": 1, "intervention_group_size": 20,
    "comparator_mean": 3.5, "comparator_standard_deviation": 2, "comparator_group_size": 21,
}  # fmt: skip
NOTE = "The calm group numbered Ninety people; 12 (40%) slept, as did 9 others."
BRAT = (
    "T1\tintervention 4 8\tcalm\n"
    "T2\tintervention-participants 24 30\tNinety\n"
    "T3\tiv-bin-abs 39 41\t12\n"
    "T4\tiv-bin-percent 43 46\t40%\n"
)
TABLE: dict[str, Any] = {
    "arm1": ["tea"],
    "arm2": ["water"],
    "rows": [
        {"outcome": ["deep sleep", "week 2"], "arm1": ["12 (40%)"], "arm2": ["9 (30%)"]},
        {"outcome": ["enrolled", "total study group"], "arm1": ["60"], "arm2": ["60"]},
    ],
}
PARAGRAPH = "The old lamp had a mass of 3.5 kg after two days."
TSV = (
    "docId\tannotSet\tannotType\tstartOffset\tendOffset\tannotId\ttext\tother\n"
    'p\t1\tQuantity\t27\t33\tT1\t3.5 kg\t{"unit": "kg", "mods": ["IsMean"]}\n'
    'p\t1\tMeasuredProperty\t19\t23\tT2\tmass\t{"HasQuantity": "T1"}\n'
    'p\t1\tMeasuredEntity\t4\t12\tT3\told lamp\t{"HasProperty": "T2"}\n'
    'p\t1\tQualifier\t34\t48\tT4\tafter two days\t{"Qualifies": "T1"}\n'
)
QUANTITY = {
    "start": 27, "end": 33, "unit": "kg", "mods": ["IsMean"], "entity": {"start": 4, "end": 12},
    "property": {"start": 19, "end": 23}, "qualifiers": [{"start": 34, "end": 48, "of": "quantity"}],
}  # fmt: skip


def ours(figures: Sequence[Figure], measure: str, over: str = "") -> float:
    """The figure of that name."""
    return next(f.ours for f in figures if f.measure == measure and over in f.over)


def jsonl(path: Path, *rows: Mapping[str, Any]) -> Path:
    """A file of these objects."""
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return path


@pytest.mark.parametrize(
    ("changes", "exact", "precision", "swapped", "invented"),
    [
        ({}, 1.0, 1.0, 0, 0),
        ({"intervention_events": 5}, 0.0, 2 / 3, 0, 0),
        ({"intervention_events": None}, 0.0, 1.0, 0, 0),
        ({"intervention_events": 9, "comparator_events": 4}, 0.0, 1 / 3, 1, 0),
        ({"intervention_events": 9, "comparator_events": None}, 0.0, 1 / 2, 1, 0),
        ({"comparator_group_size": 20}, 0.0, 3 / 4, 1, 1),
    ],
)
def test_yun_rows_count_only_when_wholly_right(
    tmp_path: Path, changes: dict[str, Any], exact: float, precision: float, swapped: int, invented: int
) -> None:
    """Unknown has to be said where it is true; a value of the other arm and an invented size are counted."""
    path = jsonl(tmp_path / "reference.jsonl", BINARY)

    figures = yun2024.judge(path, [BINARY | changes])

    assert ours(figures, "binary: exact, all 4 fields", "1 test rows") == exact
    assert ours(figures, "binary: precision of given values") == pytest.approx(precision)
    assert ours(figures, "binary: rows with a value of the other arm") == swapped
    assert ours(figures, "binary: invented group sizes") == invented


def test_yun_compares_numbers_as_numbers_and_takes_absence_for_unknown(tmp_path: Path) -> None:
    """2.50 is 2.5; a question without a prediction is answered with unknown throughout."""
    blank = {**BINARY, **dict.fromkeys(yun2024.fields("binary"))}
    path = jsonl(tmp_path / "reference.jsonl", blank, CONTINUOUS)

    figures = yun2024.judge(tmp_path, [json.loads(json.dumps(CONTINUOUS).replace("2.5", "2.50"))])

    assert path.is_file()
    assert ours(figures, "continuous: exact, all 6 fields", "1 rows, complete") == 1.0
    assert ours(figures, "binary: exact, all 4 fields", "1 test rows") == 1.0
    assert ours(figures, "binary: always unknown would get", "test") == 1.0


def test_pico_entities_are_judged_by_place_and_numbers_by_value(tmp_path: Path) -> None:
    """A percent without its sign is another span but the same number; the same number twice is wanted twice."""
    (tmp_path / "n.txt").write_text(NOTE, "utf-8")
    (tmp_path / "n.ann").write_text(BRAT, "utf-8")
    gold = [{"label": label, "start": start, "end": end} for label, start, end in pico_corpus.annotated(BRAT)]
    short = [*gold[:3], {**gold[3], "end": 45}]

    perfect = pico_corpus.judge(tmp_path, [{"doc_id": "n", "entities": gold}])
    near = pico_corpus.judge(tmp_path, [{"doc_id": "n", "entities": short}])
    twice = pico_corpus.judge(tmp_path, [{"doc_id": "n", "entities": [*gold, gold[2]]}])

    assert {ours(perfect, "Entity F1 (label and span, micro)"), ours(perfect, "Numbers F1 (label and number)")} == {1.0}
    assert ours(near, "Entity F1 (label and span, micro)") == 0.75
    assert ours(near, "Numbers F1 (label and number)") == 1.0
    assert ours(twice, "Numbers precision") == 0.75
    assert ours(pico_corpus.judge(tmp_path, []), "Entity F1 (label and span, micro)") == 0.0


@pytest.mark.parametrize(
    ("arms", "rows", "numbers", "strict", "relaxed"),
    [
        (("tea", "water"), TABLE["rows"], 1.0, 1.0, 1.0),
        # Swapped arms: only the number of all patients has no arm to be wrong.
        (("water", "tea"), TABLE["rows"], 0.2, 1.0, 1.0),
        (("tea group", "the water"), list(reversed(TABLE["rows"])), 1.0, 1.0, 1.0),
        (("tea", "water"), [TABLE["rows"][0] | {"outcome": ["deep sleep at 2"]}, TABLE["rows"][1]], 1.0, 0.5, 1.0),
        (("tea", "water"), [], 0.0, 0.0, 0.0),
    ],
)  # fmt: skip
def test_rct_art_tables(
    tmp_path: Path, arms: tuple[str, str], rows: Any, numbers: float, strict: float, relaxed: float
) -> None:
    """Numbers need their arm and outcome by half of the words; rows are judged whole; order plays no part."""
    path = jsonl(tmp_path / "dev.jsonl", {"doc_id": "s", "table": TABLE})

    figures = rct_art.judge(path, [{"doc_id": "s", "arm1": arms[0], "arm2": arms[1], "rows": rows}])

    assert ours(figures, "Numbers F1 (with arm and outcome)") == numbers
    assert ours(figures, "Rows F1, strict") == strict
    assert ours(figures, "Rows F1, relaxed") == relaxed


def test_rct_art_gives_both_readings_of_an_empty_name(tmp_path: Path) -> None:
    """A number without its arm is wrong; it passes only where an empty name equals any, and a wrong name never does."""
    path = jsonl(tmp_path / "dev.jsonl", {"doc_id": "s", "table": TABLE})

    unnamed = rct_art.judge(path, [{"doc_id": "s", "arm1": "", "arm2": "water", "rows": TABLE["rows"]}])
    wrong = rct_art.judge(path, [{"doc_id": "s", "arm1": "milk", "arm2": "water", "rows": TABLE["rows"]}])

    assert ours(unnamed, "Numbers F1 (with arm and outcome)") == 0.6
    assert ours(unnamed, "Numbers F1, an empty name equal to any") == 1.0
    assert ours(wrong, "Numbers F1, an empty name equal to any") == 0.6


def measured(folder: Path, *quantities: Mapping[str, Any]) -> tuple[Figure, ...]:
    """The figures of predictions for the one paragraph."""
    for kind, content in (("text/p.txt", PARAGRAPH), ("tsv/p.tsv", TSV)):
        path = folder / "train" / kind
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    return measeval.judge(folder, [{"doc_id": "p", "quantities": list(quantities)}])


def test_measeval_perfect_predictions_score_one_on_every_kind(tmp_path: Path) -> None:
    """All nine kinds."""
    figures = measured(tmp_path, QUANTITY)

    assert len([figure for figure in figures if figure.ours == 1.0]) == len(figures) == 13


def test_measeval_pays_for_overlap_and_for_every_item(tmp_path: Path) -> None:
    """`3.5` shares three of four tokens with `3.5 kg`; a spurious quantity costs, and so do things not named."""
    figures = measured(tmp_path, {"start": 27, "end": 30}, {"start": 40, "end": 43})

    assert ours(figures, "Quantity F1 (token overlap)") == pytest.approx(2 * (6 / 7) / 3)
    assert ours(figures, "Quantity, mean over its items") == pytest.approx((6 / 7) / 2)
    assert ours(figures, "Unit accuracy") == 0.0
    # Eight more items are annotated: unit, modifier, three things, three relations.
    assert ours(figures, "All nine kinds, mean over the items") == pytest.approx((6 / 7) / 10)
    assert ours(figures, "All nine kinds, mean of their F1") == pytest.approx(2 * (6 / 7) / 3 / 9)


@pytest.mark.parametrize(
    ("printed", "expected"),
    [("Ninety", [90]), ("16 months", [16]), ("4 (16.0%)", [4, 16]), ("none", [0]), ("1,009", [1009]), ("calm", [])],
)
def test_numbers_of_an_annotated_piece(printed: str, expected: list[int]) -> None:
    """Digits and words."""
    assert list(numbers_in(printed)) == expected


def test_overlaps() -> None:
    """Names share words in any order; spans share tokens where they stand."""
    assert token_f1("", "") == 1.0
    assert token_f1("tea", "") == 0.0
    assert token_f1("green tea", "Tea (green)") == 1.0
    assert span_f1("one two three", (0, 7), (4, 13)) == 0.5
    assert span_f1("one two three", (0, 3), (4, 13)) == 0.0


def test_a_table_prints_shares_and_counts() -> None:
    """A share without its leading zero, a count as it is."""
    printed = table([Figure("share", "2 rows", 0.5, "other .6"), Figure("whole", "2 rows", 1.0), Figure("rows", "", 3)])

    assert [line.split("|")[3].strip() for line in printed.splitlines()[2:]] == [".500", "1.000", "3"]
