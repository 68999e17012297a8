"""How many columns a flattened table has, told by its rows and its header together."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.document import Line
from pipeline.tables import align, grid, headers
from pipeline.tables.cuts import Words
from pipeline.tables.grid import Row
from pipeline.tables.headers import Columns

_WIDEST: Final = 30
_SELDOM: Final = 0.08  # a count of cells that fewer of the rows have is no width
_TRIED: Final = 4  # widths that are compared
_ROWS: Final = 6.0  # how much the rows count beside the header
_LACK: Final = 0.12  # what it costs that a row lacks a cell


@dataclass(frozen=True, slots=True)
class Fit:
    """The rows cut for a number of columns, the heads over these, how many lines before them are header."""

    rows: tuple[Row, ...]
    columns: Columns
    header: int
    worth: float


def best(text: str, header: Sequence[Line], body: Sequence[Row], likely: int, words: Words) -> Fit:
    """The reading whose rows and heads agree best; ``likely`` is the width most rows have."""
    return max((_fit(text, header, body, width, words) for width in _widths(body, likely)), key=lambda fit: fit.worth)


def _widths(body: Sequence[Row], likely: int) -> list[int]:
    """The widths worth comparing, the likeliest first."""
    counts = Counter(len(row.tokens) for row in body if row.tokens)
    least = max(2.0, _SELDOM * counts.total())
    counts = Counter({n: rows for n, rows in counts.items() if rows >= least or n == max(counts) == likely})
    cells = {n: n * rows for n, rows in counts.items()}
    often = sorted(counts, key=lambda n: (-cells[n], n))
    near = [likely, *often, max(counts, default=likely)]
    return [n for n in dict.fromkeys(near) if 0 < n <= _WIDEST][:_TRIED]


def _fit(text: str, header: Sequence[Line], body: Sequence[Row], width: int, words: Words) -> Fit:
    rows = grid.cut(text, body, width)
    typical = align.profile([row.tokens for row in rows], width)
    columns, used, worth = headers.read(text, header, typical, words)
    full = [row for row in rows if row.tokens]
    lost = sum(grid.spent(text, before, after) for before, after in zip(body, rows, strict=True))
    lost += sum(_LACK * (width - len(row.tokens)) for row in full)
    return Fit(tuple(rows), columns, used, worth - _ROWS * lost / max(len(full), 1))
