"""An answer with its effect, as every export has it."""

from dataclasses import dataclass

from pipeline.evidence.effects import Effect, effect
from pipeline.evidence.question import Answer, Number
from pipeline.schema import Place


@dataclass(frozen=True, slots=True)
class Effected:
    """An answer and the effect by the measure that is wanted, or why it has none."""

    answer: Answer
    effect: Effect | str

    @property
    def poolable(self) -> Effect | None:
        """The effect, None when the answer cannot be pooled."""
        return None if isinstance(self.effect, str) else self.effect

    @property
    def reason(self) -> str:
        """Why the answer cannot be pooled, empty when it can."""
        return self.effect if isinstance(self.effect, str) else ""

    @property
    def numbers(self) -> tuple[tuple[str, Number], ...]:
        """Every number of the answer with its slot: ``intervention_events``."""
        sides = (("intervention", self.answer.intervention), ("comparator", self.answer.comparator))
        return tuple((f"{side}_{slot}", n) for side, group in sides for slot, n in group.numbers.items())


def effected(answer: Answer, measure: str = "") -> Effected:
    """The answer with its effect."""
    return Effected(answer, effect(answer, measure))


def tuples(item: Effected) -> str:
    """The ids of the outcome tuples behind an answer."""
    return ";".join(dict.fromkeys(t for _, number in item.numbers for t in number.tuples))


def places(item: Effected) -> str:
    """Slot by slot the characters behind an answer: ``intervention_events=12 (40) @1234-1241``."""
    return "; ".join(f"{slot}={' + '.join(map(shown, number.places))}" for slot, number in item.numbers)


def shown(place: Place) -> str:
    """Text and offsets of a place."""
    return f"{' '.join(place.text.split())} @{place.start}-{place.end}"


def derivations(item: Effected) -> str:
    """The arithmetic behind an answer: ``intervention_events: 85% of 55``."""
    return "; ".join(f"{slot}: {number.derivation}" for slot, number in item.numbers if number.derivation)


def label(item: Effected) -> str:
    """The outcome with its time as a reader names it."""
    question = item.answer.question
    return f"{question.outcome}, {question.at}" if question.at else question.outcome
