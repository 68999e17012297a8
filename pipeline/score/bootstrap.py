"""How sure a score is: intervals from drawing the documents again."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from pipeline.score.counts import Counts

DRAWS: Final = 2000
SEED: Final = 20_160_611
TAILS: Final = (2.5, 97.5)
FEWEST: Final = 2


@dataclass(frozen=True, slots=True)
class Interval:
    """The 95% interval of a ratio over documents."""

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Intervals:
    """The 95% intervals of precision, recall and F1."""

    precision: Interval
    recall: Interval
    f1: Interval


def intervals(documents: Sequence[Counts], seed: int = SEED, draws: int = DRAWS) -> Intervals | None:
    """Percentile intervals over documents; None for fewer than two, which say nothing of others.

    Documents, not tuples, are drawn: the tuples of one table are right or wrong together.
    """
    if len(documents) < FEWEST:
        return None
    ordered = sorted((c.tp, c.fp, c.fn) for c in documents)
    chosen = np.random.default_rng(seed).integers(len(ordered), size=(draws, len(ordered)))
    tp, fp, fn = np.array(ordered, dtype=float)[chosen].sum(axis=1).T
    return Intervals(
        precision=_interval(tp, tp + fp),
        recall=_interval(tp, tp + fn),
        f1=_interval(2 * tp, 2 * tp + fp + fn),
    )


def _interval(part: npt.NDArray[np.float64], whole: npt.NDArray[np.float64]) -> Interval:
    ratios = np.divide(part, whole, out=np.zeros_like(part), where=whole > 0)
    low, high = np.percentile(ratios, TAILS)
    return Interval(float(low), float(high))
