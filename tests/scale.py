"""How fast a batch runs and how much memory it takes: ``python -m tests.scale`` (Linux only).

Runs ``armwise extract`` on the articles and on the PDFs of ../shared as a user would, and watches its processes.
``--documents N`` reads the articles again and again under new names, N documents in one batch into SQLite, instead;
``--folder`` says where names and database go (the names are links: the articles are not copied).
"""

import argparse
import json
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

import pypdfium2

SHARED = Path(__file__).parents[2] / "shared"
BATCHES = {"articles": SHARED / "jats", "PDFs": SHARED / "peers" / "yun2024" / "pdf"}
_PAUSE = 0.2  # seconds between two looks at the processes
_KILOBYTES = 1024


@dataclass(slots=True)
class Run:
    """One batch: its failures, how long it took, and what its processes held at each look, in megabytes."""

    documents: int
    pages: int
    seconds: float = 0.0
    busy: float = 0.0  # seconds of processor time of all its processes
    code: int = 0
    told: list[str] = field(default_factory=list)
    peak: float = 0.0  # of the largest process
    largest: list[float] = field(default_factory=list)

    results: int = 0
    stages: dict[str, float] = field(default_factory=dict)
    rates: list[float] = field(default_factory=list)  # documents a second of the clock, in each quarter of the run
    size: int = 0  # megabytes of what was written

    @property
    def growth(self) -> float:
        """Median of the largest process in the last quarter of the run over that in the second quarter."""
        quarter = len(self.largest) // 4
        if not quarter:
            return 0.0
        early, late = self.largest[quarter : 2 * quarter], self.largest[-quarter:]
        return statistics.median(late) - statistics.median(early)

    def __str__(self) -> str:
        per_second = f"{self.documents / self.busy:.2f} documents"
        if self.pages:
            per_second += f" or {self.pages / self.busy:.1f} of {self.pages} pages"
        return (
            f"{self.documents} documents in {self.seconds:.0f} s, {self.busy:.0f} s of processor time: "
            f"{per_second} a second of it; exit code {self.code}, {len(self.told)} failures; "
            f"peak {self.peak:.0f} MB a process, {self.growth:+.0f} MB from the second to the last quarter; "
            f"{self.results} results, {self.size} MB; documents a second of the clock by quarter: "
            + ", ".join(f"{rate:.2f}" for rate in self.rates)
            + "; seconds of the workers: "
            + ", ".join(f"{stage} {seconds:.0f}" for stage, seconds in self.stages.items())
        )

    def account(self, log: Path) -> None:
        """Take over what the run's own log tells."""
        events = [json.loads(line) for line in log.read_text(encoding="utf-8").splitlines()]
        moments = [datetime.fromisoformat(event["time"]).timestamp() for event in events]
        started, ended = moments[0], moments[-1]
        quarter = (ended - started) / 4
        done = [moment for event, moment in zip(events, moments, strict=True) if event["event"] != "start"][:-1]
        for k in range(4):
            within = [moment for moment in done if k * quarter < moment - started <= (k + 1) * quarter]
            self.rates.append(len(within) / quarter)
        self.results, self.stages = events[-1]["results"], events[-1]["stages"]


def run(inputs: Sequence[Path], jobs: int, files: Sequence[Path], name: str = "results.jsonl") -> Run:
    """The batch as ``armwise extract`` reads it, watched until it ends; ``files`` are what the inputs mean."""
    made = Run(len(files), sum(_pages(path) for path in files if path.suffix == ".pdf"))
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "told").open("w+") as told:
        target = Path(folder) / name
        command = [sys.executable, "-m", "pipeline", "extract", *map(str, inputs), "--to", str(target)]
        started, spent = time.perf_counter(), _spent()
        process = subprocess.Popen([*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, stderr=told)
        while process.poll() is None:
            held = list(_held(process.pid))
            made.peak = max([made.peak, *(most for _, most in held)])
            made.largest.append(max((now for now, _ in held), default=0.0))
            time.sleep(_PAUSE)
        made.seconds, made.busy = time.perf_counter() - started, _spent() - spent
        made.code = process.returncode
        made.account(Path(f"{target}.log"))
        made.size = target.stat().st_size // _KILOBYTES**2 if target.exists() else 0
        told.seek(0)
        made.told = [line.strip() for line in told if line.startswith("armwise: ")]
    return made


def _spent() -> float:
    """Processor time of all processes that this one started and that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _pages(path: Path) -> int:
    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return 0
    count = len(document)
    document.close()
    return count


def _held(parent: int) -> Iterator[tuple[float, float]]:
    """What the process and all below it hold now, and the most each has held, in megabytes."""
    for pid in _tree(parent):
        try:
            lines = Path(f"/proc/{pid}/status").read_text().splitlines()
        except OSError:  # it has ended since
            continue
        fields = dict(line.split(":", 1) for line in lines if line.startswith(("VmRSS", "VmHWM")))
        if len(fields) == 2:
            now, most = (int(fields[name].split()[0]) / _KILOBYTES for name in ("VmRSS", "VmHWM"))
            yield now, most


def _tree(parent: int) -> list[int]:
    found = [parent]
    for pid in found:
        for task in Path(f"/proc/{pid}/task").glob("*/children"):
            try:
                found += [int(child) for child in task.read_text().split()]
            except OSError:
                continue
    return found


def many(number: int, folder: Path) -> list[Path]:
    """So many articles under new names: links to the files of ../shared, or to one copy of each on another disk."""
    sources = sorted(BATCHES["articles"].glob("*.xml"))
    links = []
    for k in range(number):
        source = sources[k % len(sources)]
        link = folder / f"copy-{k:06}-{source.name}"
        try:
            os.link(source, link)
        except OSError:
            if k < len(sources):
                shutil.copy(source, link)
            else:
                os.link(links[k % len(sources)], link)
        links.append(link)
    return links


def main() -> None:
    """Print a line for each batch, and the failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--documents", type=int, help="so many articles in one batch, under new names")
    parser.add_argument("--folder", type=Path, help="where their names go, on a disk with room for the results")
    parser.add_argument("--most", type=int, help="only so many documents of each batch")
    given = parser.parse_args()
    if given.documents:
        with tempfile.TemporaryDirectory(dir=given.folder) as folder:
            links = many(given.documents, Path(folder))
            made = run([Path(folder)], given.jobs, links, "results.sqlite")
        print(f"{given.documents} documents: {made}", *made.told[:20], sep="\n    ", flush=True)  # noqa: T201
        return
    for name, folder in BATCHES.items():
        files = sorted(p for p in folder.glob("*") if p.suffix in {".xml", ".pdf"})[: given.most]
        if not files:
            print(f"{name}: not in {folder}")  # noqa: T201
            continue
        made = run(files, given.jobs, files)
        print(f"{name}: {made}", *made.told, sep="\n    ", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
