"""What a percentage in nested rows is a share of, where only the arithmetic shows it."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.assemble.tables.values import Value, numbers
from pipeline.normalise.printed import half_digit, is_share, last_digit, share

_FEWEST: Final = 3  # shares that agree by more than chance
_WIDEST: Final = 40  # a share that fits so many numbers tells none


Place = tuple[int, tuple[str, ...]]  # a column, and the heads that its rows stand below


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


def blocks(pairs: Iterable[tuple[Place, int | None, str]]) -> dict[Place, int]:
    """For rows below one head the sum of their counts, where they are shares of it and not all of their group's size.

    ``2491 (79.5%)``, ``333 (10.6%)`` and ``309 (9.9%)`` below ``N stage`` are shares of 3133 among 3305 patients: the
    stage of the others is not known. Each pair is a place, the size of the column's group, and what the cell prints.
    """
    listed: dict[Place, list[tuple[int, Decimal]]] = {}
    sizes: dict[Place, int | None] = {}
    for place, n, printed in pairs:
        first, second = numbers(printed)[:2]
        whole = first == first.to_integral_value() and first >= 0 and "±" not in printed
        listed.setdefault(place, []).append((int(first) if whole else -1, second))
        sizes[place] = n
    return {
        place: total
        for place, told in listed.items()
        if place[1] and len(told) > 1 and (total := sum(count for count, _ in told)) > 0
        if total <= (sizes[place] or total) and all(count >= 0 and is_share(count, total, s) for count, s in told)
        if not all(is_share(count, sizes[place] or 0, s) for count, s in told)
    }


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
