"""Which lines are headings."""

from collections.abc import Sequence
from typing import Final

import regex

from pipeline.extent import Extent, fold
from pipeline.segment.furniture import is_authors
from pipeline.segment.layout import Row
from pipeline.segment.terms import SectionTerms, plain, squeezed

_NUMBERING: Final = regex.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.)\s+(?=\p{Lu})")
_NAME: Final = regex.compile(  # R ESULT S, a b s t r a c t, Patients and Methods:
    r"(?:\p{Lu}|\p{Ll}(?=(?:\s\p{Ll}){5,}:?$))[\p{L}\s&/,'-]{2,60}:?$"
)
_RUN_IN: Final = regex.compile(
    r"""(?P<name>[\p{Lu}][\p{L} &/,'-]{2,40})(?:[:.]\s+|\s?[-—]+\s?|\s{2,})(?=[\p{Lu}\d"(\[])"""
)
_RUN_IN_END: Final = regex.compile(r"(?P<name>[\p{Lu}][^.:?!]{2,100})[.:][\u2002-\u200a\u00a0 ]{2,}(?=\S)")
_LETTERS: Final = regex.compile(r"\p{L}")
_CAPITALS: Final = regex.compile(r"\p{Lu}")
_LONG_WORDS: Final = regex.compile(r"(?<![\w-])\p{L}[\p{L}'-]{3,}")
_STARTS: Final = regex.compile(r"""["'(\[]?[\p{Lu}\d≥≤<>]""")
_NO_END: Final = regex.compile(r"[.,;!(\[-]$")
_LONGEST: Final = 100
_IN_CAPITALS: Final = 0.6  # small capitals come as large and small ones mixed: "for 12 WEEKs"
_TITLE_CASE: Final = 0.7
_BRIEF: Final = 0.72  # of the column; a line of prose that ends no sentence fills more of it
_FEWEST_LETTERS: Final = 3  # a single capital is a drop cap
_TITLE_LINES: Final = 6
_LINES_BELOW: Final = 4
_LONGEST_TITLE: Final = 150


def section(text: str, terms: SectionTerms) -> str | None:
    """Which section a line opens, if it is a section's heading: ``2. R ESULT S`` opens ``results``."""
    bare = _NUMBERING.sub("", fold(text), count=1)
    if not _NAME.match(bare):
        return None
    return terms.headings.get(squeezed(bare))


def run_in_section(text: str, terms: SectionTerms) -> tuple[str, int] | None:
    """The section a paragraph names at its start (``METHODS: We ...``), with the length of the name."""
    found = _RUN_IN.match(fold(text))
    name = terms.headings.get(squeezed(found["name"])) if found else None
    return (name, found.end("name")) if found and name else None


def run_in(text: str, extent: Extent) -> Extent | None:
    """The heading at the start of a paragraph's first line: ``Study design.  This ...``.

    Only a gap wider than the one between sentences tells it from a short sentence.
    """
    found = _RUN_IN_END.match(text, extent.start, extent.end)
    return Extent(extent.start, found.end("name") + 1) if found else None


def is_heading(listed: Sequence[Row], k: int, terms: SectionTerms) -> bool:
    """Whether a line that follows a finished sentence is a sub-heading."""
    row = listed[k]
    bare = _NUMBERING.sub("", row.text, count=1)
    if not _may_be_one(bare) or k + 1 >= len(listed) or not _STARTS.match(listed[k + 1].text):
        return False
    if in_capitals(bare):
        return True
    if is_open(bare, terms):
        return False
    if row.wrapped:
        return _is_title_case(bare) or len(row.text) < _BRIEF * _width_below(listed, k)
    return listed[k + 1].finished or row.line.blanks > 0


def _width_below(listed: Sequence[Row], k: int) -> int:
    """The width of the column that the heading would stand over."""
    return max(len(row.text) for row in listed[k + 1 : k + 1 + _LINES_BELOW])


def goes_on(above: Row, below: Row, terms: SectionTerms) -> bool:
    """Whether a heading is continued in the next line: ``RESPONSE IN RELATION TO`` / ``BIOMARKERS``."""
    if below.page or below.apart or in_capitals(above.text) != in_capitals(below.text):
        return False
    return is_open(above.text, terms) or terms.opens("joiner", below.text) or below.starts_small


def title(listed: Sequence[Row], start: int) -> int:
    """How many lines from ``start`` on are the title over the article: few, ending no sentence, then a gap."""
    end = start + 1
    while end < len(listed) and listed[end].line.blanks == 0 and not is_authors(listed[end].text):
        end += 1
    block = listed[start:end]
    if len(block) > _TITLE_LINES or end == len(listed) or any(r.finished for r in block):
        return 0
    framed = _STARTS.match(block[0].text) and _STARTS.match(listed[end].text)
    if not framed or len(block[0].text) > _LONGEST_TITLE or _NO_END.search(block[-1].text):
        return 0
    return len(block)


def in_capitals(text: str) -> bool:
    """Whether most letters are capitals, as in a heading set in (small) capitals."""
    letters = len(_LETTERS.findall(text))
    return letters > _FEWEST_LETTERS and len(_CAPITALS.findall(text)) >= _IN_CAPITALS * letters


def is_open(text: str, terms: SectionTerms) -> bool:
    """Whether the last word wants another: ``in relation to``."""
    words = plain(text).split()
    return not words or words[-1] in terms.boilerplate["joiner"] or text.rstrip()[-1:] in "-(["


def _may_be_one(bare: str) -> bool:
    if len(bare) > _LONGEST or not _CAPITALS.match(bare) or _NO_END.search(bare):
        return False
    return len(_LETTERS.findall(bare)) >= _FEWEST_LETTERS


def _is_title_case(text: str) -> bool:
    words = _LONG_WORDS.findall(text)
    return bool(words) and sum(w[0].isupper() for w in words) >= _TITLE_CASE * len(words)
