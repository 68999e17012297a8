"""Which columns of a marked-up table label its rows, and into which lines a row of several is cut."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

import regex

from pipeline.document import GridCell
from pipeline.extent import fold
from pipeline.normalise.timepoints import coded
from pipeline.tables import cells
from pipeline.tables.headrows import LETTERS, is_value
from pipeline.tables.sheet import Sheet

_TOLD: Final = regex.compile(r"[-+<>≤≥]? ?\d+(?:\.\d+)? ?(?:±|\(|%)")  # 0.1 ± 0.4 vs. 0.1 ± 0.3
_GOES_ON: Final = regex.compile(r"[(\[\p{Ll}]")  # a line of a label that continues the one above it


def first_data_column(sheet: Sheet, header: int) -> int:
    """The column behind those that label the rows: the first, and after it those that hold labels too."""
    column = sheet.first + 1
    while column < sheet.width - 1 and _labels_rows(sheet, header, column):
        column += 1
    return column


def _labels_rows(sheet: Sheet, header: int, column: int) -> bool:
    """Whether a column holds words only, or most of its cells are words under the head of the labels before it."""
    begun = [c for r in range(header, sheet.height) if (c := sheet.at.get((r, column))) and len(c.extent)]
    own = [sheet.printed(c) for c in begun if c.column == column]
    worded = [p for p in own if LETTERS.search(p) and not is_value(p)]
    above = [(sheet.at.get((r, column - 1)), sheet.at.get((r, column))) for r in range(header)]
    shares_head = bool(above) and all(mine is not None and (mine is one or not len(mine.extent)) for one, mine in above)
    if shares_head and any(len(c.extent) for r in range(header) if (c := sheet.at.get((r, sheet.width - 1)))):
        timed = [p for p in own if coded(p.upper())]  # "6 w" and "6 m" beside the name of a score
        return 2 * max(len(worded), len(timed)) >= len(own)
    # "Yes" and "No" under a head of their own are answers; figures that words follow are results told in words.
    left = [c for r in range(header, sheet.height) if (c := sheet.at.get((r, column - 1)))]
    answers = all(cells.read(p, 0, len(p)) for p in own) and not any(c.rowspan > 1 for c in left)
    told = any(_TOLD.match(fold(p)) for p in own)
    return bool(own) and len(worded) == len(own) and not answers and not told


def row_lines(sheet: Sheet, row: int, stubs: int) -> Iterator[tuple[list[GridCell], list[GridCell]]]:
    """The row's labels and cells; several times where label and cells are printed on as many lines."""
    labels, data = sheet.row(row, sheet.first, stubs), sheet.row(row, stubs, sheet.width)
    if not labels or not _is_stacked(sheet, labels[-1], data):
        yield labels, data
        return
    whole, count = labels[-1], len(labels[-1].pieces)
    untitled = not any(len(c.pieces[0]) for c in data if len(c.pieces) == count)
    for k, piece in enumerate(whole.pieces):
        cut = [replace(c, extent=c.pieces[k], pieces=()) for c in data if len(c.pieces) > k and len(c.pieces[k])]
        cut += [c for c in data if not c.pieces and k == 0]
        lead = sheet.text[whole.pieces[k - 1].end : piece.start] if k else ""
        # Lines under a title that has no cell of its own stand further in than it.
        inward = whole.indent + sum(b not in " \n" for b in lead) + (1 if k and untitled else 0)
        label = replace(whole, extent=piece, pieces=(), indent=inward)
        yield ([*labels[:-1], label] if k == 0 else [label]), sorted(cut, key=lambda c: c.column)


def _is_stacked(sheet: Sheet, label: GridCell, data: Sequence[GridCell]) -> bool:
    """Whether each line of the cells belongs to its line of the label: ``PCS`` over ``MCS``, no wrapped words."""
    count = len(label.pieces)
    if count < 2 or not any(len(c.pieces) == count for c in data) or any(len(c.pieces) > count for c in data):
        return False
    if any(text.strip() for a, b in pairwise(label.pieces) if (text := sheet.text[a.end : b.start])):
        return False
    lines = [fold(piece.of(sheet.text)) for c in data for piece in c.pieces if len(piece)]
    tokens = [cells.read(line, 0, len(line)) for line in lines]
    own = all(t is not None and t.kind not in {"alone", "bracket"} for t in tokens)
    return own and all(len(p) > 0 and not _GOES_ON.match(p.of(sheet.text)) for p in label.pieces)
