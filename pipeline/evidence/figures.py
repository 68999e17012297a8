"""How the figures of a cell or sentence fill the slots of a point."""

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from typing import Final

from pipeline.configuration import root
from pipeline.evidence.points import Read
from pipeline.extent import Extent
from pipeline.lexicon import read_lexicon
from pipeline.mentions import Quantity
from pipeline.normalise.printed import is_share
from pipeline.normalise.reader import Reader
from pipeline.normalise.units import Units

_SPREADS: Final = {"SD": "sd", "SE": "se"}
_COUNTED: Final = frozenset({"n", "percent"})
_MEASURED: Final = frozenset({"mean", "sd", "se"})


@lru_cache(maxsize=1)
def reader() -> Reader:
    """The one reader of numeric expressions."""
    return Reader(Units(read_lexicon(str(root() / "lexicons" / "units.csv"))))


def quantities(text: str, extent: Extent, begins: int = 0) -> tuple[Quantity, ...]:
    """The numeric expressions within an extent, their extents counting in the whole text.

    ``begins`` is where the text itself begins in the document, when it is a part of one.
    """
    by = extent.start + begins
    return tuple(replace(q, extent=Extent(q.extent.start + by, q.extent.end + by)) for q in _find(extent.of(text)))


@lru_cache(maxsize=20_000)
def _find(printed: str) -> tuple[Quantity, ...]:
    """The expressions of a cell or sentence; several questions to one document read it once."""
    return reader().find(printed)


def fits(count: Decimal, share: Decimal, size: int) -> bool:
    """Whether a percentage is some rounding of a count of a group."""
    return count == int(count) and is_share(int(count), size, share)


def reads(quantity: Quantity, marks: frozenset[str], size: int | None) -> dict[str, Read]:
    """The slots that an expression fills under heads with these marks, in a group of this size."""
    return {slot: Read(value, quantity.extent) for slot, value in _slots(quantity, marks, size)}


def _slots(quantity: Quantity, marks: frozenset[str], size: int | None) -> Iterator[tuple[str, Decimal]]:
    if quantity.denominator is not None:
        yield "denominator", Decimal(quantity.denominator)
    if quantity.count is not None and quantity.shape not in {"mean_bracket", "group_size"}:
        yield "count", Decimal(quantity.count)
        if quantity.percent:
            yield "percent", quantity.value
        return
    if quantity.shape == "mean_bracket":
        yield from _bracket(quantity, marks, size)
    elif quantity.dispersion is not None and quantity.shape != "range":
        yield from _estimate(quantity, marks)
    elif quantity.shape == "percent" and not marks & _MEASURED:
        yield "percent", quantity.value
    elif quantity.shape == "group_size":
        yield "size", quantity.value
    elif quantity.shape in {"number", "percent"} and quantity.op is None:
        yield _alone(quantity, marks), quantity.value


def _bracket(quantity: Quantity, marks: frozenset[str], size: int | None) -> Iterator[tuple[str, Decimal]]:
    """``12 (40)``: a count with its share where the arithmetic or the heads say so, else an estimate with a spread."""
    assert quantity.dispersion is not None
    assert quantity.dispersion.value is not None
    first, second = quantity.value, quantity.dispersion.value
    if "rate" in marks and first == int(first) and not marks & _MEASURED:  # 12 (4.5) under events (rate per 100 years)
        yield "count", first
        yield "rate", second
        return
    counted = (
        size is not None and size > 2 and fits(first, second, size) and not (first == 0 == second and marks & _MEASURED)
    )
    if counted or (marks & _COUNTED and not marks & _MEASURED and "spread" not in marks):
        if not counted and _is_share_first(first, second, size):
            first, second = second, first
        if first == int(first):
            yield "count", first
        yield "percent", second
    elif "median" in marks and "mean" not in marks:
        yield "median", first
    else:
        yield "mean", first
        yield _spread_slot(None, marks), second


def _is_share_first(first: Decimal, second: Decimal, size: int | None) -> bool:
    """Whether ``40.0 (12)`` is a share with its count: by the group's size, else as only the first has decimals."""
    if size is not None and fits(second, first, size):
        return True
    return int(first.as_tuple().exponent) < 0 <= int(second.as_tuple().exponent) and second == int(second)


def _estimate(quantity: Quantity, marks: frozenset[str]) -> Iterator[tuple[str, Decimal]]:
    spread = quantity.dispersion
    assert spread is not None
    is_median = "median" in marks and ("mean" not in marks or spread.value is None)
    if is_median or spread.type in {"IQR", "range"}:
        yield "median" if is_median or "mean" not in marks else "mean", quantity.value
        return
    if "rate" in marks:
        yield "rate", quantity.value
        return
    yield "mean", quantity.value
    if spread.value is not None:
        yield _spread_slot(spread.type, marks), spread.value
    elif spread.low is not None and spread.high is not None and (spread.type == "CI" or "ci" in marks):
        yield "low", spread.low
        yield "high", spread.high


def _spread_slot(kind: str | None, marks: frozenset[str]) -> str:
    if kind in _SPREADS:
        return _SPREADS[kind]
    if "sd" in marks or "se" in marks:
        return "sd" if "sd" in marks else "se"
    return "spread"


def _alone(quantity: Quantity, marks: frozenset[str]) -> str:
    """The slot of a figure without company, from what its heads announce."""
    if "rate" in marks:
        return "rate"
    if quantity.percent or ("percent" in marks and "n" not in marks and not marks & _MEASURED):
        return "percent"
    for mark, slot in (("mean", "mean"), ("sd", "sd"), ("se", "se"), ("median", "median")):
        if mark in marks and not (
            mark == "mean" and marks & {"sd", "se"} and quantity.shape == "number" and "lone" in marks
        ):
            return slot
    return "number"
