"""Half-open ranges, and levelling that keeps length."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.extent import Extent, cover, fold, trimmed


@given(st.text())
def test_fold_keeps_length(text: str) -> None:
    """One character for one, so extents found in folded text fit the original."""
    assert len(fold(text)) == len(text)


@pytest.mark.parametrize(
    ("printed", "plain"),
    [("−18.6", "-18.6"), ("1·5", "1.5"), ("p\u2009<\u20090", "p < 0"), ("a–b", "a-b"), ("(𝑛 = 𝟓7)", "(n = 57)")],
)
def test_fold_levels(printed: str, plain: str) -> None:
    """Minus signs, dashes, middle dots and thin spaces become their plain forms."""
    assert fold(printed) == plain


def test_backward_ranges_are_refused() -> None:
    """An extent never ends before it starts."""
    with pytest.raises(ValueError, match="not an extent"):
        Extent(5, 4)


def test_touching_ranges_do_not_overlap() -> None:
    """The end is exclusive."""
    assert not Extent(0, 3).overlaps(Extent(3, 5))
    assert Extent(0, 3).overlaps(Extent(2, 5))
    assert Extent(0, 5).holds(Extent(2, 5))


@given(st.text(), st.integers(0, 20), st.integers(0, 20))
def test_trimmed(text: str, start: int, length: int) -> None:
    """What is left neither begins nor ends with white space."""
    start = min(start, len(text))
    found = trimmed(text, start, min(start + length, len(text))).of(text)
    assert found == found.strip()


def test_cover() -> None:
    """The smallest range that holds all."""
    assert cover([Extent(4, 6), Extent(1, 2)]) == Extent(1, 6)
