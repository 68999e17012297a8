"""The number a table is known by."""

from typing import Final

import regex

_LABEL: Final = regex.compile(
    r"(?:Supplementa(?:ry|l) |Additional |Extended Data |Online |Appendix |Web |e)?(?:table|tab\.?)\s?"
    r"(?P<number>(?:[A-Z]{1,2}\.?-?)?\d{1,3}(?:\.\d{1,2})?[A-Za-z]?|[IVX]{1,5})(?!\w)",
    regex.IGNORECASE,
)


def table_label(caption: str) -> str:
    """``Table 2`` when the caption opens with that or a like number, else empty."""
    found = _LABEL.match(caption)
    return f"Table {found['number']}" if found else ""


def is_bare_label(text: str) -> bool:
    """Whether the text is a table's number and nothing else."""
    found = _LABEL.match(text)
    return found is not None and not text[found.end() :].strip(" .:|")
