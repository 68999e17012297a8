"""Which outcome is the subject of the clause of a number."""

from dataclasses import replace
from typing import Final

from pipeline.assemble.prose.candidates import Group
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, FALLS, Lexis, words
from pipeline.assemble.prose.naming import is_adverb, left_of, phrase, points_back, right_of
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, TIME, Sentence
from pipeline.assemble.prose.telling import Told

_NO_PREDICATE: Final = words(
    "compared treated given assigned randomized randomised receiving taking received associated"
)
_COMPOSITES: Final = words("composite combination combined coprimary")
_ADVERBS: Final = words(
    "then also thus still again already only even likewise too now not far much less more as well further"
)


def around(s: Sentence, group: Group, lexis: Lexis) -> Told | None:
    """The subject of the clause before the numbers, else the nearest outcome of the clause."""
    first, last = group.members[0], group.members[-1]
    start = _clause(s, first, lexis)
    if (gapped := _gapped(s, first, start, lexis)) is not None:
        return gapped
    pointing: Told | None = None
    for k in range(first - 1, start - 1, -1):
        told = _by_verb(s, k, start, lexis)
        if told is not None and not points_back(told.name):
            return changed_subject(_whole_list(s, k, start, lexis) or told)
        pointing = pointing or told
    if pointing is not None:
        return pointing
    marks = [k for k in s.of(OUTCOME) if start <= k < first] or [k for k in s.of(OUTCOME) if k > last]
    if marks:
        k = marks[-1] if marks[-1] < first else marks[0]
        return Told(s.items[k].name, s.items[k].extent, "nearest_outcome")
    found = left_of(s.items, first, lexis)
    return Told(found.name, found.extent, "words_before") if found is not None else None


def _whole_list(s: Sentence, verb: int, start: int, lexis: Lexis) -> Told | None:
    """``A composite of death, stroke, and bleeding occurred in``: of a composite the list is one outcome."""
    first = next((k for k in range(start, verb) if s.items[k].norm in _COMPOSITES), None)
    if first is None or any(
        x.kind in {NUMBER, ARM} or x.norm in lexis.verbs for x in s.items[first:verb] if x.kind != OUTCOME
    ):
        return None
    begin = max(
        (k + 1 for k in range(start, first) if s.items[k].norm == "," or s.items[k].kind == TIME), default=start
    )
    end = verb_start(s, verb, start, lexis)
    found = phrase(s.items, begin, end, lexis)
    return Told(found.name, found.extent, "subject") if found is not None else None


def _clause(s: Sentence, first: int, lexis: Lexis) -> int:
    """Where the clause of a number begins: behind the last semicolon that is not just one of a list."""
    marks = [k for k in range(first) if s.items[k].norm == ";"]
    while marks and first - marks[-1] < 6:
        part = s.items[marks[-1] + 1 : first]
        if any(x.kind == OUTCOME or (not x.kind and x.norm in lexis.verbs) for x in part) or ARM not in {
            x.kind for x in part
        }:
            break
        marks.pop()  # times were: A group, 13.6; B group, 23.8
    return marks[-1] + 1 if marks else 0


def _gapped(s: Sentence, first: int, start: int, lexis: Lexis) -> Told | None:
    """``X stood at 10 …, and Y at 8.9``: the verb is said once."""
    for k in reversed([k for k in s.of(OUTCOME) if start < k < first]):
        linked = k + 2 < len(s.items) and s.items[k + 1].norm in {"at", "by", "to", "from"}
        if linked and s.items[k - 1].norm in {"and", ","} and s.items[k + 2].kind == NUMBER:
            return Told(s.items[k].name, s.items[k].extent, "nearest_outcome")
    if first < 3 or s.items[first - 1].norm not in {"at", "by", "from"}:
        return None
    joined = next((k for k in range(first - 2, max(start, first - 6), -1) if s.items[k].norm in {"and", ","}), None)
    words_between = s.items[joined + 1 : first - 1] if joined is not None else ()
    if joined is None or not words_between or any(x.kind or x.norm in lexis.verbs for x in words_between):
        return None
    found = phrase(s.items, joined + 1, first - 1, lexis)
    return Told(found.name, found.extent, "nearest_outcome") if found is not None else None


def _by_verb(s: Sentence, verb: int, start: int, lexis: Lexis) -> Told | None:
    """The subject of a verb, or its object where it has no telling subject."""
    kind = "" if s.items[verb].kind else lexis.verbs.get(s.items[verb].norm, "")
    if not kind or s.items[verb].norm in _NO_PREDICATE:
        return None
    object_ = right_of(s.items, verb + 1, lexis) if kind in {"have", "rise", "fall", "say", "be able"} else None
    subject = left_of(s.items, verb_start(s, verb, start, lexis), lexis)
    chosen = subject or object_
    if chosen is None or chosen.extent.start < s.items[start].extent.start:
        return None
    return Told(chosen.name, chosen.extent, "subject")


def changed_subject(given: Told) -> Told:
    """``NRS reduction was 59%``, ``the change in NRS was -3``."""
    words = given.name.lower().split()
    if len(words) > 1 and words[-1] in CHANGE_NOUNS:
        return replace(given, name=" ".join(given.name.split()[:-1]), change=True, falls=words[-1] in FALLS)
    if len(words) > 2 and words[1] in {"in", "of", "from"} and words[0] in CHANGE_NOUNS:
        return replace(given, name=" ".join(given.name.split()[2:]), change=True, falls=words[0] in FALLS)
    return given


def verb_start(s: Sentence, verb: int, start: int, lexis: Lexis) -> int:
    """The first word of a verb with its auxiliaries and adverbs: ``had then been reached``."""
    while verb > start and not s.items[verb - 1].kind:
        norm = s.items[verb - 1].norm
        if norm not in lexis.verbs and norm not in _ADVERBS and not is_adverb(norm):
            break
        verb -= 1
    return verb
