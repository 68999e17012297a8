"""What a verb says of the patients."""

from collections.abc import Sequence
from typing import Final

from pipeline.assemble.prose.lexis import PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import LONGEST, Phrase, is_adverb, phrase, printed_name
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, OUTCOME, P_VALUE, STUDY, TIME, Item
from pipeline.assemble.prose.telling import COMPARATIVES

# Verbs that only say that an outcome was had; the outcome is what follows.
_HAD: Final = words(
    "had has have having showed shows show shown experienced developed achieved attained reached met reported "
    "demonstrated exhibited displayed presented suffered was were is are be been saw got gained obtained "
    "sustained achieving attaining reaching experiencing developing with noted observed diagnosed"
)
_WITHOUT: Final = words("had have has a an any the experience experienced")
_STOPS: Final = words(
    ", ; : . because compared versus vs than while whereas although which "
    "who that but respectively as despite mostly mainly primarily especially particularly including"
)
_WHOLE: Final = words("excluded screened enrolled recruited")
_CAUSES: Final = words("due owing")
_LIMITS: Final = words("of a an least ≥ than < > ≤")
_FILLERS: Final = words("also then even still not no at least least criterion criteria for from a an the any had been")


def predicate(items: Sequence[Item], start: int, lexis: Lexis) -> Phrase | None:
    """What is said of the patients by the verb at an item: ``had …``, ``discontinued the study owing to …``."""
    first = start
    while start < len(items) and (
        (items[start].norm == "to" and items[start + 1 : start + 2] and items[start + 1].norm == "be")
        or items[start].norm in _HAD
        or items[start].norm in _FILLERS
        or (items[start].norm == "one" and start > first and items[start - 1].norm == "least")
        or is_adverb(items[start].norm)
    ):
        start += 1
    if start + 1 < len(items) and items[start].norm == "found" and is_adverb(items[start + 1].norm):
        return None  # was not found statistically significant: said of no people
    end = start
    depth = 0
    kept: list[Item] = []
    while end < len(items) and len(kept) < LONGEST + 4:
        item = items[end]
        if (
            item.norm == "("
            and end + 1 < len(items)
            and items[end + 1].kind == OUTCOME
            and any(c.isdigit() for c in items[end + 1].norm)
        ):
            return Phrase(items[end + 1].name, items[end + 1].extent)  # a 50% reduction in the score (EASI-50)
        depth += item.norm in "([" and item.kind == ""
        if depth == 0:
            nothing_but = item.norm == "but" and items[end - 1].norm in {"nothing", "anything", "all"}
            if not nothing_but and _ends_predicate(items, end, lexis, kept):
                break
            kept.append(item)
        depth -= item.norm in ")]" and item.kind == "" and depth > 0
        end += 1
    said = _said(kept, lexis)
    negation = _negation(items[first:start])
    if said is None or not negation:
        return said
    name = said.name if said.name[1:2].isupper() else said.name[:1].lower() + said.name[1:]
    return Phrase(f"{negation} {name}", said.extent)


def _negation(skipped: Sequence[Item]) -> str:
    """What denies the predicate: ``did not attain …``, ``had no …``, ``were not assessed``."""
    norms = [x.norm for x in skipped]
    at = next((k for k, w in enumerate(norms) if w in {"no", "not", "never"}), None)
    if at is None or norms[at + 1 : at + 2] == ["least"]:
        return ""
    if norms[at] == "no" or norms[-1] in _WITHOUT:
        return "No"
    return "Did not" if at and norms[at - 1] in {"did", "do", "does"} else "Not"


def _ends_predicate(items: Sequence[Item], at: int, lexis: Lexis, kept: Sequence[Item]) -> bool:
    item = items[at]
    if item.kind in {P_VALUE, STUDY, TIME}:
        return True
    if item.kind == NUMBER:
        return not kept or _is_measured(item) or items[at - 1].norm not in _LIMITS
    if item.kind == EXCLUDED:
        return item.mark is not None and item.mark.id in {"cross-reference", "citation", "date"}
    if item.norm == "than" and _is_limit(items, at):
        return False  # had more than 50° of flexion
    if (item.norm in _STOPS and not _tells_why(items, at, kept)) or (
        kept and item.norm in {"was", "were"} and not item.kind
    ):
        return True
    if item.norm in PREPOSITIONS | _CAUSES:
        return _leads_away(items, at, kept)
    if item.norm == "and":
        after = items[at + 1 : at + 6]
        return not after or any(i.kind == NUMBER for i in after) or after[0].norm in lexis.verbs
    return False


def _tells_why(items: Sequence[Item], at: int, kept: Sequence[Item]) -> bool:
    """``withdrew because of rash``: behind a lone verb the cause tells it from others who withdrew."""
    led = items[at].norm == "because" and at + 1 < len(items) and items[at + 1].norm == "of"
    return led and len(kept) == 1 and kept[0].norm not in _WHOLE


def _leads_away(items: Sequence[Item], at: int, kept: Sequence[Item]) -> bool:
    """Whether a preposition leads to a group or a time, or away from what says all: ``excluded for …``."""
    if kept and kept[0].norm in _WHOLE:
        return True
    if items[at].norm in _CAUSES or (len(kept) == 1 and kept[0].norm.endswith("ed")):
        return False  # treated with A
    follows = items[at + 1 : at + 3]
    return any(i.kind in {ARM, TIME} for i in follows) and not (follows and follows[0].kind == OUTCOME)


def _is_limit(items: Sequence[Item], at: int) -> bool:
    return at + 1 < len(items) and items[at + 1].kind in {NUMBER, EXCLUDED} and items[at - 1].norm in COMPARATIVES


def _is_measured(item: Item) -> bool:
    """Whether a number has a spread: it is a result of its own, not part of what was reached."""
    return item.mark is not None and item.mark.quantity is not None and item.mark.quantity.dispersion is not None


def _said(kept: Sequence[Item], lexis: Lexis) -> Phrase | None:
    marked = [i for i in kept if i.kind == OUTCOME]
    if (kept and any(c.isdigit() for i in marked for c in i.norm)) or (marked and len(marked) == len(kept)):
        chosen = next((i for i in marked if any(c.isdigit() for c in i.norm)), marked[0])
        return Phrase(printed_name([chosen]), chosen.extent)
    return phrase(kept, 0, len(kept), lexis)
