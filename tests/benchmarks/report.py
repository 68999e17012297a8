"""All benchmarks in one run: their predictions, four tables, and the tables of docs/BENCHMARKS.md."""

import argparse
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from tests.benchmarks import measeval, pico_corpus, rct_art, yun2024
from tests.benchmarks.found import Find, finder
from tests.benchmarks.running import Benchmark, read_rows, table

BENCHMARKS: Final = (yun2024.BENCHMARK, pico_corpus.BENCHMARK, rct_art.BENCHMARK, measeval.BENCHMARK)
BEGIN: Final = "<!-- figures of the last run: begin -->"
END: Final = "<!-- figures of the last run: end -->"


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs what is there, prints the tables, and with ``--write`` puts them into the document."""
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.report", description=__doc__)
    parser.add_argument("--peers", type=Path, default=Path("../shared/peers"), help="folder with a folder a benchmark")
    parser.add_argument("--to", type=Path, default=Path("out/benchmarks"), help="folder for the predictions")
    parser.add_argument("--write", type=Path, help="document whose figures are replaced")
    given = parser.parse_args(arguments)
    find = finder()
    parts = [_part(benchmark, given.peers / benchmark.name, given.to, find) for benchmark in BENCHMARKS]
    sys.stdout.write("\n".join(parts) + "\n")
    if given.write is not None:
        dated = f"Run of {datetime.now(UTC):%Y-%m-%d}, configuration `default`.\n"
        given.write.write_text(filled(given.write.read_text("utf-8"), "\n".join([dated, *parts])), "utf-8")


def _part(benchmark: Benchmark, inputs: Path, to: Path, find: Find) -> str:
    """The heading and table of one benchmark; a line in its place when its data are absent."""
    if not inputs.is_dir():
        return f"### {benchmark.name}\n\nNot run: no data in {inputs}.\n"
    start = time.monotonic()
    predictions = to / f"{benchmark.name}.jsonl"
    benchmark.write(inputs, predictions, find)
    seconds = time.monotonic() - start
    figures = benchmark.judge(inputs, read_rows(predictions))
    return f"### {benchmark.name}\n\n{table(figures)}\nPredicted in {seconds:.0f} s.\n"


def filled(document: str, figures: str) -> str:
    """The document with the figures in their place; raises ValueError when it has no place for them."""
    before, begin, rest = document.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        raise ValueError(f"the document lacks {BEGIN} … {END}")
    return f"{before}{BEGIN}\n\n{figures}\n{END}{after}"


if __name__ == "__main__":
    main()
