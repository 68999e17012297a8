"""PDF files made at run time for the tests of the reader: sound pages, hostile pages, broken files.

Every factory gives the bytes of one file, the same bytes each time. All words are the project's own.
"""

import io
import random
from collections.abc import Iterator, Sequence
from typing import Final

from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4, landscape
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

FONT: Final = "Times-Roman"
SIZE: Final = 9.5
LEAD: Final = 11.5
MARGIN: Final = 54.0
GUTTER: Final = 18.0

# What the pages say, in this order; a reader that keeps the order of the columns gives these sentences in this order.
SENTENCES: Final = (
    "We enrolled 214 adults with chronic hand eczema at nine clinics and followed them for sixteen weeks.",
    "Participants were assigned to the active cream or to the vehicle alone by a central list in blocks of four.",
    "At week 16 a clear or almost clear skin was seen in 61 of 107 patients (57%) with the active cream.",
    "The corresponding number with the vehicle was 28 of 107 patients (26%), a clear difference between the groups.",
    "The mean itch score fell by 3.4 points with the active cream and by 1.2 points with the vehicle.",
    "Burning at the place of use was told by 12 patients (11%) and by 9 patients (8%), never of a severe degree.",
    "Six patients left the study early, four of them because they moved and two for want of any effect.",
    "Quality of life improved by a mean of 6.1 points (SD 4.8) against 2.9 points (SD 5.0) after sixteen weeks.",
    "No death occurred, and no patient had to be treated in hospital for a reason related to the cream.",
    "Our findings agree with those of two smaller studies that lasted for only half as long as ours did.",
)


def article(pages: int = 1, columns: int = 1, *, turn: int = 0, encrypt: StandardEncryption | None = None) -> bytes:
    """Pages of running text in columns with a running head and a page number on each.

    Every page holds each sentence of ``SENTENCES`` at least once, in order. ``turn`` is the page's ``/Rotate``
    (0, 90, 180 or 270), the text being set so that it stands upright once the page is turned.
    """
    paper = landscape(A4) if turn in {90, 270} else A4
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=paper, invariant=1, encrypt=encrypt)
    for number in range(1, pages + 1):
        if turn:
            canvas.setPageRotation(turn)
            _upright(canvas, turn, paper)
        _page(canvas, paper, number, columns, SENTENCES)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def long_report(pages: int = 2000) -> bytes:
    """Pages with one line each, of other words each time and ending in the page's number, under a running head."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    words = sorted({word for sentence in SENTENCES for word in sentence.split() if word.isalpha()})
    chance = random.Random(0)
    for number in range(1, pages + 1):
        _page(canvas, A4, number, 1, (f"{' '.join(chance.sample(words, 12))}, wrote site {number}.",))
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def _upright(canvas: Canvas, turn: int, paper: tuple[float, float]) -> None:
    """Turn the coordinates against the page's turn, so that text runs along the turned page."""
    width, height = paper
    canvas.rotate(turn)
    if turn == 90:
        canvas.translate(0, -height)
    elif turn == 180:
        canvas.translate(-width, -height)
    else:
        canvas.translate(-width, 0)


def _page(canvas: Canvas, paper: tuple[float, float], number: int, columns: int, said: Sequence[str]) -> None:
    width, height = paper
    canvas.setFont(FONT, 7.5)
    canvas.drawString(MARGIN, height - 36, "Hand eczema cream study")
    canvas.drawRightString(width - MARGIN, 30, str(number))
    room = (width - 2 * MARGIN - (columns - 1) * GUTTER) / columns
    lines = [line for sentence in said for line in lines_of(sentence, room)]
    share = -(-len(lines) // columns)
    canvas.setFont(FONT, SIZE)
    for column in range(columns):
        x = MARGIN + column * (room + GUTTER)
        for place, line in enumerate(lines[column * share : (column + 1) * share]):
            canvas.drawString(x, height - 72 - place * LEAD, line)


def lines_of(text: str, room: float, font: str = FONT, size: float = SIZE) -> Iterator[str]:
    """The text in lines no wider than the room, broken at blanks."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and stringWidth(longer, font, size) > room:
            yield line
            longer = word
        line = longer
    if line:
        yield line


def encrypted(user: str = "secret") -> bytes:
    """A page under RC4 with 128 bits; with an empty user password any program may open it, but not copy from it."""
    return article(encrypt=StandardEncryption(user, ownerPassword="owner", canCopy=0, strength=128))


def scanned(pages: int = 2) -> bytes:
    """Pages that are one picture each: words to see and no text layer."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    for _ in range(pages):
        picture = Image.new("L", (600, 840), 255)
        pen = ImageDraw.Draw(picture)
        for place, sentence in enumerate(SENTENCES):
            pen.text((40, 60 + 20 * place), sentence, fill=0)
        canvas.drawInlineImage(picture, 0, 0, *A4)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def truncated(raw: bytes, places: int = 20, seed: int = 0) -> tuple[bytes, ...]:
    """The file cut off at as many places, spread at random."""
    chance = random.Random(seed)
    return tuple(raw[:cut] for cut in sorted(chance.sample(range(8, len(raw) - 1), places)))


def broken_xref(*, entries: bool = True) -> bytes:
    """A sound page whose ``startxref`` lies beyond the end; with ``entries`` the table itself points anywhere too."""
    raw = article()
    head, _, _ = raw.rpartition(b"startxref")
    table, end = head.rindex(b"xref\n"), head.rindex(b"trailer")
    rows = head[table:end].split(b"\n")
    wrong = [b"7777777777" + row[10:] if row[:10].isdigit() else row for row in rows]
    return head[:table] + b"\n".join(wrong if entries else rows) + head[end:] + b"startxref\n99999999\n%%EOF\n"


def without_pages() -> bytes:
    """A well-formed file whose page tree is empty."""
    return assembled((b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [] /Count 0 >>"))


def blank(pages: int = 3) -> bytes:
    """Pages that print nothing at all."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=A4, invariant=1)
    for _ in range(pages):
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def nested(depth: int = 10_000, *, where: str = "array") -> bytes:
    """A readable page beside something nested so deep that a reader which follows it runs out of stack.

    ``where``: ``array`` and ``dictionary`` nest in an entry of the catalog, ``content`` in the page's content stream
    (an array in an array as an operand), ``pages`` puts the page below as many nodes of the page tree, ``outline``
    below as many bookmarks.
    """
    content = _shown("Deep below stands one line with 12 of 40 patients.")
    page, catalog = b"<< /Type /Page /Parent 2 0 R %s >>" % _PAGE, b""
    kids, more = b"3 0 R", []
    if where == "array":
        catalog = b"/Deep " + b"[" * depth + b"]" * depth
    elif where == "dictionary":
        catalog = b"/Deep " + b"<</D " * depth + b"null" + b">>" * depth
    elif where == "content":
        content = b"[" * depth + b"]" * depth + b" TJ\n" + content
    elif where == "pages":
        kids = b"6 0 R"
        more = [
            b"<< /Type /Pages /Parent %d 0 R /Kids [%d 0 R] /Count 1 >>" % (5 + k or 2, 7 + k) for k in range(depth)
        ]
        more[-1] = more[-1].replace(b"[%d 0 R]" % (6 + depth), b"[3 0 R]")
    elif where == "outline":
        catalog = b"/Outlines 6 0 R"
        more = [b"<< /Title (x) /First %d 0 R /Last %d 0 R /Count 1 >>" % (7 + k, 7 + k) for k in range(depth - 1)]
        more.append(b"<< /Title (x) >>")
    else:
        raise ValueError(where)
    return assembled(
        (
            b"<< /Type /Catalog /Pages 2 0 R %s >>" % catalog,
            b"<< /Type /Pages /Kids [%s] /Count 1 >>" % kids,
            page,
            stream(content),
            _HELVETICA,
            *more,
        )
    )


# A symbol font of publishers: the glyph of a sign sits at the code of another character, and the font's
# /ToUnicode gives that other character. Printed is P<0.001, the text layer says P,0.001.
WRONG: Final = {"<": ",", "≥": "$", "±": "6", "=": "5"}
_GLYPHS: Final = {"<": b"less", "≥": b"greaterequal", "±": b"plusminus", "=": b"equal"}
PRINTED: Final = (
    "Clear skin was more frequent with the cream (P<0.001) than with the vehicle alone.",
    "An improvement of ≥75% was seen in 61 patients and in 28 patients (P<0.001).",
    "The itch score fell by 3.4 ± 1.1 and by 1.2 ± 0.9 points (P<0.05).",
    "Patients aged ≥18 years and a score of ≥ 3 were enrolled at nine clinics.",
    "Sleep was better (P<0.01), pain was not (P=0.34), nor was the mood (P = 0.21).",
    "The price of the cream was not asked, and nobody paid for it.",
)


def wrong_glyphs(signs: Sequence[str] = ("<", "≥", "±", "=")) -> bytes:
    """The lines of ``PRINTED``: right to the eye, but the text layer has the characters of ``WRONG`` for the signs."""
    lines = [_pieces(line, frozenset(signs)) for line in PRINTED]
    return assembled(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            stream(b"BT 72 760 Td 14 TL\n" + b"".join(b"%s T*\n" % line for line in lines) + b"ET"),
            _HELVETICA,
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Symbol /ToUnicode 7 0 R"
            b" /Encoding << /Type /Encoding /Differences [%s] >> >>"
            % b" ".join(b"%d /%s" % (ord(code), _GLYPHS[sign]) for sign, code in WRONG.items()),
            stream(_cmap({ord(code): code for code in WRONG.values()})),
        )
    )


def unmapped() -> bytes:
    """Words in a font whose codes nobody maps to characters (``(cid:12)`` of pdfminer), beside words that are mapped."""
    codes = b"".join(b"%04X" % (3 + k % 40) for k in range(60))
    return assembled(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R /F2 6 0 R >> >> >>",
            stream(
                b"BT /F1 10 Tf 72 760 Td 14 TL (Clear skin was seen in 61 of 107 patients.) Tj T* /F2 10 Tf <%s> Tj ET"
                % codes
            ),
            _HELVETICA,
            b"<< /Type /Font /Subtype /Type0 /BaseFont /Nameless /Encoding /Identity-H /DescendantFonts [7 0 R] >>",
            b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Nameless /DW 500 /FontDescriptor 8 0 R"
            b" /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
            b"<< /Type /FontDescriptor /FontName /Nameless /Flags 4 /FontBBox [0 0 1000 1000] /ItalicAngle 0"
            b" /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>",
        )
    )


def spelled_cids() -> bytes:
    """A text layer that holds ``(cid:12)`` itself, as some conversions leave it where a sign stood."""
    return page_of([line.replace("<", "(cid:12)").replace("≥", "(cid:21)").replace("±", "(cid:6)") for line in PRINTED])


def embedded(*, clipped: bool = True) -> bytes:
    """A page with a figure taken from an older one: the form holds that page's words too, outside its own frame."""
    hidden = _shown("The drug was given to 99 patients.").replace(b"72 760", b"72 600")
    frame = b"0 700 595 842" if clipped else b"0 0 595 842"
    return assembled(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
            b" /Resources << /Font << /F1 5 0 R >> /XObject << /X1 6 0 R >> >> >>",
            stream(_shown("The cream was given to 61 patients.").replace(b"72 760", b"72 500") + b"\n/X1 Do"),
            _HELVETICA,
            stream(_shown("Axis of the figure") + b"\n" + hidden).replace(
                b"<< ",
                b"<< /Type /XObject /Subtype /Form /BBox [%s] /Resources << /Font << /F1 5 0 R >> >> " % frame,
                1,
            ),
        )
    )


def turned_plus() -> bytes:
    """``4 x 6 tablets`` with the sign printed as a plus that stands turned by an eighth."""
    eighth = b"0.70711 0.70711 -0.70711 0.70711"
    content = b"BT /F1 10 Tf 1 0 0 1 72 760 Tm (Boxes of 4) Tj 1 0 0 1 130 760 Tm (6 tablets were handed out.) Tj"
    return assembled(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R %s >>" % _PAGE,
            stream(content.replace(b" 1 0 0 1 130", b" %s 126 760 Tm (+) Tj 1 0 0 1 130" % eighth) + b" ET"),
            _HELVETICA,
        )
    )


def page_of(lines: Sequence[str]) -> bytes:
    """One page with these lines (Latin-1) from the top."""
    content = b"".join(b"(%s) Tj T*\n" % _escaped(line) for line in lines)
    return assembled(
        (
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R %s >>" % _PAGE,
            stream(b"BT /F1 10 Tf 72 760 Td 14 TL\n%sET" % content),
            _HELVETICA,
        )
    )


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of these objects, numbered from 1 (the catalog), with a right cross-reference table."""
    made = bytearray(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
    places = []
    for number, each in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    start = len(made)
    made += b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    made += b"".join(b"%010d 00000 n \n" % place for place in places)
    made += b"trailer\n<< /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, trailer, start)
    return bytes(made)


def stream(content: bytes) -> bytes:
    """An uncompressed stream object."""
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


_HELVETICA: Final = b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>"
_PAGE: Final = b"/MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >>"


def _shown(line: str) -> bytes:
    return b"BT /F1 10 Tf 72 760 Td (%s) Tj ET" % _escaped(line)


def _escaped(text: str) -> bytes:
    plain = text.encode("cp1252")
    return plain.replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")


def _pieces(line: str, signs: frozenset[str]) -> bytes:
    """A line as strings of two fonts: the signs in the symbol font, all else in the text font."""
    parts: list[tuple[bytes, str]] = []
    for character in line:
        font, code = (b"F2", WRONG[character]) if character in signs else (b"F1", character)
        if parts and parts[-1][0] == font:
            code = parts.pop()[1] + code
        parts.append((font, code))
    return b" ".join(b"/%s 10 Tf (%s) Tj" % (font, _escaped(text)) for font, text in parts)


def _cmap(characters: dict[int, str]) -> bytes:
    pairs = b"\n".join(b"<%02X> <%04X>" % (code, ord(character)) for code, character in characters.items())
    return (
        b"/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Wrong def /CMapType 2 def\n"
        b"1 begincodespacerange <00> <FF> endcodespacerange\n"
        b"%d beginbfchar\n%s\nendbfchar\nendcmap end end" % (len(characters), pairs)
    )
