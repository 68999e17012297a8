"""Which time a number belongs to."""

from typing import Final

import regex

from pipeline.assemble.prose.binding import matching, rows_of
from pipeline.assemble.prose.candidates import Group
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import NUMBER, OUTCOME, TIME, Sentence

_LEADING: Final = words("the mean median average means at their and ( ) [ ] sd se sem standard deviation range ± iqr")
_APART: Final = words("and or to characteristics data was were is values")


def time_of(s: Sentence, i: int, group: Group) -> int | None:
    """The item of the time of a number, in the order: in step with a list, right behind, before, later."""
    row = next(row for row in rows_of(s, group.members) if i in row)
    parallel = matching(s, TIME, row) if len(row) > 1 else ()
    if parallel:
        return parallel[row.index(i)]
    times = [k for k in s.of(TIME) if is_time(s, k)]
    led = any(k < i and not any(n < k for n in s.of(NUMBER)) for k in times)  # At week 4 the score was 7, and …
    for last in (i,) if led else (i, row[-1]):  # 54% and 16% at week 12 and 52% and 14% at week 52
        bound = next((n for n in s.of(NUMBER) if n > last), len(s.items))
        for k in times:
            if last < k < bound and _is_near(s, last, k):
                return k
    before = [k for k in times if k < i and not any(x.norm == ";" for x in s.items[k:i])]
    if before:
        return before[-1]
    after = [k for k in times if k > i and not any(x.norm == ";" for x in s.items[i:k])]
    return after[0] if after and not _is_of_later(s, i, after[0]) else None


def _is_of_later(s: Sentence, i: int, k: int) -> bool:
    """Whether a time behind a number is of others: ``70 left, 48 of them in week 1``, ``(7) and at week 9 (6)``."""
    opens = s.items[k + 1 : k + 3]
    own = len(opens) == 2 and opens[0].norm in {"(", "["} and opens[1].kind == NUMBER
    later = [n for n in s.of(NUMBER) if i < n < k]
    return own or any(x.norm in {"them", "whom"} for n in later for x in s.items[n:k])


# In patients who had no pain at baseline, …; of women without symptoms at baseline
_DESCRIBED: Final = regex.compile(
    r"(?:^|[,;] )(?:in|among|for|of)? ?(?:the |all )?(?:\S+ ){0,2}?(?:patients|women|men|participants|subjects|adults|"
    r"children|those|people) (?:who|with|without|having|whose)(?: [^\s,;N]+){1,10} $"
)


def _is_left(s: Sentence, k: int) -> bool:
    """``changed from positive at baseline to negative``: what people left, not when something was seen."""
    before = [x.norm for x in s.items[max(0, k - 3) : k]]
    after = s.items[k + 1].norm if k + 1 < len(s.items) else ""
    return "from" in before and after == "to" and all(x.kind != NUMBER for x in s.items[max(0, k - 3) : k])


def _is_near(s: Sentence, i: int, k: int) -> bool:
    gap = s.between(i, k).split()
    return len(gap) <= 8 and not any(w in {",", ";", "and", "while", "whereas", "than"} for w in gap)


def _opens_subject(s: Sentence, k: int) -> bool:
    """``Mean (SD) baseline pain scores were 6.7``: what is told is of the baseline."""
    start = max((j + 1 for j in range(k) if s.items[j].norm in {",", ";"}), default=0)
    after = s.items[k + 1] if k + 1 < len(s.items) else None
    led = all(not x.kind and x.norm in _LEADING for x in s.items[start:k])
    return (
        led
        and after is not None
        and after.kind in {"", OUTCOME}
        and after.norm[:1].isalpha()
        and after.norm not in _APART
    )


def is_time(s: Sentence, k: int) -> bool:
    """Whether a printed time is one of assessment: not ``from baseline``, ``compared with 16 weeks``, a course."""
    norm = s.items[k].norm
    before = [x.norm for x in s.items[max(0, k - 3) : k]]
    if norm == "at baseline" and (_DESCRIBED.search(s.part(0, k) + " ") or _is_left(s, k)):
        return False
    if norm == "baseline" and _opens_subject(s, k):
        return True
    if "baseline" in norm and not norm.startswith("at"):
        return bool(before) and before[-1] in {"at", "(", "were", "mean"}
    if before[-2:-1] in (["those"], ["that"]) or before[-1:] in (["those"], ["that"]):
        return False  # higher than those at 16 weeks
    if any(w.startswith("compar") or w in {"than", "versus", "vs", "every", "median", "mean"} for w in before):
        return False
    if "-" in norm and not norm.startswith(("at", "after", "by", "in", "within")):
        return False  # the 12-week study, 4-week findings: an attribute
    last = s.items[k - 1] if k else None
    follows = s.items[k + 1].norm if k + 1 < len(s.items) else ""
    if (last is not None and last.kind == "X") or (
        norm.startswith("for ") and any(x.kind == "X" for x in s.items[max(0, k - 5) : k])
    ):
        return False
    return follows not in {"history", "old", "ago", "earlier", "previously", "half-life"}
