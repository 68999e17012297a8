"""Pages that are pictures: scanned, with no text that could be read."""

import ctypes
from collections.abc import Iterable, Sequence
from typing import Final

import pypdfium2
from pypdfium2 import raw

from pipeline.read.pdf.layout import Sheet

FEW: Final = 20  # words: a scanned page may carry the stamp of a library
LARGE: Final = 0.5  # of the page: what a scan covers at least


def scanned(document: pypdfium2.PdfDocument, sheets: Sequence[Sheet]) -> int:
    """How many pages have next to no words and a picture over most of the page."""
    words = dict.fromkeys(range(len(document)), 0)
    for sheet in sheets:
        words[sheet.page - 1] += len(sheet.words)
    return sum(_is_picture(document, number) for number, count in words.items() if count < FEW)


def _is_picture(document: pypdfium2.PdfDocument, number: int) -> bool:
    page = document[number]
    try:
        left, bottom, right, top = page.get_bbox()
        room = (right - left) * (top - bottom)
        pictures = page.get_objects(filter=(raw.FPDF_PAGEOBJ_IMAGE,), max_depth=4)
        return bool(_area(pictures) >= LARGE * room)
    finally:
        page.close()


def _area(pictures: Iterable[pypdfium2.PdfObject]) -> float:
    """The area of all pictures together: some scanners cut a page into strips."""
    whole = 0.0
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for picture in pictures:
        if raw.FPDFPageObj_GetBounds(picture.raw, left, bottom, right, top):
            whole += (right.value - left.value) * (top.value - bottom.value)
    return whole
