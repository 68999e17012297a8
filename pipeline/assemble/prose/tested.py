"""Which groups a p value that stands alone was computed for."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.prose.binding import runs
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import ARM, P_VALUE, Sentence
from pipeline.extent import Extent, cover

_OPENING: Final = words("( [")
_LEADING: Final = words(") ] in with for on the under after between more less")
_CONTRAST: Final = regex.compile(
    r"\b(?:than|compared|comparison|versus|vs|between|relative|against|from|differ\w*|over|similar|equal|whereas|while|"
    r"(?:superior|inferior|equivalent) to)\b"
)
# The words before a group that make it the one compared with.
_AGAINST: Final = regex.compile(
    r"\b(?:than|versus|vs|v|relative to|against|(?:differ\w*|different) from|(?:superior|inferior|equivalent) to|"
    r"(?:compared|comparison|comparing) (?:with|to))"
    r"(?: (?:that|those|the|in|with|for|of|on|patients|values|levels|after|under)){0,4} ?$"
)
_OTHERS: Final = regex.compile(
    r"\b(?:than|versus|vs|relative to|from|(?:compared|comparison) (?:with|to))(?: (?:that|those|in|with|for|of|all))*"
    r" (?:the )?(?P<name>(?:(?:two|three|four|five|remaining) )?others?(?: (?:two|three|four|five))?"
    r"(?: (?:treatment |study )?(?:groups?|arms?|cohorts?))?)(?= [(,.;)]|$)"
)
# All groups together; of two groups "between the groups" says which.
_TOGETHER: Final = regex.compile(
    r"\b(?:among|across|between) (?:(?:all|the|of|these|those|our) )*"
    r"(?P<many>(?:three|four|five|six|all) )?(?:\S+ )?(?:groups|arms|cohorts|A)(?= |$)"
)
# fell in both groups (P = 0.01): each group was tested by itself
_BOTH: Final = regex.compile(
    r"\bin (?:both|each|either)(?: of)?(?: the)? (?:(?:study|treatment|intervention|patient|these) )?"
    r"(?:groups?|arms?)\b"
    r"(?: [(\[])?(?: T)? $"
)
_PLURAL: Final = words("groups arms cohorts")


@dataclass(frozen=True, slots=True)
class Tested:
    """The item of the group a p value is of, and of the one compared with, or how the others are called together."""

    own: int | None = None
    other: int | None = None
    others: Extent | None = None
    together: bool = False


def tested(s: Sentence, at: int, *, several: bool) -> Tested:
    """The groups of the p value at an item; ``several`` when the document compares more than two."""
    start = _clause(s, at)
    if _BOTH.search(s.part(start, at) + " "):
        return Tested()
    before = [k for k in s.of(ARM) if start <= k < at]
    said = s.part(start, at)
    held = _held(s, at)
    if held is not None and held >= start and not _CONTRAST.search(s.part(max(start, held - 6), held)):
        return Tested(held)
    if several and _is_together(s, start, at, before):
        return Tested(together=True)
    rest = _others(s, start, at)
    if rest is not None:
        mine = [k for k in before if s.items[k].extent.end <= rest.start]
        return Tested(mine[-1] if mine else None, others=rest)
    if not before:
        later = _after(s, at)
        if later:
            return _compared(s, later) if _CONTRAST.search(s.part(at, later[-1])) else Tested(later[0])
        return _compared(s, s.of(ARM)) if s.of(ARM) else Tested()
    if not _CONTRAST.search(said):
        return Tested(next(run for run in reversed(runs(s, ARM)) if run[0] < at and run[0] in before)[0])
    return _compared(s, before)


def _clause(s: Sentence, at: int) -> int:
    """Where the clause of a p value begins: behind the p value before it, or a semicolon."""
    for k in range(at - 1, -1, -1):
        if s.items[k].kind == P_VALUE or (s.items[k].norm == ";" and not s.items[k].kind):
            return k + 1
    return 0


def _bracket(s: Sentence, at: int) -> int | None:
    """The bracket that a p value stands in."""
    for k in range(at - 1, max(-1, at - 12), -1):
        if s.items[k].norm in _OPENING and not s.items[k].kind:
            return k
        if s.items[k].norm in {")", "]", "."}:
            return None
    return None


def _held(s: Sentence, at: int) -> int | None:
    """``in A (F = 6.6, P < 0.01)``: the group right before the bracket."""
    opened = _bracket(s, at)
    return opened - 1 if opened and s.items[opened - 1].kind == ARM else None


def _after(s: Sentence, at: int) -> list[int]:
    """``fell (P = 0.02) in the A group compared with B``: the groups behind the p value, up to the next."""
    found: list[int] = []
    for k in range(at + 1, len(s.items)):
        item = s.items[k]
        if item.kind == P_VALUE or (item.norm == ";" and not item.kind):
            break
        if item.kind == ARM:
            found.append(k)
        elif not found and (item.kind or item.norm not in _LEADING):
            break
    return found


def _compared(s: Sentence, listed: Sequence[int]) -> Tested:
    """Of several groups the one that stands behind the words of comparison is the other."""
    first = s.firsts(listed)
    against = next((k for k in listed if _AGAINST.search(s.part(max(0, k - 8), k))), None)
    if against is None:
        own, *rest = first
        return Tested(own, rest[0] if rest else None)
    mine = [k for k in first if s.items[k].norm != s.items[against].norm]
    return Tested(mine[0] if mine else None, against)


def _others(s: Sentence, start: int, at: int) -> Extent | None:
    """``than in the other groups``, ``compared with the others``."""
    match = _OTHERS.search(s.part(start, at) + " ")
    if match is None:
        return None
    base = s.starts[start]
    items = s.items[s.at(base + match.start("name")) : s.at(base + match.end("name") - 1) + 1]
    return cover((items[0].extent, items[-1].extent))


def _is_together(s: Sentence, start: int, at: int, named: Sequence[int]) -> bool:
    """``differed among the groups (P = 0.01)``, ``the difference between the three groups was significant``."""
    match = _TOGETHER.search(s.part(start, at))
    if match is None:
        return False
    end = s.at(s.starts[start] + match.end() - 1)
    last = s.items[end]
    first = s.at(s.starts[start] + match.start())
    if any(k > end for k in named) or any(x.norm in {"two", "both"} for x in s.items[first:end]):
        return False  # and pairwise comparisons showed that A differed from B
    return last.norm in _PLURAL or (match["many"] is not None and last.text.lower().endswith("groups"))
