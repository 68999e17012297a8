"""Numbers that belong to a test of significance: its statistic and its degrees of freedom."""

from collections.abc import Sequence
from typing import Final

import regex

from pipeline.assemble.prose.candidates import numbers, quantity
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import EXCLUDED, NUMBER, P_VALUE, Sentence

_LETTERS: Final = words("f t z u h χ χ2 x2 df chi-square chi-squared chi2")
_BEFORE: Final = words("( ) [ ] = : , 2 _ - value values statistic statistics of and were was")
_VALUES: Final = words("value values statistic statistics")
_ALONE: Final = words("f t z u h")  # a letter that may also name a group
_SIZES: Final = words("d g η2 eta2 f2")
_SIZED: Final = words("cohen cohens hedges partial effect")
_INTERVAL: Final = regex.compile(
    r"(?:[a-z-]+ ){0,2}(?:confidence|credible|credibility|prediction|posterior|ci|cis|cl|cri|hdi) "
)
_P_NEAR: Final = 12  # items: a test statistic is printed with its p value
_TITLED: Final = regex.compile(r"[FtzZUHχXx]\d?|df|[Cc]hi\S*")


def tests(s: Sentence) -> list[int]:
    """``F(1, 41) = 4.08, p = 0.05``; ``t = 2.67``; ``χ2: 17.2; df: 1``: the items of such numbers."""
    found: list[int] = []
    for i in numbers(s):
        k = i - 1
        while k >= 0 and (
            s.items[k].norm in _BEFORE or s.items[k].kind == EXCLUDED or s.items[k].norm.isdigit() or k in found
        ):
            k -= 1
        if k >= 0 and s.items[k].norm in _SIZES and any(x.norm in _SIZED for x in s.items[max(0, k - 4) : k]):
            found.append(i)  # Cohen's d = 0.58
            continue
        if k < 0 or s.items[k].norm not in _LETTERS or not _TITLED.fullmatch(s.items[k].text):
            continue
        if _is_linked(s, i, k, found) and _has_p(s, i):
            found.append(i)
    return [*found, *(i for i in numbers(s) if i not in found and _follows_letter(s, i))]


def _follows_letter(s: Sentence, i: int) -> bool:
    """``(χ2 9.3; 1; P = 0.002)``, ``(t 2.6)``: the numbers behind the letter that a bracket begins with."""
    k = i - 1
    while k > 0 and (s.items[k].norm in {",", "/", "2"} or s.items[k].kind in {NUMBER, EXCLUDED}):
        k -= 1
    if k < 1 or s.items[k - 1].norm not in {"(", "["} or quantity(s, i).percent:
        return False
    letter = s.items[k]
    return not letter.kind and letter.norm in _LETTERS and _TITLED.fullmatch(letter.text) is not None


def _is_linked(s: Sentence, i: int, letter: int, found: Sequence[int]) -> bool:
    """``F = 2.67``, ``χ2 2.67``, ``F-values of 2.67, 3.1 and 4.5``: the letter's value, or in its row."""
    between = [x.norm for x in s.items[letter + 1 : i]]
    if not between:
        return s.items[letter].norm not in _ALONE or quantity(s, i).value % 1 != 0  # group H 12
    row = any(k in found for k in range(max(letter, i - 3), i))
    return row or between[-1] in {"=", ":", "(", "["} or (between[-1] == "of" and bool(_VALUES & set(between)))


def _has_p(s: Sentence, i: int) -> bool:
    """Whether a p value stands near, or degrees of freedom and p behind slashes: ``t 2.55 / 43 / 0.02``."""
    triple = [x.norm for x in s.items[i + 1 : i + 4 : 2]] == ["/", "/"]
    return triple or any(x.kind == P_VALUE for x in s.items[i : i + _P_NEAR])


def levels(s: Sentence) -> list[int]:
    """``95% posterior credible interval``, ``90% CL``: how sure an interval is."""
    return [i for i in numbers(s) if quantity(s, i).percent and _INTERVAL.match(s.part(i + 1, i + 5) + " ")]
