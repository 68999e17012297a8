"""Run targets, each in a process of its own: a crash or a hang ends that process and leaves its last input.

``--inputs`` are shared out over the targets by weight; a failure is printed with the file that shows it, and the exit
code is 1. ``--target NAME`` runs one in this process.
"""

import argparse
import faulthandler
import subprocess
import sys
import time
from pathlib import Path
from typing import Final

from hypothesis import HealthCheck, Phase, given, seed, settings

from tests.fuzz.inputs import files, numbers
from tests.fuzz.targets import CHECKS, SUFFIXES

WEIGHTS: Final = {
    "text": 16, "jats": 20, "html": 20, "markdown": 16, "pdf": 8, "numbers": 26,
    "whole-text": 0.5, "whole-jats": 0.5, "whole-html": 0.5, "whole-markdown": 0.5, "whole-pdf": 0.5, "whole-numbers": 1.5,
}  # fmt: skip
_CHUNK: Final = 500  # inputs of one run of hypothesis, whose memory of what it tried grows
_HANG: Final = 60  # seconds after which an input hangs; all but the largest take milliseconds


def fuzz(target: str, count: int, first: int, folder: Path) -> float:
    """Check so many inputs; gives the seconds of the slowest. The input at hand stands in the folder."""
    kind = target.removeprefix("whole-")
    path = folder / f"{target}{SUFFIXES.get(kind, '.txt')}"
    slowest = 0.0
    for chunk in range(0, count, _CHUNK):

        @seed(first + chunk)
        @settings(
            max_examples=min(_CHUNK, count - chunk), database=None, deadline=None, phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )  # fmt: skip
        @given(numbers() if kind == "numbers" else files(kind))
        def check(given_: str | bytes) -> None:
            nonlocal slowest
            path.write_bytes(given_ if isinstance(given_, bytes) else given_.encode("utf-8", "surrogatepass"))
            faulthandler.dump_traceback_later(_HANG, exit=True)
            started = time.perf_counter()
            CHECKS[target](path)
            took = time.perf_counter() - started
            if took > slowest:
                slowest = took
                path.with_name(f"slowest-{path.name}").write_bytes(path.read_bytes())

        check()
    faulthandler.cancel_dump_traceback_later()
    return slowest


def main() -> None:
    """Share the inputs out, run the targets, tell."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="where inputs are written")
    parser.add_argument("--inputs", type=int, default=112_000)
    parser.add_argument("--seed", type=int, default=20261122)
    parser.add_argument("--target", choices=CHECKS)
    given_ = parser.parse_args()
    given_.folder.mkdir(parents=True, exist_ok=True)
    if given_.target:
        print(f"{fuzz(given_.target, given_.inputs, given_.seed, given_.folder):.2f}")  # noqa: T201
        return
    failed = 0
    for target, weight in WEIGHTS.items():
        count = max(1, round(given_.inputs * weight / sum(WEIGHTS.values())))
        command = [sys.executable, "-m", "tests.fuzz", str(given_.folder), "--target", target, "--inputs", str(count)]
        started = time.perf_counter()
        done = subprocess.run([*command, "--seed", str(given_.seed)], capture_output=True, text=True, check=False)
        said = f"slowest {done.stdout.strip()} s" if done.returncode == 0 else f"FAILED\n{done.stderr[-6000:]}"
        print(f"{target}: {count} inputs in {time.perf_counter() - started:.0f} s, {said}", flush=True)  # noqa: T201
        failed += done.returncode != 0
    sys.exit(failed > 0)


if __name__ == "__main__":
    main()
