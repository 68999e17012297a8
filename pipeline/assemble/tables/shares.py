"""What a percentage in nested rows is a share of, where only the arithmetic shows it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.assemble.tables.values import Value
from pipeline.normalise.printed import half_digit, is_share, last_digit, share

_FEWEST: Final = 3  # shares that agree by more than chance
_WIDEST: Final = 40  # a share that fits so many numbers tells none


@dataclass(frozen=True, slots=True)
class Counted:
    """An earlier row's count: a possible denominator for the rows below it in its column."""

    path: tuple[str, ...]
    column: int
    count: int


def common(pairs: Iterable[tuple[int, Decimal]]) -> int | None:
    """The one number that most counts of a column are the printed shares of; None where there is no such number.

    ``12 (50)``, ``9 (37.5)``, ``15 (62.5)`` are counts of 24: means with their SD have no such number in common.
    """
    told = {(count, share) for count, share in pairs if count > 0 and 0 < share < 100}
    found: Counter[int] = Counter()
    for count, printed in told:
        slack = half_digit(printed)
        low = int(100 * count / (printed + slack))
        high = int(100 * count / (printed - slack)) if printed > slack else low + _WIDEST
        if high - low <= _WIDEST:
            found.update(n for n in range(max(low, count), high + 2) if is_share(count, n, printed))
    most = max(found.values(), default=0)
    best = [n for n, times in found.items() if times == most]
    return best[0] if len(best) == 1 and most >= _FEWEST and 2 * most > len(told) else None


def denominator(
    value: Value, n: int | None, parent: Counted | None, earlier: Sequence[Counted]
) -> tuple[int | None, Counted | None]:
    """The denominator, and the row whose count it is (None for the group's own size).

    The group's size comes first, then the parent row's count, then the nearest earlier sibling that fits:
    ``Cyclosporine 53 (86.89%)`` of 99 fits none but ``Immunosuppressant 61``.
    """
    if value.count is None or value.statistic != "proportion":
        return value.denominator, None
    if n is not None and (is_share(value.count, n, value.value) or _nearly(value, n)):
        return n, None
    if value.count == 0:  # a zero is the same share of any number
        return n, None
    for row in ([parent] if parent else []) + list(reversed(earlier)):
        if row.count >= value.count and is_share(value.count, row.count, value.value):
            return row.count, row
    return n, None


def _nearly(value: Value, n: int) -> bool:
    """Within one unit of the last digit: 61 (61.61) of 99 is a rounding slip, not another denominator."""
    if value.count is None or n <= 0 or value.count > n:
        return False
    return abs(value.value - share(value.count, n)) <= last_digit(value.value)
