"""Which numbers of a sentence tell how a study was done or tested, not what came out."""

from collections.abc import Iterator, Mapping
from typing import Final

import regex

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.sentence import NUMBER, Sentence

# The units of time and mass by their UCUM codes.
_NEAR: Final = 12  # items
_TIME: Final = frozenset({"min", "h", "s", "d", "wk", "mo", "a"})
_LATER: Final = regex.compile(r"^(?:prior|before|after|later|post|preoperatively|postoperatively|beforehand)\b")
_DOSE: Final = regex.compile(
    r"^(?:of (?!T)[a-z]|oral|orally|intravenous|daily|each time|per day|once|twice|every|a day)"
)
_LIMIT: Final = regex.compile(
    r"^or (?:less|more|older|younger|greater|fewer|higher|lower|above|below|longer|shorter)\b"
)
_LIMITED: Final = frozenset({"≥", "≤", "≈"})
# F = 6.91, χ2 = 1462.5, df = 469, CFI = 0.96: a test's statistic and the fit of a model.
_TESTED: Final = frozenset(["f", "t", "z", "df", "χ2", "χ", "cfi", "srmr", "rmsea", "tli", "α", "alpha"])
_BETWEEN: Final = regex.compile(
    r"\bbetween (?P<n>[NT]) and (?P<n>[NT]) (?:[a-z]+ )?(?:(?:of )?(?:O |age )?(?:were|was) N|old)"
)
# The number needed to treat (95% CI) was 8: a number of people for one more event.
_NEEDED: Final = regex.compile(r"\b(?:numbers? needed to|nnts?\b|nnhs?\b)[^N;]{0,60}$")
_ASSIGNED: Final = regex.compile(r"\b(?:randomly|randomi[sz]ed|assigned|allocated|will be|planned)\b")


def design(s: Sentence) -> Mapping[int, str]:
    """The reason why each such number is no result."""
    found = {**dict(_listed(s)), **dict.fromkeys(_strata(s), "threshold")}
    for i in s.of(NUMBER):
        q = quantity(s, i)
        after = s.part(i + 1, min(len(s.items), i + 4))
        before = s.items[i - 1].norm if i else ""
        if _NEEDED.search(s.part(max(0, i - _NEAR), i)):
            found[i] = "other"
        if q.dispersion is not None or q.percent:
            continue
        if q.unit in _TIME and _LATER.match(after):
            found[i] = "time"
        elif q.unit == "g" and _DOSE.match(after):
            found[i] = "dose"
        elif _LIMIT.match(after) or before in _LIMITED:
            found[i] = "threshold"
        elif before == "#":
            found[i] = "cross-reference"  # criterion #4
        elif i > 1 and before == "=" and s.items[i - 2].norm in _TESTED:
            found[i] = "significance"
        elif q.unit is not None and _is_assignment(s):
            found[i] = "design"
    return found


def _is_assignment(s: Sentence) -> bool:
    """Whether a sentence tells who was to get what, and compares nothing yet."""
    return (
        _ASSIGNED.search(s.code) is not None and not any(quantity(s, i).percent for i in s.of(NUMBER)) and not s.of("P")
    )


def _listed(s: Sentence) -> Iterator[tuple[int, str]]:
    """The numbers of a list: ``(1) glue, (2) sutures or (3) saline``."""
    numbers = s.of(NUMBER)
    marks = [
        i
        for i in numbers
        if 0 < i < len(s.items) - 1
        and s.items[i - 1].norm == "("
        and s.items[i + 1].norm == ")"
        and not quantity(s, i).percent
    ]
    values = [int(quantity(s, i).value) for i in marks if quantity(s, i).shape == "number"]
    if len(marks) > 1 and values == list(range(1, len(marks) + 1)):
        yield from ((i, "cross-reference") for i in marks)


def _strata(s: Sentence) -> Iterator[int]:
    """The limits of a stratum: ``between 30 and 40 were 38 (38%)``."""
    for match in _BETWEEN.finditer(s.code):
        yield from (at for place in match.starts("n") if s.items[at := s.at(place)].kind == NUMBER)
