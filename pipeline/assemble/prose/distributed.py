"""Names behind their numbers: ``hazard ratios were 0.71 for death and 0.83 for stroke``."""

from typing import Final

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, FALLS, Lexis, words
from pipeline.assemble.prose.naming import left_of, points_back, right_of
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, P_VALUE, Sentence
from pipeline.assemble.prose.telling import Told

_JOINED: Final = words("and vs versus v or ,")
_LEADS: Final = words("for on")
_UNITS: Final = words("points point units unit events percent")
_FEWEST: Final = 2  # rows of numbers with their name


def distributed(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """The name behind the row of a number, where each of several rows has one.

    Of rows of one number only where the sentence names a group or its subject is no more than a kind of estimate:
    ``85% for surgery and 70% for radiotherapy`` may be two groups.
    """
    name = _behind(s, i, lexis)
    if name is None or _counts(s, i) or (s.items[name].kind == OUTCOME and _is_change_told(s, i)):
        return None
    rows: dict[int, bool] = {}
    for k in s.of(NUMBER):
        at = _behind(s, k, lexis)
        if at is not None:
            rows[at] = rows.get(at, False) or _end(s, k) > k
    if len(rows) < _FEWEST or not (all(rows.values()) or s.of(ARM) or _is_bare(s, i, lexis)):
        return None
    found = right_of(s.items, name, lexis)
    if found is None or points_back(found.name):
        return None
    known = s.items[name]
    called = known.name if known.kind == OUTCOME and known.extent.end == found.extent.end else found.name
    said = [x for x in s.items[: s.of(NUMBER)[0]] if x.norm in CHANGE_NOUNS and not x.norm.startswith("difference")]
    falls = any(x.norm in FALLS for x in said)
    return Told(called, found.extent, "name_after_number", change=bool(said), falls=falls)


def _counts(s: Sentence, i: int) -> bool:
    """Whether a lone number counts: ``admitted were seven (3 for infection and 4 for a flare)`` are all admitted."""
    q = quantity(s, i)
    bare = q.shape in {"number", "words"} and not q.percent and q.unit is None
    return bare and q.value == q.value.to_integral_value() and _end(s, i) == i


def _is_change_told(s: Sentence, i: int) -> bool:
    """``a 54% decrease for IgE, 45% for TEC``: the noun of change stands behind the first number."""
    first = s.of(NUMBER)[0]
    return any(x.norm in CHANGE_NOUNS for x in s.items[first + 1 : i])


def _end(s: Sentence, i: int) -> int:
    """The last number of the row that one begins."""
    while i + 2 < len(s.items) and s.items[i + 1].norm in _JOINED and s.items[i + 2].kind == NUMBER:
        i += 2
    return i


def _behind(s: Sentence, i: int, lexis: Lexis) -> int | None:
    """Where the name begins to which a preposition behind the row of a number leads."""
    k = _end(s, i) + 1
    if [x.kind or x.norm for x in s.items[k : k + 3]] == ["(", P_VALUE, ")"]:
        k += 3
    k += k < len(s.items) and s.items[k].norm in _UNITS
    if k + 1 >= len(s.items) or s.items[k].norm not in _LEADS:
        return None
    k += 1
    while k < len(s.items) and s.items[k].norm in DETERMINERS:
        k += 1
    named = k < len(s.items) and s.items[k].kind in {"", OUTCOME} and s.items[k].norm[:1].isalpha()
    people = named and any(x.norm in lexis.people or x.kind == ARM for x in s.items[k : k + 3])
    return k if named and not people else None


def _is_bare(s: Sentence, i: int, lexis: Lexis) -> bool:
    """Whether the subject before the first number is no more than a kind of estimate: ``the hazard ratios were``."""
    first = s.of(NUMBER)[0]
    verb = next((k for k in range(first - 1, 0, -1) if lexis.verbs.get(s.items[k].norm) == "be"), None)
    if verb is None or i < first:
        return False
    subject = left_of(s.items, verb, lexis)
    return subject is None or points_back(subject.name)
