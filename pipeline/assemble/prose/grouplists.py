"""Groups in a list: further ones that only the list names, and several that are taken together."""

from collections.abc import Collection, Sequence
from typing import Final

from pipeline.assemble.prose.labels import arm_item
from pipeline.assemble.prose.lexis import DETERMINERS, PREPOSITIONS, SUBORDINATORS, Lexis, words
from pipeline.assemble.prose.sentence import ARM, Item, Mark
from pipeline.extent import cover

_GROUPS: Final = words("groups arms cohorts")
_JOINTS: Final = words(", and or & versus vs")
_TOGETHER: Final = words("combined pooled together")
_PLUS: Final = words("and & / +")
_STOPS: Final = DETERMINERS | PREPOSITIONS | SUBORDINATORS | words("( ) [ ] ; : . not no both either")
_LONGEST: Final = 3  # words of a name
_FEWEST: Final = 2  # known groups of a list


def completed(items: Sequence[Item], lexis: Lexis) -> list[Item]:
    """The items with the unknown members of a list of groups as groups: ``in the A, B, waiting and C groups``."""
    made = list(items)
    for end in [k for k, x in enumerate(made) if x.norm in _GROUPS and not x.kind]:
        members = _members(made, end, lexis)
        known = [m for m in members if made[m[0]].kind == ARM]
        if len(known) < _FEWEST or len(known) == len(members):
            continue
        for start, stop in members:  # from the last one back
            if not made[start].kind:
                part = made[start:stop]
                made[start:stop] = [arm_item(part, " ".join(x.norm for x in part))]
        break  # places have moved
    return made


def _members(items: Sequence[Item], end: int, lexis: Lexis) -> list[tuple[int, int]]:
    """The members of the list that ends before an item, the last first; empty when it is none."""
    found: list[tuple[int, int]] = []
    stop = end
    while stop > 0:
        start = stop
        while start > 0 and stop - start < _LONGEST and _is_word(items[start - 1], lexis):
            start -= 1
        if start == stop and items[stop - 1].kind == ARM:
            start = stop - 1
        if start == stop:
            return []
        found.append((start, stop))
        stop = start
        while stop > 0 and not items[stop - 1].kind and items[stop - 1].norm in _JOINTS:
            stop -= 1
        if stop == start:
            return found if items[start - 1].norm in DETERMINERS | PREPOSITIONS else []
    return []


def _is_word(item: Item, lexis: Lexis) -> bool:
    plain = not item.kind and item.norm not in _STOPS and item.norm not in _JOINTS and item.norm not in _GROUPS
    return plain and item.norm[:1].isalnum() and item.norm not in lexis.verbs


def together(items: Sequence[Item]) -> list[Item]:
    """The items with groups taken together as one: ``the A and B groups combined``, ``the pooled A and B groups``."""
    if not any(not x.kind and x.norm in _TOGETHER for x in items):
        return list(items)
    made: list[Item] = []
    at = 0
    while at < len(items):
        run = _run(items, at)
        if len(run) > 1 and _is_pooled(items, at, run[-1] + 1):
            made.append(_one([items[k] for k in run]))
            at = run[-1] + 1
        else:
            made.append(items[at])
            at += 1
    return made


def _run(items: Sequence[Item], at: int) -> list[int]:
    """The groups of a list that begins here, joined by ``and`` and its like."""
    run: list[int] = []
    k = at
    while k < len(items) and items[k].kind == ARM:
        run.append(k)
        joint = {x.norm for x in items[k + 1 : k + 3] if not x.kind}
        k += 2 if k + 1 < len(items) and items[k + 1].norm in _PLUS | {","} else len(items)
        if k < len(items) and items[k].norm in _PLUS and "," in joint:
            k += 1  # A, B, and C
    return run


def _is_pooled(items: Sequence[Item], start: int, end: int) -> bool:
    return _has(items[end : end + 3], _TOGETHER) or _has(items[max(0, start - 2) : start], _TOGETHER - {"together"})


def _has(part: Sequence[Item], wanted: Collection[str]) -> bool:
    """Whether a word stands there before any mark or sign."""
    for item in part:
        if not item.kind and item.norm in wanted:
            return True
        if item.kind or not item.norm[:1].isalpha():
            return False
    return False


def _one(groups: Sequence[Item]) -> Item:
    extent = cover(x.extent for x in groups)
    key = " and ".join(x.norm for x in groups)
    return Item(key, extent, Mark(ARM, extent, key), " and ".join(x.text for x in groups))
