"""Tables as read: every cell with the heads above and before it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.document import Cell, Document, Head, Line, Table
from pipeline.extent import Extent, cover, fold
from pipeline.lines import lines
from pipeline.tables import agree, align, fits, headers, panels, rows
from pipeline.tables.cells import MARKS, Token
from pipeline.tables.grid import Row
from pipeline.tables.headers import Columns, Words
from pipeline.tables.phrases import Phrases
from pipeline.tables.region import Region, regions

_SIGN_AT_END: Final = regex.compile(rf"[{MARKS}]+$")
_CHANGE: Final = regex.compile(r"change|reduction|improvement|decrease|difference|\b[Pp][- ]?value", regex.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words table reading needs: names over row labels, known column heads, labels that say nothing alone."""

    words: Words
    generic: frozenset[str]


def tables(document: Document, vocabulary: Vocabulary) -> tuple[Table, ...]:
    """The captioned tables of a plain text, in order."""
    text = document.text
    found = regions(text, lines(text))
    words = replace(vocabulary.words, phrases=_phrases(text, found))
    return tuple(_table(text, region, replace(vocabulary, words=words)) for region in found)


def _phrases(text: str, found: Sequence[Region]) -> Phrases:
    """The words around the tables, captions included."""
    ends = [0, *(region.end for region in found)]
    starts = [*(region.caption[-1].extent.end for region in found), len(text)]
    return Phrases(text[end:start] for end, start in zip(ends, starts, strict=True))


def _table(text: str, region: Region, vocabulary: Vocabulary) -> Table:
    caption = cover(line.extent for line in region.caption)
    found = panels.halves(text, region.header)
    if found and panels.apart(text, region.body, region.width):
        cells = _panels(text, region, found, vocabulary)
    else:
        fit = fits.best(text, region.header, region.body, region.width, vocabulary.words)
        cells = _cells(text, region.header[fit.header :], fit.rows, fit.columns, vocabulary)
    printed = fold(caption.of(text))
    signs = _SIGN_AT_END.search(printed)
    return Table(
        label=region.label,
        caption=caption,
        cells=tuple(cells),
        notes=region.notes,
        extent=Extent(caption.start, region.end),
        parts=(Extent(caption.start, region.end),),
        signs=tuple(signs[0]) if signs else (),
    )


def _panels(text: str, region: Region, found: tuple[Line, Line], vocabulary: Vocabulary) -> list[Cell]:
    width = region.width
    cells: list[Cell] = []
    body = [panels.split(text, row, width) if row.tokens else (row,) for row in region.body]
    for side, line in enumerate(found):
        listed = [r[side] for r in body if len(r) > side]
        columns, _, _ = headers.read(text, [line], align.profile([r.tokens for r in listed], width), vocabulary.words)
        first = max((c.row for c in cells), default=-1) + 1
        cells += [replace(c, row=c.row + first) for c in _cells(text, [], listed, columns, vocabulary)]
    return cells


def _cells(
    text: str, labels: Sequence[Line], body: Sequence[Row], columns: Columns, vocabulary: Vocabulary
) -> list[Cell]:
    listed = list(rows.labelled(text, labels, body, vocabulary.generic))
    expected = [agree.expected(path[-1].text) if path else {} for path in columns.paths]
    typical = align.profile([row.tokens for row in listed], len(columns.paths), expected)
    cells: list[Cell] = []
    for number, row in enumerate(listed):
        for column, path, token in _placed(row, columns, typical):
            cells.append(Cell(token.extent, number, column, row.path, path, token.signs))
    return cells


def _placed(
    row: rows.Labelled, columns: Columns, typical: Sequence[align.Column]
) -> list[tuple[int, tuple[Head, ...], Token]]:
    """The row's cells with their columns; a row with one cell a spanner stands under the spanners."""
    width, count = len(columns.paths), len(row.tokens)
    if columns.spans and count == len(columns.spans) < width:
        starts = [sum(columns.spans[:k]) for k in range(count)]
        return [(s, columns.paths[s][:1], t) for s, t in zip(starts, row.tokens, strict=True)]
    if count >= width:
        places: Sequence[int] = range(width)
    else:
        label = row.path[-1].text if row.path else ""
        places = align.places(row.tokens, typical, from_right=bool(_CHANGE.search(label)))
    return [(p, columns.paths[p], t) for p, t in zip(places, row.tokens[-width:], strict=True)]


__all__ = ["Vocabulary", "Words", "tables"]
