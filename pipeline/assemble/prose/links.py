"""Which group and which outcome each number belongs to, by weights learned from annotated sentences.

What the rules say is one of the features, so a rule that is mostly right mostly stays.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from pipeline.assemble.prose.binding import rows_of
from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.features import EDGE, classes, near
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import Phrase, is_adverb, left_of, phrase, points_back
from pipeline.assemble.prose.sentence import ARM, NUMBER, TIME, Sentence
from pipeline.assemble.prose.subjects import changed_subject
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.telling import COMPARATIVES, PREDICATIVE, Told
from pipeline.extent import Extent
from pipeline.recognise.weights import Weights

Span = tuple[int, int]  # the first item, and the item behind the last
Choose = Callable[[int, Sequence[Sequence[str]]], int]
_JOINTS: Final = words("; , ( ) and versus vs v than compared whereas while but to")
_AGAINST: Final = words("versus vs v than compared whereas while")
_ENDING: Final = words("rise fall occur be")
_MANY: Final = 5
_WEIGHED: Final = 24  # options of one number: a sentence of hundreds is a list, in which far ones are none of its own
_FAR: Final = 15
# Rules that take what stands somewhere in the clause for the outcome; the others see it beside the number.
LINKED: Final = "linked"  # of outcomes that the weights find
WEAK: Final = words("subject nearest_outcome words_before gapped")


@dataclass(frozen=True, slots=True)
class Question:
    """Where the numbers of a sentence may belong: ``options`` of each, None for nowhere; ``hints`` of the rules."""

    s: Sentence
    numbers: Sequence[int]
    options: Mapping[int, Sequence[Span | None]]
    hints: Mapping[int, Mapping[Span | None, Sequence[str]]]


def walk(question: Question, kinds: Sequence[str], choose: Choose) -> dict[int, Span | None]:
    """The option chosen for each number, in order; each choice knows the one before."""
    question = replace(question, options={i: _nearest(i, question.options[i]) for i in question.numbers})
    rows = {i: (row, k) for row in rows_of(question.s, question.numbers) for k, i in enumerate(row)}
    chosen: dict[int, Span | None] = {}
    before: int | None = None
    for i in question.numbers:
        place = _Place(question, kinds, rows, chosen, before)
        listed = question.options[i]
        chosen[i] = listed[choose(i, [[*question.hints[i].get(o, ()), *place.features(i, o)] for o in listed])]
        before = i
    return chosen


def _nearest(i: int, listed: Sequence[Span | None]) -> Sequence[Span | None]:
    """The options to be weighed, in their order: each is set against all the others."""
    if len(listed) <= _WEIGHED:
        return listed
    spans = sorted((o for o in listed if o is not None), key=lambda o: (abs(o[0] - i), o))
    kept = {None, *spans[:_WEIGHED]}
    return [o for o in listed if o in kept]


@dataclass(frozen=True, slots=True)
class _Place:
    """A number's surroundings while its options are weighed."""

    question: Question
    kinds: Sequence[str]
    rows: Mapping[int, tuple[tuple[int, ...], int]]
    chosen: Mapping[int, Span | None]
    before: int | None

    def _kind(self, at: int) -> str:
        return self.kinds[at] if 0 <= at < len(self.kinds) else EDGE

    def features(self, i: int, option: Span | None) -> list[str]:
        """What speaks for or against an option of a number."""
        if option is None:
            others = len(self.question.options[i]) - 1
            last = "" if self.before is None else str(self.chosen[self.before] is None)
            return ["none", f"none of {min(others, 3)}", f"none after {last}", f"none: {self._kind(i - 1)} N"]
        start, end = option
        side = "R" if start > i else "L"
        gap = self.kinds[i + 1 : start] if start > i else self.kinds[end:i]
        found = [side, *(f"{side} {f}" for f in self._between(i, option, gap))]
        found += [f"{side} has {w}" for w in sorted(_JOINTS & set(gap))]
        if any(g.startswith("verb") for g in gap):
            found.append(f"{side} has verb")
        return [*found, *self._in_row(i, option, side), *self._in_step(i, option, side)]

    def _between(self, i: int, option: Span, gap: Sequence[str]) -> Iterator[str]:
        start, end = option
        numbers = min(sum(g == NUMBER for g in gap), 4)
        rivals = [o for o in self.question.options[i] if o is not None]
        passed = min(sum(i < o[0] < start or end <= o[0] < i for o in rivals), 3)
        yield f"far {near(len(gap))}"
        yield f"numbers {numbers}"
        yield f"passed {passed}"
        yield f"numbers {numbers} passed {passed}"
        yield f"behind {self._kind(start - 1)}"
        yield f"before {self._kind(end)}"
        yield f"number behind {self._kind(i - 1)}"
        yield f"number before {self._kind(i + 1)}"
        yield f"{self._kind(i - 1)} N {self._kind(i + 1)}"
        rank = sorted(rivals, key=lambda o: (abs(o[0] - i), o)).index(option)
        yield f"rank {min(rank, 3)}"
        if len(gap) <= 4:
            yield f"gap {' '.join(gap)}"

    def _in_row(self, i: int, option: Span, side: str) -> Iterator[str]:
        """Whether numbers and names run in step."""
        row, place = self.rows[i]
        names = list(dict.fromkeys(self._name(o) for o in self.question.options[i] if o is not None))
        mine = names.index(self._name(option))
        yield f"{side} step {len(row) == len(names)} {place == mine} {len(row) > 1}"
        if max(len(row), len(names)) < _MANY:
            told = "respectively" in self.kinds
            yield f"{side} step {place} of {len(row)}, {mine} of {len(names)} {told}"

    def _in_step(self, i: int, option: Span, side: str) -> Iterator[str]:
        """What was chosen for the number before."""
        if self.before is None:
            return
        last = self.chosen[self.before]
        same = last is not None and self._name(last) == self._name(option)
        gap = self.kinds[self.before + 1 : i]
        joints = [g for g in gap if g in _JOINTS or g == ARM or g.startswith("in:")]
        row = self.rows[self.before][0] == self.rows[i][0]
        against = bool(_AGAINST & set(gap))
        for told in (f"row {row}", f"over {' '.join(joints[:3])}", f"{side} against {against}", f"{side} {row}"):
            yield f"same {same} {told}"

    def _name(self, option: Span) -> str:
        return " ".join(item.norm for item in self.question.s.items[option[0] : option[1]])


@dataclass(frozen=True, slots=True)
class Linker:
    """The learned weights with the words they look at; without weights the rules stay as they are.

    ``weights`` tell outcomes, ``groups`` the groups, each in one column.
    """

    weights: Weights
    lexis: Lexis
    groups: Weights = field(default_factory=Weights)

    def arms(self, s: Sentence, numbers: Sequence[int], given: Mapping[int, int]) -> Mapping[int, int]:
        """The item of the group of each number that has one; ``given`` is what the rules say."""
        if not self.groups.of or not s.of(ARM) or not numbers:
            return given
        chosen = walk(arm_question(s, numbers, given), classes(s.items, self.lexis), _chooser(self.groups))
        # What follows far behind is said of something else.
        found = {i: option[0] for i, option in chosen.items() if option is not None and option[0] - i <= _FAR}
        return {**found, **given}

    def outcomes(
        self, s: Sentence, numbers: Sequence[int], given: Mapping[int, Told], names: Names
    ) -> Mapping[int, Told]:
        """The outcome of each number; ``given`` is what the rules say."""
        if not self.weights.of or not numbers:
            return given
        question = outcome_question(s, numbers, given, names)
        chosen = walk(question, classes(s.items, self.lexis), _chooser(self.weights))
        made = dict(given)
        for i, linked in chosen.items():
            option = _same(question, i, given.get(i)) or linked
            if option is None or (i not in given and quantity(s, i).shape == "words"):
                continue
            told = self._told(s, option, given.get(i))
            if told is not None:
                made[i] = told
        return made

    def _told(self, s: Sentence, option: Span, given: Told | None) -> Told | None:
        """The outcome of an option: the rules' where they are sure of it or mean the same, else the option's name."""
        if given is not None and given.rule == "referred":
            return given
        extent = _extent(s, option)
        sure = given is not None and not points_back(given.name)
        if given is not None and sure and (given.rule not in WEAK or self.lexis.outcomes.ids(given.name)):
            return replace(given, printed=extent) if extent.holds(given.extent) else given
        found = self._named(s, option)
        if found is None and given is None:
            found = phrase(s.items, *option, self.lexis)
        verb = found is None or found.name.lower() in self.lexis.verbs  # experienced at least one fall
        if found is None or (verb and given) or self.lexis.verbs.get(s.items[option[0]].norm) in {"say", "be"}:
            return given  # the weights take the verb for part of the name
        if given is not None and (given.extent == extent or _alike(s, given.extent, extent)):
            return replace(given, printed=extent) if extent.holds(given.extent) else given
        if given is not None and _is_apposed(s, option):
            return given  # Drowsiness, the complaint heard most, was noted
        longer = given is not None and given.extent.start == extent.start and given.extent.holds(extent)
        if longer and s.items[option[1] - 1].norm not in CHANGE_NOUNS:
            return given  # death from any cause
        if given is not None and given.extent.overlaps(extent):
            return replace(given, name=found.name, extent=found.extent)
        return changed_subject(Told(found.name, found.extent, LINKED))

    def _named(self, s: Sentence, option: Span) -> Phrase | None:
        """The name of an option; a verb of rising or falling ends it: ``the score worsened during the washout``."""
        start, end = option
        for k in range(start, end):
            item = s.items[k]
            if item.kind or self.lexis.verbs.get(item.norm) not in _ENDING or not _is_finite(s, k):
                continue
            return left_of(s.items, k, self.lexis) if k == start else phrase(s.items, start, k, self.lexis)
        return phrase(s.items, *option, self.lexis)


def _is_finite(s: Sentence, k: int) -> bool:
    """Whether a verb's form stands before no noun: ``increased appetite`` is one name."""
    after = s.items[k + 1] if k + 1 < len(s.items) else None
    if after is None or after.kind in {NUMBER, TIME}:
        return True
    return after.norm in PREPOSITIONS | COMPARATIVES | PREDICATIVE or is_adverb(after.norm)


def _chooser(weights: Weights) -> Choose:
    of = weights.of

    def choose(_: int, given: Sequence[Sequence[str]]) -> int:
        scores = [sum(of[f][0] for f in row if f in of) for row in given]
        return max(range(len(scores)), key=lambda k: (scores[k], -k))

    return choose


def arm_question(s: Sentence, numbers: Sequence[int], given: Mapping[int, int]) -> Question:
    """Each number may belong to each group that the sentence names, or to none."""
    options: list[Span | None] = [None, *((k, k + 1) for k in s.of(ARM))]
    hints: dict[int, dict[Span | None, Sequence[str]]] = {}
    for i in numbers:
        at = given.get(i)
        if at is None or at < 0:
            hints[i] = {None: ("rule: other" if at is not None else "rule: none",)}
        else:
            hints[i] = {
                (k, k + 1): ("rule", "rule: here" if k == at else "rule: same name")
                for k in s.of(ARM)
                if s.items[k].norm == s.items[at].norm
            }
    return Question(s, numbers, dict.fromkeys(numbers, options), hints)


def outcome_question(s: Sentence, numbers: Sequence[int], given: Mapping[int, Told], names: Names) -> Question:
    """Each number may tell each outcome that the weights name, or the one that the rules find."""
    named = [span for extent in names.outcomes if (span := _span(s, extent)) is not None]
    options: dict[int, list[Span | None]] = {}
    hints: dict[int, dict[Span | None, Sequence[str]]] = {}
    for i in numbers:
        told = given.get(i)
        options[i] = [None, *named] if told is None or not named else list(named)
        hints[i] = {}
        if told is None:
            continue
        same = [o for o in named if _extent(s, o).overlaps(told.extent)]
        own = _span(s, told.extent)
        for option in same:
            hints[i][option] = ("rule", f"rule: {told.rule}")
        if not same and own is not None:
            options[i].append(own)
            hints[i][own] = ("rule alone", f"rule alone: {told.rule}")
    options = {i: sorted(listed, key=lambda o: (-1, -1) if o is None else o) or [None] for i, listed in options.items()}
    return Question(s, numbers, options, hints)


def _span(s: Sentence, extent: Extent) -> Span | None:
    """The items of an extent that may be part of an outcome's name."""
    inside = [k for k, item in enumerate(s.items) if item.extent.overlaps(extent)]
    while inside and s.items[inside[-1]].kind in {ARM, NUMBER, TIME}:
        inside.pop()
    return (inside[0], inside[-1] + 1) if inside else None


def _extent(s: Sentence, option: Span) -> Extent:
    return Extent(s.items[option[0]].extent.start, s.items[option[1] - 1].extent.end)


def _is_apposed(s: Sentence, option: Span) -> bool:
    """Whether a name stands between commas."""
    first = option[0] - (option[0] > 0 and s.items[option[0] - 1].norm in DETERMINERS)
    return first > 0 and s.items[first - 1].norm == "," and s.items[min(option[1], len(s.items) - 1)].norm == ","


def _same(question: Question, i: int, given: Told | None) -> Span | None:
    """The learned name that shares most with what the rules say; where there is one the rules choose better."""
    if given is None:
        return None
    items = question.s.items
    shared = {
        o: sum(item.extent.overlaps(given.extent) for item in items[o[0] : o[1]])
        for o, hints in question.hints[i].items()
        if o is not None and hints[0] == "rule"
    }
    return max(shared, key=lambda o: (shared[o], -o[0]), default=None)


def _alike(s: Sentence, one: Extent, other: Extent) -> bool:
    """Whether two names share at least half of their words."""
    first, second = (
        {k for k, item in enumerate(s.items) if item.extent.overlaps(extent) and item.norm.isalnum()}
        for extent in (one, other)
    )
    return bool(first & second) and 2 * len(first & second) >= (len(first) + len(second)) / 2
