"""What became of a run: counts, failures by cause, seconds of each stage; and a log of JSON lines."""

import json
import os
import time
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, Any, Final

from pipeline.errors import StoreError
from pipeline.extraction import Extraction, Failure

_DIGITS: Final = 3  # of seconds: milliseconds


class Journal:
    """The account of one run, and its log where there is one: one JSON object a line, written as things happen.

    ``event`` is ``start``, ``document``, ``failure`` or ``end``; every line has the ``time`` (UTC) and the ``run``, by
    which the lines of several runs in one file are told apart. What the log cannot take raises StoreError.
    """

    def __init__(self, file: IO[str] | None = None, name: Path | None = None) -> None:
        self.documents = self.results = self.findings = self.skipped = 0
        self.causes: Counter[tuple[str, str]] = Counter()
        self.stages: Counter[str] = Counter()
        self._file, self._name = file, name
        self._started = time.monotonic()
        self._run = f"{_now()}-{os.getpid()}"

    @property
    def seconds(self) -> float:
        """Since the run began, of a clock on the wall."""
        return time.monotonic() - self._started

    @property
    def failures(self) -> int:
        """How many documents failed."""
        return self.causes.total()

    def note(self, outcome: Extraction | Failure) -> None:
        """Count a document that was read and kept, or that failed."""
        if isinstance(outcome, Failure):
            self.causes[outcome.stage, outcome.cause] += 1
            told = {"doc_id": outcome.doc_id, "path": outcome.path, "stage": outcome.stage, "cause": outcome.cause}
            self.write("failure", told)
            return
        self.documents += 1
        self.results += len(outcome.results)
        self.findings += len(outcome.findings)
        self.stages.update(outcome.seconds)
        document = outcome.document
        counts = {"results": len(outcome.results), "findings": len(outcome.findings)}
        about = {"doc_id": document.doc_id, "sha256": document.sha256, "characters": len(document.text)}
        self.write("document", {**about, **counts, "seconds": _rounded(outcome.seconds)})

    def summary(self) -> dict[str, Any]:
        """The account so far, as the log and the databases keep it."""
        return {
            "run": self._run,
            "documents": self.documents,
            "results": self.results,
            "findings": self.findings,
            "skipped": self.skipped,
            "failures": [{"stage": s, "cause": c, "documents": n} for (s, c), n in self.causes.most_common()],
            "seconds": round(self.seconds, _DIGITS),
            "stages": _rounded(self.stages),
        }

    def lines(self) -> Iterator[str]:
        """The account for a reader: failures by cause, time with the seconds of each stage."""
        for (stage, cause), number in self.causes.most_common():
            yield f"{number} failed ({stage}): {cause}"
        if self.documents:
            rate = f"{self.documents / self.seconds:.2f} documents a second"
            stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in self.stages.items())
            yield f"{self.seconds:.1f} s, {rate}" + (f"; seconds of the workers: {stages}" if stages else "")

    def write(self, event: str, told: Mapping[str, Any]) -> None:
        """Add a line to the log. Raises StoreError when it cannot be written."""
        if self._file is None:
            return
        line = json.dumps({"event": event, "time": _now(), "run": self._run, **told}, ensure_ascii=False)
        try:
            self._file.write(f"{line}\n")
            self._file.flush()
        except OSError as error:
            raise StoreError(self._name, f"the log cannot be written ({error.strerror or error})") from error


@contextmanager
def journal(log: Path | None, begun: Mapping[str, Any]) -> Iterator[Journal]:
    """The account of a run that begins now; the log says with which ``state`` the run ended, and why.

    ``state`` is ``complete``, ``interrupted`` (Ctrl-C, SIGTERM) or ``failed``; a run that was killed has no such line.
    Raises StoreError when the log cannot be opened.
    """
    if log is None:
        yield Journal()
        return
    with _appending(log) as file:
        kept = Journal(file, log)
        kept.write("start", begun)
        try:
            yield kept
        except BaseException as error:
            with suppress(StoreError):  # the first error is the one to tell
                kept.write("end", {"state": _state(error), "cause": " ".join(str(error).split())} | kept.summary())
            raise
        kept.write("end", {"state": "complete"} | kept.summary())


def _state(error: BaseException) -> str:
    return "failed" if isinstance(error, Exception) else "interrupted"


@contextmanager
def _appending(log: Path) -> Iterator[IO[str]]:
    try:
        # Names of files may hold bytes that are no UTF-8.
        file = log.open("a", encoding="utf-8", errors="backslashreplace", newline="\n")
    except OSError as error:
        raise StoreError(log, f"the log cannot be written ({error.strerror or error})") from error
    try:
        # A run that was killed may have left half a line.
        if file.tell() and not _ends_with_a_line(log):
            file.write("\n")
        yield file
    finally:
        with suppress(OSError):  # what could not be flushed was told when it was written
            file.close()


def _ends_with_a_line(log: Path) -> bool:
    with log.open("rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() == b"\n"


def _rounded(seconds: Mapping[str, float]) -> dict[str, float]:
    return {stage: round(each, _DIGITS) for stage, each in seconds.items()}


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
