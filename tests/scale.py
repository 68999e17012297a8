"""How fast a batch runs and how much memory it takes: ``python -m tests.scale`` (Linux only).

Runs ``armwise extract`` on the articles and on the PDFs of ../shared as a user would, and watches its processes.
"""

import argparse
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
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
            f"peak {self.peak:.0f} MB a process, {self.growth:+.0f} MB from the second to the last quarter"
        )


def run(paths: Iterable[Path], jobs: int) -> Run:
    """The batch as ``armwise extract`` reads it, watched until it ends."""
    files = sorted(paths)
    made = Run(len(files), sum(_pages(path) for path in files if path.suffix == ".pdf"))
    with tempfile.TemporaryDirectory() as folder, (Path(folder) / "told").open("w+") as told:
        command = [sys.executable, "-m", "pipeline", "extract", *map(str, files), "--to", f"{folder}/results.jsonl"]
        started, spent = time.perf_counter(), _spent()
        process = subprocess.Popen([*command, "--jobs", str(jobs)], stdout=subprocess.DEVNULL, stderr=told)
        while process.poll() is None:
            held = list(_held(process.pid))
            made.peak = max([made.peak, *(most for _, most in held)])
            made.largest.append(max((now for now, _ in held), default=0.0))
            time.sleep(_PAUSE)
        made.seconds, made.busy = time.perf_counter() - started, _spent() - spent
        made.code = process.returncode
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


def main() -> None:
    """Print a line for each batch, and the failures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--most", type=int, help="only so many documents of each batch")
    given = parser.parse_args()
    for name, folder in BATCHES.items():
        files = sorted(p for p in folder.glob("*") if p.suffix in {".xml", ".pdf"})[: given.most]
        if not files:
            print(f"{name}: not in {folder}")  # noqa: T201
            continue
        made = run(files, given.jobs)
        print(f"{name}: {made}", *made.told, sep="\n    ", flush=True)  # noqa: T201


if __name__ == "__main__":
    main()
