"""What a number tells where no rule of names finds it: what a verb of its clause says, or the words behind it."""

from collections.abc import Iterator
from typing import Final

from pipeline.assemble.prose.candidates import Group, quantity
from pipeline.assemble.prose.lexis import DETERMINERS, PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import phrase, points_back, right_of
from pipeline.assemble.prose.saying import predicate
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, Sentence
from pipeline.assemble.prose.telling import Told

RULE: Final = "words_around"
_COMPARING: Final = words("compared comparing following including respectively")
_NO_RESULT: Final = frozenset({"dose", "schedule", "threshold", "scale", "power"})
_PLACES: Final = words("hospitals sites centers centres clinics trials studies countries sessions visits doses")
_STOPS: Final = words(". , ; : ( )")
_GIVING: Final = words("received given administered injected infused")


def told_around(s: Sentence, group: Group, lexis: Lexis) -> dict[int, Told]:
    """What each number of a group tells that no other rule names; each but the first inherits.

    ``26 patients (6.5% of 397) met the criteria``; ``fewer stopped from the A group (47.9%) than from B (58.2%)``.
    The outcome before is meant where the clause says nothing of its own (``the share was higher in A (42%)``).
    """
    if not all(_may(s, i) for i in group.members):
        return {}
    last = group.members[-1]
    found = next((t for t in (*_after(s, last, lexis), *_before(s, group.members[0], lexis)) if t is not None), None)
    if found is None or points_back(found.name):
        found = Told("It", s.items[group.members[0]].extent, "referred")
    return dict.fromkeys(group.members, found)


def _may(s: Sentence, i: int) -> bool:
    """Whether a number may be a result at all: no amount given, no limit, no list of things."""
    q = quantity(s, i)
    if q.shape == "number" and q.unit is not None and any(x.norm in _GIVING for x in s.items):
        return False
    if q.unit is None and any(x.norm in _PLACES for x in s.items[i + 1 : i + 4]):
        return False  # six Danish hospitals
    before = s.items[i - 1] if i else None
    pointing = {"this", "that", "which", "another", "each"} if q.shape == "words" else frozenset[str]()
    return before is None or before.norm not in {"<", ">", "≥", "≤", "."} | pointing


def _after(s: Sentence, i: int, lexis: Lexis) -> Iterator[Told | None]:
    """What is said behind a number: by a verb of its clause, or by the words right behind."""
    for k in range(i + 1, len(s.items)):
        item = s.items[k]
        if item.norm == ";" or item.kind in {NUMBER, EXCLUDED}:
            break
        if _is_verb(s, k, lexis):
            yield _said(s, k, lexis)
            break
    arm = next((k for k in range(i + 1, len(s.items)) if s.items[k].kind == ARM), len(s.items))
    end = next((k for k in range(arm + 1, len(s.items)) if s.items[k].kind or s.items[k].norm in _STOPS), arm)
    if arm + 1 < end and s.items[end].norm == ".":
        said = phrase(s.items, arm + 1, end, lexis)  # and 9 of 28 in the A group slept
        yield None if said is None else Told(said.name, said.extent, RULE)
    behind = right_of(s.items, i + 1, lexis)
    if behind is not None and behind.name.lower() not in lexis.people | DETERMINERS:
        yield Told(behind.name, behind.extent, RULE)


def _before(s: Sentence, i: int, lexis: Lexis) -> Iterator[Told | None]:
    """What the nearest verb before a number says."""
    for k in range(i - 1, -1, -1):
        if s.items[k].norm == ";":
            return
        if _is_verb(s, k, lexis):
            yield _said(s, k, lexis)


def _is_verb(s: Sentence, k: int, lexis: Lexis) -> bool:
    item = s.items[k]
    if item.kind or item.norm in _COMPARING:
        return False
    before = s.items[k - 1] if k else None
    past = item.norm.endswith("ed") and len(item.norm) > 4
    said = before is not None and (
        before.kind == ARM or before.norm in lexis.people or before.norm in {")", "was", "were"}
    )
    return item.norm in lexis.verbs or (past and said)


def _said(s: Sentence, k: int, lexis: Lexis) -> Told | None:
    arm = next((j for j in range(k + 2, len(s.items)) if s.items[j].kind == ARM), len(s.items))
    while arm > k + 1 and (s.items[arm - 1].norm in PREPOSITIONS or s.items[arm - 1].norm in DETERMINERS):
        arm -= 1  # relapsed with A: relapsed
    found = predicate(s.items[:arm], k, lexis) or right_of(s.items, k + 1, lexis)  # met the criteria
    return None if found is None else Told(found.name, found.extent, RULE)
