"""From a file to a Document."""

import hashlib
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import Final

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import unpacking
from pipeline.read.paths import doc_id, documents, inner_suffix
from pipeline.read.signatures import kind

# Far above any trial report as text (the longest are below 2 MB), far below what would exhaust the memory.
LIMIT: Final = 100_000_000

# The module of each format's reader: imported when a document of the format comes, so that a process that only
# supervises others loads none of their libraries.
READERS: Final = {
    "plain text": "pipeline.read.plain",
    "JATS XML": "pipeline.read.jats",
    "HTML": "pipeline.read.html",
    "Markdown": "pipeline.read.markdown",
    "PDF": "pipeline.read.pdf",
}


def read(path: Path | str) -> Document:
    """The document in a file: ``doc_id`` is the stem of its name, ``sha256`` that of its bytes.

    What a file begins with says what it is, whatever its suffix says; one that is packed (``.gz``) is unpacked.
    ``text`` is the decoded file with its newlines untouched (a byte order mark is no part of it) or, of XML and HTML,
    what their readers compose. Raises ReadError, in one line, when the file is missing, a folder, unreadable, too
    large, empty, broken, or of a kind that is not read.
    """
    path = Path(path)
    raw = _bytes(path)
    inner = unpacking.unpacked(path, raw, LIMIT)
    found = kind(inner, inner_suffix(path))
    if found not in READERS:
        raise ReadError(path, f"is {found}; this version reads {', '.join(READERS)}")
    document: Document = import_module(READERS[found]).read(path, inner)
    return replace(document, doc_id=doc_id(path), sha256=hashlib.sha256(raw).hexdigest())


def _bytes(path: Path) -> bytes:
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise ReadError(path, "is a folder, not a document")
        if not path.is_file():
            raise ReadError(path, "is not an ordinary file")
        if size > LIMIT:
            raise ReadError(path, f"is too large ({size:,} bytes; the limit is {LIMIT:,})")
        return path.read_bytes()
    except FileNotFoundError as error:
        raise ReadError(path, "does not exist") from error
    except PermissionError as error:
        raise ReadError(path, "may not be read (permission denied)") from error
    except (OSError, ValueError) as error:  # ValueError: a NUL character in the name
        raise ReadError(path, f"cannot be read ({getattr(error, 'strerror', None) or error})") from error


__all__ = ["LIMIT", "READERS", "documents", "read"]
