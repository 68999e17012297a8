"""Data rows of RevMan, in the columns of its data package (``…-data-rows.csv``, which R's ``meta`` reads too)."""

from collections.abc import Iterable
from math import sqrt
from pathlib import Path
from typing import Final

from pipeline.evidence.exports.effected import Effected, derivations, label, places, tuples
from pipeline.evidence.exports.tabular import rounded, write_csv
from pipeline.store.columns import Value

COLUMNS: Final = (
    "Analysis group", "Analysis number", "Analysis name", "Subgroup", "Study", "Study year", "GIV Mean", "GIV SE",
    "CI start", "CI end", "Experimental cases", "Experimental N", "Experimental mean", "Experimental SD",
    "Control cases", "Control N", "Control mean", "Control SD", "O-E", "Variance", "Weight", "Footnotes",
)  # fmt: skip
_SIDES: Final = ("Experimental", "Control")
_SLOTS: Final = {"cases": "events", "N": "group_size", "mean": "mean", "SD": "standard_deviation"}


def rows(items: Iterable[Effected]) -> list[dict[str, Value]]:
    """A row an answer; every comparison is an analysis group, every outcome of it an analysis."""
    groups: dict[tuple[str, str], dict[str, int]] = {}
    made: list[dict[str, Value]] = []
    for item in items:
        question = item.answer.question
        numbers = groups.setdefault((question.intervention, question.comparator), {})
        number = numbers.setdefault(label(item), len(numbers) + 1)
        group = list(groups).index((question.intervention, question.comparator)) + 1
        made.append({"Analysis group": group, "Analysis number": number, **_row(item)})
    return made


def _row(item: Effected) -> dict[str, Value]:
    cells: dict[str, Value] = {"Analysis name": label(item), "Study": item.answer.doc_id}
    for side, group in zip(_SIDES, item.answer.groups, strict=True):
        cells |= {f"{side} {name}": group.value(slot) for name, slot in _SLOTS.items()}
    found = item.poolable
    if found is not None:
        low, high = (rounded(v) for v in found.shown[1:])
        giv = {
            "GIV Mean": rounded(found.estimate),
            "GIV SE": rounded(sqrt(found.variance)),
            "CI start": low,
            "CI end": high,
        }
        cells |= giv
    notes = (f"not poolable: {item.reason}" if item.reason else "", derivations(item), _tuples(item), places(item))
    return {**cells, "Footnotes": " | ".join(note for note in notes if note) or None}


def _tuples(item: Effected) -> str:
    found = tuples(item)
    return f"tuples {found}" if found else ""


def write(items: Iterable[Effected], target: Path) -> int:
    """A CSV file of data rows; gives their number."""
    return write_csv(rows(items), target, COLUMNS)
