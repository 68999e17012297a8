"""Many documents on many machines: batches of them as tasks of a Dask cluster."""

from collections import deque
from collections.abc import Callable, Generator, Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.batch import worker
from pipeline.batch.attempts import Extract, failure
from pipeline.batch.limits import Limits
from pipeline.batch.naming import named
from pipeline.batch.supervised import supervised
from pipeline.errors import PipelineError
from pipeline.extraction import Extraction, Failure

if TYPE_CHECKING:
    from distributed import Client, Future

Outcomes = list[Extraction | Failure]


@dataclass(frozen=True, slots=True)
class _Task:
    paths: list[Path]
    future: "Future[Outcomes]"


# Loading the models takes as long as reading two or three articles: a task is long enough to make that a trifle.
BATCH: Final = 100
CONNECT: Final = 20  # seconds to wait for a scheduler
AHEAD: Final = 3  # tasks handed out for each worker


def clustered(
    paths: Iterable[Path],
    config: str,
    address: str,
    jobs: int,
    limits: Limits,
    load: Callable[[str], Extract] = worker.models,
    size: int = BATCH,
) -> Generator[Extraction | Failure, None, None]:
    """Each document's extraction or failure, in the order of the paths.

    ``address`` is a scheduler's (``tcp://…``; every worker must see the files under the same paths) or empty for
    a cluster of ``jobs`` workers on this machine. The documents of a task are read one after another in a process of
    their own with the same limits as without a cluster; the task of a worker that dies is given to another. Raises
    PipelineError when the extra ``armwise[cluster]`` is missing or the scheduler cannot be reached.
    """
    with ExitStack() as stack:
        client = _client(address, jobs, stack)
        most = AHEAD * max(len(client.scheduler_info()["workers"]), 1)
        tasks: deque[Failure | _Task] = deque()
        for item in _tasks(paths, size):
            if isinstance(item, Failure):
                tasks.append(item)
            else:
                # Not pure: a file may change under the same name between two runs on one cluster.
                tasks.append(_Task(item, client.submit(read_batch, item, config, limits, load, pure=False)))
            if len(tasks) > most:
                yield from _outcomes(tasks.popleft(), address)
        while tasks:
            yield from _outcomes(tasks.popleft(), address)


def read_batch(paths: list[Path], config: str, limits: Limits, load: Callable[[str], Extract]) -> Outcomes:
    """What one task does: read its documents, supervised."""
    return list(supervised(paths, config, 1, limits, load))


def _outcomes(task: Failure | _Task, address: str) -> Outcomes:
    from distributed import KilledWorker
    from distributed.client import FutureCancelledError

    if isinstance(task, Failure):
        return [task]
    try:
        return task.future.result()
    except KilledWorker as error:
        # Dask gives a task up when several workers died of it.
        why = f"the workers of the cluster that read its batch died ({error.allowed_failures + 1} of them)"
        return [failure(path, "process", why) for path in task.paths]
    except (FutureCancelledError, OSError) as error:
        raise PipelineError(address or "--engine dask", f"the cluster was lost ({error})") from error


def _client(address: str, jobs: int, stack: ExitStack) -> "Client":
    try:
        import dask
        from distributed import Client, LocalCluster
    except ImportError as error:
        raise PipelineError("--engine dask", "needs the extra: pip install 'armwise[cluster]'") from error
    # Workers start the processes that read; daemons may not.
    stack.enter_context(dask.config.set({"distributed.worker.daemon": False}))
    try:
        if address:
            made: Client = Client(address, timeout=CONNECT)  # type: ignore[no-untyped-call]
        else:
            local = LocalCluster(n_workers=jobs, threads_per_worker=1, dashboard_address=None)  # type: ignore[no-untyped-call]
            made = Client(stack.enter_context(local))  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise PipelineError(address or "--engine dask", f"the cluster cannot be reached ({error})") from error
    stack.enter_context(made)
    return made


def _tasks(paths: Iterable[Path], size: int) -> Generator[list[Path] | Failure, None, None]:
    """Batches of documents; what is no document of its own is told between them."""
    found = named(paths)
    while chunk := list(islice(found, size)):
        batch: list[Path] = []
        for item in chunk:
            if isinstance(item, Failure):
                if batch:
                    yield batch
                    batch = []
                yield item
            else:
                batch.append(item)
        if batch:
            yield batch
