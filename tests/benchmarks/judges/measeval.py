"""Quantities of MeasEval against its annotations."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from pipeline.score.counts import share
from tests.benchmarks.overlaps import Soft, Span, best_pairs, soft, span_f1
from tests.benchmarks.running import Figure, Row, text_of

KINDS: Final = (
    "Quantity",
    "Unit",
    "Modifier",
    "MeasuredEntity",
    "MeasuredProperty",
    "Qualifier",
    "HasQuantity",
    "HasProperty",
    "Qualifies",
)
THINGS: Final = ("MeasuredEntity", "MeasuredProperty", "Qualifier")
RELATIONS: Final = ("HasQuantity", "HasProperty", "Qualifies")
NAMES: Final = {"entity": "MeasuredEntity", "property": "MeasuredProperty", "quantity": "Quantity"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A relation by the place of its source and the kind of its target."""

    kind: str
    source: Span
    target: str


@dataclass(frozen=True, slots=True)
class Measured:
    """One quantity with all that is annotated of it."""

    span: Span
    unit: str | None = None
    mods: tuple[str, ...] = ()
    things: Mapping[str, tuple[Span, ...]] = field(default_factory=dict)
    relations: tuple[Relation, ...] = ()


def judge(reference: Path, rows: Sequence[Row]) -> tuple[Figure, ...]:
    """The scores over the paragraphs of a folder; one without a prediction has no quantity."""
    predicted = {row["doc_id"]: row["quantities"] for row in rows}
    totals = dict.fromkeys(KINDS, Soft())
    units = Soft()
    paths = paragraphs(reference)
    for path in paths:
        text = text_of(path)
        tsv = path.parent.parent / "tsv" / f"{path.stem}.tsv"
        golds = annotated(text_of(tsv)) if tsv.is_file() else ()
        found, named = _judged(text, golds, [given(row) for row in predicted.get(path.stem, ())])
        totals = {kind: totals[kind] + found[kind] for kind in KINDS}
        units += named
    return _figures(totals, units, f"{len(paths)} paragraphs")


def _figures(totals: Mapping[str, Soft], units: Soft, over: str) -> tuple[Figure, ...]:
    items = sum(totals.values(), Soft())
    quantity = totals["Quantity"]
    return (
        Figure(
            "Quantity F1 (token overlap)",
            over,
            quantity.f1,
            "a number regex .546; grobid-quantities .673 soft, .543 strict",
        ),
        Figure("Quantity, mean over its items", over, quantity.mean),
        Figure("All nine kinds, mean over the items", over, items.mean, "winner .519"),
        Figure(
            "All nine kinds, mean of their F1",
            over,
            sum(soft.f1 for soft in totals.values()) / len(KINDS),
            "winner .519",
        ),
        Figure("Unit accuracy", f"{units.gold} found quantities with a unit", share(units.credit, units.gold)),
        *(Figure(f"{kind} F1", f"{totals[kind].gold} annotated", totals[kind].f1) for kind in KINDS[1:]),
    )


def paragraphs(folder: Path) -> list[Path]:
    """The texts of a folder, which may be cut into train and trial."""
    return sorted((path for path in folder.rglob("*.txt") if path.parent.name == "text"), key=lambda path: path.stem)


def annotated(tsv: str) -> tuple[Measured, ...]:
    """The quantities of an annotation file."""
    lines = [line.split("\t") for line in tsv.splitlines()[1:] if line.strip()]
    sets: dict[str, list[list[str]]] = {}
    for line in lines:
        sets.setdefault(line[1], []).append(line)
    kinds = {line[5]: line[2] for line in lines}
    made = (_measured(group, kinds) for group in sets.values())
    return tuple(measured for measured in made if measured is not None)


def _measured(lines: Iterable[Sequence[str]], kinds: Mapping[str, str]) -> Measured | None:
    quantity: tuple[Span, str | None, tuple[str, ...]] | None = None
    things: dict[str, tuple[Span, ...]] = {}
    relations: list[Relation] = []
    for _, _, kind, start, end, _, _, *rest in lines:
        span = (int(start), int(end))
        other = json.loads(rest[0]) if rest and rest[0].strip() else {}
        if kind == "Quantity":
            quantity = (span, other.get("unit"), tuple(other.get("mods", ())))
        else:
            things[kind] = (*things.get(kind, ()), span)
            relations += [Relation(name, span, kinds.get(other[name], "")) for name in RELATIONS if name in other]
    return None if quantity is None else Measured(*quantity, things, tuple(relations))


def given(row: Row) -> Measured:
    """A predicted quantity in the annotations' form; the relations follow from what it has."""
    things: dict[str, tuple[Span, ...]] = {
        NAMES[name]: (_span(row[name]),) for name in ("entity", "property") if row.get(name)
    }
    qualifiers = row.get("qualifiers") or ()
    relations = [Relation("Qualifies", _span(q), NAMES.get(q.get("of", ""), "")) for q in qualifiers]
    entity, measured = things.get("MeasuredEntity"), things.get("MeasuredProperty")
    owner = measured or entity
    if owner:
        relations.append(Relation("HasQuantity", owner[0], "Quantity"))
    if entity and measured:
        relations.append(Relation("HasProperty", entity[0], "MeasuredProperty"))
    if qualifiers:
        things["Qualifier"] = tuple(_span(q) for q in qualifiers)
    return Measured(_span(row), row.get("unit"), tuple(row.get("mods") or ()), things, tuple(relations))


def _span(row: Row) -> Span:
    return row["start"], row["end"]


def _judged(text: str, golds: Sequence[Measured], guesses: Sequence[Measured]) -> tuple[dict[str, Soft], Soft]:
    """The credits of each kind in one paragraph, and the units of the found quantities."""
    pairs = best_pairs(golds, guesses, lambda one, other: span_f1(text, one.span, other.span))
    totals = dict.fromkeys(KINDS, Soft())
    totals["Quantity"] = Soft(sum(worth for _, _, worth in pairs), len(pairs), len(golds), len(guesses))
    empty = Measured((0, 0))
    apart = [(gold, empty) for i, gold in enumerate(golds) if i not in {i for i, _, _ in pairs}]
    apart += [(empty, guess) for j, guess in enumerate(guesses) if j not in {j for _, j, _ in pairs}]
    both = [(golds[i], guesses[j]) for i, j, _ in pairs]
    for gold, guess in (*both, *apart):
        for kind, credits in _compared(text, gold, guess):
            totals[kind] += credits
    units = sum((_units(gold, guess) for gold, guess in both if gold.unit), Soft())
    return totals, units


def _compared(text: str, gold: Measured, guess: Measured) -> Iterator[tuple[str, Soft]]:
    """The credits of everything but the quantities themselves."""
    yield "Unit", _units(gold, guess)
    yield "Modifier", soft(gold.mods, guess.mods, lambda one, other: float(one == other))
    for kind in THINGS:
        ours, theirs = guess.things.get(kind, ()), gold.things.get(kind, ())
        yield kind, soft(theirs, ours, lambda one, other: span_f1(text, one, other))
    for kind in RELATIONS:
        wanted, told = ([relation for relation in side.relations if relation.kind == kind] for side in (gold, guess))
        yield kind, soft(wanted, told, lambda one, other: _same_relation(text, one, other))


def _same_relation(text: str, one: Relation, other: Relation) -> float:
    """Whether the targets are of one kind and the sources overlap."""
    return float(one.target == other.target and span_f1(text, one.source, other.source) > 0)


def _units(gold: Measured, guess: Measured) -> Soft:
    return soft(
        [gold.unit] if gold.unit else [], [guess.unit] if guess.unit else [], lambda one, other: float(one == other)
    )
