"""What a worker process does: load the models once, then read one document after another."""

import contextlib
import resource
from collections.abc import Callable
from pathlib import Path

from pipeline.batch.attempts import Extract, attempt, failure
from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.errors import PipelineError
from pipeline.extraction import Extraction, Failure

# A process has one model: the only state of this module, set once when the process starts.
_loaded: list[Extract | PipelineError] = []


def models(config: str) -> Extract:
    """The extractor of a configuration."""
    # Here and not above: the process that supervises imports this module, too, and needs no models.
    from pipeline.extract import load

    return load(config)


def start(load: Callable[[str], Extract], config: str, limits: Limits) -> None:
    """Load the configuration; a failure is kept for the first document, since nobody hears it here."""
    try:
        _loaded[:] = [load(config)]
    except PipelineError as error:
        _loaded[:] = [error]
    with contextlib.suppress(ValueError, OSError):  # systems without such a limit
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limits.megabytes * MEGABYTE, hard))


def work(path: Path, limits: Limits) -> Extraction | Failure:
    """The document's extraction or failure; raises ConfigError when the models could not be loaded."""
    (extractor,) = _loaded
    if isinstance(extractor, PipelineError):
        raise extractor
    try:
        return attempt(path, extractor)
    except MemoryError:
        return failure(path, "limit", f"needs more than {limits.megabytes:,} MB of memory")
