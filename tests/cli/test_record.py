import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import Result

from pipeline import store

Run = Callable[..., Result]
DEFAULT = ("--config", "default")


def rows(query: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect("out.sqlite")) as database:
        return database.execute(query).fetchall()


def test_to_resume_is_to_skip_what_is_unchanged(run: Run, report: Path) -> None:
    """A second run reads only the document that is new."""
    run("extract", report, "--to", "out.sqlite", *DEFAULT)
    Path("new.txt").write_text("19 (35)", encoding="utf-8")

    made = run("extract", report, "new.txt", "--to", "out.sqlite", "--resume", *DEFAULT)

    assert made.stdout.splitlines()[0] == "1 result of 1 document in out.sqlite, 1 document skipped as unchanged"
    assert rows("SELECT doc_id FROM documents ORDER BY 1") == [("new",), ("report",)]


@pytest.mark.parametrize("change", ["content", "distinct"])
def test_what_changed_is_read_again(change: str, run: Run, report: Path) -> None:
    """Another content or another kind of result is another reading."""
    run("extract", report, "--to", "out.sqlite", *DEFAULT)
    if change == "content":
        report.write_text("6 (15)", encoding="utf-8")

    made = run(
        "extract", report, "--to", "out.sqlite", "--resume", *DEFAULT, *(["--distinct"] if change == "distinct" else [])
    )

    assert "skipped" not in made.stdout
    assert rows("SELECT results FROM documents") == [(1 if change == "content" else 2,)]


def test_failures_are_noted_until_they_are_overcome(run: Run, report: Path) -> None:
    """File, stage and cause stand in the record; the rows an earlier run kept stay."""
    run("extract", report, "--to", "out.sqlite", *DEFAULT)
    good = report.read_bytes()
    report.write_bytes(b"")

    failed = run("extract", report, "--to", "out.sqlite", *DEFAULT)

    assert failed.exit_code == 1
    assert rows("SELECT doc_id, stage, cause FROM failures") == [("report", "read", "is empty")]
    assert rows("SELECT count(*) FROM results") == [(3,)]

    report.write_bytes(good)
    run("extract", report, "--to", "out.sqlite", "--resume", *DEFAULT)
    assert rows("SELECT * FROM failures") == []


def test_only_a_record_can_be_resumed(run: Run, report: Path) -> None:
    """Other files are written anew, so that skipping would lose rows."""
    made = run("extract", report, "--to", "out.csv", "--resume", *DEFAULT)

    assert made.exit_code == 2
    assert "--resume" in made.stderr


def test_a_second_run_is_kept_out(run: Run, report: Path, tmp_path: Path) -> None:
    """Two writers would mix; the message says what to do."""
    with store.opened(str(tmp_path / "out.sqlite")):
        made = run("extract", report, "--to", "out.sqlite", *DEFAULT)

    assert made.exit_code == 1
    assert made.stderr.startswith("armwise: out.sqlite: another run is writing into it")
