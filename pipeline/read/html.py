"""The article of a web page: its headings, paragraphs, tables and captions."""

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import regex
from lxml import etree  # type: ignore[import-untyped]

from pipeline.document import Block, Document, Grid, Note
from pipeline.errors import ReadError
from pipeline.extent import Extent, cover
from pipeline.read.composer import PARAGRAPH, Composer
from pipeline.read.footnotes import begins, notes
from pipeline.read.inline import Run, cell, prose
from pipeline.read.labels import is_bare_label, table_label
from pipeline.read.mainpart import is_left_out, is_linked, main_part, most
from pipeline.read.runs import Element, Nested, Paths, RefusedError, Rules, inner, name, plain, refuse_depth, runs
from pipeline.read.tabular import Source, is_bold, put_rows, sources

_CHARSET: Final = regex.compile(rb"(?i)(?:charset\s*=\s*[\"']?|encoding\s*=\s*[\"'])([A-Za-z0-9_-]{3,20})")
_HEADINGS: Final = {f"h{n}": n for n in range(1, 7)}
_TEXTS: Final = frozenset({"p", "li", "blockquote", "dd", "dt", "pre", "figcaption", "address", "summary", "caption"})
_INLINE: Final = frozenset(
    {
        "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
        "small", "span", "strong", "sub", "sup", "time", "tt", "u", "var", "wbr", "math", "label", "nobr",
    }
)  # fmt: skip
_CITED: Final = regex.compile(r"#.{0,40}?(?:ref|bib|cit|cr|r|b)[-_.]?\d", regex.IGNORECASE)
_NUMBERS: Final = regex.compile(r"[\s\d,;–—\-\[\]()]+")
_BOLD: Final = frozenset({"b", "strong"})
_LONGEST_NOTE: Final = 1500


def read(path: Path, raw: bytes) -> Document:
    """The main text of a page; scripts are never run, and menus, adverts and lists of links are left out."""
    root = _root(path, raw)
    try:
        refuse_depth(root)
        page = _Page(main_part(root), Paths(root))
    except RefusedError as error:
        raise ReadError(path, str(error)) from error
    text = page.composer.text
    if not text.strip():
        raise ReadError(path, "is an HTML page without any text of an article")
    blocks, grids = _with_notes(text, page.blocks, page.grids)
    return Document(
        path.stem, text, hashlib.sha256(raw).hexdigest(), tuple(blocks), tuple(grids), page.composer.anchors
    )


def _root(path: Path, raw: bytes) -> Element:
    raw = raw.removeprefix(codecs.BOM_UTF8).lstrip()
    safe = {"no_network": True, "huge_tree": False}
    try:
        if raw.lstrip().startswith(b"<?xml"):
            # XHTML: only an XML parser knows that <script/> is closed. What is not well-formed is read as HTML.
            strict = etree.XMLParser(resolve_entities=False, load_dtd=False, recover=False, **safe)
            try:
                return etree.fromstring(raw, strict)  # type: ignore[no-any-return]
            except etree.XMLSyntaxError:
                pass
        root: Element | None = etree.fromstring(raw, etree.HTMLParser(encoding=_encoding(raw), recover=True, **safe))
    except (etree.LxmlError, ValueError, LookupError) as error:
        raise ReadError(path, f"is broken HTML: {str(error).splitlines()[0] if str(error) else 'empty'}") from error
    if root is None:
        raise ReadError(path, "is an HTML page without any text of an article")
    return root


def _encoding(raw: bytes) -> str:
    """What the page says its encoding is; else UTF-8 where it is that."""
    declared = _CHARSET.search(raw[:2048])
    try:
        raw.decode("utf-8")
    except UnicodeDecodeError:
        return declared[1].decode("ascii") if declared else "cp1252"
    return "utf-8"


def _special(element: Element) -> list[Run] | None:
    """Citations, which are links into the list of references, and footnote signs, which are other links set high."""
    kind, text = name(element), plain(element)
    if kind == "sup":
        links = [e for e in element.iter() if name(e) == "a"]
        cited = links and all(_CITED.match(e.get("href") or "") for e in links) and _NUMBERS.fullmatch(text)
        return [Run(text, "citation" if cited else "sup")]
    if kind == "a" and _NUMBERS.fullmatch(text) and _CITED.match(element.get("href") or ""):
        return [Run(text, "citation")]
    return None


_RULES: Final = Rules(
    high=frozenset({"sup"}),
    breaks=frozenset({"br"}),
    edges=frozenset({"p", "div", "li", "ul", "ol", "dd", "dt", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}),
    skipped=frozenset({"script", "style", "img", "svg", "noscript", "template", "button", "input", "iframe"}),
    nested=frozenset({"table", "ul", "ol", "dl", "figure", "p", "div", "section", "blockquote"}),
    underlined=frozenset({"u"}),
    special=_special,
)


class _Page:
    """Composes a page from its main part inwards."""

    def __init__(self, main: Element, paths: Paths) -> None:
        self.paths = paths
        self.most = most(main)
        self.composer = Composer()
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []
        self.main = main
        self._titled = False
        self.walk(main)

    def walk(self, element: Element) -> None:
        """Compose an element that holds others; loose words between them are paragraphs."""
        held: list[Run] = [Run(element.text or "")]
        for child in element:
            kind = name(child)
            if kind in _INLINE:
                held += [run for run in _within(child) if isinstance(run, Run)]
            elif kind and not is_left_out(child, self.main, self.most):
                self._put(held, "paragraph", element)
                held = []
                self._block(child, kind)
            held.append(Run(child.tail or ""))
        self._put(held, "paragraph", element)

    def _block(self, element: Element, kind: str) -> None:
        if kind in _HEADINGS:
            title = kind == "h1" and not self._titled
            self._titled = self._titled or title
            self._put(inner(element, _RULES), "title" if title else "heading", element, level=_HEADINGS[kind])
        elif kind == "table" and _holds_data(element):
            self._table(element)
        elif kind in _TEXTS:
            self._text(element, kind)
        else:
            self.walk(element)

    def _text(self, element: Element, kind: str) -> None:
        """Compose a paragraph; what is nested in it follows in its place."""
        held: list[Run] = []
        other = "furniture" if is_linked(element) and kind != "li" else "paragraph"
        role = "caption" if kind == "figcaption" else other
        for run in runs(element, _RULES):
            if isinstance(run, Run):
                held.append(run)
                continue
            self._put(held, role, element)
            held = []
            if not is_left_out(run.element, self.main, self.most):
                self._block(run.element, name(run.element))
        self._put(held, role, element)

    def _put(self, held: list[Run], kind: str, element: Element, level: int = 0) -> None:
        text = prose(held)
        if text:
            self.composer.apart(PARAGRAPH)
            extent = self.composer.append(text, self.paths.of(element), element.sourceline)
            section = ("table" if table_label(text) else "figure") if kind == "caption" else ""
            self.blocks.append(Block(kind, section, extent, level if kind == "heading" else 0))

    def _table(self, element: Element) -> None:
        own = next((e for e in element if name(e) == "caption"), None)
        caption = self._caption_before() if own is None else None
        self.composer.apart(PARAGRAPH)
        if caption is None:
            words = prose(inner(own, _RULES)) if own is not None else ""
            caption = self.composer.append(words, self.paths.of(element), element.sourceline)
        rows = put_rows(self.composer, _rows(element, self.paths))
        label = table_label(caption.of(self.composer.text))
        self.grids.append(Grid(label, caption, rows, (), cover([caption, self.composer.end])))

    def _caption_before(self) -> Extent | None:
        """The place of a caption that stands before the table: ``Table 1.`` and the title, in one block or in two."""
        text = self.composer.text
        last = self.blocks[-2:]
        gap = self.composer.end.end
        if last and last[-1].extent.end == gap and table_label(last[-1].extent.of(text)):
            self.blocks.pop()
            return last[-1].extent
        if len(last) == 2 and last[-1].extent.end == gap and is_bare_label(last[0].extent.of(text)):
            del self.blocks[-2:]
            return cover(b.extent for b in last)
        return None


def _within(element: Element) -> Iterator[Run | Nested]:
    """The runs of an element between other characters."""
    special = _special(element)
    if special is not None:
        yield from special
    elif name(element) == "br":
        yield Run("", "break")
    else:
        yield from inner(element, _RULES)


def _holds_data(table: Element) -> bool:
    """Whether a table is one of data; pages were once laid out with tables."""
    rows = [e for e in table.iter() if name(e) == "tr"]
    if any(name(e) == "table" for e in table.iter() if e is not table) or len(rows) < 2:
        return False
    return sum(sum(name(c) in {"td", "th"} for c in row) > 1 for row in rows) > 1


def _rows(table: Element, paths: Paths) -> Iterator[list[Source]]:
    for row in (e for e in table.iter() if name(e) == "tr"):
        parent = row.getparent()
        in_head = parent is not None and name(parent) == "thead"

        def source(element: Element, *, in_head: bool = in_head) -> Source:
            printed = cell(inner(element, _RULES), frozenset())
            return Source(
                printed, element, in_head or name(element) == "th", is_bold(element, _BOLD), paths.of(element)
            )

        yield sources(row, source)


def _with_notes(text: str, blocks: list[Block], grids: list[Grid]) -> tuple[list[Block], list[Grid]]:
    """The paragraphs that stand behind a table and open as footnotes do, bound to it."""
    made: list[Grid] = []
    for grid in grids:
        end = grid.extent.end
        found: list[Note] = []
        for block in (b for b in blocks if b.extent.start >= grid.extent.end):
            near = block.extent.start - end <= len(PARAGRAPH) and block.kind == "paragraph"
            printed = block.extent.of(text)
            if not near or len(printed) > _LONGEST_NOTE or not begins(printed):
                break
            at = block.extent.start
            for sign, words in notes([Run(printed)]):
                at = text.index(words, at)
                found.append(Note(sign, Extent(at, at + len(words))))
            end = block.extent.end
        made.append(Grid(grid.label, grid.caption, grid.rows, tuple(found), Extent(grid.extent.start, end), grid.signs))
    taken = [g.extent for g in made]
    return [b for b in blocks if not any(e.overlaps(b.extent) for e in taken)], made
