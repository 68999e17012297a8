"""Entities of the PICO corpus against its annotations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final, TypeVar

from pipeline.score.counts import Counts
from tests.benchmarks.overlaps import numbers_in
from tests.benchmarks.running import Figure, Row, text_of

PEOPLE: Final = ("total-participants", "intervention-participants", "control-participants")
VALUES: Final = ("bin-abs", "bin-percent", "cont-mean", "cont-median", "cont-sd", "cont-q1", "cont-q3")
NUMERIC: Final = frozenset({*PEOPLE, *(f"{side}-{value}" for side in ("iv", "cv") for value in VALUES)})
Entity = tuple[str, int, int]
T = TypeVar("T")


def judge(reference: Path, rows: Sequence[Row]) -> tuple[Figure, ...]:
    """Entity and numbers F1 over the abstracts of a folder; one without a prediction has none."""
    predicted = {row["doc_id"]: row["entities"] for row in rows}
    exact, numeric, spans = Counts(), Counts(), Counts()
    paths = sorted(reference.glob("*.ann"))
    for path in paths:
        text = text_of(path.with_suffix(".txt"))
        gold = list(annotated(text_of(path)))
        given = [(entity["label"], entity["start"], entity["end"]) for entity in predicted.get(path.stem, ())]
        exact += counted(Counter(gold), Counter(given))
        spans += counted(Counter(_of_numbers(gold)), Counter(_of_numbers(given)))
        numeric += counted(Counter(labelled(text, gold)), Counter(labelled(text, given)))
    over = f"{len(paths)} abstracts"
    published = "trained .696 to .733; a regex, untrained .20"
    return (
        Figure("Entity F1 (label and span, micro)", over, exact.f1, published),
        Figure("Entity precision", over, exact.precision),
        Figure("Entity recall", over, exact.recall),
        Figure("Entity F1, number and participants labels", over, spans.f1),
        Figure("Numbers F1 (label and number)", over, numeric.f1),
        Figure("Numbers precision", over, numeric.precision),
        Figure("Numbers recall", over, numeric.recall),
    )


def annotated(brat: str) -> Iterator[Entity]:
    """The entities of a brat file."""
    for line in brat.splitlines():
        if line.startswith("T"):
            label, *places = line.split("\t")[1].replace(";", " ").split()
            yield label, int(places[0]), int(places[-1])


def labelled(text: str, entities: Iterable[Entity]) -> Iterator[tuple[str, Decimal]]:
    """The numbers of the numeric labels, wherever they stand."""
    for label, start, end in _of_numbers(entities):
        yield from ((label, number) for number in numbers_in(text[start:end]))


def counted(gold: Counter[T], given: Counter[T]) -> Counts:
    """Right, spurious and missed of two multisets."""
    right = (gold & given).total()
    return Counts(right, given.total() - right, gold.total() - right)


def _of_numbers(entities: Iterable[Entity]) -> Iterator[Entity]:
    return (entity for entity in entities if entity[0] in NUMERIC)
