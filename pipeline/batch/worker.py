"""What a worker process does: load the models once, then read one document after another."""

import contextlib
import gc
import os
import resource
import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Final

from pipeline.batch.attempts import Extract, attempt, failure
from pipeline.batch.limits import MEGABYTE, Limits
from pipeline.batch.stopwatch import timed
from pipeline.errors import PipelineError
from pipeline.extraction import Extraction, Failure

# A process has one model: the only state of this module, set once when the process starts.
_loaded: list[Extract | Exception] = []
_YOUNG: Final = 50_000  # new objects before the collector looks at them
_GRACE: Final = 3  # seconds that a supervisor may be late


def models(config: str) -> Extract:
    """The extractor of a configuration, which says how long each stage took."""
    # Here and not above: the process that supervises imports this module, too, and needs no models.
    from pipeline.extract import load

    loaded = timed(load(config))
    spared()
    return loaded


def spared() -> None:
    """Spare the collector of cycles what stays until the process ends.

    It would walk over all lexicons again and again: an article makes a hundred thousand records, none of them a cycle.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, 20, 50)


def start(load: Callable[[str], Extract], config: str, limits: Limits) -> None:
    """Load the configuration; a failure is kept for the first document, since nobody hears it here."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    threading.Thread(target=_end_with, args=[os.getppid()], daemon=True).start()
    try:
        _loaded[:] = [load(config)]
    except Exception as error:  # noqa: BLE001 - a worker that ends here would be replaced by others without end
        _loaded[:] = [error if isinstance(error, PipelineError) else PipelineError("configuration", repr(error))]
    with contextlib.suppress(ValueError, OSError):  # systems without such a limit
        _, hard = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limits.megabytes * MEGABYTE, hard))


def _end_with(parent: int) -> None:
    """End when the supervising process is gone: nobody would stop an endless document any more."""
    while os.getppid() == parent:
        time.sleep(1)
    os._exit(1)


def work(path: Path, limits: Limits) -> Extraction | Failure:
    """The document's extraction or failure; raises PipelineError when the models could not be loaded."""
    (extractor,) = _loaded
    if isinstance(extractor, Exception):
        raise extractor
    # The system itself ends what is still busy when nobody supervises it any more: a library that never gives control
    # back stops every thread of ours.
    signal.setitimer(signal.ITIMER_REAL, limits.seconds + _GRACE)
    try:
        return attempt(path, extractor)
    except MemoryError:
        return failure(path, "limit", f"needs more than {limits.megabytes:,} MB of memory")
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
