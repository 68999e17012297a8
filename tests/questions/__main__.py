"""``python -m tests.questions``: ask the annotated questions of the articles, print how right the answers are.

``--half development`` or ``--half held-out`` asks one half only. Wrong rows are listed of the development half alone, so
that the other stays unseen.
"""

import argparse
import sys
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Final

from pipeline.evidence import ask
from pipeline.extraction import Extraction
from tests.benchmarks.found import finder
from tests.benchmarks.running import table
from tests.questions.rows import FOLDER, HALVES, questions
from tests.questions.scoring import Answered, answered, figures

ARTICLES: Final = Path(__file__).parents[3] / "shared" / "jats"


def asked(folder: Path, articles: Path, halves: tuple[str, ...]) -> list[Answered]:
    """The questions of these halves with their answers; each article is read once."""
    find = finder()
    read: dict[str, Extraction | None] = {}
    found: list[Answered] = []
    seconds: list[float] = []
    for one in questions(folder):
        if one.half not in halves:
            continue
        if one.article not in read:
            read[one.article] = find.extraction(articles / f"{one.article}.xml")
        extraction = read[one.article]
        begun = perf_counter()
        found.append(answered(one, None if extraction is None else ask(extraction, one.question)))
        seconds.append(perf_counter() - begun)
    if seconds:
        sys.stdout.write(f"seconds an answer: median {median(seconds):.2f}, longest {max(seconds):.2f}\n\n")
    return found


def main() -> None:
    """Prints the figures of each half."""
    parser = argparse.ArgumentParser(prog="python -m tests.questions", description=__doc__)
    parser.add_argument("--questions", type=Path, default=FOLDER, help="folder of annotated questions")
    parser.add_argument("--articles", type=Path, default=ARTICLES, help="folder of the articles as JATS XML")
    parser.add_argument("--half", choices=HALVES, help="ask this half only")
    given = parser.parse_args()
    halves = (given.half,) if given.half else HALVES
    found = asked(given.questions, given.articles, halves)
    for name in halves:
        rows = [row for row in found if row.asked.half == name]
        sys.stdout.write(f"{table(figures(rows, name))}\n")
    for row in found:
        if row.asked.half == HALVES[0] and row.wrong:
            wrong = ", ".join(f"{n} {row.given.get(n)} (is {row.asked.expected[n]})" for n in row.wrong)
            sys.stdout.write(f"{row.asked.id} {row.asked.question.outcome}: {wrong}\n")


if __name__ == "__main__":
    main()
