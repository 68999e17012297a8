"""Weights of the names of groups and outcomes: an averaged structured perceptron (Collins 2002)."""

import random
from collections import defaultdict
from collections.abc import Mapping, Sequence

from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.tagging import AFTER, TAGS, Tagger
from pipeline.recognise.weights import Weights

ROUNDS = 12
Told = tuple[Sequence[Sequence[str]], Sequence[int]]  # the features of each item, the right tag of each item


def learned(given: Sequence[Told], lexis: Lexis, rare: int = 2) -> Mapping[str, tuple[float, ...]]:
    """The weights of each feature that stands in at least ``rare`` sentences."""
    data = _frequent(given, rare)
    weights: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(TAGS))
    late: dict[str, list[float]] = defaultdict(lambda: [0.0] * len(TAGS))
    tagger = Tagger(Weights(TAGS, weights), lexis)
    order = random.Random(0)
    seen = 1

    def moved(name: str, tag: int, step: int) -> None:
        weights[name][tag] += step
        late[name][tag] += step * seen

    for _ in range(ROUNDS):
        order.shuffle(data)
        for rows, right in data:
            guessed = tagger.tags(rows)
            for k, row in enumerate(rows):
                for tags, step in ((right, 1), (guessed, -1)):
                    if guessed[k] != right[k]:
                        for name in row:
                            moved(name, tags[k], step)
                    if k:
                        moved(f"{AFTER}{TAGS[tags[k - 1]]}", tags[k], step)
            seen += 1
    return {
        name: tuple(now - then / seen for now, then in zip(weights[name], late[name], strict=True)) for name in weights
    }


def _frequent(given: Sequence[Told], rare: int) -> list[tuple[list[list[str]], Sequence[int]]]:
    """The sentences with the features that stand in enough of them."""
    counts: dict[str, int] = defaultdict(int)
    for rows, _ in given:
        for name in {f for row in rows for f in row}:
            counts[name] += 1
    return [([[f for f in row if counts[f] >= rare] for row in rows], right) for rows, right in given]
