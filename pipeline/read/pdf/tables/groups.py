"""Labels in the middle of the rows that they name, as where each outcome has a row for each group."""

from collections.abc import Sequence
from typing import Final

from pipeline.read.pdf.tables.columns import Placed
from pipeline.read.pdf.tables.rows import Row

FEWEST: Final = 2  # times that the same rows come


def raise_labels(made: Sequence[Row]) -> None:
    """Set labels that stand in the middle of rows, the same rows for each label, to the first of these rows."""
    names = [tuple(_texts(row, 1)) for row in made]
    labelled = [k for k, row in enumerate(made) if any(_texts(row, 0))]
    size = _cycle(names)
    if size < 3 or not size % 2 or labelled != list(range(size // 2, len(made), size)):
        return
    for k in labelled:
        for line, runs in made[k].lines:
            own = [run for run in runs if _is_in(run, 0)]
            made[k - size // 2].lines.extend((line, [run]) for run in own)
            runs[:] = [run for run in runs if run not in own]


def _texts(row: Row, column: int) -> list[str]:
    return [run.piece.text for _, runs in row.lines for run in runs if _is_in(run, column)]


def _is_in(run: Placed, column: int) -> bool:
    return run.first == run.last == column


def _cycle(names: Sequence[tuple[str, ...]]) -> int:
    """After how many rows the same names come again, to the end; 0 where they do not."""
    if not names or not names[0]:
        return 0
    size = next((k for k in range(1, len(names)) if names[k] == names[0]), 0)
    whole = size and not len(names) % size and len(names) >= FEWEST * size
    return size if whole and all(names[k] == names[k % size] for k in range(len(names))) else 0
