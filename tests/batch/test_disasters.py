"""What goes wrong around a run: one clear error, nothing partial, and the next run completes it."""

import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg
import pytest

from pipeline.schema import from_json
from tests.batch.command import Process, ended, events, reports, start, wait_for
from tests.store.server import Server

FILES = (".jsonl", ".csv", ".xlsx", ".parquet", ".duckdb")
NUMBER = 40  # reports of 100 results each
SMALL = 500_000  # bytes: less than what the results take in any kind of file
pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of reports."""
    return reports(tmp_path_factory.mktemp("disasters") / "reports", NUMBER)


@pytest.fixture(scope="module")
def calm(documents: Path) -> list[str]:
    """The tuples of an undisturbed run, as JSON lines."""
    target = documents.parent / "calm.jsonl"
    assert ended(start(documents, target)) == (0, [])
    return target.read_text(encoding="utf-8").splitlines()


@pytest.fixture
def disk() -> Iterator[Path]:
    """A disk of half a megabyte."""
    with tempfile.TemporaryDirectory() as folder:
        mount = ["mount", "-t", "tmpfs", "-o", f"size={SMALL}", "tmpfs", folder]
        if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
            pytest.skip("this user may not mount a small disk")
        yield Path(folder)
        subprocess.run(["umount", folder], check=True)


def lines(target: Path) -> list[str]:
    """The tuples that a record holds."""
    with closing(sqlite3.connect(target)) as database:
        return [line for (line,) in database.execute("SELECT tuple_json FROM results ORDER BY doc_id, rowid")]


def kept_whole(target: Path) -> int:
    """How many documents the record holds; each must have all its results."""
    with closing(sqlite3.connect(target)) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        counted = database.execute(
            "SELECT results, (SELECT count(*) FROM results r WHERE r.doc_id = d.doc_id) FROM documents d"
        )
        found = counted.fetchall()
    assert all(told == held == 100 for told, held in found)
    return len(found)


def one_line(process: Process, cause: str) -> None:
    """The run ends with exit code 1 and says why in one line."""
    code, (told,) = ended(process)
    assert code == 1
    assert told.startswith("armwise: ")
    assert cause in told


@pytest.mark.parametrize("suffix", FILES)
def test_a_full_disk_leaves_no_part_of_a_file(suffix: str, disk: Path, documents: Path) -> None:
    """Neither the file nor a draft of it."""
    one_line(start(documents, disk / f"out{suffix}", "--log", os.devnull), "cannot be written")

    assert list(disk.iterdir()) == []


def test_a_full_disk_leaves_whole_documents_in_a_record(disk: Path, documents: Path, calm: list[str]) -> None:
    """Those kept before; with room made, the run is resumed and complete."""
    target = disk / "out.sqlite"
    one_line(start(documents, target, "--log", os.devnull), "full")

    assert 0 < kept_whole(target) < NUMBER

    subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
    assert ended(start(documents, target, "--resume")) == (0, [])
    assert lines(target) == calm


@pytest.mark.parametrize("suffix", [*FILES, ".sqlite"])
def test_a_file_that_may_not_grow_is_one_clear_error(
    suffix: str, tmp_path: Path, documents: Path, calm: list[str]
) -> None:
    """A quota, for users who may not mount disks; whoever had a file keeps it."""
    target = tmp_path / f"out{suffix}"
    if suffix != ".sqlite":
        target.write_bytes(b"of an earlier run")

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL // 10, SMALL // 10))

    one_line(start(documents, target, "--log", os.devnull, preexec_fn=limited), "cannot be written")

    assert [path.name for path in tmp_path.iterdir()] in ([target.name], [])
    if suffix != ".sqlite":
        assert target.read_bytes() == b"of an earlier run"
    else:
        assert ended(start(documents, target, "--resume")) == (0, [])
        assert lines(target) == calm


@pytest.mark.parametrize("suffix", [*FILES, ".sqlite"])
def test_a_target_that_may_only_be_read_is_one_clear_error(suffix: str, disk: Path, documents: Path) -> None:
    """Before any document is read."""
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)

    one_line(start(documents, disk / f"out{suffix}"), "is write-protected")


def test_a_log_on_a_full_disk_ends_the_run(tmp_path: Path, documents: Path) -> None:
    """The log is part of what was asked for."""
    one_line(start(documents, tmp_path / "out.csv", "--log", "/dev/full"), "/dev/full: the log cannot be written")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(("sent", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
@pytest.mark.parametrize("suffix", [".sqlite", ".csv", ".parquet"])
def test_a_run_that_is_stopped_ends_cleanly(
    sent: signal.Signals, code: int, suffix: str, tmp_path: Path, documents: Path, calm: list[str]
) -> None:
    """Ctrl-C reaches all processes of the group; nothing is left but what is whole, and the log says so."""
    target, log = tmp_path / f"out{suffix}", tmp_path / "log"
    process = start(documents, target, "--log", str(log), "--jobs", "2")
    wait_for(log, 5, process)

    os.killpg(process.pid, sent)
    returned, told = ended(process)

    assert (returned, told) == (code, [])
    assert list(events(log))[-1]["state"] == "interrupted"
    assert no_process_of(process)
    if suffix == ".sqlite":
        assert 5 <= kept_whole(target) < NUMBER
        assert ended(start(documents, target, "--resume")) == (0, [])
        assert lines(target) == calm
    else:
        assert [path.name for path in tmp_path.iterdir()] == ["log"]


def no_process_of(process: Process, seconds: float = 5) -> bool:
    """Whether all of the group have ended, within some seconds."""
    for _ in range(round(10 * seconds)):
        try:
            process.poll()
            os.killpg(process.pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


def test_a_killed_run_leaves_no_process(tmp_path: Path) -> None:
    """Not even one that a library keeps busy: it ends with the time that its document may take."""
    documents = reports(tmp_path / "reports", 3)
    (documents / "bait-1.txt").write_text("a" * 60 + "b", encoding="utf-8")
    log = tmp_path / "log"
    process = start(documents, tmp_path / "out.sqlite", "--log", str(log), "--limit-seconds", "2", "--jobs", "1")
    wait_for(log, 0, process)
    time.sleep(2)

    process.kill()

    assert no_process_of(process, seconds=10)
    process.communicate()


@pytest.mark.parametrize("suffix", [".csv", ".duckdb"])
def test_the_draft_of_a_killed_run_is_removed_by_the_next(suffix: str, tmp_path: Path, documents: Path) -> None:
    """A living run's draft is not: the two write one after the other."""
    target, log = tmp_path / f"out{suffix}", tmp_path / "log"
    killed = start(documents, target, "--log", str(log))
    wait_for(log, 3, killed)
    killed.kill()
    killed.communicate()
    (draft,) = (path for path in tmp_path.iterdir() if path.is_dir())
    assert no_process_of(killed)

    living = start(documents, target, "--log", str(tmp_path / "living"))
    wait_for(tmp_path / "living", 1, living)
    other = start(documents, target, "--log", os.devnull)

    assert ended(other) == (0, [])
    assert ended(living) == (0, [])
    assert not draft.exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["living", "log", target.name]


def test_two_runs_on_one_record(tmp_path: Path, documents: Path, calm: list[str]) -> None:
    """The second is refused and says why; the first does not notice, and readers are not locked out."""
    target, log = tmp_path / "out.sqlite", tmp_path / "log"
    first = start(documents, target, "--log", str(log))
    wait_for(log, 3, first)

    one_line(start(documents, target, "--log", os.devnull), "another run is writing into it")

    assert kept_whole(target) >= 3
    assert ended(first) == (0, [])
    assert lines(target) == calm


@pytest.fixture
def empty(server: Server) -> Server:
    """A server whose database is empty."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS armwise CASCADE")
    return server


def held(server: Server) -> list[str]:
    """The tuples in PostgreSQL, in the order of the documents and places."""
    with psycopg.connect(server.url) as connection:
        query = 'SELECT tuple_json FROM armwise.results ORDER BY doc_id COLLATE "C", source_start'
        return [line for (line,) in connection.execute(query).fetchall()]


def test_two_runs_on_one_server(empty: Server, tmp_path: Path, documents: Path, calm: list[str]) -> None:
    """The same as with a file; a run again over the same documents changes nothing."""
    log = tmp_path / "log"
    first = start(documents, empty.url, "--log", str(log))
    wait_for(log, 3, first)

    one_line(start(documents, empty.url), "another run is writing into it")

    assert ended(first) == (0, [])
    assert held(empty) == calm
    assert ended(start(documents, empty.url)) == (0, [])
    assert held(empty) == calm
    with psycopg.connect(empty.url) as connection:
        runs = connection.execute(
            "SELECT ended IS NOT NULL, summary ->> 'results' FROM armwise.runs ORDER BY run"
        ).fetchall()
        orphans = "SELECT count(*) FROM armwise.results LEFT JOIN armwise.runs USING (run) WHERE ended IS NULL"
        assert connection.execute(orphans).fetchone() == (0,)
    assert runs == [(True, str(len(calm)))] * 2


def test_a_server_that_stops_in_mid_run(empty: Server, tmp_path: Path, documents: Path, calm: list[str]) -> None:
    """One clear error without password; what was kept is whole, and the run is resumed when the server is back."""
    log = tmp_path / "log"
    process = start(documents, empty.url.replace("armwise@", "armwise:secret@"), "--log", str(log))
    wait_for(log, 5, process)

    empty.stop()
    try:
        code, (told,) = ended(process)
    finally:
        empty.start()

    assert code == 1
    assert told.startswith("armwise: postgresql:///postgres: cannot be written (")
    assert "secret" not in told
    before = held(empty)
    assert before == calm[: len(before)]
    assert 500 <= len(before) < len(calm)
    assert len(before) % 100 == 0
    assert ended(start(documents, empty.url, "--resume")) == (0, [])
    assert held(empty) == calm


def test_the_calm_run_is_one_of_tuples(calm: list[str]) -> None:
    """A hundred a report."""
    assert len(calm) == 100 * NUMBER
    assert all(from_json(line).value >= 0 for line in calm[:100])
