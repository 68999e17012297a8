"""Many documents in one run: each comes out as an extraction or as a failure."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.batch.attempts import Extract, attempt, cause, failure
from pipeline.batch.cluster import clustered
from pipeline.batch.journal import Journal, journal
from pipeline.batch.limits import Limits
from pipeline.batch.naming import named
from pipeline.batch.supervised import supervised
from pipeline.errors import PipelineError
from pipeline.extraction import Extraction, Failure
from pipeline.read import documents


def run(paths: Iterable[Path], extractor: Extract) -> Iterator[Extraction | Failure]:
    """Each document's extraction, or its failure in place of it, in this process and without limits."""
    for item in named(paths):
        yield item if isinstance(item, Failure) else attempt(item, extractor)


def inputs(arguments: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Failure, ...]]:
    """The files meant by files, folders and globs, each file once; and the arguments that mean none."""
    found: dict[Path, Path] = {}
    failures: list[Failure] = []
    for argument in arguments:
        try:
            for path in documents([str(argument)]):
                found.setdefault(path.resolve(), path)
        except PipelineError as error:
            failures.append(failure(argument, "read", cause(error, argument)))
    return tuple(found.values()), tuple(failures)


__all__ = ["Journal", "Limits", "clustered", "inputs", "journal", "run", "supervised"]
