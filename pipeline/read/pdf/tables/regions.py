"""Where the tables of all sheets stand, the parts of one together."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from statistics import median
from typing import Final

import regex

from pipeline.read.pdf.layout import Sheet
from pipeline.read.pdf.tables.continued import goes_on, headless, unmarked
from pipeline.read.pdf.tables.extent import Region, locate
from pipeline.read.pdf.tables.lines import Line, lines
from pipeline.read.pdf.tables.page import APART, Mark, Page
from pipeline.read.pdf.tables.underneath import captioned_below
from pipeline.read.pdf.tables.values import is_value

BOTTOM: Final = 0.88  # of the sheet's height
FOOT: Final = 4  # lines of a page's foot at most
COUNTED: Final = 2  # figures that stand apart in a page's foot at most
LOW: Final = 0.6  # of the sheet's height: a table that goes on elsewhere reaches down as far
_FIGURES: Final = regex.compile(r"(?<!\d)\d{1,6}(?!\d)")


def regions(sheets: Sequence[Sheet]) -> list[list[Region]]:
    """The parts of each table in the order of the pages."""
    groups: list[list[Region]] = []
    pages = _without_feet([Page(sheet, index) for index, sheet in enumerate(sheets)])
    _share_gutters(pages)
    for region in _located(pages):
        earlier = next((g for g in reversed(groups) if g[0].mark.label == region.mark.label), None)
        if earlier is not None and goes_on(earlier[0], region):
            earlier.append(region)
        else:
            groups.append([region, *_further(region, pages)])
    return groups


def _without_feet(pages: Sequence[Page]) -> list[Page]:
    """The pages without the lines that are printed at the foot of several: they are no notes."""
    feet: dict[tuple[str, ...], list[Line]] = {}
    for page in pages:
        for line in page.lines_from(BOTTOM * page.sheet.height):
            for text in _as_foot(line, page.index):
                feet.setdefault((str(round(line.y / 4)), *text), []).append(line)
    least = max(2, len(pages) // 4)
    dropped = {item.key for found in feet.values() if len(found) >= least for line in found for item in line.items}
    return [Page(page.sheet, page.index, dropped) for page in pages]


def _as_foot(line: Line, index: int) -> Iterator[tuple[str, ...]]:
    """What the line prints, alike on all pages but for one figure that counts them: rows of tables differ in more."""
    text = " ".join(item.word.text for item in line.items)
    if len(_FIGURES.sub("", text)) <= 7 or sum(is_value(piece.text) for piece in line.pieces(APART)) > COUNTED:
        return
    yield (text,)
    for found in _FIGURES.finditer(text):
        yield text[: found.start()], str(int(found[0]) - index), text[found.end() :]


def _share_gutters(pages: Sequence[Page]) -> None:
    """Pages without enough running text have the columns of the others."""
    for turn in {page.sheet.turn for page in pages}:
        alike = [page for page in pages if page.sheet.turn == turn]
        known = [page.own_gutter for page in alike if page.own_gutter is not None]
        for page in alike if 3 * len(known) > len(alike) else ():
            page.usual_gutter = median(known)


def _located(pages: Sequence[Page]) -> list[Region]:
    """The tables that captions name, which stand above them or, in a document where most do, below."""
    marks = [(page, mark) for page in pages for mark in page.marks if mark.label]
    over = [locate(page, mark, _limit(page, mark)) for page, mark in marks]
    found = [region for region in over if region is not None]
    if len(found) == len(over):
        return found
    under = [captioned_below(page, mark, _limit(page, mark)) if mark.strong else None for page, mark in marks]
    sides = [(a is not None, b is not None) for a, b, (_, mark) in zip(over, under, marks, strict=True) if mark.strong]
    if sides.count((False, True)) > sides.count((True, False)):
        return [region for region in under if region is not None]
    return found


def _limit(page: Page, mark: Mark) -> float:
    """How far down the table can reach: to the next caption below it."""
    start = bisect_right(page.marks, mark.y + 0.5 * mark.size, key=lambda other: other.y)
    right = max(mark.piece.right, mark.piece.left + 12 * mark.size)
    if page.gutter is not None and mark.piece.right < page.gutter:
        right = min(right, page.gutter)
    below = (m for m in page.marks[start:] if m.piece.left < right and m.piece.right > mark.piece.left)
    first = next(below, None)
    return first.y - first.size if first else page.sheet.height


def _further(region: Region, pages: Sequence[Page]) -> Iterator[Region]:
    """The parts of a table that have no caption of their own but print its heads again."""
    last = region
    while not last.notes and last.bottom > LOW * last.page.sheet.height:
        following = [p for p in pages[last.page.index + 1 :][:3] if _is_next(last.page, p)][:1]
        found = next((part for page in (last.page, *following) if (part := _part(last, page)) is not None), None)
        if found is None and following and _is_lowest(last):
            found = headless(following[0], last)
        if found is None:
            return
        yield found
        last = found


def _is_next(page: Page, other: Page) -> bool:
    """Whether the other is the page behind, turned as this one is; left and right pages may be turned either way."""
    turns = page.sheet.turn, other.sheet.turn
    return other.sheet.page == page.sheet.page + 1 and (turns[0] == turns[1] or turns[0] % 2 == turns[1] % 2 == 1)


def _is_lowest(region: Region) -> bool:
    """Whether nothing but the foot of the page is printed below the table."""
    below = region.page.within(region.left, region.right, region.bottom + 1, region.page.sheet.height)
    return len(lines(below)) < FOOT


def _part(region: Region, page: Page) -> Region | None:
    mark = unmarked(page, region)
    if mark is None or any(m.label == mark.label and 0 < mark.y - m.y < 6 * mark.size for m in page.marks):
        return None
    return locate(page, mark, _limit(page, mark))
