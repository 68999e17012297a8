"""Learns the weights and writes configs/weights: ``python -m tests.training`` (``make train``).

``--half 0`` (or 1) learns from that half of RCT-ART alone (parted by hash), so that the other half can judge.
"""

import argparse
import sys
from pathlib import Path

from pipeline.nlp import root
from tests.training.learning import Learned, learn


def main() -> None:
    """Learn and write; what was learned goes to standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.training", description=__doc__)
    parser.add_argument("--peers", type=Path, default=Path("../shared/peers"), help="folder with rct_art/train.jsonl")
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn from this half of the sentences alone")
    parser.add_argument("--to", type=Path, default=root() / "weights", help="folder to write to")
    given = parser.parse_args()
    learned: Learned = learn(given.peers, given.half)
    for name, kept in learned.write(given.to).items():
        sys.stdout.write(f"{name}: {kept} weights\n")


if __name__ == "__main__":
    main()
