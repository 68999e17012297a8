import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def flat(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_findings_are_told_with_both_places_and_the_working(run: Run, report: Path) -> None:
    """One block a finding, then how many of each severity."""
    made = run("check", report)

    assert made.exit_code == 0
    assert flat(made.stdout) == [
        "report",
        "warning: shares: looks odd",
        "here: 19 (35) @9-16",
        "against: 6 (15) @44-50",
        "working: 19/54 = 35.2",
        "proposal: =35",
        "1 finding: 0 error, 1 warning, 0 note",
        "",
    ]


@pytest.mark.parametrize(("least", "number"), [("note", 1), ("warning", 1), ("error", 0)])
def test_less_sure_findings_can_be_left_out(least: str, number: int, run: Run, report: Path) -> None:
    """The surest first: error, warning, note."""
    made = run("check", report, "--least", least, "--to", "findings.jsonl")
    assert len(Path("findings.jsonl").read_text(encoding="utf-8").splitlines()) == number, made.output


def test_findings_go_to_a_file(run: Run, report: Path) -> None:
    """Both places by offset and text; one document fails, the other is written."""
    made = run("check", report, "missing.txt", "--to", "findings.jsonl")

    assert (made.exit_code, made.stdout) == (1, "1 finding of 1 document in findings.jsonl\n")
    assert json.loads(Path("findings.jsonl").read_text(encoding="utf-8")) == {
        "doc_id": "report",
        "check": "shares",
        "severity": "warning",
        "message": "looks odd",
        "start": 9,
        "end": 16,
        "text": "19 (35)",
        "against_start": 44,
        "against_end": 50,
        "against_text": "6 (15)",
        "working": "19/54 = 35.2",
        "proposal": "=35",
    }


def test_a_table_of_findings_is_safe_to_open(run: Run, report: Path) -> None:
    """A cell that a spreadsheet would run gets an apostrophe."""
    run("check", report, "--to", "findings.csv")
    (_, row) = Path("findings.csv").read_text(encoding="utf-8").splitlines()
    assert row.endswith(",'=35")


@pytest.mark.parametrize("arguments", [["--to", "findings.xlsx"], ["--least", "doubt"]])
def test_a_wrong_call_is_refused(arguments: list[str], run: Run, report: Path) -> None:
    """Before anything is read."""
    assert run("check", report, *arguments).exit_code == 2
