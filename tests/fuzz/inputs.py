"""What is fuzzed with: sound files of our own words, changed at random; and random texts of numbers and words."""

import gzip
import io
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from hypothesis import strategies as st
from hypothesis.strategies import DrawFn, SearchStrategy
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from tests.read import pdf_pages
from tests.read.test_html import PAGE
from tests.read.test_jats import ARTICLE, TABLE
from tests.read.test_markdown import FRAMED, PANDOC, PIPES

CORPUS: Final = sorted((Path(__file__).parents[2] / "corpus").glob("*.txt"))
_SLICE: Final = 3000  # characters of a report: what is wrong with a text shows in a part of it

_MARKUP: Final = [
    b"<", b">", b"</", b"/>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE x [", b"&#0;", b"&#x10FFFF;", b"&amp;",
    b"&nbsp;", b"&x;", b"<?xml version='1.0' encoding='utf-16'?>", b"<table>", b"</table>", b"<tr>", b"<td>",
    b"<td colspan='0'>", b"<td colspan='9999999999'>", b"<th rowspan='-3'>", b"<td rowspan='20000' colspan='499'>",
    b"<sup>", b"</sup>", b"<p>", b"</p>", b"<xref ref-type='table-fn' rid='a'>", b"<fn id='a'>", b"<label>", b"<caption>",
    b"<thead>", b"<tbody>", b"<sec>", b"<title>", b"<list><list-item>", b"<fig>", b"<inline-formula>", b"<script>",
    b"<style>", b"<br/>", b"<body>", b"</body>", b"<article>", b"<main>", b"<pre>", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf",
]  # fmt: skip
_MARKS: Final = [
    b"|", b"||", b"\n|---|---|\n", b"\n+---+---+\n", b"\n-----  -----\n", b"```\n", b"# ", b"###### ", b"**", b"__", b"[a](b)",
    b"![", b"](", b"\\", b"> > > > ", b"- - - 1. ", b"<table><tr><td>", b"</table>", b"\n\n\n", b"\t", b"\r", b"::::", b"[^1]:",
]  # fmt: skip
_PDF: Final = [
    b"obj", b"endobj", b"stream\n", b"endstream", b"xref\n", b"trailer", b"<<", b">>", b"[", b"]", b"(", b")", b"/Kids",
    b"/Count -1", b"/Length 0", b"/Length 99999999", b"/Filter /FlateDecode", b"/Rotate 45", b"/MediaBox [0 0 0 0]",
    b"/MediaBox [0 0 1e9 1e9]", b"BT", b"ET", b"Tj", b"TJ", b"0 0 0 0 0 0 Tm", b"1e38 0 0 1e-38 9 9 Tm", b"-9 Tf", b"1 0 R",
    b"99 0 R", b"NaN", b"q " * 30, b"0 0 9e9 9e9 re S",
]  # fmt: skip
_TEXT: Final = [
    b"\x00", b"\x0c", b"\r", b"\xc2\xad", b"\xe2\x80\x8b", b"\xe2\x88\x92", b"\xc2\xb1", b"\xef\xac\x81", b"\xcc\x81", b"\xff",
    b"Table 1. ", b"(N = 54)", b"95% CI ", b"P<0.001", b"                    ", b"\n\n", b"\t\t", b"\xd9\xa3", b"\xf0\x9f\x98\x80",
]  # fmt: skip

_ATOMS: Final = [
    "0", "1", "12", "3.5", ".5", "5.", "1,234", "1 234", "1,2", "12.40", "99999999999999999999", "0.0000001", "−3.1", "-2",
    "–", "—", "-", "±", "+/-", "(", ")", "[", "]", "%", "%.1", "/", " of ", " to ", ", ", "; ", ". ", ":", "=", "<", ">", "≤", "≥",
    "P", "p", " P value ", "95% CI", "95% confidence interval", "SD", "SE", "IQR", "n = ", "N=", "(n", "×10", "x10^9/L", "·",
    "e5", "E-3", "10⁹", "²", "½", "٣٤", "１２", "Ⅳ", "thirty-one", "one hundred", "twice", "mg", "mg/dL", "week 16", "Day 29",
    "days 1 to 5", "mean", "median", "patients", "placebo", "versus", "EASI-75", "score", "baseline", "and", "\n", "\t", "  ",
    "\u00a0", "\u2009", "\u200b", "\u00ad", "Table 1", "*", "†", "a", "NS", "NR", "vs.", "improved by", "respectively",
]  # fmt: skip


@st.composite
def changed(draw: DrawFn, wholes: Sequence[bytes], tokens: Sequence[bytes], packed: bool = True) -> bytes:
    """One of the wholes with some places cut, doubled, swapped, flipped or filled; now and then packed."""
    raw = bytearray(draw(st.sampled_from(wholes)))
    for _ in range(draw(st.integers(0, 8))):
        start = draw(st.integers(0, len(raw)))
        end = min(len(raw), start + draw(st.integers(0, 60)))
        kind = draw(st.sampled_from(("token", "cut", "double", "flip", "bytes", "end")))
        if kind == "token":
            raw[start:start] = draw(st.sampled_from(tokens)) * draw(st.sampled_from((1, 1, 1, 2, 30)))
        elif kind == "cut":
            del raw[start:end]
        elif kind == "double":
            raw[start:start] = raw[start:end] * draw(st.sampled_from((1, 1, 2, 20)))
        elif kind == "flip" and start < len(raw):
            raw[start] ^= draw(st.integers(1, 255))
        elif kind == "bytes":
            raw[start:start] = draw(st.binary(max_size=12))
        elif kind == "end":
            del raw[max(start, 1) :]
    return gzip.compress(bytes(raw), 1) if packed and draw(st.integers(0, 30)) == 0 else bytes(raw)


@st.composite
def pages(draw: DrawFn) -> bytes:
    """A page with words anywhere, of any size, in straight and in random rows, with rules."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1, pageCompression=0)
    for _ in range(draw(st.integers(1, 2))):
        canvas.setPageRotation(draw(st.sampled_from((0, 0, 0, 90, 180, 270))))
        size = draw(st.sampled_from((4.0, 8.0, 9.5, 30.0)))
        canvas.setFont("Times-Roman", size)
        columns = draw(st.lists(st.integers(0, 560), min_size=1, max_size=6))
        for row in range(draw(st.integers(0, 25))):
            top = 800 - row * draw(st.sampled_from((3, 12, 12, 12, 30)))
            for column in columns:
                if draw(st.booleans()):
                    canvas.drawString(column, top, draw(st.sampled_from(_ATOMS)).replace("\n", " "))
            if draw(st.integers(0, 9)) == 0:
                canvas.line(draw(st.integers(-50, 600)), top - 2, draw(st.integers(-50, 700)), top - 2)
        for _ in range(draw(st.integers(0, 5))):
            canvas.rect(*(draw(st.integers(-50, 700)) for _ in range(4)))
        canvas.showPage()
    canvas.save()
    return made.getvalue()


@st.composite
def numbers(draw: DrawFn) -> str:
    """Numbers, signs and words of the grammar in any order, with and without blanks; sometimes any characters."""
    parts = draw(st.lists(st.sampled_from(_ATOMS), max_size=40))
    if draw(st.integers(0, 5)) == 0:
        parts.insert(draw(st.integers(0, len(parts))), draw(st.text(max_size=12)))
    if parts and draw(st.integers(0, 20)) == 0:
        parts = [*parts, draw(st.sampled_from(parts)) * draw(st.sampled_from((50, 1000)))]
    return draw(st.sampled_from(("", " ", " "))).join(parts)


def texts() -> list[bytes]:
    """Parts of our own reports, each from the start of a line."""
    found = []
    for path in CORPUS:
        raw = path.read_bytes()
        starts = range(0, len(raw), 2 * _SLICE)
        found += [raw[raw.find(b"\n", start) + 1 if start else 0 :][:_SLICE] for start in starts]
    return [part for part in found if part]


def pdfs() -> list[bytes]:
    """Small files of every kind the reader's tests know."""
    makers: Sequence[Callable[[], bytes]] = (
        pdf_pages.article, lambda: pdf_pages.article(2, 2), pdf_pages.wrong_glyphs, pdf_pages.unmapped,
        pdf_pages.spelled_cids, pdf_pages.scanned, pdf_pages.broken_xref, lambda: pdf_pages.encrypted(""),
        lambda: pdf_pages.nested(50, where="content"),
    )  # fmt: skip
    return [make() for make in makers]


def files(kind: str) -> SearchStrategy[bytes]:
    """The files of a kind: ``text``, ``jats``, ``html``, ``markdown``, ``pdf``."""
    if kind == "pdf":
        return st.one_of(changed(pdfs(), _PDF, packed=False), pages())
    wholes, tokens = {
        "text": (texts(), _TEXT),
        "jats": ([ARTICLE.encode(), TABLE.encode()], _MARKUP),
        "html": ([PAGE.encode()], _MARKUP),
        "markdown": ([PIPES.encode(), PANDOC.encode(), FRAMED.encode()], _MARKS),
    }[kind]
    return changed(wholes, tokens)
