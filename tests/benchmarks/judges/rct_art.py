"""Tables of RCT-ART against the tables of its annotations."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pipeline.score.counts import Counts
from tests.benchmarks.overlaps import best_pairs, numbers_in, token_f1
from tests.benchmarks.running import Figure, Row, read_rows

TOTAL: Final = "total study group"
ALIKE: Final = 0.5
FILES: Final = ("train.jsonl", "dev.jsonl", "test.jsonl")
Cells = tuple[frozenset[str], frozenset[str], frozenset[str]]


@dataclass(frozen=True, slots=True)
class Told:
    """A number with the names of its arm and outcome, either of which may be empty."""

    number: Decimal
    arm: str
    outcome: str


def judge(reference: Path, rows: Sequence[Row]) -> tuple[Figure, ...]:
    """The scores over the sentences of a folder (or one file); one without a prediction has an empty table."""
    predicted = {row["doc_id"]: row for row in rows}
    files = [reference] if reference.is_file() else [reference / name for name in FILES if (reference / name).is_file()]
    numbers, lenient, strict, relaxed = Counts(), Counts(), Counts(), Counts()
    sentences = [row for file in files for row in read_rows(file)]
    for sentence in sentences:
        gold, given = sentence["table"], predicted.get(sentence["doc_id"], {"rows": ()})
        numbers += _paired(list(told(gold)), list(told(given)), _same)
        lenient += _paired(list(told(gold)), list(told(given)), _same_or_unnamed)
        strict += _equal(cells(gold), cells(given))
        relaxed += _paired(cells(gold), cells(given), _alike)
    over = f"{len(sentences)} sentences"
    return (
        Figure("Numbers F1 (with arm and outcome)", over, numbers.f1, "BioBERT, trained, on other sentences .773"),
        Figure("Numbers F1, an empty name equal to any", over, lenient.f1, "the same, if it was measured so"),
        Figure("Numbers precision", over, numbers.precision),
        Figure("Numbers recall", over, numbers.recall),
        Figure("Rows F1, strict", over, strict.f1, "BioBERT .670"),
        Figure("Rows F1, relaxed", over, relaxed.f1, "BioBERT .807"),
    )


def told(table: Row) -> Iterator[Told]:
    """Every number of a table's measures; one of all patients, printed in both columns, counts once and has no arm."""
    for row in table["rows"]:
        outcome = " ".join(part for part in row["outcome"] if part != TOTAL)
        if TOTAL in row["outcome"]:
            sources: list[tuple[str, Iterable[str]]] = [("", dict.fromkeys((*row["arm1"], *row["arm2"])))]
        else:
            sources = [(_name(table.get(arm)), row[arm]) for arm in ("arm1", "arm2")]
        for arm, measures in sources:
            for measure in measures:
                yield from (Told(number, arm, outcome) for number in numbers_in(measure))


def cells(table: Row) -> list[Cells]:
    """The rows as sets of printed parts: outcome, first arm, second arm."""
    return [tuple(_parts(row[name]) for name in ("outcome", "arm1", "arm2")) for row in table["rows"]]  # type: ignore[misc]


def _parts(cell: Iterable[str]) -> frozenset[str]:
    return frozenset(" ".join(part.split()) for part in cell)


def _name(given: Any) -> str:
    return given if isinstance(given, str) else " ".join(given or ())


def _same(gold: Told, given: Told) -> float:
    if gold.number != given.number:
        return 0.0
    alike = [token_f1(gold.arm, given.arm), token_f1(gold.outcome, given.outcome)]
    return float(min(alike) >= ALIKE)


def _same_or_unnamed(gold: Told, given: Told) -> float:
    """The same where a name that one side lacks is not held against it."""
    arm, outcome = (gold.arm, given.arm), (gold.outcome, given.outcome)
    one = Told(gold.number, *(names[0] if all(names) else "" for names in (arm, outcome)))
    other = Told(given.number, *(names[1] if all(names) else "" for names in (arm, outcome)))
    return _same(one, other)


def _alike(gold: Cells, given: Cells) -> float:
    """Whether each cell shares half of its words with its counterpart, or both are empty."""
    pairs = zip(gold, given, strict=True)
    return float(min(token_f1(" ".join(sorted(one)), " ".join(sorted(other))) for one, other in pairs) >= ALIKE)


def _paired(golds: list[Any], guesses: list[Any], credit: Any) -> Counts:
    right = len(best_pairs(golds, guesses, credit))
    return Counts(right, len(guesses) - right, len(golds) - right)


def _equal(gold: list[Cells], given: list[Cells]) -> Counts:
    right = (Counter(gold) & Counter(given)).total()
    return Counts(right, len(given) - right, len(gold) - right)
