"""How the lines around a line are set, and whether two of them belong to one paragraph."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median_low
from typing import Final

import regex

from pipeline.document import Line
from pipeline.extent import Extent, fold
from pipeline.segment.endings import is_finished

_AROUND: Final = 8  # lines before and behind that tell how a line's surroundings are set
_SHORT: Final = 0.8  # a line this much shorter than the column ends a paragraph, if a sentence ends there
LONGEST_SET: Final = 200  # no column is as wide: such a line is a whole paragraph
_BROKEN: Final = 0.4  # where so many lines do not end a sentence, lines end where the column does
_SMALL: Final = regex.compile(r"""["'(\[]{0,2}[\p{Ll},;:)\]%=]""")
_OPEN_END: Final = regex.compile(r"(?:[,;(\[/-]|\p{Ll})$")


@dataclass(frozen=True, slots=True)
class Row:
    """A line outside tables with what its surroundings say.

    ``width`` is that of the column here, ``column`` the document's usual one, ``gap`` the usual number of empty
    lines before a line here; ``wrapped``: lines end where the column ends; ``page``: the line opens a page;
    ``apart``: a table stands before it.
    """

    line: Line
    text: str
    finished: bool
    width: int
    column: int
    gap: int
    wrapped: bool
    page: bool
    apart: bool

    @property
    def extent(self) -> Extent:
        """Where the line stands."""
        return self.line.extent

    @property
    def is_short(self) -> bool:
        """Whether the column had room for more."""
        return len(self.text) < _SHORT * self.width

    @property
    def starts_small(self) -> bool:
        """Whether the line can only continue a sentence."""
        return _SMALL.match(self.text) is not None


def rows(text: str, listed: Sequence[Line], tables: Sequence[Extent]) -> tuple[Row, ...]:
    """The lines that no table holds, in order."""
    kept: list[tuple[Line, bool]] = []
    apart = False
    held = _held(listed, tables)
    for line, inside in zip(listed, held, strict=True):
        if not inside:
            kept.append((line, apart))
        apart = inside
    printed = [fold(line.extent.of(text)) for line, _ in kept]
    done = [is_finished(p) for p in printed]
    column = median_low([len(p) for p in printed] or [0])
    return tuple(replace(_row(text, kept, printed, done, k), column=column) for k in range(len(kept)))


def _held(listed: Sequence[Line], tables: Sequence[Extent]) -> list[bool]:
    """For each line whether a table holds any of it; both are in order, so one walk does."""
    held: list[bool] = []
    parts = sorted(tables)
    at = 0
    for line in listed:
        while at < len(parts) and parts[at].end <= line.extent.start:
            at += 1
        held.append(any(part.overlaps(line.extent) for part in parts[at : at + 2]))
    return held


def _row(text: str, kept: Sequence[tuple[Line, bool]], printed: Sequence[str], done: Sequence[bool], k: int) -> Row:
    line, apart = kept[k]
    near = _near(text, kept, k)
    widths = sorted(len(printed[n]) for n in near if len(printed[n]) < LONGEST_SET)
    unfinished = sum(not done[n] for n in near)
    return Row(
        line=line,
        text=printed[k],
        finished=done[k],
        width=widths[(3 * len(widths)) // 4] if widths else len(printed[k]),
        column=0,
        gap=median_low([kept[n][0].blanks for n in near if n > 0] or [0]),
        wrapped=len(printed[k]) < LONGEST_SET and unfinished >= _BROKEN * len(near),
        page=_opens_page(text, line),
        apart=apart,
    )


def _near(text: str, kept: Sequence[tuple[Line, bool]], k: int) -> range:
    """The lines around one on its page: a legend on the page before is set in another width."""
    first, last = k, k
    while first > max(0, k - _AROUND) and not (_opens_page(text, kept[first][0]) or kept[first][1]):
        first -= 1
    while last + 1 < min(len(kept), k + _AROUND + 1):
        if _opens_page(text, kept[last + 1][0]) or kept[last + 1][1]:
            break
        last += 1
    return range(first, last + 1)


def _opens_page(text: str, line: Line) -> bool:
    """Whether a page begins: a form feed stands before the line, or one blank where an empty line is missing."""
    before = text[max(0, line.extent.start - 8) : line.extent.start]
    gap = before[len(before.rstrip()) :]
    return "\f" in gap or (line.indent == 1 and line.blanks == 0 and text[line.extent.start - 1] == " ")


def belong(above: Row, below: Row) -> bool:
    """Whether a line of running text goes on in the one below it."""
    if below.apart:
        return False
    if not above.finished:
        return _runs_on(above, below)
    loose = below.line.blanks > below.gap or below.line.indent > above.line.indent + 1
    if below.page or loose or above.is_short:
        return False
    return above.wrapped and below.wrapped


def _runs_on(above: Row, below: Row) -> bool:
    """Whether an unfinished line runs on: always in a column, elsewhere only if its end or the next start says so."""
    if above.wrapped and not (below.line.blanks > max(1, below.gap) and not below.starts_small):
        return True
    return below.starts_small or (_OPEN_END.search(above.text[-1:]) is not None and below.line.blanks == 0)
