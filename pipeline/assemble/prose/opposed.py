"""Numbers that a sentence sets against each other: they are of two groups, never of one."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.assemble.prose.arms import Arm, Arms
from pipeline.assemble.prose.binding import OTHER
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import ARM, Sentence

_AGAINST: Final = words("vs versus v against")
_JOINTS: Final = words(". , compared with to as %") | _AGAINST
_CLOSE: Final = 6  # items between a pair and the group named behind it


def opposed(s: Sentence, one: int, other: int) -> bool:
    """Whether only ``versus`` and its like stands between two numbers: ``28% v 19%``."""
    gap = s.between(one, other).split()
    return bool(gap) and all(w in _JOINTS for w in gap) and ("compared" in gap or any(w in _AGAINST for w in gap))


def parted(s: Sentence, numbers: Sequence[int], arms: Mapping[int, int]) -> Mapping[int, int]:
    """The groups of numbers by item, where two that are set against each other had one and the same group.

    ``In A more slept well (28% v 19%)``: the second is of the other group, named elsewhere in the sentence or not.
    """
    made = dict(arms)
    for one, other in itertools.pairwise(numbers):
        if not opposed(s, one, other) or made.get(one, OTHER) == OTHER or made.get(other, OTHER) == OTHER:
            continue
        shared = s.items[made[one]].norm
        if s.items[made[other]].norm != shared:
            continue
        behind = any(x.kind == ARM and x.norm == shared for x in s.items[other + 1 : other + 1 + _CLOSE])
        made[one if behind else other] = _rival(s, shared)
    return made


def _rival(s: Sentence, shared: str) -> int:
    """The one other group that the sentence names, else the one it leaves unnamed."""
    others = {s.items[k].norm: k for k in s.of(ARM) if s.items[k].norm != shared}
    return next(iter(others.values())) if len(others) == 1 else OTHER


def order(s: Sentence, arms: Arms) -> tuple[tuple[Arm, int], ...]:
    """The two groups of the document in the order in which a sentence names them, with their items; else nothing."""
    known = arms.by_key()
    named: dict[str, tuple[Arm, int]] = {}
    for k in s.of(ARM):
        arm = known.get(s.items[k].norm)
        if arm is None:
            return ()
        named.setdefault(arm.key, (arm, k))
    pair = {arm.key for arm in arms.pair}
    return tuple(named.values()) if set(named) == pair and len(pair) == 2 else ()


def stands_alone(s: Sentence, row: Sequence[int]) -> bool:
    """Whether a row of two numbers in a sentence without groups can only be told of the two that were named before.

    ``Survival was 50% versus 51%``, ``79.1% and 79.8%, respectively``.
    """
    if len(row) != 2 or s.of(ARM):
        return False
    if opposed(s, *row):
        return True
    after = [x.norm for x in s.items[row[1] + 1 : row[1] + 4]]
    return s.between(*row) in {"and", "% and"} and "respectively" in after
