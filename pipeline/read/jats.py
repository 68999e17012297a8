"""The text, sections and tables of an article in JATS XML, the format of PubMed Central."""

import codecs
import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import regex
from lxml import etree  # type: ignore[import-untyped]

from pipeline.document import Block, Document, Grid, GridCell, Note
from pipeline.errors import ReadError
from pipeline.extent import cover
from pipeline.read.composer import LINE, PARAGRAPH, Composer
from pipeline.read.footnotes import notes
from pipeline.read.inline import Run, cell, prose
from pipeline.read.jatsnames import FLOATS, GROUPS, LEFT_OUT, RULES, section_of
from pipeline.read.labels import table_label
from pipeline.read.runs import Element, Paths, RefusedError, inner, name, refuse_depth, runs
from pipeline.read.signatures import PARTS, ROOTS
from pipeline.read.spans import spread
from pipeline.read.tabular import Source, is_bold, put_rows, sources

_STARTS: Final = regex.compile(rb"\s*<([A-Za-z][\w:.-]*)")
_KINDS: Final = {"ref": "reference", "title": "heading", "article-title": "title"}


def read(path: Path, raw: bytes) -> Document:
    """The article in the bytes of an XML file.

    Composed are title, abstracts, keywords, body, floats, back matter and references; left out are authors, journal
    data and licence. Numbers of the reference list are left out of the running text.
    """
    try:
        root = _root(path, raw)
        refuse_depth(root)
        reader = _Reader(Paths(root))
        reader.walk(root, "", 1)
    except RefusedError as error:
        raise ReadError(path, str(error)) from error
    text = reader.composer.text
    if not text.strip():
        raise ReadError(path, "is XML without any text of an article")
    return Document(
        path.stem,
        text,
        hashlib.sha256(raw).hexdigest(),
        tuple(reader.blocks),
        tuple(reader.grids),
        reader.composer.anchors,
    )


def _root(path: Path, raw: bytes) -> Element:
    raw = raw.removeprefix(codecs.BOM_UTF8).lstrip()
    opened = _STARTS.match(raw)
    whole = opened is None or opened[1].decode("ascii").lower() not in PARTS
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, recover=not whole
    )
    try:
        root: Element | None = etree.fromstring(raw if whole else b"<article>" + raw + b"</article>", parser)
    except (etree.XMLSyntaxError, ValueError, LookupError) as error:
        raise ReadError(path, f"is broken XML: {str(error).splitlines()[0]}") from error
    if root is None:
        raise ReadError(path, "is broken XML: nothing of it can be read")
    found = name(root)
    if found not in ROOTS:
        raise ReadError(path, f"is XML, but no JATS article (its root is <{found}>)")
    articles = [e for e in root.iter() if name(e) == "article"]
    if len(articles) != 1:
        raise ReadError(path, f"holds {len(articles)} articles; a document is one")
    return articles[0]


class _Reader:
    """Composes an article from its outermost element inwards."""

    def __init__(self, paths: Paths) -> None:
        self.paths = paths
        self.composer = Composer()
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []

    def walk(self, element: Element, section: str, level: int) -> None:
        """Compose an element of the article's frame: its paragraphs, headings, tables and what it holds of these."""
        kind = name(element)
        if not kind or kind in LEFT_OUT:
            return
        handler = _HANDLERS.get(kind)
        if handler is not None:
            handler(self, element, section, level)
        elif any(name(child) in _FRAME for child in element):
            section = section_of(element) or section
            for child in element:
                self.walk(child, section, level + (kind in {"sec", "app", "abstract", "ack", "ref-list", "glossary"}))
        else:
            self.paragraph(element, section, level)

    def paragraph(self, element: Element, section: str, level: int) -> None:
        """Compose running text; lists in it stand in their place, tables and figures behind it."""
        floats: list[Element] = []
        held: list[Run] = []
        for run in runs(element, RULES):
            if isinstance(run, Run):
                held.append(run)
            elif name(run.element) in FLOATS:
                floats.append(run.element)
            else:
                self._put(prose(held), _KINDS.get(name(element), "paragraph"), section, level, element)
                held = []
                self.walk(run.element, section, level)
        self._put(prose(held), _KINDS.get(name(element), "paragraph"), section, level, element)
        for float_ in floats:
            self.walk(float_, section, level)

    def _put(self, text: str, kind: str, section: str, level: int, element: Element) -> None:
        if text:
            self.composer.apart(PARAGRAPH)
            extent = self.composer.append(text, self.paths.of(element), element.sourceline)
            self.blocks.append(Block(kind, section, extent, level if kind == "heading" else 0))

    def heading(self, element: Element, section: str, level: int) -> None:
        """Compose a heading; its level is that of the section it opens."""
        self._put(prose(inner(element, RULES)), "heading", section, max(level - 1, 1), element)

    def item(self, element: Element, section: str, level: int) -> None:
        """Compose an entry of the reference list or a list's item on one line."""
        parts = [_entry(child) for child in element] if name(element) == "ref" else []
        text = " ".join(p for p in parts if p) or prose(inner(element, RULES))
        self._put(text, "reference" if name(element) == "ref" else "paragraph", section, level, element)

    def title(self, element: Element, section: str, level: int) -> None:
        """Compose what stands in front of the article that is read: title, abstracts, keywords."""
        for child in element.iter():
            kind = name(child)
            if kind == "article-title" and _above(child) == "title-group":
                self._put(prose(inner(child, RULES)), "title", section, level, child)
            elif kind in {"abstract", "trans-abstract"}:
                self.walk(child, section_of(child), level)
            elif kind == "notes" and _above(child) == "front":
                self.walk(child, "other", level)
            elif kind == "kwd-group":
                words = [prose(inner(e, RULES)) for e in child.iter() if name(e) == "kwd"]
                self._put("Keywords: " + "; ".join(words) if words else "", "paragraph", "other", level, child)

    def figure(self, element: Element, section: str, level: int) -> None:
        """Compose a figure's label and legend."""
        text, _ = _caption(element)
        self._put(text, "caption", "figure", level, element)

    def wrap(self, element: Element, section: str, level: int) -> None:
        """Compose a table: caption, rows, footnotes."""
        tables = [e for e in element.iter() if name(e) == "table"]
        foot = [note for e in element if name(e) == "table-wrap-foot" for note in _notes(e)]
        text, signs = _caption(element)
        if not tables:
            self._put(text, "caption", "table", level, element)
            for _, note in foot:
                self._put(note, "note", "table", level, element)
            return
        self.composer.apart(PARAGRAPH)
        caption = self.composer.append(text, self.paths.of(element), element.sourceline)
        known = frozenset(sign for sign, _ in foot for sign in sign.split(","))
        composed = [self._rows(table, known) for table in tables]
        below = []
        for sign, note in foot:
            self.composer.apart(LINE)
            below.append(Note(sign, self.composer.append(note, self.paths.of(element), element.sourceline)))
        whole = cover([caption, self.composer.end])
        label = table_label(text)
        self.grids += [Grid(label, caption, rows, tuple(below), whole, signs) for rows in composed if any(rows)]

    def _rows(self, table: Element, known: frozenset[str]) -> tuple[tuple[GridCell, ...], ...]:
        rows = put_rows(self.composer, _rows(table, known, self.paths))
        return spread(self.composer.text, rows) if _is_stripped(table) else rows


def _entry(element: Element) -> str:
    """A label or citation; where only elements part names, title and year, blanks do."""
    if len(element) and not any((child.tail or "").strip() for child in element):
        return " ".join(part for part in (_entry(child) for child in element) if part)
    return prose(inner(element, RULES))


_BOLD: Final = frozenset({"bold"})


def _is_stripped(table: Element) -> bool:
    """Whether the table lost its attributes: rows of different lengths, and no cell that spans any."""
    rows = [[c for c in row if name(c) in {"td", "th"}] for row in table.iter() if name(row) == "tr"]
    bare = not any(c.get("colspan") or c.get("rowspan") or c.get("align") for row in rows for c in row)
    return bare and len({len(row) for row in rows if row}) > 1


def _caption(element: Element) -> tuple[str, tuple[str, ...]]:
    """Label and caption on one line, and the footnote signs in it: ``Table 1. Title. Text``."""
    label, held = "", list[Run]()
    for child in element:
        if name(child) == "label":
            label = prose(inner(child, RULES)).rstrip(" .:")
        elif name(child) == "caption":
            held += inner(child, RULES)
    printed = cell(held, frozenset())
    words = " ".join(line for line in printed.lines if line)
    return ". ".join(part for part in (label, words) if part), printed.signs


def _notes(foot: Element) -> Iterator[tuple[str, str]]:
    """The footnotes of a table, each with its sign."""
    for child in foot:
        marks = [e for e in child if name(e) in {"label", "sup"} and name(child) == "fn"]
        label = prose(inner(marks[0], RULES)) if marks else ""
        paragraphs = [e for e in child if name(e) == "p"] or [child]
        for number, part in enumerate(paragraphs):
            yield from notes(inner(part, RULES), label if number == 0 and part is not child else "")


def _rows(table: Element, known: frozenset[str], paths: Paths) -> Iterator[list[Source]]:
    for row in (e for e in table.iter() if name(e) == "tr"):
        in_head = _above(row) == "thead"

        def source(element: Element, *, in_head: bool = in_head) -> Source:
            printed = cell(inner(element, RULES), known)
            return Source(
                printed, element, in_head or name(element) == "th", is_bold(element, _BOLD), paths.of(element)
            )

        yield sources(row, source)


def _above(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else name(parent)


_HANDLERS: Final = {
    "front": _Reader.title,
    "front-stub": _Reader.title,
    "title": _Reader.heading,
    "ref": _Reader.item,
    "list-item": _Reader.item,
    "def-item": _Reader.item,
    "p": _Reader.paragraph,
    "fig": _Reader.figure,
    "table-wrap": _Reader.wrap,
    "table": _Reader.wrap,
}
_FRAME: Final = (
    frozenset(_HANDLERS)
    | FLOATS
    | GROUPS
    | frozenset({"abstract", "body", "back", "floats-group", "floats-wrap", "ref-list", "fn-group", "fn"})
    | frozenset({"app", "app-group", "ack", "notes", "glossary"})
)
