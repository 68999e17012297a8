"""Whether a clause ends in what is said of its subject: an adverb, an adjective, an adverbial name no outcome."""

from typing import Final

from pipeline.assemble.prose.lexis import PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import is_adverb
from pipeline.assemble.prose.sentence import ARM, NUMBER, P_VALUE, TIME, Item, Sentence
from pipeline.assemble.prose.telling import PREDICATIVE

_TELLING: Final = words("be rise fall occur")
_DEGREES: Final = words("more most less so also not very too still again as even much far only all")
# Behind a verb these tell when, where the others may lead to what is told: "was seen in sleep (5%)".
_WHEN: Final = words("after before during following throughout until within at into since")
_ABLE: Final = ("able", "ible")
_NOUNS: Final = words("table variable vegetable able syllable timetable disable bible")
_GROUPS: Final = words("group groups arm arms")
_QUALITIES: Final = PREDICATIVE | words(
    "low high normal abnormal stable minimal small large slight mild moderate severe positive negative adequate poor "
    "good excellent complete intact free close near able unable independent due visible attributable"
)


def is_predicative(s: Sentence, end: int, lexis: Lexis) -> bool:
    """``nitrate rose substantially (…)``, ``IgE stayed raised at night (…)``: behind the verb nothing is named."""
    verb = next((k for k in range(end - 1, -1, -1) if _ends_clause(s.items[k], lexis)), None)
    if verb is None or s.items[verb].kind or not _tells(s, verb, lexis):
        return False
    k, judged = verb + 1, False
    while k < end and not s.items[k].kind and (_is_quality(s.items[k]) or s.items[k].norm in _DEGREES):
        judged = judged or s.items[k].norm not in _DEGREES
        k += 1
    if k == end:  # "were screened (74%)" says what was done
        last = s.items[k - 1].norm
        return judged and (last in _QUALITIES or last.endswith(_ABLE) or is_adverb(last))
    if s.items[k].norm in _WHEN:
        return True
    # "significant for glucose (P = 0.02)" names what was compared, "identical in both groups" nothing.
    led = s.items[k].kind in {ARM, TIME} or s.items[k].norm in PREPOSITIONS
    return judged and led and any(x.kind in {ARM, TIME} or x.norm in lexis.people | _GROUPS for x in s.items[k:end])


def _tells(s: Sentence, verb: int, lexis: Lexis) -> bool:
    found = s.items[verb].norm == "found" and s.items[verb - 1].norm in {"was", "were", "not", "been"}
    return found or lexis.verbs.get(s.items[verb].norm) in _TELLING


def _ends_clause(item: Item, lexis: Lexis) -> bool:
    if item.kind:
        return item.kind in {NUMBER, P_VALUE}
    return item.norm in {";", ",", "(", ")", ":", "than"} or item.norm in lexis.verbs


def _is_quality(item: Item) -> bool:
    formed = (item.norm.endswith("ed") and len(item.norm) > len("need")) or (
        item.norm.endswith(_ABLE) and item.norm not in _NOUNS
    )
    return is_adverb(item.norm) or item.norm in _QUALITIES or formed
