"""Tables that go on in the next column or on the next page."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.read.pdf.layout import Box
from pipeline.read.pdf.tables.columns import columns
from pipeline.read.pdf.tables.extent import Region, finished
from pipeline.read.pdf.tables.growth import further, is_tabular
from pipeline.read.pdf.tables.lines import SMALL, WIDE, Item, Line, lines, piece, spacing
from pipeline.read.pdf.tables.page import CONTINUED, Mark, Page
from pipeline.read.pdf.tables.ruling import Bar

ALIKE: Final = 0.12  # of the width: the parts of a table are as wide
HEADS: Final = 6  # lines of heads by which a further part is known
HEADERS: Final = 8  # lines at the top of a page above the rows that go on there
APART: Final = 4.0  # in sizes: what is put between the parts, so that no row reaches over it


def goes_on(earlier: Region, later: Region) -> bool:
    """Whether the later region is a further part of the earlier one, as wide as it."""
    if earlier.mark.label != later.mark.label or not CONTINUED.match(later.mark.rest):
        return False
    widths = earlier.right - earlier.left, later.right - later.left
    return abs(widths[0] - widths[1]) <= ALIKE * max(widths)


def joined(parts: Sequence[Region]) -> Region:
    """The parts as one region: the later ones moved below the first, without the heads and caption they repeat."""
    first = parts[0]
    caption = _words(first.caption)
    heads = {_text(line) for line in first.body[:12]}
    whole = replace(first, body=list(first.body), bars=list(first.bars), posts=list(first.posts))
    whole.notes = [line for part in parts for line in part.notes]
    whole.repeated = [line for part in parts[1:] for line in part.caption]
    for part in parts[1:]:
        size = part.body[0].size
        down = whole.bottom + APART * size - (part.body[0].y - size)
        across = _shift(first, part)
        kept = list(part.body)
        while kept and (_text(kept[0]) in heads or (_words(kept[:1]) and _words(kept[:1]) <= caption)):
            whole.repeated.append(kept.pop(0))
        if not kept:
            continue
        over = kept[0].y - 0.9 * size  # lines drawn above it belong to the repeated heads
        whole.body += [_moved(line, across, down) for line in kept]
        whole.bars += [Bar(b.at + down, b.start + across, b.end + across) for b in part.bars if b.at > over]
        whole.posts += [Bar(p.at + across, p.start + down, p.end + down) for p in part.posts]
        whole.bottom = part.bottom + down
    return whole


def _shift(first: Region, part: Region) -> float:
    """How far to the left of the first part the other is set, by the heads that both print or by their edges."""
    lefts = {_text(line): line.left for line in first.body[:12]}
    shared = next((line for line in part.body[:12] if _text(line) in lefts), None)
    return first.left - part.left if shared is None else lefts[_text(shared)] - shared.left


def _text(line: Line) -> str:
    return " ".join(item.word.text for item in line.items)


def _words(lines: Sequence[Line]) -> set[str]:
    return {item.word.text for line in lines for item in line.items}


def _moved(line: Line, across: float, down: float) -> Line:
    return Line(tuple(_item(item, across, down) for item in line.items), line.y + down, line.size)


def _item(item: Item, across: float, down: float) -> Item:
    box = item.word.box
    moved = Box(box.left + across, box.top + down, box.right + across, box.bottom + down)
    return Item(replace(item.word, box=moved, baseline=item.word.baseline + down), item.key, item.printed or item.word)


def unmarked(page: Page, region: Region) -> Mark | None:
    """Where the heads of the region are printed again without any caption: above them a mark of its further part."""
    # The first line of heads that are set at the foot of theirs may hold a single word.
    for known in region.body[:HEADS]:
        found = _again(page, region, known)
        if found is not None:
            return None if _is_told(page, found) else found
    return None


def _again(page: Page, region: Region, known: Line) -> Mark | None:
    """The mark above heads that print the known line again, behind the region."""
    first = _plain(known)
    wanted = [item.word.text for item in first]
    if len(wanted) < 2:
        return None
    for line in page.lines:
        items = _plain(line)
        texts = [item.word.text for item in items]
        for k in range(len(texts) - len(wanted) + 1):
            if texts[k : k + len(wanted)] != wanted:
                continue
            again = items[k : k + len(wanted)]
            after = page.index > region.page.index or again[0].word.box.left > region.right - 1
            if after and _spaced(first, again):
                top = line.y - (known.y - region.body[0].y) - 1.3 * line.size
                return Mark(region.mark.label, "continued", piece(again), top, line.size, strong=True)
    return None


def _is_told(page: Page, mark: Mark) -> bool:
    """Whether the caption of another table stands right above the place."""
    over = [m for m in page.marks if m.label and m.y < mark.y + mark.size and m.piece.left < mark.piece.right]
    last = over[-1] if over else None
    if last is None or last.label == mark.label:
        return False
    between = lines(page.within(last.piece.left - 2, mark.piece.right + 2, last.y + 1, mark.y))
    return not any(is_tabular(line.pieces(WIDE)) for line in between)


def _plain(line: Line) -> list[Item]:
    """The words of a line that are not set high or low."""
    return [item for item in line.items if not item.word.rise and item.word.size > SMALL * line.size]


def headless(page: Page, region: Region) -> Region | None:
    """The rows at the top of the page that stand in the columns of the region without any caption or heads."""
    left, right = region.left, region.right
    if any(mark.label == region.mark.label for mark in page.marks):
        return None
    found = lines(page.within(left - 2, right + 2, 0.0, page.sheet.height))
    if any(mark.label and mark.y < found[min(HEADERS, len(found)) - 1].y for mark in page.marks if found):
        return None
    start = next((k for k, line in enumerate(found[:HEADERS]) if is_tabular(line.pieces(WIDE))), None)
    if start is None:
        return None
    gap = spacing(region.body)
    known = columns(region.body, gap)
    body = further(found[start:], right - left)
    rows = [line.pieces(gap) for line in body if is_tabular(line.pieces(gap))]
    fitting = sum(all(sum(p.left < c.right and p.right > c.left for c in known) == 1 for p in row) for row in rows)
    if len(rows) < 2 or fitting < 0.8 * len(rows) or len(known) < 3 or abs(body[0].size - region.body[-1].size) > 0.5:
        return None
    above = [line for line in found[:start] if body and 0 < found[start].y - line.y < 2 * line.size]
    body = [line for line in above if line.size == body[0].size] + body
    return finished(Region(page, region.mark, left, right, body[0].y - body[0].size, body[-1].y, body=body))


def _spaced(first: Sequence[Item], again: Sequence[Item]) -> bool:
    """Whether the words stand as far from each other as those of the first heads do."""
    shift = again[0].word.box.left - first[0].word.box.left
    return all(abs(b.word.box.left - a.word.box.left - shift) < 2 for a, b in zip(first, again, strict=True))
