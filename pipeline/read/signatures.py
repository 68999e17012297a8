"""Of which kind a file is, by what it begins with."""

import codecs
from typing import Final

import regex

ROOTS: Final = frozenset({"article", "pmc-articleset", "OAI-PMH"})
# Fragments of an article, as other projects cut them out.
PARTS: Final = frozenset({"abstract", "front", "body", "sec", "p", "title", "table-wrap", "fig", "back", "ref-list"})
_SIGNATURES: Final = (
    (b"%PDF-", "PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
)
_LOOK: Final = 65536  # an XML file may begin with long comments and a long document type
_PDF_LOOK: Final = 1024  # PDF readers, too, look for the signature in the first 1024 bytes
_PROLOG: Final = regex.compile(
    rb"(?:\s|<\?.{0,2000}?\?>|<!--.{0,20000}?-->|<!doctype(?!\s+html)[^\[>]{0,1000}(?:\[.{0,20000}?\]\s*)?>)*+",
    regex.IGNORECASE | regex.DOTALL,
)
_ROOT: Final = regex.compile(rb"<(?:[a-z][\w.-]{0,30}:)?([a-z][\w.-]{0,40})(?=[\s/>])", regex.IGNORECASE)
_HTML: Final = frozenset({"html", "head", "body", "div", "p", "h1", "table", "main", "section"})
# Elements that only JATS has; <p> or <body> alone say nothing.
_JATS: Final = (ROOTS | PARTS) - {"p", "title", "body", "front", "back"}
_PIPE_RULE: Final = regex.compile(
    rb"^[^\n|]*+\|[^\n]*+\n[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*(?::?-{2,}:?)?[ \t]*\r?$", regex.MULTILINE
)
_MARKDOWN: Final = frozenset({".md", ".markdown"})


def kind(raw: bytes, suffix: str) -> str:
    """The name of the reader, or what the file is when no reader is for it; the suffix decides only open cases."""
    head = raw[:_LOOK]
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        head = head.decode("utf-16", "ignore").encode()
    head = head.removeprefix(codecs.BOM_UTF8).lstrip()
    for signature, name in _SIGNATURES:
        if head[:_PDF_LOOK].startswith(signature):
            return name
    if head.startswith(b"<"):
        found = _marked_up(head, suffix)
        if found:
            return found
    return "Markdown" if suffix in _MARKDOWN or _PIPE_RULE.search(raw) else "plain text"


def _marked_up(head: bytes, suffix: str) -> str:
    prolog = _PROLOG.match(head)
    rest = head[prolog.end() :] if prolog else head
    if rest[:9].lower() == b"<!doctype":
        return "HTML" if rest[9:].lstrip()[:4].lower() == b"html" else "JATS XML"
    root = _ROOT.match(rest)
    name = root[1].decode("ascii") if root else ""
    is_xml = head.startswith(b"<?xml")
    if name.lower() == "html" or (suffix in {".html", ".htm", ".xhtml"} and (root or not is_xml)):
        return "HTML"
    if is_xml or name in _JATS or suffix in {".xml", ".nxml"}:
        return "JATS XML"
    return "HTML" if name in _HTML and b"</" in rest else ""
