"""Which exact numbers a printed number may stand for."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from pipeline.normalise.printed import last_digit


@dataclass(frozen=True, slots=True)
class Range:
    """A closed range of exact numbers."""

    low: Fraction
    high: Fraction

    def holds(self, exact: Fraction) -> bool:
        """Whether the number lies in the range, its ends included."""
        return self.low <= exact <= self.high

    def meets(self, other: "Range") -> bool:
        """Whether the ranges share a number."""
        return self.low <= other.high and other.low <= self.high

    def __add__(self, other: "Range") -> "Range":
        return Range(self.low + other.low, self.high + other.high)

    def __sub__(self, other: "Range") -> "Range":
        return Range(self.low - other.high, self.high - other.low)

    def __str__(self) -> str:
        return f"{plain(self.low)} to {plain(self.high)}"


def unit(printed: Decimal) -> Fraction:
    """What one more in the last printed digit means: 1/100 for 61.61."""
    return Fraction(last_digit(printed))


def rounded(printed: Decimal) -> Range:
    """All numbers that round to the printed one, halves either way: 35 is 34.5 to 35.5."""
    half = unit(printed) / 2
    return Range(Fraction(printed) - half, Fraction(printed) + half)


def cut(printed: Decimal) -> Range:
    """All numbers that lose digits to become the printed one: 61.61 is 61.61 to 61.62."""
    value, whole = Fraction(printed), unit(printed)
    return Range(value - whole, value) if printed.is_signed() else Range(value, value + whole)


def sloppily(printed: Decimal) -> Range:
    """All numbers within one of the last digit: what rounding twice or cutting can make of them."""
    whole = unit(printed)
    return Range(Fraction(printed) - whole, Fraction(printed) + whole)


def plain(exact: Fraction, digits: int = 6) -> str:
    """The number for people: at most six significant digits, no exponent."""
    return format(Decimal(format(float(exact), f".{digits}g")), "f")
