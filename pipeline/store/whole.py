"""How a file is written whole or not at all."""

import fcntl
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from pathlib import Path

from pipeline.errors import StoreError


def refuse_unwritable(target: Path) -> None:
    """Raise StoreError when the target's folder is missing or the target cannot be replaced."""
    if not target.parent.is_dir():
        raise StoreError(target, f"its folder {target.parent} does not exist")
    if target.is_dir():
        raise StoreError(target, "is a folder")
    if not os.access(target.parent, os.W_OK):
        raise StoreError(target, f"its folder {target.parent} is write-protected")
    if target.exists() and not os.access(target, os.W_OK):
        raise StoreError(target, "is write-protected")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A path to write to, beside the target; it takes the target's place only when the block ends well.

    What a killed run left of its draft of the same target is removed first.
    """
    refuse_unwritable(target)
    try:
        with _folder(target.parent, f".armwise-{target.name}-") as folder:
            draft = folder / target.name
            yield draft
            draft.replace(target)
    except OSError as error:
        raise StoreError(target, f"cannot be written ({error.strerror or error})") from error


@contextmanager
def _folder(parent: Path, prefix: str) -> Iterator[Path]:
    """A folder for the length of a run, locked while it lives: what is not locked is of a run that was killed."""
    with ExitStack() as stack:
        with _opened(parent) as above:
            # Another run must not take the new folder for a forsaken one before it is locked.
            with suppress(OSError):  # file systems without locks
                fcntl.flock(above, fcntl.LOCK_EX)
            _remove_forsaken(parent, prefix)
            made = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=parent, prefix=prefix)))
            held = stack.enter_context(_opened(made))
            with suppress(OSError):
                fcntl.flock(held, fcntl.LOCK_EX)
        yield made


def _remove_forsaken(parent: Path, prefix: str) -> None:
    for folder in parent.iterdir():
        if folder.name.startswith(prefix) and folder.is_dir() and not folder.is_symlink():
            with suppress(OSError), _opened(folder) as tried:
                fcntl.flock(tried, fcntl.LOCK_EX | fcntl.LOCK_NB)  # raises where a living run holds it
                shutil.rmtree(folder)


@contextmanager
def _opened(folder: Path) -> Iterator[int]:
    number = os.open(folder, os.O_RDONLY)
    try:
        yield number
    finally:
        os.close(number)
