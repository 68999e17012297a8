"""Which numbers of a sentence may be results, and which of them are told in one breath."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, LIGHT, SUBORDINATORS, Lexis, words
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, Sentence
from pipeline.mentions import Quantity

_CONNECTORS: Final = words("versus vs v compared than while whereas against relative contrast opposed comparison")
_SMALL: Final = words(
    "of in for with on by among at after to from as and or , ( ) [ ] the those a an respectively than was "
    "were is it had also / per another who then only no : - = i.e . % down up"
)
_ENDS: Final = SUBORDINATORS | _SMALL | LIGHT | {",", ";"}
_BARE: Final = frozenset({"number", "words"})
_NOT_COUNTED: Final = regex.compile(
    r"^(?:of the most|of the|of these|of our|of|or more|more|another|such|study|trial|another|at a time|way|side|"
    r"or both|third|thirds|half|hand)\b"
)


@dataclass(frozen=True, slots=True)
class Group:
    """Numbers of one sentence that tell one outcome, by their items."""

    members: tuple[int, ...]


def quantity(s: Sentence, i: int) -> Quantity:
    """The reading of a number's item."""
    mark = s.items[i].mark
    assert mark is not None
    assert mark.quantity is not None
    return mark.quantity


def noun_after(s: Sentence, i: int, lexis: Lexis) -> str:
    """Whether a bare number counts ``people`` or ``events`` or nothing we know; adjectives may stand between."""
    if quantity(s, i).unit not in {None, "%"}:
        return ""
    first = s.items[i + 1] if i + 1 < len(s.items) else None
    if first is not None and ((first.kind == "O" and first.norm in lexis.people) or first.norm in {"who", "whom"}):
        return "people"  # 41 women; by 1 who had A
    for k, item in enumerate(s.items[i + 1 : i + 6], start=i + 1):
        if item.kind == "O":
            if counted := _counted(item.norm, lexis):
                return counted  # 3864 postmenopausal women
        elif item.kind and item.kind != ARM:
            return ""
        if item.norm == "-" or item.kind or _is_participle(s, k, lexis):
            continue
        if item.norm in lexis.events or item.norm in lexis.people:
            return "events" if item.norm in lexis.events else "people"
        if item.norm in _ENDS or item.norm in lexis.verbs:
            return ""
    return ""


def _counted(norm: str, lexis: Lexis) -> str:
    """What a marked outcome counts, if it is of people or of events."""
    if any(w in lexis.events for w in norm.split()):
        return "events"
    return "people" if norm in lexis.people else ""


def _is_participle(s: Sentence, k: int, lexis: Lexis) -> bool:
    """``299 enrolled patients``: a verb's form right before the people."""
    after = s.items[k + 1].norm if k + 1 < len(s.items) else ""
    return not s.items[k].kind and s.items[k].norm.endswith("ed") and after in lexis.people


def numbers(s: Sentence) -> tuple[int, ...]:
    """The items that are numbers and not excluded."""
    return s.of(NUMBER)


def denominators(s: Sentence, lexis: Lexis) -> frozenset[int]:
    """Numbers that only tell of how many: ``17 infections among the 80 patients``, ``58% of the 36 patients``."""
    found = set()
    for i in numbers(s):
        if quantity(s, i).shape not in _BARE or noun_after(s, i, lexis) != "people" or i < 2:
            continue
        before = [item.norm for item in s.items[max(0, i - 3) : i]]
        lead = [w for w in before if w not in DETERMINERS and w not in {"their", "total", "all"}]
        earlier = any(item.kind == NUMBER for item in s.items[max(0, i - 12) : i])
        if (
            lead
            and lead[-1] in {"among", "of"}
            and earlier
            and (lead[-1] == "among" or s.items[i - len(before)].kind == NUMBER or before[-1] in DETERMINERS)
        ):
            found.add(i)
    return frozenset(found)


def share_of(s: Sentence, i: int) -> int | None:
    """The item of the number that a share is of: ``58% of the 36 patients``."""
    if not quantity(s, i).percent:
        return None
    k = i + 1
    while k < len(s.items) and (s.items[k].norm == "of" or s.items[k].norm in DETERMINERS):
        k += 1
    is_base = i + 1 < k < len(s.items) and s.items[i + 1].norm == "of" and s.items[k].kind == NUMBER
    return k if is_base and quantity(s, k).shape in _BARE else None


def has_share(s: Sentence, i: int) -> bool:
    """Whether a labelled number is counted, not a group's size: ``(n = 26 [27%])``, ``n = 18, 24%``."""
    after = s.items[i + 1 : i + 3]
    return (
        len(after) == 2
        and after[0].norm in {"[", "(", ",", ";"}
        and after[1].kind == NUMBER
        and quantity(s, i + 2).percent
    )


def groups(s: Sentence, chosen: Sequence[int], lexis: Lexis) -> tuple[Group, ...]:
    """The chosen numbers, joined where only light words or a comparison stand between two."""
    made: list[list[int]] = []
    for i in chosen:
        if made and _linked(s, made[-1][-1], i, lexis):
            made[-1].append(i)
        else:
            made.append([i])
    return tuple(Group(tuple(members)) for members in made)


def is_level(s: Sentence, i: int) -> bool:
    """Whether a number is the level behind its change: ``fell by 75% (mean 7.6)``."""
    return i > 1 and s.items[i - 1].norm in {"mean", "median", "average"} and s.items[i - 2].norm == "("


def _linked(s: Sentence, first: int, second: int, lexis: Lexis) -> bool:
    between = s.items[first + 1 : second]
    if any(item.norm == ";" or (item.kind == EXCLUDED and item.mark and item.mark.id == "dose") for item in between):
        return False
    one, other = quantity(s, first), quantity(s, second)
    levels = is_level(s, first) or is_level(s, second)
    if levels:
        between = tuple(item for item in between if item.norm not in {"mean", "median", "average"})
    if not levels and one.percent != other.percent and one.shape not in _BARE | {"count_of"}:
        return False
    if (one.dispersion is None) != (other.dispersion is None):
        return False
    if all(_is_light(item.norm, item.kind, lexis) for item in between):
        return True
    at = max((k for k, item in enumerate(between) if not item.kind and item.norm in _CONNECTORS), default=-1)
    if at < 0 and between and between[-1].norm in {"and", "but"}:
        at = len(between) - 1  # 12 had X in the A group and 4 in the B group
    if at < 0 or any(item.kind == "O" for item in between[at:]):
        return False
    tail_light = all(_is_light(item.norm, item.kind, lexis) for item in between[at:])
    return tail_light and _is_elliptic(s, second, lexis)


def _is_light(norm: str, kind: str, lexis: Lexis) -> bool:
    if kind:
        return kind in "ATPS"
    return norm in LIGHT or norm in _SMALL or norm in DETERMINERS or norm in lexis.people or norm in _CONNECTORS


def _is_elliptic(s: Sentence, i: int, lexis: Lexis) -> bool:
    """Whether nothing new is told behind the number: a group, light words, the end of the clause."""
    for k, item in enumerate(s.items[i + 1 : i + 9]):
        if item.kind == ARM:
            return True
        if item.norm in {",", ";", ".", "("} and k > 0:
            return True
        if item.norm in CHANGE_NOUNS or (not _is_light(item.norm, item.kind, lexis) and item.norm not in lexis.events):
            return False
    return True
