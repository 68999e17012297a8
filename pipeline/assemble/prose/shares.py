"""What a share is of, and how many it counts, where the sentence prints these apart from it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Final

from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.claims import Claim
from pipeline.assemble.prose.lexis import DETERMINERS, Lexis
from pipeline.assemble.prose.sentence import NUMBER, Sentence
from pipeline.normalise.printed import is_share

_OPENING: Final = 4  # items: of the first 80 patients
_BARE: Final = frozenset({"number", "words"})


def with_wholes(s: Sentence, made: Sequence[Claim], lexis: Lexis) -> list[Claim]:
    """The claims, each share with its count and with what the sentence says it is of, where the arithmetic agrees.

    ``Of 65 volunteers, 36 (55.4%) were …``; ``350 employees (83%, 95% CI 79% to 86%)``, whose count is no result apart.
    """
    counted = {two.item: one for one, two in pairwise(made) if _counts(s, one, two, lexis)}
    merged = {one.item for one in counted.values()}
    whole = _whole(s, lexis)
    return [_with_whole(s, c, counted.get(c.item), whole) for c in made if c.item not in merged]


def _with_whole(s: Sentence, claim: Claim, counted: Claim | None, whole: int | None) -> Claim:
    if claim.statistic != "proportion" or claim.quantity.denominator is not None:
        return claim
    count = int(counted.quantity.value) if counted is not None else claim.quantity.count
    if count is None:
        return claim
    given = replace(claim, quantity=replace(claim.quantity, count=count))
    of = None if whole is None else int(quantity(s, whole).value)
    if whole is None or of is None or claim.denominator is not None or not is_share(count, of, claim.quantity.value):
        return given
    return replace(given, denominator=of, denominator_at=s.items[whole].extent)


def _whole(s: Sentence, lexis: Lexis) -> int | None:
    """The number of people that a sentence begins with: ``Of the 65 volunteers, …``."""
    if not s.items or s.items[0].norm not in {"of", "among"}:
        return None
    first = next(iter(s.of(NUMBER)), len(s.items))
    led = first <= _OPENING and all(x.norm in DETERMINERS or x.norm in {"total", "first"} for x in s.items[1:first])
    is_whole = led and first < len(s.items) and quantity(s, first).shape in _BARE
    return first if is_whole and noun_after(s, first, lexis) == "people" else None


def _counts(s: Sentence, one: Claim, two: Claim, lexis: Lexis) -> bool:
    """Whether a number counts what the share in the bracket right behind it is a share of."""
    if one.statistic != "count" or two.statistic != "proportion" or two.quantity.count is not None:
        return False
    between = s.items[one.item + 1 : two.item]
    bare = quantity(s, one.item).shape in _BARE and quantity(s, one.item).denominator is None
    people = all(x.norm in lexis.people or x.kind == "O" for x in between[:-1])
    return bare and 0 < len(between) <= _OPENING and between[-1].norm in {"(", "["} and people
