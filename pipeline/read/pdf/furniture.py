"""What a page prints around its text: running heads, page numbers, notices at the margins, line numbers.

Nothing is known by its words: furniture returns at the same place of other pages, whatever figures it carries. It
is no part of the document's text.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import Final

import regex

from pipeline.read.pdf.layout import Sheet
from pipeline.read.pdf.lines import Line

MARGIN: Final = 0.13  # of a page's height: heads and feet stand no nearer to the middle
GAP: Final = 1.5  # in sizes: lines of running text stand nearer to each other
PLACE: Final = 3.0  # points by which the place differs from page to page
NUMBERED: Final = 8  # lines of a page whose numbers go up make it a manuscript with line numbers
_FIGURES: Final = regex.compile(r"\d+")
_NUMBER: Final = regex.compile(r"\d{1,4}")
_PAGE_NUMBER: Final = regex.compile(r"\D{0,12}(\d{1,5})(?:\D{1,6}\d{1,4})?\D{0,3}")
_FLOAT: Final = regex.compile(r"(?:table|fig(?:ure|\.)?)\s?\S{0,3}\d", regex.IGNORECASE)

Place = tuple[int, int]


def furniture(sheets: Sequence[Sheet], pages: Sequence[Sequence[Line]]) -> frozenset[Place]:
    """Which segments are furniture, as (index of the sheet, index of the segment)."""
    found = set(_repeated(sheets, pages)) | set(_page_numbers(sheets, pages))
    for number, segments in enumerate(pages):
        found.update((number, k) for k in _line_numbers(segments))
    return frozenset(found)


def _repeated(sheets: Sequence[Sheet], pages: Sequence[Sequence[Line]]) -> Iterator[Place]:
    """Segments at the margin whose words return at the same height of another page."""
    seen: dict[tuple[int, str], list[tuple[float, int, Place]]] = defaultdict(list)
    apart = {(number, k) for number, page in enumerate(pages) for k in _apart(page, sheets[number].height)}
    for number, k, segment in _at_margin(sheets, pages):
        if (number, k) not in apart:
            continue
        levelled = _FIGURES.sub("#", segment.text)
        seen[sheets[number].turn, levelled].append((segment.baseline, sheets[number].page, (number, k)))
    for (_, levelled), places in seen.items():
        needed = len(sheets) // 2 if _FLOAT.match(levelled) else 2
        for near in _near(sorted(places)):
            if len({page for _, page, _ in near}) >= max(needed, 2):
                yield from (place for _, _, place in near)


def _apart(page: Sequence[Line], height: float) -> Iterator[int]:
    """The segments at the margin that a gap parts from all that reaches into the page."""
    rows = sorted(range(len(page)), key=lambda k: page[k].baseline)
    group: list[int] = []
    for k in rows:
        if group and page[k].baseline - page[group[-1]].baseline > GAP * page[k].size:
            yield from _within(group, page, height)
            group = []
        group.append(k)
    yield from _within(group, page, height)


def _within(group: list[int], page: Sequence[Line], height: float) -> list[int]:
    if not group:
        return []
    top, bottom = min(page[k].box.top for k in group), max(page[k].box.bottom for k in group)
    return group if bottom <= MARGIN * height or top >= (1 - MARGIN) * height else []


def _near(places: Iterable[tuple[float, int, Place]]) -> Iterator[list[tuple[float, int, Place]]]:
    held: list[tuple[float, int, Place]] = []
    for place in places:
        if held and place[0] - held[-1][0] > PLACE:
            yield held
            held = []
        held.append(place)
    if held:
        yield held


def _page_numbers(sheets: Sequence[Sheet], pages: Sequence[Sequence[Line]]) -> Iterator[Place]:
    """Numbers at the margin that go up with the pages, wherever they stand."""
    seen: dict[int, list[tuple[int, Place]]] = defaultdict(list)
    for number, k, segment in _at_margin(sheets, pages):
        if found := _PAGE_NUMBER.fullmatch(segment.text):
            page = sheets[number].page
            seen[int(found[1]) - page].append((page, (number, k)))
    for places in seen.values():
        if len({page for page, _ in places}) > 1:
            yield from (place for _, place in places)


def _at_margin(sheets: Sequence[Sheet], pages: Sequence[Sequence[Line]]) -> Iterator[tuple[int, int, Line]]:
    for number, segments in enumerate(pages):
        height = sheets[number].height
        for k, segment in enumerate(segments):
            if segment.box.bottom <= MARGIN * height or segment.box.top >= (1 - MARGIN) * height:
                yield number, k, segment


def _line_numbers(segments: Sequence[Line]) -> list[int]:
    """The numbers before the lines of a manuscript: left of all text, going up evenly."""
    found = [k for k, s in enumerate(segments) if _NUMBER.fullmatch(s.text)]
    rest = [s.box.left for k, s in enumerate(segments) if k not in set(found)]
    edge = sorted(rest)[len(rest) // 10] if rest else 0.0
    left = sorted((k for k in found if segments[k].box.right <= edge), key=lambda k: segments[k].baseline)
    values = [int(segments[k].text) for k in left]
    steps = {b - a for a, b in pairwise(values)}
    return left if len(left) >= NUMBERED and len(steps) <= 2 and min(steps) > 0 else []
