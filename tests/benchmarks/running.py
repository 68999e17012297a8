"""How a benchmark is run: its arguments, its files, its table of figures."""

import argparse
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pipeline.schema import to_json
from tests.benchmarks.found import Find, finder

Row = Mapping[str, Any]
COLUMNS: Final = ("Measure", "Over", "Armwise", "Published")


@dataclass(frozen=True, slots=True)
class Figure:
    """One score: what is measured over how many of what, ours, and what others published."""

    measure: str
    over: str
    ours: float
    published: str = ""

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """The columns of a table; a share has three digits, a count none."""
        ours = f"{self.ours:.3f}".removeprefix("0") if isinstance(self.ours, float) else str(self.ours)
        return self.measure, self.over, ours, self.published


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark: its predictions from a folder of inputs, its figures from references and predictions."""

    name: str
    predict: Callable[[Path, Find], Iterator[Row]]
    judge: Callable[[Path, Sequence[Row]], tuple[Figure, ...]]

    def main(self, arguments: Sequence[str] | None = None) -> None:
        """Writes the predictions; prints the figures when references are given."""
        parser = argparse.ArgumentParser(prog=f"python -m tests.benchmarks.{self.name}", description=__doc__)
        parser.add_argument("--inputs", type=Path, required=True, help=f"folder laid out as shared/peers/{self.name}")
        parser.add_argument("--to", type=Path, required=True, help="predictions (JSONL) to write")
        parser.add_argument("--reference", type=Path, help="folder (or file) with the references; prints the figures")
        given = parser.parse_args(arguments)
        self.write(given.inputs, given.to, finder())
        if given.reference is not None:
            figures = self.judge(given.reference, read_rows(given.to))
            sys.stdout.write(f"{self.name}\n{table(figures)}\n")

    def write(self, inputs: Path, to: Path, find: Find) -> None:
        """Writes the predictions of a folder of inputs."""
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("w", encoding="utf-8") as file:
            file.writelines(to_json(row) + "\n" for row in self.predict(inputs, find))


def read_rows(path: Path) -> tuple[Row, ...]:
    """The objects of a JSONL file, numbers with their printed digits."""
    lines = path.read_text(encoding="utf-8").split("\n")
    return tuple(json.loads(line, parse_float=Decimal) for line in lines if line.strip())


def text_of(path: Path) -> str:
    """The decoded file, its line ends untouched, so that offsets fit."""
    with path.open(encoding="utf-8", newline="") as file:
        return file.read()


def table(figures: Iterable[Figure]) -> str:
    """The figures as a Markdown table with even columns."""
    rows = [COLUMNS, *(figure.cells for figure in figures)]
    widths = [max(len(row[k]) for row in rows) for k in range(len(COLUMNS))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |" for row in rows
    ]
    return "\n".join([lines[0], "|" + "|".join("-" * (width + 2) for width in widths) + "|", *lines[1:]]) + "\n"
