"""An extractor for worker processes that does what the document's name says."""

import os
import signal
import time
from pathlib import Path

from pipeline.batch.attempts import Extract
from pipeline.document import Document
from pipeline.errors import ConfigError
from pipeline.extraction import Extraction


def load(config: str) -> Extract:
    """The extractor; there is no configuration ``nowhere``."""
    if config == "nowhere":
        raise ConfigError(config, "no such configuration")
    return extract


def extract(path: Path) -> Extraction:
    """Hangs, hoards, dies (always, or once) or sleeps a moment; the document's text is the process it was read in."""
    kind = path.stem.partition("-")[0]
    if kind == "endless":
        while True:
            pass
    if kind == "hoard":
        bytearray(1 << 40)
    if kind == "killed" or (kind == "once" and not path.exists()):
        path.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    if kind == "slow":
        time.sleep(0.5)
    return Extraction(Document(path.stem, str(os.getpid())), (), (), (), (), (), ())
