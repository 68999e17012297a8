"""A table's region as cells in rows and columns."""

from collections.abc import Mapping, Sequence
from statistics import median
from typing import Final

from pipeline.read.footnotes import begins
from pipeline.read.pdf.layout import Word
from pipeline.read.pdf.tables.between import over_both, without_middles
from pipeline.read.pdf.tables.columns import Column, columns, place
from pipeline.read.pdf.tables.extent import FULL, Region
from pipeline.read.pdf.tables.groups import blocks, raise_labels
from pipeline.read.pdf.tables.head import Frame
from pipeline.read.pdf.tables.header import split
from pipeline.read.pdf.tables.heads import heads
from pipeline.read.pdf.tables.lines import Line, Piece, spacing, with_brackets
from pipeline.read.pdf.tables.model import Lines, PrintedCell
from pipeline.read.pdf.tables.panels import panels
from pipeline.read.pdf.tables.rows import Row, rows, stubs
from pipeline.read.pdf.tables.ruling import levels

STEP: Final = 0.35  # in sizes: labels as far apart stand at different depths
FEWEST: Final = 4  # labels that can be seen to be centred
DEPTHS: Final = 6  # a table that sets labels in at more places centres them

Rows = tuple[tuple[PrintedCell, ...], ...]


def grids(region: Region, pages: Sequence[int]) -> tuple[Rows, ...]:
    """The rows of cells, heads first, of each table below the caption; ``pages`` are the numbers of all sheets."""
    fulls = _fulls(region)
    parts = panels(region.body, fulls, spacing(region.body))
    return tuple(rows for part in parts if (rows := _grid(region, part, fulls, pages)))


def _grid(region: Region, printed: Sequence[Line], fulls: Sequence[float], pages: Sequence[int]) -> Rows:
    gap = spacing(printed)
    count = split(printed, fulls, gap)
    top, below = printed[:count], printed[count:]
    found = without_middles(columns(below, gap), top, below, gap)
    if len(found) < 2:
        return ()
    found = _with_heads(found, top, gap)
    placed = [(line, over_both(place(line, gap, found), found)) for line in below]
    frame = Frame(found, region.bars, region.posts)
    above = _head_rows(top, frame, gap, 0, pages[region.page.index])
    body = rows(placed, found, fulls)
    raise_labels(body)
    indents = _indents(body, stubs(placed, found))
    listed = [*above]
    for group, are_heads in blocks(body):
        page = pages[group[0].lines[0][0].items[0].key[0]]
        if are_heads:
            listed += _head_rows([line for row in group for line, _ in row.lines], frame, gap, len(listed), page)
        else:
            listed += [_body_row(row, len(listed) + k, indents, pages) for k, row in enumerate(group)]
    return tuple(_filled(row, k, len(found), is_header=k < len(above)) for k, row in enumerate(listed))


def _filled(row: Sequence[PrintedCell], number: int, width: int, *, is_header: bool) -> tuple[PrintedCell, ...]:
    """The row with an empty cell wherever it prints none."""
    taken = {k for cell in row for k in range(cell.column, cell.column + cell.colspan)}
    empty = [PrintedCell(number, k, (), is_header=is_header) for k in range(width) if k not in taken]
    return tuple(sorted((*row, *empty), key=lambda cell: cell.column))


def _fulls(region: Region) -> list[float]:
    """The heights at which lines are drawn over (nearly) all the width."""
    left, right = region.left, region.right
    covered = [(bars[0].at, sum(min(b.end, right) - max(b.start, left) for b in bars)) for bars in levels(region.bars)]
    return [at for at, length in covered if length >= FULL * (right - left)]


def _with_heads(found: list[Column], top: Sequence[Line], gap: float) -> list[Column]:
    """The columns, and those that have a head but no cell; a head in the middle between two columns has none."""
    made = list(found)
    for line in top:
        for p in with_brackets(line, gap):
            if any(p.left < c.right + 1 and p.right > c.left - 1 for c in made):
                continue
            before = [c for c in found[1:] if c.right <= p.left]
            behind = [c for c in found[1:] if c.left >= p.right]
            between = before and behind and abs(p.left + p.right - before[-1].left - behind[0].right) < 3 * line.size
            if not between:
                made.append(Column(p.left, p.right))
    return sorted(made, key=lambda c: c.left)


def _head_rows(printed: Sequence[Line], frame: Frame, gap: float, first: int, page: int) -> Rows:
    """The rows of heads that lines print, the uppermost with the number ``first``."""
    made = [
        PrintedCell(
            first + h.level,
            h.first,
            tuple(p.words for p in h.lines),
            1,
            h.last - h.first + 1,
            is_header=True,
            page=page,
        )
        for h in heads(printed, frame, gap)
    ]
    numbers = range(first, max((c.row for c in made), default=first - 1) + 1)
    return tuple(tuple(sorted((c for c in made if c.row == k), key=lambda c: c.column)) for k in numbers)


def _body_row(row: Row, number: int, indents: Mapping[int, int], pages: Sequence[int]) -> tuple[PrintedCell, ...]:
    page = pages[row.lines[0][0].items[0].key[0]]
    cells = []
    for (first, last), runs in sorted(row.cells().items()):
        indent = indents.get(id(runs[0].piece), 0)
        words: Lines = tuple(run.piece.words for run in runs)
        cells.append(PrintedCell(number, first, words, 1, last - first + 1, indent=indent, page=page))
    return tuple(cells)


def _indents(body: Sequence[Row], labels: int) -> dict[int, int]:
    """How deep the labels stand, by the piece that opens them."""
    found: dict[int, int] = {}
    for column in range(labels):
        first = [runs[0].piece for row in body for (a, _), runs in row.cells().items() if a == column]
        if _are_centred(first):
            continue
        steps: list[float] = []
        for left in sorted(p.left for p in first):
            size = first[0].items[0].word.size
            if not steps or left - steps[-1] > STEP * size:
                steps.append(left)
        if len(steps) > DEPTHS:
            continue
        for p in first:
            found[id(p)] = max(k for k, step in enumerate(steps) if step <= p.left)
    return found


def _are_centred(labels: Sequence[Piece]) -> bool:
    """Whether labels of different length have one middle: how far they are set in tells nothing."""
    if len(labels) < FEWEST:
        return False
    near = STEP * labels[0].items[0].word.size
    lefts, middles = [p.left for p in labels], [(p.left + p.right) / 2 for p in labels]
    return all(abs(at - median(middles)) < near for at in middles) and max(lefts) - min(lefts) > near


def paragraphs(notes: Sequence[Line]) -> tuple[Lines, ...]:
    """The lines of the notes, a new note where one opens."""
    made: list[list[tuple[Word, ...]]] = []
    for line in notes:
        words = tuple(item.word for item in line.items)
        text = " ".join(word.text for word in words)
        if not made or begins(text) or words[0].rise > 0.1 or words[0].size < 0.8 * line.size:
            made.append([])
        made[-1].append(words)
    return tuple(tuple(lines) for lines in made)
