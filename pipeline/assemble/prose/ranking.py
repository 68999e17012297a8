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
from pipeline.assemble.prose.links import LINKED, WEAK
from pipeline.assemble.prose.naming import phrase, points_back
from pipeline.assemble.prose.options import Option, options
from pipeline.assemble.prose.sentence import NUMBER, Item, Sentence, closing
from pipeline.assemble.prose.subjects import changed_subject
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.telling import Told
from pipeline.recognise.weights import Weights

RULE: Final = "ranked"
CHANGE: Final = "Change in "
# Outcomes that no run of words names: both sides of a correlation, what goes with a factor, what was done with people.
_SURE: Final = frozenset({"correlation", "association", "disposition"})
_SURE_RULES: Final = frozenset({"age_of_patient", "correlation"})
_SHORT: Final = 3  # words of a name of which nothing is cut: pain at rest, total score
_SHORTER: Final = frozenset({"lies head", "lies tail", "lies within"})
_WEAK: Final = WEAK | {LINKED}
# Rules that name a list in step with its numbers, or what is said in one breath: "for asthma in 4".
_STRONG: Final = frozenset({"listed_outcomes", "listed_subjects", "name_in_number"})
_EARLIER: Final = 3  # names told before that a number may tell again
_WEIGHED: Final = 60  # runs of one number: a sentence of hundreds is a list, in which far ones are none of its own
_MARGIN: Final = 40  # hundredths by which another option must say more than the rules


@dataclass(frozen=True, slots=True)
class Known:
    """What a document says elsewhere: words of its title and of row labels of its tables, outcomes told so far."""

    title: frozenset[str] = frozenset()
    labels: frozenset[str] = frozenset()
    told: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A possible outcome of a number, a run of words or else a name: what speaks for it, always and here."""

    always: tuple[str, ...]
    here: tuple[str, ...]
    option: Option | None = None
    name: str = ""


Choose = Callable[[Number, Sequence[Choice]], Choice]


@dataclass(frozen=True, slots=True)
class Offer:
    """What a sentence offers to its numbers: runs of words with what always speaks for them, names told before."""

    around: Surroundings
    runs: Mapping[Option, tuple[str, ...]]
    earlier: Sequence[tuple[str, int]]  # the latest first; how often each was told

    def choices(self, number: Number, last: Option | None) -> list[Choice]:
        """The choices of a number, that of the rules first; ``last`` is the run chosen for the number before."""
        around, rule = self.around, number.told.rule
        now = around.span(number.told.extent)
        made = [_of_rules(around, number, now, last)]
        for run in self._near(number.item):
            lies = run.beside(now) if now is not None else "free"
            here = [*around.of_number(number, run), f"lies {lies}", f"lies {lies} {rule}"]
            if last is not None and run.place == last.place:
                here.append("same")
            made.append(Choice(self.runs[run], tuple(here), run))
        for k, (name, often) in enumerate(self.earlier):
            made.append(Choice((), tuple(around.of_earlier(number, k, name, often)), None, name))
        return made

    def _near(self, item: int) -> list[Option]:
        """The runs outside of a number, in order; of very many the nearest."""
        items = self.around.items
        listed = [run for run in self.runs if not run.start <= item < run.end and not _is_aside(items, run, item)]
        if len(listed) > _WEIGHED:
            listed = sorted(sorted(listed, key=lambda run: (abs(run.start - item), run.place))[:_WEIGHED], key=_place)
        return listed


def _is_aside(items: Sequence[Item], run: Option, item: int) -> bool:
    """Whether a run stands with numbers of its own in a bracket that a number is outside of.

    ``7 fell ill (colds in 4)``: the seven had no colds.
    """
    closed = closing(items, run.start, item)
    if closed is None:
        return False
    opened = max((j for j in range(run.start) if items[j].norm in {"(", "["}), default=run.start)
    return any(x.kind == NUMBER for x in items[opened:closed])


def _place(run: Option) -> tuple[int, int]:
    return run.place


def offer(s: Sentence, names: Names, known: Known, lexis: Lexis) -> Offer:
    """What a sentence offers."""
    kinds = classes(s.items, lexis)
    around = Surroundings(s.items, kinds, names.outcomes, known.title, known.labels, known.told, lexis)
    often = Counter(known.told)
    latest = list(dict.fromkeys(reversed(known.told)))[:_EARLIER]
    runs = {run: tuple(around.of_option(run)) for run in options(s.items, lexis)}
    return Offer(around, runs, [(name, often[name]) for name in latest])


def is_sure(number: Number) -> bool:
    """Whether the rules are not asked, since no run of words would name the outcome."""
    return number.statistic in _SURE or number.category in _SURE or number.told.rule in _SURE_RULES


def walk(numbers: Sequence[Number], offered: Offer, choose: Choose) -> list[Choice | None]:
    """The choice for each number in order, each knowing the one before; None where the rules are not asked."""
    last: Option | None = None
    made: list[Choice | None] = []
    for number in numbers:
        if is_sure(number):
            made.append(None)
            continue
        choices = offered.choices(number, last)
        chosen = choose(number, choices)
        last = chosen.option or (offered.around.span(number.told.extent) if chosen is choices[0] else None)
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
    if now is not None and not around.says(now, number.told.name):
        found.append("rules say what is not printed")
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
        if not self.weights.of or all(is_sure(n) for n in numbers):
            return [number.told for number in numbers]
        of = self._of
        kept: dict[tuple[str, ...], int] = {}

        def choose(number: Number, offered: Sequence[Choice]) -> Choice:
            if self._is_known(number):
                return offered[0]
            scores = []
            for choice in offered:
                if choice.always not in kept:
                    kept[choice.always] = sum(of.get(f, 0) for f in choice.always)
                scores.append(kept[choice.always] + sum(of.get(f, 0) for f in choice.here))
            scores[0] += _MARGIN
            best = [offered[k] for k in sorted(range(len(offered)), key=lambda k: (-scores[k], k))]
            kept_whole = len(number.told.name.split()) <= _SHORT
            fit = (c for c in best if not (kept_whole and _SHORTER.intersection(c.here)))
            return next(c for c in fit if self._renamed(s, number, c) is not None)

        chosen = walk(numbers, offer(s, names, known, self.lexis), choose)
        told = (n.told if c is None else self._renamed(s, n, c) for n, c in zip(numbers, chosen, strict=True))
        return [t or n.told for t, n in zip(told, numbers, strict=True)]

    def _is_known(self, number: Number) -> bool:
        """Whether a strong rule names it, a rule a known measure, or it is the odds of a factor."""
        rule = number.told.rule
        if number.statistic == "odds_ratio":
            return True
        return rule in _STRONG or (rule not in _WEAK and self.lexis.outcomes.whole(number.told.name) is not None)

    def _renamed(self, s: Sentence, number: Number, choice: Choice) -> Told | None:
        """The outcome of a choice; None where its words are no name."""
        given = number.told
        if choice.option is None:
            return replace(given, name=_named(given, choice.name), rule=RULE) if choice.name else given
        found = named(s, choice.option, self.lexis)
        if found is None:
            return None
        if _named(given, found.name).lower() == given.name.lower():
            return given
        return replace(given, name=_named(given, found.name), extent=found.extent, printed=None, rule=RULE)


def named(s: Sentence, run: Option, lexis: Lexis) -> Told | None:
    """The outcome that a run of words names: of ``increase in grip`` the grip; None where it is no name."""
    found = phrase(s.items, run.start, run.end, lexis)
    return None if found is None else changed_subject(Told(found.name, found.extent, RULE))


def _named(given: Told, name: str) -> str:
    """The name, as that of a change where the rules told one."""
    if not given.name.startswith(CHANGE) or name.startswith(CHANGE):
        return name
    return f"{CHANGE}{name[0].lower() + name[1:] if name[1:2].islower() else name}"
