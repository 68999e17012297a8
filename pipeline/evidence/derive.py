"""Numbers that follow from printed ones by named arithmetic."""

from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from statistics import NormalDist
from typing import Final

from pipeline.normalise.printed import half_digit

_DIGITS: Final = 3  # significant digits that a derived number has at least


def wholes_of_share(share: Decimal, size: int) -> range:
    """The whole numbers of patients whose percentage rounds to the printed one; empty when none does."""
    half = half_digit(share)
    low = ((share - half) * size / 100).to_integral_value(ROUND_CEILING)
    high = ((share + half) * size / 100).to_integral_value(ROUND_FLOOR)
    return range(max(int(low), 0), min(int(high), size) + 1)


def nearest(share: Decimal, size: int) -> int:
    """The whole number of patients nearest to a percentage of them."""
    return int((share * size / 100).to_integral_value(ROUND_HALF_UP))


def sd_of_se(se: Decimal, size: int) -> Decimal:
    """SD = SE x sqrt(n) (Cochrane Handbook 6.5.2.2)."""
    return rounded(se * Decimal(size).sqrt(), se)


def sd_of_interval(low: Decimal, high: Decimal, size: int, level: Decimal = Decimal(95)) -> Decimal | None:
    """SD = sqrt(n) x width / (2 x quantile), by Student's t below 60 patients (Cochrane Handbook 6.5.2.2)."""
    if size < 2 or high <= low:
        return None
    upper = 0.5 + float(level) / 200
    if size < 60:
        from scipy.stats import t

        quantile = float(t.ppf(upper, size - 1))
    else:
        quantile = NormalDist().inv_cdf(upper)
    return rounded(Decimal(size).sqrt() * (high - low) / Decimal(2 * quantile), high)


def rounded(value: Decimal, like: Decimal) -> Decimal:
    """With the decimals of the printed number it follows from, and three significant digits at least."""
    places = min(int(like.as_tuple().exponent), value.adjusted() + 1 - _DIGITS, 0)
    return value.quantize(Decimal(1).scaleb(places), ROUND_HALF_UP)
