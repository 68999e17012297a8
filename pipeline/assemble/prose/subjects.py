"""Which outcome is the subject of the clause of a number."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.assemble.prose.candidates import Group
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, FALLS, PREPOSITIONS, SUBORDINATORS, Lexis, words
from pipeline.assemble.prose.naming import Phrase, is_adverb, left_of, phrase, points_back, right_of
from pipeline.assemble.prose.saying import predicate
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, P_VALUE, TIME, Item, Sentence
from pipeline.assemble.prose.telling import Told

_NO_PREDICATE: Final = words(
    "compared treated given assigned randomized randomised receiving taking received associated"
)
_COMPOSITES: Final = words("composite combination combined coprimary")
_PAIR: Final = 2  # words
_CAUSING: Final = words("resulted resulting led leading caused causing produced producing induced")
_OBJECT: Final = 7  # items
_LED: Final = 7  # items
_EFFECTS: Final = words("effect effects")
_VALUES: Final = words("score scores value values level levels mean means median medians average averages rate rates")
_WHICH: Final = words("mean median average corresponding respective overall initial final baseline")
_SHARES: Final = words(
    "proportion proportions number numbers percentage percentages majority share half third minority"
)
_OF: Final = 5  # items behind a share, in which the people are named
_OF_PEOPLE: Final = words("have")
_LEADS_IN: Final = PREPOSITIONS | SUBORDINATORS | words("and or but compared to in")
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
        told = _by_verb(s, k, start, lexis, tested=s.items[first].kind == P_VALUE)
        if told is not None and not points_back(told.name):
            return changed_subject(_whole_list(s, k, start, lexis) or told)
        pointing = pointing or told
    if pointing is not None:
        return pointing
    named = [k for k in s.of(OUTCOME) if not _is_of_people(s, k, lexis)]
    marks = [k for k in named if start <= k < first] or [k for k in named if k > last]
    if marks:
        k = marks[-1] if marks[-1] < first else marks[0]
        return Told(s.items[k].name, s.items[k].extent, "nearest_outcome")
    found = left_of(s.items, first, lexis)
    if found is not None:
        return Told(found.name, found.extent, "words_before")
    return _unnamed(s, first, start, lexis)


def _unnamed(s: Sentence, first: int, start: int, lexis: Lexis) -> Told | None:
    """``Mean scores were 54 and 55``: the value of what was told before."""
    verb = next((k for k in range(first - 1, start - 1, -1) if lexis.verbs.get(s.items[k].norm)), start)
    begin = next((k + 1 for k in range(verb - 1, start - 1, -1) if s.items[k].norm == ","), start)
    subject = s.items[begin:verb]
    if not subject or lexis.verbs[s.items[verb].norm] != "be" or subject[-1].norm not in _VALUES:
        return None
    if not all(not x.kind and x.norm in _VALUES | _WHICH | DETERMINERS for x in subject):
        return None
    return Told(f"These {subject[-1].norm}", subject[-1].extent, "referred")


def _is_of_people(s: Sentence, k: int, lexis: Lexis) -> bool:
    """Whether a known outcome only says which people are meant: ``women``, ``patients with asthma``, ``aged``."""
    item, before = s.items[k], s.items[k - 1] if k else None
    people = item.norm in lexis.people
    return people or (k > 1 and before is not None and before.norm == "with" and s.items[k - 2].norm in lexis.people)


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


def _by_verb(s: Sentence, verb: int, start: int, lexis: Lexis, *, tested: bool) -> Told | None:
    """The subject of a verb, or its object where it has no telling subject: ``there was an increase in X (P …)``."""
    kind = "" if s.items[verb].kind else lexis.verbs.get(s.items[verb].norm, "")
    if not kind or s.items[verb].norm in _NO_PREDICATE:
        return None
    begin = verb_start(s, verb, start, lexis)
    if kind in _OF_PEOPLE and is_said_of_people(s, start, begin, lexis):
        said = _said_of_people(s, verb, lexis)
        return Told(said.name, said.extent, "subject") if said is not None else None
    if kind == "be" and (said := _share_of_people(s, start, begin, lexis)) is not None:
        return Told(said.name, said.extent, "subject")
    if (caused := _caused(s, verb, lexis)) is not None:
        return caused
    there = tested and begin > 0 and s.items[begin - 1].norm == "there"
    tells = there or kind in {"have", "rise", "fall", "say", "be able"}
    object_ = right_of(s.items, verb + 1, lexis) if tells else None
    subject = left_of(s.items, begin, lexis)
    if kind in {"occur", "be"} and subject is not None and points_back(subject.name):
        object_ = _led_to(s, verb, lexis)
    chosen = subject or object_
    if subject is not None and object_ is not None and points_back(subject.name) and not points_back(object_.name):
        chosen = object_  # this analysis showed a reduction in X
    if chosen is None or chosen.extent.start < s.items[start].extent.start:
        return None
    after = s.items[verb + 1] if verb + 1 < len(s.items) else None
    differs = kind == "be" and after is not None and after.kind == NUMBER and _is_difference(s, start, begin)
    return Told(chosen.name, chosen.extent, "subject", differs=differs)


def _share_of_people(s: Sentence, start: int, verb: int, lexis: Lexis) -> Phrase | None:
    """``the proportion of patients who died was``: what the people of a share did or had."""
    share = next((k for k in range(start, verb) if s.items[k].norm in _SHARES), None)
    if share is None or share + 2 >= verb or s.items[share + 1].norm != "of":
        return None
    for k in range(share + 2, verb - 1):
        item = s.items[k]
        if item.norm in {"who", "that"} and s.items[k - 1].kind in {"", ARM, OUTCOME}:
            return predicate(s.items[:verb], k + 1, lexis)
        known = item.kind == ARM or item.norm in lexis.people | DETERMINERS | {"adult", "pediatric", "female", "male"}
        if not known or item.kind == NUMBER:
            return None
    return None


def _led_to(s: Sentence, verb: int, lexis: Lexis) -> Phrase | None:
    """``a significant increase occurred in X (P = 0.01)``: what a subject without a name is said of."""
    k = verb + 1
    while k < len(s.items) and (is_adverb(s.items[k].norm) or s.items[k].norm in lexis.verbs):
        k += 1
    leads = (
        k + 1 < len(s.items) and s.items[k].norm in {"in", "for", "of", "on"} and s.items[k + 1].kind in {"", OUTCOME}
    )
    return right_of(s.items, k + 1, lexis) if leads else None


def _caused(s: Sentence, verb: int, lexis: Lexis) -> Told | None:
    """``A resulted in a marked increase in X``: what changed, not what changed it."""
    if s.items[verb].norm not in _CAUSING:
        return None
    for k in range(verb + 1, min(len(s.items) - 2, verb + _OBJECT)):
        item = s.items[k]
        if item.kind or item.norm in {",", ";", "("}:
            return None
        if item.norm in CHANGE_NOUNS and not item.norm.startswith("difference"):
            found = right_of(s.items, k + 2, lexis) if s.items[k + 1].norm in {"in", "of"} else None
            falls = item.norm in FALLS
            return None if found is None else Told(found.name, found.extent, "subject", change=True, falls=falls)
    return None


def _is_difference(s: Sentence, start: int, verb: int) -> bool:
    """Whether the subject of a verb is a difference between groups: ``the difference in X between the groups was``."""
    heads = [k for k in range(start, verb) if s.items[k].norm in {"difference", "differences"}]
    return bool(heads) and not any(x.norm in {",", ";"} for x in s.items[heads[-1] : verb])


def referring(s: Sentence, first: int) -> Told | None:
    """``This reduction was stronger in women (17%), in men …``: all brackets of the clause tell what it points to."""
    start = max((k + 1 for k in range(first) if s.items[k].norm == ";"), default=0)
    comma = next((k for k in range(start, min(start + _LED, first)) if s.items[k].norm == ","), None)
    if comma is not None and s.items[comma + 1].norm in {"this", "these"}:
        start = comma + 1  # In a second analysis, this reduction was …
    ahead = s.items[start : start + 4]
    if len(ahead) < 4 or ahead[0].kind or ahead[0].norm not in {"this", "these"}:
        return None
    noun = next((x for x in ahead[1:3] if not x.kind and x.norm in CHANGE_NOUNS | _EFFECTS), None)
    if noun is None or first < start + 3:
        return None
    change = noun.norm in CHANGE_NOUNS and not noun.norm.startswith("difference")
    name = f"This {noun.norm}"
    return Told(name, noun.extent, "referred", change=change, falls=noun.norm in FALLS)


def is_said_of_people(s: Sentence, start: int, verb: int, lexis: Lexis) -> bool:
    """Whether the head of a verb's subject is people or a group: ``those with a low dose reported …``."""
    opens = [start, *(k + 1 for k in range(start, verb) if s.items[k].norm == ",")]
    begin = next((k for k in opens if k < verb and not _leads_in(s.items[k])), None)
    if begin is None:
        return False
    head = None
    for item in s.items[begin:verb]:
        if item.kind not in {"", ARM, OUTCOME} or item.norm in PREPOSITIONS | SUBORDINATORS | {",", "(", ":", "-"}:
            break
        if not item.kind and item.norm in lexis.verbs:
            break
        head = item
        if item.kind == ARM:
            break
    if head is not None and head.norm in _SHARES:  # a similar proportion of patients had …
        near = [x for x in s.items[begin:verb] if x.extent.start > head.extent.start][:_OF]
        return any(x.kind == ARM or x.norm in lexis.people for x in near)
    return head is not None and (head.kind == ARM or head.norm in lexis.people or head.norm in {"they", "we"})


def _leads_in(item: Item) -> bool:
    return not item.kind and (item.norm in _LEADS_IN or is_adverb(item.norm))


def _said_of_people(s: Sentence, verb: int, lexis: Lexis) -> Phrase | None:
    """The object of a verb said of people: behind adverbs and the p value of a comparative."""
    k = verb + 1
    while k < len(s.items) and (is_adverb(s.items[k].norm) or s.items[k].norm in {"(", ")"} or s.items[k].kind == "P"):
        k += 1
    return right_of(s.items, k, lexis)


def changed_subject(given: Told) -> Told:
    """``NRS reduction was 59%``, ``the change in NRS was -3``."""
    words = given.name.lower().split()
    judged = len(words) == _PAIR and words[0].endswith(("al", "ic", "ive"))  # global improvement is an outcome
    if len(words) > 1 and words[-1] in CHANGE_NOUNS and not judged:
        return replace(given, name=" ".join(given.name.split()[:-1]), change=True, falls=words[-1] in FALLS)
    at = next((k for k, w in enumerate(words[:_PAIR]) if w in CHANGE_NOUNS), None)
    if at is not None and len(words) > at + 2 and words[at + 1] in {"in", "of", "from"}:
        first = at + 2 + (words[at + 2] in DETERMINERS)
        return replace(given, name=_upper(given.name.split()[first:]), change=True, falls=words[at] in FALLS)
    return given


def _upper(parts: Sequence[str]) -> str:
    name = " ".join(parts)
    return name if name[1:2].isupper() else name[:1].upper() + name[1:]


def verb_start(s: Sentence, verb: int, start: int, lexis: Lexis) -> int:
    """The first word of a verb with its auxiliaries and adverbs: ``had then been reached``."""
    while verb > start and not s.items[verb - 1].kind:
        norm = s.items[verb - 1].norm
        if norm not in lexis.verbs and norm not in _ADVERBS and not is_adverb(norm):
            break
        verb -= 1
    return verb
