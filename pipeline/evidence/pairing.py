"""The places that tell both groups, each with the first rule against it."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from pipeline.evidence.glossary import Glossary
from pipeline.evidence.marks import LATER
from pipeline.evidence.names import jobs, same, weight, words
from pipeline.evidence.outcomes import ENOUGH, Asked, likeness, says_more, told_words
from pipeline.evidence.points import Point
from pipeline.evidence.question import BINARY, RATE
from pipeline.evidence.totals import is_part

ONE_GROUP: Final = "one group only"
_NEAR: Final = 0.125  # of the asked time: 12 weeks and 3 months, 12 months and 48 weeks are one


@dataclass(frozen=True, slots=True)
class Pair:
    """Both groups (or one) as one place tells them; ``rule`` says why it is not taken, empty for a fit."""

    points: tuple[Point | None, Point | None]
    likeness: float
    rule: str = ""
    told: frozenset[str] = frozenset()

    @property
    def first(self) -> Point:
        """One of the points."""
        one, other = self.points
        point = one if one is not None else other
        assert point is not None
        return point


def pairs(points: Iterable[Point], wanted: Asked, kind: str, glossary: Glossary) -> list[Pair]:
    """The points of the same key as pairs, each with the first rule against it."""
    by_key: dict[tuple[object, ...], list[Point]] = {}
    for point in points:
        by_key.setdefault(point.key, []).append(point)
    found: list[Pair] = []
    for group in _over_sentences(by_key.values()):
        ones = [p for p in group if p.side == 0]
        others = [p for p in group if p.side == 1]
        for k in range(max(len(ones), len(others))):
            one = ones[k] if k < len(ones) else None
            other = others[min(k, len(others) - 1)] if others else None
            pair = Pair((one, other), 0.0)
            alike = max(likeness(wanted, p, glossary) for p in _tellers(pair))
            rule = _against(pair, alike, wanted, kind)
            if not rule and k + 1 < min(len(ones), len(others)) and ones[k].row == ones[k + 1].row:
                rule = "an earlier place of the same name"
            found.append(Pair((one, other), alike, rule, told_words(wanted, pair.first, glossary)))
    return found


def _over_sentences(groups: Iterable[list[Point]]) -> list[list[Point]]:
    """The points by key, and those of one group each in neighbouring sentences together.

    As in: The one-week group achieved 84%. The two-week group obtained 88%.
    """
    kept: list[list[Point]] = []
    alone: list[Point] = []
    for group in groups:
        lone = len({p.side for p in group}) == 1 and all(p.is_sentence for p in group)
        if lone:
            alone += group
        else:
            kept.append(group)
    waiting = sorted(alone, key=lambda p: p.order)
    while waiting:
        first = waiting.pop(0)
        partner = next((p for p in waiting if _continues(first, p)), None)
        if partner is not None:
            waiting.remove(partner)
        kept.append([first] if partner is None else [first, partner])
    return kept


def _tellers(pair: Pair) -> tuple[Point, ...]:
    """The points whose labels say what a pair is of: of two sentences both, the second may say it in short."""
    one, other = pair.points
    if one is not None and other is not None and one.order != other.order and one.is_sentence and other.is_sentence:
        return one, other
    return (pair.first,)


def _continues(first: Point, second: Point) -> bool:
    """Whether a sentence goes on with the other group of what the one before it told, or told in other words."""
    told = (set(first.reads) - {"size"}, set(second.reads) - {"size"})
    if second.side == first.side or second.order - first.order > 1 or told[0] != told[1]:
        return False
    one, other = (_things(p) for p in (first, second))
    return not one or not other or any(same(w, o) for w in one for o in other)


def _things(point: Point) -> tuple[str, ...]:
    """The words of the labels that name things."""
    told = (w for label in point.labels for w in words(label))
    return tuple(w for w in told if weight(w) == 1.0 and w not in jobs("whole") | jobs("link"))


def _against(pair: Pair, alike: float, wanted: Asked, kind: str) -> str:
    point = pair.first
    if alike < ENOUGH:
        return "another outcome"
    if point.day == 0 and wanted.day != 0:
        return "before treatment"
    if _is_outside(point, wanted):
        return "outside the time window" if wanted.window is not None else "another time point"
    if kind and not is_on_scale(pair, kind):
        return "another statistic"
    if kind == BINARY and (rule := _not_events(pair, wanted)):
        return rule
    if None in pair.points:
        return ONE_GROUP
    return ""


def _not_events(pair: Pair, wanted: Asked) -> str:
    """Why counts are not those of the patients who had it; empty where nothing speaks against it."""
    if pair.first.is_absence and says_more(wanted, pair.first):
        return "nobody with a part of it only"
    if is_part(pair.first, wanted.forms):
        return "one grade or severity of it only"
    return "more events than patients" if _is_more_than_all(pair) else ""


def _is_more_than_all(pair: Pair) -> bool:
    """Whether a bare number is larger than the group it stands under: it counts events, days or doses."""
    for point in pair.points:
        told = point.reads.get("count") or point.reads.get("number") if point is not None else None
        size = point.reads.get("denominator") or point.reads.get("size") if point is not None else None
        if told is not None and size is not None and told.value > size.value:
            return True
    return False


def _is_outside(point: Point, wanted: Asked) -> bool:
    """Whether the place tells another time than the asked one, or one outside its window."""
    if wanted.day is None or point.day is None:
        return False
    if wanted.window is not None:
        return abs(point.day - wanted.day) > wanted.window
    if max(wanted.day, point.day) >= LATER - 1:
        return False
    return abs(point.day - wanted.day) > _NEAR * wanted.day


def is_on_scale(pair: Pair, kind: str) -> bool:
    told = [set(p.reads) for p in pair.points if p is not None]
    if kind == BINARY:
        return all(slots & {"count", "percent", "number", "rate"} for slots in told)
    if kind == RATE:
        return all("rate" in slots for slots in told)
    return all(slots & {"mean", "median"} for slots in told)
