"""Weights of the words that name outcomes: a conditional log-linear model over the choices of each number.

Several choices of a number may be right (``blood lead``, ``mean blood lead``): what they say together is made as likely
as can be (Dietterich et al. 1997), each weight drawn to zero by a normal prior.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_array

from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.likeness import Number
from pipeline.assemble.prose.naming import phrase
from pipeline.assemble.prose.ranking import Choice, Known, Ranker, walk
from pipeline.assemble.prose.sentence import Sentence
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.telling import Told
from pipeline.recognise.weights import Weights

PRIOR: Final = 8.0  # how strongly weights are drawn to zero
RARE: Final = 3  # a feature of fewer documents is left out
_STEPS: Final = 150
_HINTS: Final = ("rules", "lies ")
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
    read: bool = False  # whether the rules were written on it: how far they are right there tells nothing


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
                found.append(Question(task.doc, [_unhinted(row) for row in told] if task.read else told, right))
            if not weights:
                return next((c for (c, _), r in zip(kept, right, strict=True) if r), offered[0])
        scores = [sum(weights.get(f, 0.0) for f in row) for row in told]
        return kept[max(range(len(kept)), key=lambda k: (scores[k], -k))][0]

    walk(asked.s, asked.numbers, asked.names, asked.known, lexis, choose)
    yield from found


def _unhinted(row: Sequence[str]) -> list[str]:
    """The features that do not tell what the rules chose."""
    return [f for f in row if not f.startswith(_HINTS)]


def _name(s: Sentence, number: Number, choice: Choice, lexis: Lexis) -> str | None:
    if choice.option is None:
        return choice.name or number.told.name
    found = phrase(s.items, choice.option.start, choice.option.end, lexis)
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


def as_weights(given: Mapping[str, tuple[float, ...]]) -> Weights:
    """The weights as they will be read."""
    return Weights(("outcome",), given)
