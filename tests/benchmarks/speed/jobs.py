"""Documents a second of so many worker processes, once they have started: ``python -m tests.benchmarks.speed.jobs N``."""

import sys
import tempfile
import time
from collections import deque
from itertools import islice
from pathlib import Path
from typing import Final

from pipeline.batch import Limits, supervised
from tests.benchmarks.speed.samples import ROOT

_COPIES: Final = 8  # of the five reports of the corpus


def main() -> None:
    """Print the rate after the first documents."""
    jobs = int(sys.argv[1])
    with tempfile.TemporaryDirectory() as folder:
        paths = _copies(Path(folder))
        outcomes = supervised(paths, "atopic_dermatitis", jobs, Limits())
        deque(islice(outcomes, jobs), maxlen=0)
        clock = time.perf_counter()
        sys.stdout.write(f"{sum(1 for _ in outcomes) / (time.perf_counter() - clock):.3f}\n")


def _copies(folder: Path) -> list[Path]:
    made = []
    for number in range(_COPIES):
        for file in sorted((ROOT / "corpus").glob("*.txt")):
            copy = folder / f"{number:02}-{file.name}"
            copy.write_bytes(file.read_bytes())
            made.append(copy)
    return made


if __name__ == "__main__":
    main()
