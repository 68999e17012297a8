"""A run over good and poisoned documents that is killed again and again, and resumed until it is through.

``python -m tests.batch.chaos FOLDER --documents 300 --kills 10`` prepares the documents, reads them once undisturbed and
once with kills at random moments, and compares the two databases row for row.
"""

import argparse
import gzip
import random
import shutil
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Any

from pipeline.batch.attempts import Extract

ROOT = Path(__file__).resolve().parent.parent.parent
SEED = 20261122
# What a poisoned document holds; those without content misbehave by their name (see poison.py).
POISONS: dict[str, bytes] = {
    "endless": b"text",
    "hoard": b"text",
    "segfault": b"text",
    "killed": b"text",
    "empty": b"",
    "binary": bytes(range(256)) * 40,
    "encoding": "Größe 12 (3)\n".encode("utf-16-le")[1:] * 50,
    "broken-pdf": b"%PDF-1.7\n1 0 obj << /Type /Catalog >>",
    "broken-xml": b"<?xml version='1.0'?><article><body><p>12 (3)</p>",
    "bomb": gzip.compress(b"0" * 200_000_000),
}
SUFFIXES = {"broken-pdf": ".pdf", "broken-xml": ".xml", "bomb": ".txt.gz"}
# Seconds a document may take, by loader: those without models are done in a moment.
LIMITS = {"reading": "3", "poisoned": "30"}


def prepared(folder: Path, number: int, poisoned: int) -> Path:
    """The documents: copies of the corpus under new names, among them the poisoned ones."""
    folder.mkdir(parents=True)
    sources = sorted((ROOT / "corpus").glob("*.txt"))
    kinds = sorted(POISONS)
    for k in range(number):
        step = number // poisoned
        if k % step == step // 2:
            kind = kinds[(k // step) % len(kinds)]
            (folder / f"{kind}-{k:04}{SUFFIXES.get(kind, '.txt')}").write_bytes(POISONS[kind])
        else:
            shutil.copy(sources[k % len(sources)], folder / f"report-{k:04}.txt")
    return folder


def run(folder: Path, target: Path, load: str) -> "subprocess.Popen[bytes]":
    """The command, reading in a process of its own with extractors that misbehave, by a loader of poison.py."""
    arguments = [
        "extract",
        str(folder),
        "--to",
        str(target),
        "--resume",
        "--jobs",
        "2",
        "--limit-seconds",
        LIMITS[load],
    ]
    code = f"from tests.batch import chaos, poison; chaos.armwise({arguments!r}, poison.{load})"
    return subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def armwise(arguments: list[str], load: Callable[[str], Extract]) -> None:
    """The command line with other extractors."""
    from pipeline import batch
    from pipeline.cli import app

    batch.supervised = partial(batch.supervised, load=load)  # type: ignore[assignment]
    app(arguments, prog_name="armwise")


def disturbed(folder: Path, target: Path, load: str, kills: int, longest: float) -> int:
    """Kill the run at random moments, resume it each time, let it end; gives how often it was killed."""
    moments, killed = random.Random(SEED), 0
    while killed < kills:
        process = run(folder, target, load)
        time.sleep(moments.uniform(0.3, longest))
        if process.poll() is not None:
            process.communicate()
            break
        process.kill()
        process.communicate()
        killed += 1
    run(folder, target, load).communicate()
    return killed


def rows(target: Path) -> dict[str, list[tuple[Any, ...]]]:
    """Every row of every table, in an order of their own."""
    with closing(sqlite3.connect(target)) as database:
        names = [name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY 1")]
        return {name: sorted(database.execute(f"SELECT * FROM {name}"), key=repr) for name in names}


def main() -> None:
    """Prepare, run, compare, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=300)
    parser.add_argument("--poisoned", type=int, default=20)
    parser.add_argument("--kills", type=int, default=10)
    given = parser.parse_args()
    documents = prepared(given.folder / "documents", given.documents, given.poisoned)
    run(documents, given.folder / "calm.sqlite", "poisoned").communicate()
    killed = disturbed(documents, given.folder / "killed.sqlite", "poisoned", given.kills, longest=30)
    calm, after = rows(given.folder / "calm.sqlite"), rows(given.folder / "killed.sqlite")
    counts = {name: len(found) for name, found in calm.items()}
    print(f"killed {killed} times; equal: {calm == after}; rows: {counts}")  # noqa: T201
    sys.exit(calm != after)


if __name__ == "__main__":
    main()
