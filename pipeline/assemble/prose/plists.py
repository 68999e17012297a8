"""Lists of p values of which only the first has its letter: ``(P = 0.013 and 0.004, respectively)``."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.claims import Claim
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.outcomes import listed_subjects
from pipeline.assemble.prose.sentence import NUMBER, P_VALUE, Sentence
from pipeline.schema import PValue

_JOINTS: Final = words(", and or")
_SIGNS: Final = words("= < >")


def further(s: Sentence) -> list[int]:
    """The numbers of such lists behind their first."""
    return [i for at in s.of(P_VALUE) for i, _ in _behind(s, at)]


def _behind(s: Sentence, at: int) -> Iterator[tuple[int, str]]:
    """Each further number of the list that a p value begins, with its sign."""
    k = at + 1
    while k < len(s.items) and s.items[k].norm in _JOINTS:
        while k < len(s.items) and s.items[k].norm in _JOINTS:
            k += 1
        sign = s.items[k].norm if k < len(s.items) and s.items[k].norm in _SIGNS else "="
        k += k < len(s.items) and s.items[k].norm in _SIGNS
        q = quantity(s, k) if k < len(s.items) and s.items[k].kind == NUMBER else None
        if q is None or q.shape != "number" or not 0 <= q.value <= 1:
            return
        yield k, sign
        k += 1


def spread_out(s: Sentence, alone: Claim, lexis: Lexis) -> list[Claim]:
    """A p value that stands alone with those listed behind it, each of its own outcome where there are as many."""
    rest = list(_behind(s, alone.item))
    if not rest or "respectively" not in s.part(rest[-1][0], min(len(s.items), rest[-1][0] + 5)):
        return [alone]
    made = [alone]
    for item, sign in rest:
        q = quantity(s, item)
        p = replace(q, shape="p_value", p_value=PValue(sign, q.value))
        made.append(replace(alone, item=item, quantity=p, p=p))
    names = listed_subjects(s, [c.item for c in made], lexis)
    return [replace(c, told=t) for c, t in zip(made, names, strict=True)] if names else made
