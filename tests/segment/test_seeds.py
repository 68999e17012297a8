"""The five source documents, where they are at hand: counts and places only, no words of theirs."""

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.document import Document, Passage, Table
from pipeline.extent import Extent
from pipeline.lines import lines
from pipeline.read import read
from pipeline.segment import SectionTerms, segment, sentences
from pipeline.tables.region import regions

SEEDS = Path(__file__).parents[3] / "shared" / "seeds"
Seed = Callable[[str], tuple[Document, list[str], list[Passage]]]


@pytest.fixture
def seed(terms: SectionTerms) -> Seed:
    """A source document by its number: itself, its section names, its passages."""

    def make(number: str) -> tuple[Document, list[str], list[Passage]]:
        found = sorted(SEEDS.glob(f"{number}_*.txt"))
        if not found:
            pytest.skip(f"the source documents are not in {SEEDS}")
        document = read(found[0])
        parts = [(r.caption[0].extent, r.end) for r in regions(document.text, lines(document.text))]
        extents = [Extent(caption.start, end) for caption, end in parts]
        tables = [Table("Table", e, (), (), e, (e,)) for e in extents]
        sections, passages = segment(document, tables, terms)
        return document, [s.name for s in sections], list(passages)

    return make


SECTIONS = [
    ("000", ["abstract", "other", "methods", "results", "discussion"]),
    ("001", ["other", "abstract", "other", "methods", "results", "discussion", "discussion"]),
    ("002", ["other", "other"]),
    ("003", ["other"]),
    ("004", ["other"]),
]
FAR = 200  # characters between two lines that no blank line makes
LINES = [
    ("000", {"caption": 24, "furniture": 5, "heading": 23}),
    ("001", {"caption": 6, "furniture": 2, "heading": 8}),
    ("002", {"heading": 1, "prose": 9, "reference": 1, "teaser": 9}),
    ("003", {"furniture": 35, "heading": 1, "prose": 13, "reference": 1}),
    ("004", {"furniture": 2, "heading": 2}),
]


@pytest.mark.parametrize(("number", "names"), SECTIONS)
def test_sections_of_the_source_documents(seed: Seed, number: str, names: list[str]) -> None:
    """Abstracts with and without a heading, damaged headings, and texts without any."""
    assert seed(number)[1] == names


@pytest.mark.parametrize(("number", "expected"), LINES)
def test_lines_of_the_source_documents_by_kind(seed: Seed, number: str, expected: dict[str, int]) -> None:
    """Menus, teasers, legends, authors and the advertisement are no prose."""
    counts: Counter[str] = Counter()
    for passage in seed(number)[2]:
        counts[passage.kind] += len(passage.pieces)

    assert {kind: counts[kind] for kind in expected} == expected


@pytest.mark.parametrize(("number", "expected"), [("000", 3), ("001", 1)])
def test_sentences_go_on_over_tables_and_pages(seed: Seed, number: str, expected: int) -> None:
    """As many prose passages stand on both sides of a table or a legend."""
    document, _, passages = seed(number)
    prose = [p for p in passages if p.kind == "prose"]
    wide = [p for p in prose if any(b.start - a.end > FAR for a, b in zip(p.pieces, p.pieces[1:], strict=False))]

    assert len(wide) == expected
    for passage in prose:
        ends = [pieces[-1].of(document.text)[-1] for pieces in sentences(document.text, passage)]
        assert all(end in ".?!)”" or end.isdigit() for end in ends)


def test_each_patient_of_the_letter_has_a_paragraph(seed: Seed) -> None:
    """Three of them, whose values must not mix."""
    document, _, passages = seed("004")

    starts = [p.extent.of(document.text)[:6] for p in passages]

    assert [s for s in starts if s.startswith("Case")] == ["Case 1", "Case 2", "Case 3"]
