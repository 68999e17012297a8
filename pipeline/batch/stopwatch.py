"""How long each stage of a document takes."""

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Protocol

from pipeline.extraction import Extraction

Reached = Callable[[str], None]


class Staged(Protocol):
    """An extractor that tells which stage it has reached."""

    def extract(self, path: Path, reached: Reached) -> Extraction:
        """The extraction; ``reached`` is called with the name of each stage as it begins."""


def timed(extractor: Staged) -> Callable[[Path], Extraction]:
    """The same extractor, its extractions carrying the seconds of a clock on the wall that each stage took."""

    def extracted(path: Path) -> Extraction:
        begun: list[tuple[str, float]] = []
        made = extractor.extract(path, lambda stage: begun.append((stage, time.perf_counter())))
        ends = [*(moment for _, moment in begun[1:]), time.perf_counter()]
        return replace(made, seconds={stage: end - start for (stage, start), end in zip(begun, ends, strict=True)})

    return extracted
