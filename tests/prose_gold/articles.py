"""Which articles are drawn, and which of their paragraphs count."""

import hashlib
from dataclasses import dataclass
from pathlib import Path

import regex

from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.read import read

SECTIONS = ("abstract", "results")
READ, UNSEEN = 20, 10  # articles that are read and annotated; articles that nobody looks at before the last figure
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


def drawn(folder: Path) -> tuple[list[Path], list[Path]]:
    """The articles to be read and those to be left unseen, by the hash of their names."""
    files = sorted(folder.glob("*.xml"), key=lambda path: hashlib.sha256(f"prose {path.name}".encode()).hexdigest())
    fit: list[Path] = []
    for path in files:
        document = read(path)
        found = dict.fromkeys(SECTIONS, 0)
        for paragraph in paragraphs(document):
            found[paragraph.section] += len(_NUMERAL.findall(paragraph.extent.of(document.text)))
        if all(number >= FEWEST for number in found.values()):
            fit.append(path)
        if len(fit) == READ + UNSEEN:
            break
    return fit[:READ], fit[READ:]
