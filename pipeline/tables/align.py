"""Which column each cell of a row belongs to."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
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


_NEVER: Final = -2.0  # rows lack cells together, so that one never lacked before says little
_SELDOM: Final = -4.0  # the same while it is open which figures are cells
_AGAIN: Final = 2  # how often the rows that lack cells are placed again

_Placing = tuple[float, tuple[int, ...]]
_NOWHERE: Final[_Placing] = (float("-inf"), ())


@dataclass(slots=True)
class Column:
    """What the cells of a column look like: kinds, shapes (kinds with their decimals), how often the cell lacks."""

    kinds: Counter[str] = field(default_factory=Counter)
    shapes: Counter[tuple[str, int]] = field(default_factory=Counter)
    lacking: int = 0
    never: float = float("-inf")  # the least that lacking cells may cost
    known: dict[tuple[str, int], float] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """The rows that have the cell."""
        return self.kinds.total()

    def fit(self, token: Token) -> float:
        """How well the cell fits the column, at most 0."""
        shape = token.shape
        if shape not in self.known:
            self.known[shape] = self._fit(token)
        return self.known[shape]

    def _fit(self, token: Token) -> float:
        if token.kind == "missing":
            return math.log(0.5)
        rows = self.rows - self.kinds["missing"]
        alike = self.shapes[token.shape] + 0.3 * (self.kinds[token.kind] + _RARE)
        if token.kind in SEVERAL:
            alike += _KIN * sum(self.kinds[kind] for kind in SEVERAL)
        return math.log(min(1.0, (alike + _RARE) / (rows + 1.0)) or 1e-9)

    def absence(self) -> float:
        """How usual it is that the cell lacks, at most 0."""
        return max(self.never, math.log((self.lacking + _LACKING) / (self.rows + self.lacking + 1.0)))

    def share(self, *kinds: str) -> float:
        """The part of its cells that are of these kinds."""
        rows = self.rows - self.kinds["missing"]
        return sum(self.kinds[kind] for kind in kinds) / rows if rows else 0.0


Expected = Sequence[Mapping[tuple[str, int], float]]


def profile(rows: Sequence[Sequence[Token]], width: int, expected: Expected = ()) -> tuple[Column, ...]:
    """The columns as the rows show them that have all cells, then as all rows do.

    ``expected``: for each column what its head asks for. Rows that lack cells are placed again once all are.
    """
    few = [tokens for tokens in rows if 0 < len(tokens) < width]
    columns = _shown(rows, width, expected)
    told = [(t, places(t, columns)) for t in few if places(t, columns) == places(t, columns, from_right=True)]
    for tokens, taken in told:  # a placing that is open teaches nothing
        _add(columns, tokens, taken)
    if not expected:
        return columns
    for _ in range(_AGAIN):
        held = [(tokens, places(tokens, columns)) for tokens in few]
        columns = _shown(rows, width, expected)
        for tokens, taken in held:
            _add(columns, tokens, taken)
    return columns


def _shown(rows: Sequence[Sequence[Token]], width: int, expected: Expected) -> tuple[Column, ...]:
    """The columns as their heads and the rows with all cells show them."""
    columns = tuple(Column(never=_NEVER if expected else _SELDOM) for _ in range(width))
    for column, cells in zip(columns, expected, strict=False):
        for (kind, decimals), often in cells.items():
            column.kinds[kind] += often  # type: ignore[assignment]
            column.shapes[kind, decimals] += often  # type: ignore[assignment]
    for tokens in rows:
        if len(tokens) == width:
            _add(columns, tokens, range(width))
    return columns


def _add(columns: Sequence[Column], tokens: Sequence[Token], taken: Sequence[int]) -> None:
    held = dict(zip(taken, tokens, strict=True))
    for k, column in enumerate(columns):
        column.known.clear()
        if k in held:
            column.kinds[held[k].kind] += 1
            column.shapes[held[k].shape] += 1
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
    return ends(tokens, columns, from_right=from_right)[0]


def ends(tokens: Sequence[Token], columns: Sequence[Column], *, from_right: bool = False) -> list[_Placing]:
    """For the tokens from each on to the last the best placing; the first of all of them is ``placed``."""
    slack = _UNDECIDED if from_right else 0.0
    # Placings in the columns from the current one on: first[k] of tokens[k:] where none stands further left,
    # inner[k] where some do, so that a column left out lies between cells.
    first: list[_Placing] = [*[_NOWHERE] * len(tokens), (0.0, ())]
    inner = list(first)
    for place in range(len(columns) - 1, -1, -1):
        column = columns[place]
        lacks = column.absence()
        outer, within = [], []
        for k, token in enumerate(tokens):
            value, rest = inner[k + 1]
            here = (value + column.fit(token), (place, *rest))
            outer.append(_better((first[k][0] + lacks, first[k][1]), here, slack))
            within.append(_better((inner[k][0] + lacks - _INNER, inner[k][1]), here, slack))
        last = (first[-1][0] + lacks, ())
        first, inner = [*outer, last], [*within, last]
    return first


def _better(skipped: _Placing, here: _Placing, slack: float) -> _Placing:
    """The placing that leaves the column out, or the one that fills it; ties fill it, with slack leave it out."""
    if slack:
        return skipped if skipped[0] >= here[0] - slack else here
    return skipped if skipped[0] > here[0] else here
