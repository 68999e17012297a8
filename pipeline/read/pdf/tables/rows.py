"""The rows of a table: which printed lines belong to one, by what they leave open and how close they stand."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from pipeline.read.pdf.tables.columns import Column, Placed
from pipeline.read.pdf.tables.lines import Line
from pipeline.read.pdf.tables.values import goes_on, is_cut, is_value

APART: Final = 1.17  # how much wider than between the lines of a cell the gap between rows is, where it is wider
_GOES_ON: Final = regex.compile(r"[\p{Ll}(\[&/]")
_STOPS: Final = regex.compile(r"(?:\b(?:and|or|of|the|in|for|with|to|by|at|on|a|an|per|from|vs\.?)|[,(\[/–-])$")


@dataclass(slots=True)
class Row:
    """The lines of a row, each with its runs of words."""

    lines: list[tuple[Line, list[Placed]]]

    def cells(self) -> dict[tuple[int, int], list[Placed]]:
        """The runs of each cell from top to bottom, by its first and last column."""
        found: dict[tuple[int, int], list[Placed]] = {}
        for _, runs in self.lines:
            for run in runs:
                found.setdefault((run.first, run.last), []).append(run)
        return found


def stubs(placed: Sequence[tuple[Line, Sequence[Placed]]], found: Sequence[Column]) -> int:
    """How many columns on the left label the rows."""
    count = 0
    for column in range(len(found) - 1):
        own = [run.piece.text for _, runs in placed for run in runs if run.first == column == run.last]
        if column and 2 * sum(is_value(text) for text in own) >= len(own):
            break
        count = column + 1
    return max(count, 1)


def rows(placed: Sequence[tuple[Line, list[Placed]]], found: Sequence[Column], breaks: Sequence[float]) -> list[Row]:
    """The rows from top to bottom; ``breaks`` are heights at which one ends."""
    labels = stubs(placed, found)
    near = _near(placed, labels)
    limit = max((r.piece.right for _, runs in placed for r in runs if r.last < labels and len(runs) > 1), default=0.0)
    made: list[Row] = []
    at = 0
    for line, runs in placed:
        cut = False
        while at < len(breaks) and breaks[at] < line.y - 0.25 * line.size:
            cut = cut or not made or breaks[at] > made[-1].lines[-1][0].y - 0.25 * line.size
            at += 1
        if made and not cut and _belongs(made[-1], line, runs, labels, near, limit):
            made[-1].lines.append((line, runs))
        else:
            made.append(Row([(line, runs)]))
    return made


def _near(placed: Sequence[tuple[Line, Sequence[Placed]]], labels: int) -> float | None:
    """The widest gap between lines of one row where rows stand further apart than lines, else None."""
    gaps = sorted((b[0].y - a[0].y) / b[0].size for a, b in pairwise(placed))
    steps = [(b / a, (a + b) / 2) for a, b in pairwise(gaps) if 0.85 < a < 1.5 and b / a >= APART]
    if not steps:
        return None
    limit = max(steps)[1]
    close = [(a, b) for a, b in pairwise(placed) if b[0].y - a[0].y < limit * b[0].size]
    both = sum(_is_full(a[1], labels) and _is_full(b[1], labels) for a, b in close)
    return limit if 5 * both <= len(close) else None


def _is_full(runs: Sequence[Placed], labels: int) -> bool:
    """Whether a line prints a label and figures."""
    return any(r.first < labels for r in runs) and any(
        r.first >= labels and is_value(r.piece.text) and not goes_on(r.piece.text) for r in runs
    )


def _belongs(row: Row, line: Line, runs: Sequence[Placed], labels: int, near: float | None, limit: float) -> bool:
    """Whether the line goes on the row above it."""
    last, before = row.lines[-1]
    gap = (line.y - last.y) / line.size
    own_label = [r for r in runs if r.first < labels]
    own_data = [r for r in runs if r.first >= labels]
    held = {r.first: r for _, rs in row.lines for r in rs}
    if gap < 0.8 and not any(r.first in {b.first for b in before} for r in runs):
        return True
    if _is_centred(row, line, own_data, labels):
        return True
    if near is not None and gap >= near:
        return False
    tight = near is not None
    if own_data and not own_label:
        return _continues(own_data, held, tight=tight)
    row_data = any(r.first >= labels for r in held.values())
    if own_label and not own_data:
        return _wraps(
            before if not tight else list(held.values()), own_label, labels, limit, tight=tight, filled=row_data
        )
    if not row_data:
        return len(row.lines) < 5 and _wraps(before, own_label, labels, limit, tight=tight, filled=False)
    return all(_is_rest(r, held) for r in own_data) and (
        tight or _wraps(before, own_label, labels, limit, tight=False, filled=True)
    )


def _is_centred(row: Row, line: Line, own_data: Sequence[Placed], labels: int) -> bool:
    """Whether the label stands as far below the figures of the row as it begins above them."""
    data = [at.y for at, runs in row.lines if any(r.first >= labels for r in runs)]
    if own_data or not data or data[0] <= row.lines[0][0].y + 0.3 * line.size:
        return False
    return line.y - data[-1] <= data[0] - row.lines[0][0].y + 0.5 * line.size


def _is_rest(run: Placed, held: dict[int, Placed]) -> bool:
    """Whether the run is the next line of the cell above it."""
    above = held.get(run.first)
    if above is None:
        return False
    return (
        goes_on(run.piece.text)
        or is_cut(above.piece.text)
        or not (is_value(run.piece.text) or is_value(above.piece.text))
    )


def _continues(data: Sequence[Placed], held: dict[int, Placed], *, tight: bool) -> bool:
    if all(_is_rest(r, held) for r in data):
        return True
    return tight and not all(r.first in held and is_value(r.piece.text) for r in data)


def _wraps(
    before: Sequence[Placed], label: Sequence[Placed], labels: int, limit: float, *, tight: bool, filled: bool
) -> bool:
    """Whether a label goes on in the next line: it must, it did not fit, or its words say so."""
    above = {r.first: r for r in before if r.first < labels}
    found = []
    for run in label:
        over = above.get(run.first)
        if over is None:
            found.append(tight)
            continue
        text, rest = over.piece.text, run.piece.text
        word = run.piece.items[0].word
        fits = over.piece.right + word.box.width + 0.25 * word.size <= limit
        inward = run.piece.left - over.piece.left
        if (over.piece.items[0].word.bold != word.bold and not tight) or inward < -0.5 * word.size:
            found.append(False)
        elif is_cut(text) or _STOPS.search(text) or text.endswith(("-", "\u00ad")):
            found.append(True)
        elif filled:
            hanging = inward > 0.3 * word.size
            found.append(
                tight
                or (not fits and (hanging or _GOES_ON.match(rest) is not None))
                or (_GOES_ON.match(rest) is not None and inward > -0.3 * word.size and not rest.startswith("n "))
            )
        else:
            found.append(
                (tight and not fits)
                or (not fits and inward < 0.3 * word.size)
                or (_GOES_ON.match(rest) is not None and inward < 0.3 * word.size)
            )
    return bool(found) and all(found)
