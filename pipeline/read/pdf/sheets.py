"""From the bytes of a PDF to its pages as sheets of words and rules."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Final

import pypdfium2

from pipeline.errors import ReadError
from pipeline.read.pdf.glyphs import Turned, glyphs
from pipeline.read.pdf.layout import Box, Sheet
from pipeline.read.pdf.rules import rules, strokes
from pipeline.read.pdf.signs import Key
from pipeline.read.pdf.words import words

PAGES: Final = 5000  # a clinical study report of a regulator has up to a few thousand pages


@contextmanager
def opened(path: Path, raw: bytes) -> Iterator[pypdfium2.PdfDocument]:
    """The document in the bytes, to be read inside the block.

    Raises ReadError for a file that is encrypted or broken, has no pages or too many.
    """
    try:
        document = pypdfium2.PdfDocument(raw)
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, _why(str(error), raw)) from error
    try:
        if len(document) > PAGES:
            raise ReadError(path, f"has {len(document):,} pages; the limit is {PAGES:,}")
        yield document
    except pypdfium2.PdfiumError as error:
        raise ReadError(path, f"is a broken PDF: {str(error).rstrip('.')}") from error
    finally:
        document.close()


def _why(message: str, raw: bytes) -> str:
    # The message may be that of the file before: pdfium sets its last error for some causes only.
    if "password" in message.lower() and b"/Encrypt" in raw:
        return "is an encrypted PDF; save a copy without a password"
    return "is a broken PDF: no page of it can be found"


def sheets(document: pypdfium2.PdfDocument, signs: Mapping[Key, str]) -> Iterator[Sheet]:
    """The pages one after another, each as one sheet for every direction in which it is printed, upright first.

    ``signs`` are the characters that are read otherwise than the file says.
    """
    for number in range(len(document)):
        yield from _page(document, number, signs)


def _page(document: pypdfium2.PdfDocument, number: int, signs: Mapping[Key, str]) -> Iterator[Sheet]:
    page = document[number]
    try:
        bounds = page.get_bbox()
        found = glyphs(page, bounds, signs)
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
