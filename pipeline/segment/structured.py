"""The sections and running text of a document whose source marks up what is what."""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from pipeline.document import Block, Document, Passage, Section, Table
from pipeline.extent import Extent
from pipeline.segment import headings
from pipeline.segment.terms import SectionTerms

_PASSAGES: Final = {
    "title": "heading",
    "heading": "heading",
    "paragraph": "prose",
    "caption": "caption",
    "note": "caption",
    "reference": "reference",
    "furniture": "furniture",
}
_OWN: Final = frozenset({"figure", "table"})  # a caption's section is what it is the caption of


def from_blocks(
    document: Document, tables: Sequence[Table], terms: SectionTerms
) -> tuple[tuple[Section, ...], tuple[Passage, ...]]:
    """The same records as ``segment``, of a document with blocks.

    A section is what the source names, else what its outermost known heading names; below a heading that is not known
    the section above goes on. Blocks inside tables are no passages; captions of tables that could not be read are.
    """
    parts = [part for table in tables for part in table.parts]
    lost = [
        Block("caption", "table", grid.caption)
        for grid in document.grids
        if len(grid.caption) and not any(part.holds(grid.caption) for part in parts)
    ]
    outside = [b for b in (*document.blocks, *lost) if len(b.extent) and not any(p.overlaps(b.extent) for p in parts)]
    named = list(_named(document.text, sorted(outside, key=lambda b: b.extent), terms))
    passages = (Passage(_PASSAGES.get(b.kind, "prose"), _of(name), b.pieces or (b.extent,)) for b, name in named)
    return _sections(len(document.text), named), tuple(passages)


def _of(name: str) -> str:
    return "other" if name == "references" else name


def _named(text: str, listed: Sequence[Block], terms: SectionTerms) -> Iterator[tuple[Block, str]]:
    """Each block with the name of its section."""
    force: list[tuple[int, str]] = []
    for block in listed:
        if block.kind == "heading":
            force = [(level, name) for level, name in force if level < block.level]
            known = headings.section(" ".join(block.extent.of(text).split()), terms)
            inside = force and force[0][1] == "abstract"
            name = block.section or (known if known and not inside else "") or (force[-1][1] if force else "other")
            # What stands below a heading whose section the source names is named itself.
            force += [] if block.section else [(block.level, name)]
            yield block, name
        elif block.kind == "caption" and block.section in _OWN:
            yield block, block.section
        else:
            yield block, block.section or (force[-1][1] if force else "other")


def _sections(length: int, named: Sequence[tuple[Block, str]]) -> tuple[Section, ...]:
    """The sections, which cover the whole text; each begins with its heading or the first block of another name."""
    opened: list[tuple[str, Extent | None, int]] = []
    for block, name in named:
        if name in _OWN or (opened and opened[-1][0] == _of(name)):
            continue
        opened.append((_of(name), block.extent if block.kind == "heading" else None, block.extent.start))
    if not opened:
        return (Section("other", None, Extent(0, length)),)
    bounds = [0, *(start for _, _, start in opened[1:]), length]
    return tuple(
        Section(name, heading, Extent(start, end))
        for (name, heading, _), (start, end) in zip(opened, pairwise(bounds), strict=True)
    )
