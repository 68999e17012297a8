"""An extractor for worker processes that does what the document's name says."""

import ctypes
import os
import signal
import time
from pathlib import Path

from pipeline.batch.attempts import Extract
from pipeline.configuration import maker
from pipeline.document import Document
from pipeline.errors import ConfigError
from pipeline.extraction import Extraction
from pipeline.read import read
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


def reading(config: str) -> Extract:
    """An extractor that needs no models: it reads the document and finds nothing in it."""
    made_by = maker(config)

    def read_only(path: Path) -> Extraction:
        misbehave(path)
        time.sleep(0.02)
        return Extraction(read(path), (), (), (), (), (), (), made_by)

    return read_only


def misbehave(path: Path) -> None:
    """Hang, hoard, die (always, or once) or sleep, as the document's name says."""
    kind = doc_id(path).partition("-")[0]
    if kind == "endless":
        while True:
            pass
    if kind == "hoard":
        bytearray(1 << 40)
    if kind == "segfault":
        ctypes.string_at(0)
    if kind == "killed" or (kind == "once" and not path.exists()):
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "suicide" and not (mark := path.parent / "killed").exists():
        mark.touch()  # once: the process that supervises this one, a worker of the cluster
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(60)
    if kind == "slow":
        time.sleep(0.5)


def poisoned(config: str) -> Extract:
    """The extractor of a configuration, but for documents named for how they misbehave."""
    from pipeline.batch.worker import models

    extractor = models(config)

    def extracted(path: Path) -> Extraction:
        misbehave(path)
        return extractor(path)

    return extracted
