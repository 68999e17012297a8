"""People whom a sentence sets against others of the same study by what they have, did or are.

``patients with sepsis … and those without``, ``women who smoked … than those who did not``, ``men … than women``.
One such phrase alone says who was studied; two that differ are groups.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from pipeline.assemble.prose.labels import arm_item
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, P_VALUE, TIME, Item

_WITHOUT: Final = words("without")
_WITH: Final = words("with having")
_LEADS: Final = (
    _WITH
    | _WITHOUT
    | words("who whose aged receiving taking using undergoing requiring treated exposed born living not")
)
_ENDS: Final = words(
    ", ; : . ( ) [ ] than versus vs v compared whereas while but as respectively in at among between during"
)
_CONTRAST: Final = words("than versus vs v compared whereas while and but or , ( ) ;")
_SHARES: Final = words("proportion proportions percentage percentages number numbers rate share fraction")
_GIVEN: Final = words(
    "received receive receiving given treated assigned randomized randomised allocated taking took using used on "
    "underwent undergoing"
)
_NEGATION: Final = words("not never no")
_AUXILIARY: Final = words("did do does had have has was were are is been being could would")
_BEFORE: Final = words("in among for than with on of to between")
_LONGEST: Final = 9


@dataclass(frozen=True, slots=True)
class Population:
    """People of a sentence: the first item, the item behind the last, and the words that tell them from others."""

    start: int
    end: int
    key: str


def contrasted(items: Sequence[Item], lexis: Lexis) -> tuple[Population, ...]:
    """The people a sentence sets against each other; empty when it tells of fewer than two."""
    if not any(_is_people(item, lexis) for item in items):
        return ()
    found = _completed(items, [*_phrases(items, lexis)])
    found += _nouns(items, lexis, found)
    opposed = [p for p in found if any(_is_against(items, p, other) for other in found)]
    return tuple(sorted(opposed, key=lambda p: p.start)) if len({p.key for p in opposed}) > 1 else ()


def with_populations(items: Sequence[Item], known: Collection[str], lexis: Lexis) -> list[Item]:
    """The items with the people told apart in the sentence, or elsewhere in the document (``known``), as groups."""
    found = list(contrasted(items, lexis)) or [p for p in _phrases(items, lexis) if p.key in known]
    made = list(items)
    if len({x.norm for x in items if x.kind == ARM}) > 1 and not any(_holds_arm(items, p) for p in found):
        return made  # compared are the groups of the study
    for p in sorted(found, key=lambda p: -p.start):
        part = made[p.start : p.end]
        made[p.start : p.end] = [_named(part, p.key)]
    return made


def _holds_arm(items: Sequence[Item], p: Population) -> bool:
    return any(x.kind == ARM for x in items[p.start : p.end])


def _named(part: Sequence[Item], key: str) -> Item:
    """The people as one item; what only points back (``those``) is no part of the name."""
    told = part[1:] if part[0].norm in {"those", "others"} and len(part) > 1 else part
    told = told[1:] if told[0].norm == "who" and len(told) > 1 else told
    item = arm_item(part, key)
    printed = " ".join(x.text for x in told)
    elliptic = len(told) < len(key.split())
    return Item(item.norm, item.extent, item.mark, key if elliptic else printed.replace(" - ", "-"))


def _phrases(items: Sequence[Item], lexis: Lexis) -> Iterator[Population]:
    at = 0
    while at < len(items) - 1:
        end = _end(items, at, lexis) if _is_people(items[at], lexis) and not _is_share(items, at) else at
        if end > at and not _is_treated(items[at:end]):
            if key := _key(items[at + 1 : end]):
                yield Population(at, end, key)
            at = end
        else:
            at += 1


def _is_people(item: Item, lexis: Lexis) -> bool:
    return (item.norm in lexis.people and item.kind in {"", OUTCOME}) or item.norm == "those"


def _is_treated(part: Sequence[Item]) -> bool:
    """``those who received A``: the group is A, not the people who have something or did something."""
    return any(x.kind == ARM for x in part) and any(x.norm in _GIVEN for x in part)


def _is_share(items: Sequence[Item], at: int) -> bool:
    """``the proportion of patients with nausea``: what the people have is the outcome."""
    before = [x.norm for x in items[max(0, at - 3) : at] if x.norm != "the"]
    return before[-1:] == ["of"] and before[-2:-1] != [] and before[-2] in _SHARES


def _end(items: Sequence[Item], at: int, lexis: Lexis) -> int:
    """The item behind what tells these people from others; the people's own item when nothing does."""
    lead = items[at + 1]
    if lead.kind or lead.norm not in _LEADS:
        return at
    k = at + 2
    verb = lead.norm in {"who", "whose"}
    while k < len(items) and k - at <= _LONGEST:
        item = items[k]
        if item.kind in {NUMBER, P_VALUE, TIME} or (not item.kind and item.norm in _ENDS):
            break
        is_verb = not item.kind and (item.norm in lexis.verbs or item.norm in _AUXILIARY)
        if is_verb and not verb:
            break  # those with sepsis had
        if verb and not is_verb and item.norm not in _NEGATION:
            verb = False
        if item.norm == "and" and any(x.kind == NUMBER or _is_people(x, lexis) for x in items[k + 1 : k + 3]):
            break
        k += 1
    while k > at + 2 and items[k - 1].norm in {"and", "or", "the", "-"}:
        k -= 1
    bare = k == at + 2 and lead.norm not in _WITHOUT
    return at if bare else k


def _key(told: Sequence[Item]) -> str:
    kept = [x.norm for x in told if x.norm not in {"who", "the", "a", "an", "-"}]
    return " ".join(kept)


def _completed(items: Sequence[Item], found: Sequence[Population]) -> list[Population]:
    """``those without`` and ``those who did not`` with what the people before them have or did."""
    made: list[Population] = []
    for p in found:
        tail = [x.norm for x in items[p.end : p.end + 2]]
        if tail in (["and", "without"], ["or", "without"]):
            return []  # patients with and without sepsis: not told one by one
        told = p.key.split()
        elliptic = bool(made) and (told == ["without"] or told[-1] in _NEGATION)
        made.append(_filled(p, made[-1].key.split()) if elliptic else p)
    return made


def _filled(p: Population, before: Sequence[str]) -> Population:
    return replace(p, key=" ".join([p.key, *(before[1:] if before[0] in _WITH else before)]))


def _nouns(items: Sequence[Item], lexis: Lexis, taken: Sequence[Population]) -> list[Population]:
    """``men … women``, ``survivors … non-survivors``: nouns of which one is the other's opposite."""
    free = [k for k in range(len(items)) if not any(p.start <= k < p.end for p in taken)]
    nouns = {k: items[k].norm for k in free if _is_people(items[k], lexis) and _is_told_of(items, k, lexis)}
    made = []
    for k, noun in nouns.items():
        start, own = (k - 2, f"non{noun}") if _is_negated(items, k) else (k, noun)
        if any(lexis.opposite(own, f"non{o}" if _is_negated(items, j) else o) for j, o in nouns.items()):
            made.append(Population(start, k + 1, own))
    return made


def _is_told_of(items: Sequence[Item], k: int, lexis: Lexis) -> bool:
    """``in men``, ``than women``, ``Men had``; but not ``58 men``."""
    first = k - 2 if _is_negated(items, k) else k
    before = items[first - 1].norm if first else ","
    after = items[k + 1] if k + 1 < len(items) else None
    is_subject = before in {",", ";", "and", "the"} and after is not None and after.norm in lexis.verbs
    return before in _BEFORE or is_subject


def _is_negated(items: Sequence[Item], k: int) -> bool:
    return k > 1 and items[k - 1].norm == "-" and items[k - 2].norm == "non"


def _is_against(items: Sequence[Item], one: Population, other: Population) -> bool:
    """Whether two phrases are of one form, differ, and a word of contrast stands between them."""
    first, second = sorted((one, other), key=lambda p: p.start)
    if first.key == second.key or _form(items, first) != _form(items, second):
        return False
    return any(x.norm in _CONTRAST and not x.kind for x in items[first.end : second.start])


def _form(items: Sequence[Item], p: Population) -> str:
    """What leads the words that tell people apart: having, doing, or a noun of their own."""
    lead = items[p.start + 1].norm if p.start + 1 < p.end else ""
    if lead in _WITH | _WITHOUT:
        return "with"
    return "who" if lead in {"who", "whose"} else lead if lead in _LEADS else ""
