"""A printed table composed into the document's text."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from pipeline.document import Grid, GridCell, Note
from pipeline.extent import cover
from pipeline.read.composer import CELL, LINE, PARAGRAPH, Composer
from pipeline.read.footnotes import notes
from pipeline.read.inline import Printed, Run, cell, put_cell
from pipeline.read.pdf.layout import Word
from pipeline.read.pdf.tables.model import Lines, PrintedCell, PrintedTable
from pipeline.read.pdf.wording import runs

_DASHES: Final = ("-", "\u2010", "\u2011", "–")


def put_table(composer: Composer, table: PrintedTable) -> Grid:
    """The table composed as a paragraph: caption, rows as lines of cells, each footnote on a line of its own."""
    below = [note for lines in table.notes for note in notes(_unwrapped(lines))]
    known = frozenset(sign for signs, _ in below for sign in signs.split(",") if sign)
    composer.apart(PARAGRAPH)
    heading = cell(_unwrapped(table.caption), known)
    caption = composer.append(" ".join(line for line in heading.lines if line))
    rows = tuple(_row(composer, row, known) for row in table.rows)
    bound = []
    for sign, text in below:
        composer.apart(LINE)
        bound.append(Note(sign, composer.append(text)))
    return Grid(table.label, caption, rows, tuple(bound), cover([caption, composer.end]), heading.signs)


def _row(composer: Composer, row: Sequence[PrintedCell], known: frozenset[str]) -> tuple[GridCell, ...]:
    composer.apart(LINE)
    made = []
    for place, printed in enumerate(row):
        if place:
            composer.append(CELL)
        made.append(_put(composer, printed, known))
    return tuple(made)


def _put(composer: Composer, printed: PrintedCell, known: frozenset[str]) -> GridCell:
    words = [word for line in printed.lines for word in line]
    bold = bool(words) and all(word.bold for word in words)
    place = GridCell(
        composer.end, printed.row, printed.column, printed.rowspan, printed.colspan, printed.is_header, bold,
        printed.indent,
    )  # fmt: skip
    found: Printed = replace(cell(_unwrapped(printed.lines), known), indent=0)
    return put_cell(composer, found, place, "", None)


def _unwrapped(lines: Lines) -> list[Run]:
    """The runs of lines that the width of their column broke, as one line."""
    return runs([list(_healed(lines))]) if lines else []


def _healed(lines: Lines) -> Iterator[Word]:
    """All words in order; what a dash parts at a line's end is glued together again, without a mere hyphen."""
    glued = False
    for number, line in enumerate(lines):
        for k, word in enumerate(line):
            first = replace(word, glued=glued) if k == 0 else word
            glued = k == len(line) - 1 and number < len(lines) - 1 and _is_broken(word)
            marked = glued and word.hyphen and lines[number + 1][0].text[:1].islower()
            yield replace(first, text=first.text[:-1]) if marked else first


def _is_broken(word: Word) -> bool:
    return len(word.text) > 1 and word.text.endswith(_DASHES) and word.text[-2].isalnum()
