"""Whether a gold row uses only the fields and words of the contract."""

from collections.abc import Iterator
from typing import Final

from pipeline.schema import CATEGORIES, FIELDS, OPERATORS, SECTIONS, SPREADS, STATISTICS
from pipeline.score.items import Row

GOLD_ONLY: Final = ("alternatives", "aliases", "optional", "note")
# What only a pipeline can say about its own tuple.
PIPELINE_ONLY: Final = ("tuple_id", "mentions", "evidence", "rule", "confidence")
KNOWN: Final = frozenset((*FIELDS, *GOLD_ONLY))
NEEDED: Final = tuple(name for name in FIELDS if name not in PIPELINE_ONLY)
SOURCE: Final = frozenset(("section", "table", "row", "column", "page", "start", "end", "text"))
ALIASED: Final = frozenset(("arm", "outcome", "comparator", "study", "subgroup"))


def vocabulary(row: Row) -> Iterator[str]:
    """What the row says that the contract does not know, and what it leaves out."""
    yield from (f"unknown field {name}" for name in sorted(row.keys() - KNOWN))
    yield from (f"lacks {name}" for name in NEEDED if name not in row)
    yield from _one_of(row, "category", CATEGORIES)
    yield from _one_of(row, "statistic", STATISTICS)
    source = _inner(row, "source")
    yield from (f"unknown field source.{name}" for name in sorted(source.keys() - SOURCE))
    yield from _one_of(source, "section", SECTIONS)
    if row.get("dispersion") is not None:
        yield from _one_of(_inner(row, "dispersion"), "type", SPREADS)
    if row.get("p_value") is not None:
        yield from _one_of(_inner(row, "p_value"), "op", OPERATORS)
    yield from _other_values(row)
    if not isinstance(row.get("optional", False), bool):
        yield "optional is not true or false"


def _other_values(row: Row) -> Iterator[str]:
    alternatives, aliases = _inner(row, "alternatives"), _inner(row, "aliases")
    yield from (f"alternatives for unknown field {n}" for n in sorted(alternatives.keys() - set(FIELDS)))
    yield from (f"alternatives.{n} is not a list" for n, v in alternatives.items() if not isinstance(v, list))
    yield from (f"aliases for unknown field {n}" for n in sorted(aliases.keys() - ALIASED))
    for name, words in (("category", CATEGORIES), ("statistic", STATISTICS)):
        given = alternatives.get(name)
        for value in given if isinstance(given, list) else ():
            if value not in words:
                yield f"alternatives.{name} {value!r} is unknown"


def _one_of(row: Row, name: str, words: tuple[str | None, ...]) -> Iterator[str]:
    if name in row and row[name] not in words:
        yield f"{name} {row[name]!r} is none of {', '.join(map(str, words))}"


def _inner(row: Row, name: str) -> Row:
    value = row.get(name)
    return value if isinstance(value, dict) else {}
