import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from rich.console import Console
from typer.testing import Result

from pipeline.batch import Journal, journal
from pipeline.batch.stopwatch import Reached, timed
from pipeline.cli.terminal import progress
from pipeline.document import Document
from pipeline.errors import StoreError
from pipeline.extraction import Extraction, Failure

Run = Callable[..., Result]
BEGUN = {"to": "out.csv"}


def made(doc_id: str, **seconds: float) -> Extraction:
    return Extraction(Document(doc_id, "text", "5eed"), (), (), (), (), (), (), seconds=seconds)


def lines(log: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]


def test_a_log_tells_what_became_of_each_document(tmp_path: Path) -> None:
    """One line as it happens, and at the end the account of the run."""
    log = tmp_path / "out.csv.log"

    with journal(log, BEGUN) as run:
        run.note(made("one", read=0.25, prose=1))
        run.note(Failure("two", "two.txt", "read", "is empty"))
        run.note(Failure("three", "three.txt", "read", "is empty"))
        assert [line["event"] for line in lines(log)] == ["start", "document", "failure", "failure"]

    start, one, two, _, end = lines(log)
    assert start["to"] == "out.csv"
    assert (one["doc_id"], one["sha256"], one["characters"]) == ("one", "5eed", 4)
    assert one["seconds"] == {"read": 0.25, "prose": 1}
    assert (two["path"], two["stage"], two["cause"]) == ("two.txt", "read", "is empty")
    assert (end["state"], end["documents"], end["stages"]) == ("complete", 1, {"read": 0.25, "prose": 1})
    assert end["failures"] == [{"stage": "read", "cause": "is empty", "documents": 2}]
    assert len({line["run"] for line in lines(log)}) == 1


def test_a_log_goes_on_where_a_killed_run_broke_off(tmp_path: Path) -> None:
    """Half a line is ended, so that every later line can be read."""
    log = tmp_path / "log"
    log.write_text('{"event": "start"}\n{"event": "docu', encoding="utf-8")

    with journal(log, BEGUN):
        pass

    kept = log.read_text(encoding="utf-8").splitlines()
    assert kept[1] == '{"event": "docu'
    assert [json.loads(line)["event"] for line in kept[2:]] == ["start", "end"]


@pytest.mark.parametrize(
    ("error", "state"),
    [(KeyboardInterrupt(), "interrupted"), (SystemExit(143), "interrupted"), (StoreError("x", "is full"), "failed")],
)
def test_a_log_says_how_a_run_ended(error: BaseException, state: str, tmp_path: Path) -> None:
    """Stopped by the user, or failed and why."""
    with pytest.raises(type(error)), journal(tmp_path / "log", BEGUN):
        raise error

    assert lines(tmp_path / "log")[-1]["state"] == state
    assert lines(tmp_path / "log")[-1]["cause"] == str(error)


def test_a_log_that_cannot_be_written_is_one_clear_error(tmp_path: Path) -> None:
    """A folder in its place; a disk that is full."""
    with pytest.raises(StoreError, match="the log cannot be written"), journal(tmp_path, BEGUN):
        pass
    full = Path("/dev/full")
    if full.exists():
        with pytest.raises(StoreError, match="/dev/full: the log cannot be written"), journal(full, BEGUN):
            pass


def test_names_that_are_no_text_can_be_logged(tmp_path: Path) -> None:
    """Linux allows any bytes in a name."""
    with journal(tmp_path / "log", BEGUN) as run:
        run.note(Failure("a", "a\udcff.txt", "read", "is empty"))

    assert lines(tmp_path / "log")[1]["path"] == "a\udcff.txt"


def test_the_summary_counts_causes_and_seconds() -> None:
    """What a user reads at the end."""
    run = Journal()
    for name in ("a", "b"):
        run.note(Failure(name, name, "limit", "took longer than 2 seconds and was stopped"))
    run.note(made("c", read=0.25, prose=1.5))

    failed, spent = run.lines()

    assert failed == "2 failed (limit): took longer than 2 seconds and was stopped"
    assert spent.endswith("seconds of the workers: read 0.2, prose 1.5")


def test_stages_are_timed() -> None:
    """Each from its beginning to the next; equal extractions may take unequal time."""

    class Staged:
        def extract(self, path: Path, reached: Reached) -> Extraction:
            reached("read")
            reached("prose")
            return made(path.stem)

    found = timed(Staged())(Path("one.txt"))

    assert list(found.seconds) == ["read", "prose"]
    assert all(seconds >= 0 for seconds in found.seconds.values())
    assert found == made("one")


def test_the_bar_shows_rate_failures_and_time_left() -> None:
    """On a terminal; nothing where the output is a file."""
    screen, file = StringIO(), StringIO()
    for output, is_terminal in ((screen, True), (file, False)):
        console = Console(file=output, force_terminal=is_terminal, width=100)
        with progress(console) as bar:
            task = bar.add_task("Reading", total=4, failed=0)
            for done in range(1, 4):
                bar.update(task, advance=1, failed=done - 1)
            bar.refresh()

    shown = screen.getvalue()
    assert all(words in shown for words in ("Reading", "3/4", "/s", "2 failed", "left"))
    assert file.getvalue() == ""
