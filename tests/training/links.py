"""Weights of the links from numbers to groups and outcomes: an averaged perceptron over one choice after the other."""

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from pipeline.assemble.prose import prose
from pipeline.assemble.prose.features import classes
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.links import Linker, Question, Span, arm_question, outcome_question, walk
from pipeline.assemble.prose.sentence import ARM, Sentence
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.telling import Told
from pipeline.assemble.studies import studies
from pipeline.document import Document, Passage
from pipeline.extent import Extent
from pipeline.recognise import Recogniser

ROUNDS: Final = 10
KINDS: Final = ("arm", "outcome")
RELATIONS: Final = (frozenset({"A1_RES", "A2_RES"}), frozenset({"OC_RES"}))


@dataclass(frozen=True, slots=True)
class Task:
    """A question that the annotation answers: the classes of the items, the right options of each number."""

    about: str
    question: Question
    kinds: Sequence[str]
    right: Mapping[int, frozenset[Span | None]]


@dataclass(frozen=True, slots=True)
class Recorder(Linker):
    """Keeps the questions that the pipeline would ask, and leaves what the rules say."""

    def arms(self, s: Sentence, numbers: Sequence[int], given: Mapping[int, int]) -> Mapping[int, int]:
        """The rules' groups."""
        if s.of(ARM) and numbers:
            ASKED.append((0, arm_question(s, numbers, given)))
        return given

    def outcomes(
        self, s: Sentence, numbers: Sequence[int], given: Mapping[int, Told], names: Names
    ) -> Mapping[int, Told]:
        """The rules' outcomes."""
        if numbers:
            ASKED.append((1, outcome_question(s, numbers, given, names)))
        return given


ASKED: list[tuple[int, Question]] = []


def tasks(row: dict[str, Any], recogniser: Recogniser, lexis: Lexis) -> Iterator[Task]:
    """The questions of one sentence, with the answers of its annotation; ``Recorder`` must stand in for the linker."""
    text = row["text"]
    document = Document(row["doc_id"], text)
    passage = Passage("prose", "abstract", (Extent(0, len(text)),))
    ASKED.clear()
    prose(document, (passage,), (), recogniser, (), studies(document))
    for column, question in ASKED:
        right = {i: answer for i in question.numbers if (answer := _answer(row, column, question, i)) is not None}
        yield Task(KINDS[column], question, classes(question.s.items, lexis), right)


def _answer(row: dict[str, Any], column: int, question: Question, i: int) -> frozenset[Span | None] | None:
    """The right options of a number; None when it is no measure, or what it belongs to is no option."""
    entities = row["entities"]
    number = question.s.items[i].extent
    measures = {k for k, e in enumerate(entities) if e["label"] == "MEAS" and _over(e, number)}
    if not measures:
        return None
    given = [entities[r["from"]] for r in row["relations"] if r["to"] in measures and r["type"] in RELATIONS[column]]
    if not given:
        return frozenset({None})
    shares = {o: max(_share(question.s, o, e) for e in given) for o in question.options[i] if o is not None}
    best = max(shares.values(), default=0.0)
    if best <= 0:
        return None
    found = {o for o, share in shares.items() if share >= min(best, 0.5)}
    names = {question.s.items[o[0]].norm for o in found}
    return frozenset(o for o in shares if o in found or (column == 0 and question.s.items[o[0]].norm in names))


def _over(entity: dict[str, Any], extent: Extent) -> bool:
    return bool(entity["start"] < extent.end and extent.start < entity["end"])


def _share(s: Sentence, option: Span, entity: dict[str, Any]) -> float:
    """How far an option is the annotated name, by characters."""
    start, end = s.items[option[0]].extent.start, s.items[option[1] - 1].extent.end
    common = min(end, entity["end"]) - max(start, entity["start"])
    return max(common, 0) / (max(end, entity["end"]) - min(start, entity["start"]))


def learned(given: Sequence[Task]) -> Mapping[str, tuple[float, ...]]:
    """The weight of each feature, from questions of one kind: all about groups, or all about outcomes."""
    weights: dict[str, float] = defaultdict(float)
    late: dict[str, float] = defaultdict(float)
    data, order, seen = list(given), random.Random(0), 1

    def teach(task: Task) -> None:
        def choose(i: int, listed: Sequence[Sequence[str]]) -> int:
            scores = [sum(weights[f] for f in row if f in weights) for row in listed]
            best = max(range(len(scores)), key=lambda k: (scores[k], -k))
            options = task.question.options[i]
            right = [k for k, option in enumerate(options) if option in task.right.get(i, ())]
            if not right or best in right:
                return best
            wanted = max(right, key=lambda k: scores[k])
            for k, step in ((wanted, 1), (best, -1)):
                for f in listed[k]:
                    weights[f] += step
                    late[f] += step * seen
            return wanted

        walk(task.question, task.kinds, choose)

    for _ in range(ROUNDS):
        order.shuffle(data)
        for task in data:
            teach(task)
            seen += 1
    return {name: (now - late[name] / seen,) for name, now in weights.items()}
