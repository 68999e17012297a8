"""A run over good and poisoned documents that is killed again and again, and resumed until it is through.

``python -m tests.batch.chaos FOLDER --documents 300 --kills 10`` prepares the documents, reads them once undisturbed and
once with kills at random moments, and compares the two databases row for row.
"""

import argparse
import gzip
import random
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.batch.command import ROOT, Process, start
from tests.read import pdf_pages
from tests.read.test_html import PAGE
from tests.read.test_jats import ARTICLE, TABLE
from tests.read.test_markdown import PIPES

SEED = 20261122
# What a poisoned document holds; those without content misbehave by their name (see poison.py).
POISONS: dict[str, bytes] = {
    "endless": b"text",
    "bait": b"a" * 60 + b"b",
    "hoard": b"text",
    "swelling": b"text",
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
LIMITS = {"shares": "8", "poisoned": "12"}


def prepared(folder: Path, number: int, poisoned: int) -> Path:
    """The documents: sound ones of every format in turn, each with a number of its own, among them the poisoned ones."""
    folder.mkdir(parents=True)
    kinds = sorted(POISONS)
    makers = sorted(SOUND)
    step = number // poisoned
    for k in range(number):
        if k % step == step // 2:
            kind = kinds[(k // step) % len(kinds)]
            (folder / f"{kind}-{k:04}{SUFFIXES.get(kind, '.txt')}").write_bytes(POISONS[kind])
        else:
            suffix = makers[k % len(makers)]
            (folder / f"report-{k:04}{suffix}").write_bytes(SOUND[suffix](k))
    return folder


def _report(k: int) -> bytes:
    sources = sorted((ROOT / "corpus").glob("*.txt"))
    return sources[k % len(sources)].read_bytes() + f"\nReport {k}.\n".encode()


# A sound document of each format by its number.
SOUND: dict[str, Callable[[int], bytes]] = {
    ".txt": _report,
    ".xml": lambda k: TABLE.replace("Itch", f"Itch in clinic {k}").encode(),
    ".nxml.gz": lambda k: gzip.compress(ARTICLE.replace("</body>", f"<p>Clinic {k}.</p></body>").encode(), mtime=0),
    ".html": lambda k: PAGE.replace("</body>", f"<p>Clinic {k}.</p></body>").encode(),
    ".md": lambda k: f"{PIPES}\n\nClinic {k}.\n".encode(),
    ".pdf": lambda k: pdf_pages.article(1 + k % 3, 1 + k % 2),
}


def run(folder: Path, target: Path, load: str) -> Process:
    """The command, reading in a process of its own with extractors that misbehave, by a loader of poison.py."""
    return start(folder, target, "--resume", "--jobs", "2", "--limit-seconds", LIMITS[load], load=load)


def disturbed(folder: Path, target: Path, load: str, kills: int, longest: float) -> int:
    """Kill the run at random moments, resume it each time, let it end; gives how often it was killed at work."""
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
    started = time.monotonic()
    run(documents, given.folder / "calm.sqlite", "poisoned").communicate()
    seconds = time.monotonic() - started
    # On average the kills together leave the run as much time as it needs in peace.
    longest = 2 * seconds / given.kills
    killed = disturbed(documents, given.folder / "killed.sqlite", "poisoned", given.kills, longest)
    calm, after = rows(given.folder / "calm.sqlite"), rows(given.folder / "killed.sqlite")
    counts = {name: len(found) for name, found in calm.items()}
    print(f"calm in {seconds:.0f} s; killed {killed} times; equal: {calm == after}; rows: {counts}")  # noqa: T201
    for row in calm["failures"]:
        print(*row, sep="\t")  # noqa: T201
    sys.exit(calm != after or killed < given.kills)


if __name__ == "__main__":
    main()
