"""What the checks look at, and how they say what they doubt."""

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, TypeVar

import regex

from pipeline.document import Passage
from pipeline.extent import Extent
from pipeline.extraction import Finding
from pipeline.schema import Place, Result

_Item = TypeVar("_Item")

# A bound or a guess in words has no rounding interval of its own.
_VAGUE: Final = frozenset(["lower_bound", "upper_bound", "approximate"])
# How the column of all groups is called.
TOTAL: Final = regex.compile(r"(?i)^(?:total|all|overall|all (?:patients|participants|subjects|groups|arms)|"
                              r"whole (?:group|cohort|sample)|entire cohort|both groups)(?: population)?$")  # fmt: skip
_SENTENCE_END: Final = regex.compile(r"[.?!]\s{1,9}(?=\p{Lu})")


@dataclass(frozen=True, slots=True)
class Record:
    """A document as read: its text, its results in order of place, its running text.

    ``whole`` are names, in small letters, of scales that give each person a whole number.
    """

    text: str
    results: tuple[Result, ...]
    passages: tuple[Passage, ...] = ()
    whole: frozenset[str] = frozenset()


Check = Callable[[Record], Iterator[Finding]]


def doubt(
    result: Result,
    severity: str,
    message: str,
    against: Extent | None = None,
    working: str = "",
    proposal: str = "",
) -> Finding:
    """A finding about a result; the audit adds the name of the check."""
    return Finding("", severity, message, at(result), against, working, proposal)


def at(result: Result) -> Extent:
    """Where the result's numeric expression stands."""
    return Extent(result.source.start, result.source.end)


def evidence(result: Result, *fields: str) -> Extent | None:
    """Where the first of these fields that has evidence was read."""
    place: Place | None = next((result.evidence[name] for name in fields if name in result.evidence), None)
    return None if place is None else Extent(place.start, place.end)


def is_exact(result: Result) -> bool:
    """Whether the value is printed as such: no bound, nothing approximate."""
    return _VAGUE.isdisjoint(result.flags)


def group_sizes(record: Record) -> dict[str, int]:
    """The size of each group for which the document tells just one, in a place that no other group shares."""
    told: dict[str, set[int]] = {}
    places: dict[Extent, set[str]] = {}
    for result in record.results:
        size = result.arm_n or result.denominator
        if result.arm is None or not size or result.study is not None:
            continue
        told.setdefault(result.arm, set()).add(size)
        places.setdefault(evidence(result, "arm_n", "denominator") or at(result), set()).add(result.arm)
    shared = {arm for arms in places.values() if len(arms) > 1 for arm in arms}
    return {arm: sizes.pop() for arm, sizes in told.items() if len(sizes) == 1 and arm not in shared}


def size_place(record: Record, size: int | None) -> Extent | None:
    """Where the document first tells a group of this size."""
    told = (r for r in record.results if size is not None and size in (r.arm_n, r.denominator))
    places = (evidence(r, "arm_n", "denominator") or (at(r) if r.count == size else None) for r in told)
    return next((place for place in places if place is not None), None)


def in_table(result: Result) -> bool:
    """Whether the result is a cell of a table."""
    return result.source.table is not None and result.source.section == "table"


def in_one_sentence(record: Record, first: Result, second: Result) -> bool:
    """Whether no sentence ends between two results, the second being the later one."""
    if in_table(first) or in_table(second):
        return False
    return _SENTENCE_END.search(record.text, first.source.end, second.source.start) is None


def groups(items: Iterable[_Item], key: Callable[[_Item], Hashable | None]) -> Iterator[Sequence[_Item]]:
    """The items with the same key, in order of first appearance; those whose key is None are left out."""
    found: dict[Hashable, list[_Item]] = {}
    for item in items:
        named = key(item)
        if named is not None:
            found.setdefault(named, []).append(item)
    return iter(found.values())


def rows(record: Record) -> Iterator[Sequence[Result]]:
    """The results of each table row, left to right."""
    return groups(record.results, row)


def row(result: Result) -> Hashable | None:
    """Which row of which table the result stands in."""
    return (result.source.table, result.source.row) if in_table(result) and result.source.row else None


def named(result: Result) -> str:
    """The result in a message: ``Systemic steroid 65.66``."""
    return f"{result.outcome} {result.value:f}"


def listed(values: Iterable[object]) -> str:
    """Values as a sum is written: ``4 + 48 + 38``."""
    return " + ".join(str(value) for value in values)
