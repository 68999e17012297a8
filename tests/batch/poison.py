"""An extractor for worker processes that does what the document's name says."""

import ctypes
import os
import re
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from pipeline.batch.attempts import Extract
from pipeline.configuration import maker
from pipeline.document import Document
from pipeline.errors import ConfigError
from pipeline.extraction import Extraction
from pipeline.read.paths import doc_id


def load(config: str) -> Extract:
    """The extractor; there is no configuration ``nowhere``, and ``broken`` has a bug."""
    if config == "nowhere":
        raise ConfigError(config, "no such configuration")
    if config == "broken":
        raise KeyError("arm")
    return extract


def extract(path: Path) -> Extraction:
    """Misbehaves, or sleeps a moment; the document's text is the process it was read in."""
    misbehave(path)
    return Extraction(Document(path.stem, str(os.getpid())), (), (), (), (), (), ())


def shares(config: str) -> Extract:
    """An extractor that needs no models and takes a moment: each ``19 (35)`` is a share."""
    from tests.cli.conftest import read as found

    made_by = maker(config)

    def read_shares(path: Path) -> Extraction:
        misbehave(path)
        time.sleep(0.05)
        return replace(found(path), maker=made_by)

    return read_shares


def misbehave(path: Path) -> None:
    """Hang, hoard, die (always, or once) or sleep, as the document's name says."""
    misdeed = _MISDEEDS.get(doc_id(path).partition("-")[0])
    if misdeed is not None:
        misdeed(path)


def _loop(path: Path) -> None:
    while True:
        pass


def _take_the_bait(path: Path) -> None:
    """Match for ever; no signal of Python's gets through to its matcher."""
    re.match(r"(a|aa)+$", path.read_text(encoding="utf-8"))


def _swell(path: Path) -> None:
    """Take ever more; none of it is written to, so that the limit is met at once."""
    hoard = []
    while True:
        hoard.append(np.zeros(1 << 24, np.uint8))


def _kill(path: Path) -> None:
    path.touch()
    os.kill(os.getpid(), signal.SIGKILL)


def _kill_once(path: Path) -> None:
    if not path.exists():
        _kill(path)


def _kill_parent(path: Path) -> None:
    """The process that supervises this one: a worker of the cluster."""
    os.kill(os.getppid(), signal.SIGKILL)
    time.sleep(60)


def _kill_parent_once(path: Path) -> None:
    mark = path.parent / "killed"
    if not mark.exists():
        mark.touch()
        _kill_parent(path)


_MISDEEDS: dict[str, Callable[[Path], object]] = {
    "endless": _loop,
    "bait": _take_the_bait,
    "hoard": lambda _: bytearray(1 << 40),
    "swelling": _swell,
    "segfault": lambda _: ctypes.string_at(0),
    "killed": _kill,
    "once": _kill_once,
    "suicide": _kill_parent_once,
    "always": _kill_parent,
    "slow": lambda _: time.sleep(0.5),
}


def poisoned(config: str) -> Extract:
    """The extractor of a configuration, but for documents named for how they misbehave."""
    from pipeline.batch.worker import models

    extractor = models(config)

    def extracted(path: Path) -> Extraction:
        misbehave(path)
        return extractor(path)

    return extracted
