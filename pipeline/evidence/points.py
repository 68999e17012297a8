"""What one place tells of one group: numbers by slot, with the words around them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import Final

from pipeline.extent import Extent

# The slots of a point. ``number`` is a figure whose head says only "n" or nothing.
SLOTS: Final = (
    "mean", "median", "sd", "se", "low", "high", "spread", "count", "denominator", "percent", "size", "number", "rate",
    "time",
)  # fmt: skip


NOBODY: Final = "nobody"  # begins the key of a sentence that says that nobody had it


@dataclass(frozen=True, slots=True)
class Read:
    """A figure of a slot with its place."""

    value: Decimal
    extent: Extent


@dataclass(frozen=True, slots=True)
class Point:
    """Numbers of one group (``side`` 0 or 1) at one time, on what ``labels`` name.

    ``labels`` are the heads that are neither group nor statistic; ``context`` is the caption or the sentence; ``key``
    tells which points of the two sides belong together; ``order`` is the place in reading order; ``strata`` are the
    labels that stand with the group's own head: parts of the group, where they name no outcome; ``leaf`` is the
    innermost head on the other side of the table: what the number itself is of; ``row`` its row, None in a sentence;
    ``parts`` are the counts that its own is the sum of.
    """

    side: int
    key: tuple[object, ...]
    labels: tuple[str, ...]
    context: str
    where: str
    order: int
    reads: Mapping[str, Read] = field(default_factory=dict)
    marks: frozenset[str] = frozenset()
    day: float | None = None
    named: str = ""
    strata: tuple[str, ...] = ()
    leaf: str = ""
    is_sentence: bool = False
    row: int | None = None
    parts: tuple[Read, ...] = ()

    @property
    def is_absence(self) -> bool:
        """Whether it says that nobody had it."""
        return self.key[:1] == (NOBODY,)


def merged(points: Iterable[Point]) -> list[Point]:
    """Points of the same side and key as one where their slots do not clash: mean and SD in columns of their own."""
    made: dict[tuple[object, ...], Point] = {}
    for point in points:
        place = (point.side, *point.key)
        number = 0
        while (place, number) in made and _clash(made[place, number], point):
            number += 1
        one = made.get((place, number))
        if one is None:
            made[place, number] = point
        else:
            made[place, number] = replace(one, reads={**one.reads, **point.reads}, marks=one.marks | point.marks)
    return list(made.values())


def _clash(one: Point, other: Point) -> bool:
    return any(one.reads[slot].value != read.value for slot, read in other.reads.items() if slot in one.reads)
