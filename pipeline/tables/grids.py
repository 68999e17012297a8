"""Tables whose source marks up rows and columns: every cell with the heads above and before it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Final

import regex

from pipeline.document import Cell, Document, Grid, GridCell, Head, Table
from pipeline.extent import Extent, fold, trimmed
from pipeline.tables import cells
from pipeline.tables.cells import MARKS
from pipeline.tables.sizes import COLUMN_N

_SIGNS: Final = regex.compile(rf"[\s,]*([{MARKS}](?:[\s,]*[{MARKS}])*)\s*$")
_INNER_SIGNS: Final = regex.compile(rf"\s*([{MARKS}]+)(?=\s?[(\[])")
_LETTERS: Final = regex.compile(r"\p{L}{2}")
_NAMED: Final = regex.compile(r"\p{L}|%")
_NO_FIGURES: Final = frozenset({"missing", "word"})
_NO_VALUE: Final = regex.compile(r"\d{1,3} ?(?:% ?CI|(?:st|nd|rd|th|weeks?|wks?|days?|months?|years?|h|min)\b)")
_TOLD: Final = regex.compile(r"[-+<>≤≥]? ?\d+(?:\.\d+)? ?(?:±|\(|%)")  # 0.1 ± 0.4 vs. 0.1 ± 0.3
_P_HEAD: Final = regex.compile(r"^\W*[Pp]\W*$|\b[Pp][- ]?[Vv]al", regex.IGNORECASE)
_BULLET: Final = regex.compile(r"(?:[•・●▪‣·]|[-–—](?=\s))\s?")
_MEASURED: Final = regex.compile(
    r"(?i)(?:—|--|,|\() ?(?:no\.|n\b|%|mean|median|yr|years|kg|cm|score|percent)|[(,] ?%\)?$|\(%\)|±|\bSD\b"
)
_GOES_ON: Final = regex.compile(r"[(\[\p{Ll}]")  # a line of a label that continues the one above it
_MOST_HEADS: Final = 6  # header rows of a table whose source marks none
_FEW: Final = 5  # rows to an empty one: where more are empty, they part rows, not groups
_BAND: Final = (-1, 0)


@dataclass(frozen=True, slots=True)
class _Sheet:
    """The cells by place, a spanned cell at each place that it takes; ``first`` is the leftmost column looked at."""

    text: str
    at: dict[tuple[int, int], GridCell]
    height: int
    width: int
    first: int = 0

    def printed(self, cell: GridCell | None) -> str:
        return "" if cell is None else _joined(self.text, cell.pieces or (cell.extent,))

    def row(self, row: int, start: int, end: int) -> list[GridCell]:
        """The cells that begin in the row between two columns and print something."""
        return [cell for cell in self.begun(row, start, end) if len(cell.extent)]

    def begun(self, row: int, start: int, end: int) -> list[GridCell]:
        """The cells that begin in the row between two columns."""
        found = (self.at.get((row, c)) for c in range(start, end))
        return [c for c in dict.fromkeys(c for c in found if c is not None) if c.row == row and c.column >= start]


@dataclass(slots=True)
class _Label:
    """A label in force: ``key`` says how far in it stands; a group has rows below it, ``is_flat`` at its own depth.

    ``columns`` are those in which its own row prints something.
    """

    head: Head
    key: tuple[int, int]
    is_group: bool
    is_bold: bool
    depth: int = 0
    columns: frozenset[int] = frozenset()
    is_fresh: bool = True
    is_flat: bool = False


def from_grids(document: Document) -> tuple[Table, ...]:
    """The document's marked-up tables that hold any cell below and beside their heads, in order."""
    found = (_table(document.text, grid) for grid in document.grids)
    return tuple(table for table in found if table.cells)


def _table(text: str, grid: Grid) -> Table:
    sheet = _sheet(text, grid)
    halves = _panels(sheet)
    made: list[Cell] = []
    for half in halves:
        first = max((c.row for c in made), default=-1) + 1
        made += [replace(c, row=c.row + first, column=c.column - half.first) for c in _cells(half)]
    at_end = _SIGNS.search(fold(grid.caption.of(text)))
    signs = (*(_doubled(at_end[1]) if at_end else ()), *grid.signs)
    return Table(grid.label or "Table", grid.caption, tuple(made), grid.notes, grid.extent, (grid.extent,), signs)


def _sheet(text: str, grid: Grid) -> _Sheet:
    height = len(grid.rows)
    at: dict[tuple[int, int], GridCell] = {}
    for cell in (c for row in grid.rows for c in row):
        for r in range(cell.row, min(cell.row + cell.rowspan, height)):
            for c in range(cell.column, cell.column + cell.colspan):
                at.setdefault((r, c), cell)
    return _Sheet(text, at, height, max((c for _, c in at), default=-1) + 1)


def _is_value(printed: str) -> bool:
    """Whether the words are a number with what belongs to it, not a name or time with one."""
    token = cells.read(printed, 0, len(printed))
    if token is None or token.kind in _NO_FIGURES:
        return printed[:1].isdigit() and not _NO_VALUE.match(printed) and not _LETTERS.match(printed[1:])
    return token.extent.end >= len(printed.rstrip()) - 3 and not _NO_VALUE.fullmatch(printed)


def _is_name(printed: str) -> bool:
    """Whether the words can head a column: no figure, no ``NA`` or ``yes``; but ``95% CI`` and ``3 months``."""
    if not _NAMED.search(printed) or _is_value(printed):
        return False
    return cells.read(printed, 0, len(printed)) is None or _NO_VALUE.match(printed) is not None


def _header(sheet: _Sheet) -> int:
    """How many rows at the top hold heads."""
    count = 0
    while count < sheet.height and _is_marked(sheet, count):
        count += 1
    if count in {0, sheet.height}:  # all rows marked, or none: what they print tells
        limit = min(sheet.height - 1, _MOST_HEADS)
        count = next((r for r in range(limit) if _has_values(sheet, r)), limit if count else min(limit, 1))
    while count < sheet.height - 1 and _is_head_row(sheet, count):
        count += 1
    return count


def _is_marked(sheet: _Sheet, row: int) -> bool:
    begun = sheet.begun(row, sheet.first, sheet.width)
    return all(c.is_header for c in begun) and (bool(begun) or row > 0)


def _has_values(sheet: _Sheet, row: int) -> bool:
    return any(_is_value(sheet.printed(c)) for c in sheet.row(row, sheet.first + 1, sheet.width))


def _is_head_row(sheet: _Sheet, row: int) -> bool:
    """Whether a row of the body holds heads: names or group sizes under an empty first cell, or a bold row of names."""
    begun = sheet.row(row, sheet.first + 1, sheet.width)
    label = sheet.at.get((row, sheet.first))
    labelled = label is not None and len(label.extent) > 0 and label.row == row
    printed = [sheet.printed(c) for c in begun]
    if len(begun) < 2 and not (begun and begun[0].colspan > 1 and sheet.width - sheet.first > begun[0].colspan + 1):
        return False
    if all(COLUMN_N.fullmatch(fold(p)) for p in printed):
        return not labelled or sheet.at[row - 1, sheet.first].is_header
    named = all(_is_name(p) for p in printed)
    spanned = label is not None and label.row < row and label.column == sheet.first
    marked = all(c.is_header or c.is_bold for c in ([*begun, label] if label is not None and labelled else begun))
    return named and not spanned and (marked or not labelled)


def _panels(sheet: _Sheet) -> list[_Sheet]:
    """The table, or its two halves where one stands beside the other under the same heads."""
    half, odd = divmod(sheet.width, 2)
    if odd or half < 2:
        return [sheet]
    header = _header(sheet)
    heads = [[sheet.printed(sheet.at.get((r, c))) for r in range(header)] for c in range(sheet.width)]
    right = [sheet.printed(sheet.at.get((r, half))) for r in range(header, sheet.height)]
    worded = [bool(_LETTERS.search(p)) and not _is_value(p) for p in right if p]
    if not header or heads[:half] != heads[half:] or not worded or 2 * sum(worded) < len(worded) or not any(heads[0]):
        return [sheet]
    return [replace(sheet, width=half), replace(sheet, first=half)]


def _stubs(sheet: _Sheet, header: int) -> int:
    """The column behind those that label the rows: the first, and after it those that hold labels too."""
    column = sheet.first + 1
    while column < sheet.width - 1 and _labels_rows(sheet, header, column):
        column += 1
    return column


def _labels_rows(sheet: _Sheet, header: int, column: int) -> bool:
    """Whether a column holds words only, or most of its cells are words under the head of the labels before it."""
    begun = [c for r in range(header, sheet.height) if (c := sheet.at.get((r, column))) and len(c.extent)]
    own = [sheet.printed(c) for c in begun if c.column == column]
    worded = [p for p in own if _LETTERS.search(p) and not _is_value(p)]
    above = [(sheet.at.get((r, column - 1)), sheet.at.get((r, column))) for r in range(header)]
    shares_head = bool(above) and all(mine is not None and (mine is one or not len(mine.extent)) for one, mine in above)
    if shares_head and any(len(c.extent) for r in range(header) if (c := sheet.at.get((r, sheet.width - 1)))):
        return 2 * len(worded) >= len(own)
    # "Yes" and "No" under a head of their own are answers; figures that words follow are results told in words.
    left = [c for r in range(header, sheet.height) if (c := sheet.at.get((r, column - 1)))]
    answers = all(cells.read(p, 0, len(p)) for p in own) and not any(c.rowspan > 1 for c in left)
    told = any(_TOLD.match(fold(p)) for p in own)
    return bool(own) and len(worded) == len(own) and not answers and not told


def _cells(sheet: _Sheet) -> Iterator[Cell]:
    header = _header(sheet)
    stubs = _stubs(sheet, header)
    above = list(range(header))
    path: list[_Label] = []
    number = -1
    empty = sum(not sheet.row(row, sheet.first, sheet.width) for row in range(header, sheet.height))
    few = _FEW * empty <= sheet.height - header
    for row in range(header, sheet.height):
        if _is_head_row(sheet, row):
            above = [*range(header), row]
            _enter_corner(sheet, path, row)
            continue
        if few and not sheet.row(row, sheet.first, sheet.width):
            path[:] = [label for label in path if label.key == _BAND]  # an empty row ends what has no other end
        for labels, data in _lines(sheet, row, stubs):
            if not data or _is_band(sheet, labels, data, stubs):
                for cell in (labels or data)[-1:] if not data or not labels else []:
                    _group(sheet, path, cell, stubs)
                continue
            number += 1
            opens = _opens_group(sheet, row, data, stubs, header)
            for place, cell in enumerate(labels):
                group = opens and place == len(labels) - 1
                key = (cell.column, _depth(sheet.text, cell))
                own = frozenset(c.column for c in data)
                _enter(path, _Label(_head(sheet.text, cell), key, group, cell.is_bold, key[1], own))
            heads = tuple(label.head for label in path)
            for force in path:
                force.is_fresh = force.is_fresh and bool(labels) and force is path[-1] and force.is_group
            yield from (_cell(sheet, cell, number, heads, above) for cell in data)


def _enter_corner(sheet: _Sheet, path: list[_Label], row: int) -> None:
    """What stands before heads in the body is the title of the rows below."""
    corner = sheet.at.get((row, sheet.first))
    if corner is not None and len(corner.extent) and corner.row == row:
        _enter(path, _Label(_head(sheet.text, corner), _BAND, is_group=True, is_bold=True))


def _lines(sheet: _Sheet, row: int, stubs: int) -> Iterator[tuple[list[GridCell], list[GridCell]]]:
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


def _is_stacked(sheet: _Sheet, label: GridCell, data: Sequence[GridCell]) -> bool:
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


def _is_band(sheet: _Sheet, labels: Sequence[GridCell], data: Sequence[GridCell], stubs: int) -> bool:
    """Whether the only cell is words over all columns of data."""
    words = not labels and len(data) == 1 and not _is_value(sheet.printed(data[0]))
    return words and data[0].colspan >= max(2, sheet.width - stubs)


def _group(sheet: _Sheet, path: list[_Label], cell: GridCell, stubs: int) -> None:
    """Enter a label over the rows below it; one that spans the table stands over all others.

    Where the rows below stand further in, they tell by themselves how far the group goes.
    """
    depth = _depth(sheet.text, cell)
    below = sheet.row(cell.row + 1, sheet.first, stubs)
    inward = bool(below) and _depth(sheet.text, below[0]) > depth
    whole = cell.column == sheet.first and cell.colspan >= sheet.width - sheet.first and not inward
    key = _BAND if cell.column >= stubs or whole else (cell.column, depth)
    _enter(path, _Label(_head(sheet.text, cell), key, is_group=True, is_bold=cell.is_bold, depth=depth))


def _opens_group(sheet: _Sheet, row: int, data: Sequence[GridCell], stubs: int, header: int) -> bool:
    """Whether the rows below print what this one leaves empty: its only cells are p values of the whole group."""
    own = {c.column for c in data}
    below = {c.column for c in sheet.row(row + 1, stubs, sheet.width)}
    if not below or own & below:
        return False
    heads = [sheet.printed(sheet.at.get((r, c))) for c in own for r in range(header)]
    return any(_P_HEAD.search(h) for h in heads) or (len(own) < len(below) and min(own) > max(below))


def _enter(path: list[_Label], label: _Label) -> None:
    """Put the label in force: below its group, in place of its siblings and of what stands further in."""
    if label.key == _BAND:
        if not (path and path[-1].key == _BAND and path[-1].is_fresh):
            path.clear()
        path.append(label)
        return
    while path and path[-1].key >= label.key:
        last = path[-1]
        if last.is_group and last.key == label.key and not _ends(last, label):
            last.is_flat = True
            break
        path.pop()
    band = path[-1] if path and path[-1].key == _BAND else None
    if band and not band.is_fresh and label.depth <= band.depth and _are_measured(band, label):
        path.pop()
    path.append(label)


def _are_measured(group: _Label, label: _Label) -> bool:
    """Whether both name their own statistic or unit: ``Age, years`` is no part of ``Sex, n (%)``."""
    return all(_MEASURED.search(fold(one.head.text)) for one in (group, label))


def _ends(group: _Label, label: _Label) -> bool:
    """Whether a label as far in as a group's own comes after the group rather than under it."""
    if label.is_group and not label.columns:
        return not (group.is_fresh and group.is_bold and not label.is_bold)
    if group.columns:
        return bool(group.columns & label.columns)  # its p value is that of the rows below, which have none
    if label.is_group or group.is_fresh:
        return not (group.is_fresh or group.is_flat)
    return not group.is_flat or (group.is_bold and label.is_bold) or _are_measured(group, label)


def _depth(text: str, cell: GridCell) -> int:
    """How far in a label stands: blanks before it, or a bullet."""
    return cell.indent + (1 if _BULLET.match(cell.extent.of(text)) else 0)


def _cell(sheet: _Sheet, cell: GridCell, number: int, heads: tuple[Head, ...], above: Sequence[int]) -> Cell:
    extent, signs = _unsigned(sheet.text, cell)
    spanned = [_column_path(sheet, c, above) for c in range(cell.column, min(cell.column + cell.colspan, sheet.width))]
    common = tuple(h for h in spanned[0] if all(h in path for path in spanned[1:]))
    return Cell(extent, number, cell.column, heads, common, tuple(dict.fromkeys((*signs, *cell.signs))))


def _column_path(sheet: _Sheet, column: int, above: Sequence[int]) -> tuple[Head, ...]:
    """The heads over a column, outermost first; what spans rows or is printed twice stands once."""
    found = [c for r in above if (c := sheet.at.get((r, column))) and len(c.extent)]
    heads = {h.text: h for c in reversed(found) if (h := _head(sheet.text, c))}
    return tuple(reversed(heads.values()))


def _unsigned(text: str, cell: GridCell) -> tuple[Extent, list[str]]:
    """The cell's characters without the footnote signs at their end, and these signs."""
    # Lines of a cell between which other cells stand are no one extent: its figure stands in the first.
    whole = cell.pieces[0] if cell.pieces and "\n" in cell.extent.of(text) else cell.extent
    extent = trimmed(text, whole.start, whole.end)
    token = cells.read(text, extent.start, extent.end)
    if token and token.signs and not text[token.extent.end : extent.end].strip("".join(token.signs) + " ,"):
        return token.extent, _doubled("".join(token.signs))
    found = _SIGNS.search(fold(extent.of(text)))
    if found is None or found.start() == 0:
        return extent, []
    return Extent(extent.start, extent.start + found.start()), _doubled(found[1])


def _doubled(signs: str) -> list[str]:
    """Each sign once; a repeated one is a sign of its own: ``**``."""
    return ["".join(run) for sign, run in groupby(signs) if not (sign.isspace() or sign == ",")]


def _head(text: str, cell: GridCell) -> Head:
    """The label a cell prints, its footnote signs set apart."""
    pieces = tuple(p for p in cell.pieces if len(p)) or (cell.extent,)
    printed = _joined(text, pieces)
    signs: list[str] = []
    for pattern in (_SIGNS, _INNER_SIGNS):
        if (found := pattern.search(fold(printed))) and (found.start() or found.end() < len(printed)):
            signs += _doubled(found[1])
            printed = (printed[: found.start()] + printed[found.end() :]).strip()
    return Head(printed, pieces, tuple(dict.fromkeys((*signs, *cell.signs))))


def _joined(text: str, pieces: Sequence[Extent]) -> str:
    """The words of the pieces on one line; what white space parts in the text stays parted."""
    gaps = ["", *(text[a.end : b.start] for a, b in pairwise(pieces))]
    apart = (" " if gap[:1].isspace() or gap[-1:].isspace() else "" for gap in gaps)
    return " ".join("".join(gap + piece.of(text) for gap, piece in zip(apart, pieces, strict=True)).split())
