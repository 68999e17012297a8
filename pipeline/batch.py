"""Many documents in one run: each comes out as an extraction or as a failure."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.extraction import Extraction, Failure
from pipeline.read import documents

Extract = Callable[[Path], Extraction]


def run(paths: Iterable[Path], extractor: Extract) -> Iterator[Extraction | Failure]:
    """Each document's extraction, or its failure in place of it; the rest goes on."""
    names: dict[str, Path] = {}
    for path in paths:
        first = names.setdefault(path.stem, path)
        if first is not path:
            # Rows are kept under the file's stem: the second document would overwrite the first.
            yield _failure(path, "read", f"has the same document name as {first}; rename one of them")
        else:
            yield _attempt(path, extractor)


def _attempt(path: Path, extractor: Extract) -> Extraction | Failure:
    try:
        return extractor(path)
    except PipelineError as error:
        return _failure(path, "read", _cause(error, path))
    except Exception as error:  # noqa: BLE001 - the one boundary: a document that breaks a stage must not stop the run
        return _failure(path, "extract", f"{type(error).__name__}: {error}")


def _failure(path: Path, stage: str, cause: str) -> Failure:
    return Failure(path.stem, str(path), stage, " ".join(cause.split()))


def inputs(arguments: Iterable[Path]) -> tuple[tuple[Path, ...], tuple[Failure, ...]]:
    """The files meant by files, folders and globs, each file once; and the arguments that mean none."""
    found: dict[Path, Path] = {}
    failures: list[Failure] = []
    for argument in arguments:
        try:
            for path in documents([str(argument)]):
                found.setdefault(path.resolve(), path)
        except PipelineError as error:
            failures.append(_failure(argument, "read", _cause(error, argument)))
    return tuple(found.values()), tuple(failures)


def _cause(error: PipelineError, path: Path) -> str:
    return error.cause if error.place == str(path) else str(error)
