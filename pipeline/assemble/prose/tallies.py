"""Labelled numbers that count what stands before their bracket: ``bleeding (n = 3), refusal (n = 2)``."""

from typing import Final

import regex

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, Sentence

_LISTING: Final = regex.compile(
    r"\b(?:due to|because of|owing to|reasons?|included|including|includes|such as|consisted|were :|following)\b"
)
_COMPARED: Final = regex.compile(
    r"\b(?:fewer|more) (?:\S+ ){1,6}?(?:in|with|on|for|among) (?:\S+ ){0,4}?[(] N [)] than\b"
)
# Words that name a group of people or a part of a study: what is in the bracket is its size.
_SIZED: Final = words(
    "group groups arm arms cohort cohorts analysis analyses study trial trials population sample set phase period "
    "condition center centre site hospital respectively placebo control intervention treatment therapy day days "
    "week weeks month months follow-up baseline strata stratum category quartile tertile"
)


def tallied(s: Sentence, i: int, lexis: Lexis) -> bool:
    """Whether a number labelled ``n =`` counts events or reasons, not the size of a group."""
    if quantity(s, i).shape == "group_size" and _COMPARED.search(s.code) is not None:
        return True  # fewer infections with A (n = 1) than with B (n = 4)
    if quantity(s, i).shape != "group_size" or not _is_thing(s, i, lexis):
        return False
    others = [k for k in s.of(NUMBER) if k != i and quantity(s, k).shape == "group_size" and _is_thing(s, k, lexis)]
    return bool(others) or _LISTING.search(s.part(0, i)) is not None


def _is_thing(s: Sentence, i: int, lexis: Lexis) -> bool:
    """Whether the word before the bracket is neither people nor a group."""
    if i < 2 or s.items[i - 1].norm not in {"(", "["}:
        return False
    item = s.items[i - 2]
    if item.kind not in {"", OUTCOME} or not item.norm[:1].isalpha():
        return False
    near = s.items[max(0, i - 5) : i - 1]
    grouped = any(x.kind == ARM or x.norm in {"group", "groups"} for x in near)
    return not (grouped or item.norm in _SIZED or item.norm in lexis.people or item.norm in lexis.verbs)
