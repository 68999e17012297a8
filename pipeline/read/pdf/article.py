"""The paragraphs and tables of PDF pages composed into a document's text."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from pipeline.document import Block, Grid
from pipeline.read.composer import PARAGRAPH, Composer
from pipeline.read.inline import Run, prose
from pipeline.read.pdf import kinds, superscripts
from pipeline.read.pdf.columns import columns
from pipeline.read.pdf.flow import joined
from pipeline.read.pdf.furniture import furniture
from pipeline.read.pdf.hyphens import Hyphens
from pipeline.read.pdf.layout import Sheet
from pipeline.read.pdf.lines import Line, around, segments
from pipeline.read.pdf.paragraphs import Paragraph, paragraphs
from pipeline.read.pdf.tables import PrintedTable, put_table, tables
from pipeline.read.pdf.wording import runs

LONG: Final = 200  # characters of a paragraph before the first heading that is no address


@dataclass(slots=True)
class Article:
    """What is composed of a PDF."""

    composer: Composer = field(default_factory=Composer)
    blocks: list[Block] = field(default_factory=list)
    grids: list[Grid] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Named:
    """A paragraph with its kind and, where it is known, its section and level."""

    paragraph: Paragraph
    kind: str
    section: str = ""
    level: int = 0


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
    size = body_size(line for page in kept for line in page)
    read = joined((paragraphs(column) for page in kept for column in columns(page, size)), size)
    return _composed(list(_named(read, size)), found, sheets, Hyphens(line for page in kept for line in page))


def body_size(lines: Iterable[Line]) -> float:
    """The size most characters are set in."""
    counts: Counter[float] = Counter()
    for line in lines:
        counts[round(line.size, 1)] += len(line.text)
    return max(counts, key=lambda size: (counts[size], size)) if counts else 10.0


def _named(read: Sequence[Paragraph], size: float) -> Iterator[_Named]:
    headings = [p for p in read if kinds.is_heading(p, size)]
    ids = {id(p) for p in headings}
    main = kinds.main_style(headings)
    heading = kinds.title(read, size)
    referring = False
    for paragraph in read:
        if paragraph is heading:
            yield _Named(paragraph, "title")
        elif kinds.is_figure(paragraph, size):
            yield _Named(paragraph, "caption", "figure")
        elif kinds.is_table(paragraph, size):
            yield _Named(paragraph, "caption", "table")
        elif id(paragraph) in ids:
            part = kinds.main_section(paragraph.text)
            top = part and (kinds.style(paragraph) == main or part in {"abstract", "references"})
            referring = part == "references" or (referring and not top)
            yield _Named(paragraph, "heading", "", 1 if top else 2)
        elif kinds.is_lettering(paragraph, size):
            yield _Named(paragraph, "furniture", "figure")
        else:
            yield _Named(paragraph, "reference" if referring else "paragraph")


def _composed(
    named: Sequence[_Named], found: Sequence[PrintedTable], sheets: Sequence[Sheet], hyphens: Hyphens
) -> Article:
    made = Article()
    texts = [_runs(n.paragraph, hyphens) for n in named]
    citing = superscripts.cites(texts)
    waiting = sorted(found, key=lambda t: (t.places[0][0], t.places[0][1].top)) if found else []
    for each, listed in zip(named, texts, strict=True):
        while waiting and waiting[0].places[0][0] < each.paragraph.lines[0].sheet:
            made.grids.append(put_table(made.composer, waiting.pop(0), hyphens))
        _put(made, each, superscripts.told(listed, citing=citing), sheets)
    for table in waiting:
        made.grids.append(put_table(made.composer, table, hyphens))
    return made


def _runs(paragraph: Paragraph, hyphens: Hyphens) -> list[Run]:
    return runs((line.words for line in paragraph.lines), hyphens)


def _put(made: Article, named: _Named, listed: Sequence[Run], sheets: Sequence[Sheet]) -> None:
    text = prose(listed)
    if not text:
        return
    made.composer.apart(PARAGRAPH)
    part = named.paragraph.parts[0]
    box = around(line.box for line in part)
    extent = made.composer.printed(text, sheets[part[0].sheet].page, (box.left, box.top, box.right, box.bottom))
    made.blocks.append(Block(named.kind, named.section, extent, named.level))
