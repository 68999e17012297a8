"""How many columns a table's rows have, and which of a line's figures are cells."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from pipeline.document import Line
from pipeline.extent import Extent, fold
from pipeline.tables import align
from pipeline.tables.align import Column
from pipeline.tables.cells import Token

# A whole number behind these words names the row, it is no cell: "Day 29 3 (19)", "Score of 0 or 1".
_NAMING: Final = regex.compile(
    r"(?<!\d )\b(?:days?|weeks?|wk|months?|years?|visit|hours?|time|cycle|stage|grade|type|phase|class|score|of|or|to"
    r"|than|case|over|under|above|below|aged|age|part|level|group|model|question|item|factor|patient|subject|quartile"
    r"|session|trimester|tertile|quintile|dose|set|trial|table|stratum|cohort|round|wave)\.? ?$",
    regex.IGNORECASE,
)
_COMPARED: Final = regex.compile(r"(?:[<>≤≥=~]|\d ?[-/]) ?$")  # "TEC > 500 at baseline"
_LABEL: Final = 1.2  # what it costs that a figure is the end of a label
_NAMED: Final = 0.2  # the same behind a word that asks for a number
_UNLABELLED: Final = 3.0  # what it costs that a row has no label
_BARE: Final = 0.5  # above this part of rows that begin with a figure the first column is numeric


@dataclass(frozen=True, slots=True)
class Row:
    """A printed line of a table's body: where its label stands (empty for none) and its cells."""

    line: Line
    label: Extent
    tokens: tuple[Token, ...]

    @property
    def bare(self) -> bool:
        """Whether a figure opens the line."""
        return bool(self.tokens) and self.tokens[0].extent.start == self.line.extent.start


def names_the_row(text: str, line: Line, token: Token) -> bool:
    """Whether the figure is the end of a label rather than the first cell."""
    starts = token.extent.start == line.extent.start
    if token.kind == "range" and starts:
        return True  # "10-20 4 (4.04%)": an age band, as a lone range at the very start always is
    if token.kind == "bound" and token.decimals == 0 and token.extent.end < line.extent.end:
        return True  # "≥65 12 (30)", "EPDS ≥ 13 51 (16.1)": p values have decimals
    before = fold(text[line.extent.start : token.extent.start])
    if token.kind not in {"number", "range", "bound"}:
        return False
    whole = token.extent.of(text).isdigit()
    return bool(_COMPARED.search(before) or (whole and _NAMING.search(before)))


def width(rows: Sequence[Row], *, follows: Sequence[bool]) -> int:
    """The number of columns: what most rows have, the larger where two are as frequent.

    ``follows``: for each row whether the line before it is a row too, so that a bare figure is its label.
    """
    counts: Counter[int] = Counter(len(row.tokens) for row in rows)
    most = max(counts, key=lambda n: (counts[n], n))
    full = [(row, after) for row, after in zip(rows, follows, strict=True) if len(row.tokens) == most]
    bare = sum(row.bare and after for row, after in full[1:])
    if most > 1 and len(full) > 2 and bare > _BARE * (len(full) - 1):
        return most - 1
    return most


def cut(text: str, rows: Sequence[Row], columns: int) -> list[Row]:
    """The rows with their labels apart from their cells, so that the columns agree over the whole table."""
    found = [_with(row, max(0, len(row.tokens) - columns)) for row in rows]
    counting = enumerated(text, rows)
    for _ in range(2):
        typical = align.profile([row.tokens for row in found], columns)
        found = [
            _cut(text, row, typical, labelled=k > 0 and not rows[k - 1].tokens, counted=k in counting)
            for k, row in enumerate(rows)
        ]
    return found


def enumerated(text: str, rows: Sequence[Row]) -> frozenset[int]:
    """The rows whose labels count up: ``Session 1``, ``Session 2``."""
    seen: dict[str, list[tuple[int, int]]] = {}
    for k, row in enumerate(rows):
        if row.tokens and len(row.label) and row.tokens[0].extent.of(text).isdecimal():
            seen.setdefault(row.label.of(text), []).append((k, int(row.tokens[0].extent.of(text))))
    rising = [rows for rows in seen.values() if len(rows) > 1 and all(a[1] < b[1] for a, b in pairwise(rows))]
    return frozenset(k for found in rising for k, _ in found)


def _cut(text: str, row: Row, typical: Sequence[Column], *, labelled: bool, counted: bool) -> Row:
    """The row with as many of its leading figures in the label as fit best.

    ``labelled`` by the line above; ``counted``: the first figure numbers the row.
    """
    least = max(0, len(row.tokens) - len(typical))
    if not row.tokens or (least == 0 and len(row.tokens) == len(typical) and not row.bare):
        return row
    costs = [_cost(text, row, token) for token in row.tokens]
    costs[0] = _NAMED if counted else costs[0]
    fits = align.ends(row.tokens, typical)
    best, chosen, spent = float("-inf"), least, sum(costs[:least])
    for k in range(least, len(row.tokens) + 1):
        worth = fits[k][0] - spent
        if k == 0 and row.bare and not labelled:
            worth -= _UNLABELLED
        if worth > best + 1e-9:
            best, chosen = worth, k
        spent += sum(costs[k : k + 1])
    return _with(row, chosen)


def spent(text: str, before: Row, after: Row, *, counted: bool) -> float:
    """What it cost that the row's first figures went into its label."""
    lost = len(before.tokens) - len(after.tokens)
    if counted:
        return _NAMED + sum(_cost(text, before, token) for token in before.tokens[1:lost]) if lost else _LABEL
    bare = before.bare and not lost
    return sum(_cost(text, before, token) for token in before.tokens[:lost]) + _LABEL * bare


def _cost(text: str, row: Row, token: Token) -> float:
    """What it costs that the figure is part of the label."""
    if token.kind in {"pair", "interval", "spread", "fraction", "missing"}:
        return 3 * _LABEL
    if token.kind in {"alone", "bracket", "odd"} and token.extent.start > row.line.extent.start:
        return _NAMED  # "High grade (3) 780 (23.6%)", "at 24h 780"
    return _NAMED if names_the_row(text, row.line, token) or token.extent.start == row.line.extent.start else _LABEL


def _with(row: Row, label: int) -> Row:
    """The row with its first figures in the label."""
    if label == 0:
        return row
    tokens = row.tokens[label:]
    end = tokens[0].extent.start if tokens else row.line.extent.end
    return Row(row.line, Extent(row.line.extent.start, end), tokens)
