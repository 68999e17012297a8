"""Numbers that only say per how many: ``6.3 per 1000 women-years``."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from pipeline.assemble.prose.sentence import EXCLUDED, NUMBER, Mark, Sentence, coded

_REASON: Final = "denominator"


def without_bases(s: Sentence) -> tuple[Sentence, Mapping[int, str]]:
    """The sentence with such numbers no longer among its results, and the reason why each is none."""
    found = [i for i in s.of(NUMBER) if i and s.items[i - 1].norm == "per" and not s.items[i - 1].kind]
    if not found:
        return s, {}
    items = list(s.items)
    for i in found:
        items[i] = replace(items[i], mark=Mark(EXCLUDED, items[i].extent, _REASON))
    return coded(items), dict.fromkeys(found, _REASON)
