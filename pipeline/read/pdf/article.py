"""The paragraphs and tables of PDF pages composed into a document's text."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.document import Block, Grid
from pipeline.extent import Extent
from pipeline.read.composer import PARAGRAPH, Composer
from pipeline.read.inline import Run, levelled, prose
from pipeline.read.pdf import superscripts
from pipeline.read.pdf.body import body
from pipeline.read.pdf.columns import columns
from pipeline.read.pdf.flow import joined
from pipeline.read.pdf.furniture import furniture
from pipeline.read.pdf.hyphens import DASHES, Hyphens
from pipeline.read.pdf.layout import Sheet
from pipeline.read.pdf.lines import Line, segments
from pipeline.read.pdf.naming import Named, named
from pipeline.read.pdf.paragraphs import Paragraph, paragraphs
from pipeline.read.pdf.tables import PrintedTable, put_table, tables
from pipeline.read.pdf.wording import runs

AHEAD: Final = 24  # characters: what is left out between two words of a line is hardly longer


@dataclass(slots=True)
class Article:
    """What is composed of a PDF."""

    composer: Composer = field(default_factory=Composer)
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


def article(sheets: Sequence[Sheet]) -> Article:
    """The text of the pages in reading order; tables stand where they are printed, furniture is left out."""
    found = tables(sheets)
    taken = {place for table in found for place in table.words}
    pages = [
        segments((w for k, w in enumerate(sheet.words) if (number, k) not in taken), number)
        for number, sheet in enumerate(sheets)
    ]
    around_text = furniture(sheets, pages)
    kept = [[s for k, s in enumerate(page) if (n, k) not in around_text] for n, page in enumerate(pages)]
    usual = body(line for page in kept for line in page)
    read = joined((paragraphs(column) for page in kept for column in columns(page, usual.size)), usual)
    return _composed(list(named(read, usual)), found, sheets, Hyphens(line for page in kept for line in page))


def _composed(
    listed: Sequence[Named], found: Sequence[PrintedTable], sheets: Sequence[Sheet], hyphens: Hyphens
) -> Article:
    made = Article()
    texts = [_runs(each.paragraph.lines, hyphens) for each in listed]
    citing = superscripts.cites(texts)
    waiting = sorted(found, key=lambda t: (t.places[0][0], t.places[0][1].top)) if found else []
    for each, text in zip(listed, texts, strict=True):
        while waiting and waiting[0].places[0][0] < each.paragraph.lines[0].sheet:
            made.grids += put_table(made.composer, waiting.pop(0), hyphens)
        _put(made, each, superscripts.told(text, citing=citing), sheets)
    for table in waiting:
        made.grids += put_table(made.composer, table, hyphens)
    return made


def _runs(lines: Iterable[Line], hyphens: Hyphens) -> list[Run]:
    return runs((line.words for line in lines), hyphens)


def _put(made: Article, named: Named, listed: Sequence[Run], sheets: Sequence[Sheet]) -> None:
    text = prose(listed)
    if not text:
        return
    made.composer.apart(PARAGRAPH)
    extent = made.composer.append(text)
    made.blocks.append(Block(named.kind, named.section, extent, named.level))
    for place, line in _places(text, named.paragraph):
        box = line.box
        at = Extent(extent.start + place.start, extent.start + place.end)
        made.composer.locate(at, sheets[line.sheet].page, (box.left, box.top, box.right, box.bottom))


def _places(text: str, paragraph: Paragraph) -> Iterator[tuple[Extent, Line]]:
    """Which characters of a paragraph's text are printed in which line.

    The words are found again one after another; one that was left out or changed on the way is passed over.
    """
    starts: list[tuple[int, Line]] = []
    at = 0
    for line in paragraph.lines:
        first = -1
        for word in line.words:
            bare = levelled(word.text).strip().rstrip(DASHES) or word.text
            found = text.find(bare, at, at + len(bare) + AHEAD)
            if found >= 0:
                first = found if first < 0 else first
                at = found + len(bare)
        if first >= 0:
            starts.append((first if starts else 0, line))
    ends = [start for start, _ in starts[1:]] + [len(text)]
    yield from ((Extent(start, end), line) for (start, line), end in zip(starts, ends, strict=True))
