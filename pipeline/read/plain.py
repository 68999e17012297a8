"""The text of a plain text file."""

import codecs
import hashlib
import unicodedata
from pathlib import Path
from typing import Final

from pipeline.document import Document
from pipeline.errors import ReadError

_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
# Text holds tabs, line ends and page feeds; damaged text layers now and then another control character.
_SPACING: Final = frozenset("\t\n\r\f\v\x1c\x1d\x1e\x85")
_CONTROLS: Final = 0.02  # a file with a larger share of other control characters is no text


def read(path: Path, raw: bytes) -> Document:
    """The document in the bytes of a UTF-8 file, or of a UTF-16 file that says so by its byte order mark."""
    text = _decoded(path, raw)
    if not text or text.isspace():
        raise ReadError(path, "is empty" if not raw else "holds nothing but white space")
    _refuse_binary(path, text)
    return Document(path.stem, text, hashlib.sha256(raw).hexdigest())


def _decoded(path: Path, raw: bytes) -> str:
    if raw.startswith(_UTF16):
        return _as(path, raw, "utf-16", "UTF-16")
    if b"\0" in raw:
        raise ReadError(path, f"is binary: NUL byte at offset {raw.index(0)}")
    # utf-8-sig: offsets count from the first character behind a byte order mark.
    return _as(path, raw, "utf-8-sig", "UTF-8")


def _as(path: Path, raw: bytes, codec: str, name: str) -> str:
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as error:
        # The decoder counts behind the byte order mark, the user from the start of the file.
        at = error.start + (len(codecs.BOM_UTF8) if codec == "utf-8-sig" and raw.startswith(codecs.BOM_UTF8) else 0)
        raise ReadError(path, f"is not {name}: byte 0x{raw[at]:02x} at offset {at}") from error


def _refuse_binary(path: Path, text: str) -> None:
    if "\0" in text:
        raise ReadError(path, f"is binary: NUL character at offset {text.index(chr(0))}")
    controls = sum(unicodedata.category(sign) == "Cc" and sign not in _SPACING for sign in text)
    if controls > _CONTROLS * len(text):
        raise ReadError(path, f"is binary: {controls:,} control characters in {len(text):,}")
