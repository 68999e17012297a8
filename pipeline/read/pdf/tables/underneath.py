"""Tables whose captions are printed below them, as some journals do: looked for upwards from the last drawn line."""

from collections.abc import Sequence
from typing import Final

from pipeline.read.pdf.tables.extent import Region, finished, is_table
from pipeline.read.pdf.tables.growth import is_tabular
from pipeline.read.pdf.tables.lines import Line, lines
from pipeline.read.pdf.tables.page import APART, Mark, Page
from pipeline.read.pdf.tables.ruling import Bar, levels

NEAR: Final = 4.0  # in sizes: how far above its caption the table ends at most
SHORTEST: Final = 12.0  # in sizes: what is drawn below a table is at least as long
ENDS: Final = 8.0  # points: how far the lines drawn across a table differ at their ends
LEAD: Final = 1.5  # in sizes: lines of a caption follow each other as close


def captioned_below(page: Page, mark: Mark, limit: float) -> Region | None:
    """The table that ends right above its caption; None where there is none. The caption ends above ``limit``."""
    last = _last_drawn(page, mark)
    if last is None:
        return None
    left, right = last.start, last.end
    top, body = last.at, list[Line]()
    for at in _drawn(page, last):
        block = lines(page.within(left - 2, right + 2, at, top))
        if not is_table(block, right - left, first=True):
            break
        top, body = at, block + body
    if sum(is_tabular(line.pieces(APART)) for line in body) < 2:
        return None
    region = Region(page, mark, left, right, top, last.at, _caption(page, mark, right, limit), body)
    return finished(region, region.bottom)


def _last_drawn(page: Page, mark: Mark) -> Bar | None:
    """The line drawn above the caption with nothing printed in between."""
    found = [
        bar
        for bar in page.ruling.between(mark.y - NEAR * mark.size, mark.y - 0.7 * mark.size)
        if bar.start < mark.piece.right and bar.end > mark.piece.left and bar.length > SHORTEST * mark.size
    ]
    if not found:
        return None
    last = found[-1]
    left, right = min(last.start, mark.piece.left), max(last.end, mark.piece.right)
    return None if page.within(left, right, last.at, mark.y - 0.5 * mark.size) else last


def _drawn(page: Page, last: Bar) -> list[float]:
    """The heights above the last line at which one is drawn from the same left to the same right edge, upwards."""
    groups = levels(
        bar for bar in page.ruling.between(0.0, last.at - 3) if bar.start < last.end and bar.end > last.start
    )
    return [bars[0].at for bars in reversed(groups) if _as_wide(bars, last)]


def _as_wide(bars: Sequence[Bar], last: Bar) -> bool:
    left, right = min(bar.start for bar in bars), max(bar.end for bar in bars)
    return abs(left - last.start) < ENDS and abs(right - last.end) < ENDS


def _caption(page: Page, mark: Mark, right: float, limit: float) -> list[Line]:
    """The lines of the caption, notes in it included."""
    found: list[Line] = []
    for line in lines(page.within(mark.piece.left - 2, max(mark.piece.right, right) + 2, mark.y - 2, limit)):
        if found and (line.y - found[-1].y > LEAD * line.size or abs(line.size - found[-1].size) > 0.5):
            break
        found.append(line)
    return found
