"""Which rows of a marked-up table hold its heads, and whether one half of it stands beside the other."""

from dataclasses import replace
from typing import Final

import regex

from pipeline.extent import fold
from pipeline.normalise.timepoints import coded
from pipeline.tables import cells
from pipeline.tables.sheet import Sheet
from pipeline.tables.sizes import COLUMN_N

LETTERS: Final = regex.compile(r"\p{L}{2}")
_NAMED: Final = regex.compile(r"\p{L}|%")
_NO_FIGURES: Final = frozenset({"missing", "word"})
_NO_VALUE: Final = regex.compile(
    r"\d{1,3} ?(?:% ?CI|(?:st|nd|rd|th|-?(?:weeks?|wks?|days?|months?|years?)|h|min)\b)", regex.IGNORECASE
)
_SIZED: Final = regex.compile(r"[^\d\W][^\n()=]{1,60}[(\[]\s?[nN]\s?=\s?\d[\d,]*\s?[)\]]")  # Drug (n = 13)
_MOST_HEADS: Final = 6  # header rows of a table whose source marks none


def is_value(printed: str) -> bool:
    """Whether the words are a number with what belongs to it, not a name or time with one."""
    token = cells.read(printed, 0, len(printed))
    if token is None or token.kind in _NO_FIGURES:
        return printed[:1].isdigit() and not _NO_VALUE.match(printed) and not LETTERS.match(printed[1:])
    return token.extent.end >= len(printed.rstrip()) - 3 and not _NO_VALUE.fullmatch(printed)


def is_name(printed: str) -> bool:
    """Whether the words can head a column: no figure, no ``NA`` or ``yes``; but ``95% CI`` and ``3 months``."""
    if coded(printed):  # "24 M" beside "Start"
        return True
    if not _NAMED.search(printed) or is_value(printed):
        return False
    return cells.read(printed, 0, len(printed)) is None or _NO_VALUE.match(printed) is not None


def header_rows(sheet: Sheet) -> int:
    """How many rows at the top hold heads."""
    count = 0
    while count < sheet.height and _is_marked(sheet, count):
        count += 1
    if count in {0, sheet.height}:  # all rows marked, or none: what they print tells
        limit = min(sheet.height - 1, _MOST_HEADS)
        count = next((r for r in range(limit) if _has_values(sheet, r)), limit if count else min(limit, 1))
    while count < sheet.height - 1 and is_head_row(sheet, count):
        count += 1
    return count


def _is_marked(sheet: Sheet, row: int) -> bool:
    begun = sheet.begun(row, sheet.first, sheet.width)
    return all(c.is_header for c in begun) and (bool(begun) or row > 0)


def _has_values(sheet: Sheet, row: int) -> bool:
    return any(is_value(sheet.printed(c)) for c in sheet.row(row, sheet.first + 1, sheet.width))


def is_head_row(sheet: Sheet, row: int) -> bool:
    """Whether a row of the body holds heads: names or group sizes under an empty first cell, or a bold row of names."""
    begun = sheet.row(row, sheet.first + 1, sheet.width)
    label = sheet.at.get((row, sheet.first))
    labelled = label is not None and len(label.extent) > 0 and label.row == row
    printed = [sheet.printed(c) for c in begun]
    if len(begun) < 2 and not (begun and begun[0].colspan > 1 and sheet.width - sheet.first > begun[0].colspan + 1):
        return False
    if all(COLUMN_N.fullmatch(fold(p)) for p in printed):
        return not labelled or sheet.at[row - 1, sheet.first].is_header
    if len(begun) > 1 and all(_SIZED.fullmatch(fold(p)) for p in printed):
        return True
    named = all(is_name(p) for p in printed)
    spanned = label is not None and label.row < row and label.column == sheet.first
    marked = all(c.is_header or c.is_bold for c in ([*begun, label] if label is not None and labelled else begun))
    anew = _begins_anew(sheet, row, printed) or any(prints_again(sheet, row, r) for r in range(row))
    return named and not spanned and (marked or not labelled or anew)


def _begins_anew(sheet: Sheet, row: int, printed: list[str]) -> bool:
    """Whether names over every column stand behind an empty row: heads of another part of the table."""
    empty = row > 0 and not sheet.row(row - 1, sheet.first, sheet.width)
    below = next((r for k in range(row + 1, sheet.height) if (r := sheet.row(k, sheet.first + 1, sheet.width))), [])
    figures = bool(below) and all(not is_name(sheet.printed(c)) for c in below)
    return empty and figures and len(printed) == sheet.width - sheet.first - 1 and all(printed)


def prints_again(sheet: Sheet, row: int, above: int) -> bool:
    """Whether names over every column, figures below them, repeat a head of a row of heads above.

    As in: ``Mean at baseline | Change | P``, some rows, then ``Baseline n (%) | Month 6 n (%) | P``.
    """
    columns = range(sheet.first + 1, sheet.width)
    again = [(sheet.at.get((above, c)), sheet.at.get((row, c))) for c in columns]
    begun = all(one and other and one.row == above and other.row == row for one, other in again)
    if not begun or not all(one and one.is_header for one, _ in again):
        return False
    printed = [(sheet.printed(one).lower(), sheet.printed(other).lower()) for one, other in again]
    if not all(other for _, other in printed) or not any(LETTERS.search(a) and a == b for a, b in printed):
        return False
    below = next((r for k in range(row + 1, sheet.height) if (r := sheet.row(k, sheet.first + 1, sheet.width))), [])
    return bool(below) and all(not is_name(sheet.printed(c)) for c in below)


def is_printed_again(sheet: Sheet, row: int) -> bool:
    """Whether a row of heads stands again further down, behind another first cell: ``Test``, then ``Reference``."""

    def heads(at: int) -> list[str]:
        return [sheet.printed(sheet.at.get((at, c))) for c in range(sheet.first, sheet.width)]

    first, *names = heads(row)
    below = (heads(r) for r in range(row + 1, sheet.height))
    return bool(first) and any(other[1:] == names and other[0] not in {"", first} for other in below if any(names))


def panels(sheet: Sheet) -> list[Sheet]:
    """The table, or its two halves where one stands beside the other under the same heads."""
    half, odd = divmod(sheet.width, 2)
    if odd or half < 2:
        return [sheet]
    header = header_rows(sheet)
    heads = [[sheet.printed(sheet.at.get((r, c))) for r in range(header)] for c in range(sheet.width)]
    right = [sheet.printed(sheet.at.get((r, half))) for r in range(header, sheet.height)]
    worded = [bool(LETTERS.search(p)) and not is_value(p) for p in right if p]
    if not header or heads[:half] != heads[half:] or not worded or 2 * sum(worded) < len(worded) or not any(heads[0]):
        return [sheet]
    return [replace(sheet, width=half), replace(sheet, first=half)]
