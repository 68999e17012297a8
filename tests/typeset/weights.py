"""Fits where heads end (``pipeline/tables/boundaries.py``) on the articles that may be tuned on: ``make train``.

Writes ``configs/weights/heads.csv``: marks of a gap between two words of a header row, single words of heads among
them, with the log odds of a boundary that each adds.
"""

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from pipeline.extent import fold
from pipeline.recognise.weights import write_weights
from pipeline.tables import boundaries
from pipeline.tables.phrases import Phrases
from tests.typeset.measure import articles, true_tables
from tests.typeset.truth import prose
from tests.typeset.vocabulary import CONFIGS, shipped

ARTICLES = Path(__file__).parents[3] / "shared" / "jats"
_TARGET = CONFIGS / "weights" / "heads.csv"
_RARE = 10  # marks seen less often get no weight
_ARTICLES = 3  # words of fewer articles get none
_RIDGE, _WORD_RIDGE = 0.3, 1.0
_LEAST = 0.05  # weights nearer to nothing are left out
_LONGEST = 90  # words of a header row


@dataclass(frozen=True, slots=True)
class Gap:
    """The marks of a gap of a true header row, whether a head ends there, the weight of the row's gaps."""

    article: str
    marks: tuple[str, ...]
    ends: bool
    weight: float


def gaps() -> Iterator[Gap]:
    """The gaps of all true header rows, each read with the prose of its article."""
    for path, table in true_tables(articles(ARTICLES, held_out=False)):
        known = replace(shipped().words, phrases=Phrases(prose(path)))
        for row in table.header:
            parts = [fold(text).split() for text, _ in row if text.split()]
            words = [word for part in parts for word in part]
            if len(parts) < 2 or len(words) > _LONGEST:
                continue
            ends = {end - 1 for end in accumulate(len(part) for part in parts[:-1])}
            stub = boundaries.leading_stub([boundaries.shape(w) for w in words], known.stubs, known.heads)
            for gap, marks in enumerate(boundaries.features(words, known, stub)):
                yield Gap(path.name, marks, gap in ends, len(words) ** -0.5)


def _is_word(mark: str) -> bool:
    return mark.startswith(("'", "|'"))


def fitted() -> dict[str, float]:
    """The log odds of each mark; ``""`` is the bias."""
    found = list(gaps())
    seen: dict[str, list[str]] = {}
    for gap in found:
        for mark in gap.marks:
            seen.setdefault(mark, []).append(gap.article)
    told = sorted(m for m, by in seen.items() if (len(set(by)) >= _ARTICLES if _is_word(m) else len(by) >= _RARE))
    places = {mark: k for k, mark in enumerate(told)}
    cells = [(k, places[mark]) for k, gap in enumerate(found) for mark in set(gap.marks) if mark in places]
    table = csr_matrix((np.ones(len(cells)), np.array(cells).T), shape=(len(found), len(places)))
    ended = np.array([gap.ends for gap in found], dtype=float)
    weight = np.array([gap.weight for gap in found])
    pull = np.array([0.0 if m == boundaries.BIAS else _WORD_RIDGE if _is_word(m) else _RIDGE for m in told])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        odds = table @ b
        value = (weight * (np.logaddexp(0, odds) - ended * odds)).sum() + pull @ b**2 / 2
        return value, pull * b + table.T @ (weight * (1 / (1 + np.exp(-odds)) - ended))

    best = minimize(loss, np.zeros(len(told)), jac=True, method="L-BFGS-B").x
    return {m: round(float(w), 2) for m, w in zip(told, best, strict=True) if abs(w) >= _LEAST or m == boundaries.BIAS}


if __name__ == "__main__":
    kept = write_weights(_TARGET, ("boundary",), {mark: (weight,) for mark, weight in fitted().items()})
    sys.stdout.write(f"{kept} weights of boundaries between heads\n")
