"""What a packed file holds."""

import gzip
import io
import zlib
from pathlib import Path
from typing import Final

from pipeline.errors import ReadError

_SIGNATURE: Final = b"\x1f\x8b"


def unpacked(path: Path, raw: bytes, limit: int) -> bytes:
    """The bytes in a gzip file, or the bytes themselves; never more than the limit is unpacked."""
    if not raw.startswith(_SIGNATURE):
        return raw
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(raw)) as packed:
            inner = packed.read(limit + 1)
    except (EOFError, OSError, zlib.error) as error:
        raise ReadError(path, f"is a broken gzip file: {str(error).rstrip('.')}") from error
    if len(inner) > limit:
        raise ReadError(path, f"is too large unpacked (more than {limit:,} bytes)")
    if inner.startswith(_SIGNATURE):
        raise ReadError(path, "is a gzip file inside a gzip file")
    return inner
