"""What the elements of JATS XML mean."""

from collections.abc import Iterator
from typing import Final

import regex

from pipeline.read.formula import formula
from pipeline.read.inline import Run
from pipeline.read.runs import Element, Rules, name, plain

_SECTIONS: Final = {
    "methods": "methods", "materials": "methods", "subjects": "methods", "results": "results", "findings": "results",
    "discussion": "discussion", "discussions": "discussion", "conclusion": "discussion", "conclusions": "discussion",
    "intro": "other", "introduction": "other", "background": "other", "supplementary-material": "other",
    "coi-statement": "other", "conflict": "other", "data-availability": "other",
}  # fmt: skip
FLOATS: Final = frozenset(
    {"table-wrap", "table-wrap-group", "fig", "fig-group", "boxed-text", "supplementary-material", "chem-struct-wrap"}
)
GROUPS: Final = frozenset({"list", "def-list", "disp-quote", "verse-group", "statement", "sec", "p", "table"})
LEFT_OUT: Final = frozenset(
    {
        "graphic", "inline-graphic", "media", "object-id", "alt-text", "long-desc", "permissions", "processing-meta",
        "hr", "col", "colgroup", "issue-copyright-statement", "fn-type", "article-id", "related-article", "counts",
        "contrib-group", "aff", "author-notes", "custom-meta-group", "history", "pub-date", "self-uri", "sec-meta",
    }
)  # fmt: skip
_NOTED: Final = frozenset({"table-fn", "fn", "table-wrap-foot", "author-notes"})
_SEPARATORS: Final = regex.compile(r"[\s,;–—\-\[\]()]*(?:and)?[\s\[\]()]*")
_MAIN_ABSTRACTS: Final = frozenset({None, "", "structured", "section", "normal"})


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


RULES: Final = Rules(
    high=frozenset({"sup"}),
    breaks=frozenset({"break"}),
    edges=frozenset({"p", "title", "list", "list-item", "def-item", "disp-quote", "caption", "boxed-text", "fn"}),
    skipped=LEFT_OUT,
    nested=FLOATS | GROUPS,
    underlined=frozenset({"underline"}),
    special=_special,
)


def section_of(element: Element) -> str:
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
