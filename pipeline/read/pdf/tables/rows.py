"""The rows of a table: which printed lines belong to one, by what they leave open and how close they stand."""

from bisect import bisect
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import regex

from pipeline.read.pdf.tables.columns import Column, Placed
from pipeline.read.pdf.tables.lines import Line
from pipeline.read.pdf.tables.values import goes_on, is_counted, is_cut, is_value

APART: Final = 1.17  # how much wider than between the lines of a cell the gap between rows is, where it is wider
OVERLAP: Final = 0.8  # in sizes: lines that are closer stand beside each other
FEWEST: Final = 3  # times as many columns hold figures as go on in the next line
NEIGHBOURS: Final = 4  # lines above one among which the last in its columns is
MOST: Final = 6  # lines of a label before its figures
_BARE: Final = regex.compile(r"[<>≤≥=≈(\[\s]*[\d.,·]+[)\]*†‡§\s]*")
_GOES_ON: Final = regex.compile(r"[\p{Ll}(\[&/]")
_STOPS: Final = regex.compile(r"(?:\b(?:and|or|of|the|in|for|with|to|by|at|on|a|an|per|from|vs\.?)|[,(\[/–-])$")

Printed = tuple[Line, list[Placed]]


@dataclass(slots=True)
class Row:
    """The lines of a row, each with its runs of words."""

    lines: list[Printed]

    def cells(self) -> dict[tuple[int, int], list[Placed]]:
        """The runs of each cell from top to bottom, by its first and last column."""
        found: dict[tuple[int, int], list[Placed]] = {}
        for _, runs in self.lines:
            for run in runs:
                found.setdefault((run.first, run.last), []).append(run)
        return found

    def last(self) -> dict[int, Placed]:
        """The lowest run of each column."""
        return {run.first: run for _, runs in self.lines for run in runs}


@dataclass(frozen=True, slots=True)
class _Cues:
    """What tells the rows of a table: how many columns label them, how far right labels reach in each, the widest gap
    between lines of one row where rows stand further apart, whether a line is drawn between (nearly) all rows.
    """

    labels: int
    limits: Sequence[float]
    near: float | None
    banded: bool

    @property
    def tight(self) -> bool:
        """Whether lines that stand close, or between the same drawn ones, are of one row."""
        return self.near is not None or self.banded


def stubs(placed: Sequence[Printed], found: Sequence[Column]) -> int:
    """How many columns on the left label the rows."""
    count = 0
    for column in range(len(found) - 1):
        own = [run.piece.text for _, runs in placed for run in runs if run.first == column == run.last]
        if column and 2 * sum(is_counted(text) for text in own) >= len(own):
            break
        count = column + 1
    return max(count, 1)


def rows(placed: Sequence[Printed], found: Sequence[Column], breaks: Sequence[float]) -> list[Row]:
    """The rows from top to bottom; ``breaks`` are heights at which one ends."""
    labels = stubs(placed, found)
    limits = [
        max(
            (r.piece.right for _, runs in placed for r in runs if r.first == r.last == k and len(runs) > 1), default=0.0
        )
        for k in range(labels)
    ]
    cues = _Cues(labels, limits, _near(placed, labels), _is_banded(placed, labels, breaks))
    made: list[Row] = []
    for k, (line, runs) in enumerate(placed):
        above = made[-1].lines[-1][0] if made else None
        cut = above is None or bisect(breaks, above.y - 0.25 * above.size) < bisect(breaks, line.y - 0.25 * line.size)
        if not cut and _belongs(made[-1], line, runs, cues) and not _opens_row(made[-1], placed, k, labels):
            made[-1].lines.append((line, runs))
        else:
            made.append(Row([(line, runs)]))
    _spanning(made, cues)
    return made


def _is_banded(placed: Sequence[Printed], labels: int, breaks: Sequence[float]) -> bool:
    """Whether drawn lines part (nearly) all rows, so that what stands between two of them is one."""
    counts: Counter[int] = Counter()
    full = False
    for k, (line, runs) in enumerate(placed):
        beside = k > 0 and line.y - placed[k - 1][0].y < OVERLAP * line.size
        counts[bisect(breaks, line.y)] += _is_full(runs, labels) and not (beside and full)
        full = _is_full(runs, labels) or (beside and full)
    several = sum(count > 1 for count in counts.values())
    return len(counts) > 3 and 10 * several <= len(counts)


def _near(placed: Sequence[Printed], labels: int) -> float | None:
    """The widest gap between lines of one row where rows stand further apart than lines, else None."""
    pairs = list(_below_each_other(placed))
    gaps = sorted((b[0].y - a[0].y) / b[0].size for a, b in pairs)
    steps = [(b / a, (a + b) / 2) for a, b in pairwise(gaps) if 0.85 < a < 1.5 and b / a >= APART]
    if not steps:
        return None
    limit = max(steps)[1]
    close = [(a, b) for a, b in pairs if b[0].y - a[0].y < limit * b[0].size]
    both = sum(_are_rows(a[1], b[1], labels) for a, b in close)
    return limit if 3 * both <= len(close) else None


def _below_each_other(placed: Sequence[Printed]) -> Iterator[tuple[Printed, Printed]]:
    """Each line with the last one above it that prints something in one of its columns."""
    for k, (line, runs) in enumerate(placed):
        own = {run.first for run in runs}
        above = (placed[j] for j in range(k - 1, max(k - NEIGHBOURS, 0) - 1, -1))
        found = next((each for each in above if own & {run.first for run in each[1]}), None)
        if found is not None:
            yield found, (line, runs)


def _are_rows(above: Sequence[Placed], below: Sequence[Placed], labels: int) -> bool:
    """Whether both lines print a label and figures, none of them the next line of one above."""
    held = {run.first: run for run in above}
    parted = not any(_is_rest(run, held) for run in below if run.first >= labels)
    return parted and _is_full(above, labels) and _is_full(below, labels)


def _is_full(runs: Sequence[Placed], labels: int) -> bool:
    """Whether a line prints a label and figures."""
    return any(r.first < labels for r in runs) and any(
        r.first >= labels and is_value(r.piece.text) and not goes_on(r.piece.text) for r in runs
    )


def _belongs(row: Row, line: Line, runs: Sequence[Placed], cues: _Cues) -> bool:
    """Whether the line goes on the row above it."""
    gap = (line.y - row.lines[-1][0].y) / line.size
    held = row.last()
    label = [r for r in runs if r.first < cues.labels]
    data = [r for r in runs if r.first >= cues.labels]
    # Lines of two rows cannot stand as close, those of cells in the middle of a row do; or of a label beside two rows.
    if gap < OVERLAP or cues.banded:
        return not _stands_alone(data, held)
    if cues.near is not None and gap >= cues.near:
        return False
    if label and not data and _is_centred(row, line, cues.labels):
        return True
    has_data = any(column >= cues.labels for column in held)
    if not label:
        return _is_below_one(row, data, cues.labels) or _continues(data, held, tight=cues.tight)
    if not data or not has_data:
        return len(row.lines) < MOST and _wraps(held, label, cues, filled=has_data)
    rest = [_is_rest(r, held) for r in data if r.first in held]
    unlabelled = not any(column < cues.labels for column in held)
    return bool(rest) and all(rest) and (unlabelled or cues.tight or _wraps(held, label, cues, filled=True))


def _opens_row(row: Row, placed: Sequence[Printed], k: int, labels: int) -> bool:
    """Whether a label stands half a line above figures that are no further lines of the row above it."""
    line, runs = placed[k]
    if k + 1 == len(placed) or any(r.first >= labels for r in runs):
        return False
    below, figures = placed[k + 1]
    close = below.y - line.y < OVERLAP * line.size <= line.y - row.lines[-1][0].y
    return close and _stands_alone([r for r in figures if r.first >= labels], row.last())


def _stands_alone(data: Sequence[Placed], held: dict[int, Placed]) -> bool:
    """Whether figures stand below others of which none of them is the next line."""
    below = [r for r in data if r.first in held and is_value(r.piece.text) and is_value(held[r.first].piece.text)]
    return bool(below) and not any(_is_rest(r, held) for r in data)


def _is_centred(row: Row, line: Line, labels: int) -> bool:
    """Whether the label stands as far below the figures of the row as it begins above them."""
    data = [at.y for at, runs in row.lines if any(r.first >= labels for r in runs)]
    if not data or data[0] <= row.lines[0][0].y + 0.3 * line.size:
        return False
    return line.y - data[-1] <= data[0] - row.lines[0][0].y + 0.5 * line.size


def _is_rest(run: Placed, held: dict[int, Placed]) -> bool:
    """Whether the run is the next line of the cell above it."""
    above = held.get(run.first)
    if above is None:
        return False
    worded = not is_value(run.piece.text) and not is_value(above.piece.text)
    return worded or goes_on(run.piece.text) or is_cut(above.piece.text)


def _continues(data: Sequence[Placed], held: dict[int, Placed], *, tight: bool) -> bool:
    """Whether figures without a label are further lines of the cells above them."""
    rest = [_is_rest(r, held) for r in data]
    return all(rest) or (tight and (any(rest) or not all(r.first in held and is_value(r.piece.text) for r in data)))


def _is_below_one(row: Row, data: Sequence[Placed], labels: int) -> bool:
    """Whether bare figures go on a few of many columns in the next line without a label: the p below a difference."""
    held = {run.first for run in row.last().values() if run.first >= labels}
    bare = all(run.first in held and _BARE.fullmatch(run.piece.text) for run in data)
    return bare and len(held) >= FEWEST * len(data)


def _wraps(held: dict[int, Placed], label: Sequence[Placed], cues: _Cues, *, filled: bool) -> bool:
    """Whether labels go on in the next line: they must, they did not fit, or their words say so."""
    return all(_wrapped(held.get(run.first), run, cues, filled=filled) for run in label)


def _wrapped(above: Placed | None, run: Placed, cues: _Cues, *, filled: bool) -> bool:
    if above is None:
        return cues.tight
    text, word = above.piece.text, run.piece.items[0].word
    inward = (run.piece.left - above.piece.left) / word.size
    if inward < -0.5 or (above.piece.items[0].word.bold != word.bold and not cues.tight):
        return False
    if is_cut(text) or _STOPS.search(text):
        return True
    # A label that reaches over the figures was not broken at the edge of its column.
    limit = cues.limits[run.first]
    wide = above.piece.right > limit + 0.5 * word.size
    full = not wide and above.piece.right + word.box.width + 0.25 * word.size > limit
    lower = _GOES_ON.match(run.piece.text) is not None
    if filled:
        return cues.tight or (full and (inward > 0.3 or lower)) or (lower and inward > -0.3)
    return (full and (cues.tight or inward < 0.3)) or (lower and inward < 0.3)


def _spanning(made: Sequence[Row], cues: _Cues) -> None:
    """Lines of a first label that stands beside the labels of several rows go to the first of these rows."""
    if cues.labels < 2:
        return
    opened: tuple[Row, Line, Placed] | None = None
    for row in made:
        for line, runs in list(row.lines):
            own = next((r for r in runs if r.first == r.last == 0), None)
            if own is None:
                continue
            if opened is not None and opened[0] is not row and _goes_down(opened, line, own, cues):
                opened[0].lines.append((line, [own]))
                runs.remove(own)
                opened = (opened[0], line, own)
            else:
                opened = (row, line, own)


def _goes_down(opened: tuple[Row, Line, Placed], line: Line, own: Placed, cues: _Cues) -> bool:
    """Whether the words continue those of the first column in the row above."""
    _, last, above = opened
    return line.y - last.y < 1.6 * line.size and _wrapped(above, own, cues, filled=False)
