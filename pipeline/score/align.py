"""Which predicted tuple answers which gold tuple."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from pipeline.score.counts import Counts, Level
from pipeline.score.fields import JUDGED, agrees, reaches, same_named, wrong_fields
from pipeline.score.items import Item


@dataclass(frozen=True, slots=True)
class Pair:
    """A gold tuple, the predicted tuple that found it, and the fields in which they differ."""

    gold: Item
    predicted: Item
    wrong: frozenset[str]

    @property
    def is_optional(self) -> bool:
        """Whether finding it gains nothing."""
        return self.gold.optional or self.predicted.optional

    def reaches(self, level: Level) -> bool:
        """Whether the pair counts as right at the level."""
        return reaches(self.wrong, level)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The judgement of one document: who found whom, and who is left over."""

    doc_id: str
    pairs: tuple[Pair, ...]
    excused: tuple[Pair, ...]
    missed: tuple[Item, ...]
    spurious: tuple[Item, ...]
    unclaimed: tuple[Item, ...]  # optional gold that nothing found

    def counts(self, level: Level) -> Counts:
        """Right, spurious and missed at the level; optional tuples are in none of them."""
        right = sum(pair.reaches(level) for pair in self.pairs)
        short = len(self.pairs) - right
        return Counts(right, len(self.spurious) + short, len(self.missed) + short)


def align(doc_id: str, gold: Iterable[Item], predicted: Iterable[Item]) -> Alignment:
    """The best one-to-one matching of one document, whatever the order of its tuples."""
    golds, guesses = _ordered(gold), _ordered(predicted)
    chosen = best_pairs(golds, guesses, _weight)
    paired = [Pair(golds[i], guesses[j], wrong_fields(golds[i], guesses[j])) for i, j in chosen]
    found, used = {i for i, _ in chosen}, {j for _, j in chosen}
    rest = [item for i, item in enumerate(golds) if i not in found]
    extra = [item for j, item in enumerate(guesses) if j not in used]
    return Alignment(
        doc_id=doc_id,
        pairs=tuple(pair for pair in paired if not pair.is_optional),
        excused=tuple(pair for pair in paired if pair.is_optional),
        missed=tuple(item for item in rest if not item.optional),
        spurious=tuple(item for item in extra if not item.optional),
        unclaimed=tuple(item for item in rest if item.optional),
    )


def finds(gold: Item, predicted: Item) -> bool:
    """Whether the prediction is this result: same place and value, else same value, arm and outcome."""
    if gold.extent is not None and predicted.extent is not None:
        return gold.extent.overlaps(predicted.extent) and agrees(gold, predicted, "value")
    return agrees(gold, predicted, "value") and all(same_named(gold, predicted, name) for name in ("arm", "outcome"))


# A weight's parts, the most important first: sums of an earlier part are never traded for a later one.
Weight = tuple[int, ...]
Weigh = Callable[[Item, Item], Weight | None]


def best_pairs(golds: Sequence[Item], guesses: Sequence[Item], weigh: Weigh) -> list[tuple[int, int]]:
    """The one-to-one pairs (indices) whose weights, summed part by part, are greatest."""
    edges: dict[tuple[int, int], Weight] = {}
    for i, gold in enumerate(golds):
        for j, guess in enumerate(guesses):
            weight = weigh(gold, guess)
            if weight is not None:
                edges[i, j] = weight
    return sorted(pair for part in _components(edges) for pair in _assigned(part, edges))


def _weight(gold: Item, predicted: Item) -> Weight | None:
    """Found comes first, then fewest errors, then strict, relaxed and the number of right fields."""
    if not finds(gold, predicted):
        return None
    wrong = wrong_fields(gold, predicted)
    right = len(JUDGED) - len(wrong)
    if gold.optional or predicted.optional:
        return 0, int(gold.optional != predicted.optional), 0, 0, right
    return 1, 0, int(reaches(wrong, "strict")), int(reaches(wrong, "relaxed")), right


def _ordered(items: Iterable[Item]) -> list[Item]:
    return sorted(items, key=lambda item: item.key)


def _components(edges: Iterable[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """The edges in groups that share no item, so that each assignment is small and its sums exact."""
    groups: list[tuple[set[int], set[int], list[tuple[int, int]]]] = []
    for i, j in edges:
        rows, columns, listed = {i}, {j}, [(i, j)]
        apart = []
        for group in groups:
            if i in group[0] or j in group[1]:
                rows |= group[0]
                columns |= group[1]
                listed = group[2] + listed
            else:
                apart.append(group)
        groups = [*apart, (rows, columns, listed)]
    return [group[2] for group in groups]


def _assigned(part: list[tuple[int, int]], edges: dict[tuple[int, int], Weight]) -> list[tuple[int, int]]:
    rows, columns = sorted({i for i, _ in part}), sorted({j for _, j in part})
    most = min(len(rows), len(columns))
    greatest = (max(values) for values in zip(*(edges[edge] for edge in part), strict=True))
    bases = [most * value + 1 for value in greatest]
    matrix = np.zeros((len(rows), len(columns)))
    for i, j in part:
        matrix[rows.index(i), columns.index(j)] = _single(edges[i, j], bases)
    chosen = zip(*linear_sum_assignment(matrix, maximize=True), strict=True)
    pairs = ((rows[int(i)], columns[int(j)]) for i, j in chosen)
    return [pair for pair in pairs if pair in edges]


def _single(weight: Weight, bases: Sequence[int]) -> float:
    """One number in which no sum of later parts reaches one unit of an earlier part."""
    number = 0
    for part, base in zip(weight, bases, strict=True):
        number = number * base + part
    return float(number)
