"""Which cells of a table one p value compares."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

import regex

from pipeline.audit.record import TOTAL, Record, evidence, groups, in_table
from pipeline.extent import Extent
from pipeline.schema import Result

_TIME: Final = regex.compile(
    r"(?i)\b(?:pre|post|before|after|baseline|follow|final|initial|day|week|month|year|visit|time|change|difference)"
)
_MOST: Final = 4  # groups: one p over more of them mostly compares some


def compared(record: Record) -> Iterator[Sequence[Result]]:
    """The cells of one row that one p compares: those that share it, or the marked one and its only sibling."""
    cells = [r for r in record.results if in_table(r)]
    own = {_p_place(p[0]) for p in groups(cells, _p_place) if len({r.source.row for r in p}) == 1}
    for row in groups(cells, _line):
        if len({r.source.column for r in row}) < len(row) or any(_TIME.search(r.source.column or "") for r in row):
            continue  # before and after are no groups
        for shared in groups((r for r in row if "p_shared" in r.flags), _p_place):
            # A cell left out, a column of all, a second panel or row: the p compares something else.
            if _p_place(shared[0]) in own and 2 <= len(shared) == len(row) <= _MOST and not _is_mixed(shared):
                yield shared
        for pair in groups((r for r in row if "p_shared" not in r.flags), lambda r: (r.study,)):
            marked = sorted(pair, key=lambda r: r.p_value is None)
            if len(pair) == 2 and marked[0].p_value is not None and marked[1].p_value is None:
                yield marked


def _p_place(result: Result) -> Extent | None:
    """Where the p behind the cells stands; one above its rows compares them all."""
    place = evidence(result, "p_value")
    return place if place is not None and place.start >= result.source.end else None


def _is_mixed(line: Sequence[Result]) -> bool:
    """Whether the columns are of several panels, or one of them is that of all patients."""
    panels = Counter((r.source.column or "").partition(" > ")[0] for r in line)
    arms = {r.arm or r.source.column for r in line}
    several = len(panels) > 1 and max(panels.values()) > 1
    return several or len(arms) < len(line) or any(TOTAL.match(r.arm or "") for r in line)


def _line(result: Result) -> tuple[object, ...]:
    return result.source.table, result.source.row, result.outcome, result.statistic, result.timepoint_text
