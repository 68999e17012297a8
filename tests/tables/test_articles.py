"""How many cells of real articles come back with their heads."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pytest
import regex

from pipeline.document import Cell, Document, Head, Table
from pipeline.extent import Extent, fold
from pipeline.read import read
from pipeline.tables.grids import from_grids
from tests.typeset import truth

ARTICLES = sorted((Path(__file__).parents[3] / "shared" / "jats").glob("*.xml"))
_UNPRINTED = regex.compile(r"[^\w<>=.%±+-]+")


def _letters(text: str) -> str:
    """The characters that matter in fixed order: the truth leaves signs where they stand, the reader sets them apart."""
    return "".join(sorted(_UNPRINTED.sub("", fold(text).lower())))


def _of(heads: Iterable[Head]) -> list[str]:
    return [_letters(h.text + "".join(h.signs)) for h in heads]


def _extents(table: Table) -> Iterable[Extent]:
    yield table.caption
    yield from table.parts
    for cell in table.cells:
        yield cell.extent
        for head in (*cell.row_path, *cell.column_path):
            yield from head.pieces


def _come_back(path: Path, document: Document, tables: Iterable[Table]) -> tuple[int, int]:
    """Of the numeric cells of the mark-up, how many are read with their label and head; and how many there are.

    Not counted: what the reader takes for a head (``n = 40``, ``3 months``), cells over several columns, which
    belong to no single one, and cells of several lines, which it reads as several.
    """
    read_cells: dict[str, list[Cell]] = defaultdict(list)
    heads: set[str] = set()
    several: set[str] = set()
    for table in tables:
        for cell in table.cells:
            read_cells[_letters(cell.extent.of(document.text) + "".join(cell.signs))].append(cell)
            heads |= {*_of(cell.row_path), *_of(cell.column_path)}
    wide = {c.extent for g in document.grids for row in g.rows for c in row if c.colspan > 1}
    several = {
        _letters(c.extent.of(document.text)) for g in document.grids for row in g.rows for c in row if len(c.pieces) > 1
    }
    back = total = 0
    for true in (c for t in truth.tables(path) for c in t.cells if c.numeric):
        key = _letters(true.text)
        found = next((c for c in read_cells[key] if _agrees(true, c, c.extent in wide)), None)
        if found is not None:
            read_cells[key].remove(found)
        elif key in heads or key in several:
            continue
        total += 1
        back += found is not None
    return back, total


def _agrees(true: truth.TrueCell, cell: Cell, wide: bool) -> bool:
    row, column = _of(cell.row_path), _of(cell.column_path)
    in_row = not true.row_path or _letters(true.row_path[-1]) in row
    return in_row and (wide or not true.column_path or _letters(true.column_path[-1]) in column)


@pytest.mark.skipif(not ARTICLES, reason="the articles are not here (../shared/jats)")
def test_articles_are_read_with_their_tables() -> None:
    """No article fails; extents slice to what is printed; 99 in 100 numeric cells have their heads."""
    back = total = 0
    for path in ARTICLES:
        document = read(path)
        tables = from_grids(document)
        assert document.blocks
        for extent in (e for table in tables for e in _extents(table)):
            assert extent.end <= len(document.text)
        for cell in (c for table in tables for c in table.cells):
            printed = cell.extent.of(document.text)
            assert printed == printed.strip() != ""
            assert "\t" not in printed
            assert "\n" not in printed
        found, all_ = _come_back(path, document, tables)
        back, total = back + found, total + all_

    assert total > 40_000
    assert back >= 0.99 * total, f"{back} of {total}"
