"""From the bytes of a PDF to its pages as sheets of words and rules."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pypdfium2

from pipeline.errors import ReadError
from pipeline.read.pdf.glyphs import Turned, glyphs
from pipeline.read.pdf.layout import Box, Sheet
from pipeline.read.pdf.rules import rules, strokes
from pipeline.read.pdf.words import words

PAGES: Final = 5000  # a clinical study report of a regulator has up to a few thousand pages


def sheets(path: Path, raw: bytes) -> Iterator[Sheet]:
    """The pages one after another, each as one sheet for every direction in which it is printed, upright first.

    Raises ReadError for a file that is encrypted or broken.
    """
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, _why(str(error))) from error
    try:
        if len(document) > PAGES:
            raise ReadError(path, f"has {len(document):,} pages; the limit is {PAGES:,}")
        for number in range(len(document)):
            yield from _page(document, number)
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, f"is a broken PDF: {error}") from error
    finally:
        document.close()


def _why(message: str) -> str:
    if "password" in message.lower():
        return "is an encrypted PDF; save a copy without a password"
    return f"is a broken PDF: {message.rstrip('.')}"


def _page(document: pypdfium2.PdfDocument, number: int) -> Iterator[Sheet]:
    page = document[number]
    try:
        bounds = page.get_bbox()
        found = glyphs(page, bounds)
        lines = strokes(page)
    finally:
        page.close()
    for turn in sorted(found):
        turned = Turned(bounds, turn)
        width, height = turned.size
        seen = tuple(w for w in words(found[turn]) if _is_on(w.box, width, height))
        yield Sheet(number + 1, turn, width, height, seen, tuple(rules(lines, turned)))


def _is_on(box: Box, width: float, height: float) -> bool:
    """Whether any of it stands on the page: marks for the printer and hidden text stand beside it."""
    return box.right > 0 and box.bottom > 0 and box.left < width and box.top < height
