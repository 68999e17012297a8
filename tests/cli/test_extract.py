import csv
import json
import re
import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from typer.testing import Result

from pipeline.cli.terminal import reading
from pipeline.schema import Dispersion, PValue, Source
from pipeline.schema import Result as Tuple

Run = Callable[..., Result]


def test_without_a_file_a_table_is_printed(run: Run, report: Path) -> None:
    """A title, a row a tuple with number, place and group as printed, a summary."""
    made = run("extract", report)

    assert made.exit_code == 0
    lines = [" ".join(line.split()) for line in made.stdout.splitlines()]
    assert lines[0] == "report"
    assert "Dupilumab [bold] ≥EASI-50 proportion 35% (19/54) Day 29 54 results @9" in lines
    assert "3 results, 3 numerals read, 1 excluded, 0 unread" in lines
    assert made.stderr == ""


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx", ".parquet", ".sqlite", ".duckdb"])
def test_a_file_is_written_and_named(suffix: str, run: Run, report: Path, tmp_path: Path) -> None:
    """The user is told where the rows are and how many."""
    made = run("extract", report, "--to", tmp_path / f"out{suffix}")

    assert made.exit_code == 0
    assert made.stdout.splitlines()[0] == f"3 results of 1 document in {tmp_path / f'out{suffix}'}"
    assert (tmp_path / f"out{suffix}").exists()


def test_distinct_folds_repeats(run: Run, report: Path) -> None:
    """19 (35) stands in two places and comes out once."""
    made = run("extract", report, "--distinct", "--to", "out.csv")

    with Path("out.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert made.exit_code == 0
    assert [(row["value"], row["mentions"] != "[]") for row in rows] == [("35", True), ("15", False)]


@pytest.mark.parametrize(
    ("name", "content", "cause"),
    [
        ("missing.txt", None, "does not exist"),
        ("empty.txt", b"", "is empty"),
        ("bug.txt", b"bug", "ZeroDivisionError: division by zero second line"),
    ],
)
def test_a_bad_input_is_one_line_and_the_rest_is_written(
    name: str, content: bytes | None, cause: str, run: Run, report: Path
) -> None:
    """File and cause on stderr, exit code 1, the other document's rows in the file."""
    if content is not None:
        Path(name).write_bytes(content)

    made = run("extract", name, report, "--to", "out.sqlite")

    assert made.exit_code == 1
    assert made.stderr == f"armwise: {name}: {cause}\n"
    with sqlite3.connect("out.sqlite") as database:
        assert database.execute("SELECT doc_id FROM documents").fetchall() == [("report",)]
    database.close()


def test_a_long_cause_stays_on_one_line(run: Run) -> None:
    """A line of a log is one failure, however long the path."""
    name = "a-very-long-name-" * 10

    made = run("extract", name)

    assert made.stderr == f"armwise: {name}: does not exist\n"


def test_nothing_is_written_when_no_input_could_be_read(run: Run) -> None:
    """An earlier file stays as it is; a new one does not come into being."""
    Path("old.csv").write_text("kept", encoding="utf-8")

    codes = [run("extract", "missing.txt", "--to", name).exit_code for name in ("old.csv", "new.csv")]

    assert codes == [1, 1]
    assert Path("old.csv").read_text(encoding="utf-8") == "kept"
    assert not Path("new.csv").exists()


def test_a_folder_without_readable_files_fails(run: Run) -> None:
    """It names the folder."""
    Path("none").mkdir()

    made = run("extract", "none")

    assert made.exit_code == 1
    assert re.fullmatch(r"armwise: none: is a folder without readable files \(.*\.txt.*\)\n", made.stderr)


def test_an_unknown_kind_of_file_is_a_wrong_call(run: Run, report: Path) -> None:
    """Nothing is read before the suffix is known to be right; the known ones are named."""
    made = run("extract", report, "--to", "out.doc")

    assert made.exit_code == 2
    assert ".parquet" in made.stderr


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["--to", "nowhere/out.csv"], "armwise: nowhere/out.csv: its folder nowhere does not exist"),
        (["--config", "nowhere"], "armwise: nowhere: no such configuration; there are "),
    ],
)
def test_an_error_of_the_pipeline_is_one_line(arguments: list[str], line: str, run: Run, report: Path) -> None:
    """No traceback, exit code 1."""
    made = run("extract", report, *arguments)

    assert made.exit_code == 1
    assert made.stderr.startswith(line)
    assert made.stderr.count("\n") == 1


BARE = Tuple(
    doc_id="",
    tuple_id="",
    category="efficacy",
    study=None,
    arm=None,
    arm_id=None,
    arm_n=None,
    comparator=None,
    subgroup=None,
    outcome="",
    outcome_id=None,
    statistic="mean",
    value=Decimal("74.90"),
    unit=None,
    count=None,
    denominator=None,
    dispersion=None,
    p_value=None,
    timepoint_text=None,
    timepoint_days=None,
    source=Source("results", None, None, None, None, 0, 0, ""),
)


@pytest.mark.parametrize(
    ("given", "text"),
    [
        ({}, "mean 74.90"),
        ({"unit": "kg/m2"}, "mean 74.90 kg/m2"),
        ({"unit": "{score}", "dispersion": Dispersion("SD", value=Decimal("12.10"))}, "mean 74.90 (SD 12.10)"),
        ({"dispersion": Dispersion(None, value=Decimal(3))}, "mean 74.90 (± 3)"),
        (
            {"statistic": "odds_ratio", "dispersion": Dispersion("CI", Decimal(95), None, Decimal(1), Decimal(6))},
            "odds ratio 74.90 (95% CI 1 to 6)",
        ),
        ({"value": Decimal(0), "unit": "%", "count": 0, "denominator": 16}, "mean 0% (0/16)"),
        ({"count": 9}, "mean 74.90 (9/?)"),
        ({"p_value": PValue("<", Decimal("0.001"))}, "mean 74.90 p<0.001"),
    ],
)
def test_a_number_reads_as_in_a_report(given: dict[str, Any], text: str) -> None:
    """With all that belongs to it, digits as printed."""
    assert reading(Tuple(**{field: getattr(BARE, field) for field in BARE.__slots__} | given)) == text


def test_every_run_into_a_file_leaves_a_log(run: Run, report: Path) -> None:
    """Beside it; the summary stands on the standard output."""
    Path("empty.txt").touch()

    made = run("extract", report, "empty.txt", "--to", "out.csv")

    events = [json.loads(line) for line in Path("out.csv.log").read_text(encoding="utf-8").splitlines()]
    assert [event["event"] for event in events] == ["start", "document", "failure", "end"]
    assert (events[-1]["results"], events[-1]["state"]) == (3, "complete")
    assert made.stdout.splitlines()[:2] == ["3 results of 1 document in out.csv", "1 failed (read): is empty"]


def test_a_log_may_be_asked_for(run: Run, report: Path) -> None:
    """Also of a run that shows its results on the terminal."""
    run("extract", report, "--log", "run.log")

    assert '"event": "end"' in Path("run.log").read_text(encoding="utf-8")
