"""Which group each figure of a sentence belongs to."""

from collections.abc import Mapping, Sequence
from typing import Final

import regex

from pipeline.evidence.naming import Named
from pipeline.evidence.told import Told
from pipeline.mentions import Quantity

_IN_BOTH: Final = regex.compile(
    r"[^.;:\d]{0,30}?\b(?:in|for|with)\s(?:each|both|either|the two|all)"
    r"(?:\s(?:of\s)?(?:the\s)?(?:\w+\s){0,2}(?:groups?|arms?|cohorts?|treatments?|conditions?|regimens?)\b|\s?[.,;()]|$)"
)
AGAINST: Final = regex.compile(r"\bvs?\b|\bversus\b|compared|opposed")
_BRACKET_OF_GROUP: Final = regex.compile(r"(?:\s(?:group|arm|patients))?\s?[(\[:]\s?")
_INTO_GROUP: Final = regex.compile(
    r"[^.;:\d()]{0,60}(?:[(\[][^()\[\]]{0,60}[)\]][^.;:\d()]{0,50})?"
    r"\b(?:in|for|with|on|among|of|receiving|received|from|by|to|assigned to)\s"
    r"(?:the\s|an?\s|patients\s|those\s)*(?:\p{L}+\s)?"
    # As in: 81% of those who did not receive any reminder (group 1
    r"|[)\]%\s]*\bof\s(?:those|the|patients|participants|subjects)\s[^.;:\d()]{3,80}\("
)
_BETWEEN_GROUPS: Final = regex.compile(r"\b(?:groups?|arms?|respectively|both|treatments?|rates?)\b", regex.IGNORECASE)
# As in: the 28 participants who wore a sensor.
_PART: Final = regex.compile(r"\b(?:participants|patients|subjects|those|subgroups?) (?:who|with|without|receiving)\b")
_PER_MANY: Final = regex.compile(r"\s(?:\p{L}+\s)?per\s\d[\d,]*\s\p{L}+(?:-\p{L}+|\syears?|\smonths?|\sdays?)?")
_RESPECTIVE: Final = regex.compile(r"\b[Rr]espective(?:ly)?\b")
_APART: Final = 45  # characters between two names of one list
_FAR: Final = 160  # characters after which a name no longer holds
_FIGURE: Final = regex.compile(r"\d")


def sides(told: Told, group: tuple[Quantity, ...], order: tuple[int, ...]) -> list[tuple[int, ...]]:
    """The groups that each of some parallel figures belongs to: mostly one, both for ``in each group``.

    ``order`` is the order in which the document names the groups, for ``(2.6% vs. 0%)`` in a sentence without names.
    """
    if len(group) == 1 and _IN_BOTH.match(told.text, told.at(group[0])[1]):
        return [(0, 1)]
    found = _in_order(told, group, order) if len(group) > 1 else None
    each = found if found is not None else _apart(told, group, [_nearest(told, q) for q in group])
    if told.owners:
        each = [
            side if q.denominator is None else told.owners.get(q.denominator)
            for q, side in zip(group, each, strict=True)
        ]
    return [() if side is None else (side,) for side in each]


def _apart(told: Told, group: tuple[Quantity, ...], each: Sequence[int | None]) -> Sequence[int | None]:
    """Of two figures set against each other the second is the other group's: ``on drug (mean 32 versus 20)``."""
    start, end = told.span(group)
    if len(group) == 2 and each[0] is not None and each[0] == each[1] and AGAINST.search(told.text[start:end]):
        return [each[0], 1 - each[0]]
    return each


def owners(figures: Sequence[Quantity], sizes: Mapping[int, int]) -> Mapping[int, int]:
    """Whose the denominators of a sentence are: each group's size stands in it once, beside others.

    As in: in the combined, 40 and 60 mg, and placebo groups (98/171, 47/85, 51/86 and 59/167).
    """
    printed = [q.denominator for q in figures if q.denominator is not None]
    known = {n: side for n, side in sizes.items() if printed.count(n) == 1}
    return known if len(printed) > 2 and set(known.values()) == {0, 1} and len(known) == 2 else {}


def own(told: Told, group: tuple[Quantity, ...]) -> int | None:
    """The group whose name stands right before the bracket of several figures: all of them are its own."""
    start, end = told.span(group)
    if len(group) < 2 or AGAINST.search(told.text[start:end]):
        return None
    for named in told.named:
        if named.end <= start and _BRACKET_OF_GROUP.fullmatch(told.text[named.end : start]):
            return named.side
    return None


def _in_order(told: Told, group: tuple[Quantity, ...], order: tuple[int, ...]) -> Sequence[int | None] | None:
    """The groups of parallel figures where as many are named in a row; of two, the order of the document else."""
    start, end = told.span(group)
    listed = _distinct(told.named)
    after = _run(told, [n for n in listed if n.start >= end])
    before = _run(told, [n for n in listed if n.end <= start][::-1])[::-1]
    is_respective = _RESPECTIVE.search(told.text) is not None
    for run in (after, before, listed):
        named = {n.side for n in run}
        if len(run) == len(group) and (named >= {0, 1} or (is_respective and run is not listed and len(named) > 1)):
            return [n.side for n in run]
    is_against = AGAINST.search(told.text[start:end]) is not None
    if len(group) == 2 and (is_against or is_respective):
        both = [n.side for n in listed if n.side is not None]
        if is_against and both[:2] in ([0, 1], [1, 0]):
            return both[:2]
        if not listed and _BETWEEN_GROUPS.search(told.text) and not _PART.search(told.text):
            return order
    return None


def _distinct(named: Sequence[Named]) -> list[Named]:
    """The mentions, one group named twice in a row counted once."""
    kept: list[Named] = []
    for one in named:
        if not kept or kept[-1].side != one.side or one.side is None:
            kept.append(one)
    return kept


def _run(told: Told, named: Sequence[Named]) -> list[Named]:
    """The first mentions of a list that stand close to one another: ``for GDM1, GDM2 and controls``."""
    run: list[Named] = []
    for one in named:
        if run:
            low, high = min(run[-1].end, one.end), max(run[-1].start, one.start)
            if high - low > _APART or _FIGURE.search(told.text[low:high]):
                break
        run.append(one)
    return run


def _nearest(told: Told, quantity: Quantity) -> int | None:
    """The group of one figure: led to right behind it (``12 in the control group``), else the last one named."""
    start, end = told.at(quantity)
    unit = _PER_MANY.match(told.text, end)
    end = unit.end() if unit else end
    after = next((n for n in told.named if n.start >= end), None)
    if after is not None and _INTO_GROUP.fullmatch(told.text[end : after.start]):
        return after.side
    before = next((n for n in reversed(told.named) if n.end <= start), None)
    if before is not None:
        gap = told.text[before.end : start]
        if len(gap) < _FAR and ";" not in gap:
            return before.side
    return None
