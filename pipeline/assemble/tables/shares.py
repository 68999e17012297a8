"""What a percentage in nested rows is a share of, where only the arithmetic shows it."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from pipeline.assemble.draft import is_share, share
from pipeline.assemble.tables.values import Value


@dataclass(frozen=True, slots=True)
class Counted:
    """An earlier row's count: a possible denominator for the rows below it in its column."""

    path: tuple[str, ...]
    column: int
    count: int


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
    for row in ([parent] if parent else []) + list(reversed(earlier)):
        if row.count >= value.count and is_share(value.count, row.count, value.value):
            return row.count, row
    return n, None


def _nearly(value: Value, n: int) -> bool:
    """Within one unit of the last digit: 61 (61.61) of 99 is a rounding slip, not another denominator."""
    if value.count is None or n <= 0 or value.count > n:
        return False
    last_digit = Decimal(1).scaleb(int(value.value.as_tuple().exponent))
    return abs(value.value - share(value.count, n)) <= last_digit
