"""Counts that a sentence gives for all and again for each group: ``twelve relapsed, five on A and seven on B``."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.parts import is_bare
from pipeline.assemble.prose.sentence import ARM, NUMBER, Sentence

_FEWEST: Final = 2
_MOST: Final = 4  # groups
_REACH: Final = 5  # items from a part to its group
_GAP: Final = 14  # items from the whole to its first part, and from part to part


@dataclass(frozen=True, slots=True)
class Sum:
    """The number of all, by item, with the numbers of its parts and the group of each."""

    whole: int
    parts: Mapping[int, int]


def sums(s: Sentence) -> tuple[Sum, ...]:
    """Bare numbers followed by as many numbers as there are groups beside them that add up to them."""
    if len({s.items[k].norm for k in s.of(ARM)}) < _FEWEST:
        return ()
    counts = [i for i in s.of(NUMBER) if _count(s, i) is not None]
    return tuple(found for k, whole in enumerate(counts) if (found := _sum(s, whole, counts[k + 1 :])) is not None)


def _sum(s: Sentence, whole: int, later: Sequence[int]) -> Sum | None:
    for size in range(_FEWEST, min(_MOST, len(later)) + 1):
        parts = later[:size]
        near = all(other - one <= _GAP for one, other in zip((whole, *parts), parts, strict=False))
        if not near or sum(_count(s, i) or 0 for i in parts) != _count(s, whole):
            continue
        own = _groups(s, parts)
        if own is not None:
            return Sum(whole, dict(zip(parts, own, strict=True)))
    return None


def _groups(s: Sentence, parts: Sequence[int]) -> list[int] | None:
    """The group of each part, all of them right behind or all right before their number, each another one."""
    behind = [_arm(s, range(i + 1, i + 1 + _REACH)) for i in parts]
    ahead = [_arm(s, range(i - 1, i - 1 - _REACH, -1)) for i in parts]
    for listed in (behind, ahead):
        told = [at for at in listed if at is not None]
        if len(told) == len(parts) == len({s.items[at].norm for at in told}):
            return told
    return None


def _arm(s: Sentence, places: range) -> int | None:
    """The first group among some items, no number before it; a share of the same people is passed over."""
    for k in places:
        if not 0 <= k < len(s.items) or (s.items[k].kind == NUMBER and not quantity(s, k).percent):
            return None
        if s.items[k].kind == ARM:
            return k
    return None


def _count(s: Sentence, i: int) -> int | None:
    """The number of people or events, its share aside."""
    q = quantity(s, i)
    if q.count is not None and q.shape != "group_size":
        return q.count
    labelled = q.shape == "group_size" and q.unit is None
    return int(q.value) if is_bare(s, i) or labelled else None
