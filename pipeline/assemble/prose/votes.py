"""What the patterns of group names find in a sentence, and in which of its items."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.assemble.prose.armnames import CONTROL, PATTERNS, RUNNING
from pipeline.assemble.prose.sentence import Sentence
from pipeline.needs import holder, may_match, needs

_RUNNING_WEIGHT = 3
_NEEDS = {pattern: needs(pattern) for pattern in (*(pattern for _, pattern in PATTERNS), RUNNING, CONTROL)}


@dataclass(frozen=True, slots=True)
class Vote:
    """A name that a pattern takes for one of a group: how surely, and its first and last item."""

    name: str
    weight: int
    first: int
    last: int


def votes(s: Sentence) -> tuple[Vote, ...]:
    """The votes of all patterns in a sentence."""
    found: list[Vote] = []
    held = holder(s.code)
    for weight, pattern in PATTERNS:
        if not may_match(_NEEDS[pattern], held):
            continue
        for match in pattern.finditer(s.code):
            found += _votes(s, match.captures("name"), match.spans("name"), weight)
    running: dict[str, Vote] = {}
    for match in RUNNING.finditer(s.code, overlapped=True) if may_match(_NEEDS[RUNNING], held) else ():
        for vote in _votes(s, match.captures("name"), match.spans("name"), _RUNNING_WEIGHT):
            running.setdefault(vote.name, vote)
    found += running.values()
    for match in CONTROL.finditer(s.code) if may_match(_NEEDS[CONTROL], held) else ():
        found += _votes(s, match.captures("name"), match.spans("name"), 1)
    return tuple(found)


def _votes(s: Sentence, names: Sequence[str], places: Sequence[tuple[int, int]], weight: int) -> list[Vote]:
    return [Vote(n, weight, s.at(a), s.at(b - 1)) for n, (a, b) in zip(names, places, strict=True)]


def voted(listed: Sequence[Vote]) -> Mapping[int, int]:
    """The weight of the votes for each item."""
    weights: dict[int, int] = {}
    for vote in listed:
        for item in range(vote.first, vote.last + 1):
            weights[item] = weights.get(item, 0) + vote.weight
    return weights
