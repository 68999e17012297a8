"""Which numbers are ages: ``were 54 years old``, ``aged 54 years``, ``the women were 54 years``."""

from typing import Final

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.sentence import ARM, NUMBER, Sentence
from pipeline.assemble.prose.telling import Told

_BETWEEN: Final = words("and vs versus or , in the")


def aged(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``were 54 years old on average``, ``a mean of 54 years of age``, ``aged 54 years``."""
    after = s.part(i + 1, min(len(s.items), i + 4)).split()
    old = (
        s.items[i].norm.endswith(" old")
        or after[:1] == ["old"]
        or after[:2] == ["of", "age"]
        or (i > 0 and s.items[i - 1].norm == "aged")
    )
    people = i > 1 and s.items[i - 1].norm in {"was", "were"} and s.items[i - 2].norm in lexis.people
    old = old or people or _in_row_of_ages(s, i, lexis)
    return Told("Age", s.items[i].extent, "value_after_outcome") if old and quantity(s, i).unit == "a" else None


def _in_row_of_ages(s: Sentence, i: int, lexis: Lexis) -> bool:
    """``The participants were 54 years in A, 58 years in B``."""
    k = i - 1
    while k > 0 and (s.items[k].kind == ARM or s.items[k].norm in _BETWEEN):
        k -= 1
    first = k > 1 and s.items[k].kind == NUMBER and quantity(s, k).unit == "a"
    return first and k < i - 1 and aged(s, k, lexis) is not None
