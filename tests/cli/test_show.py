import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

Run = Callable[..., Result]


def flat(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines()]


def test_text_is_printed_exactly(run: Run, report: Path) -> None:
    """Byte for byte: carriage returns and control characters included, no line end added."""
    made = run("text", report)

    assert made.exit_code == 0
    assert made.stdout_bytes == report.read_bytes()


def test_tables_are_printed_one_cell_a_row(run: Run, report: Path) -> None:
    """Paths of heads from the outermost inwards, offsets of the cell."""
    made = run("tables", report)

    assert made.exit_code == 0
    assert "Day 29 > Day 29 Day 29 19 (35) 9 16" in flat(made.stdout)


def test_tables_go_to_a_file(run: Run, report: Path) -> None:
    """The keys are the columns the contract of the command names."""
    made = run("tables", report, "missing.txt", "--to", "cells.jsonl")

    assert made.exit_code == 1
    assert made.stdout == "1 cell of 1 document in cells.jsonl\n"
    assert json.loads(Path("cells.jsonl").read_text(encoding="utf-8")) == {
        "doc_id": "report",
        "table": "Table 1",
        "caption": "19 (35)",
        "row": "Day 29 > Day 29",
        "column": "Day 29",
        "text": "19 (35)",
        "start": 9,
        "end": 16,
    }


@pytest.mark.parametrize("offset", [9, 12, 15])
def test_explain_shows_value_evidence_and_surroundings(offset: int, run: Run, report: Path) -> None:
    """Any offset inside the number will do; the number is marked also without colours."""
    made = run("explain", report, offset)

    assert made.exit_code == 0
    lines = flat(made.stdout)
    assert "In 2019, »19 (35)« had EASI-50; with placebo 6 (15). So 19 (35) [31m≥" in lines
    assert "count 19 19 9-11" in lines
    assert "rule count_share" in lines
    assert "warning: shares: looks odd" in lines


@pytest.mark.parametrize(
    ("text", "offset", "cause"),
    [
        ("In 2019, 19 (35) had", 0, "no result at 0; the nearest is at 9 (19 (35))"),
        ("In 2019, 19 (35) had", 16, "no result at 16; the nearest is at 9 (19 (35))"),
        ("nothing", 3, "no result was found in this document"),
    ],
)
def test_explain_names_the_nearest_result(text: str, offset: int, cause: str, run: Run, tmp_path: Path) -> None:
    """A wrong offset ends with one line that helps."""
    (tmp_path / "x.txt").write_text(text, encoding="utf-8")

    made = run("explain", "x.txt", offset)

    assert (made.exit_code, made.stderr) == (1, f"armwise: x.txt: {cause}\n")


def test_ledger_lists_and_sums(run: Run, report: Path) -> None:
    """Every numeral with its words around, then how many of each state and reason."""
    lines = flat(run("ledger", report).stdout)

    assert "2019 excluded year 3 In 2019, 19 (35) had EASI-50; with placebo 6 (" in lines
    assert "excluded year 1" in lines
    assert "result in a result 3" in lines
    assert "3 results, 3 numerals read, 1 excluded, 0 unread" in lines


def test_ledger_shows_one_state(run: Run, report: Path) -> None:
    """The list is cut down, the sum is not."""
    lines = flat(run("ledger", report, "--state", "excluded").stdout)

    assert not any(line.startswith("19 ") for line in lines)
    assert "result in a result 3" in lines


def test_ledger_goes_to_a_file(run: Run, report: Path) -> None:
    """A chosen state as CSV."""
    made = run("ledger", report, "--state", "excluded", "--to", "ledger.csv")

    assert made.stdout == "1 numeral of 1 document in ledger.csv\n"
    assert Path("ledger.csv").read_text(encoding="utf-8").splitlines()[1].startswith("report,2019,excluded,year,3,7,")


@pytest.mark.parametrize("arguments", [["--state", "lost"], ["--to", "ledger.xlsx"]])
def test_ledger_refuses_a_wrong_call(arguments: list[str], run: Run, report: Path) -> None:
    """A state or kind of file that does not exist."""
    assert run("ledger", report, *arguments).exit_code == 2


@pytest.mark.parametrize("command", [["text"], ["tables"], ["design"], ["ledger"], ["explain"]])
def test_a_document_that_cannot_be_read_is_one_line(command: list[str], run: Run) -> None:
    """The same line and exit code for every command."""
    offset = ["3"] if command == ["explain"] else []

    made = run(*command, "missing.txt", *offset)

    assert (made.exit_code, made.stderr) == (1, "armwise: missing.txt: does not exist\n")


def test_design_goes_to_a_file(run: Run, report: Path) -> None:
    """A line for each group and outcome, after the heads."""
    made = run("design", report, "--to", "design.csv")

    assert (made.exit_code, made.stderr) == (0, "")
    assert (
        Path("design.csv").read_text(encoding="utf-8-sig").startswith("doc_id,kind,name,names,role,id,n,dose,schedule")
    )
