"""Heads over blocks of columns whose source lets them span too few: blanks beside them belong to them."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.document import GridCell
from pipeline.tables.sheet import Sheet


def filled(sheet: Sheet, header: int) -> Sheet:
    """The sheet, each head that stands over part of a block of heads that come again over the whole block.

    As in: ``Drug`` over two of the three columns ``n (%) | Days | SD``, a blank, a blank, ``Control`` over the last two
    of the next three.
    """
    if header < 2:
        return sheet
    blocks = _blocks(
        [sheet.printed(sheet.at.get((header - 1, c))).lower() for c in range(sheet.width)], sheet.first + 1
    )
    made = dict(sheet.at)
    for row in range(header - 1):
        over = [_named(sheet, row, block) for block in blocks]
        cells = [one for one in over if one is not None]
        if len(cells) != len(blocks) or len(set(cells)) != len(cells):
            continue
        for cell, block in zip(cells, blocks, strict=True):
            blank = [c for c in block if not sheet.printed(sheet.at.get((row, c)))]
            made.update({(row, c): cell for c in blank})
    return replace(sheet, at=made)


def _blocks(heads: Sequence[str], first: int) -> list[range]:
    """The runs of columns under the same two heads or more, each run behind the other; empty where none come again."""
    for size in range((len(heads) - first) // 2, 1, -1):
        for start in range(first, len(heads) - 2 * size + 1):
            run = heads[start : start + size]
            times = 1
            while heads[start + times * size : start + (times + 1) * size] == run:
                times += 1
            if times > 1 and all(run) and len(set(run)) == size:
                return [range(start + k * size, start + (k + 1) * size) for k in range(times)]
    return []


def _named(sheet: Sheet, row: int, block: range) -> GridCell | None:
    """The one head that stands over a block and no other; None where there is none, or several."""
    found = {c for column in block if (c := sheet.at.get((row, column))) is not None and len(c.extent)}
    if len(found) != 1:
        return None
    (cell,) = found
    return cell if cell.column >= block.start and cell.column + cell.colspan <= block.stop else None
