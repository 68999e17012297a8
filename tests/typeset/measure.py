"""How many numeric cells of re-typeset tables come back with their heads."""

import hashlib
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.document import Cell, Document, Head
from pipeline.extent import fold
from pipeline.normalise.typography import levelled
from pipeline.tables import Vocabulary, tables
from tests.typeset import truth
from tests.typeset.flat import flattened
from tests.typeset.truth import TrueCell, TrueTable

_UNPRINTED = re.compile(r"[^\w<>=.%±+-]+")
_MARK = re.compile(r"[*†‡§¶‖#∥\s]+$|(?<=[\d)%])\s?[a-e]$")
_TWINS = str.maketrans({"\u00b5": "\u03bc", "\u2206": "\u0394"})  # micro sign and mu, increment and delta print alike
FEWEST = 4  # a table of fewer numeric cells is no table of results


@dataclass(frozen=True, slots=True)
class Recall:
    """Of the numeric cells: how many came back at all, with their row label, their column head, both, whole paths."""

    cells: int = 0
    text: int = 0
    row: int = 0
    column: int = 0
    full: int = 0
    paths: int = 0

    def __add__(self, other: "Recall") -> "Recall":
        pairs = zip(self.counts, other.counts, strict=True)
        return Recall(*(a + b for a, b in pairs))

    @property
    def counts(self) -> tuple[int, ...]:
        """All six numbers."""
        return self.cells, self.text, self.row, self.column, self.full, self.paths

    def __str__(self) -> str:
        names = ("text", "row", "column", "full", "paths")
        shares = " ".join(f"{n} {k / max(self.cells, 1):.3f}" for n, k in zip(names, self.counts[1:], strict=True))
        return f"{self.cells} cells: {shares}"


def articles(folder: Path, *, held_out: bool) -> list[Path]:
    """One half of the articles, parted by the hash of the file's name."""
    return [f for f in sorted(folder.glob("*.xml")) if is_held_out(f.name) == held_out]


def is_held_out(name: str) -> bool:
    """Whether the file of this name is in the half that nobody tunes on."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 2 == 1


def measured(table: TrueTable) -> list[TrueCell]:
    """The cells that count: numeric, and in a column that can be told once flattened."""
    return [cell for cell in table.cells if cell.numeric and cell.told]


def true_tables(paths: Sequence[Path]) -> Iterator[tuple[Path, TrueTable]]:
    """The tables worth measuring, with their files."""
    for path in paths:
        for table in map(truth.as_printed, truth.tables(path)):
            if len(measured(table)) >= FEWEST:
                yield path, table


def recall(
    table: TrueTable, style: str, vocabulary: Vocabulary, prose: Sequence[str] = ("Some prose stands before.",)
) -> Recall:
    """The table set in one style behind its article's prose, read back as the pipeline reads it, and compared."""
    text = flattened(table, style, prose)
    read: dict[str, list[Cell]] = {}
    for found in tables(Document("typeset", levelled(text)), vocabulary):
        for cell in found.cells:
            read.setdefault(plain(cell.extent.of(text)), []).append(cell)
    halves = {printed: [cell for cell in cells for _ in range(2)] for printed, cells in read.items()}
    total = Recall()
    for cell in measured(table):
        candidates = next((found for text in printings(cell) if (found := read.get(plain(text)))), [])
        total = total + compared(cell, candidates or halves.get(plain(cell.whole), []))[0]
    return total


def printings(cell: TrueCell) -> tuple[str, str]:
    """The cell's text without and with the footnote sign behind it."""
    return _MARK.sub("", cell.text), cell.text


def compared(cell: TrueCell, candidates: list[Cell]) -> tuple[Recall, Cell | None]:
    """The comparison with the best of the read cells of the same text, which is then used up; that cell."""
    scored = [(_agreement(cell, other), other) for other in candidates]
    if not scored:
        return Recall(cells=1), None
    best, chosen = max(scored, key=lambda pair: sum(pair[0]))
    row, column, paths = best
    if row and column:
        candidates.remove(chosen)
    return Recall(1, 1, int(row), int(column), int(row and column), int(paths)), chosen


def _agreement(cell: TrueCell, other: Cell) -> tuple[bool, bool, bool]:
    """Whether the row label, the column head, and both whole paths are those of the truth."""
    row, column = _path(other.row_path), _path(other.column_path)
    row_right = not cell.row_path or any(plain(t) in row for t in (cell.row_path[-1], cell.own) if t)
    column_right = not cell.column_path or plain(cell.column_path[-1]) in column
    whole = row == plain("".join(cell.row_path)) and column == plain("".join(cell.column_path))
    return row_right, column_right, row_right and column_right and whole


@lru_cache(maxsize=20_000)
def _path(heads: tuple[Head, ...]) -> str:
    return "".join(plain("".join([h.text, *h.signs])) for h in heads)


@lru_cache(maxsize=50_000)
def plain(text: str) -> str:
    """The characters that matter, marks and typography levelled."""
    return re.sub(r"[*†‡§¶‖#∥]", "", _UNPRINTED.sub("", fold(text).translate(_TWINS).lower()))
