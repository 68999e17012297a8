"""Clauses that name a group and a number and no outcome: they tell what the clause before told."""

from collections.abc import Mapping
from typing import Final

from pipeline.assemble.prose.candidates import Group
from pipeline.assemble.prose.lexis import DETERMINERS, LIGHT, Lexis, words
from pipeline.assemble.prose.sentence import ARM, NUMBER, P_VALUE, TIME, Sentence, closing
from pipeline.assemble.prose.telling import Told

_OPENS: Final = words("; : ,")
_PASSED: Final = words("( ) [ ] = , : in with for from of among at on and or but versus vs v those = n while whereas -")
_AHEAD: Final = 7  # items behind the first number, in which its group is named
_LONGEST: Final = 12


def continued(s: Sentence, group: Group, told: Mapping[int, Told], lexis: Lexis) -> Told | None:
    """What the numbers before tell, for ``…; 38 (31%) in the A group``, ``…, 23 in A and 8 in B``; else None.

    ``told`` are the outcomes of the numbers before.
    """
    first = group.members[0]
    before = max((i for i in told if i < first and not is_enclosed(s, i, first)), default=None)
    if before is None:
        return None
    k = first - 1
    while k > before and first - k < _LONGEST and s.items[k].norm not in _OPENS and _says_nothing(s, k, lexis):
        k -= 1
    parts = k > before and s.items[k].norm in _OPENS and not s.items[k].kind
    sized = k == before and told[before].rule == "group_size" and s.items[first - 1].norm == "and"
    parts = parts or sized  # 38 patients for the A and 39 patients for the B group
    if not parts or not (_names_group(s, first, lexis) or any(x.kind == ARM for x in s.items[k:first])):
        return None
    return told[before]


def is_enclosed(s: Sentence, m: int, i: int) -> bool:
    """Whether a bracket around one number closes before another: ``7 fell ill (4 with colds), as against 1 with B``."""
    return closing(s.items, m + 1, i) is not None


def _says_nothing(s: Sentence, k: int, lexis: Lexis) -> bool:
    item = s.items[k]
    if item.kind:
        return item.kind in {ARM, TIME, NUMBER, P_VALUE}
    return item.norm in _PASSED or item.norm in LIGHT or item.norm in DETERMINERS or item.norm in lexis.people


def _names_group(s: Sentence, first: int, lexis: Lexis) -> bool:
    """Whether nothing but light words stand between a number and the group behind it."""
    for k in range(first + 1, min(len(s.items), first + _AHEAD)):
        if s.items[k].kind == ARM:
            return True
        if s.items[k].norm in {",", ";", ":"} or not _says_nothing(s, k, lexis):
            return False
    return False
