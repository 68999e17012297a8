"""The footnotes under a table, each bound to its sign."""

from collections.abc import Sequence
from typing import Final

import regex

from pipeline.document import Line, Note
from pipeline.extent import Extent, cover, fold
from pipeline.tables.cells import MARKS

_SIGN: Final = regex.compile(rf"(?P<sign>[{MARKS}]{{1,3}}|[a-h](?=\s?[A-Z]))\s?(?=\S)")
_UNSIGNED: Final = regex.compile(
    r"(?:Abbreviations?|Notes?|Values|Data|Plus[- ]minus|Percentages|Results|Numbers|Source|Key)\b[^\d]{0,40}\b"
    r"|[A-Z][A-Za-z0-9/-]{1,11}(?:,| denotes| =|:) [a-z]"
)
# A sentence may end in a citation: "difference.9,10".
_ENDED: Final = regex.compile(r"[.!?][\"')\]]?[\d,-]*$")
_SHORT: Final = 0.85


def begins(text: str, line: Line) -> bool:
    """Whether the line opens a footnote of the table above it."""
    printed = fold(line.extent.of(text))
    return bool(_SIGN.match(printed) or _UNSIGNED.match(printed))


def signed(text: str, line: Line) -> bool:
    """Whether the line opens with the sign of a footnote."""
    return bool(_SIGN.match(fold(line.extent.of(text))))


def notes(text: str, listed: Sequence[Line]) -> tuple[tuple[Note, ...], int]:
    """The footnotes at the head of the lines, and how many lines they take."""
    found: list[tuple[str, list[Extent]]] = []
    used = 0
    for place, line in enumerate(listed):
        if begins(text, line):
            sign = _SIGN.match(fold(line.extent.of(text)))
            found.append((sign["sign"] if sign else "", [line.extent]))
        elif found and _goes_on(text, listed, place):
            found[-1][1].append(line.extent)
        else:
            break
        used = place + 1
    return tuple(Note(sign, cover(extents)) for sign, extents in found), used


def _goes_on(text: str, listed: Sequence[Line], place: int) -> bool:
    """Whether a line that opens no footnote continues the one before it."""
    before, line = listed[place - 1], listed[place]
    ended = bool(_ENDED.search(fold(before.extent.of(text))))
    if line.blanks:
        return not ended and line.blanks < 3
    widest = max(len(listed[k].extent) for k in range(place))
    return not (ended and len(before.extent) < _SHORT * widest)
