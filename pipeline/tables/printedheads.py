"""What a cell of a marked-up table prints beside its footnote signs."""

from itertools import groupby
from typing import Final

import regex

from pipeline.document import GridCell, Head
from pipeline.extent import Extent, fold, trimmed
from pipeline.tables import cells
from pipeline.tables.cells import MARKS
from pipeline.tables.sheet import joined_words

_SIGNS: Final = regex.compile(rf"[\s,]*([{MARKS}](?:[\s,]*[{MARKS}])*)\s*$")
_INNER_SIGNS: Final = regex.compile(rf"\s*([{MARKS}]+)(?=\s?[(\[])")


def unsigned(text: str, cell: GridCell) -> tuple[Extent, list[str]]:
    """The cell's characters without the footnote signs at their end, and these signs."""
    # Lines of a cell between which other cells stand are no one extent: its figure stands in the first.
    whole = cell.pieces[0] if cell.pieces and "\n" in cell.extent.of(text) else cell.extent
    extent = trimmed(text, whole.start, whole.end)
    token = cells.read(text, extent.start, extent.end)
    if token and token.signs and not text[token.extent.end : extent.end].strip("".join(token.signs) + " ,"):
        return token.extent, doubled("".join(token.signs))
    found = _SIGNS.search(fold(extent.of(text)))
    if found is None or found.start() == 0:
        return extent, []
    return Extent(extent.start, extent.start + found.start()), doubled(found[1])


def doubled(signs: str) -> list[str]:
    """Each sign once; a repeated one is a sign of its own: ``**``."""
    return ["".join(run) for sign, run in groupby(signs) if not (sign.isspace() or sign == ",")]


def head_of(text: str, cell: GridCell) -> Head:
    """The label a cell prints, its footnote signs set apart."""
    pieces = tuple(p for p in cell.pieces if len(p)) or (cell.extent,)
    printed = joined_words(text, pieces)
    signs: list[str] = []
    for pattern in (_SIGNS, _INNER_SIGNS):
        if (found := pattern.search(fold(printed))) and (found.start() or found.end() < len(printed)):
            signs += doubled(found[1])
            printed = (printed[: found.start()] + printed[found.end() :]).strip()
    return Head(printed, pieces, tuple(dict.fromkeys((*signs, *cell.signs))))


def signs_behind(printed: str) -> list[str]:
    """The footnote signs at the end of a caption."""
    found = _SIGNS.search(fold(printed))
    return doubled(found[1]) if found else []
