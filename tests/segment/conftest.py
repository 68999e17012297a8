"""What the tests of segmentation share."""

from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.document import Document, Passage, Section, Table
from pipeline.extent import Extent
from pipeline.lines import healed
from pipeline.segment import SectionTerms, section_terms, segment

LEXICONS = Path(__file__).parents[2] / "configs" / "lexicons"
Shown = list[tuple[str, str, str]]
Segmented = tuple[tuple[Section, ...], tuple[Passage, ...]]


@pytest.fixture(scope="session")
def terms() -> SectionTerms:
    """The shipped lexicons."""
    return section_terms(str(LEXICONS / "sections.csv"), str(LEXICONS / "boilerplate.csv"))


@pytest.fixture(scope="session")
def segmented(terms: SectionTerms) -> Callable[..., Segmented]:
    """Sections and passages of a text whose tables are the given parts of it."""

    def make(text: str, *tables: str) -> Segmented:
        found = [Extent(text.index(part), text.index(part) + len(part)) for part in tables]
        records = [Table("Table 1", Extent(e.start, e.start + 1), (), (), e, (e,)) for e in found]
        return segment(Document("d", text), records, terms)

    return make


@pytest.fixture(scope="session")
def shown(segmented: Callable[..., Segmented]) -> Callable[..., Shown]:
    """The passages of a text as kind, section and healed words."""

    def make(text: str, *tables: str) -> Shown:
        _, passages = segmented(text, *tables)
        return [(p.kind, p.section, healed("\n".join(e.of(text) for e in p.pieces))) for p in passages]

    return make
