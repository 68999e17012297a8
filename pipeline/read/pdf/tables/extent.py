"""Where a table stands: from its caption over its rows to the notes below it."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.read.footnotes import begins
from pipeline.read.pdf.tables.growth import ALIKE, CAPTION, grown, is_prose, is_tabular
from pipeline.read.pdf.tables.lines import Line, Piece, lines
from pipeline.read.pdf.tables.page import APART, Mark, Page
from pipeline.read.pdf.tables.ruling import Bar, levels
from pipeline.read.pdf.tables.values import is_value

LABEL: Final = 2  # lines between two drawn ones that read as a sentence but name the rows below
SIDE: Final = 3.0  # in sizes: a table beside its caption begins as little above it
BELOW: Final = 8.0  # in sizes: a table below its caption begins as near
NEXT: Final = 1.3  # in sizes: lines of one head follow each other as close
SET_OFF: Final = 1.15  # times as far as its lines from each other, heads stand from the caption above
RUN_ON: Final = 1.3  # in sizes: words of one line stand no further apart
FULL: Final = 0.85  # of the table's width: a line as long parts all its columns


@dataclass(slots=True)
class Region:
    """The lines of a table: of its caption, its head and rows, its notes; the lines drawn around them.

    ``repeated`` are lines of caption and heads printed again where the table goes on.
    """

    page: Page
    mark: Mark
    left: float
    right: float
    top: float
    bottom: float
    caption: list[Line] = field(default_factory=list)
    body: list[Line] = field(default_factory=list)
    notes: list[Line] = field(default_factory=list)
    repeated: list[Line] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    posts: list[Bar] = field(default_factory=list)


def locate(page: Page, mark: Mark, limit: float) -> Region | None:
    """The table that the caption names: below it, beside it or above it; None where there is none.

    ``limit`` is how far down it can reach.
    """
    places = (_beside, _below, _bare) if _is_at_side(page, mark) else (_below, _beside, _bare)
    for place in places:
        region = place(page, mark, limit)
        if region is not None and sum(is_tabular(line.pieces(APART)) for line in region.body) > 0:
            return finished(region, limit)
    return None


def _is_at_side(page: Page, mark: Mark) -> bool:
    """Whether a line begins beside the caption, in no other column of the page, and none is drawn below the caption."""
    near = page.ruling.between(mark.y - SIDE * mark.size, mark.y + BELOW * mark.size)
    if any(bar.start < mark.piece.right and bar.end > mark.piece.left for bar in near if bar.at > mark.y):
        return False
    gutter = page.gutter if page.gutter is not None else 0.0
    return any(not mark.piece.right < gutter < bar.start + mark.size for bar in _at_side(page, mark))


def _at_side(page: Page, mark: Mark) -> list[Bar]:
    """The lines drawn at the height of the caption, to the right of it."""
    near = page.ruling.between(mark.y - SIDE * mark.size, mark.y + 2 * mark.size)
    return [bar for bar in near if bar.start >= mark.piece.right - 2 and bar.length >= 12 * mark.size]


def finished(region: Region, limit: float | None = None) -> Region:
    """The region with its notes and the lines drawn in it."""
    _add_notes(region, limit or region.page.sheet.height)
    _add_ruling(region)
    return region


def _lines(page: Page, left: float, right: float, top: float, bottom: float) -> list[Line]:
    return lines(page.within(left, right, top, bottom))


def _fulls(page: Page, left: float, right: float, top: float, bottom: float) -> list[float]:
    """The heights at which lines are drawn over (nearly) all the width."""
    found: list[float] = []
    for bars in levels(page.ruling.between(top, bottom)):
        covered = sum(max(0.0, min(bar.end, right) - max(bar.start, left)) for bar in bars)
        ends = min(b.start for b in bars) < left + 8 and max(b.end for b in bars) > right - 8
        if covered >= FULL * (right - left) or (ends and covered >= 0.75 * (right - left)):
            found.append(bars[0].at)
    return found


def _below(page: Page, mark: Mark, limit: float) -> Region | None:
    """The table whose first drawn line stands below the caption."""
    for bar in page.ruling.between(mark.y, limit):
        overlaps = bar.start < mark.piece.right and bar.end > mark.piece.left
        if not overlaps or bar.length < 6 * mark.size or _crosses(page, bar):
            continue
        if bar.start < mark.piece.right < bar.start + 3 * mark.size and bar.length < 20 * mark.size:
            continue
        left, right = bar.start, bar.end
        captions = _lines(page, min(left, mark.piece.left) - 2, max(right, mark.piece.right) + 2, mark.y - 2, bar.at)
        if len(captions) > 2 * CAPTION or _is_broken(captions, mark.size):
            return None
        top = _under_title(page, mark, bar, limit)
        for _ in range(4):
            end, wider = _chain(page, mark, (left, right), top, limit)
            if wider is None:
                break
            left, right = wider
        return _region(page, mark, (left, right), top, end, limit)
    return None


def _crosses(page: Page, bar: Bar) -> bool:
    """Whether the line runs through the letters of words: it is the edge of a shade behind them."""
    size = page.size
    below = page.within(bar.start, bar.end, bar.at, bar.at + size)
    return any(0.15 * item.word.size < item.word.baseline - bar.at < 0.6 * item.word.size for item in below)


def _under_title(page: Page, mark: Mark, bar: Bar, limit: float) -> float:
    """The height of the line drawn below the caption's words where these stand between two lines below the label."""
    fulls = _fulls(page, bar.start, bar.end, bar.at + 2, min(limit, bar.at + 6 * mark.size))
    block = _lines(page, bar.start - 2, bar.end + 2, bar.at, fulls[0]) if fulls else []
    told = bool(block) and all(len(line.pieces(1.3)) == 1 for line in block)
    label = len(mark.rest.split()) < 3 and told
    return fulls[0] if label and all(line.left < bar.start + 3 * mark.size for line in block) else bar.at


def _is_broken(captions: Sequence[Line], size: float) -> bool:
    """Whether so wide a gap parts the lines that they are no one caption."""
    return any(b.y - a.y > 4.5 * size for a, b in pairwise(captions))


def _chain(
    page: Page, mark: Mark, width: tuple[float, float], top: float, limit: float
) -> tuple[float, tuple[float, float] | None]:
    """The last drawn line down to which all is table; and the table's width where a longer line shows it."""
    left, right = width
    end = top
    fulls = [top, *(y for y in _fulls(page, left, right, top + 2, limit))]
    for k, (upper, lower) in enumerate(pairwise(fulls)):
        block = _lines(page, left - 2, right + 2, upper, lower)
        below = _lines(page, left - 2, right + 2, lower, fulls[k + 2]) if k + 2 < len(fulls) else []
        named = len(block) <= LABEL and any(is_tabular(line.pieces(APART)) for line in below)
        if not is_table(block, right - left, first=upper == top) and not (
            named and is_table(below, right - left, first=False)
        ):
            break
        reach = [b for b in page.ruling.between(lower - 2, lower + 2) if b.start < right and b.end > left]
        low, high = min((b.start for b in reach), default=left), max((b.end for b in reach), default=right)
        told = (m for m in _told(page, upper, lower) if m.label != mark.label)
        if any(m.piece.left < high and m.piece.right > low for m in told):
            break
        end = lower
        if low < left - 6 or high > right + 6:
            wide = _lines(page, low - 2, high + 2, upper, lower)
            if is_table(wide, high - low, first=upper == top):
                return end, (min(low, left), max(high, right))
            return upper, None
    return end, None


def _told(page: Page, top: float, bottom: float) -> list[Mark]:
    """The captions of tables that begin between two heights."""
    return [mark for mark in page.marks if mark.label and mark.strong and top < mark.y < bottom]


def is_table(block: Sequence[Line], width: float, *, first: bool) -> bool:
    """Whether the lines between two drawn ones are rows or heads rather than running text."""
    if not block:
        return True
    prose = tabular = 0
    for line in block:
        pieces = line.pieces(APART)
        tabular += is_tabular(pieces)
        prose += is_prose(pieces, width)
    if tabular:
        return prose <= 3 * tabular
    return 2 * prose <= len(block) and len(block) <= (CAPTION if first else 6)


def _region(page: Page, mark: Mark, width: tuple[float, float], top: float, end: float, limit: float) -> Region | None:
    left, right = width
    above = _lines(page, min(left, mark.piece.left) - 2, max(right, mark.piece.right) + 2, mark.y - 2, top)
    heads = _heads_from(above)
    region = Region(page, mark, left, right, top, end, above[:heads])
    region.body = above[heads:] + _lines(page, left - 2, right + 2, top, end)
    if heads < len(above):
        region.top = above[heads].y - above[heads].size
    rest = _lines(page, left - 2, right + 2, end, limit)
    rows = [line for line in region.body if is_tabular(line.pieces(APART))]
    closed = end > top and len(rows) > 2 and len(_fulls(page, left, right, top - 2, rows[-1].y)) > 1
    region.body += grown(region.body, rest, right - left, closed=closed)
    if region.body:
        region.bottom = max(end, region.body[-1].y)
    return region


def _heads_from(found: Sequence[Line]) -> int:
    """Which of the lines below a caption's first is no caption any more: it holds heads."""
    for k, line in enumerate(found[1:], start=1):
        inward = line.left - found[0].left > 4 * line.size
        centred = abs((line.left + line.right) - (found[0].left + found[0].right)) < 2 * line.size
        alike = abs(line.size - found[k - 1].size) < ALIKE
        if len(line.pieces(1.3)) > 1 or (inward and not (centred and alike)):
            return _first_head(found, k)
    return len(found)


def _first_head(found: Sequence[Line], k: int) -> int:
    """The first line of the heads that line ``k`` goes on: what is set off from the caption, and close above it."""
    first = k
    while first > 1 and found[first].y - found[first - 1].y < NEXT * found[first].size:
        first -= 1
    off = found[first].y - found[first - 1].y
    return first if first < k and off > SET_OFF * (found[k].y - found[k - 1].y) else k


def _beside(page: Page, mark: Mark, limit: float) -> Region | None:
    """The table that begins at the height of its caption, to the right of it."""
    for bar in _at_side(page, mark):
        left, right = bar.start, bar.end
        end, _ = _chain(page, mark, (left, right), bar.at, limit)
        region = Region(page, mark, left, right, bar.at, end)
        region.body = _lines(page, left - 2, right + 2, bar.at, end)
        side = _lines(page, mark.piece.left - 2, left - 2, mark.y - 2, end + mark.size)
        cut = next((k for k in range(1, len(side)) if side[k].y - side[k - 1].y > 1.8 * side[k].size), len(side))
        region.caption, region.notes = side[:cut], side[cut:]
        return region
    return None


def _bare(page: Page, mark: Mark, limit: float) -> Region | None:
    """The table that no line is drawn around."""
    whole = (0.0, page.sheet.width)
    for left, right in dict.fromkeys((_side(page, mark), whole)):
        found = _lines(page, left, right, mark.y - 2, limit)
        heads = _heads_from(found)
        if heads > CAPTION or heads == len(found):
            continue
        low, high = min(x.left for x in found[heads:]), max(x.right for x in found[heads:])
        body = grown([], found[heads:], high - low, closed=False)
        least = 1 if mark.strong and _is_under_heads(body) else 2
        if sum(is_tabular(line.pieces(APART)) for line in body) < least or _is_broken(found[:heads], mark.size):
            continue
        if (left, right) != whole and _is_half(page, (left, right), body):
            continue
        region = Region(page, mark, min(x.left for x in body), max(x.right for x in body), body[0].y, body[-1].y)
        region.top -= body[0].size
        region.caption, region.body = found[:heads], body
        return region
    return None


def _is_under_heads(body: Sequence[Line]) -> bool:
    """Whether the first row stands below heads and holds hardly anything but figures behind its label."""
    first = next((k for k, line in enumerate(body) if is_tabular(line.pieces(APART))), 0)
    row = body[first].pieces(APART) if first else []
    named = max((len(line.pieces(APART)) for line in body[:first]), default=0) > 2
    return named and len(row) > 2 and sum(is_value(p.text) for p in row[1:]) * 3 >= 2 * (len(row) - 1)


def _side(page: Page, mark: Mark) -> tuple[float, float]:
    """The column of the page in which the caption stands."""
    gutter, width = page.gutter, page.sheet.width
    if gutter is None or mark.piece.left < gutter < mark.piece.right:
        return 0.0, width
    return (0.0, gutter) if mark.piece.left < gutter else (gutter, width)


def _is_half(page: Page, reach: tuple[float, float], body: Sequence[Line]) -> bool:
    """Whether the lines go on beside the column as rows of one table do."""
    width, rows = page.sheet.width, 0
    tabular = [line for line in body if is_tabular(line.pieces(APART))]
    beside = (reach[1], width) if reach[0] < width - reach[1] else (0.0, reach[0])
    for line in tabular:
        others = _lines(page, *beside, line.y - 0.2 * line.size, line.y + 0.2 * line.size)
        rows += any(_isgrown(other.pieces(APART)) for other in others)
    told = any(m.label and beside[0] <= m.piece.left <= beside[1] and m.y < body[-1].y for m in page.marks)
    return 2 * rows > len(tabular) and not told


def _isgrown(pieces: Sequence[Piece]) -> bool:
    """Whether figures stand alone in a line, as the last columns of a row."""
    return sum(is_value(piece.text) for piece in pieces) * 2 >= len(pieces)


def _add_notes(region: Region, limit: float) -> None:
    """The lines below the table that are set as its notes."""
    if region.notes or not region.body:
        return
    page, size = region.page, median(line.size for line in region.body)
    below = _run_on(region, limit)
    above = region.bottom
    lead = 0.0
    for line in below:
        opens = begins(line.pieces(APART)[0].text)
        small = line.size <= min(1.04 * size, 0.97 * page.size)
        gap = line.y - above
        if not (
            small or opens or (region.notes and line.size <= 1.04 * region.notes[-1].size and gap < 1.35 * line.size)
        ):
            break
        if gap > (1.9 * max(lead, line.size) if region.notes else 3.2 * line.size):
            break
        lead = gap if region.notes else lead
        region.notes.append(line)
        above = line.y


def _run_on(region: Region, limit: float) -> list[Line]:
    """The lines below a table as far as their words run on: notes may be wider than a table without lines."""
    side = _side(region.page, region.mark)
    left, right = min(side[0], region.left - 2), max(side[1], region.right + 2)
    wide = _lines(region.page, left, right, region.bottom + 0.5, limit)
    kept = [
        item
        for line in wide
        for p in line.pieces(RUN_ON)
        if p.left < region.right + 2 and p.right > region.left - 2
        for item in p.items
    ]
    return lines(kept)


def _add_ruling(region: Region) -> None:
    ruling = region.page.ruling
    across, upright = (
        ruling.between(region.top - 2, region.bottom + 2),
        ruling.within(region.left - 3, region.right + 3),
    )
    region.bars = [bar for bar in across if bar.start < region.right and bar.end > region.left]
    region.posts = [post for post in upright if post.end > region.top and post.start < region.bottom]
