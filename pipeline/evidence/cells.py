"""What the tables of a document tell of the two asked groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.document import Cell, Table
from pipeline.evidence.axes import Axis, axis
from pipeline.evidence.figures import quantities, reads
from pipeline.evidence.groups import Groups, Path, Side
from pipeline.evidence.marks import BETWEEN, is_before, marks, moment, unmarked
from pipeline.evidence.points import Point, Read, merged
from pipeline.evidence.tablesizes import (
    has_sizes_in_cells,
    own_size,
    row_of_sizes,
    section,
    size_of_row,
    sizeless,
    with_size,
)
from pipeline.extent import fold

_PAIRED: Final = regex.compile(r"([^;:,()]+?)\s*(?:\(|/|\bvs?\b\.?|\bversus\b)\s*([^;:,()]+?)\s*\)?\s*$")
_STATED: Final = regex.compile(
    r"(?:values?|data|results?|variables?|measures?|numbers?|expressed|presented|reported|shown|given|means?|plus-minus)"
    r"\b[^.]{0,120}",
    regex.IGNORECASE,
)
_LINES_OF_HEADS: Final = 3  # before the first cell
_MOST_HEADS: Final = 800
_COUNTED: Final = frozenset({"n", "percent"})
_KINDS: Final = frozenset({"mean", "sd", "se", "ci", "median", "iqr", "n", "percent", "rate", "spread"})
_OF_GROUP: Final = frozenset({"mean", "sd", "se", "ci", "percent", "median", "change"})
_SPREADS: Final = frozenset({"sd", "se"})


@dataclass(frozen=True, slots=True)
class _Place:
    """A table with what its caption and notes say of all its cells."""

    text: str
    number: int
    table: Table
    context: str
    said: frozenset[str]
    is_before: bool
    sizes: Mapping[int, int]


def points(text: str, tables: Sequence[Table], groups: Groups, sizes: Mapping[int, int]) -> list[Point]:
    """Every cell of an asked group, by table and key; ``sizes`` are the groups' where the text tells one."""
    found: list[Point] = []
    for number, table in enumerate(tables):
        title = is_before(table.caption.of(text))
        place = _Place(text, number, table, _around(text, table), _said(text, table), title, sizes)
        found += merged(_of_table(place, groups))
    return found


def _around(text: str, table: Table) -> str:
    """The caption with the last lines before the first cell: also the head over the row labels."""
    first = max(min((c.extent.start for c in table.cells), default=0), table.caption.end)
    heads = text[table.caption.end : first].split("\n")[-_LINES_OF_HEADS:]
    return " ".join((table.caption.of(text), *heads))[-_MOST_HEADS:]


def _said(text: str, table: Table) -> frozenset[str]:
    """The statistics that caption and notes announce for the whole table."""
    caption = table.caption.of(text)
    found = set(marks(caption) & (_SPREADS | {"spread", "median"}))
    for printed in (caption, *(n.extent.of(text) for n in table.notes)):
        for match in _STATED.finditer(fold(printed)):
            found |= marks(match[0]) & _KINDS
    return frozenset(found)


def _of_table(place: _Place, groups: Groups) -> Iterator[Point]:
    found = axis(place.table.cells, groups)
    sizes: dict[int, Read] = {}  # of each column, as the last row of sizes says
    part = ""  # what that row is called besides: the part of the table below it
    for order, cell in enumerate(place.table.cells):
        size_read = row_of_sizes(place.text, cell)
        if size_read is not None:
            sizes[cell.column] = size_read
            part = section(cell)
            continue
        side = found.sides.get(found.path(cell)) if found is not None else None
        if found is not None and side is not None:
            on_columns = sizes.get(cell.column) if found.is_columns else None
            yield from _point(place, cell, order, found, side, on_columns, part)
        yield from _paired(place, cell, order, groups)


def _point(
    place: _Place, cell: Cell, order: int, on: Axis, side: Side, column_size: Read | None, part: str
) -> Iterator[Point]:
    path = on.path(cell)
    named = path[side.head] if side.head >= 0 else " ".join(path)
    rest = tuple(
        h for k, h in enumerate(path) if side.head >= 0 and (k > side.head or (k < side.head and on.is_shared(path, k)))
    )
    heads = (*((part,) if part else ()), *on.other(cell), *rest)
    found = quantities(place.text, cell.extent)
    if not found or _is_between(cell, named):
        return
    inside = _inside(heads) | (marks(named) & _OF_GROUP)
    is_alone = found[0].shape in {"number", "percent"}
    announced = inside if is_alone else _announced(inside, place.said)
    printed = size_of_row(place.text, cell, on, named) or column_size or own_size(cell, on, side.head)
    if has_sizes_in_cells((named, *heads)):
        filled, printed = with_size(place.text, found, announced, printed)
    else:
        many = int(printed.value) if printed is not None else place.sizes.get(side.side)
        filled = reads(found[0], announced, many)
    if printed is not None:
        filled.setdefault("size", printed)
    day = _day((named, *heads), is_before=place.is_before)
    labels = tuple(label for h in heads if (label := unmarked(sizeless(h))))
    strata = tuple(label for h in rest if (label := unmarked(h)))
    leaf = unmarked(on.other(cell)[-1]) if on.other(cell) else ""
    made = _made(place, order, side, (named, labels, day), filled, announced)
    yield replace(made, strata=strata, leaf=leaf, row=cell.row)


def _day(heads: Path, *, is_before: bool) -> float | None:
    """The time of a cell: of heads that name nothing else (``Day 29``), not the 12 of ``12-week treatment``."""
    told = [(h, d) for h in heads if (d := moment(h)) is not None]
    days = [d for h, d in told if not unmarked(h)] or [d for _, d in told]
    return max((d for d in days if d > 0), default=0 if days or is_before else None)


def _inside(heads: Path) -> frozenset[str]:
    """The statistics that the heads of a cell announce.

    A head of nothing but a statistic (``%`` under ``Adverse events``) says it alone; in a name, words of counting
    (``events``, ``patients``) tell no more.
    """
    pure = frozenset().union(*(marks(h) for h in heads if not unmarked(h)))
    named = frozenset().union(*(marks(h) for h in heads if unmarked(h)))
    return pure | (named - _COUNTED if pure & _KINDS else named)


def _made(
    place: _Place,
    order: int,
    side: Side,
    said: tuple[str, tuple[str, ...], float | None],
    filled: dict[str, Read],
    announced: frozenset[str],
) -> Point:
    """A point of the table; ``said`` is what the heads say: the group's name, the labels, the time."""
    named, labels, day = said
    return Point(
        side=side.side,
        key=(place.number, tuple(label.lower() for label in labels), day),
        labels=labels,
        context=place.context,
        where=place.table.label,
        order=order,
        reads=filled,
        marks=announced,
        day=day,
        named=named,
    )


def _announced(inside: frozenset[str], said: frozenset[str]) -> frozenset[str]:
    """The statistics of a cell: its heads say, and where they do not the caption or a note (``general``)."""
    announced = inside if inside & _KINDS else inside | said
    if announced & _SPREADS and inside & _SPREADS:
        return announced
    return announced | (said & _SPREADS) | {"general"}


def _is_between(cell: Cell, named: str) -> bool:
    """Whether a cell compares groups or tests: a p value, an effect, a difference."""
    told = [*(h.text for h in cell.column_path), *(h.text for h in cell.row_path[-1:])]
    return any(marks(h) & BETWEEN for h in told if h != named)


def _paired(place: _Place, cell: Cell, order: int, groups: Groups) -> Iterator[Point]:
    """Both groups in one cell under a head that names both: ``Intervention (control)`` over ``10.8±2 (4.9±1.9)``."""
    head = cell.column_path[-1].text if cell.column_path else ""
    match = _PAIRED.search(fold(head))
    found = quantities(place.text, cell.extent) if match else ()
    if match is None or len(found) != 2 or found[0].shape != found[1].shape or "p" in marks(head):
        return
    names = [match[k].strip().split(" of ")[-1].strip() for k in (1, 2)]
    sides = groups.sides([(name,) for name in names])
    if {s.side for s in sides.values()} != {0, 1}:
        return
    rest = fold(head)[: match.start()]
    heads = (*(h.text for h in cell.row_path), *(h.text for h in cell.column_path[:-1]), rest)
    labels = tuple(label for h in heads if (label := unmarked(h)))
    announced = marks(head) | place.said
    for name, quantity in zip(names, found, strict=True):
        filled = reads(quantity, announced, None)
        said = (name, labels, moment(f"{rest} {match[1]}"))
        yield _made(place, order, sides[name,], said, filled, announced)
