"""Which lines of a plain text belong to a table."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline import captions
from pipeline.document import Line, Note
from pipeline.extent import Extent, fold
from pipeline.tables import cells, grid, notes, titles
from pipeline.tables.align import SEVERAL
from pipeline.tables.grid import Row, names_the_row
from pipeline.tables.sizes import COLUMN_N

_P_ROW: Final = regex.compile(r"^[Pp][- ]?(?:values?|for .{1,30})? ?\W{0,2}\d? ?$")
_WORD: Final = regex.compile(r"[a-z]{2,}")
_UNSURE: Final = frozenset(["missing", "word", "text", "odd"])  # sentences end with these too
_GAP: Final = 6  # text lines in a row that a body may hold between two rows
_FAR: Final = 80  # lines between caption and first row: twenty wrapped heads
_LONGEST: Final = 400  # lines of one table
_LIST: Final = 3
_PROSE: Final = 62  # a line this long without cells, of this many small words, is running text
_LONG_LABEL: Final = 160
_SURE: Final = 2  # more figures than these at its end make a long line a row
_PROSE_WORDS: Final = 7


@dataclass(frozen=True, slots=True)
class Region:
    """The parts of a flattened table: caption, header, body in printed order, footnotes; ``width`` columns."""

    label: str
    caption: tuple[Line, ...]
    header: tuple[Line, ...]
    body: tuple[Row, ...]
    notes: tuple[Note, ...]
    end: int
    width: int


def regions(text: str, listed: Sequence[Line]) -> tuple[Region, ...]:
    """Every captioned table of the text whose body has rows of cells."""
    found: list[Region] = []
    place = 0
    while place < len(listed):
        label = captions.table_label(text, listed[place].extent)
        region = _region(text, listed, place, label) if label else None
        if region is None:
            place += 1
            continue
        found.append(region)
        while place < len(listed) and listed[place].extent.start < region.end:
            place += 1
    return tuple(found)


def _region(text: str, listed: Sequence[Line], at: int, label: str) -> Region | None:
    caption = _caption(text, listed, at)
    rest = _until_next_caption(text, listed[at + len(caption) : at + len(caption) + _LONGEST])
    rows = [_row(text, line) for line in rest]
    first = next((k for k in range(len(rows)) if _strong(rows[k]) or _opens_a_list(text, rows, k)), None)
    if first is None or first > _FAR:
        return None
    first = _first(text, rows, first)
    width = _width(text, rows, first)
    last = _last(text, rows, first, width)
    if last is None:
        return None
    below, used = notes.notes(text, rest[last + 1 :])
    end = rest[last + used].extent.end
    # Lines before the first row are header and labels in one; rows.py tells them apart.
    header = tuple(row.line for row in rows[:first])
    body = tuple(rows[first : last + 1])
    return Region(label, caption, header, body, below, end, width)


def _caption(text: str, listed: Sequence[Line], at: int) -> tuple[Line, ...]:
    """The caption's lines: to the next empty line or, where none parts it from the header, to its full stop.

    The line before the first row is always header: a caption without a stop ends above it.
    """
    end = at + 1
    while end < len(listed) and not listed[end].blanks and end - at <= _FAR:
        end += 1
    rows = [_row(text, line) for line in listed[at + 1 : end]]
    count = next((k for k in range(len(rows)) if _strong(rows[k]) or _opens_a_list(text, rows, k)), len(rows))
    block = listed[at : at + 1 + count]
    apart = at + len(block) == len(listed) or listed[at + len(block)].blanks > 0
    return tuple(block[: titles.caption(text, block, apart=apart)])


def _until_next_caption(text: str, listed: Sequence[Line]) -> list[Line]:
    kept: list[Line] = []
    for line in listed:
        if captions.table_label(text, line.extent) or captions.figure_label(text, line.extent):
            break
        kept.append(line)
    return kept


def _row(text: str, line: Line) -> Row:
    tokens = cells.tail(text, line.extent)
    several = [t for t in tokens if t.kind in SEVERAL]  # "7.1 (2.3) (n = 29) 6.9 (2.0) (n = 38)"
    if len(several) < 2 and len(COLUMN_N.findall(fold(line.extent.of(text)))) > 1:
        return Row(line, line.extent, ())  # group sizes are heads
    inner = cells.inner(text, line.extent) if len(tokens) < 2 else ()
    if len(inner) > len(tokens) and inner[0].extent.start > line.extent.start:
        tokens = inner
    while tokens and names_the_row(text, line, tokens[0]):
        tokens = tokens[1:]
    start = tokens[0].extent.start if tokens else line.extent.end
    return Row(line, Extent(line.extent.start, start), tokens)


def _strong(row: Row) -> bool:
    """Whether the line is surely a row: two cells, or one that no sentence would end with."""
    kinds = [t.kind for t in row.tokens if t.kind not in _UNSURE]
    if len(row.tokens) > 1:
        return bool(kinds)
    return bool(kinds) and kinds[0] in {"pair", "spread", "interval", "fraction"} and len(row.label) < _PROSE


def _opens_a_list(text: str, rows: Sequence[Row], place: int) -> bool:
    """Whether a table of one column of plain figures begins: three lines in a row that end in one."""
    listed = rows[place : place + _LIST]
    return len(listed) == _LIST and all(
        len(row.tokens) == 1
        and row.tokens[0].kind not in {"missing", "odd"}
        and len(row.label)
        and not _is_prose(text, row)
        for row in listed
    )


def _first(text: str, rows: Sequence[Row], strong: int) -> int:
    """The first row, given the first that surely is one: those with a lone p value above it are rows too."""
    first = strong
    while first > 1 and not _is_prose(text, rows[first - 1]) and len(rows[first - 1].tokens) == 1:
        token = rows[first - 1].tokens[0]
        if token.kind not in {"bound", "number", "p"} or not token.decimals or not len(rows[first - 1].label):
            break
        first -= 1
    return first


def _width(text: str, rows: Sequence[Row], first: int) -> int:
    """The number of columns, from the rows up to where the table surely ends."""
    found, follows = [], []
    quiet = 0
    for place, row in enumerate(rows[first:], first):
        if _strong(row) or place == first:
            found.append(row)
            follows.append(place > first and bool(rows[place - 1].tokens))
            quiet = 0
        elif notes.signed(text, row.line) or (quiet := quiet + 1) > _GAP:
            break
    return grid.width(found, follows=follows)


def _last(text: str, rows: Sequence[Row], first: int, width: int) -> int | None:
    """The place of the table's last row."""
    last: int | None = None
    quiet = 0
    for place in range(first, len(rows)):
        row = rows[place]
        if _is_row(text, row, width):
            last, quiet = place, 0
            continue
        if last == place - 1 and _is_last_row(text, row):
            last = place
            continue
        quiet += 1
        ended = last is not None and (notes.begins(text, row.line) or _is_prose(text, row))
        if (ended and not _goes_on(text, rows, place, width)) or quiet > _GAP:
            break
    return last


def _goes_on(text: str, rows: Sequence[Row], place: int, width: int) -> bool:
    """Whether a line that looks like a footnote (``Sex, n (%)``, ``eGFR < 45``) is a label: rows follow it."""
    if notes.signed(text, rows[place].line) and not text[rows[place].line.extent.start].isalpha():
        return False
    following = rows[place + 1 : place + 3]
    return any(len(row.tokens) >= max(2, width - 1) and _is_row(text, row, width) for row in following)


def _is_last_row(text: str, row: Row) -> bool:
    """Whether a line right below a row is one too though it has but one cell."""
    sure = len(row.tokens) == 1 and row.tokens[0].kind not in _UNSURE
    return sure and 0 < len(row.label) < _PROSE / 2 and not notes.begins(text, row.line)


def _is_row(text: str, row: Row, width: int) -> bool:
    label = fold(row.label.of(text))
    sure = sum(token.kind not in _UNSURE for token in row.tokens)
    full = (len(row.tokens) >= width > 1 or sure > _SURE) and len(row.label) < _LONG_LABEL
    if not row.tokens or (_is_prose(text, row) and not full):
        return False
    if len(row.tokens) >= width > 1 or _P_ROW.match(label):
        return True
    if width == 1:
        return _strong(row) or len(row.label) < _PROSE / 2
    return len(row.tokens) >= max(2, width // 2) or (sure > 0 and len(row.tokens) > 1) or not label


def _is_prose(text: str, row: Row) -> bool:
    printed = fold(row.label.of(text))
    return len(printed) >= _PROSE and len(_WORD.findall(printed)) >= _PROSE_WORDS
