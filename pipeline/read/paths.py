"""Which documents the paths of a command mean."""

import glob
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

from pipeline.errors import ReadError

SUFFIXES: Final = frozenset({".pdf", ".txt", ".text", ".xml", ".nxml", ".html", ".htm", ".xhtml", ".md", ".markdown"})
_PACKED: Final = ".gz"
# Files that stand beside documents and describe them.
_BESIDE: Final = frozenset({"readme", "manifest", "license", "licence", "changelog"})
_MAGIC: Final = frozenset("*?[")


def doc_id(path: Path) -> str:
    """The stem of a file's name, which is the document's name everywhere: ``PMC1`` of ``PMC1.xml.gz``."""
    return path.with_suffix("").stem if path.suffix.lower() == _PACKED else path.stem


def inner_suffix(path: Path) -> str:
    """The suffix of what a file holds: ``.xml`` of ``PMC1.xml.gz``."""
    return (path.with_suffix("") if path.suffix.lower() == _PACKED else path).suffix.lower()


def documents(paths: Iterable[str]) -> list[Path]:
    """The files meant by files, folders and (quoted) globs: sorted, each once.

    A file given by name is taken whatever its suffix; whether it exists is the reader's question. Raises
    ReadError for a folder without documents, a glob without match, and two files that share a ``doc_id``.
    """
    found = {path.resolve(): path for given in paths for path in _meant(given)}
    listed = sorted(found.values())
    _refuse_same_stem(listed)
    return listed


def _meant(given: str) -> Iterator[Path]:
    path = Path(given)
    if path.is_dir():
        yield from _inside(path)
    elif _MAGIC & set(given) and not path.exists():
        matches = [Path(match) for match in sorted(glob.glob(given, recursive=True))]  # noqa: PTH207 - Path.glob refuses absolute ones
        kept = [m for m in matches if not m.is_dir() and _is_document(m)]
        # Folders count only where the glob names no documents itself: "reports/*", not "**".
        kept = kept or [f for m in matches if m.is_dir() for f in _readable(m)]
        if not kept:
            raise ReadError(given, "matches no readable file")
        yield from kept
    else:
        yield path


def _inside(folder: Path) -> list[Path]:
    found = _readable(folder)
    if not found:
        raise ReadError(folder, f"is a folder without readable files ({', '.join(sorted(SUFFIXES))})")
    return found


def _readable(folder: Path) -> list[Path]:
    try:
        found = sorted(folder.rglob("*"))
    except OSError as error:
        raise ReadError(folder, f"cannot be listed ({error.strerror})") from error
    return [p for p in found if p.is_file() and _is_document(p) and not _hidden(p.relative_to(folder))]


def _is_document(path: Path) -> bool:
    return inner_suffix(path) in SUFFIXES and doc_id(path).lower() not in _BESIDE and not path.name.startswith(".")


def _hidden(path: Path) -> bool:
    return any(part.startswith(".") for part in path.parts)


def _refuse_same_stem(listed: Iterable[Path]) -> None:
    seen: dict[str, Path] = {}
    for path in listed:
        other = seen.setdefault(doc_id(path), path)
        if other is not path:
            raise ReadError(path, f"has the same document id {doc_id(path)!r} as {other}")
