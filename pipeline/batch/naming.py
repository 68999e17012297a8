"""Rows are kept under the document's name, so that two documents of one run may not share it."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.batch.attempts import failure
from pipeline.extraction import Failure
from pipeline.read.paths import doc_id


def named(paths: Iterable[Path]) -> Iterator[Path | Failure]:
    """The paths; in place of one whose document name was there before, the failure that says because of which."""
    names: dict[str, Path] = {}
    for path in paths:
        first = names.setdefault(doc_id(path), path)
        if first is path:
            yield path
        else:
            # The second document would overwrite the first.
            yield failure(path, "read", f"has the same document name as {first}; rename one of them")
