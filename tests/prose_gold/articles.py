"""Which articles are drawn, and which of their paragraphs count."""

import hashlib
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final, NamedTuple

import regex

from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.read import read

SECTIONS = ("abstract", "results")
GOLD: Final = Path("gold/prose")
FEWEST = 15  # numerals in the abstract and in the results: an article with fewer reports no results in its prose
_NUMERAL = regex.compile(r"\d+(?:[.,·]\d+)*")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of an abstract or of results: its element in the XML, its place in the document's text."""

    element: str
    section: str
    extent: Extent


def paragraphs(document: Document) -> list[Paragraph]:
    """The paragraphs that count, in reading order."""
    places = {anchor.extent: anchor.element for anchor in document.anchors}
    return [
        Paragraph(places[block.extent], block.section, block.extent)
        for block in document.blocks
        if block.kind == "paragraph" and block.section in SECTIONS and block.extent in places
    ]


class Drawn(NamedTuple):
    """The articles drawn: the first twenty, the ten that nobody who writes rules looks at, and twenty-five drawn later."""

    first: list[Path]
    unseen: list[Path]
    later: list[Path]


def drawn(folder: Path) -> Drawn:
    """The articles that report numbers in their prose, by the hash of their names."""
    files = sorted(folder.glob("*.xml"), key=lambda path: hashlib.sha256(f"prose {path.name}".encode()).hexdigest())
    fit = filter(_tells_numbers, files)
    return Drawn(*(list(islice(fit, number)) for number in (20, 10, 25)))


def _tells_numbers(path: Path) -> bool:
    document = read(path)
    found = dict.fromkeys(SECTIONS, 0)
    for paragraph in paragraphs(document):
        found[paragraph.section] += len(_NUMERAL.findall(paragraph.extent.of(document.text)))
    return all(number >= FEWEST for number in found.values())


def developed() -> list[Path]:
    """The gold files that rules may be written on, and learned from: all but the unseen."""
    return sorted((*GOLD.glob("*.jsonl"), *(GOLD / "later").glob("*.jsonl")), key=lambda path: path.name)
