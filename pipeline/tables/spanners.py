"""Which heads of an upper header line span which heads below it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import combinations, islice, pairwise
from typing import Final

from pipeline.extent import Extent
from pipeline.tables.agree import agreement
from pipeline.tables.align import Column
from pipeline.tables.boundaries import shape
from pipeline.tables.cuts import Blocks, Reading, Strip
from pipeline.tables.sizes import COLUMN_N

_SINGLE: Final = 1.5  # what a spanner over one head each costs
_UNEQUAL: Final = 0.8  # what spans of unequal length cost
_REPEATED: Final = 2.0  # what it is worth that every spanner has the same heads below
_INSERTED: Final = (0.0, 0.6)  # what heads left of the spanned ones cost: none, some
# What it costs that the top line of a header has this kind of stub before its heads, and that a line below has.
_STUB: Final = {"none": 0.4, "known": 0.1, "unknown": 1.2, "both": 1.6, "passed": 4.0}
_LOW_STUB: Final = {"none": 0.2, "known": 0.3, "unknown": 2.2, "both": 2.5, "passed": 1.5}
_HIGHER: Final = 0.7  # what each line of heads above another costs
_SIZED_STUB: Final = 5.0  # a stub has no group size
_INSERT: Final = 0.8  # what each head costs that has no heads below, where others have
_BOTH_SIZED: Final = 3.0  # what it costs that a group with a size stands over groups with sizes
_TRIED: Final = 40  # unequal spans that are compared


@dataclass(frozen=True, slots=True)
class Unit:
    """A head over ``count`` columns from ``start``; ``level`` 0 is the lowest."""

    start: int
    count: int
    name: str
    pieces: tuple[Extent, ...]
    level: int = 0


@dataclass(frozen=True, slots=True)
class Raised:
    """A reading of the upper lines: all units of all levels, the spans of the lowest spanners."""

    worth: float
    units: tuple[Unit, ...]
    spans: tuple[int, ...]
    stub: str
    missing: int


def stub_cost(kind: str, name: str, *, top: bool) -> float:
    """What it costs that a line has this stub, or none."""
    return (_STUB if top else _LOW_STUB)[kind] + _SIZED_STUB * bool(COLUMN_N.search(name))


def raised(
    units: Sequence[Unit], sides: tuple[int, int], above: Sequence[Strip | Blocks], columns: Sequence[Column]
) -> Iterator[Raised]:
    """The readings of the lines above, the lowest of them last."""
    if not above:
        yield Raised(0.0, tuple(units), (), "", sum(sides))
        return
    level = max(unit.level for unit in units) + 1
    best: dict[tuple[int, int], Raised] = {}
    for inserted in (sides, (0, 0)) if any(sides) else (sides,):
        for found in _level(units, inserted, above[-1], columns, level, top=len(above) == 1):
            left = (sides[0] - inserted[0], sides[1] - inserted[1])
            held = replace(found, missing=sum(left))
            if left not in best or held.worth > best[left].worth:
                best[left] = held
    for left, found in best.items():
        tops = [u for u in found.units if u.level == level]
        tops.sort(key=lambda u: u.start)
        for higher in raised(tops, left, above[:-1], columns):
            lower = tuple(u for u in found.units if u.level < level)
            worth, stub = found.worth + higher.worth, higher.stub or found.stub
            yield Raised(worth, (*lower, *higher.units), found.spans, stub, higher.missing)


def _level(
    units: Sequence[Unit],
    inserted: tuple[int, int],
    line: Strip | Blocks,
    columns: Sequence[Column],
    level: int,
    *,
    top: bool,
) -> Iterator[Raised]:
    """The readings of one line over the units below it, with so many heads of its own on either side."""
    before, after = inserted
    for count in range(1, len(units) + 1):
        sizes, alike = _spans(units, count)
        for read in line.readings(before + count + after):
            made = _over(units, read, before, sizes, level)
            own = [u for k, u in enumerate(made) if k < before or k >= before + count]
            cost = stub_cost(read.kind, read.stub, top=top) + _INSERT * (before + after) + _HIGHER
            worth = read.worth + alike - cost - _INSERTED[before > 0]
            worth += sum(agreement(u.name, columns[u.start]) for u in own)
            worth -= _BOTH_SIZED * sum(_both_sized(u, units) for u in made[before : before + count])
            spans = tuple(u.count for u in made[before : before + count]) if not inserted[0] + inserted[1] else ()
            yield Raised(worth, (*units, *made), spans, read.stub, 0)


def _both_sized(over: Unit, units: Sequence[Unit]) -> bool:
    if not _named_size(over.name):
        return False
    return any(_named_size(u.name) for u in units if over.start <= u.start < over.start + over.count)


@lru_cache(maxsize=4096)
def _named_size(name: str) -> bool:
    """Whether it is a group's name and its size."""
    found = COLUMN_N.search(name)
    return bool(found and found.start())


def _over(units: Sequence[Unit], read: Reading, before: int, sizes: Sequence[int], level: int) -> list[Unit]:
    """The line's heads with the columns they stand over."""
    made: list[Unit] = []
    first = units[0].start
    at = 0
    for k, (name, pieces) in enumerate(zip(read.names, read.parts, strict=True)):
        if k < before:
            start, count = first - before + k, 1
        elif k < before + len(sizes):
            below = units[at : at + sizes[k - before]]
            at += len(below)
            start, count = below[0].start, sum(u.count for u in below)
        else:
            start, count = made[-1].start + made[-1].count, 1
        made.append(Unit(start, count, name, tuple(pieces), level))
    return made


def _spans(units: Sequence[Unit], count: int) -> tuple[tuple[int, ...], float]:
    """How many of the units each of ``count`` spanners covers, and what speaks for it."""
    return _sizes(tuple(tuple(shape(w) for w in COLUMN_N.sub("", unit.name).split()) for unit in units), count)


@lru_cache(maxsize=4096)
def _sizes(shapes: tuple[tuple[str, ...], ...], count: int) -> tuple[tuple[int, ...], float]:
    total = len(shapes)
    if count == total:
        return (1,) * total, 0.5 if not any(shapes) else -_SINGLE
    if total % count == 0:
        sizes = (total // count,) * count
        return sizes, _alikeness(shapes, sizes)
    cuts = islice(combinations(range(1, total), count - 1), _TRIED)
    tried = [tuple(b - a for a, b in zip((0, *c), (*c, total), strict=True)) for c in cuts]
    best = max(tried, key=lambda sizes: _alikeness(shapes, sizes))
    return best, _alikeness(shapes, best) - _UNEQUAL


def _alikeness(shapes: Sequence[tuple[str, ...]], sizes: Sequence[int]) -> float:
    """How much the heads below the spanners come again."""
    if len(sizes) < 2:
        return 0.0
    groups, at = [], 0
    for size in sizes:
        groups.append(shapes[at : at + size])
        at += size
    pairs = [(a, b) for a, b in pairwise(groups)]
    same = sum(_same(a, b) for a, b in pairs) / len(pairs)
    return _REPEATED * same - 0.5 * sum(len(g) == 1 for g in groups)


def _same(one: Sequence[tuple[str, ...]], other: Sequence[tuple[str, ...]]) -> float:
    equal = sum(a == b or bool(a and b and a[0] == b[0]) / 2 for a, b in zip(one, other, strict=False))
    return equal / max(len(one), len(other))


def with_sizes(units: Sequence[Unit]) -> list[Unit]:
    """The units from below; a size that stands alone joins the head above it: ``Placebo`` over ``(n = 24)``."""
    found = {(u.level, u.start): u for u in units}
    for unit in units:
        if COLUMN_N.sub("", unit.name).strip():
            continue
        for level in range(unit.level + 1, 5):
            over = found.get((level, unit.start))
            if over is not None and over.count == unit.count:
                found[level, unit.start] = replace(over, pieces=(*over.pieces, *unit.pieces))
                del found[unit.level, unit.start]
                break
    return sorted(found.values(), key=lambda u: (u.level, u.start))
