"""The sections of a document, and its running text put together over all that interrupts it."""

from bisect import bisect_right
from collections.abc import Sequence

from pipeline.document import Document, Passage, Section, Table
from pipeline.lines import lines
from pipeline.segment.headings import run_in
from pipeline.segment.layout import rows
from pipeline.segment.passages import Stretch, chains, stretches
from pipeline.segment.sections import sections
from pipeline.segment.sentences import sentences
from pipeline.segment.terms import SectionTerms, section_terms


def segment(
    document: Document, tables: Sequence[Table], terms: SectionTerms
) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    """The sections, which cover the whole text, and the passages, which hold each line outside tables once.

    Passages come in the order of their first lines. Figure legends have section ``figure``, captions of tables
    that could not be read ``table``; every other passage has the section it begins in.
    """
    listed = rows(document.text, lines(document.text), [part for table in tables for part in table.parts])
    found = stretches(listed, terms)
    chained = chains(found)
    owner = {k: places[0] for places in chained for k in places}
    named = sections(len(document.text), found, [owner[k] for k in range(len(found))], terms)
    return named, tuple(_passage([found[k] for k in places], named) for places in chained)


def _passage(chain: Sequence[Stretch], named: Sequence[Section]) -> Passage:
    pieces = tuple(row.extent for stretch in chain for row in stretch.rows)
    first = chain[0]
    if first.kind == "caption":
        return Passage(first.kind, first.label.section or "figure", pieces)
    at = bisect_right([section.extent.start for section in named], pieces[0].start) - 1
    return Passage(first.kind, named[at].name, pieces)


__all__ = ["SectionTerms", "run_in", "section_terms", "segment", "sentences"]
