"""Which measure a number is the value of: ``an area of 0.80``, ``a mean follow-up of 25 months``."""

from typing import Final

from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, Lexis, words
from pipeline.assemble.prose.naming import is_adverb, left_of, phrase
from pipeline.assemble.prose.sentence import NUMBER, OUTCOME, Sentence
from pipeline.assemble.prose.subjects import changed_subject
from pipeline.assemble.prose.telling import Told

_NEARLY: Final = words("about approximately only nearly almost just around")
_LEADS: Final = words("after at during over from despite by on")
_LABEL: Final = 5  # words
_REGISTERED: Final = 100_000  # a trial's number in a register is none of a measure
_PARTED: Final = words(", ; ) ] vs versus v")
_STATISTICS: Final = words(
    "SD SE SEM CI IQR HR OR RR IRR AOR AHR ARR NNT NNH NS DF LS MD SMD WMD ES ICC VS AND II III IV"
)
_NO_NAME: Final = words("versus vs v respectively and or only respectively mean median sd se range total to than group")
# What has a size and is no measure: a total of 12, a group of 20, one of 3.
_NO_MEASURE: Final = words(
    "total mean median average number numbers proportion percentage share rate rates range majority each one two all "
    "half most maximum minimum out group groups sample cohort series set dose doses level because instead and or risk "
    "reduction difference combination composite consisting part member any none some many few odds probability"
)


def juxtaposed(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``… were rare: nausea 7% vs 6%, cramps 5% vs 13%``: the words between a sign and a number name it."""
    start = i
    while start > 0 and not s.items[start - 1].kind and s.items[start - 1].norm[:1].isalpha():
        norm = s.items[start - 1].norm
        if norm in lexis.verbs or norm in PREPOSITIONS | SUBORDINATORS | _NO_NAME or norm in lexis.people:
            break
        start -= 1
    spread = s.items[i].kind == NUMBER and quantity(s, i).dispersion is not None
    before = s.items[start - 1].norm if start else ""
    opens = before in {",", ":", ";", "and"} or (spread and before == "(")
    told = (spread and before == "(") or any(x.norm == ":" or x.kind == NUMBER for x in s.items[:start])
    follows = s.items[i + 1].norm if i + 1 < len(s.items) else ""
    against = follows in {"vs", "versus", "v"} or (spread and follows in {",", ";", ")"})
    small = s.items[i].kind == NUMBER and quantity(s, i).value < _REGISTERED
    short = (
        small and i - start == 1 and before in {"(", "[", ","} and _is_short(s.items[start].text) and follows in _PARTED
    )
    if start == i or not (short or (opens and told and against)) or i - start > _LABEL:
        return None
    if s.items[i - 1].norm in _NEARLY or is_adverb(s.items[i - 1].norm):
        return None
    found = phrase(s.items, start, i, lexis)
    return Told(found.name, found.extent, "bracket_after_name") if found is not None else None


def _is_short(text: str) -> bool:
    """Whether a word is a short name of a measure: ``(EASI 42, DLQI 19)``; no short name of a statistic."""
    capitals = sum(c.isupper() for c in text)
    return capitals > 1 and 2 * capitals >= len(text) and text.upper() not in _STATISTICS


def valued(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """The noun before ``of`` and a number that counts nobody."""
    k = i - 1
    while k > 0 and s.items[k].norm in _NEARLY | DETERMINERS:
        k -= 1
    if k < 1 or s.items[k].norm != "of" or noun_after(s, i, lexis) or quantity(s, i).shape in {"words", "count_of"}:
        return None
    head = s.items[k - 1]
    if head.kind not in {"", OUTCOME} or not head.norm[-1:].isalpha():
        return None
    if head.norm in _NO_MEASURE | CHANGE_NOUNS or head.norm in lexis.people or head.norm in lexis.verbs:
        return None
    found = left_of(s.items, k, lexis)
    if found is None or found.extent.end != head.extent.end:
        return None
    start = next((j for j in range(k) if s.items[j].extent.end > found.extent.start), k)
    while start < k and s.items[start].norm in _LEADS | DETERMINERS:
        start += 1  # after a mean follow-up of 25 months
    found = phrase(s.items, start, k, lexis) or found
    within = next((j for j in range(k - 1, 0, -1) if s.items[j].norm == "with"), None)
    if within is not None and s.items[within].extent.start > found.extent.start:
        found = phrase(s.items, within + 1, k, lexis) or found  # asthma with a mean duration of 0.6 years
    return changed_subject(Told(found.name, found.extent, "value_after_outcome"))
