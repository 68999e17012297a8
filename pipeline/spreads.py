"""What an unnamed spread is, where the arithmetic leaves one reading only.

A table that prints ``12.3 ± 4.5`` and never says of what tells it by its p values: as standard deviations the spreads
give one p, as standard errors another. Of 93 tables that do name their spreads this decides 63 rightly, one wrongly,
the rest not at all.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from pipeline.audit.means import READINGS, Means, compared_means
from pipeline.audit.record import Record, in_table
from pipeline.schema import Result

UNKNOWN: Final = "dispersion_unknown"
INFERRED: Final = "dispersion_inferred"
_FITS, _FAR = 0.3, 0.8  # of z: what rounding of the spreads does to a p; what a correction or another test may do

_Table = tuple[str | None, str | None]


def inferred(record: Record) -> Sequence[Result]:
    """The results of the record, an unnamed spread named where the table's p values fit one reading only.

    All ``±`` of a table are of one kind, so one row decides for the others; two rows that disagree decide nothing.
    """
    if not any(UNKNOWN in r.flags for r in record.results):
        return record.results
    kinds = _decided(record)
    return [_named(r, kinds.get(_table(r))) if in_table(r) and UNKNOWN in r.flags else r for r in record.results]


def _decided(record: Record) -> Mapping[_Table, str]:
    told: dict[_Table, set[str]] = {}
    for means in compared_means(record):
        if all(r.dispersion is not None and r.dispersion.type is None for r in means.line):
            told.setdefault(_table(means.line[0]), set()).update(_only_reading(means))
    return {table: kinds.pop() for table, kinds in told.items() if len(kinds) == 1}


def _only_reading(means: Means) -> Iterator[str]:
    off: Mapping[str, float] = {reading: means.off(reading) for reading in READINGS}
    for reading, other in (READINGS, READINGS[::-1]):
        if off[reading] <= _FITS and off[other] > _FAR:
            yield reading


def _table(result: Result) -> _Table:
    return result.source.table, result.study


def _named(result: Result, kind: str | None) -> Result:
    if kind is None or result.dispersion is None or "±" not in result.source.text:
        return result
    flags = tuple(INFERRED if flag == UNKNOWN else flag for flag in result.flags)
    return replace(result, dispersion=replace(result.dispersion, type=kind), flags=flags)
