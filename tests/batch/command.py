"""The command line as a process of its own, with extractors that misbehave (see poison.py)."""

import json
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.batch.attempts import Extract

ROOT = Path(__file__).resolve().parents[2]
Process = subprocess.Popen[str]


def start(paths: Path, target: Path | str, *options: str, load: str = "shares", **given: Any) -> Process:
    """``armwise extract`` at work, in a process group of its own, reading with a loader of poison.py."""
    arguments = ["extract", str(paths), "--to", str(target), *options]
    code = f"from tests.batch import command, poison; command.armwise({arguments!r}, poison.{load})"
    return subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        start_new_session=True, **given,
    )  # fmt: skip


def ended(process: Process) -> tuple[int, list[str]]:
    """The exit code and what was told on the standard error, once it has ended."""
    _, told = process.communicate(timeout=300)
    return process.returncode, told.splitlines()


def armwise(arguments: list[str], load: Callable[[str], Extract]) -> None:
    """The command line with other extractors, also on a cluster, stopped by Ctrl-C as at a terminal.

    A shell without job control starts what runs in the background with SIGINT ignored, and that is inherited.
    """
    from pipeline import batch, cli

    batch.supervised = partial(batch.supervised, load=load)  # type: ignore[assignment]
    batch.clustered = partial(batch.clustered, load=load, size=4)  # type: ignore[assignment]
    signal.signal(signal.SIGINT, signal.default_int_handler)
    sys.argv[1:] = arguments
    cli.main()


def events(log: Path) -> Iterator[dict[str, Any]]:
    """The whole lines of a run's log."""
    if log.exists():
        for line in log.read_text(encoding="utf-8").splitlines(keepends=True):
            if line.endswith("}\n"):
                yield json.loads(line)


def wait_for(log: Path, documents: int, process: Process, seconds: float = 120) -> None:
    """Wait until so many documents were read; a run that ends before is an error of the test."""
    until = time.monotonic() + seconds
    while sum(event["event"] == "document" for event in events(log)) < documents:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < until
        time.sleep(0.02)


def reports(folder: Path, number: int) -> Path:
    """A folder of reports with shares to read, each in words of its own."""
    folder.mkdir()
    for k in range(number):
        lines = (
            f"In group {n}, {n + k % 7} ({n % 90}) of the patients of clinic {k} had less itch.\n" for n in range(100)
        )
        (folder / f"report-{k:03}.txt").write_text("".join(lines), encoding="utf-8")
    return folder
