"""Which single lines are page furniture, and which runs of lines a menu."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from pipeline.segment.layout import Row
from pipeline.segment.terms import SectionTerms

_PHRASED: Final = 160  # a longer line with such a phrase is running text
_AUTHORS: Final = 2  # so many marked names make a line of authors
_TO_REST: Final = 4  # and so many for each item that is no name: "Written by Anna Berg1, ..."
_MENU: Final = 5  # so many short lines in a row are a menu
_ENTRY_WORDS: Final = 6
_ENTRY: Final = 45
_REPEATED: Final = 100
_EDGE: Final = 2  # lines from a page's edge in which heads and feet stand
_VOLUME_WORDS: Final = 2
_ADDRESS_WORDS: Final = 8  # of, and, at the, reprint requests to; a sentence has more
_SMALL_WORDS: Final = 6  # a line with an address and more words than these speaks about it

_SIGN: Final = regex.compile(
    r"©|\(c\) ?(?:19|20)\d\d|https?://\S+$|^www\.|\b[\w-]+\.(?:org|com) (?:on )?\p{Lu}\p{L}+ \d"
)
_VOLUME: Final = regex.compile(
    r"\b(?:19|20)\d\d; ?\d+|\bvol(?:ume)?\.?:? ?[\d(]|\|.*\d|\d.*\||\b\d+;\d+\b", regex.IGNORECASE
)
_PAGE_NUMBER: Final = regex.compile(r"(?:page )?\d{1,4}(?: of \d{1,4})?$", regex.IGNORECASE)
_SPACED: Final = regex.compile(r"(?:\p{L}\s{1,3}){5,}\p{L}\b")  # T h e  n e w  e n g l a n d  j o u r n a l
_WORD: Final = regex.compile(r"(?<![\w.-])\p{Ll}{2,}(?![\w.])")
_BULLET: Final = regex.compile(r"[•‣◦▪●·*-]\s+")
_NUMBER: Final = regex.compile(r"(?<![\w-])\d")
_NAME: Final = regex.compile(
    r"(?:[\p{Lu}][\p{L}'.-]*\s+){1,4}(?:(?:de|van|von|der|la|le|di)\s+)*[\p{Lu}][\p{L}'-]+"
    r"(?P<mark>[\d*†‡§¶,]{0,12}|\s{1,2}\d{0,2}[*†‡§¶]{1,2})$"  # Jiyoung Ahn  1*; but "Total NRS 4" is a score
)
_DEGREE: Final = regex.compile(r"(?:M\.?D|Ph\.?D|M\.?Sc|M\.?P\.?H|B\.?Sc|FAAD|Dr\.? ?P\.?H|R\.?N|M\.?S|M\.?B)\.?,?$")
_ITEMS: Final = regex.compile(r"(?<=\d),(?=\d)|[,;]\s+|\s+&\s+|\s+and\s+|[,;]$")
_NOTE_SIGN: Final = regex.compile(r"(?:\d{1,2}|[*†‡§¶])\s?(?=\p{Lu})")


def is_furniture(row: Row, terms: SectionTerms, *, open_above: bool) -> bool:
    """Whether a line is a page's head or foot, a label of the article or about its authors.

    ``open_above``: a sentence of running text is still open, which only unmistakable lines interrupt.
    """
    text = row.text
    if (terms.is_whole("label", text) and text[0].isupper()) or terms.is_whole("salutation", text):
        return not open_above or row.page
    if len(text) > _PHRASED:
        return False
    if _is_page_line(text, terms) or (is_authors(text) and not open_above):
        return True
    return _is_affiliation(text, terms, open_above=open_above)


def _is_page_line(text: str, terms: SectionTerms) -> bool:
    """Whether a short line is a page's head or foot by its words, an address, a volume or a page number."""
    if is_page_number(text) or _SPACED.match(text):
        return True
    few = len(_WORD.findall(text)) <= _SMALL_WORDS
    if terms.has("page", text) and text[0].isupper():
        return few or terms.opens("page", text)
    return few and (_SIGN.search(text) is not None or _is_volume(text))


def is_page_number(text: str) -> bool:
    """Whether nothing but a page number stands there."""
    return _PAGE_NUMBER.match(text) is not None


def is_authors(text: str) -> bool:
    """Whether a line lists names with marks (``Mi Yeon Park1 & Jiyoung Ahn 1*``) or degrees."""
    items = [item.strip() for item in _ITEMS.split(text) if item and item.strip()]
    names = [found for item in items if (found := _NAME.match(item))]
    rest = [item for item in items if not _NAME.match(item) and not _DEGREE.match(item) and not item.isdigit()]
    marked = sum(bool(n["mark"]) for n in names) + sum(bool(_DEGREE.match(item)) for item in items)
    return marked >= max(_AUTHORS, _TO_REST * len(rest)) and len(names) + marked > _AUTHORS


def repeats(listed: Sequence[Row]) -> Iterator[int]:
    """The lines that return at page edges: running heads and feet, whatever page number they carry."""
    edges = {n for k, row in enumerate(listed) if row.page for n in range(k - _EDGE, k + _EDGE)}
    edges |= {len(listed) - 1, len(listed) - 2}
    printed = {k: regex.sub(r"\d+", "#", listed[k].text) for k in edges if 0 <= k < len(listed)}
    counts = Counter(text for k, text in printed.items() if _may_return(listed[k]))
    yield from (k for k, text in printed.items() if counts[text] > 1 and _may_return(listed[k]))


def menus(listed: Sequence[Row]) -> Iterator[int]:
    """The lines of navigation menus: runs of short entries, each by itself, with no sentence and no figure."""
    run: list[int] = []
    for k, row in enumerate(listed):
        if _is_entry(row) and not (run and row.apart):
            run.append(k)
            continue
        if len(run) >= _MENU:
            yield from run
        run = [k] if _is_entry(row) else []
    if len(run) >= _MENU:
        yield from run


def _is_entry(row: Row) -> bool:
    bare = _BULLET.sub("", row.text, count=1)
    if len(bare) > _ENTRY or len(bare.split()) > _ENTRY_WORDS or row.finished:
        return False
    return bare[:1].isupper() and bare[-1:] not in "-,;:(" and not _NUMBER.search(bare)


def _is_volume(text: str) -> bool:
    """``Scientific Reports | (2022) 12:1234``; running text has more small words."""
    return _VOLUME.search(text) is not None and len(_WORD.findall(text)) <= _VOLUME_WORDS and text[0] not in "(["


def _is_affiliation(text: str, terms: SectionTerms, *, open_above: bool) -> bool:
    sign = _NOTE_SIGN.match(text)
    bare = text[sign.end() :] if sign else text
    if not terms.opens("affiliation", bare) or not bare[0].isupper() or len(_WORD.findall(bare)) > _ADDRESS_WORDS:
        return False
    return sign is not None or not open_above


def _may_return(row: Row) -> bool:
    return len(row.text) <= _REPEATED and not row.starts_small and len(row.text) > 1
