"""Which lines of a web page belong to other pages: teasers of other news, lists of related ones."""

from collections.abc import Iterator, Sequence
from typing import Final

import regex

from pipeline.segment import headings, references
from pipeline.segment.layout import Row
from pipeline.segment.terms import SectionTerms

_MONTHS = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
# The date of a teaser is glued to its text: "September 15th 2025The combination".
_GLUED_DATE: Final = regex.compile(
    rf"(?:{_MONTHS} \d{{1,2}}(?:st|nd|rd|th)?,? (?:19|20)\d\d|\d{{1,2}} {_MONTHS} (?:19|20)\d\d|\d{{4}}-\d\d-\d\d)"
    r"(?=\p{L})"
)
_LONG: Final = 150  # such a line is a paragraph of the article again, unless its references came before
_TITLE: Final = 160


def teasers(listed: Sequence[Row], terms: SectionTerms) -> Iterator[int]:
    """The lines of items made of a title, a dated or short text, and a link (``Read More``)."""
    for k, row in enumerate(listed):
        if _GLUED_DATE.match(row.text):
            yield k
            if _is_title(listed, k - 1, terms):
                yield k - 1
        elif terms.is_whole("action", row.text) and row.text[0].isupper():
            yield from _item(listed, k, terms)


def _item(listed: Sequence[Row], k: int, terms: SectionTerms) -> Iterator[int]:
    """A link and the item above it: its title, or its text with the title over that."""
    yield k
    if _is_title(listed, k - 1, terms):
        yield k - 1
    elif _is_title(listed, k - 2, terms) and not terms.is_whole("action", listed[k - 1].text):
        yield from (k - 2, k - 1)


def _is_title(listed: Sequence[Row], k: int, terms: SectionTerms) -> bool:
    if k < 0 or listed[k].finished or len(listed[k].text) > _TITLE:
        return False
    return not terms.is_whole("action", listed[k].text) and not _GLUED_DATE.match(listed[k].text)


def related(listed: Sequence[Row], terms: SectionTerms) -> Iterator[int]:
    """The lines of lists such as ``Related Videos``, up to the next paragraph of the article if there is one."""
    inside = over = False
    for k, row in enumerate(listed):
        over = over or references.is_surely_entry(row.text) or headings.section(row.text, terms) == "references"
        if terms.is_whole("related", row.text) and row.text[0].isupper():
            inside = True
        elif row.finished and len(row.text) >= _LONG and not over:
            inside = False
        if inside:
            yield k
