"""Which part of the article each stretch of text stands in."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.document import Section
from pipeline.extent import Extent, cover
from pipeline.segment import headings
from pipeline.segment.passages import Stretch
from pipeline.segment.terms import SectionTerms, squeezed

_ARTICLE: Final = frozenset({"methods", "results"})  # a text with such headings is an article with an abstract


@dataclass(frozen=True, slots=True)
class _Abstract:
    """How far the abstract has got: its inner headings, paragraphs in all and under the last heading."""

    inner: tuple[str, ...] = ()
    paragraphs: int = 0
    under: int = 0


def sections(length: int, found: Sequence[Stretch], owner: Sequence[int], terms: SectionTerms) -> tuple[Section, ...]:
    """The sections, which together are the whole text; the first without a heading unless the text begins with one.

    ``owner`` gives for each stretch the place of the first one of its passage.
    """
    opened = list(_openings(found, owner, terms))
    starts = [start for _, _, start in opened]
    if not starts or found[0].rows[0].extent.start < starts[0]:
        opened.insert(0, ("other", None, 0))
    else:
        opened[0] = (opened[0][0], opened[0][1], 0)
    bounds = [*(start for _, _, start in opened[1:]), length]
    return tuple(
        Section("other" if name == "references" else name, heading, Extent(start, end))
        for (name, heading, start), end in zip(opened, bounds, strict=True)
    )


_Opening = tuple[str, Extent | None, int]


def _openings(found: Sequence[Stretch], owner: Sequence[int], terms: SectionTerms) -> Iterator[_Opening]:
    """Each section's name, heading and start."""
    ids = {s.label.section for s in found if s.kind == "heading"}
    article = bool(_ARTICLE & ids)
    # An article whose abstract has no heading begins with it.
    unlabelled = article and "abstract" not in ids
    abstract: _Abstract | None = None
    for k, stretch in enumerate(found):
        start = stretch.rows[0].extent.start
        if stretch.kind == "heading" and stretch.label.section:
            unlabelled = False
            abstract, opens = _at_heading(abstract, stretch.label.section, stretch, terms)
            if opens:
                yield stretch.label.section, cover(r.extent for r in stretch.rows), start
        elif stretch.kind == "prose" and owner[k] == k:
            named = headings.run_in_section(stretch.rows[0].text, terms)
            within = abstract is not None
            abstract, name = _at_paragraph(abstract, stretch, terms, named[0] if named else None, first=unlabelled)
            unlabelled = False
            if name and (within or name == "abstract" or not article):
                yield name, Extent(start, start + named[1]) if named and not within else None, start


def _at_heading(
    abstract: _Abstract | None, name: str, stretch: Stretch, terms: SectionTerms
) -> tuple[_Abstract | None, bool]:
    """The abstract after a heading, and whether the heading opens a section of its own."""
    if name == "abstract":
        return _Abstract(), True
    if abstract is None:
        return None, True
    printed = squeezed("".join(row.text for row in stretch.rows))
    unstructured = not abstract.inner and abstract.paragraphs > 0
    again = name in abstract.inner and name != "other"
    if unstructured or again or name == "references" or printed in terms.body:
        return None, True
    return replace(abstract, inner=(*abstract.inner, name), under=0), False


def _at_paragraph(
    abstract: _Abstract | None, stretch: Stretch, terms: SectionTerms, named: str | None, *, first: bool
) -> tuple[_Abstract | None, str | None]:
    """The abstract after a paragraph, and the section that the paragraph opens, if any.

    ``named``: the section the paragraph names at its start; ``first``: an abstract without a heading begins here.
    """
    if abstract is None:
        opens = first or named == "abstract"
        return (_Abstract(paragraphs=1, under=1), "abstract") if opens else (None, named)
    counted = replace(abstract, paragraphs=abstract.paragraphs + 1, under=abstract.under + 1)
    if named or abstract.under == 0 or terms.opens("tail", stretch.rows[0].text.lstrip("([")):
        return counted, None
    # Inner headings come up to the conclusion; before it, a second paragraph is still the abstract's.
    if abstract.inner and "discussion" not in abstract.inner:
        return counted, None
    return None, "other"
