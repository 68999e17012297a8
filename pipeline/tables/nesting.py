"""Which labels are in force for a row of a marked-up table: groups, bands and indents."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.document import GridCell, Head
from pipeline.extent import fold
from pipeline.tables.headrows import is_printed_again, is_value
from pipeline.tables.printedheads import head_of
from pipeline.tables.sheet import Sheet

_P_HEAD: Final = regex.compile(r"^\W*[Pp]\W*$|\b[Pp][- ]?[Vv]al", regex.IGNORECASE)
_BULLET: Final = regex.compile(r"(?:[•・●▪‣·]|[-–—](?=\s))\s?")
_MEASURED: Final = regex.compile(
    r"(?i)(?:—|--|,|\() ?(?:no\.|n\b|%|mean|median|yr|years|kg|cm|score|percent)|[(,] ?%\)?$|\(%\)|±|\bSD\b"
)
BAND: Final = (-1, 0)


@dataclass(slots=True)
class Label:
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

    @property
    def is_open(self) -> bool:
        """Whether it heads rows of which none has come yet: an empty row behind it parts nothing."""
        return self.is_group and self.is_fresh and not self.columns


def enter_corner(sheet: Sheet, path: list[Label], row: int) -> None:
    """What stands before heads in the body is the title of the rows below; over several rows it is their label."""
    corner = sheet.at.get((row, sheet.first))
    if corner is not None and len(corner.extent) and corner.row == row and corner.rowspan == 1:
        enter(path, Label(head_of(sheet.text, corner), BAND, is_group=True, is_bold=True))
    enter_spanning(sheet, path, row)


def enter_title(sheet: Sheet, path: list[Label], header: int) -> None:
    """What stands before the heads is the title of the rows below where the heads are printed again behind another."""
    last = next((r for r in reversed(range(header)) if sheet.row(r, sheet.first, sheet.width)), header - 1)
    if is_printed_again(sheet, last):
        enter_corner(sheet, path, last)


def enter_spanning(sheet: Sheet, path: list[Label], row: int) -> None:
    """A label that begins beside heads and spans the rows below them is the label of those rows."""
    corner = sheet.at.get((row, sheet.first))
    if corner is not None and len(corner.extent) and not corner.is_header and corner.row + corner.rowspan > row + 1:
        depth = how_far_in(sheet.text, corner)
        enter(
            path,
            Label(
                head_of(sheet.text, corner), (corner.column, depth), is_group=False, is_bold=corner.is_bold, depth=depth
            ),
        )


def is_band(sheet: Sheet, labels: Sequence[GridCell], data: Sequence[GridCell], stubs: int) -> bool:
    """Whether the only cell is words over all columns of data."""
    words = not labels and len(data) == 1 and not is_value(sheet.printed(data[0]))
    return words and data[0].colspan >= max(2, sheet.width - stubs)


def enter_group(sheet: Sheet, path: list[Label], cell: GridCell, stubs: int) -> None:
    """Enter a label over the rows below it; one that spans the table stands over all others.

    Where the rows below stand further in, they tell by themselves how far the group goes.
    """
    depth = how_far_in(sheet.text, cell)
    below = sheet.row(cell.row + 1, sheet.first, stubs)
    inward = bool(below) and how_far_in(sheet.text, below[0]) > depth
    whole = cell.column == sheet.first and cell.colspan >= sheet.width - sheet.first and not inward
    key = BAND if cell.column >= stubs or whole else (cell.column, depth)
    enter(path, Label(head_of(sheet.text, cell), key, is_group=True, is_bold=cell.is_bold, depth=depth))


def opens_group(sheet: Sheet, row: int, data: Sequence[GridCell], stubs: int, header: int) -> bool:
    """Whether the rows below print what this one leaves empty: its only cells are p values of the whole group."""
    own = {c.column for c in data}
    below = {c.column for c in sheet.row(row + 1, stubs, sheet.width)}
    if not below or own & below:
        return False
    heads = [sheet.printed(sheet.at.get((r, c))) for c in own for r in range(header)]
    return any(_P_HEAD.search(h) for h in heads) or (len(own) < len(below) and min(own) > max(below))


def enter(path: list[Label], label: Label) -> None:
    """Put the label in force: below its group, in place of its siblings and of what stands further in."""
    if label.key == BAND:
        if not (path and path[-1].key == BAND and path[-1].is_fresh):
            path.clear()
        path.append(label)
        return
    while path and path[-1].key >= label.key:
        last = path[-1]
        if last.is_group and last.key == label.key and not _ends(last, label):
            last.is_flat = True
            break
        path.pop()
    band = path[-1] if path and path[-1].key == BAND else None
    if band and not band.is_fresh and label.depth <= band.depth and _are_measured(band, label):
        path.pop()
    path.append(label)


def _are_measured(group: Label, label: Label) -> bool:
    """Whether both name their own statistic or unit: ``Age, years`` is no part of ``Sex, n (%)``."""
    return all(_MEASURED.search(fold(one.head.text)) for one in (group, label))


def _ends(group: Label, label: Label) -> bool:
    """Whether a label as far in as a group's own comes after the group rather than under it."""
    if label.is_group and not label.columns:
        return not (group.is_fresh and group.is_bold and not label.is_bold)
    if group.columns:
        return bool(group.columns & label.columns)  # its p value is that of the rows below, which have none
    if label.is_group or group.is_fresh:
        return not (group.is_fresh or group.is_flat)
    return not group.is_flat or (group.is_bold and label.is_bold) or _are_measured(group, label)


def how_far_in(text: str, cell: GridCell) -> int:
    """How far in a label stands: blanks before it, or a bullet."""
    return cell.indent + (1 if _BULLET.match(cell.extent.of(text)) else 0)
