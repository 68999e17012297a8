"""Which estimate an interval belongs to that is printed apart from it, and what an unlabelled one is."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.claims import Claim
from pipeline.assemble.prose.sentence import EXCLUDED, NUMBER, Item, Mark, Sentence, coded
from pipeline.extent import cover
from pipeline.mentions import Quantity
from pipeline.schema import Dispersion

LONE: Final = "interval"  # the shape
_ESTIMATES: Final = frozenset({"number", "percent", "fold"})
_FAR: Final = 30  # items
_FLAG: Final = "dispersion_inferred"


def with_intervals(s: Sentence) -> Sentence:
    """The sentence with each lone interval on its estimate: ``a difference of 0.5 points in favour of A (95% CI …)``.

    The interval, and the same one in other units behind it, are marked as no results of their own.
    """
    # The level of an interval is excluded before, and the interval with it.
    lone = [i for i in (*s.of(NUMBER), *s.of(EXCLUDED)) if _shape(s.items[i]) == LONE]
    if not lone:
        return s
    items: list[Item] = list(s.items)
    for i in lone:
        items[i] = _excluded(items[i])
        if i + 2 < len(items) and items[i + 1].norm in {"[", "("} and _shape(items[i + 2]) == "range":
            items[i + 2] = _excluded(items[i + 2])
        k = _estimate(s, i)
        if k is not None and (mark := items[k].mark) is not None:
            whole = cover((items[k].extent, items[i].extent))
            given = replace(quantity(s, k), dispersion=quantity(s, i).dispersion, extent=whole)
            items[k] = replace(items[k], mark=replace(mark, quantity=given))
    return coded(items)


def _excluded(item: Item) -> Item:
    return replace(item, mark=Mark(EXCLUDED, item.extent, "significance"))


def _shape(item: Item) -> str:
    return item.mark.quantity.shape if item.mark is not None and item.mark.quantity is not None else ""


def _estimate(s: Sentence, i: int) -> int | None:
    """The nearest number before an interval that lies in it and has no spread of its own."""
    for k in range(i - 1, max(-1, i - _FAR), -1):
        if s.items[k].norm == ";":
            return None
        if s.items[k].kind == NUMBER and _lies_in(quantity(s, k), quantity(s, i)):
            return k
    return None


def _lies_in(estimate: Quantity, interval: Quantity) -> bool:
    spread = interval.dispersion
    if estimate.shape not in _ESTIMATES or spread is None or spread.low is None or spread.high is None:
        return False
    same = None in (estimate.unit, interval.unit) or estimate.unit == interval.unit
    return same and estimate.dispersion is None and spread.low <= estimate.value <= spread.high


def label(s: Sentence, end: int, before: Dispersion | None) -> Dispersion | None:
    """The last interval before an item that says what it is; else the one said before this sentence."""
    for i in reversed([i for i in s.of(NUMBER) if i < end]):
        spread = quantity(s, i).dispersion
        if spread is not None and spread.low is not None and spread.type is not None:
            return spread
    return before


def labelled(claims: Sequence[Claim], s: Sentence, before: Dispersion | None) -> tuple[Claim, ...]:
    """The claims; a spread without a label is of the kind that its sentence, an interval that its paragraph named last.

    ``10.2 (95% CI 9.1 to 11.4) in A and 8.3 (7.0 to 9.9) in B``; ``54 (SD 9) years and 55 (8) years``.
    """
    return tuple(_labelled(c, s, before) for c in claims)


def _labelled(claim: Claim, s: Sentence, before: Dispersion | None) -> Claim:
    spread = claim.quantity.dispersion
    if spread is None or spread.type is not None:
        return claim
    if spread.low is None:
        given = _alone(s, claim.item)
    else:
        # A median's interval may as well be of its quartiles: only its own sentence tells.
        given = label(s, claim.item, None if claim.statistic in {"median", "range"} else before)
        given = given if given is not None and given.type == "CI" else None
    if given is None:
        return claim
    spread = replace(spread, type=given.type, level=given.level)
    return replace(claim, quantity=replace(claim.quantity, dispersion=spread), flags=(*claim.flags, _FLAG))


def _alone(s: Sentence, end: int) -> Dispersion | None:
    """The last spread before an item that is one number, where its label stands with it: ``SD 9.1``."""
    told = [quantity(s, i).dispersion for i in s.of(NUMBER) if i < end]
    return next((d for d in reversed(told) if d is not None and d.value is not None and d.type is not None), None)
