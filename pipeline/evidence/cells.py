"""What the tables of a document tell of the two asked groups."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.document import Cell, Table
from pipeline.evidence.axes import Axis, axis
from pipeline.evidence.figures import quantities, reads
from pipeline.evidence.groups import Groups, Path, Side
from pipeline.evidence.marks import BETWEEN, is_before, marks, moment, size, unmarked
from pipeline.evidence.points import Point, Read, merged
from pipeline.extent import Extent, fold
from pipeline.mentions import Quantity

_PAIRED: Final = regex.compile(r"([^;:,()]+?)\s*(?:\(|/|\bvs?\b\.?|\bversus\b)\s*([^;:,()]+?)\s*\)?\s*$")
_STATED: Final = regex.compile(
    r"(?:values?|data|results?|variables?|measures?|numbers?|expressed|presented|reported|shown|given|means?|plus-minus)"
    r"\b[^.]{0,120}",
    regex.IGNORECASE,
)
_SIZES: Final = regex.compile(
    r"(?i)(?:n|no\.?|number|sample size|number \(n\)|(?:no\.?|number|n) (?:of )?"
    r"(?:patients|participants|subjects|women|children)(?: \(n\))?)[,:]?"
)
_LINES_OF_HEADS: Final = 3  # before the first cell
_MOST_HEADS: Final = 800
_COUNTED: Final = frozenset({"n", "percent"})
# "mean ± SD (n)", "mean score (n)": the size of each cell stands in it.
_SIZE_IN_CELL: Final = regex.compile(r"(?i)\b(?:mean|median|sd|se|sem)\b.{0,24}[(\[]\s?n\s?[)\]]")
# "(I = 12, C = 8)" behind the label of a row: the sizes of both groups, each by the beginning of its name.
_SIZES_OF_ROW: Final = regex.compile(
    r"[(\[]\s?(?P<one>\p{L}[\p{L} ]{0,24}?)\s?=\s?(?P<a>\d{1,6})\s?[,;/]\s?(?P<other>\p{L}[\p{L} ]{0,24}?)\s?=\s?(?P<b>\d{1,6})\s?[)\]]"
)
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
    section = ""  # what that row is called besides: the part of the table below it
    for order, cell in enumerate(place.table.cells):
        size_read = _row_of_sizes(place.text, cell)
        if size_read is not None:
            sizes[cell.column] = size_read
            section = _section(cell)
            continue
        side = found.sides.get(found.path(cell)) if found is not None else None
        if found is not None and side is not None:
            on_columns = sizes.get(cell.column) if found.is_columns else None
            yield from _point(place, cell, order, found, side, on_columns, section)
        yield from _paired(place, cell, order, groups)


def _section(cell: Cell) -> str:
    """What a row of sizes names besides: ``Second eye`` before ``n = 18`` is the head of the rows below."""
    label = cell.row_path[-1].text if cell.row_path else ""
    return "" if _SIZES.fullmatch(fold(label).strip()) else unmarked(label)


def _row_of_sizes(text: str, cell: Cell) -> Read | None:
    """The size of a column's group where a row prints sizes: ``n = 18``, or a count in a row called ``N``."""
    label = cell.row_path[-1].text if cell.row_path else ""
    is_labelled = _SIZES.fullmatch(fold(label).strip()) is not None
    if not is_labelled and "=" not in cell.extent.of(text):
        return None
    found = quantities(text, cell.extent)
    if len(found) != 1 or found[0].shape != ("number" if is_labelled else "group_size"):
        return None
    value = found[0].value
    return Read(value, found[0].extent) if value == value.to_integral_value() and value > 1 else None


def _point(
    place: _Place, cell: Cell, order: int, on: Axis, side: Side, column_size: Read | None, section: str
) -> Iterator[Point]:
    path = on.path(cell)
    named = path[side.head] if side.head >= 0 else " ".join(path)
    rest = tuple(
        h for k, h in enumerate(path) if side.head >= 0 and (k > side.head or (k < side.head and on.is_shared(path, k)))
    )
    heads = (*((section,) if section else ()), *on.other(cell), *rest)
    found = quantities(place.text, cell.extent)
    if not found or _is_between(cell, named):
        return
    inside = _inside(heads) | (marks(named) & _OF_GROUP)
    is_alone = found[0].shape in {"number", "percent"}
    announced = inside if is_alone else _announced(inside, place.said)
    own_size = _size_of_row(place.text, cell, on, named) or column_size or _own_size(cell, on, side.head)
    if _SIZE_IN_CELL.search(" ".join((named, *heads))):
        filled, own_size = _with_size(place.text, found, announced, own_size)
    else:
        many = int(own_size.value) if own_size is not None else place.sizes.get(side.side)
        filled = reads(found[0], announced, many)
    if own_size is not None:
        filled.setdefault("size", own_size)
    day = _day((named, *heads), is_before=place.is_before)
    labels = tuple(label for h in heads if (label := unmarked(_SIZES_OF_ROW.sub(" ", fold(h)))))
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


def _own_size(cell: Cell, on: Axis, head: int) -> Read | None:
    """The size that the group's head prints, or one below it; heads above and beside it are of all groups."""
    heads = cell.column_path if on.is_columns else cell.row_path
    for each in heads if head < 0 else heads[head:]:
        number = size(each.text)
        if number is not None:
            return Read(Decimal(number), each.extent)
    return None


def _size_of_row(text: str, cell: Cell, on: Axis, named: str) -> Read | None:
    """The group's size behind the label of its row, where the label tells both groups' by how their names begin."""
    for head in cell.row_path if on.is_columns else cell.column_path:
        match = _SIZES_OF_ROW.search(fold(head.extent.of(text)))
        if match is None:
            continue
        mine = [n for name, n in (("one", "a"), ("other", "b")) if named.lower().startswith(match[name].lower())]
        if len(mine) == 1:
            at = head.extent.start
            return Read(Decimal(match[mine[0]]), Extent(at + match.start(mine[0]), at + match.end(mine[0])))
    return None


def _with_size(
    text: str, found: Sequence[Quantity], announced: frozenset[str], size_read: Read | None
) -> tuple[dict[str, Read], Read | None]:
    """What a cell tells under ``mean (n)`` or ``mean ± SD (n)``: the last whole number in brackets is the size."""
    last = found[-1]
    spread = last.dispersion.value if last.shape == "mean_bracket" and last.dispersion is not None else None
    if len(found) == 1 and spread is not None and spread == int(spread):
        return {"mean": Read(last.value, last.extent)}, Read(spread, last.extent)
    filled = reads(found[0], announced, None)
    if len(found) == 2 and last.shape == "number" and last.value == int(last.value) and last.value > 1:
        size_read = Read(last.value, last.extent)
    return filled, size_read


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
