"""Answers to the questions of Yun 2024 against the annotators' answers."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.score.counts import share
from tests.benchmarks.running import Figure, Row, read_rows

FIELDS: Final = {
    "binary": ("events", "group_size"),
    "continuous": ("mean", "standard_deviation", "group_size"),
}
SIDES: Final = ("intervention", "comparator")
PUBLISHED: Final = {
    ("binary", "all"): "GPT-4 .658, GPT-3.5 .263, Mistral 7B .197",
    ("continuous", "all"): "GPT-4 .427, GPT-3.5 .273, Mistral 7B .087",
    ("binary", "complete"): "GPT-4 .730",
    ("continuous", "complete"): "GPT-4 .330",
}
Pair = tuple[Row, Row]


def judge(reference: Path, rows: Sequence[Row]) -> tuple[Figure, ...]:
    """The scores of both types; a question without a prediction is answered with unknown.

    The published figures are of the TEST rows, so these come first; the figures of all rows follow.
    """
    predicted = {row["id"]: row for row in rows}
    path = reference / "reference.jsonl" if reference.is_dir() else reference
    pairs = [(row, predicted.get(row["id"], {})) for row in read_rows(path)]
    test = [pair for pair in pairs if pair[0].get("split") == "TEST"]
    figures: list[Figure] = []
    for kind in FIELDS:
        figures += _exact(kind, _of(kind, test), "test rows", PUBLISHED)
    for kind in FIELDS:
        figures += _exact(kind, _of(kind, pairs), "rows", {})
        figures += _given(kind, _of(kind, pairs))
    return tuple(figures)


def _of(kind: str, pairs: Sequence[Pair]) -> list[Pair]:
    return [pair for pair in pairs if pair[0]["outcome_type"] == kind]


def fields(kind: str) -> tuple[str, ...]:
    """The four or six fields of a question of this type."""
    return tuple(f"{side}_{field}" for field in FIELDS[kind] for side in SIDES)


def _exact(kind: str, pairs: Sequence[Pair], rows: str, published: Mapping[tuple[str, str], str]) -> Iterator[Figure]:
    """The share of rows with every field right, unknown included; the same of rows that can be answered wholly."""
    names = fields(kind)
    complete = [pair for pair in pairs if all(pair[0].get(name) is not None for name in names)]
    for label, chosen in (("all", pairs), ("complete", complete)):
        right = sum(all(_equal(gold, given, name) for name in names) for gold, given in chosen)
        suffix = ", complete reference" if label == "complete" else ""
        over = f"{len(chosen)} {rows}{suffix}"
        yield Figure(
            f"{kind}: exact, all {len(names)} fields",
            over,
            share(right, len(chosen)) + 0.0,
            published.get((kind, label), ""),
        )
    unknown = sum(all(gold.get(name) is None for name in names) for gold, _ in pairs)
    yield Figure(f"{kind}: always unknown would get", f"{len(pairs)} {rows}", share(unknown, len(pairs)) + 0.0)


def _given(kind: str, pairs: Sequence[Pair]) -> Iterator[Figure]:
    """How far the values that were given can be trusted."""
    names = fields(kind)
    values = [(gold, given, name) for gold, given in pairs for name in names if given.get(name) is not None]
    right = sum(_equal(*value) for value in values)
    known = sum(gold.get(name) is not None for gold, _ in pairs for name in names)
    rows = f"{len(pairs)} rows"
    yield Figure(f"{kind}: precision of given values", f"{len(values)} values", share(right, len(values)) + 0.0)
    yield Figure(f"{kind}: recall of known values", f"{known} values", share(right, known) + 0.0)
    yield Figure(f"{kind}: rows with a value of the other arm", rows, sum(is_swapped(kind, *pair) for pair in pairs))
    invented = [n for gold, given, n in values if n.endswith("group_size") and gold.get(n) is None]
    yield Figure(f"{kind}: invented group sizes", rows, len(invented))


def is_swapped(kind: str, gold: Row, given: Row) -> bool:
    """Whether some given value is wrong, and is the other arm's."""
    for field in FIELDS[kind]:
        one, other = (f"{side}_{field}" for side in SIDES)
        if _number(gold, one) == _number(gold, other):
            continue
        for own, foreign in ((one, other), (other, one)):
            value = _number(given, own)
            if value is not None and value == _number(gold, foreign):
                return True
    return False


def _equal(gold: Row, given: Row, name: str) -> bool:
    return _number(gold, name) == _number(given, name)


def _number(row: Row, name: str) -> Decimal | None:
    value = row.get(name)
    return None if value is None else Decimal(value)
