"""How many judged cells come out right, field by field.

``judged.csv`` names a cell by file, table, place and printed figures. Its ``role`` says what a careful reader takes it for:
``result`` (a tuple of its own), ``part`` (it completes one: a p value, an SD, a size) or ``none`` (no result). The other
columns are the fields of the tuple as short names and figures; ``-`` is null, ``?`` or nothing was not judged.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path

from pipeline.document import Cell, Document, Table
from pipeline.extraction import Extraction
from pipeline.schema import Result

JUDGED = Path(__file__).with_name("judged.csv")
FIELDS = ("value", "statistic", "spread", "arm", "outcome", "time", "comparator", "n", "count", "denominator")


@dataclass(frozen=True, slots=True)
class Score:
    """Of the judged cells: how many were right in each field, and how many in all."""

    right: Counter[str]
    asked: Counter[str]
    wrong: tuple[str, ...] = ()

    def share(self, field: str) -> float:
        """The share of right among the asked."""
        return self.right[field] / max(self.asked[field], 1)

    def __str__(self) -> str:
        return " ".join(f"{f} {self.right[f]}/{self.asked[f]}" for f in ("cell", "role", *FIELDS) if self.asked[f])


def judged() -> list[dict[str, str]]:
    """The rows of the sample."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def score(pairs: Iterable[tuple[Extraction, Sequence[dict[str, str]]]]) -> Score:
    """The score over documents, each with its judged rows."""
    right: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    wrong: list[str] = []
    for extraction, rows in pairs:
        for row in rows:
            verdicts = dict(_verdicts(extraction, row))
            asked.update(verdicts.keys())
            right.update(field for field, good in verdicts.items() if good)
            asked["cell"] += 1
            right["cell"] += all(verdicts.values())
            if not all(verdicts.values()):
                bad = ", ".join(f for f, good in verdicts.items() if not good)
                wrong.append(f"{row['file']} {row['table']} {row['cell']}: {bad}")
    return Score(right, asked, tuple(wrong))


def judgements(extraction: Extraction, rows: Sequence[dict[str, str]]) -> Iterator[tuple[Result, bool]]:
    """The results that begin at a judged cell, each with whether the cell is right in every field."""
    for row in rows:
        found = _cell(extraction.document, extraction.tables, row)
        if found is not None:
            right = all(good for _, good in _verdicts(extraction, row))
            yield from ((r, right) for r in extraction.results if r.source.start == found[1].extent.start)


def _verdicts(extraction: Extraction, row: dict[str, str]) -> Iterator[tuple[str, bool]]:
    found = _cell(extraction.document, extraction.tables, row)
    if found is None:
        yield "role", False
        return
    table, cell = found
    inside = [r for r in extraction.results if table.extent.start <= r.source.start < table.extent.end]
    own = [r for r in inside if r.source.start == cell.extent.start]
    if row["role"] == "none":
        yield "role", not any(r.source.start <= cell.extent.start < r.source.end for r in inside)
    elif row["role"] == "part":
        in_row = {c.extent.start for c in table.cells if c.row_path == cell.row_path}
        beside = [r for r in inside if r.source.start in in_row]
        yield (
            "role",
            any(_holds(r, Decimal(row["value"])) for r in beside) and (not own or own[0].statistic == "p_value"),
        )
    elif not own:
        yield "role", False
    else:
        yield "role", True
        yield from ((f, _agrees(own[0], f, row[f])) for f in FIELDS if row[f] not in {"", "?"})


def _cell(document: Document, tables: Sequence[Table], row: dict[str, str]) -> tuple[Table, Cell] | None:
    listed = [t for t in tables if t.label == row["table"]]
    fitting = [(t, c) for t in listed for c in t.cells if c.extent.of(document.text) == row["cell"]]
    at = int(row["row"]), int(row["column"])
    return min(fitting, key=lambda f: (abs(f[1].row - at[0]), abs(f[1].column - at[1])), default=None)


def _holds(result: Result, value: Decimal) -> bool:
    spread = result.dispersion
    numbers = [result.p_value.value if result.p_value else None, result.arm_n, result.denominator]
    numbers += [spread.value, spread.low, spread.high] if spread else []
    return value in [n for n in numbers if n is not None]


def _agrees(result: Result, field: str, wanted: str) -> bool:
    if field == "spread":
        kind = result.dispersion.type or "" if result.dispersion else None
        return (kind is None) if wanted == "-" else kind == wanted
    if field == "time":
        return _is_time(result, wanted)
    given = {"n": result.arm_n}[field] if field == "n" else getattr(result, field)
    if wanted == "-":
        return given is None
    if field in {"arm", "outcome", "comparator"}:
        return given is not None and _words(wanted) in _words(str(given))
    if field == "statistic":
        return bool(given == wanted)
    return given is not None and Decimal(given) == Decimal(wanted)


def _is_time(result: Result, wanted: str) -> bool:
    if wanted == "-":
        return result.timepoint_text is None
    try:
        return result.timepoint_days == Decimal(wanted)
    except InvalidOperation:
        return wanted.casefold() in (result.timepoint_text or "").casefold()


def _words(name: str) -> str:
    return re.sub(r"[^\w<>≥≤&+.]+", " ", name.casefold()).strip()
