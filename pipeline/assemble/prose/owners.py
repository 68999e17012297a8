"""Which group a group's size belongs to."""

from typing import Final

import regex

from pipeline.assemble.prose.binding import matching, rows_of
from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import ARM, NUMBER, Sentence

_OPENING: Final = frozenset({"(", "["})
_LEADING: Final = words(
    "in on to of for the a an with allocated received receiving assigned patients women were who given treated whom"
)
_PARTED: Final = words("or versus vs and ; , v")
_ALTERNATIVES: Final = regex.compile(
    r"A (?:group |arm )?(?:\( [^()]{0,140}\) )?(?:(?:[a-z]+|[XTN/-]) ){0,6}(?:, )?"
    r"(?:or|versus|vs|v|compared (?:with|to)|and) (?:to |the |receive |either |[a-z-]+ ){0,2}A\b"
)
_ASSIGNED: Final = words("randomized randomised randomly assigned allocated allotted divided")
_TAKEN: Final = words("enrolled recruited selected included entered")
_OTHERWISE: Final = words("or versus vs v and")
_SHARED: Final = words("undergoing initiating starting after following having with")
_TOGETHER: Final = frozenset({"and", "patients and", "women and"})
_FAR: Final = 8
_PAIR: Final = 2  # groups
_NEXT: Final = 5  # items behind a row of sizes
_NEAR: Final = 5


def owner(s: Sentence, i: int) -> int | None:
    """The item of the group: behind (``55 to A``), before (``A (6 patients)``, ``A, n = 6``); None for all together."""
    labelled = quantity(s, i).shape == "group_size"
    behind, ahead = _behind(s, i), _ahead(s, i)
    if not labelled and behind is not None and (_is_shared(s, i, behind) or _is_adjacent(s, i, behind)):
        return None if _is_shared(s, i, behind) or _is_divided(s, behind) else behind
    if (listed := _in_order(s, i) or _listed(s, i) or _opened(s, i) or _in_step(s, i)) is not None:
        return listed
    if not labelled and behind is not None and s.items[behind - 1].norm == "(" and _goes_on(s, behind):
        return None  # 97 completed the study (A, 50 patients; B, 47 patients)
    if labelled or s.items[i - 1 if i else 0].norm in _OPENING:
        return ahead if ahead is not None else _before_bracket(s, i)
    return _near(s, i, behind, ahead)


def _near(s: Sentence, i: int, behind: int | None, ahead: int | None) -> int | None:
    """Of the groups behind and before a bare number its own."""
    if behind is not None and _is_divided(s, behind):
        return None
    gap = [] if behind is None else [x.norm for x in s.items[i + 1 : behind]]
    if behind is not None and not {"or", "and", ","} & set(gap):
        return behind
    if ahead is not None and i > 0 and s.items[i - 1].norm in {"to", "of"}:
        return ahead
    return behind if behind is not None and "," not in gap else None


def _in_step(s: Sentence, i: int) -> int | None:
    """``A and B, which included 19 and 18 women, respectively``: the group in the place of the number."""
    row = next((row for row in rows_of(s, s.of(NUMBER)) if i in row), (i,))
    after = {x.norm for x in s.items[row[-1] + 1 : row[-1] + _NEXT]}
    if len(row) < _PAIR or "respectively" not in after:
        return None
    first = s.firsts(s.of(ARM))
    return first[row.index(i)] if len(first) == len(row) else None


def _goes_on(s: Sentence, at: int) -> bool:
    """Whether a number follows a group in its bracket."""
    return any(x.kind == NUMBER for x in s.items[at + 1 : at + 3])


def _listed(s: Sentence, i: int) -> int | None:
    """The group beside its size in a list: ``TAM 64, ACT 65``, ``484, A; 242, B``, ``A, n = 50; B, …``."""
    norms = [x.norm for x in s.items]
    if i > 0 and s.items[i - 1].kind == ARM and _closes(s, i):
        return i - 1
    start = max((k for k in range(i) if norms[k] in _OPENING), default=-1)
    if 0 < start + 1 < i - 1 and s.items[start + 1].kind == ARM and s.items[i - 2].kind == ARM and norms[i - 1] == ",":
        return i - 2  # (A, 40; B, 42)
    ahead = i > 2 and norms[i - 1] == "," and norms[i - 3] in {"(", ",", ";"} and s.items[i - 2].kind == ARM
    if ahead and quantity(s, i).shape == "group_size":
        return i - 2
    if norms[i + 1 : i + 2] == [","] and i + 2 < len(norms) and s.items[i + 2].kind == ARM and _closes(s, i + 2):
        return i + 2
    return i - 2 if ahead else None


def _in_order(s: Sentence, i: int) -> int | None:
    """``A or B (40 and 42 patients, respectively)``, ``(n = 44 and n = 42 for A and B, respectively)``."""
    numbers = s.of(NUMBER)
    at = numbers.index(i)
    for pair in (numbers[at : at + 2], numbers[max(0, at - 1) : at + 1]):
        if len(pair) != len(("one", "other")) or i not in pair or s.between(*pair) not in _TOGETHER:
            continue
        arms = matching(s, ARM, pair)
        if arms and "respectively" in s.part(pair[1] + 1, min(len(s.items), max(*arms, pair[1]) + _FAR)).split():
            return arms[pair.index(i)]
    return None


def _opened(s: Sentence, i: int) -> int | None:
    """``in the A arm, 40 patients were evaluable; in the B arm, 42 were``: the group that opens the clause."""
    k = i - 2
    if k < 1 or s.items[i - 1].norm != "," or s.items[k].kind != ARM:
        return None
    first = k - 1 - (s.items[k - 1].norm == "the")
    opens = first == 0 or (first > 0 and s.items[first - 1].norm in {";", ":", "and", "while", "whereas"})
    return k if s.items[first].norm in {"in", "for", "of", "on", "among"} and opens else None


def _behind(s: Sentence, i: int) -> int | None:
    for k in range(i + 1, min(len(s.items), i + 7)):
        if s.items[k].kind in {ARM, NUMBER} or s.items[k].norm == ";":
            return k if s.items[k].kind == ARM else None
    return None


def _ahead(s: Sentence, i: int) -> int | None:
    for k in range(i - 1, max(-1, i - 9), -1):
        if s.items[k].kind in {ARM, NUMBER}:
            return k if s.items[k].kind == ARM else None
    return None


def _is_adjacent(s: Sentence, i: int, at: int) -> bool:
    """``166 control``, ``50 in the A arm``, ``147 allocated A``."""
    return at - i <= 5 and all(x.norm in _LEADING and not x.kind for x in s.items[i + 1 : at])


def _closes(s: Sentence, k: int) -> bool:
    """Whether a part of a list in brackets ends behind an item, people passed over."""
    after = [x.norm for x in s.items[k + 1 : k + 3]]
    return bool(after) and (after[0] in {",", ";", ")"} or after[1:] in ([","], [";"], [")"]))


def _before_bracket(s: Sentence, i: int) -> int | None:
    """``A (250 mg, once monthly; n = 313)``: the group before the bracket in which the size stands."""
    depth = 0
    for k in range(i - 1, -1, -1):
        depth += (s.items[k].norm in {")", "]"}) - (s.items[k].norm in _OPENING)
        if depth < 0:
            start = k
            break
    else:
        return None
    for k in range(start - 1, max(-1, start - _FAR), -1):
        if s.items[k].kind == ARM:
            return k
        if s.items[k].kind == NUMBER or s.items[k].norm in _PARTED:
            return None
    return None


def _is_divided(s: Sentence, at: int) -> bool:
    """``3864 women were randomized to A versus B``, ``1009 women were assigned to A (n = 336), B``: all together."""
    after = s.items[at + 1 : at + 4]
    sized = any(x.kind == NUMBER and x.mark is not None and x.mark.id == "group_size" for x in after)
    return sized or _ALTERNATIVES.match(s.part(at, min(len(s.items), at + 16)) + " ") is not None or _goes_either(s, at)


def _goes_either(s: Sentence, at: int) -> bool:
    """``were randomized to A for 7 days or B versus usual care``: before the next number another group is named."""
    assigned = any(x.norm in _ASSIGNED for x in s.items[max(0, at - _FAR) : at])
    for k in range(at + 1, len(s.items) if assigned else 0):
        item = s.items[k]
        if item.kind == NUMBER or item.norm == ";":
            return False
        if item.kind == ARM and item.norm != s.items[at].norm:
            before = {x.norm for x in s.items[max(at + 1, k - _NEAR) : k]}
            return bool(before & _OTHERWISE)
    return False


def _is_shared(s: Sentence, i: int, at: int) -> bool:
    """``920 patients undergoing A were randomized``, ``randomized 101 women undergoing A to``: what all of them had."""
    gap = [x.norm for x in s.items[i + 1 : at]]
    if not _SHARED & set(gap) or _ASSIGNED & set(gap):
        return False
    behind = s.items[at + 1 : at + 1 + 2 * _FAR]
    end = next((k for k, x in enumerate(behind) if x.kind == NUMBER or x.norm == ";"), len(behind))
    settled = any(x.norm in _ASSIGNED | _TAKEN for x in behind[:end])
    before = [x.norm for x in s.items[max(0, i - 2) : i]]
    alone = not any(k > i and quantity(s, k).shape in {"number", "words"} for k in s.of(NUMBER))
    return settled or (alone and bool(_ASSIGNED & set(before) or before[-1:] == ["in"]))
