"""The text, sections and tables of an article in JATS XML, the format of PubMed Central."""

import hashlib
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import regex
from lxml import etree  # type: ignore[import-untyped]

from pipeline.document import Block, Document, Grid, Note
from pipeline.errors import ReadError
from pipeline.extent import cover
from pipeline.read.composer import LINE, PARAGRAPH, Composer
from pipeline.read.formula import formula
from pipeline.read.footnotes import notes
from pipeline.read.inline import Run, cell, prose
from pipeline.read.labels import table_label
from pipeline.read.runs import Element, Nested, RefusedError, Rules, inner, name, plain, refuse_depth, runs
from pipeline.read.tabular import Source, is_bold, put_rows

ROOTS: Final = frozenset({"article", "pmc-articleset", "OAI-PMH"})
# Fragments of an article, as other projects cut them out.
PARTS: Final = frozenset({"abstract", "front", "body", "sec", "p", "title", "table-wrap", "fig", "back", "ref-list"})
_SECTIONS: Final = {
    "methods": "methods", "materials": "methods", "subjects": "methods", "results": "results", "findings": "results",
    "discussion": "discussion", "discussions": "discussion", "conclusion": "discussion", "conclusions": "discussion",
    "intro": "other", "introduction": "other", "background": "other", "supplementary-material": "other",
    "coi-statement": "other", "conflict": "other", "data-availability": "other",
}  # fmt: skip
_FLOATS: Final = frozenset(
    {"table-wrap", "table-wrap-group", "fig", "fig-group", "boxed-text", "supplementary-material", "chem-struct-wrap"}
)
_GROUPS: Final = frozenset({"list", "def-list", "disp-quote", "verse-group", "statement", "sec", "p", "table"})
_LEFT_OUT: Final = frozenset(
    {
        "graphic", "inline-graphic", "media", "object-id", "alt-text", "long-desc", "permissions", "processing-meta",
        "hr", "col", "colgroup", "issue-copyright-statement", "fn-type", "article-id", "related-article", "counts",
        "contrib-group", "aff", "author-notes", "custom-meta-group", "history", "pub-date", "self-uri", "sec-meta",
    }
)  # fmt: skip
_NOTED: Final = frozenset({"table-fn", "fn", "table-wrap-foot", "author-notes"})
_SEPARATORS: Final = regex.compile(r"[\s,;–—\-\[\]()]*(?:and)?[\s\[\]()]*")
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
        reader = _Reader()
        reader.walk(root, "", 1)
    except RefusedError as error:
        raise ReadError(path, str(error)) from error
    text = reader.composer.text
    if not text.strip():
        raise ReadError(path, "is XML without any text of an article")
    digest = hashlib.sha256(raw).hexdigest()
    return Document(path.stem, text, digest, tuple(reader.blocks), tuple(reader.grids), reader.composer.anchors)


def _root(path: Path, raw: bytes) -> Element:
    opened = _STARTS.match(raw)
    whole = opened is None or opened[1].decode("ascii").lower() not in PARTS
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, dtd_validation=False, attribute_defaults=False,
        huge_tree=False, recover=not whole,
    )  # fmt: skip
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


def _special(element: Element) -> list[Run] | None:
    """Citations, references to footnotes, formulas."""
    kind = name(element)
    if kind == "sup":
        cited = list(_citations(element))
        if cited:
            return cited
        noted = any(name(e) == "xref" and e.get("ref-type") in _NOTED for e in element.iter())
        return [Run(plain(element), "sign" if noted else "sup")]
    if kind == "xref":
        return _reference(element)
    if kind in {"inline-formula", "disp-formula", "alternatives", "math", "tex-math"}:
        return [Run(f" {formula(element)} " if kind == "disp-formula" else formula(element))]
    return None


def _citations(element: Element) -> Iterator[Run]:
    """The citations of something set high that holds nothing else."""
    cited = [e for e in element.iter() if name(e) == "xref" and e.get("ref-type") in {"bibr", "ref"}]
    rest = plain(element)
    for e in cited:
        rest = rest.replace(plain(e), "", 1)
    if cited and _SEPARATORS.fullmatch(rest):
        yield from (Run(plain(e), "citation") for e in cited)


def _reference(element: Element) -> list[Run] | None:
    kind, text = element.get("ref-type"), plain(element)
    if kind in _NOTED and len(text.strip()) <= 6:
        return [Run(text, "sign")]
    if kind in {"bibr", "ref"} or (kind is None and text.strip(" []()").isdigit()):
        return [Run(text, "citation")]
    return [Run(text, "sup")] if kind is None and len(text.strip()) <= 3 else None


_RULES: Final = Rules(
    high=frozenset({"sup"}),
    breaks=frozenset({"break"}),
    edges=frozenset({"p", "title", "list", "list-item", "def-item", "disp-quote", "caption", "boxed-text", "fn"}),
    skipped=_LEFT_OUT,
    nested=_FLOATS | _GROUPS,
    underlined=frozenset({"underline"}),
    special=_special,
)


class _Reader:
    """Composes an article from its outermost element inwards."""

    def __init__(self) -> None:
        self.composer = Composer()
        self.blocks: list[Block] = []
        self.grids: list[Grid] = []

    def walk(self, element: Element, section: str, level: int) -> None:
        """Compose an element of the article's frame: its paragraphs, headings, tables and what it holds of these."""
        kind = name(element)
        if not kind or kind in _LEFT_OUT:
            return
        handler = _HANDLERS.get(kind)
        if handler is not None:
            handler(self, element, section, level)
        elif any(name(child) in _FRAME for child in element):
            section = _section(element) or section
            for child in element:
                self.walk(child, section, level + (kind in {"sec", "app", "abstract", "ack", "ref-list", "glossary"}))
        else:
            self.paragraph(element, section, level)

    def paragraph(self, element: Element, section: str, level: int) -> None:
        """Compose running text; lists in it stand in their place, tables and figures behind it."""
        floats: list[Element] = []
        held: list[Run] = []
        for run in runs(element, _RULES):
            if isinstance(run, Run):
                held.append(run)
            elif name(run.element) in _FLOATS:
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
            extent = self.composer.append(text, _path(element), element.sourceline)
            self.blocks.append(Block(kind, section, extent, level if kind == "heading" else 0))

    def heading(self, element: Element, section: str, level: int) -> None:
        """Compose a heading; its level is that of the section it opens."""
        self._put(prose(inner(element, _RULES)), "heading", section, max(level - 1, 1), element)

    def item(self, element: Element, section: str, level: int) -> None:
        """Compose an entry of the reference list or a list's item on one line."""
        parts = [prose(inner(child, _RULES)) for child in element] if name(element) == "ref" else []
        text = " ".join(p for p in parts if p) or prose(inner(element, _RULES))
        self._put(text, "reference" if name(element) == "ref" else "paragraph", section, level, element)

    def title(self, element: Element, section: str, level: int) -> None:
        """Compose what stands in front of the article that is read: title, abstracts, keywords."""
        for child in element.iter():
            kind = name(child)
            if kind == "article-title" and _above(child) == "title-group":
                self._put(prose(inner(child, _RULES)), "title", section, level, child)
            elif kind in {"abstract", "trans-abstract"}:
                self.walk(child, _section(child), level)
            elif kind == "kwd-group":
                words = [prose(inner(e, _RULES)) for e in child.iter() if name(e) == "kwd"]
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
        caption = self.composer.append(text, _path(element), element.sourceline)
        known = frozenset(sign for sign, _ in foot for sign in sign.split(","))
        composed = [put_rows(self.composer, _rows(table, known)) for table in tables]
        below = []
        for sign, note in foot:
            self.composer.apart(LINE)
            below.append(Note(sign, self.composer.append(note, _path(element), element.sourceline)))
        whole = cover([caption, self.composer.end])
        label = table_label(text)
        self.grids += [Grid(label, caption, rows, tuple(below), whole, signs) for rows in composed if any(rows)]


def _section(element: Element) -> str:
    """The section an element of the frame names by itself."""
    kind = name(element)
    if kind in {"abstract", "trans-abstract"}:
        return "abstract" if kind == "abstract" and element.get("abstract-type") in _MAIN_ABSTRACTS else "other"
    if kind in {"ack", "notes", "glossary", "bio", "fn-group", "app-group", "app", "sub-article", "response"}:
        return "other"
    if kind == "ref-list":
        return "references"
    types = (element.get("sec-type") or "").lower().split("|")
    return next((_SECTIONS[t] for t in types if t in _SECTIONS), "")


_MAIN_ABSTRACTS: Final = frozenset({None, "", "structured", "section", "normal"})


def _caption(element: Element) -> tuple[str, tuple[str, ...]]:
    """Label and caption on one line, and the footnote signs in it: ``Table 1. Title. Text``."""
    label, held = "", list[Run]()
    for child in element:
        if name(child) == "label":
            label = prose(inner(child, _RULES)).rstrip(" .:")
        elif name(child) == "caption":
            held += inner(child, _RULES)
    printed = cell(held, frozenset())
    words = " ".join(line for line in printed.lines if line)
    return ". ".join(part for part in (label, words) if part), printed.signs


def _notes(foot: Element) -> Iterator[tuple[str, str]]:
    """The footnotes of a table, each with its sign."""
    for child in foot:
        label = next((prose(inner(e, _RULES)) for e in child if name(e) in {"label", "sup"} and name(child) == "fn"), "")
        paragraphs = [e for e in child if name(e) == "p"] or [child]
        for number, part in enumerate(paragraphs):
            yield from notes(inner(part, _RULES), label if number == 0 and part is not child else "")


def _rows(table: Element, known: frozenset[str]) -> Iterator[list[Source]]:
    for row in (e for e in table.iter() if name(e) == "tr"):
        in_head = _above(row) == "thead"
        yield [
            Source(
                cell(inner(c, _RULES), known), c, in_head or name(c) == "th", is_bold(c, frozenset({"bold"}), name), _path(c)
            )
            for c in row
            if name(c) in {"td", "th"}
        ]


def _above(element: Element) -> str:
    parent = element.getparent()
    return "" if parent is None else name(parent)


def _path(element: Element) -> str:
    tree = element.getroottree()  # type: ignore[attr-defined]
    return str(tree.getpath(element))


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
_FRAME: Final = frozenset(_HANDLERS) | _FLOATS | _GROUPS | frozenset(
    {"abstract", "body", "back", "floats-group", "floats-wrap", "ref-list", "fn-group", "fn", "app", "app-group", "ack", "notes", "glossary"}
)
