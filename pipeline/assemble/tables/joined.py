"""Cells of one row that report one value between them: mean and SD, count and share, estimate and interval."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from pipeline.assemble.tables import values
from pipeline.assemble.tables.items import Item, Scope
from pipeline.assemble.tables.values import Value
from pipeline.extent import Extent
from pipeline.schema import Dispersion

_BESIDE = {"ci": "interval", "spread": "spread", "low": "low", "high": "high", "size": "size"}
_SPREAD_KINDS = frozenset({"pair", "spread", "interval"})
_SKIPPED = frozenset({"p_value", "none", "clock", *_BESIDE})


@dataclass(frozen=True, slots=True)
class Joined:
    """A value's cell with the cells that complete it."""

    item: Item
    spread: Item | None = None
    interval: Item | None = None
    low: Item | None = None
    high: Item | None = None
    size: Item | None = None
    share: Item | None = None


def groups(row: Sequence[Item]) -> list[Joined]:
    """The values of a row, each with the cells of its block beside it."""
    made: list[Joined] = []
    for place, item in enumerate(row):
        if item.column.role in _SKIPPED or _is_size(item, row):
            continue
        if made and _is_share_of(made[-1], item):
            made[-1] = replace(made[-1], share=item)
            continue
        made.append(Joined(item, **_beside(item, row, place)))
    return made


def _beside(item: Item, row: Sequence[Item], place: int) -> dict[str, Item]:
    """The completing cells: those of the same block, an interval also just beside; up to the next value's cell."""
    found: dict[str, Item] = {}
    for other in row[place + 1 :]:
        slot = _BESIDE.get(other.column.role)
        if slot is None or slot == "size":
            if other.column.role in {"p_value", "none", "clock", "size"} or _completes(item, other):
                continue
            break
        near = other is row[place + 1] and slot == "interval"
        if near or item.column.role == "estimate" or _same_block(item, other):
            if slot == "interval" and other.kind in {"number", "missing"}:  # 0.98 | - | 1.04, a limit in each cell
                slot = "high" if "low" in found else "low"
            if other.kind != "missing":
                found.setdefault(slot, other)
    sizes = [o for o in row if o is not item and (o.column.role == "size" or _is_size(o, row))]
    own = [o for o in sizes if _same_block(item, o)] or [o for o in sizes if not o.column.arm and not o.column.when]
    if own:
        found["size"] = (
            own[-1]
            if len(own) == 1
            else max((o for o in own if o.cell.column < item.cell.column), key=lambda o: o.cell.column, default=own[0])
        )
    return found


def _same_block(one: Item, other: Item) -> bool:
    return one.column.block == other.column.block


def _completes(item: Item, other: Item) -> bool:
    """Whether a value's cell belongs to the same block: the share beside the count."""
    return other.column.part == "share" and item.column.part == "count" and _same_block(item, other)


def _is_size(item: Item, row: Sequence[Item]) -> bool:
    """Whether a bare ``n`` stands beside a mean, median or estimate of its block: the group's size there."""
    if item.column.role == "size":
        return True
    if item.column.part != "count" or item.column.statistic != "count" or item.kind != "number":
        return False
    others = [o for o in row if o is not item and _beneath(item, o)]
    return any(o.column.part == "centre" or o.column.role == "estimate" or o.kind in _SPREAD_KINDS for o in others)


def _beneath(size: Item, other: Item) -> bool:
    """Whether a size may count for a cell: of its block, or of none."""
    block = size.column
    return _same_block(size, other) or not (block.arm or block.when or block.outcome)


def _is_share_of(last: Joined, item: Item) -> bool:
    """Whether a share stands beside its count: ``N | %`` below one arm."""
    if not _same_block(last.item, item) or last.share is not None or last.item.cell.row_path != item.cell.row_path:
        return False
    parts = {last.item.column.part, item.column.part}
    return parts == {"count", "share"} and {last.item.kind, item.kind} <= {"number", "alone", "bound", "interval"}


def complete(value: Value, one: Joined, scope: Scope) -> tuple[Value, Extent]:
    """The value with what its neighbours print, and the extent over the cells that were joined without a gap."""
    extent = one.item.extent
    if one.share is not None:
        value = _with_share(value, one.item, one.share, scope)
        extent = _over(extent, one.share, scope)
    if one.spread is not None and (spread := _spread(one.spread)) is not None:
        value = replace(value, dispersion=spread, flags=tuple(f for f in value.flags if f != "dispersion_unknown"))
        extent = _over(extent, one.spread, scope)
    elif one.interval is not None and not _has_sd(value):
        value = values.with_interval(value, one.interval.form.printed, one.interval.column.level)
        if value.dispersion is not None:
            extent = _over(extent, one.interval, scope)
    elif one.low is not None and one.high is not None:
        value = _bounded(value, one.low, one.high)
        extent = _over(_over(extent, one.low, scope), one.high, scope)
    return value, extent


def _has_sd(value: Value) -> bool:
    """Whether the value's own cell prints its standard deviation: the interval beside it says no more."""
    return value.dispersion is not None and value.dispersion.type == "SD"


def _over(extent: Extent, item: Item, scope: Scope) -> Extent:
    """The extent through a neighbour, where nothing else is printed between."""
    between = scope.document.text[extent.end : item.extent.start]
    if item.extent.start >= extent.end and not between.strip(" \t\n|*†‡§¶#abc"):
        return Extent(extent.start, item.extent.end)
    return extent


def _spread(item: Item) -> Dispersion | None:
    """``5.2`` below ``SD``; two bounds below ``IQR``."""
    numbers = values.numbers(item.form.printed)
    kind = item.column.spread
    if len(numbers) == 1:
        return Dispersion(kind, None, abs(numbers[0]))
    return Dispersion(kind, None, None, numbers[0], numbers[1]) if len(numbers) == 2 else None


def _bounded(value: Value, low: Item, high: Item) -> Value:
    bounds = [values.numbers(i.form.printed) for i in (low, high)]
    if not all(bounds):
        return value
    kind = low.column.spread or ("CI" if low.column.level is not None or low.column.name else "range")
    return replace(value, dispersion=Dispersion(kind, low.column.level, None, bounds[0][0], bounds[1][0]))


def _with_share(value: Value, count: Item, share: Item, scope: Scope) -> Value:
    """Count and share as one proportion, whichever is printed first."""
    first, second = (values.numbers(i.form.printed) for i in (count, share))
    if not first or not second:
        return value
    number, percent = (first[0], second[0]) if count.column.part == "count" else (second[0], first[0])
    if number != number.to_integral_value() or not 0 <= percent <= Decimal(100):
        return value
    shown = second if count.column.part == "count" else first
    spread = Dispersion(share.column.spread, share.column.level, None, shown[1], shown[2]) if len(shown) == 3 else None
    return Value("proportion", percent, "%", int(number), scope.size(count), spread)
