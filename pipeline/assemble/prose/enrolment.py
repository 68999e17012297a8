"""What was done with the people that a number counts: ``Patients enrolled``, ``Completed the study``."""

from typing import Final

from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.lexis import DETERMINERS, PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import is_adverb
from pipeline.assemble.prose.saying import predicate
from pipeline.assemble.prose.sentence import ARM, NUMBER, Item, Sentence

# Said of the people by a form of "be", or of them as an attribute.
_DONE: Final = words(
    "enrolled recruited screened included excluded analyzed analysed evaluated assessed approached invited contacted "
    "identified registered accrued entered withdrawn treated studied followed selected available evaluable eligible "
    "ineligible interviewed examined tested allocated assigned randomized randomised allotted divided"
)
# Said by a verb of their own, with its object.
_DID: Final = words(
    "enrolled withdrew discontinued completed finished declined refused consented participated attended entered "
    "dropped lost agreed left took"
)
_RANDOM: Final = words("randomly random randomized randomised randomization randomisation")
_ASSIGNED: Final = words("randomized randomised assigned allocated allotted divided")
_AUXILIARY: Final = words("was were been had have has being who did not did also then finally initially ultimately")
_JOINING: Final = words("and or , ) -")
_PRONOUNS: Final = words("those them others members")
_STUDY: Final = words("controlled trial trials study studies clinical double open single parallel crossover -")
_REACH: Final = 30
_CLOSE: Final = 4
RANDOMISED: Final = "Randomly assigned patients"


def named(s: Sentence, i: int, lexis: Lexis) -> str | None:
    """The people of a number with what was done with them; None where the sentence says nothing of it."""
    verb = _verb_after(s, i, lexis) or _verb_before(s, i, lexis)
    if (did := _who(s, i, lexis)) is not None:
        return did
    if verb is None:
        return None
    norm = s.items[verb].norm
    if norm in _DONE and any(x.norm == "not" for x in s.items[i + 1 : verb]):
        return f"Not {norm}"
    if norm in _ASSIGNED and any(x.norm in _RANDOM for x in s.items):
        return RANDOMISED
    if norm in _DONE:
        return f"{_people(s, i, lexis)} {norm}"
    said = predicate(s.items, verb, lexis)
    return said.name if said is not None else None


def _who(s: Sentence, i: int, lexis: Lexis) -> str | None:
    """``226 patients who gave consent``: what the people did."""
    k = next((k for k in range(i + 1, min(len(s.items) - 1, i + _CLOSE)) if s.items[k].norm == "who"), None)
    if k is None or s.items[k + 1].norm in _AUXILIARY | {"were", "was"}:
        return None
    said = predicate(s.items, k + 1, lexis) if s.items[k + 1].norm in lexis.verbs else None
    return said.name if said is not None and " " in said.name else None


def is_done(s: Sentence, i: int) -> bool:
    """``33 were excluded``, ``two withdrew``: a bare number said to have been enrolled or to have left."""
    k = i + 1
    while k < len(s.items) and s.items[k].norm in _AUXILIARY and not s.items[k].kind:
        k += 1
    item = s.items[k] if k < len(s.items) else None
    if item is None or item.kind:
        return False
    return (item.norm in _DONE and k > i + 1) or item.norm in _DID


def opens(s: Sentence, i: int, lexis: Lexis) -> bool:
    """``A total of 160 ASA grade I to II patients, aged 19 or more, were enrolled``: far from people and verb."""
    total = s.part(max(0, i - 2), i).endswith("total of")
    verb = _verb_after(s, i, lexis) if i == 0 or total or s.items[i - 1].norm in {",", "of"} else None
    if verb is None or s.items[verb].norm not in _DONE or noun_after(s, i, lexis) == "events":
        return False
    return any(x.norm in lexis.people for x in s.items[i + 1 : verb])


def _verb_after(s: Sentence, i: int, lexis: Lexis) -> int | None:
    for k in range(i + 1, min(len(s.items), i + _REACH)):
        item = s.items[k]
        if item.norm == ";" or (item.kind == NUMBER and _is_count(s, k)):
            return None
        if (item.norm in _DONE | _DID or _is_dosed(s, k)) and _is_verb(s, k, i, lexis):
            return k
    return None


def _is_dosed(s: Sentence, k: int) -> bool:
    """``394 received at least one dose``: what they had, where the drug alone would name their group."""
    return s.items[k].norm == "received" and any(
        x.norm in {"dose", "doses", "least"} for x in s.items[k + 1 : k + _CLOSE]
    )


def _verb_before(s: Sentence, i: int, lexis: Lexis) -> int | None:
    for k in range(i - 1, max(-1, i - _REACH), -1):
        if s.items[k].norm == ";":
            return None
        if s.items[k].norm in _DONE and not s.items[k].kind and not _is_attribute(s, k):
            return k
    return None


def _is_verb(s: Sentence, k: int, i: int, lexis: Lexis) -> bool:
    """Whether a word is said of the people: behind them, their number or a form of "be"."""
    before = s.items[k - 1]
    own = before.norm in lexis.people and k - i <= _CLOSE + 1
    behind = k - 1 == i or before.kind == ARM or before.norm in _AUXILIARY | _JOINING or own
    return not s.items[k].kind and (behind or is_adverb(before.norm)) and not _is_attribute(s, k)


def _is_attribute(s: Sentence, k: int) -> bool:
    """``randomized controlled trials``: said of the study."""
    return k + 1 < len(s.items) and s.items[k + 1].norm in _STUDY


def _is_count(s: Sentence, k: int) -> bool:
    q = quantity(s, k)
    return not q.percent and q.unit is None and q.dispersion is None and q.shape != "group_size"


def _people(s: Sentence, i: int, lexis: Lexis) -> str:
    """The noun of the people right behind a number, as printed."""
    near = s.items[i + 1 : i + 1 + _CLOSE]
    found = next((x.text for x in near if x.norm in lexis.people and x.norm not in _PRONOUNS), None)
    return (found or "patients").capitalize()


def _shared_noun(s: Sentence, i: int, lexis: Lexis) -> Item | None:
    """The people of ``24 and 16 subjects``, ``eight of the participants``."""
    k = i + 1
    if k + 1 < len(s.items) and s.items[k].norm in {"and", "or"} and s.items[k + 1].kind == NUMBER:
        k += 2
    elif k < len(s.items) and s.items[k].norm == "of":
        k += 1
        while k < len(s.items) and s.items[k].norm in DETERMINERS:
            k += 1
    item = s.items[k] if i + 1 < k < len(s.items) else None
    return item if item is not None and item.norm in lexis.people and item.norm not in _PRONOUNS else None


def people_named(s: Sentence, i: int, lexis: Lexis) -> str:
    """The people of a number with their adjectives: ``Healthy male subjects``."""
    labelled = s.items[i - 2] if i > 1 and s.items[i - 1].norm == "(" else None
    if labelled is not None and labelled.norm in lexis.people:
        return labelled.text.capitalize()  # The participants (n = 415)
    if (noun := _shared_noun(s, i, lexis)) is not None:
        return noun.text.capitalize()
    for k in range(i + 1, min(len(s.items), i + 1 + _CLOSE)):
        if s.items[k].norm in PREPOSITIONS:
            break
        if s.items[k].norm in lexis.people and s.items[k].norm not in _PRONOUNS:
            name = " ".join(x.text for x in s.items[i + 1 : k + 1])
            return name[:1].upper() + name[1:]
        if s.items[k].kind or not s.items[k].norm[:1].isalpha():
            break
    return "Patients"
