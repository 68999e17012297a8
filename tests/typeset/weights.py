"""Fits the boundary weights of ``pipeline/tables/boundaries.py`` on the articles that may be tuned on.

Run ``python -m tests.typeset.weights`` and copy what it prints.
"""

from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

import numpy as np
from scipy.optimize import minimize

from pipeline.extent import fold
from pipeline.tables import boundaries
from tests.typeset.measure import articles, true_tables
from tests.typeset.vocabulary import shipped

ARTICLES = Path(__file__).parents[3] / "shared" / "jats"
_RARE = 10  # marks seen less often get no weight
_RIDGE = 0.3
_LONGEST = 90  # words of a header row


def _gaps() -> Iterator[tuple[tuple[str, ...], bool, float]]:
    """The marks of each gap of each true header row, whether a head ends there, the weight of the row's gaps."""
    known = shipped().words
    for _, table in true_tables(articles(ARTICLES, held_out=False)):
        for row in table.header:
            parts = [fold(text).split() for text, _ in row if text.split()]
            words = [word for part in parts for word in part]
            if len(parts) < 2 or len(words) > _LONGEST:
                continue
            ends = {end - 1 for end in accumulate(len(part) for part in parts[:-1])}
            stub = boundaries.leading_stub([boundaries.shape(w) for w in words], known.stubs, known.heads)
            for gap, marks in enumerate(boundaries.features(words, known.heads, stub)):
                yield marks, gap in ends, len(words) ** -0.5


def fitted() -> dict[str, float]:
    """The log odds of each mark; ``""`` is the bias."""
    gaps = list(_gaps())
    counts = Counter(mark for marks, _, _ in gaps for mark in marks)
    places = {mark: k for k, mark in enumerate(["", *(m for m, n in counts.items() if n >= _RARE)])}
    found = np.array([[mark == "" or mark in marks for mark in places] for marks, _, _ in gaps], dtype=float)
    ended = np.array([end for _, end, _ in gaps], dtype=float)
    weight = np.array([w for _, _, w in gaps])

    def loss(b: np.ndarray) -> tuple[float, np.ndarray]:
        p = 1 / (1 + np.exp(-found @ b))
        ridge = _RIDGE * np.r_[0, b[1:]]
        value = -(weight * (ended * np.log(p + 1e-12) + (1 - ended) * np.log(1 - p + 1e-12))).sum()
        return value + ridge @ b / 2, ridge - found.T @ (weight * (ended - p))

    best = minimize(loss, np.zeros(len(places)), jac=True, method="L-BFGS-B").x
    return {mark: round(float(best[k]), 1) for mark, k in sorted(places.items())}


if __name__ == "__main__":
    print({mark: weight for mark, weight in fitted().items() if mark == "" or abs(weight) >= 0.1})  # noqa: T201
