"""Which of the places that tell both groups answers the question, and why the others do not."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.evidence.figures import fits
from pipeline.evidence.marks import LATER
from pipeline.evidence.names import jobs, same, words
from pipeline.evidence.outcomes import ENOUGH, Asked
from pipeline.evidence.pairing import ONE_GROUP, Pair, is_on_scale
from pipeline.evidence.points import Point
from pipeline.evidence.question import BINARY, RATE

_WHOLE: Final = regex.compile(
    r"\b(?:total|whole|entire|overall|all) (?:\p{L}+ )?(?:sample|population|patients|participants|subjects|cohort)\b"
    r"|\bITT\b|\bintention[- ]to[- ]treat",
    regex.IGNORECASE,
)
AMBIGUOUS: Final = "as good as another that tells other numbers"
_SAME: Final = 0.005  # of likeness
_SURE: Final = 0.8  # of likeness: a name that lacks little of the asked one
_SOMEWHAT: Final = 0.4
_CLOSE: Final = 0.05  # of likeness: names that are equally near
_CLOSE_IN_TIME: Final = 0.25  # a name that says a little more, told for the very time that is asked for


def chosen(found: Sequence[Pair], wanted: Asked, kind: str) -> tuple[Pair | None, list[Pair]]:
    """The best pair without a rule against it, and all others with the rule that put them behind."""
    fit = [p for p in found if not p.rule]
    if not fit:
        return None, [p for p in found if p.likeness >= ENOUGH]
    highest = max(p.likeness for p in fit)
    near = [p for p in fit if p.likeness >= highest - (_CLOSE_IN_TIME if _is_timely(p, wanted) else _CLOSE)]
    best = max(near, key=lambda p: _rank(p, wanted, kind))
    best = next((p for p in fit if kind == BINARY and _counts_of(p, best)), best)
    if any(_rivals(p, best, wanted, kind) for p in fit):
        return None, [replace(p, rule=AMBIGUOUS) if _rivals(p, best, wanted, kind) or p is best else p for p in found]
    if (best.likeness < _SURE and any(_names_rest(p, best, kind) for p in found)) or any(
        _goes_on(p, best, wanted) for p in found
    ):
        return None, [replace(best, rule=AMBIGUOUS), *(p for p in found if p is not best)]
    others = [_behind(p, best, wanted) for p in found if p is not best and p.likeness >= ENOUGH]
    return best, others


def _goes_on(pair: Pair, best: Pair, wanted: Asked) -> bool:
    """Whether the sentence tells one group at a later time too, so that the last time of both is not what was read."""
    one, other = pair.first, best.first
    if wanted.day is not None or pair.rule != ONE_GROUP or one.day is None or other.day is None:
        return False
    if not (one.is_sentence and other.is_sentence and one.order == other.order and one.day > other.day):
        return False
    return pair.likeness >= best.likeness - _CLOSE and set(one.reads) - {"size"} == set(other.reads) - {"size"}


def _names_rest(pair: Pair, best: Pair, kind: str) -> bool:
    """Whether another place of both groups is named by an asked word that the best one lacks altogether."""
    if pair is best or None in pair.points or pair.likeness < _SOMEWHAT or not is_on_scale(pair, kind):
        return False
    around = words(best.first.context)
    return any(not any(same(w, a) for a in around) for w in pair.told - best.told)


def _is_timely(pair: Pair, wanted: Asked) -> bool:
    return wanted.day is not None and pair.first.day == wanted.day


def _rivals(pair: Pair, best: Pair, wanted: Asked, kind: str) -> bool:
    """Whether another place of the same name, time and rank tells other numbers."""
    if pair is best or pair.first.is_sentence or best.first.is_sentence:
        return False
    if pair.first.labels != best.first.labels and not _is_as_near(pair, best):
        return False
    if _rank(pair, wanted, kind)[:-1] != _rank(best, wanted, kind)[:-1]:
        return False
    return [_values(p) for p in pair.points] != [_values(p) for p in best.points]


def _is_as_near(pair: Pair, best: Pair) -> bool:
    """Whether another row of the same table is named exactly as much like the asked outcome.

    A row of those without (``Negative`` below ``Positive``) is not.
    """
    one, other = pair.first, best.first
    if one.leaf.lower() in jobs("denial"):
        return False
    if one.where != other.where:
        return False
    is_sibling = bool(one.leaf and other.leaf and one.leaf.lower() != other.leaf.lower())
    if one.leaf == other.leaf:  # "Children" beside "Adolescents", "T1 sagittal" above rows called as those below "T2"
        is_sibling = (one.strata, one.labels) != (other.strata, other.labels)
    return is_sibling and abs(pair.likeness - best.likeness) < _SAME


def _values(point: Point | None) -> dict[str, Decimal]:
    return {} if point is None else {slot: read.value for slot, read in point.reads.items() if slot != "size"}


def _counts_of(pair: Pair, shares: Pair) -> bool:
    """Whether a place tells the counts behind the bare percentages of another: 62/99 behind 62.6%."""
    for told, share in zip(pair.points, shares.points, strict=True):
        if told is None or share is None or "count" in share.reads or "percent" not in share.reads:
            return False
        size = told.reads.get("denominator") or told.reads.get("size")
        if "count" not in told.reads or size is None:
            return False
        if not fits(told.reads["count"].value, share.reads["percent"].value, int(size.value)):
            return False
    return True


def _rank(pair: Pair, wanted: Asked, kind: str) -> tuple[float, ...]:
    """The asked time, the scale, what is told, the name, the whole sample, the later time, a sum, the earlier place."""
    point = pair.first
    return (
        _time(point, wanted),
        _scale(pair, wanted, kind),
        round(pair.likeness, 2),
        float(_WHOLE.search(point.context) is not None),
        -1.0 if point.day is None else float(min(point.day, LATER)),
        float(any(_is_total(label) for label in point.labels)),
        -float(point.order),
    )


def _is_total(label: str) -> bool:
    """Whether a label says that its place sums up others: ``Total`` below months 0 to 3 and 4 to 12."""
    told = words(label)
    return bool(told) and all(w in jobs("whole") for w in told)


def _time(point: Point, wanted: Asked) -> float:
    if wanted.day is None:
        return 0.0
    if point.day is None:
        return -1e6
    return -abs(point.day - wanted.day)


def _scale(pair: Pair, wanted: Asked, kind: str) -> float:
    """How well the statistic suits: the asked change, a spread that is an SD, a printed count."""
    told = [p for p in pair.points if p is not None]
    if kind == RATE:
        return min(1.0 if "count" in p.reads else 0.0 for p in told)
    if kind == BINARY:
        return min(
            2.0 if "count" in p.reads else 1.5 if "number" in p.reads else 1.0 if "percent" in p.reads else 0.0
            for p in told
        )
    spread = min(_spread(p) for p in told)
    mean = min(1.0 if "mean" in p.reads else 0.0 for p in told)
    is_change = "change" in pair.first.marks
    return mean + spread + (0.1 if is_change == wanted.is_change else 0.0)


def _spread(point: Point) -> float:
    """An SD that its own head names before one of a general note, before one from a standard error or interval."""
    if "sd" in point.reads:
        return 0.8 if "general" in point.marks else 1.0
    if "spread" in point.reads:
        return 0.7
    return 0.6 if {"se", "low"} & set(point.reads) else 0.0


def _behind(pair: Pair, best: Pair, wanted: Asked) -> Pair:
    if pair.rule:
        return pair
    if pair.likeness < best.likeness - _CLOSE:
        rule = "a name less like the asked one"
    elif _time(pair.first, wanted) < _time(best.first, wanted):
        rule = "another time point"
    elif pair.first.day != best.first.day:
        rule = "an earlier time point"
    else:
        rule = "tells less of what is asked"
    return Pair(pair.points, pair.likeness, rule)
