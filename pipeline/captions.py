"""Where tables and figures announce themselves."""

from dataclasses import dataclass
from typing import Final

import regex

from pipeline.extent import Extent, fold

_NUMBER = r"(?:[A-Z]{1,2}\.?)?\d{1,3}[A-Za-z]?|[IVX]{1,5}"
_KIND = r"(?:Supplementa(?:ry|l) |Extended Data |Online |Appendix |e)?"
# "Table 2 shows" and "Fig. S5A and S5B" are prose: a caption's number ends with a stop or its title begins large.
_OPENING: Final = regex.compile(
    rf"{_KIND}(?P<word>\p{{L}}+)\.? ?(?P<number>{_NUMBER})(?: ?[.:|] ?\s*|\s*$|\s+(?=\p{{Lu}}))"
)
# The journal ends a running sentence inside a line, a caption starts one: "Table 1. Demographic".
_LABEL_LENGTH: Final = 60
_TABLE: Final = frozenset(["Table", "TABLE"])
_FIGURE: Final = frozenset(["Figure", "FIGURE", "Fig", "FIG"])


@dataclass(frozen=True, slots=True)
class Opening:
    """How a caption opens: the word and the number (``Fig``, ``S2``)."""

    word: str
    number: str


def opening(printed: str) -> Opening | None:
    """The word and number a line opens with, in folded text; the word may be any (``Case 2.``)."""
    match = _OPENING.match(printed)
    return Opening(match["word"], match["number"]) if match else None


def table_label(text: str, extent: Extent) -> str | None:
    """``Table 2`` when the line opens a table's caption."""
    return _label(_TABLE, "Table", text, extent)


def figure_label(text: str, extent: Extent) -> str | None:
    """``Figure 1`` when the line opens a figure's caption."""
    return _label(_FIGURE, "Figure", text, extent)


def _label(words: frozenset[str], name: str, text: str, extent: Extent) -> str | None:
    found = opening(fold(extent.of(text)[:_LABEL_LENGTH]))
    return f"{name} {found.number}" if found and found.word in words else None
