"""A printed table composed into the document's text."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import Grid, GridCell, Note
from pipeline.extent import Extent, cover
from pipeline.read.composer import CELL, LINE, PARAGRAPH, Composer
from pipeline.read.footnotes import notes
from pipeline.read.inline import cell, put_cell
from pipeline.read.pdf.hyphens import Hyphens
from pipeline.read.pdf.tables.model import Lines, PrintedCell, PrintedTable
from pipeline.read.pdf.wording import runs

_PLAIN = Hyphens(())


def put_table(composer: Composer, table: PrintedTable, hyphens: Hyphens = _PLAIN) -> tuple[Grid, ...]:
    """The table composed as a paragraph: caption, rows as lines of cells, each footnote on a line of its own.

    Tables under one caption are grids of one extent.
    """
    below = [(lines, note) for lines in table.notes for note in notes(runs(lines, hyphens))]
    known = frozenset(sign for _, (signs, _) in below for sign in signs.split(",") if sign)
    composer.apart(PARAGRAPH)
    heading = cell(runs(table.caption, hyphens), known)
    caption = composer.append(" ".join(line for line in heading.lines if line))
    _locate(composer, caption, table.caption, table.pages[0])
    parts = [[_row(composer, row, known, hyphens) for row in rows] for rows in (table.rows, *table.further)]
    bound = []
    for lines, (sign, text) in below:
        composer.apart(LINE)
        bound.append(Note(sign, composer.append(text)))
        _locate(composer, bound[-1].extent, lines, table.pages[-1])
    whole = cover([caption, composer.end])
    return tuple(Grid(table.label, caption, tuple(rows), tuple(bound), whole, heading.signs) for rows in parts)


def _row(
    composer: Composer, row: Sequence[PrintedCell], known: frozenset[str], hyphens: Hyphens
) -> tuple[GridCell, ...]:
    composer.apart(LINE)
    made = []
    for place, printed in enumerate(row):
        if place:
            composer.append(CELL)
        made.append(_put(composer, printed, known, hyphens))
    return tuple(made)


def _put(composer: Composer, printed: PrintedCell, known: frozenset[str], hyphens: Hyphens) -> GridCell:
    words = [word for line in printed.lines for word in line]
    bold = bool(words) and all(word.bold for word in words)
    place = GridCell(
        composer.end, printed.row, printed.column, printed.rowspan, printed.colspan, printed.is_header, bold,
        printed.indent,
    )  # fmt: skip
    made = put_cell(composer, replace(cell(runs(printed.lines, hyphens), known), indent=0), place, "", None)
    _locate(composer, made.extent, printed.lines, printed.page)
    return made


def _locate(composer: Composer, extent: Extent, lines: Lines, page: int) -> None:
    boxes = [word.box for line in lines for word in line]
    if boxes:
        bounds = (
            min(b.left for b in boxes), min(b.top for b in boxes), max(b.right for b in boxes),
            max(b.bottom for b in boxes),
        )  # fmt: skip
        composer.locate(extent, page, bounds)
