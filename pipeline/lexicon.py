"""Which words mean what: terms read from CSV files, one surface a row."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from pipeline.errors import ConfigError

COLUMNS: Final = ("id", "surface", "note")
# Notes of terms that mean nothing, or something else, in other letters: OR is a ratio, mM no mm.
CASED: Final = frozenset({"case", "whole", "symbol", "factor", "plain"})


@dataclass(frozen=True, slots=True)
class Term:
    """One way of writing one thing; ``note`` holds what its lexicon needs beside the id (a unit, a role)."""

    id: str
    surface: str
    note: str = ""

    @property
    def key(self) -> str:
        """What two rows with one meaning share: the surface, in any letter case unless the note says otherwise."""
        return self.surface if self.note in CASED else self.surface.casefold()


def read_lexicon(path: str) -> tuple[Term, ...]:
    """The terms of a CSV file with the header ``id,surface,note``.

    Raises ConfigError when the file is missing, has another header, an empty id or surface, or gives one
    surface two ids.
    """
    try:
        with Path(path).open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise ConfigError(path, f"cannot be read ({error.strerror})") from error
    if rows and tuple(rows[0]) != COLUMNS:
        raise ConfigError(path, f"header must be {','.join(COLUMNS)}")
    terms = tuple(Term(r["id"], r["surface"], r["note"] or "") for r in rows)
    _refuse_contradictions(path, terms)
    return terms


def _refuse_contradictions(path: str, terms: Iterable[Term]) -> None:
    seen: dict[str, str] = {}
    for line, term in enumerate(terms, start=2):
        if not term.id or not term.surface:
            raise ConfigError(f"{path}:{line}", "id and surface must not be empty")
        if seen.setdefault(term.key, term.id) != term.id:
            raise ConfigError(f"{path}:{line}", f"{term.surface!r} is already {seen[term.key]!r}")
