"""Which doses stand for groups: ``dupilumab at 150 mg (14 patients) or 300 mg (13 patients)``."""

from collections.abc import Sequence
from typing import Final

from pipeline.assemble.prose.arms import Arms
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, Item, Mark, Sentence
from pipeline.extent import Extent, cover

_UNITS: Final = words("mg µg μg mcg ug g iu units unit gy ml mg/kg mg/day")
_AFTER: Final = words("group groups arm arms dose doses recipients")
_FAR: Final = 40


def dosed(items: Sequence[Item], arms: Arms, before: Sentence | None, lexis: Lexis) -> list[Item]:
    """The items with each dose that defines a group made that group's name; ``before`` is the sentence before."""
    if not any(_size(items, at) for at in range(len(items))):
        return list(items)
    told = [] if before is None else [i for i in before.items if _is_drug(i, lexis)]
    only = told[-1] if told else _only(arms)
    made = list(items)
    at = 0
    while at < len(made):
        size = _size(made, at)
        drug = _drug(made, at, size, lexis) or only if size else None
        if drug is not None and _defines(made, at, size):
            start, end = at, at + size
            if end + 1 < len(made) and made[end].norm == "of" and made[end + 1].kind == ARM:
                end += 2  # 300 mg of dupilumab
            made[start:end] = [_arm(made[start:end], made[at : at + size], drug)]
        at += 1
    return made


def _only(arms: Arms) -> Item | None:
    """The one active group of a document, whose doses a sentence need not name again: ``the group given 150 mg``."""
    active = [a for a in arms.listed if not a.is_control and " and " not in a.key and a.id is not None]
    if len(active) != 1:
        return None
    return Item(active[0].key, Extent(0, 0), Mark(ARM, Extent(0, 0), active[0].key), active[0].name)


def _size(items: Sequence[Item], at: int) -> int:
    """How many items print a dose here: ``150 mg``, ``150 - mg``; a number of a list (``150 or 300 mg``) is one."""
    mark = items[at].mark
    if mark is None or mark.kind != EXCLUDED or mark.id != "dose":
        return 0
    words = [i.norm for i in items[at + 1 : at + 3]]
    if words[:1] and words[0] in _UNITS:
        return 2
    return 3 if words[:1] == ["-"] and len(words) > 1 and words[1] in _UNITS else 1


def _drug(items: Sequence[Item], at: int, size: int, lexis: Lexis) -> Item | None:
    after = [k for k in range(at + size, min(len(items), at + size + 10)) if _is_drug(items[k], lexis)]
    if after and items[after[0] - 1].norm == "of":
        return items[after[0]]
    before = [i for i in items[max(0, at - _FAR) : at] if _is_drug(i, lexis)]
    return before[-1] if before else None


def _is_drug(item: Item, lexis: Lexis) -> bool:
    return item.kind == ARM and not lexis.is_control(item.norm) and "@" not in item.norm


def _defines(items: Sequence[Item], at: int, size: int) -> bool:
    after = items[at + size : at + size + 3]
    norms = [i.norm for i in after]
    if len(after) > 1 and norms[0] == "(" and after[1].kind == NUMBER:
        return True
    if (norms[:1] and norms[0] in _AFTER) or (norms[:2] and norms[1:2] and norms[0] == "-" and norms[1] in _AFTER):
        return True
    if len(after) > 1 and norms[0] == "of" and after[1].kind == ARM:
        return True
    if len(after) > 1 and norms[0] == "to" and after[1].kind == NUMBER:
        return True  # 150 mg to 14 patients
    before = [i.norm for i in items[max(0, at - 4) : at]]
    return bool(before) and (
        before[-1] in {"given", "received"}
        or before[-2:] in (["received", "the"], ["receiving", "the"], ["given", "the"])
    )


def _arm(part: Sequence[Item], dose: Sequence[Item], drug: Item) -> Item:
    printed = " ".join(i.text for i in dose if i.norm not in {"-"})
    name = f"{drug.text.removesuffix(' group')} {printed}"
    key = f"{drug.norm}@{''.join(i.norm for i in dose if i.norm != '-')}"
    extent = cover(i.extent for i in part)
    return Item(key, extent, Mark(ARM, extent, key), name)
