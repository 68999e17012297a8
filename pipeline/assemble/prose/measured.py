"""Which measure a number is the value of: ``an area of 0.80``, ``a mean follow-up of 25 months``."""

from typing import Final

from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, Lexis, words
from pipeline.assemble.prose.naming import left_of
from pipeline.assemble.prose.sentence import OUTCOME, Sentence
from pipeline.assemble.prose.subjects import changed_subject
from pipeline.assemble.prose.telling import Told

_NEARLY: Final = words("about approximately only nearly almost just around")
# What has a size and is no measure: a total of 12, a group of 20, one of 3.
_NO_MEASURE: Final = words(
    "total mean median average number numbers proportion percentage share rate rates range majority each one two all "
    "half most maximum minimum out group groups sample cohort series set dose doses level because instead and or risk "
    "reduction difference combination composite consisting part member any none some many few odds probability"
)


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
    return changed_subject(Told(found.name, found.extent, "value_after_outcome"))
