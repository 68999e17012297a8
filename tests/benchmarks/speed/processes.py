"""What whole processes take: start-up and commands."""

import resource
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from tests.benchmarks.speed.samples import ROOT

_ROUNDS: Final = 3
_COMMANDS: Final = {
    "start-up of a worker": ("-c", "from pipeline.extract import load; load('atopic_dermatitis')"),
    "armwise --help": ("-m", "pipeline", "--help"),
    "armwise extract of one short file": ("-m", "pipeline", "extract", "corpus/news-skin-infections.txt"),
}


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds of a command with its children: on the clock, and of processor time."""

    wall: float
    busy: float

    @classmethod
    def of(cls, arguments: Sequence[str]) -> "Spent":
        """What Python with these arguments takes."""
        before, started = _busy(), time.perf_counter()
        subprocess.run([sys.executable, *arguments], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        return cls(time.perf_counter() - started, _busy() - before)

    def __str__(self) -> str:
        return f"{self.wall:.2f} s ({self.busy:.2f} s of processor time)"


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def startups() -> Iterator[tuple[str, Spent]]:
    """Each command's best of several runs."""
    for name, arguments in _COMMANDS.items():
        yield name, min((Spent.of(arguments) for _ in range(_ROUNDS)), key=lambda spent: spent.busy)


def in_own_process(module: str, *arguments: str) -> str:
    """What a module prints when it runs alone."""
    command = [sys.executable, "-m", module, *arguments]
    return subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.strip()
