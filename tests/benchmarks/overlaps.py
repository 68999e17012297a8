"""How far two lists of names or spans agree."""

import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeVar

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.extent import fold
from pipeline.normalise.numbers import NUMBER_WORD, SIGNED, WORDS, in_words, number
from pipeline.score.counts import share

TOKEN: Final = re.compile(r"\w+|[^\w\s]")
WORD: Final = re.compile(r"\w+")
NUMERAL: Final = re.compile(rf"(?P<digits>{SIGNED})|\b(?P<words>{NUMBER_WORD})\b", re.IGNORECASE)
T = TypeVar("T")
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Soft:
    """Credits between 0 and 1 for pairs of items; only sums are kept, so that documents add up."""

    credit: float = 0.0
    pairs: int = 0
    gold: int = 0
    predicted: int = 0

    def __add__(self, other: "Soft") -> "Soft":
        return Soft(
            self.credit + other.credit,
            self.pairs + other.pairs,
            self.gold + other.gold,
            self.predicted + other.predicted,
        )

    @property
    def f1(self) -> float:
        """The credits as an F1; the usual one where every credit is 1."""
        return share(2 * self.credit, self.gold + self.predicted)

    @property
    def mean(self) -> float:
        """The mean credit of an item, where a missed and a spurious item are items of credit 0."""
        return share(self.credit, self.gold + self.predicted - self.pairs)


def best_pairs(
    golds: Sequence[T], guesses: Sequence[T], credit: Callable[[T, T], float]
) -> tuple[tuple[int, int, float], ...]:
    """The one-to-one pairs (indices and credit) with the greatest sum of credits; pairs of no credit are none."""
    if not golds or not guesses:
        return ()
    matrix = np.array([[credit(gold, guess) for guess in guesses] for gold in golds])
    chosen = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    return tuple((int(i), int(j), float(matrix[i, j])) for i, j in chosen if matrix[i, j] > 0)


def soft(golds: Sequence[T], guesses: Sequence[T], credit: Callable[[T, T], float]) -> Soft:
    """The credits of the best pairs of two lists."""
    pairs = best_pairs(golds, guesses, credit)
    return Soft(sum(worth for _, _, worth in pairs), len(pairs), len(golds), len(guesses))


def token_f1(one: str, other: str) -> float:
    """How many words two names share, in any order; two empty names are equal."""
    first, second = (Counter(WORD.findall(fold(name).lower())) for name in (one, other))
    if not first and not second:
        return 1.0
    return share(2 * (first & second).total(), first.total() + second.total())


def span_f1(text: str, one: Span, other: Span) -> float:
    """How many tokens of the text two spans share; parts of tokens count as tokens of their own."""
    common = (max(one[0], other[0]), min(one[1], other[1]))
    if common[0] >= common[1]:
        return 0.0
    sizes = [len(TOKEN.findall(text[start:end])) for start, end in (common, one, other)]
    return min(1.0, share(2 * sizes[0], sizes[1] + sizes[2]))


def numbers_in(printed: str) -> tuple[Decimal, ...]:
    """The numbers in an annotated piece of text: ``16 months`` is 16, ``Ninety`` 90, ``none`` 0."""
    folded = fold(printed)
    found = tuple(
        number(match["digits"]) if match["digits"] else Decimal(in_words(match["words"]))
        for match in NUMERAL.finditer(folded)
    )
    alone = WORDS.get(folded.strip().lower())
    return found or (() if alone is None else (Decimal(alone),))
