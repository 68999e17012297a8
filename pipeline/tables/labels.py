"""A printed label as a head: its words healed, its footnote signs kept apart."""

from collections.abc import Sequence
from typing import Final

import regex

from pipeline.document import Head
from pipeline.extent import Extent
from pipeline.lines import healed
from pipeline.tables.cells import MARKS

_SIGNS: Final = regex.compile(rf"[{MARKS}]+$")
_BEFORE_SIZE: Final = regex.compile(rf"([{MARKS}]+)(?= ?[(\[])")
NONE: Final = Head("", (Extent(0, 0),))


def head(text: str, pieces: Sequence[Extent]) -> Head:
    """The label over its (wrapped) pieces, footnote signs taken off its end and kept apart."""
    printed = healed("\n".join(p.of(text) for p in pieces))
    signs: list[str] = []
    while found := _SIGNS.search(printed):
        signs = list(found[0]) + signs
        printed = printed[: found.start()].rstrip()
    return Head(_without_inner_signs(printed, signs), tuple(pieces), tuple(signs))


def _without_inner_signs(printed: str, signs: list[str]) -> str:
    """``Dupilumab† (N = 51)`` carries its sign in front of the group size."""
    found = _BEFORE_SIZE.search(printed)
    if not found:
        return printed
    signs.extend(found[1])
    return printed[: found.start()] + printed[found.end() :]
