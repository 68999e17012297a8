"""What the digits of a printed number tell."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.printed import decimals, half_digit, is_share, last_digit, share


@pytest.mark.parametrize(("printed", "last", "places"), [("61.61", "0.01", 2), ("35", "1", 0), ("-0.20", "0.01", 2)])
def test_digits_say_how_exact_a_number_is(printed: str, last: str, places: int) -> None:
    """A trailing zero counts: it was measured."""
    assert (last_digit(Decimal(printed)), decimals(Decimal(printed))) == (Decimal(last), places)


@given(st.integers(0, 5000), st.integers(1, 5000), st.integers(0, 3))
def test_rounded_percentage_is_a_share_of_its_count(count: int, size: int, places: int) -> None:
    """However many digits are printed; one and a half last digits away it is not."""
    count = min(count, size)
    printed = round(share(count, size), places)
    off = printed + last_digit(printed) + half_digit(printed)

    assert is_share(count, size, printed)
    assert not is_share(count, size, off + last_digit(printed))


@pytest.mark.parametrize(("count", "size"), [(5, 0), (5, -1), (6, 5)])
def test_no_share_of_too_small_a_group(count: int, size: int) -> None:
    """More than the whole is no share, nor is a part of nothing."""
    assert not is_share(count, size, Decimal(100))
