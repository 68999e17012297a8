"""Which column each cell of a row belongs to."""

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.tables.cells import Token

# Cells of a figure with another one beside it: counts with shares stand below means with their spread.
SEVERAL: Final = frozenset(["pair", "spread", "interval", "fraction", "share_fraction"])
_KIN: Final = 0.2
_INNER: Final = 0.3  # what it costs that a cell lacks between others
_RARE: Final = 0.08  # how often a column holds a kind it was never seen to hold
_UNDECIDED: Final = 1.5  # a difference of fit that decides nothing
_LACKING: Final = 0.1  # how often a cell lacks before any row told


@dataclass(slots=True)
class Column:
    """What the cells of a column look like: kinds, kinds with their decimals, how often the cell lacks."""

    kinds: Counter[str] = field(default_factory=Counter)
    shapes: Counter[tuple[str, int]] = field(default_factory=Counter)
    lacking: int = 0

    @property
    def rows(self) -> int:
        """The rows that have the cell."""
        return self.kinds.total()

    def fit(self, token: Token) -> float:
        """How well the cell fits the column, at most 0."""
        if token.kind == "missing":
            return math.log(0.5)
        rows = self.rows - self.kinds["missing"]
        alike = self.shapes[token.kind, token.decimals] + 0.3 * (self.kinds[token.kind] + _RARE)
        if token.kind in SEVERAL:
            alike += _KIN * sum(self.kinds[kind] for kind in SEVERAL)
        return math.log(min(1.0, (alike + _RARE) / (rows + 1.0)) or 1e-9)

    def absence(self) -> float:
        """How usual it is that the cell lacks, at most 0."""
        return math.log((self.lacking + _LACKING) / (self.rows + self.lacking + 1.0))

    def share(self, *kinds: str) -> float:
        """The part of its cells that are of these kinds."""
        rows = self.rows - self.kinds["missing"]
        return sum(self.kinds[kind] for kind in kinds) / rows if rows else 0.0


def profile(rows: Sequence[Sequence[Token]], width: int) -> tuple[Column, ...]:
    """The columns as the rows show them that have all cells, then as all rows do."""
    columns = tuple(Column() for _ in range(width))
    for tokens in rows:
        if len(tokens) == width:
            _add(columns, tokens, range(width))
    few = [tokens for tokens in rows if 0 < len(tokens) < width]
    sides = [(places(t, columns), places(t, columns, from_right=True)) for t in few]
    for tokens, (left, right) in zip(few, sides, strict=True):
        if left == right:  # a placing that is open teaches nothing
            _add(columns, tokens, left)
    return columns


def _add(columns: Sequence[Column], tokens: Sequence[Token], taken: Sequence[int]) -> None:
    held = dict(zip(taken, tokens, strict=True))
    for k, column in enumerate(columns):
        if k in held:
            column.kinds[held[k].kind] += 1
            column.shapes[held[k].kind, held[k].decimals] += 1
        else:
            column.lacking += 1


def places(tokens: Sequence[Token], columns: Sequence[Column], *, from_right: bool = False) -> tuple[int, ...]:
    """Ascending columns for the cells of a row that lacks some, by what the columns usually hold.

    Where that does not decide, the gaps stand on the left (a change has no baseline) or on the right.
    """
    return placed(tokens, columns, from_right=from_right)[1]


def placed(
    tokens: Sequence[Token], columns: Sequence[Column], *, from_right: bool = False
) -> tuple[float, tuple[int, ...]]:
    """How well the best placing fits, and the columns of it."""
    count, width = len(tokens), len(columns)
    low = float("-inf")
    absent = [column.absence() for column in columns]
    # best[cell]: the best for the cells from this one on, in the columns from the current one on
    nothing: tuple[int, ...] = ()
    best = [(low, nothing)] * count + [(0.0, nothing)]
    for column in range(width - 1, -1, -1):
        new = []
        for cell in range(count + 1):
            inner = _INNER if 0 < cell < count else 0.0
            skip = (best[cell][0] + absent[column] - inner, best[cell][1])
            if cell < count:
                value, rest = best[cell + 1]
                here = (value + columns[column].fit(tokens[cell]), (column, *rest))
                ahead = skip[0] >= here[0] - _UNDECIDED if from_right else skip[0] > here[0]
                skip = skip if ahead else here
            new.append(skip)
        best = new
    return best[0]
