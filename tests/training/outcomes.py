"""Weights of the words that name outcomes: a conditional log-linear model over the choices of each number.

Several choices of a number may be right (``blood lead``, ``mean blood lead``): what they say together is made as likely
as can be (Dietterich et al. 1997), each weight drawn to zero by a normal prior.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any, Final
from unittest.mock import patch

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

from pipeline.assemble.prose import passages
from pipeline.assemble.prose.flow import Flow
from pipeline.assemble.prose.frame import Frame, Setting
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.likeness import Number
from pipeline.assemble.prose.ranking import Choice, Known, Ranker, named, offer, walk
from pipeline.assemble.prose.readings import Read
from pipeline.assemble.prose.sentence import Sentence
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.telling import Told
from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.extract import Extractor
from pipeline.score.names import same_name
from tests.benchmarks.overlaps import token_f1

PRIOR: Final = 8.0  # how strongly weights are drawn to zero
RARE: Final = 3  # a feature of fewer documents is left out
_STEPS: Final = 150
_ALIKE: Final = 0.65  # of the words of an annotated name
Judge = Callable[[str], bool]  # whether a name is right


@dataclass(frozen=True, slots=True)
class Asked:
    """The numbers of one sentence whose outcomes the weights are asked for."""

    s: Sentence
    numbers: Sequence[Number]
    names: Names
    known: Known


@dataclass(frozen=True, slots=True)
class Task:
    """A sentence of a document with what judges the names of some of its numbers, by their place in the list."""

    doc: str
    asked: Asked
    judges: Mapping[int, Judge]


@dataclass(frozen=True, slots=True)
class Question:
    """A number's choices as features, and which of them are right."""

    doc: str
    choices: Sequence[Sequence[str]]
    right: Sequence[bool]


ASKED: list[Asked] = []


class Recorder(Ranker):
    """Keeps what the pipeline would ask, and leaves what the rules say."""

    def told(self, s: Sentence, numbers: Sequence[Number], names: Names, known: Known) -> list[Told]:
        """The rules' outcomes."""
        if numbers:
            ASKED.append(Asked(s, numbers, names, known))
        return [number.told for number in numbers]


def learned(tasks: Sequence[Task], lexis: Lexis) -> Mapping[str, tuple[float, ...]]:
    """The weight of each feature; learned twice, the second time with what the first weights choose for the number before."""
    first = _fitted([question for task in tasks for question in _questions(task, lexis, {})])
    second = _fitted([question for task in tasks for question in _questions(task, lexis, first)])
    return {name: (weight,) for name, weight in second.items()}


def _questions(task: Task, lexis: Lexis, weights: Mapping[str, float]) -> Iterator[Question]:
    asked = task.asked
    places = {id(number): k for k, number in enumerate(asked.numbers)}
    found: list[Question] = []

    def choose(number: Number, offered: Sequence[Choice]) -> Choice:
        judge = task.judges.get(places[id(number)])
        kept = [(c, name) for c in offered if (name := _name(asked.s, number, c, lexis)) is not None]
        told = [[*c.always, *c.here] for c, _ in kept]
        if judge is not None:
            right = [judge(name) for _, name in kept]
            if any(right) and not all(right):
                found.append(Question(task.doc, told, right))
            if not weights:
                return next((c for (c, _), r in zip(kept, right, strict=True) if r), offered[0])
        scores = [sum(weights.get(f, 0.0) for f in row) for row in told]
        return kept[max(range(len(kept)), key=lambda k: (scores[k], -k))][0]

    walk(asked.numbers, offer(asked.s, asked.names, asked.known, lexis), choose)
    yield from found


def _name(s: Sentence, number: Number, choice: Choice, lexis: Lexis) -> str | None:
    if choice.option is None:
        return choice.name or number.told.name
    found = named(s, choice.option, lexis)
    return None if found is None else found.name


def _fitted(questions: Sequence[Question]) -> dict[str, float]:
    """The weights that make the right choices likeliest under the prior."""
    names = _frequent(questions)
    places = {name: k for k, name in enumerate(names)}
    rows = [[places[f] for f in dict.fromkeys(row) if f in places] for q in questions for row in q.choices]
    ends = np.cumsum([0, *map(len, rows)])
    seen = csr_array((np.ones(int(ends[-1])), [k for row in rows for k in row], ends), shape=(len(rows), len(names)))
    seen_by = seen.T.tocsr()
    right = np.array([r for q in questions for r in q.right], dtype=float)
    starts = np.cumsum([0, *(len(q.choices) for q in questions)])[:-1]
    of = np.repeat(np.arange(len(questions)), [len(q.choices) for q in questions])

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        scores = seen @ weights
        odds = np.exp(scores - np.maximum.reduceat(scores, starts)[of])
        all_, good = np.add.reduceat(odds, starts), np.add.reduceat(odds * right, starts) + 1e-300
        slope = seen_by @ (odds * right / good[of] - odds / all_[of])
        return float(PRIOR * weights @ weights / 2 - np.log(good / all_).sum()), PRIOR * weights - slope

    found = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    return dict(zip(names, map(float, found.x), strict=True))


def _frequent(questions: Iterable[Question]) -> list[str]:
    """The features that stand in enough documents."""
    docs: dict[str, set[str]] = defaultdict(set)
    for question in questions:
        for name in {f for row in question.choices for f in row}:
            docs[name].add(question.doc)
    return sorted(name for name, found in docs.items() if len(found) >= RARE)


def heard(extractor: Extractor, document: Document) -> list[tuple[Flow, Asked]]:
    """What the pipeline asks about the outcomes of a document, with the flow in which its places count.

    ``Recorder`` must stand in for the ranker.
    """
    found: list[tuple[Flow, Asked]] = []

    def results(part: Read, frame: Frame, setting: Setting) -> Any:
        ASKED.clear()
        made = passages.passage_results(part, frame, setting)
        found.extend((part.flow, asked) for asked in ASKED)
        return made

    with patch("pipeline.assemble.prose.passage_results", results):
        extractor.of(document)
    return found


def tasks(row: dict[str, Any], extractor: Extractor) -> Iterator[Task]:
    """The sentences of one row of RCT-ART, with the outcomes of its annotation."""
    for flow, asked in heard(extractor, Document(row["doc_id"], row["text"])):
        judges = {}
        for k, number in enumerate(asked.numbers):
            named = _annotated(row, flow.extent(asked.s.items[number.item].extent))
            if named:
                judges[k] = partial(_is_annotated, named)
        yield Task(row["doc_id"], asked, judges)


def _annotated(row: dict[str, Any], extent: Extent) -> tuple[str, ...]:
    """The names of a number's outcomes."""
    entities = row["entities"]
    measures = {
        k
        for k, e in enumerate(entities)
        if e["label"] == "MEAS" and e["start"] < extent.end and extent.start < e["end"]
    }
    told = (r["from"] for r in row["relations"] if r["type"] == "OC_RES" and r["to"] in measures)
    return tuple(entities[k]["text"] for k in told)


def _is_annotated(named: Sequence[str], name: str) -> bool:
    return any(same_name(one, name) or token_f1(one, name) >= _ALIKE for one in named)
