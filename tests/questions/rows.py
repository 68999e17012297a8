"""The annotated questions: what is asked, what a reader found, which half an article belongs to."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.evidence.question import SLOTS, Question
from tests.benchmarks.running import read_rows

FOLDER: Final = Path(__file__).parents[2] / "gold" / "questions"
HALVES: Final = ("development", "held-out")  # the second in a folder of that name
SIDES: Final = ("intervention", "comparator")
Value = Decimal | None


@dataclass(frozen=True, slots=True)
class Asked:
    """A question to an article with its answer.

    ``expected`` has a value for each of the four or six fields, None where the article does not tell it; ``others`` are
    readings that count as right too; the fields in ``derived`` follow by arithmetic, so that rounding may differ;
    ``elements`` are the places in the XML that tell the answer.
    """

    id: str
    article: str
    half: str
    question: Question
    expected: Mapping[str, Value]
    elements: tuple[str, ...]
    others: Mapping[str, tuple[Value, ...]] = field(default_factory=dict)
    derived: frozenset[str] = frozenset()


def questions(folder: Path = FOLDER) -> Iterator[Asked]:
    """All annotated questions, article by article."""
    for path in sorted((*folder.glob("*.jsonl"), *(folder / HALVES[1]).glob("*.jsonl"))):
        for row in read_rows(path):
            kind = row["outcome_type"]
            names = [f"{side}_{slot}" for side in SIDES for slot in SLOTS[kind]]
            yield Asked(
                id=row["id"],
                article=path.stem,
                half=HALVES[path.parent.name == HALVES[1]],
                question=Question(
                    row["intervention"],
                    row["comparator"],
                    row["outcome"],
                    kind,
                    at=row.get("at", ""),
                    population=row.get("population", ""),
                ),
                expected={name: _value(row[name]) for name in names},
                elements=tuple(row["elements"]),
                others={n: tuple(map(_value, v)) for n, v in row.get("alternatives", {}).items()},
                derived=frozenset(row.get("derived", ())),
            )


def _value(printed: object) -> Value:
    return None if printed is None else Decimal(str(printed))
