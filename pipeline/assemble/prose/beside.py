"""Which outcome stands right beside a number."""

from typing import Final

from pipeline.assemble.prose.brackets import AVERAGES
from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.changes import moves
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, FALLS, LIGHT, PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import Phrase, is_adverb, left_of, phrase, points_back, right_of
from pipeline.assemble.prose.predicates import passes
from pipeline.assemble.prose.saying import predicate
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, P_VALUE, TIME, Item, Sentence
from pipeline.assemble.prose.subjects import verb_start
from pipeline.assemble.prose.telling import COMPARATIVES, PREDICATIVE, STATISTIC_WORDS, Told

_SHARES: Final = words("percentage proportion number share fraction rate of")
_RESPONDING: Final = words("responders nonresponders non-responders completers survivors dropouts failures successes")
_TO_P: Final = words("vs versus v . and , ; ( ) [ ] to compared with")
_TESTED: Final = words(
    "trend interaction comparison comparisons difference differences noninferiority non-inferiority superiority "
    "equivalence heterogeneity group groups between those overall non linear linearity"
)
_NO_END: Final = words(") ( , and or but nor")  # in 8 of 40 patients on A and in 3
_P_BEHIND: Final = 20
_UNIT: Final = 5  # characters
_JOINED: Final = words("and vs versus or ,")
_LABEL: Final = 6
_DENIED: Final = 4  # items: who did not achieve a known outcome


def attached(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``EASI 42``, ``EASI of 42``, ``EASI score was 42``, ``mean EASI at week 4 was 3``."""
    k = i - 1
    while k >= 0 and not s.items[k].kind and s.items[k].norm in STATISTIC_WORDS:
        k -= 1
    while k >= 0 and s.items[k].kind == TIME:
        k -= 1
        while k >= 0 and s.items[k].norm in {"at", "in", "after"}:
            k -= 1
    if k >= 0 and s.items[k].kind == OUTCOME and not quantity(s, i).percent:
        moved = _moved_noun(s, k) or _mover(s, k, i, lexis)
        change = moved is not None
        whole = None if change else _whole(s, k, lexis)
        if whole is not None:
            return Told(whole.name, whole.extent, "value_after_outcome")
        falls = moved is not None and (moved.norm in FALLS or lexis.verbs.get(moved.norm) == "fall")
        return Told(s.items[k].name, s.items[k].extent, "value_after_outcome", change=change, falls=falls)
    denied = any(x.norm in {"not", "never"} for x in s.items[max(0, k - _DENIED) : max(k, 0)])
    if k >= 0 and s.items[k].kind == OUTCOME and quantity(s, i).percent and k >= i - 2 and not denied:
        mover = (
            next((x for x in reversed(s.items[max(0, k - 30) : k]) if moves(x, lexis)), None)
            if s.items[i - 1].norm == "by"
            else None
        )
        falls = mover is not None and (mover.norm in FALLS or lexis.verbs.get(mover.norm) == "fall")
        return Told(s.items[k].name, s.items[k].extent, "share_after_outcome", change=mover is not None, falls=falls)
    return None


def _whole(s: Sentence, k: int, lexis: Lexis) -> Phrase | None:
    """The noun phrase that a known outcome ends: ``any non-fatal stroke`` of ``stroke``."""
    if any(c.isdigit() for c in s.items[k].norm):
        return None
    found = left_of(s.items, k + 1, lexis)
    longer = found is not None and found.extent.start < s.items[k].extent.start
    return found if found is not None and longer and found.extent.end == s.items[k].extent.end else None


def _mover(s: Sentence, k: int, i: int, lexis: Lexis) -> Item | None:
    """``A lowered the pressure by 8.4``: the verb of change right before the outcome of a number behind ``by``."""
    if not any(x.norm == "by" for x in s.items[k + 1 : i]):
        return None
    near = reversed(s.items[max(0, k - 4) : k])
    return next((x for x in near if moves(x, lexis) and x.norm not in CHANGE_NOUNS), None)


def _moved_noun(s: Sentence, k: int) -> Item | None:
    """``a mean reduction in the score of 6.1``: the word of change before an outcome."""
    j = k - 1
    while j > 0 and s.items[j].norm in DETERMINERS:
        j -= 1
    if j < 1 or s.items[j].norm not in {"in", "of"} or s.items[j - 1].norm not in CHANGE_NOUNS:
        return None
    return None if s.items[j - 1].norm.startswith("difference") else s.items[j - 1]


def comparative(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``more surgical complications with A than with B (46% vs 4%)``."""
    if not any(x.norm == "(" for x in s.items[max(0, i - 4) : i]):
        return None
    start = next((k for k in range(i - 1, -1, -1) if s.items[k].norm == ";" or s.items[k].kind == NUMBER), -1) + 1
    for k in range(start, i - 2):
        if (
            s.items[k].norm in COMPARATIVES
            and not s.items[k].kind
            and any(x.norm in {"than", "compared", "versus", "vs"} for x in s.items[k:i])
        ):
            name = k + 2 if s.items[k + 1].kind == TIME else k + 1  # greater 12-year survival
            found = _more_people(s, k + 1, i, lexis) or right_of(s.items, name, lexis)
            if found is not None and s.items[k + 1].norm in PREDICATIVE:
                found = _subject_before(s, k, start, lexis)  # X was less frequent on A than on B
            if found is not None and points_back(found.name):
                found = _compared_in(s, k, i, lexis) or found
            if found is not None:
                return Told(found.name, found.extent, "comparative")
    return None


def _more_people(s: Sentence, k: int, i: int, lexis: Lexis) -> Phrase | None:
    """``A higher proportion of patients on A had healed ulcers (46% vs 4%)``; ``more responders with A``."""
    seen = False
    for j in range(k, i):
        item = s.items[j]
        seen = seen or item.norm in lexis.people or (item.kind == ARM and s.items[j - 1].norm in {"of", "the"})
        if item.norm in _RESPONDING and j == k:
            return Phrase(item.text[:1].upper() + item.text[1:], item.extent)
        had = item.norm in {"had", "have", "has"} and s.items[j + 1].norm not in LIGHT
        if seen and not item.kind and item.norm in lexis.verbs and (had or item.norm not in LIGHT):
            return predicate(s.items, j, lexis)
        if not (item.kind == ARM or item.norm in _SHARES or passes(item, lexis)):
            return None
    return None


def _compared_in(s: Sentence, k: int, i: int, lexis: Lexis) -> Phrase | None:
    """``greater improvements than B in walking distance (31 m vs 8 m)``: what was compared, behind the other group."""
    for j in range(k + 1, i - 1):
        if s.items[j].norm in {"in", "for"} and s.items[j - 1].kind == ARM and s.items[j + 1].kind != ARM:
            return right_of(s.items, j + 1, lexis)
    return None


def _subject_before(s: Sentence, k: int, start: int, lexis: Lexis) -> Phrase | None:
    """The subject of the verb before a comparative."""
    verb = next(
        (j for j in range(k - 1, start - 1, -1) if not s.items[j].kind and s.items[j].norm in lexis.verbs), None
    )
    return left_of(s.items, verb_start(s, verb, start, lexis), lexis) if verb is not None else None


def behind_p(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``(5.1 vs 6.2 mg; P = 0.69 for copper and 38 vs 36; P = 0.63 for zinc)``: named behind the p of the numbers."""
    for k in range(i + 1, min(len(s.items) - 2, i + _P_BEHIND)):
        item = s.items[k]
        if item.kind == P_VALUE:
            after = s.items[k + 2]
            tested = after.norm in DETERMINERS or after.norm in _TESTED or after.norm in lexis.people
            leads = s.items[k + 1].norm == "for" and after.kind in {"", OUTCOME} and not tested
            found = right_of(s.items, k + 2, lexis) if leads else None
            return Told(found.name, found.extent, "name_after_number") if found is not None else None
        if item.kind not in {"", NUMBER} or (item.norm not in _TO_P and not item.kind and not _is_unit(s, k)):
            return None
    return None


def _is_unit(s: Sentence, k: int) -> bool:
    """Whether a word is printed between a number and what closes it: the unit of ``60.1 ng/mL vs``."""
    return len(s.items[k].norm) <= _UNIT or s.items[k].norm in {"/", "%"}


def averaged(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``A and B completed a mean of 58 and 63 scans``: the noun behind the numbers that a verb of having leads to."""
    first = last = i
    while first > 1 and s.items[first - 1].norm in _JOINED and s.items[first - 2].kind == NUMBER:
        first -= 2
    while last + 2 < len(s.items) and s.items[last + 1].norm in _JOINED and s.items[last + 2].kind == NUMBER:
        last += 2
    k = first - 1
    if k < 2 or s.items[k].norm != "of" or last + 1 >= len(s.items):
        return None
    while k > 0 and s.items[k].norm not in AVERAGES and first - k < _LABEL:
        k -= 1
    verb = k - 1 - (s.items[k - 1].norm in DETERMINERS)
    if s.items[k].norm not in AVERAGES or verb < 0 or lexis.verbs.get(s.items[verb].norm) != "have":
        return None
    found = right_of(s.items, last + 1, lexis) if s.items[last + 1].kind in {"", OUTCOME} else None
    named = found is not None and found.name.lower() not in lexis.people
    return Told(found.name, found.extent, "name_after_number") if found is not None and named else None


def parted(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``a significant (P < 0.05) improvement in X``: a p value between an adjective and its noun."""
    k = i + 2
    if s.items[i].kind != P_VALUE or i < 2 or k >= len(s.items) or s.items[i - 1].norm != "(":
        return None
    judged = s.items[i - 2].norm in PREDICATIVE or is_adverb(s.items[i - 2].norm)
    if s.items[i + 1].norm != ")" or not judged or s.items[k].kind not in {"", OUTCOME}:
        return None
    if s.items[k].norm in PREPOSITIONS or (s.items[k].norm in lexis.verbs and s.items[k].norm not in CHANGE_NOUNS):
        return None
    found = right_of(s.items, k, lexis)
    return Told(found.name, found.extent, "name_after_number") if found is not None else None


def named_in(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``cyclosporine in 7%, methotrexate in 6%``; ``(for skin infection in 3 patients)``; ``13 events in 9 of 80``."""
    if i < 2 or s.items[i - 1].norm not in {"in", "among", "by"} or quantity(s, i).dispersion is not None:
        return None
    end = i - 2 if s.items[i - 2].norm == "," else i - 1
    if (
        s.items[end - 1].kind in {ARM, TIME, NUMBER}
        or s.items[end - 1].norm in lexis.verbs
        or s.items[end - 1].norm in lexis.people
    ):
        return None
    if s.items[end - 1].norm in _NO_END or not (
        quantity(s, i).percent
        or quantity(s, i).denominator
        or noun_after(s, i, lexis) == "people"
        or end < i - 1
        or s.items[i - 1].norm == "in"
    ):
        return None
    found = left_of(s.items, end, lexis)
    if found is None or any(x.norm in CHANGE_NOUNS for x in s.items[max(0, end - 4) : end]):
        return None
    if s.items[end - 1].norm in PREDICATIVE:
        found = _subject_before(s, end, 0, lexis) or found  # X was present in 7 patients
    found = _of_subject(s, end, found, lexis)
    found = _specific(s, i, found, lexis)
    return Told(found.name, found.extent, "name_in_number")


def _of_subject(s: Sentence, end: int, found: Phrase, lexis: Lexis) -> Phrase:
    """``redness became worse in two patients``: a lone participle needs its subject."""
    verb = end - 2
    if verb < 1 or " " in found.name or not found.name.endswith("ed") or lexis.verbs.get(s.items[verb].norm) != "be":
        return found
    subject = left_of(s.items, verb, lexis)
    return Phrase(f"{subject.name} {found.name.lower()}", subject.extent) if subject is not None else found


def beside(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``redness of the face, in 19.2%, and conjunctivitis, in 17.2%, were …``."""
    if i < 3 or s.items[i - 1].norm != "in" or s.items[i - 2].norm != ",":
        return None
    return named_in(s, i, lexis)


def in_whom(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``In six patients the redness stayed``: what is told behind the people."""
    opens = i == 1 or (i > 1 and s.items[i - 2].norm in {",", "and", ";", ":"})
    people = noun_after(s, i, lexis) == "people"
    alone = quantity(s, i).percent and i + 1 < len(s.items) and s.items[i + 1].norm in {"an", "a", "the", ","}
    in_all = quantity(s, i).count is not None
    if not opens or i < 1 or s.items[i - 1].norm not in {"in", "for"} or not (people or alone or in_all):
        return None
    start = i + 2 if people else i + 1
    if start < len(s.items) and s.items[start].norm == ",":
        start += 1
    elif start < len(s.items) and (s.items[start].kind == ARM or s.items[start].norm in LIGHT):
        return None  # and in 21 patients receiving A
    elif start < len(s.items) and s.items[start].norm in PREPOSITIONS:
        comma = next((k for k in range(start, len(s.items)) if s.items[k].norm in {",", "(", ";"}), None)
        if comma is None or s.items[comma].norm != ",":
            return None  # and in 3 patients in the other group
        start = comma + 1
    while start < len(s.items) and (passes(s.items[start], lexis) or s.items[start].kind == ARM):
        start += 1
    end = start
    while end < len(s.items) and end - start < 10 and not _closes(s.items[end]):
        end += 1
    found = phrase(s.items, start, end, lexis)
    return Told(found.name, found.extent, "told_of_people") if found is not None else None


def _closes(item: Item) -> bool:
    return item.kind in {NUMBER, TIME, "P"} or item.norm in {",", ";", ".", ":", "(", ")", "and", "but"}


def gapped(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``86% had rhinitis, 30% conjunctivitis, and 21% asthma``: the verb is said once."""
    if (
        not quantity(s, i).percent
        or i < 2
        or i + 1 >= len(s.items)
        or s.items[i - 1].norm not in {",", "and", "was", "were"}
    ):
        return None
    after = s.items[i + 1]
    if (
        after.kind not in {"", OUTCOME}
        or passes(after, lexis)
        or after.norm in lexis.verbs
        or after.norm in CHANGE_NOUNS | COMPARATIVES
    ):
        return None
    existential = s.items[i - 1].norm in {"was", "were"} and s.items[i - 2].norm == "there"
    if (not existential and not any(x.kind == NUMBER for x in s.items[max(0, i - 14) : i])) or not after.norm[
        :1
    ].isalpha():
        return None
    found = right_of(s.items, i + 1, lexis)
    return Told(found.name, found.extent, "gapped") if found is not None else None


def counted(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``17 skin infections occurred``: the events a bare number counts."""
    q = quantity(s, i)
    if noun_after(s, i, lexis) != "events" or q.percent or q.dispersion is not None:
        return None
    found = right_of(s.items, i + 1, lexis)
    if found is None:
        return None
    found = _specific(s, i, found, lexis)
    return Told(found.name, found.extent, "counted_events")


def _specific(s: Sentence, i: int, found: Phrase, lexis: Lexis) -> Phrase:
    """``2 events`` after ``13 serious adverse events`` are serious adverse events."""
    if found.name.lower() not in lexis.events:
        return found
    before = [k for k in s.of(NUMBER) if k < i and noun_after(s, k, lexis) == "events"]
    first = right_of(s.items, before[0] + 1, lexis) if before else None
    return first if first is not None and first.name.lower().endswith(found.name.lower()) else found
