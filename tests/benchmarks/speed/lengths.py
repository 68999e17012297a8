"""Processor time of one text repeated so many times: ``python -m tests.benchmarks.speed.lengths TIMES``."""

import sys
import time
from typing import Final

from pipeline.document import Document
from pipeline.extract import load
from pipeline.read import read
from tests.benchmarks.speed.samples import ROOT

_ROUNDS: Final = 3


def main() -> None:
    """Print the seconds, best of several rounds."""
    extractor = load("atopic_dermatitis")
    text = read(ROOT / "corpus" / "korea-52-weeks.txt").text
    document = Document("repeated", text * int(sys.argv[1]))
    taken = []
    for _ in range(_ROUNDS):
        started = time.process_time()
        extractor.of(document)
        taken.append(time.process_time() - started)
    sys.stdout.write(f"{min(taken):.4f}\n")


if __name__ == "__main__":
    main()
