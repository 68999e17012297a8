"""Many documents in worker processes: what hangs, exhausts the memory or kills its process costs only itself."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from concurrent.futures import TimeoutError as TooLateError
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from typing import Final

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from pipeline.batch import worker
from pipeline.batch.attempts import Extract, failure
from pipeline.batch.limits import Limits
from pipeline.batch.naming import named
from pipeline.extraction import Extraction, Failure

# Documents handed out ahead of the one awaited: enough to keep every worker busy behind a slow one, few enough that
# finished extractions do not pile up.
AHEAD: Final = 4


@dataclass(frozen=True, slots=True)
class _Task:
    path: Path
    future: ProcessFuture[Extraction | Failure]
    is_second: bool = False


def supervised(
    paths: Iterable[Path], config: str, jobs: int, limits: Limits, load: Callable[[str], Extract] = worker.models
) -> Generator[Extraction | Failure, None, None]:
    """Each document's extraction or failure, in the order of the paths, whichever worker was first.

    A document over its limits is stopped and fails; one whose process dies is tried once more. Raises ConfigError when
    the configuration cannot be loaded. Closing the iterator stops the workers.
    """
    pool = ProcessPool(
        max_workers=jobs, initializer=worker.start, initargs=(load, config, limits), context=get_context("spawn")
    )
    waiting: deque[_Task | Failure] = deque()
    with pool:
        try:
            for item in named(paths):
                waiting.append(item if isinstance(item, Failure) else _scheduled(pool, item, limits))
                if len(waiting) >= jobs * AHEAD:
                    yield _awaited(pool, waiting.popleft(), limits)
            while waiting:
                yield _awaited(pool, waiting.popleft(), limits)
        except BaseException:
            pool.stop()  # type: ignore[no-untyped-call]
            raise


def _scheduled(pool: ProcessPool, path: Path, limits: Limits, *, is_second: bool = False) -> _Task:
    return _Task(path, pool.schedule(worker.work, args=[path, limits], timeout=limits.seconds), is_second)


def _awaited(pool: ProcessPool, task: _Task | Failure, limits: Limits) -> Extraction | Failure:
    if isinstance(task, Failure):
        return task
    try:
        return task.future.result()
    except TooLateError:
        return failure(task.path, "limit", f"took longer than {limits.seconds:g} seconds and was stopped")
    except ProcessExpired as error:
        if not task.is_second:
            return _awaited(pool, _scheduled(pool, task.path, limits, is_second=True), limits)
        return failure(task.path, "process", f"its process died twice (exit code {error.exitcode})")
