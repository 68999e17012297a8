"""Which group a group's size belongs to."""

from typing import Final

import regex

from pipeline.assemble.prose.binding import rows_of
from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import ARM, NUMBER, Sentence

_OPENING: Final = frozenset({"(", "["})
_LEADING: Final = words(
    "in on to of for the a an with allocated received receiving assigned patients women were who given"
)
_PARTED: Final = words("or versus vs and ; , v")
_ALTERNATIVES: Final = regex.compile(
    r"A (?:group |arm )?(?:\( [^()]{0,140}\) )?(?:(?:[a-z]+|[XTN/-]) ){0,6}(?:, )?"
    r"(?:or|versus|vs|v|compared (?:with|to)|and) (?:to |the |receive |either |[a-z-]+ ){0,2}A\b"
)
_FAR: Final = 8
_TOPICAL: Final = words("in of for with among from on within")
_OPENING_ITEMS: Final = 3
_PAIR: Final = 2  # groups
_NEXT: Final = 5  # items behind a row of sizes


def owner(s: Sentence, i: int) -> int | None:
    """The item of the group: behind (``55 to A``), before (``A (6 patients)``, ``A, n = 6``); None for all together."""
    labelled = quantity(s, i).shape == "group_size"
    behind, ahead = _behind(s, i), _ahead(s, i)
    if not labelled and behind is not None and _is_adjacent(s, i, behind):
        return None if _is_divided(s, behind) else behind
    if (listed := _listed(s, i)) is not None or (listed := _in_step(s, i)) is not None:
        return listed
    if not labelled and behind is not None and s.items[behind - 1].norm == "(" and _goes_on(s, behind):
        return None  # 97 completed the study (A, 50 patients; B, 47 patients)
    if labelled or s.items[i - 1 if i else 0].norm in _OPENING:
        return ahead if ahead is not None else _before_bracket(s, i)
    return None if behind is not None and _is_divided(s, behind) else _loosely(s, i, behind, ahead)


def _loosely(s: Sentence, i: int, behind: int | None, ahead: int | None) -> int | None:
    """The group behind a number over other words, before it behind ``to``, or the one the sentence opens with."""
    gap = [] if behind is None else [x.norm for x in s.items[i + 1 : behind]]
    if behind is not None and not {"or", "and", ","} & set(gap):
        return behind
    led = i > 0 and s.items[i - 1].norm in {"to", "of"}
    if ahead is not None and (led or (behind is None and _is_topic(s, ahead))):
        return ahead
    return behind if behind is not None and "," not in gap else None


def _is_topic(s: Sentence, at: int) -> bool:
    """``In the A group, 2 patients were excluded``: the group that alone opens the sentence."""
    opened = s.items[0].norm in _TOPICAL and at <= _OPENING_ITEMS and s.items[at + 1].norm == ","
    return opened and len(s.of(ARM)) == 1


def _in_step(s: Sentence, i: int) -> int | None:
    """``A and B, which included 19 and 18 women, respectively``: the group in the place of the number."""
    row = next((row for row in rows_of(s, s.of(NUMBER)) if i in row), (i,))
    after = {x.norm for x in s.items[row[-1] + 1 : row[-1] + _NEXT]}
    if len(row) < _PAIR or "respectively" not in after:
        return None
    first: dict[str, int] = {}
    for k in s.of(ARM):
        first.setdefault(s.items[k].norm, k)
    return list(first.values())[row.index(i)] if len(first) == len(row) else None


def _goes_on(s: Sentence, at: int) -> bool:
    """Whether a number follows a group in its bracket."""
    return any(x.kind == NUMBER for x in s.items[at + 1 : at + 3])


def _listed(s: Sentence, i: int) -> int | None:
    """The group beside its size in a list: ``TAM 64, ACT 65``, ``484, A; 242, B``, ``A, n = 50; B, …``."""
    norms = [x.norm for x in s.items]
    if i > 0 and s.items[i - 1].kind == ARM and _closes(s, i):
        return i - 1
    ahead = i > 2 and norms[i - 1] == "," and norms[i - 3] in {"(", ",", ";"} and s.items[i - 2].kind == ARM
    if ahead and quantity(s, i).shape == "group_size":
        return i - 2
    if norms[i + 1 : i + 2] == [","] and i + 2 < len(norms) and s.items[i + 2].kind == ARM and _closes(s, i + 2):
        return i + 2
    return i - 2 if ahead else None


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
    return sized or _ALTERNATIVES.match(s.part(at, min(len(s.items), at + 16)) + " ") is not None
