"""What the printed digits of a number tell: how exact it is, and which counts it can be the percentage of."""

from decimal import Decimal


def last_digit(printed: Decimal) -> Decimal:
    """What one more in the last printed digit means: 0.01 for 61.61."""
    return Decimal(1).scaleb(int(printed.as_tuple().exponent))


def half_digit(printed: Decimal) -> Decimal:
    """How far an exact number may lie from the printed one that it rounds to, a tie rounded either way."""
    return last_digit(printed) / 2


def decimals(printed: Decimal) -> int:
    """The number of digits behind the point: 2 for 61.61, 0 for 1E+3."""
    return max(0, -int(printed.as_tuple().exponent))


def share(count: int, denominator: int) -> Decimal:
    """The exact percentage of a count."""
    return Decimal(100 * count) / Decimal(denominator)


def is_share(count: int, denominator: int, printed: Decimal) -> bool:
    """Whether the percentage is some rounding of count over denominator at its printed digits."""
    if denominator <= 0 or count > denominator:
        return False
    return abs(share(count, denominator) - printed) <= half_digit(printed)
