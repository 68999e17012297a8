"""Which outcome is said of the patients that a number counts."""

from typing import Final

from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.lexis import DETERMINERS, LIGHT, PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import opened
from pipeline.assemble.prose.saying import predicate
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, Item, Sentence
from pipeline.assemble.prose.telling import Told

_LINKS: Final = words("with to versus vs and . of only v ,")
_ON: Final = words("and but followed respectively with which")
_GIVEN: Final = words("given treated taking receiving assigned randomized randomised allocated on")
_CLAUSE: Final = 14  # items
_PASSED: Final = words("of in with for on from at among , as to vs versus than and ) ( - those only . also by")


def counted_people(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``58 men and 41 women``: the people themselves are the characteristic."""
    k = i + 3 if s.part(i + 1, min(len(s.items), i + 3)) in {"of them", "of whom", "of these"} else i + 1
    after = s.items[k] if k < len(s.items) else None
    if after is None or after.kind != OUTCOME or after.norm not in lexis.people or quantity(s, i).unit is not None:
        return None
    return Told(after.name, after.extent, "counted_people")


def predicated(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``85% of patients in the A group, as compared with 35% of those in B, had EASI-50``."""
    if quantity(s, i).dispersion is not None:
        return None
    k = i + 1
    depth = 0
    compared = False
    seen_people = (
        noun_after(s, i, lexis) == "people"
        or quantity(s, i).percent
        or quantity(s, i).count is not None
        or _says_what(s, i, lexis)
    )
    while k < min(len(s.items), i + 34) and seen_people:
        item = s.items[k]
        if item.norm in {";", "whereas", "while"} or (depth == 0 and _closes_list(s, k, lexis)):
            return None
        depth += item.norm == "("
        verb = "" if item.kind else lexis.verbs.get(item.norm, "")
        verb = verb or ("have" if _is_past(s, k, lexis) else "")
        if depth == 0 and ((verb and _is_attribute(s, k, lexis)) or _is_reduced(s, k, lexis)):
            k = _after_attribute(s, k, lexis)
            continue
        if depth == 0 and verb:
            if verb == "be able" and item.norm in {"did", "do", "does"} and "not" not in s.part(k, k + 3).split():
                return None  # while 89% of those in B did
            if verb in {"occur"} and s.items[k - 1].norm in {"was", "were"}:
                return None
            found = predicate(s.items, k, lexis)
            return Told(found.name, found.extent, "predicate") if found is not None else None
        compared = compared or item.norm in {"compared", "versus", "vs", "than", "and", ","}
        base = k == i + 2 and s.items[k - 1].norm == "of"  # 24% of 297
        if item.kind == NUMBER and not base and not (compared and s.items[k - 1].norm in _LINKS):
            return None
        if (depth == 0 and not (item.kind or passes(item, lexis))) or (
            item.kind == OUTCOME and depth == 0 and item.norm not in lexis.people
        ):
            return None
        depth -= item.norm == ")" and depth > 0
        k += 1
    return None


def _closes_list(s: Sentence, k: int, lexis: Lexis) -> bool:
    """Whether the bracket of a number stands behind a name: ``rash (26 vs 26%), and …``, ``fever (1%) was …``."""
    if s.items[k].norm != ")":
        return False
    after = [x.norm for x in s.items[k + 1 : k + 3]]
    start = opened(s.items, k)
    named = start > 0 and s.items[start - 1].kind == OUTCOME and s.items[start - 1].norm not in lexis.people
    return (after[:1] == [","] and after[-1] in _ON) or named


def _is_reduced(s: Sentence, k: int, lexis: Lexis) -> bool:
    """Whether a verb only tells which people, for another follows: ``adults asked agreed``, ``who gave X had Y``."""
    item, before = s.items[k], s.items[k - 1]
    relative = before.norm == "who"
    participle = item.norm.endswith("ed") and (before.norm in lexis.people or before.kind == ARM)
    if item.kind or not (relative or participle) or (relative and item.norm not in lexis.verbs):
        return False
    for j in range(k + 1, min(len(s.items), k + _CLAUSE)):
        other = s.items[j]
        if other.norm in {",", ";", "and", "or", "but", "than", "who", "to", "("} or other.kind == NUMBER:
            return False
        if not other.kind and lexis.verbs.get(other.norm) == "have" and j > k + relative:
            return True
    return False


def _is_past(s: Sentence, k: int, lexis: Lexis) -> bool:
    """Whether an unknown word right behind the people is the verb of the clause: ``patients in A converted to …``."""
    item, before = s.items[k], s.items[k - 1]
    if item.kind or not item.norm.endswith("ed") or len(item.norm) < 5 or passes(item, lexis):
        return False
    rest = []
    for other in s.items[k + 1 :]:
        if other.norm in {",", ";", ".", "compared", "versus", "than"} or other.kind == NUMBER:
            break
        rest.append(other)
    known = any(not x.kind and x.norm in lexis.verbs for x in rest)
    return (before.norm in lexis.people or before.kind == ARM or before.norm == ")") and not known


def _says_what(s: Sentence, i: int, lexis: Lexis) -> bool:
    """``Among the patients in the A group, 7 required hospitalization``."""
    after = s.items[i + 1] if i + 1 < len(s.items) else None
    return (
        after is not None and lexis.verbs.get(after.norm) == "have" and any(x.norm in lexis.people for x in s.items[:i])
    )


def passes(item: Item, lexis: Lexis) -> bool:
    """Whether a word may stand between a number and the verb that says what was counted."""
    return item.norm in LIGHT or item.norm in DETERMINERS or item.norm in lexis.people or item.norm in _PASSED


def _is_attribute(s: Sentence, k: int, lexis: Lexis) -> bool:
    """Whether a verb only tells which patients: ``those who received …``, ``patients treated with …``."""
    norm, before = s.items[k].norm, s.items[k - 1].norm
    if norm in {"compared", "comparing"}:
        return True
    if norm in {"were", "was", "had", "been"}:
        after = s.items[k + 1 : k + 3]
        return before == "who" and bool(after) and (after[0].norm in LIGHT or after[0].kind == ARM)
    if s.items[k - 1].norm in PREPOSITIONS and k + 1 < len(s.items) and s.items[k + 1].kind == ARM:
        return True  # with continued A
    return norm in LIGHT and (
        before in lexis.people
        or (s.items[k - 1].kind == NUMBER and norm in _GIVEN)  # 10% of those on A and 13% receiving B
        or before in {"who", "were", "was", "been", "-", "randomly", "those"}
        or s.items[k - 1].kind == ARM
    )


def _after_attribute(s: Sentence, k: int, lexis: Lexis) -> int:
    """The item behind what the patients were given: up to a comma, a group or the next verb."""
    k += 1
    while k < len(s.items) and s.items[k].norm not in {",", ";", "("} and s.items[k].kind not in {ARM, NUMBER}:
        if s.items[k].norm in lexis.verbs and not s.items[k].kind and s.items[k].norm not in LIGHT:
            break
        k += 1
    return k
