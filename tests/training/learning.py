"""All that is learned, in the order in which one part needs the other.

Links are learned on names that were found by weights learned from other sentences, and choices of outcomes on such
names and links, as they will be in use; those of groups and outcomes also from our own gold (``tests.training.gold``),
as far as its texts are there.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.assemble.prose.features import features
from pipeline.assemble.prose.lexis import Lexis, lexis
from pipeline.assemble.prose.tagging import TAGS
from pipeline.assemble.prose.votes import voted
from pipeline.extract import Extractor, load
from pipeline.recognise.weights import Weights, write_weights
from tests.training import gold, links, names, outcomes
from tests.training.examples import Example, examples, tags
from tests.training.watched import watched

PARTS: Final = 5
LINKER: Final = ("Linker", links.Recorder)
RANKER: Final = ("Ranker", outcomes.Recorder)
LABELS: Final = {"names": TAGS, "links": ("outcome",), "arm_links": ("arm",), "outcomes": ("outcome",)}


@dataclass(frozen=True, slots=True)
class Learned:
    """The weights of each file; of those of outcomes what they were learned from."""

    of: Mapping[str, Weights]
    tasks: Sequence[outcomes.Task]
    words: Lexis

    def write(self, to: Path) -> dict[str, int]:
        """Write the files; gives how many weights each keeps."""
        return {name: write_weights(to / f"{name}.csv", w.labels, w.of) for name, w in self.of.items()}


def learn(peers: Path, half: int | None = None) -> Learned:
    """All weights, from the sentences of RCT-ART (or of one half of them) and from our own gold."""
    extractor = load("default")
    words = lexis(extractor.recogniser.terms)
    told = list(examples(peers / "rct_art" / "train.jsonl", extractor.recogniser, words))
    told = [e for e in told if half is None or e.fold % 2 == half]
    parts = [[e for e in told if e.fold // 2 % PARTS == k] for k in range(PARTS)]
    named = [_names([e for e in told if e not in part], words) for part in parts]
    asked = [_link_tasks(extractor, part, found, words) for part, found in zip(parts, named, strict=True)]
    chosen: list[outcomes.Task] = []
    for k, part in enumerate(parts):
        others = [task for j, listed in enumerate(asked) if j != k for task in listed]
        with watched(extractor.recogniser, {"names": named[k], **_links(others)}, *RANKER):
            chosen += [task for e in part for task in outcomes.tasks(e.row, extractor)]
    names_of_all = _names(told, words)
    answered = [task for listed in asked for task in listed]
    with watched(extractor.recogniser, {"names": names_of_all}, *LINKER):
        answered += gold.tasks(peers.parent, extractor, words)
    found = {"names": names_of_all, **_links(answered)}
    with watched(extractor.recogniser, found, *RANKER):
        chosen += gold.outcome_tasks(peers.parent, extractor)
    found["outcomes"] = Weights(LABELS["outcomes"], outcomes.learned(chosen, words))
    return Learned(found, chosen, words)


def _link_tasks(extractor: Extractor, part: Sequence[Example], found: Weights, words: Lexis) -> list[links.Task]:
    with watched(extractor.recogniser, {"names": found}, *LINKER):
        return [task for e in part for task in links.tasks(e.row, extractor.recogniser, words)]


def _links(asked: Sequence[links.Task]) -> dict[str, Weights]:
    groups, told = ([task for task in asked if task.about == kind] for kind in links.KINDS)
    return {
        "arm_links": Weights(LABELS["arm_links"], links.learned(groups)),
        "links": Weights(LABELS["links"], links.learned(told)),
    }


def _names(told: Sequence[Example], words: Lexis) -> Weights:
    data = [
        (features(s.items, words, voted(votes)), tags(s.items, example.row))
        for example in told
        for s, votes in example.told
    ]
    return Weights(TAGS, dict(names.learned(data, words)))
