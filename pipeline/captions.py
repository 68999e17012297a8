"""Where tables and figures announce themselves."""

from typing import Final

import regex

from pipeline.extent import Extent, fold

_NUMBER = r"(?:[A-Z]{1,2}\.?)?\d{1,3}[A-Za-z]?|[IVX]{1,5}"
_KIND = r"(?:Supplementa(?:ry|l) |Extended Data |Online |Appendix |e)?"
# "Table 2 shows" and "Table S4 and" are prose: a caption's number ends with a stop or its title begins large.
_TABLE: Final = regex.compile(rf"{_KIND}(?:Table|TABLE) ?({_NUMBER})(?: ?[.:|] ?\s*|\s*$|\s+(?=[A-Z]))")
_FIGURE: Final = regex.compile(rf"{_KIND}(?:Figure|FIGURE|Fig\.|FIG\.) ?({_NUMBER})(?: ?[.:|] ?\s*|\s*$|\s+(?=[A-Z]))")
# The journal ends a running sentence inside a line, a caption starts one: "Table 1. Demographic".
_LABEL_LENGTH: Final = 60


def table_label(text: str, extent: Extent) -> str | None:
    """``Table 2`` when the line opens a table's caption."""
    return _label(_TABLE, "Table", text, extent)


def figure_label(text: str, extent: Extent) -> str | None:
    """``Figure 1`` when the line opens a figure's caption."""
    return _label(_FIGURE, "Figure", text, extent)


def _label(pattern: regex.Pattern, name: str, text: str, extent: Extent) -> str | None:
    match = pattern.match(fold(extent.of(text)[:_LABEL_LENGTH]))
    return f"{name} {match[1]}" if match else None
