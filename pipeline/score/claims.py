"""Whether a gold tuple agrees with what is printed, and with itself."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from pipeline.normalise.printed import half_digit
from pipeline.score.items import Item
from pipeline.score.printed import has_minus, numbers, prints
from pipeline.score.values import spread_numbers

MISPRINT: Final = "misprint"
BOUNDS: Final = frozenset(("lower_bound", "upper_bound", "approximate"))
PERCENT: Final = Decimal(100)


def slice_equal(item: Item, text: str) -> str | None:
    """The text at the tuple's offsets must be the text the tuple quotes."""
    if item.extent is None or item.extent.of(text) == item.printed:
        return None
    return f"{item.extent.start}..{item.extent.end} is {item.extent.of(text)!r}, not {item.printed!r}"


def numbers_inside(item: Item) -> Iterator[str]:
    """The numbers of value, count and spread must be printed inside the extent."""
    vague = item.optional and not numbers(item.printed)  # `all patients`, `more than doubled`
    if vague:
        return
    for name, number in _claimed(item):
        if not prints(item.printed, number):
            yield f"{name} {number} is not printed in {item.printed!r}"
    if item.value < 0 and not has_minus(item.printed) and not item.note:
        yield f"value {item.value} has a sign that {item.printed!r} does not print"


def share_consistent(item: Item) -> str | None:
    """A percentage must be some rounding of its count and denominator, unless it is a known misprint."""
    if item.count is None or item.denominator is None:
        return None
    if item.denominator <= 0 or not 0 <= item.count <= item.denominator:
        return None if _is_misprint(item) else f"{item.count} of {item.denominator} is no share"
    if item.statistic != "proportion" or _is_misprint(item) or BOUNDS & set(item.flags or ()):
        return None
    exact = PERCENT * item.count / item.denominator
    if abs(exact - item.value) <= half_digit(item.value):  # 35 and 35.2 both fit 19 of 54
        return None
    return f"{item.count}/{item.denominator} is {exact:.2f}%, not {item.value}: a misprint needs a note"


def _claimed(item: Item) -> Iterator[tuple[str, Decimal]]:
    yield "value", item.value
    if item.count is not None:
        yield "count", item.count
    for number in spread_numbers(item):
        yield "dispersion", number


def _is_misprint(item: Item) -> bool:
    return item.note is not None and MISPRINT in item.note.casefold()
