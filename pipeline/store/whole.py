"""How a file is written whole or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.errors import StoreError


def refuse_unwritable(target: Path) -> None:
    """Raise StoreError when the target's folder is missing or the target cannot be replaced."""
    if not target.parent.is_dir():
        raise StoreError(target, f"its folder {target.parent} does not exist")
    if target.is_dir():
        raise StoreError(target, "is a folder")
    if target.exists() and not os.access(target, os.W_OK):
        raise StoreError(target, "is write-protected")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to, beside the target; it takes the target's place only when the block ends well."""
    refuse_unwritable(target)
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".armwise-") as folder:
            draft = Path(folder) / target.name
            yield draft
            draft.replace(target)
    except OSError as error:
        raise StoreError(target, f"cannot be written ({error.strerror or error})") from error
