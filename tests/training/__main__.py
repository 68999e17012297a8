"""Learns the weights and writes configs/weights: ``python -m tests.training`` (``make train``).

``--half 0`` (or 1) learns from that half of RCT-ART alone (parted by hash), so that the other half can judge. The links are
learned on names that were found by weights learned from other sentences, as they will be in use; those of groups
also from our own gold, as far as its texts are there (``tests.training.gold``).
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.assemble.prose.features import features
from pipeline.assemble.prose.lexis import Lexis, lexis
from pipeline.assemble.prose.tagging import TAGS
from pipeline.assemble.prose.votes import voted
from pipeline.nlp import build, root
from pipeline.recognise.weights import Weights, read_weights, write_weights
from tests.training import gold, links, names
from tests.training.examples import Example, examples, tags

PARTS = 5


def main() -> None:
    """Learn and write; what was learned goes to standard output."""
    parser = argparse.ArgumentParser(prog="python -m tests.training", description=__doc__)
    parser.add_argument("--peers", type=Path, default=Path("../shared/peers"), help="folder with rct_art/train.jsonl")
    parser.add_argument("--half", type=int, choices=(0, 1), help="learn from this half of the sentences alone")
    parser.add_argument("--to", type=Path, default=root() / "weights", help="folder to write to")
    given = parser.parse_args()
    recogniser = build("default")
    words = lexis(recogniser.terms)
    told = list(examples(given.peers / "rct_art" / "train.jsonl", recogniser, words))
    told = [e for e in told if given.half is None or e.fold % 2 == given.half]
    asked: list[links.Task] = []
    for part in range(PARTS):
        others = [e for e in told if e.fold // 2 % PARTS != part]
        found = Weights(TAGS, _names(others, words))
        for example in told:
            if example.fold // 2 % PARTS == part:
                asked += links.tasks(example.row, recogniser, words, found)
    kept = write_weights(given.to / "names.csv", TAGS, _names(told, words))
    asked += gold.tasks(given.peers.parent, read_weights(given.to / "names.csv"), words)
    groups, outcomes = ([task for task in asked if task.about == kind] for kind in links.KINDS)
    of_groups = write_weights(given.to / "arm_links.csv", ("arm",), links.learned(groups))
    of_outcomes = write_weights(given.to / "links.csv", ("outcome",), links.learned(outcomes))
    sys.stdout.write(f"{len(told)} sentences: {kept} weights of names\n")
    sys.stdout.write(f"{len(groups)} questions: {of_groups} weights of links to groups\n")
    sys.stdout.write(f"{len(outcomes)} questions: {of_outcomes} weights of links to outcomes\n")


def _names(told: Sequence[Example], words: Lexis) -> dict[str, tuple[float, ...]]:
    data = [
        (features(s.items, words, voted(votes)), tags(s.items, example.row))
        for example in told
        for s, votes in example.told
    ]
    return dict(names.learned(data, words))


if __name__ == "__main__":
    main()
