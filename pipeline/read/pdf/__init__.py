"""From a PDF to a Document: words, columns, paragraphs and tables from where the characters stand."""

import hashlib
from pathlib import Path

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read.pdf.article import article
from pipeline.read.pdf.sheets import sheets


def read(path: Path, raw: bytes) -> Document:
    """The article in the bytes of a PDF file, its text composed in the order in which it is read.

    Raises ReadError for a file that is encrypted, broken, scanned, without pages or with too many.
    """
    made = article(list(sheets(path, raw)))
    text = made.composer.text
    if not text.strip():
        raise ReadError(path, "is a PDF without any text")
    return Document(
        path.stem, text, hashlib.sha256(raw).hexdigest(), tuple(made.blocks), tuple(made.grids), made.composer.anchors
    )
