"""Signs that printers set in several characters, and commas that only the whole document explains."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.normalise.typography import levelled

_COMMAS = "Itch fell by 3,4 ± 1,1 points (P<0,001), sleep was better in 57,5% (0,12). "


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("10.5 +/- 3.1", "10.5  ±  3.1"),
        ("10.5+/-3.1", "10.5 ± 3.1"),
        ("10.5 +- 3.1", "10.5 ±  3.1"),
        ("mean +/- SD", "mean  ±  SD"),
        ("mean +/− SE", "mean  ±  SE"),
        ("ER+/- tumours", "ER+/- tumours"),
        ("from +-3 on", "from ± 3 on"),
        ("+-3", "+-3"),
    ],
)
def test_spelled_plus_minus_is_one_sign(printed: str, read: str) -> None:
    """In front of a number or the name of a spread, never in a name."""
    assert levelled(printed) == read


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("weight 70,5 (12,3) kg", "weight 70.5 (12.3) kg"),
        ("in 1.525 patients", "in 1,525 patients"),
        ("in 1\u00a0525 patients", "in 1,525 patients"),
        ("cost 1.525,50", "cost 1,525.50"),
        ("P=,04", "P=.04"),
        ("weeks 1,2,3 of it", "weeks 1,2,3 of it"),
        ("as shown [1,2]", "as shown [1,2]"),
        ("at 4, 8 and 12", "at 4, 8 and 12"),
    ],
)
def test_commas_are_decimal_where_the_document_says_so(printed: str, read: str) -> None:
    """And lists, citations and enumerations stay what they are; without that evidence nothing changes."""
    assert levelled(_COMMAS + printed).endswith(read)
    assert levelled(printed) == printed


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("of 67\u202f142 women", "of 67,142 women"),
        ("cost 45\u2009253 in all", "cost 45,253 in all"),
        ("A total of 266 064 women", "A total of 266,064 women"),
        ("(133 085 older women)", "(133,085 older women)"),
        ("Men 45 253 12", "Men 45 253 12"),
        ("84.4\u2009±\u20099.05", "84.4\u2009±\u20099.05"),
        ("in 2010 400 women came", "in 2010 400 women came"),
    ],
)
def test_blanks_part_thousands(printed: str, read: str) -> None:
    """A thin blank always, a full one where people are counted; cells of a table stay apart."""
    assert levelled(printed) == read


def test_thousands_stay_in_a_document_with_points() -> None:
    """A few stray decimal commas do not turn a document round."""
    text = "Of 1,525 patients 3.4 ± 1.1 (P<0.001) and 57.5% (0.12) and 0,5 were P<0,01, 5,5%."

    assert levelled(text) == text


@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("4.3 ± 1,4", "4.3 ± 1.4"),
        ("4.31±1,45, then", "4.31±1.45, then"),
        ("4.3 ± 1,45", "4.3 ± 1,45"),
        ("1204.3 ± 1,400", "1204.3 ± 1,400"),
        ("4 ± 1,4", "4 ± 1,4"),
        ("4.3 ± 1,4,5", "4.3 ± 1,4,5"),
    ],
)
def test_a_spread_has_the_decimals_of_its_mean(printed: str, read: str) -> None:
    """One comma among points is a slip of the pen where as many digits follow as in the mean."""
    assert levelled(printed) == read


def test_a_few_commas_are_enough_where_no_number_has_a_point() -> None:
    """A short letter; citations behind a word and two weeks named with a comma do not count."""
    letter = "EASI fell from 25,4 to 2,6 in 8 weeks and IgE to 0,5."

    assert levelled(letter) == letter.replace("5,4", "5.4").replace("2,6", "2.6").replace("0,5", "0.5")
    assert levelled("As shown1,2 at weeks 1,2 and in [3,4] and [5,6] and [7,8].").endswith(
        "weeks 1,2 and in [3,4] and [5,6] and [7,8]."
    )


@given(st.text(alphabet="0123456789,.+-/±<=>%()[] \u00a0aSD\n", max_size=60))
def test_offsets_stay(text: str) -> None:
    """One character for one, and nothing but signs and blanks changes."""
    read = levelled(_COMMAS + text)

    assert len(read) == len(_COMMAS + text)
    assert [c for c in read if c.isalnum()] == [c for c in _COMMAS + text if c.isalnum()]
