"""Which words name the outcome of a number, by weights learned from annotated numbers.

What the rules say is an option like the others, with features of its own, so a rule that is mostly right mostly stays.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Final

from pipeline.assemble.prose.features import classes
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.likeness import Number, Surroundings
from pipeline.assemble.prose.naming import phrase, points_back
from pipeline.assemble.prose.options import Option, options
from pipeline.assemble.prose.sentence import Sentence
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.telling import Told
from pipeline.recognise.weights import Weights

RULE: Final = "ranked"
CHANGE: Final = "Change in "
# Outcomes that no run of words names: both sides of a correlation, an age read from a time.
_SURE: Final = frozenset({"correlation"})
_SURE_RULES: Final = frozenset({"age_of_patient", "correlation"})
_EARLIER: Final = 3  # names told before that a number may tell again
_MARGIN: Final = 50  # hundredths by which another option must say more than the rules


@dataclass(frozen=True, slots=True)
class Known:
    """What a document says elsewhere: words of its title and of its tables' row labels, outcomes told so far in order."""

    title: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible outcome of a number: a run of words, else a name; what speaks for it, for any number and for this."""

    always: tuple[str, ...]
    here: tuple[str, ...]
    option: Option | None = None
    name: str = ""


Choose = Callable[[Number, Sequence[Choice]], Choice]


def walk(s: Sentence, numbers: Sequence[Number], names: Names, known: Known, lexis: Lexis, choose: Choose) -> list[Choice | None]:
    """The choice for each claim in order; None where the rules are not asked. The rules' own choice is the first offered."""
    around = Surroundings(s.items, classes(s.items, lexis), names.outcomes, known.title, known.labels, known.told, lexis)
    listed = tuple(options(s.items, lexis))
    always = {o: tuple(around.of_option(o)) for o in listed}
    earlier = list(dict.fromkeys(reversed(known.told)))[:_EARLIER]
    often = Counter(known.told)
    last: Option | None = None
    made: list[Choice | None] = []
    for number in numbers:
        if number.statistic in _SURE or number.told.rule in _SURE_RULES:
            made.append(None)
            continue
        now = around.span(number.told.extent)
        offered = [_of_rules(around, number, now, last)]
        for o in listed:
            if not o.start <= number.item < o.end:
                lies = o.beside(now) if now is not None else "free"
                here = (*around.of_number(number, o), f"lies {lies}", f"lies {lies} {number.told.rule}")
                offered.append(Choice(always[o], (*here, "same") if last is not None and o.place == last.place else here, o))
        offered += [Choice((), tuple(around.of_earlier(number, k, name, often[name])), None, name) for k, name in enumerate(earlier)]
        chosen = choose(number, offered)
        last = chosen.option or (now if chosen is offered[0] else None)
        made.append(chosen)
    return made


def _of_rules(around: Surroundings, number: Number, now: Option | None, last: Option | None) -> Choice:
    rule = number.told.rule
    found = ["rules", f"rules {rule}", f"rules {rule} {number.statistic}", f"rules {number.category}"]
    found.append(f"rules long {min(len(number.told.name.split()), 8)}")
    if points_back(number.told.name):
        found.append("rules point back")
    if now is not None and not now.start <= number.item < now.end:
        found += around.of_number(number, now)
    if now is not None and last is not None and now.place == last.place:
        found.append("same")
    return Choice(tuple(around.of_option(now)) if now is not None else (), tuple(found))


@dataclass(frozen=True)
class Ranker:
    """The learned weights with the words they look at; without weights the rules stay as they are."""

    weights: Weights
    lexis: Lexis

    @cached_property
    def _of(self) -> Mapping[str, int]:
        return {name: round(100 * given[0]) for name, given in self.weights.of.items()}

    def told(self, s: Sentence, numbers: Sequence[Number], names: Names, known: Known) -> list[Told]:
        """The outcomes of the numbers, where the weights prefer others to those of the rules."""
        if not self.weights.of:
            return [number.told for number in numbers]
        of = self._of
        kept: dict[tuple[str, ...], int] = {}

        def choose(number: Number, offered: Sequence[Choice]) -> Choice:
            scores = []
            for choice in offered:
                if choice.always not in kept:
                    kept[choice.always] = sum(of.get(f, 0) for f in choice.always)
                scores.append(kept[choice.always] + sum(of.get(f, 0) for f in choice.here))
            scores[0] += _MARGIN
            best = sorted(range(len(offered)), key=lambda k: (-scores[k], k))
            return next(offered[k] for k in best if self._renamed(s, number, offered[k]) is not None)

        chosen = walk(s, numbers, names, known, self.lexis, choose)
        told = (n.told if c is None else self._renamed(s, n, c) for n, c in zip(numbers, chosen, strict=True))
        return [t or n.told for t, n in zip(told, numbers, strict=True)]

    def _renamed(self, s: Sentence, number: Number, choice: Choice) -> Told | None:
        """The outcome of a choice; None where its words are no name."""
        given = number.told
        if choice.option is None:
            return replace(given, name=_named(given, choice.name), rule=RULE) if choice.name else given
        found = phrase(s.items, choice.option.start, choice.option.end, self.lexis)
        if found is None:
            return None
        return replace(given, name=_named(given, found.name), extent=found.extent, printed=None, rule=RULE)


def _named(given: Told, name: str) -> str:
    """The name, as that of a change where the rules told one."""
    if not given.name.startswith(CHANGE) or name.startswith(CHANGE):
        return name
    return f"{CHANGE}{name[0].lower() + name[1:] if name[1:2].islower() else name}"
