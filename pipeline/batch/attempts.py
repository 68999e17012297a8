"""One document: its extraction, or its failure in place of it."""

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import PipelineError
from pipeline.extraction import Extraction, Failure
from pipeline.read.paths import doc_id

Extract = Callable[[Path], Extraction]


def attempt(path: Path, extractor: Extract) -> Extraction | Failure:
    """What the extractor gives, or the failure with its stage and cause; running out of memory is raised."""
    try:
        return extractor(path)
    except PipelineError as error:
        return failure(path, "read", cause(error, path))
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - the one boundary: a document that breaks a stage must not stop the run
        return failure(path, "extract", f"{type(error).__name__}: {error}")


def failure(path: Path, stage: str, why: str) -> Failure:
    """The failure of a document, its cause on one line."""
    return Failure(doc_id(path), str(path), stage, " ".join(why.split()))


def cause(error: PipelineError, path: Path) -> str:
    """The error without the file's name where it is about this file."""
    return error.cause if error.place == str(path) else str(error)
