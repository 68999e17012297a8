"""What the patterns of group names find in a sentence, and in which of its items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.assemble.prose.armnames import CONTROL, LISTED, NAMED, RUNNING
from pipeline.assemble.prose.labels import labelled
from pipeline.assemble.prose.lexis import DETERMINERS, PREPOSITIONS, words
from pipeline.assemble.prose.sentence import ARM, OUTCOME, Item, Sentence, coded
from pipeline.assemble.prose.sized import sized
from pipeline.needs import holder, may_match, needs

_RUNNING_WEIGHT: Final = 3
_LABEL_WEIGHT: Final = 2
_SIZED_WEIGHT: Final = 6
_LONGEST: Final = 4  # words between an outcome inside a group's name and the word ``group``
_GROUP: Final = words("group groups arm arms cohort cohorts recipients")
_NEVER: Final = DETERMINERS | PREPOSITIONS | words("and or versus vs were was had who no")
_NEEDS: Final = {
    pattern: needs(pattern) for pattern in (*(pattern for _, pattern in (*NAMED, *LISTED)), RUNNING, CONTROL)
}


@dataclass(frozen=True, slots=True)
class Vote:
    """A name that a pattern takes for one of a group: how surely, its first and last item.

    ``is_group`` when the words around it are said of groups alone (``the A group``, ``assigned to A``).
    """

    name: str
    weight: int
    first: int
    last: int
    is_group: bool = True


def votes(s: Sentence) -> tuple[Vote, ...]:
    """The votes of all patterns in a sentence."""
    s = _worded(s)
    found: list[Vote] = []
    held = holder(s.code)
    for patterns, is_group in ((NAMED, True), (LISTED, False)):
        for weight, pattern in patterns:
            for match in pattern.finditer(s.code) if may_match(_NEEDS[pattern], held) else ():
                found += _votes(s, match, weight, is_group=is_group)
    running: dict[str, Vote] = {}
    for match in RUNNING.finditer(s.code, overlapped=True) if may_match(_NEEDS[RUNNING], held) else ():
        for vote in _votes(s, match, _RUNNING_WEIGHT, is_group=False):
            running.setdefault(vote.name, vote)
    found += running.values()
    for match in CONTROL.finditer(s.code) if may_match(_NEEDS[CONTROL], held) else ():
        found += _votes(s, match, 1, is_group=True)
    found += [Vote(s.part(first, last + 1), _SIZED_WEIGHT, first, last) for first, last in sized(s)]
    return (*found, *_labels(s))


def _labels(s: Sentence) -> list[Vote]:
    """The groups called by a letter, a number or initials."""
    named = [item for item in labelled(s.items) if item.kind == ARM]
    places = {item.extent.start: k for k, item in enumerate(s.items)}
    ends = {item.extent.end: k for k, item in enumerate(s.items)}
    return [Vote(x.norm, _LABEL_WEIGHT, places[x.extent.start], ends[x.extent.end]) for x in named]


def _votes(s: Sentence, match: regex.Match[str], weight: int, *, is_group: bool) -> list[Vote]:
    found = zip(match.captures("name"), match.spans("name"), strict=True)
    return [Vote(name, weight, s.at(start), s.at(end - 1), is_group) for name, (start, end) in found]


def _worded(s: Sentence) -> Sentence:
    """The sentence with an outcome that is part of a group's name as its words: ``the insomnia group``."""
    inside = {
        k
        for g, item in enumerate(s.items)
        if item.norm in _GROUP and not item.kind
        for k in range(g - 1, max(-1, g - 1 - _LONGEST), -1)
        if s.items[k].kind == OUTCOME and all(_is_named(s.items[j]) for j in range(k + 1, g))
    }
    return coded([replace(x, mark=None) if k in inside else x for k, x in enumerate(s.items)]) if inside else s


def _is_named(item: Item) -> bool:
    """Whether a word may stand inside a name: no preposition, no determiner, no mark but an outcome."""
    return item.kind in {"", OUTCOME} and item.norm not in _NEVER and (item.norm[:1].isalnum() or item.norm in "+-/")


def voted(listed: Sequence[Vote]) -> Mapping[int, int]:
    """The weight of the votes for each item."""
    weights: dict[int, int] = {}
    for vote in listed:
        for item in range(vote.first, vote.last + 1):
            weights[item] = weights.get(item, 0) + vote.weight
    return weights
