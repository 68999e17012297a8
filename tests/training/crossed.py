"""How right the prose of annotated articles is, each judged by weights of outcomes learned without it.

``python -m tests.training.crossed``: all other weights are those in ``configs/weights``; five parts by order of name.
"""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from pipeline.assemble import prose
from pipeline.extract import Extractor, load
from pipeline.read import read
from pipeline.recognise.weights import Weights
from pipeline.schema import result_line
from pipeline.score import Item, Score, item_of, score
from pipeline.score.items import parsed
from tests.prose_gold.rows import gold_items, within
from tests.training import outcomes
from tests.training.gold import ARTICLES
from tests.training.learning import LABELS, learn

SHARED: Final = Path("../shared")
PARTS: Final = 5


def main() -> None:
    """A line for the articles of each folder: without learned choices of outcomes, with them."""
    learned = learn(SHARED / "peers")
    extractor = load("default")
    found = dict(extractor.recogniser.weights)
    for folder in dict.fromkeys(path.parent for path in ARTICLES):
        files = [path for path in ARTICLES if path.parent == folder]
        plain = _predicted(extractor, files, {**found, "outcomes": Weights()})
        ranked: list[Item] = []
        for part in range(PARTS):
            left_out = files[part::PARTS]
            names = {read(SHARED / "jats" / f"{path.stem}.xml").doc_id for path in left_out}
            weights = outcomes.learned([task for task in learned.tasks if task.doc not in names], learned.words)
            ranked += _predicted(extractor, left_out, {**found, "outcomes": Weights(LABELS["outcomes"], weights)})
        for name, made in (("rules", plain), ("learned without the article", ranked)):
            sys.stdout.write(f"{folder} {name}: {_line(_judged(files, made))}\n")


def _predicted(extractor: Extractor, files: Sequence[Path], weights: dict[str, Weights]) -> list[Item]:
    extractor.recogniser.weights = weights
    prose.learned_of.cache_clear()
    found: list[Item] = []
    for path in files:
        document = read(SHARED / "jats" / f"{path.stem}.xml")
        made = (item_of(parsed(result_line(r), path.name)).bare() for r in extractor.of(document).results)
        found += within(made, document)
    return found


def _judged(files: Sequence[Path], made: Sequence[Item]) -> Score:
    documents = {path: read(SHARED / "jats" / f"{path.stem}.xml") for path in files}
    return score({d.doc_id: gold_items(path, d) for path, d in documents.items()}, made)


def _line(found: Score) -> str:
    right = found.accuracies()
    counts = " ".join(f"{level} {found.counts(level).f1:.3f}" for level in ("found", "relaxed", "strict"))
    return f"{counts} outcome {right['outcome'].ratio:.3f} arm {right['arm'].ratio:.3f}"


if __name__ == "__main__":
    main()
