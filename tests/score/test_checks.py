"""What the gold check finds, one fault at a time."""

import hashlib
import json
from decimal import Decimal
from pathlib import Path

import pytest

from pipeline.score import GoldReport, check_gold
from pipeline.score.printed import has_minus, prints

TEXT = "≥EASI-50\r\nDay 29 19 (35)\nNinety-nine patients fell by −44.5±3.9.\n"
Row = dict[str, object]


def row(printed: str = "19 (35)", **other: object) -> Row:
    """A sound gold row of the text."""
    start = TEXT.find(printed)
    made: Row = {
        "doc_id": "d",
        "category": "efficacy",
        "study": None,
        "arm": "Placebo",
        "arm_id": "placebo",
        "arm_n": 54,
        "comparator": None,
        "subgroup": None,
        "outcome": "≥EASI-50",
        "outcome_id": "EASI-50",
        "statistic": "proportion",
        "value": 35,
        "unit": "%",
        "count": 19,
        "denominator": 54,
        "dispersion": None,
        "p_value": None,
        "timepoint_text": "Day 29",
        "timepoint_days": 28,
        "source": {"section": "table", "table": None, "row": None, "column": None, "page": None}
        | {"start": start, "end": start + len(printed), "text": printed},
        "flags": [],
        "alternatives": {},
        "aliases": {},
        "optional": False,
        "note": None,
    }
    return {**made, **other}


SECOND = row("Ninety-nine", statistic="count", value=99, count=99, denominator=None, arm=None)
SPREAD = {"type": "SE", "level": None, "value": 3.9, "low": None, "high": None}
CHANGE = row("−44.5±3.9", statistic="mean", value=-44.5, count=None, denominator=None, dispersion=SPREAD)


def checked(directory: Path, rows: list[Row], *, text: str = TEXT, register: str | None = None) -> GoldReport:
    """The report on one gold file with its text."""
    gold, texts = directory / "gold", directory / "texts"
    gold.mkdir()
    texts.mkdir()
    (gold / "d.jsonl").write_text("".join(json.dumps(each) + "\n" for each in rows), encoding="utf-8")
    (texts / "d.txt").write_bytes(text.encode())
    line = f"d,{hashlib.sha256(TEXT.encode()).hexdigest()},{len(TEXT)},corpus"
    named = f"doc_id,sha256,characters,kind\n{line}\n" if register is None else register
    (gold / "documents.csv").write_text(named, encoding="utf-8")
    return check_gold(gold, [texts])


def test_sound_gold_has_no_findings(tmp_path: Path) -> None:
    """Carriage returns, number words, minus signs and ± are all in order."""
    report = checked(tmp_path, [row(), SECOND, CHANGE])

    assert report.findings == ()
    assert (report.tuples, report.absent) == ({"d": 3}, ())


MISPLACED = {"section": "table", "start": 0, "end": 7, "text": "19 (35)"}
FAULTS = [
    ("slice", [row(source=MISPLACED)]),
    ("slice", [row(source={"section": "table", "text": "19 (35)"})]),
    ("numbers", [row(value=36, denominator=None)]),
    ("numbers", [row(count=18, denominator=None)]),
    ("numbers", [row(dispersion=SPREAD)]),
    ("numbers", [row(value=-35, denominator=None)]),
    ("proportion", [row(denominator=64)]),
    ("proportion", [row(denominator=18)]),
    ("duplicate", [row(), row()]),
    ("vocabulary", [row(colour="red")]),
    ("vocabulary", [row(statistic="share")]),
    ("vocabulary", [row(category="efficiency")]),
    ("vocabulary", [row(dispersion={"type": "var"})]),
    ("vocabulary", [row(alternatives={"valeu": [1]})]),
    ("vocabulary", [row(alternatives={"statistic": ["share"]})]),
    ("vocabulary", [row(aliases={"unit": ["x"]})]),
    ("vocabulary", [{key: value for key, value in row().items() if key != "arm"}]),
    ("documents", [row(doc_id="e")]),
    ("order", [SECOND, row()]),
    ("form", [row(value=None)]),
]


@pytest.mark.parametrize(("check", "rows"), FAULTS)
def test_a_fault_is_found_by_its_check(tmp_path: Path, check: str, rows: list[Row]) -> None:
    """The finding names the line."""
    findings = checked(tmp_path, rows).findings

    assert {finding.check for finding in findings} == {check}
    assert "d.jsonl:" in findings[0].where


EXCUSED = [
    row(denominator=64, note="Misprint: 19 of 54"),
    row(denominator=55, value=35, flags=["approximate"]),
]


@pytest.mark.parametrize("excused", EXCUSED)
def test_a_known_misprint_is_no_fault(tmp_path: Path, excused: Row) -> None:
    """The note says so, and the number stays as printed."""
    assert checked(tmp_path, [excused]).findings == ()


def test_a_changed_text_is_told(tmp_path: Path) -> None:
    """The hash and the length are those of the text the offsets were counted in."""
    findings = checked(tmp_path, [row()], text=TEXT + " ").findings

    assert [finding.check for finding in findings] == ["text", "text"]


@pytest.mark.parametrize(
    "register", ["", "doc_id,sha256,characters,kind\n", "doc_id,sha256,characters,kind\nx,0,z,c\n"]
)
def test_an_unregistered_document_is_told(tmp_path: Path, register: str) -> None:
    """Gold without a line in documents.csv is tied to no text."""
    assert "documents" in {finding.check for finding in checked(tmp_path, [row()], register=register).findings}


def test_without_its_text_gold_is_checked_as_far_as_possible(tmp_path: Path) -> None:
    """The absent text is named; arithmetic and vocabulary are checked all the same."""
    (tmp_path / "gold").mkdir()
    (tmp_path / "gold" / "d.jsonl").write_text(json.dumps(row(denominator=64)), encoding="utf-8")
    (tmp_path / "gold" / "documents.csv").write_text("doc_id,sha256,characters,kind\nd,0,9,source\n", encoding="utf-8")
    report = check_gold(tmp_path / "gold", [tmp_path])

    assert report.absent == ("d",)
    assert [finding.check for finding in report.findings] == ["proportion"]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("19 (35)", "35"),
        ("1,234 patients", "1234"),
        ("0. 627", "0.627"),
        ("62·3", "62.3"),
        ("Ninety-nine", "99"),
        ("one hundred and five", "105"),
        ("two thousand three hundred", "2300"),
        ("twice", "2"),
        ("no deaths", "0"),
        ("half", "50"),
        (".05", "0.05"),
        ("25,15", "25.15"),
    ],
)
def test_numbers_in_digits_and_words(text: str, number: str) -> None:
    """Damaged digits, decimal points of all kinds, and words."""
    assert prints(text, Decimal(number))


@pytest.mark.parametrize(("text", "expected"), [("−44.5", True), ("- 3", True), ("44.5±3.9", False), ("n-fold", False)])
def test_a_minus_before_a_digit(text: str, expected: bool) -> None:
    """Typography does not matter."""
    assert has_minus(text) is expected
