"""Which of the lines under a table's number are its caption."""

from collections.abc import Sequence
from typing import Final

import regex

from pipeline.document import Line
from pipeline.extent import fold
from pipeline.tables.cells import MARKS
from pipeline.tables.sizes import COLUMN_N

_STOPPED: Final = regex.compile(rf"[.?][)\]]?[\s\d,{MARKS}]*$")
_OPEN: Final = regex.compile(
    r"(?:[-—,(/+&:;]|\b(?:of|and|or|in|with|for|to|the|by|at|from|a|an|on|than|per|vs\.?|as|were|was|are|is)) ?$"
)
_SENTENCE: Final = regex.compile(r"\p{Lu}.{20,}[.]\W{0,2}$")
_HEADS: Final = regex.compile(
    r"\b[Pp][- ]?[Vv]alue|% ?CI\b|\([Nn] ?= ?\d|\b[Nn] ?\(%\)|\bSD\b|\(%\)"
    r"|^(?:Variables?|Characteristics?|Parameters?)\b"
)
_FULL: Final = 0.8  # a caption's line as long as this part of its longest goes on in the next


def caption(text: str, block: Sequence[Line], *, apart: bool) -> int:
    """How many lines of the block are the caption.

    ``apart``: an empty line follows the block, so that the header need not be in it. Else at least the last line
    is header.
    """
    if apart:
        return len(block)
    printed = [fold(line.extent.of(text)) for line in block]
    count = 1
    while count < len(block) - 1 and _goes_on(printed, count):
        count += 1
    return count


def _goes_on(printed: Sequence[str], count: int) -> bool:
    """Whether the line behind the first ``count`` is caption too."""
    before, line = printed[count - 1], printed[count]
    if COLUMN_N.search(line) or len(_HEADS.findall(line)) > 1:
        return False
    if _STOPPED.search(before):
        return bool(_SENTENCE.match(line))
    if _OPEN.search(before):
        return True
    longest = max(len(p) for p in printed[: count + 1])
    return line[0].islower() and len(before) >= _FULL * longest
