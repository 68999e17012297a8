"""Bare numbers that part the people of a study among its groups: ``100 for A and 50 for B``."""

from collections.abc import Sequence
from typing import Final

import regex

from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, OUTCOME, P_VALUE, TIME, Sentence

_SETTLED: Final = regex.compile(
    r"\b(?:randomi[sz]ed|randomly|assigned|allocated|allotted|divided|analy[sz]ed|evaluable|assessable|evaluated|enrolled|"
    r"recruited|qualified|started|received|eligible)\b"
    r"|^there were N (?:\w+ )?in (?:the )?A(?: ,)? and N (?:\w+ )?in (?:the )?A \.?$"
)
_TOLD: Final = regex.compile(
    r"\b(?:deaths?|died|events?|infections?|relapses?|recurrences?|occurred|had|developed|experienced|reported|withdr\w+|"
    r"dropped|discontinued|stopped|lost|responses?|responded)\b"
)
_LEADS: Final = words(
    "to in for with on the patients women men participants subjects people received started underwent"
)
_SCHEDULE: Final = words("daily weekly monthly once twice orally")
_FEWEST: Final = 2


def parts(s: Sentence, lexis: Lexis) -> frozenset[int]:
    """The bare numbers beside a group's name, in a sentence of who got what; at least two, nothing else told.

    ``42 cases for A and 40 for B``, ``to A (149) or B (150)``; not where it tells what happened to them.
    """
    if _SETTLED.search(s.code) is None or _TOLD.search(s.code) is not None or s.of(P_VALUE):
        return frozenset()
    numbers = s.of(NUMBER)
    if any(quantity(s, i).percent or quantity(s, i).dispersion is not None for i in numbers):
        return frozenset()
    found = [i for i in numbers if is_bare(s, i) and _has_group(s, i, lexis) and noun_after(s, i, lexis) != "events"]
    return frozenset(found) if len(found) >= _FEWEST else frozenset()


def is_bare(s: Sentence, i: int) -> bool:
    """Whether a number is nothing but a whole one."""
    q = quantity(s, i)
    return q.shape in {"number", "words"} and q.unit is None and q.value == q.value.to_integral_value()


def _has_group(s: Sentence, i: int, lexis: Lexis) -> bool:
    k = i + 1
    leads = _LEADS | lexis.people
    while k < len(s.items) and s.items[k].norm in leads and s.items[k].kind in {"", OUTCOME}:
        k += 1
    if k < len(s.items) and s.items[k].kind == ARM:
        return True
    end = i + 1 + (i + 1 < len(s.items) and s.items[i + 1].norm in lexis.people)  # A (40 patients)
    if end >= len(s.items) or s.items[end].norm != ")" or i < 2 or s.items[i - 1].norm != "(":
        return False
    k = i - 2
    while k > 0 and (s.items[k].kind in {EXCLUDED, TIME} or s.items[k].norm in _SCHEDULE):
        k -= 1
    return s.items[k].kind == ARM


def whole_of(sizes: Sequence[int]) -> int | None:
    """Which of some sizes is the sum of the others, by place; None when none is."""
    total = sum(sizes)
    return next((k for k, size in enumerate(sizes) if len(sizes) > _FEWEST and 2 * size == total), None)
