"""Numbers as printed."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.numbers import in_words, number


@pytest.mark.parametrize(
    ("printed", "value"),
    [
        ("−18.60", "-18.60"),
        ("- 3", "-3"),
        ("-\n0.2", "-0.2"),  # a sign at the end of a line
        ("1,525", "1525"),
        (".04", "0.04"),
        ("+0.5", "0.5"),
        ("0·38", "0.38"),
        ("35.0", "35.0"),
        ("１２", "12"),  # digits of other scripts
        ("−٣", "-3"),
    ],
)
def test_number(printed: str, value: str) -> None:
    """Sign, thousands and decimals read; every printed digit kept."""
    assert str(number(printed)) == str(Decimal(value))


@pytest.mark.parametrize("printed", ["", "NA", "1.2.3", "–", "²", "½"])
def test_no_number(printed: str) -> None:
    """Other characters are refused rather than guessed."""
    with pytest.raises(ValueError, match="not a number"):
        number(printed)


@given(st.decimals(allow_nan=False, allow_infinity=False, min_value=-(10**9), max_value=10**9, places=2))
def test_round_trip(value: Decimal) -> None:
    """Any plain decimal reads as itself."""
    assert number(format(value, "f")) == value


@pytest.mark.parametrize(
    ("printed", "value"),
    [("Ninety-nine", 99), ("twelve", 12), ("one hundred and seven", 107), ("two thousand", 2000), ("twice", 2)],
)
def test_in_words(printed: str, value: int) -> None:
    """Number words are numbers."""
    assert in_words(printed) == value


def test_other_words() -> None:
    """A word that is no number is refused."""
    with pytest.raises(ValueError, match="not a number word"):
        in_words("several")
