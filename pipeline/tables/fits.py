"""How many columns a flattened table has, told by its rows and its header together."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.document import Line
from pipeline.extent import fold
from pipeline.tables import align, cells, grid, halves, headers
from pipeline.tables.align import Column
from pipeline.tables.boundaries import Words
from pipeline.tables.grid import Row
from pipeline.tables.headers import Columns

# A head of its own, not "OR (95% CI)".
_INTERVALS: Final = regex.compile(r"(?<![(\[,] ?)\b\d\d ?% ?(?:CI|confidence interval)", regex.IGNORECASE)
_WIDEST: Final = 30
_SELDOM: Final = 0.08  # a count of cells that fewer of the rows have is no width
_TRIED: Final = 4  # widths that are compared
_ROWS: Final = 3.0  # how much the rows count beside the header
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
    found = [_fit(text, header, body, width, words) for width in _widths(text, body, likely)]
    printed = fold(" ".join(line.extent.of(text) for line in header))
    if _INTERVALS.search(printed) and (parted := _parted(text, body)) != body:
        width = Counter(len(row.tokens) for row in parted if row.tokens).most_common(1)[0][0]
        found += [_fit(text, header, parted, n, words) for n in _widths(text, parted, width)]
    return max(found, key=lambda fit: fit.worth)


def _parted(text: str, body: Sequence[Row]) -> Sequence[Row]:
    """The rows with each estimate and its bracketed interval as two cells: ``OR | 95% CI`` over ``0.8 (0.7, 0.9)``."""
    return [replace(row, tokens=tuple(t for token in row.tokens for t in cells.parted(text, token))) for row in body]


def _widths(text: str, body: Sequence[Row], likely: int) -> list[int]:
    """The widths worth comparing, the likeliest first; the figure of a label that counts up is no cell."""
    counting = grid.enumerated(text, body)
    counts = Counter(len(row.tokens) for row in body if row.tokens)
    counts.update(len(body[k].tokens) - 1 for k in counting)
    least = max(2.0, _SELDOM * counts.total())
    counts = Counter({n: rows for n, rows in counts.items() if rows >= least})
    cells = {n: n * rows for n, rows in counts.items()}
    often = sorted(counts, key=lambda n: (-cells[n], n))
    widest = max((len(row.tokens) for row in body), default=likely)
    near = [likely, *often[: _TRIED - 2], widest]
    return [n for n in dict.fromkeys(near) if 0 < n <= _WIDEST]


def _halved(
    text: str, header: Sequence[Line], rows: Sequence[Row], typical: Sequence[Column], words: Words
) -> Iterator[tuple[Columns, int, float]]:
    """The header read with one head over each count and its share, over each mean and its spread."""
    seconds = halves.seconds(rows, typical)
    if not seconds:
        return
    merged = [c for k, c in enumerate(typical) if k not in seconds]
    columns, used, worth = headers.read(text, header, merged, words)
    place, paths = -1, []
    for k in range(len(typical)):
        place += k not in seconds
        paths.append(columns.paths[place])
    spans = tuple(1 + (k + 1 in seconds) for k in range(len(typical)) if k not in seconds)
    yield replace(columns, paths=tuple(paths), spans=spans), used, worth


def _fit(text: str, header: Sequence[Line], body: Sequence[Row], width: int, words: Words) -> Fit:
    rows = grid.cut(text, body, width)
    typical = align.profile([row.tokens for row in rows], width)
    columns, used, worth = max(
        (headers.read(text, header, typical, words), *_halved(text, header, rows, typical, words)), key=lambda r: r[2]
    )
    full = [row for row in rows if row.tokens]
    counting = grid.enumerated(text, body)
    pairs = enumerate(zip(body, rows, strict=True))
    lost = sum(grid.spent(text, before, after, counted=k in counting) for k, (before, after) in pairs)
    lost += sum(_LACK * (width - len(row.tokens)) for row in full)
    return Fit(tuple(rows), columns, used, worth - _ROWS * lost / max(len(full), 1))
