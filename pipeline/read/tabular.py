"""A marked-up table composed row by row: which cell stands in which column."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Final

import regex

from pipeline.document import GridCell
from pipeline.read.composer import CELL, LINE, Composer
from pipeline.read.inline import Printed, put_cell
from pipeline.read.runs import Element, RefusedError, name, plain

_WIDEST: Final = 500  # columns; a span beyond it is a slip or an attack
_LONGEST: Final = 20_000  # rows
_PADDED: Final = regex.compile(r"(?:padding-left|margin-left|text-indent)\s*:\s*(\d+(?:\.\d+)?)\s*(pt|px|em|%|ex)?")
_EMS: Final = {"em": 2.0, "ex": 1.0, "pt": 0.2, "px": 0.15, "%": 0.4, None: 0.15}  # in blanks


@dataclass(frozen=True, slots=True)
class Source:
    """A cell of the source with what it prints."""

    printed: Printed
    element: Element
    is_header: bool
    is_bold: bool
    where: str


def put_rows(composer: Composer, rows: Iterable[Sequence[Source]]) -> tuple[tuple[GridCell, ...], ...]:
    """The rows composed as lines of cells, each cell in the first column that no cell above it takes.

    Raises RefusedError when cells stand beyond the rows or columns that are read: a table is never cut silently.
    """
    taken: dict[int, int] = {}  # column: the row from which it is free again
    made: list[tuple[GridCell, ...]] = []
    for number, row in enumerate(rows):
        if number >= _LONGEST:
            raise RefusedError(f"holds a table of more than {_LONGEST:,} rows")
        composer.apart(LINE)
        cells: list[GridCell] = []
        column = 0
        for source in row:
            while taken.get(column, 0) > number:
                column += 1
            if column >= _WIDEST:
                raise RefusedError(f"holds a table of more than {_WIDEST} columns")
            if cells:
                composer.append(CELL)
            cells.append(_put(composer, source, number, column))
            for place in range(column, column + cells[-1].colspan):
                taken[place] = number + cells[-1].rowspan
            column += cells[-1].colspan
        made.append(tuple(cells))
    return tuple(made)


def _put(composer: Composer, source: Source, row: int, column: int) -> GridCell:
    down = _span(source.element.get("rowspan"), _LONGEST)
    across = min(_span(source.element.get("colspan"), _WIDEST), _WIDEST - column)
    place = GridCell(
        composer.end, row, column, down, across, source.is_header, source.is_bold, _indent(source.element.get("style"))
    )
    return put_cell(composer, source.printed, place, source.where, source.element.sourceline)


def _span(written: str | None, most: int) -> int:
    digits = (written or "").strip()
    return min(max(int(digits), 1), most) if digits.isdigit() and len(digits) < 9 else 1


def _indent(style: str | None) -> int:
    found = _PADDED.search(style) if style else None
    # Every cell of some tables is padded alike; what counts is which stands further in than another.
    return round(float(found[1]) * _EMS.get(found[2], 0.15)) if found else 0


def is_bold(element: Element, names: frozenset[str]) -> bool:
    """Whether all words of the element stand in bold."""
    whole = "".join(plain(element).split())
    bold = "".join("".join(plain(e).split()) for e in element.iter() if name(e) in names)
    return bool(whole) and len(bold) >= len(whole)


def sources(row: Element, make: Callable[[Element], Source]) -> list[Source]:
    """The cells of a row of the source: at most one more than any table has, so that ``put_rows`` refuses it."""
    found = (child for child in row if name(child) in {"td", "th"})
    return [make(child) for child in islice(found, _WIDEST + 1)]
