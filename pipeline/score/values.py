"""How a wrong value relates to the value that is printed."""

from decimal import Decimal

from pipeline.score.items import Item


def value_kind(gold: Item, predicted: Item) -> str | None:
    """The class of error a different value betrays, None when the two have nothing to do with each other."""
    value = predicted.value
    if abs(value) == abs(gold.value):
        return None if value == gold.value else "sign or operator lost"
    if differ_by_power_of_ten(value, gold.value):
        return "power of ten or unit"
    if value in spread_numbers(gold) or gold.value in spread_numbers(predicted):
        return "SD/SE/CI mix-up"
    if value in (gold.denominator, gold.arm_n):
        return "wrong denominator"
    p_value = gold.p_value.value if gold.p_value is not None else None
    return "statistic" if value in (gold.count, p_value) else None


def differ_by_power_of_ten(one: Decimal, other: Decimal) -> bool:
    """Whether only the decimal point stands elsewhere: 4.5 and 45."""
    if not one or not other or one == other:
        return False
    first, second = one.normalize().as_tuple(), other.normalize().as_tuple()
    return (first.sign, first.digits) == (second.sign, second.digits)


def spread_numbers(item: Item) -> tuple[Decimal, ...]:
    """The numbers printed as the spread of the estimate."""
    spread = item.dispersion
    if spread is None:
        return ()
    return tuple(n for n in (spread.value, spread.low, spread.high) if n is not None)


def relative_error(gold: Item, predicted: Item) -> float | None:
    """How far the value is off, as a share of the printed one; None where that is 0."""
    if not gold.value:
        return None
    return float(abs((predicted.value - gold.value) / gold.value))
