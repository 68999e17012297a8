"""How right the answers to the annotated questions are."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.evidence.question import BINARY, CONTINUOUS, Answer
from pipeline.score.counts import share
from tests.benchmarks.running import Figure
from tests.questions.rows import SIDES, Asked, Value

_ROUNDING: Final = Decimal("0.01")  # of a derived number: the reader rounded otherwise


@dataclass(frozen=True, slots=True)
class Answered:
    """A question with what was answered; an article that could not be read gives nothing."""

    asked: Asked
    given: Mapping[str, Value]

    def is_right(self, name: str) -> bool:
        """Whether a field is what the reader found, unknown included."""
        value = self.given.get(name)
        accepted = (self.asked.expected[name], *self.asked.others.get(name, ()))
        return any(_equal(value, one, name in self.asked.derived) for one in accepted)

    @property
    def wrong(self) -> tuple[str, ...]:
        """The fields that are not right."""
        return tuple(name for name in self.asked.expected if not self.is_right(name))

    @property
    def is_swapped(self) -> bool:
        """Whether some wrong value is the other group's."""
        for name in self.wrong:
            side, _, slot = name.partition("_")
            value = self.given.get(name)
            if value is not None and value == self.asked.expected[f"{SIDES[side == SIDES[0]]}_{slot}"]:
                return True
        return False


def answered(asked: Asked, answer: Answer | None) -> Answered:
    """A question with its answer's numbers."""
    groups = zip(SIDES, answer.groups if answer else (), strict=bool(answer))
    numbers = {f"{side}_{slot}": n.value for side, group in groups for slot, n in group.numbers.items()}
    return Answered(asked, numbers)


def figures(found: Iterable[Answered], name: str) -> Iterator[Figure]:
    """The scores of both kinds of outcomes in one set of questions."""
    listed = tuple(found)
    for kind in (BINARY, CONTINUOUS):
        yield from _of_kind([a for a in listed if a.asked.question.kind == kind], f"{name}, {kind}")


def _of_kind(rows: list[Answered], name: str) -> Iterator[Figure]:
    given = [(row, field) for row in rows for field in row.asked.expected if row.given.get(field) is not None]
    known = [(row, field) for row in rows for field, value in row.asked.expected.items() if value is not None]
    questions, values = f"{len(rows)} questions", f"{len(given)} values"
    yield Figure(f"{name}: every field right", questions, share(sum(not r.wrong for r in rows), len(rows)) + 0.0)
    yield Figure(f"{name}: given values right", values, share(sum(r.is_right(f) for r, f in given), len(given)) + 0.0)
    right = sum(r.is_right(f) and r.given.get(f) is not None for r, f in known)
    yield Figure(f"{name}: known values found", f"{len(known)} values", share(right, len(known)) + 0.0)
    yield Figure(f"{name}: values of the other group", questions, sum(r.is_swapped for r in rows))
    invented = sum(f.endswith("group_size") and r.asked.expected[f] is None and not r.is_right(f) for r, f in given)
    yield Figure(f"{name}: invented group sizes", questions, invented)


def _equal(value: Value, accepted: Value, is_derived: bool) -> bool:
    if value is None or accepted is None or not is_derived:
        return value == accepted
    return abs(value - accepted) <= _ROUNDING * abs(accepted)
