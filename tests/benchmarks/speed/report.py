"""The figures of ``make bench-speed`` as tables: stages against the blank tokenizer, start-up, length, jobs, memory."""

import argparse
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks.speed.processes import in_own_process, startups
from tests.benchmarks.speed.stages import BLANK, NAMES


def stages(path: Path) -> str:
    """Milliseconds of each stage for each sample, and in brackets how many times the blank tokenizer's."""
    times: dict[tuple[str, str], float] = {}
    sizes: dict[str, str] = {}
    for row in json.loads(path.read_text("utf-8"))["benchmarks"]:
        info: dict[str, Any] = row["extra_info"]
        times[info["stage"], info["sample"]] = row["stats"]["min"]
        sizes[info["sample"]] = f"{info['documents']} of {info['characters']:,} characters"
    rows = [["Stage", *sizes], ["documents", *sizes.values()]]
    for stage in (BLANK, *NAMES):
        rows.append([stage, *(_told(times[stage, name], times[BLANK, name]) for name in sizes)])
    return table(rows)


def _told(seconds: float, blank: float) -> str:
    return f"{1000 * seconds:.1f} ms ({seconds / blank:.2f})"


def table(rows: Iterable[Iterable[str]]) -> str:
    """The rows with even columns."""
    listed = [list(row) for row in rows]
    widths = [max(map(len, column)) for column in zip(*listed, strict=True)]
    return "\n".join("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in listed)


def processes() -> Iterator[str]:
    """Start-up, length and jobs, a line each."""
    for name, spent in startups():
        yield f"{name}: {spent}"
    one, ten = (in_own_process("tests.benchmarks.speed.lengths", str(times)) for times in (1, 10))
    yield f"10 times the text: {float(ten) / float(one):.1f} times the processor time"
    rates = [float(in_own_process("tests.benchmarks.speed.jobs", str(jobs))) for jobs in (1, 2)]
    told = " and ".join(f"{rate:.1f}" for rate in rates)
    yield f"one job and two jobs: {told} documents a second on the clock ({rates[1] / rates[0]:.2f} times)"


def main() -> None:
    """Print the tables of a run of pytest-benchmark, then measure what needs processes of its own."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("json", type=Path)
    given = parser.parse_args()
    sys.stdout.write(f"\nProcessor time, best of rounds (times the blank tokenizer's)\n\n{stages(given.json)}\n\n")
    for line in processes():
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
