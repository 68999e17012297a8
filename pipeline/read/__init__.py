"""A document from a file: its text exactly as decoded, or one clear error."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import plain
from pipeline.read.paths import documents

# Far above any trial report as text (the longest are below 2 MB), far below what would exhaust the memory.
LIMIT: Final = 100_000_000

READERS: Final[Mapping[str, Callable[[Path, bytes], Document]]] = {"plain text": plain.read}

# What a file begins with says what it is, whatever its suffix says.
_SIGNATURES: Final = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive or an Office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"{\\rtf", "an RTF document"),
    (b"<!doctype html", "an HTML page"),
    (b"<html", "an HTML page"),
    (b"<?xml", "an XML document"),
    (b"<!doctype article", "an XML document"),
    (b"<article", "an XML document"),
)
_LOOK: Final = 1024  # PDF readers, too, look for the signature in the first 1024 bytes


def read(path: Path | str) -> Document:
    """The document in a file: ``doc_id`` is the stem of its name, ``sha256`` that of its bytes.

    ``text`` is the decoded file with its newlines untouched; a byte order mark is no part of it.
    Raises ReadError, in one line, when the file is missing, a folder, unreadable, too large, empty, or no text.
    """
    path = Path(path)
    raw = _bytes(path)
    kind = _kind(raw)
    if kind not in READERS:
        raise ReadError(path, f"is {kind}; this version reads plain text")
    return READERS[kind](path, raw)


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


def _kind(raw: bytes) -> str:
    head = raw[:_LOOK].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    return next((kind for signature, kind in _SIGNATURES if head.startswith(signature.lower())), "plain text")


__all__ = ["LIMIT", "READERS", "documents", "read"]
