"""What a cell means by itself: numbers as printed, kinds of cells."""

from decimal import Decimal

import pytest

from pipeline.assemble.tables import values
from pipeline.assemble.tables.values import Hints
from pipeline.tables import cells

NUMBERS = [
    ("1,525", ["1525"]),
    ("5,65 (1,12)", ["5.65", "1.12"]),
    ("8 (7,13)", ["8", "7", "13"]),
    ("0,012", ["0.012"]),
    ("5 · 2", ["5.2"]),
    ("−9,9 to 9,9", ["-9.9", "9.9"]),
    ("0.234––1.606", ["0.234", "1.606"]),
    ("1,234 (5.6)", ["1234", "5.6"]),
]


@pytest.mark.parametrize(("printed", "found"), NUMBERS)
def test_numbers_of_a_cell(printed: str, found: list[str]) -> None:
    """Commas part thousands, lists or decimals; the cell tells which."""
    assert values.numbers(printed) == [Decimal(n) for n in found]


@pytest.mark.parametrize(
    ("printed", "spread"), [("19.8 (SD, 8.5)", "SD"), ("6.0 (SE 0.5)", "SE"), ("50.5 (12.4) [n=20]", None)]
)
def test_spread_that_the_cell_names(printed: str, spread: str | None) -> None:
    """``(SD, 8.5)`` needs no footnote; what is not named is not guessed."""
    value = _value(printed)

    assert value is not None
    assert value.dispersion is not None
    assert value.dispersion.type == spread
    assert ("dispersion_unknown" in value.flags) is (spread is None)


@pytest.mark.parametrize("printed", ["12/54 (22%)", "22% (12/54)"])
def test_fraction_before_or_behind_its_share(printed: str) -> None:
    """Count, denominator and share are the same either way."""
    value = _value(printed)

    assert value is not None
    assert (value.statistic, value.value, value.count, value.denominator) == ("proportion", Decimal(22), 12, 54)


def test_interval_with_a_list_like_a_thousand() -> None:
    """``8 (12,100)`` has two bounds."""
    value = _value("8 (12,100)")

    assert value is not None
    assert value.dispersion is not None
    assert (value.dispersion.low, value.dispersion.high) == (Decimal(12), Decimal(100))


@pytest.mark.parametrize("printed", ["Yes", "n.s.", "1.00 (reference)", "P=0.03", "—", "(12)"])
def test_cells_that_are_no_result_alone(printed: str) -> None:
    """Words, reference levels, p values and halves of cells give none."""
    assert _value(printed) is None


def _value(printed: str) -> values.Value | None:
    token = cells.read(printed, 0, len(printed))
    assert token is not None
    return values.read(token.kind, printed, Hints())
