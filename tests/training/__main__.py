"""Learns the weights and writes configs/weights: ``python -m tests.training`` (``make train``).

``--half 0`` (or 1) learns from that half of the sentences alone (parted by hash), so that the other half can judge. The links are
learned on names that were found by weights learned from other sentences, as they will be in use.
"""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

from pipeline.assemble.prose.features import features
from pipeline.assemble.prose.lexis import Lexis, lexis
from pipeline.assemble.prose.links import COLUMNS
from pipeline.assemble.prose.tagging import TAGS
from pipeline.assemble.prose.votes import voted
from pipeline.nlp import build, root
from pipeline.recognise.weights import Weights, write_weights
from tests.training import links, names
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
    linked = write_weights(given.to / "links.csv", COLUMNS, links.learned(asked))
    sys.stdout.write(f"{len(told)} sentences: {kept} weights of names, {linked} of links from {len(asked)} questions\n")


def _names(told: Sequence[Example], words: Lexis) -> dict[str, tuple[float, ...]]:
    data = [
        (features(s.items, words, voted(votes)), tags(s.items, example.row))
        for example in told
        for s, votes in example.told
    ]
    return dict(names.learned(data, words))


if __name__ == "__main__":
    main()
