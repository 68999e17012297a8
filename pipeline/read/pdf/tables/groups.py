"""What stands among the rows of a table: labels in the middle of the rows they name, heads of a further part."""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Final

from pipeline.read.pdf.tables.columns import Placed
from pipeline.read.pdf.tables.rows import Row
from pipeline.read.pdf.tables.values import is_counted

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


def blocks(made: Sequence[Row]) -> Iterator[tuple[list[Row], bool]]:
    """The rows in stretches, each with whether it holds heads: names over figures, behind rows of other figures."""
    counts = [sum(_is_figure(run) for _, runs in row.lines for run in runs) for row in made]
    named = [_is_named(row) for row in made]
    listed: list[tuple[list[Row], bool]] = []
    for is_named, numbers in groupby(range(len(made)), key=named.__getitem__):
        group = list(numbers)
        behind = group[-1] + 1 < len(made) and counts[group[-1] + 1] > 1
        are_heads = is_named and behind and any(counts[: group[0]])
        if listed and not are_heads and not listed[-1][1]:
            listed[-1][0].extend(made[k] for k in group)
        else:
            listed.append(([made[k] for k in group], are_heads))
    yield from listed


def _is_named(row: Row) -> bool:
    """Whether the row prints names of columns only, and no label before them."""
    printed = [run for _, runs in row.lines for run in runs]
    named = all(run.first > 0 and run.piece.text[:1].isalpha() and not is_counted(run.piece.text) for run in printed)
    return len({run.first for run in printed}) > 1 and named


def _is_figure(run: Placed) -> bool:
    return run.first > 0 and is_counted(run.piece.text)


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
