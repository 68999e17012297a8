"""From a PDF to a Document: words, columns, paragraphs and tables from where the characters stand."""

import hashlib
from collections.abc import Mapping
from pathlib import Path

from pipeline.document import UNKNOWN, Document
from pipeline.errors import ReadError
from pipeline.read.pdf.article import article
from pipeline.read.pdf.layout import Sheet
from pipeline.read.pdf.scans import scanned
from pipeline.read.pdf.sheets import opened, sheets
from pipeline.read.pdf.signs import Key, signs


def read(path: Path, raw: bytes) -> Document:
    """The article in the bytes of a PDF file, its text composed in the order in which it is read.

    Left out are running heads and feet, page numbers, notices at the margins, raised numbers of the reference list.
    Raises ReadError for a file that is encrypted, broken, scanned, without pages or text, or with too many pages.
    """
    printed, mended = _printed(path, raw)
    made = article(printed)
    text = made.composer.text
    if not text.strip():
        raise ReadError(path, "is a PDF without any text")
    return Document(
        path.stem,
        text,
        hashlib.sha256(raw).hexdigest(),
        tuple(made.blocks),
        tuple(made.grids),
        made.composer.anchors,
        "".join(sorted(set(mended.values()) - {UNKNOWN})),
    )


def _printed(path: Path, raw: bytes) -> tuple[list[Sheet], Mapping[Key, str]]:
    """What the pages print, and the characters that are read otherwise than the file says."""
    with opened(path, raw) as document:
        mended = signs(document)
        printed = list(sheets(document, mended))
        pictures, pages = scanned(document, printed), len(document)
    if 2 * pictures > pages:
        raise ReadError(
            path, f"is a scanned PDF: {pictures} of {pages} pages are pictures without text; run OCR on it first"
        )
    return printed, mended
