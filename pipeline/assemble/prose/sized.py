"""Names of groups that stand beside their size: ``the drug (n = 60) or usual care (n = 60)``."""

from collections.abc import Iterator
from typing import Final

import regex

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import DETERMINERS, PREPOSITIONS, SUBORDINATORS, words
from pipeline.assemble.prose.sentence import EXCLUDED, NUMBER, OUTCOME, TIME, Sentence

Name = tuple[int, int]  # the first and the last item

_OPEN: Final = frozenset({"(", "["})
_CLOSE: Final = frozenset({")", "]"})
_SCHEDULE: Final = words("daily weekly monthly day days week weeks month per once twice orally iv every for a at / .")
# What a name of a group does not reach over.
_STOPS: Final = (
    DETERMINERS
    | SUBORDINATORS
    | (PREPOSITIONS - words("with"))
    | words(", ; : . ( ) [ ] and or versus vs v either receive received receiving undergo randomized randomised")
    | words("assigned allocated were was is are compared into then given treated groups took take both plus oral")
    | words("intravenous subcutaneous topical matching consenting remaining other")
)
# Where reasons or events are counted, what stands beside a number is no group.
_TALLIED: Final = regex.compile(
    r"\b(?:due to|because of|owing to|reasons?|including|such as|excluded|withdr\w+|deaths?|died|events?|occurred|"
    r"dropped|lost)\b"
)
_LABELS: Final = words("group arm cohort regimen")
_LONGEST: Final = 4
_REACH: Final = 12


def sized(s: Sentence) -> tuple[Name, ...]:
    """The names that stand beside a labelled size, where a sentence tells the sizes of two groups or more."""
    if _TALLIED.search(s.code):
        return ()
    labelled = [i for i in s.of(NUMBER) if quantity(s, i).shape == "group_size"]
    found = [name for i in labelled if (name := _named(s, i)) is not None]
    found += _listed(s)
    told = {" ".join(x.norm for x in s.items[first : last + 1]) for first, last in found}
    return tuple(found) if len(told) > 1 else ()


def _named(s: Sentence, i: int) -> Name | None:
    """The name in the bracket of the size (``TAM, n = 164``), else before the bracket."""
    start = next((k for k in range(i - 1, max(-1, i - _REACH), -1) if s.items[k].norm in _OPEN | _CLOSE), None)
    if start is None or s.items[start].norm in _CLOSE:
        return None
    if i - start > 2 and s.items[i - 1].norm in {",", ":"}:
        inside = _before(s, i - 1)
        if inside is not None and inside[0] == start + 1:
            return inside
    return _before(s, start) if i == start + 1 or s.items[i - 1].norm in {",", ":"} else None


def _before(s: Sentence, end: int) -> Name | None:
    """The words right before an item, doses and schedules passed over."""
    last = end - 1
    while last > 0 and (s.items[last].kind in {EXCLUDED, TIME} or s.items[last].norm in _SCHEDULE):
        last -= 1
    while last > 0 and s.items[last].norm in _LABELS and not s.items[last].kind:
        last -= 1
    if s.items[last - 1].norm in _LABELS or s.items[last].norm == "events":
        return None  # arm B: its label is read elsewhere
    first = last + 1
    while first > 0 and last - first + 1 < _LONGEST and _is_word(s, first - 1):
        first -= 1
    return (first, last) if first <= last and s.items[first].norm[0].isalpha() else None


def _is_word(s: Sentence, k: int) -> bool:
    item = s.items[k]
    return item.kind in {"", OUTCOME} and item.norm not in _STOPS and (item.norm[0].isalnum() or item.norm in "-+/")


def _listed(s: Sentence) -> Iterator[Name]:
    """``338 women (166 control and 172 intervention)``: parts of the number before the bracket, a group each."""
    for i in s.of(NUMBER):
        opened = next((k for k in range(i + 1, min(len(s.items), i + 5)) if s.items[k].norm == "("), None)
        closed = next((k for k in range(i + 2, min(len(s.items), i + 24)) if s.items[k].norm == ")"), None)
        if opened is None or closed is None or closed < opened or not _is_bare(s, i):
            continue
        parts = [k for k in s.of(NUMBER) if opened < k < closed]
        sizes = [quantity(s, k).value for k in parts]
        if len(parts) < 2 or not all(_is_bare(s, k) for k in parts) or sum(sizes) != quantity(s, i).value:
            continue
        yield from (name for k in parts if (name := _behind(s, k)) is not None)


def _is_bare(s: Sentence, i: int) -> bool:
    q = quantity(s, i)
    return q.shape in {"number", "words", "group_size"} and q.unit is None and q.value == q.value.to_integral_value()


def _behind(s: Sentence, i: int) -> Name | None:
    """``166 control``, ``60 allocated to usual care``."""
    first = i + 1
    lead = words("to allocated assigned randomized randomised received receiving in the on for patients women with")
    while first < len(s.items) and s.items[first].norm in lead and not s.items[first].kind:
        first += 1
    last = first - 1
    while last + 1 < len(s.items) and last - first + 1 < _LONGEST and _is_word(s, last + 1):
        last += 1
    return (first, last) if first <= last and s.items[first].norm[0].isalpha() else None
