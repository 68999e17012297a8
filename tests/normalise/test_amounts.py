"""Amounts with what belongs to them, and numbers that are none."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.configuration import root
from pipeline.extent import Extent
from pipeline.lexicon import read_lexicon
from pipeline.normalise.amounts import Amount, Amounts
from pipeline.normalise.units import Units

AMOUNTS = Amounts(Units(read_lexicon(str(root() / "lexicons" / "units.csv"))))


def _found(text: str) -> list[str]:
    return [amount.extent.of(text) for amount in AMOUNTS.find(text)]


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("It rose to about 40 mm.", ["about 40 mm"]),
        ("A dose of up to ~3.5 mg/kg/day was given.", ["up to ~3.5 mg/kg/day"]),
        ("Values between 3 and 5 mm and from 10% to 20% occur.", ["between 3 and 5 mm", "from 10% to 20%"]),
        ("depths ranging from 4 m to 8 m", ["4 m to 8 m"]),
        ("after 2, 4 and 8 h of rest", ["2, 4 and 8 h"]),
        ("at 80% and 81% of them", ["80%", "81%"]),
        ("tiles of 20 × 30 cm in size", ["20 × 30 cm"]),
        ("a 5-year follow-up and a 12-lead recording", ["5-year"]),
        ("scores of 5 or more", ["5 or more"]),
        ("a loss of 2.5 ± 0.3% per year", ["2.5 ± 0.3% per year"]),
        ("at ±5 min from noon", ["±5 min"]),
        ("at δ<−60‰ there", ["<−60‰"]),
        ("p < .001 and P = 0.24", ["< .001", "0.24"]),
        ("over eight cycles and over 48 years", ["eight", "over 48 years"]),
        ("from 27 keV to 3 MeV or 27 keV to 21 MeV", ["from 27 keV to 3 MeV", "27 keV to 21 MeV"]),
    ],
)
def test_what_belongs_to_an_amount(text: str, amounts: list[str]) -> None:
    """Bounds, both ends of a range, a list with one unit, and the unit, but not the word it stands behind."""
    assert _found(text) == amounts


@pytest.mark.parametrize(
    "text",
    [
        "as was shown before (11).",
        "as was shown before [12, 15-18].",
        "at phases 3, 5, and 7 of it",
        "taken by Surveyor 2 of the fleet",
        "a significant effect, F(1, 3.95)",
        "seen in sample 4 and on day 10",
        "scored as (0 = never, 1 = seldom)",
        "as one would expect of one another",
        "in a two-dimensional space",
    ],
)
def test_what_is_no_amount(text: str) -> None:
    """Citations, labels, codes of a scale and pronouns measure nothing."""
    assert not _found(text)


def test_what_is_excluded_counts_with_a_unit() -> None:
    """A year is none; 2010 mg is an amount all the same."""
    text = "In 2010 they took 2010 mg."
    years = [Extent(3, 7), Extent(18, 22)]

    assert [amount.extent.of(text) for amount in AMOUNTS.find(text, years)] == ["2010 mg"]


def test_an_amount_says_how_it_was_printed() -> None:
    """Approximate, range, list, tolerance, count, and where the unit is."""
    text = "About 7 m, 3 to 5 K, 1 and 2 s, 4 ± 1 V, 9 mice."
    kinds = [
        (a.is_approximate, a.is_range, a.is_list, a.has_tolerance, a.is_count, a.unit_at and a.unit_at.of(text))
        for a in AMOUNTS.find(text)
    ]

    assert kinds == [
        (True, False, False, False, False, "m"),
        (False, True, False, False, False, "K"),
        (False, False, True, False, False, "s"),
        (False, False, False, True, False, "V"),
        (False, False, False, False, True, None),
    ]


PIECES = st.sampled_from(
    [
        "about ",
        "from ",
        "to ",
        "between ",
        "and ",
        "3",
        "10",
        "4.5",
        " ",
        "%",
        " mg",
        "/kg",
        " ± ",
        "-",
        "(",
        ")",
        ",",
        "≥",
        "x",
        "year",
        "\n",
    ]
)


@given(st.lists(PIECES, max_size=24).map("".join))
def test_amounts_lie_in_order_and_hold_their_parts(text: str) -> None:
    """Whatever the text: extents inside it, in order, none overlapping; numbers and unit inside their amount."""
    found: tuple[Amount, ...] = AMOUNTS.find(text)

    assert all(one.extent.end <= other.extent.start for one, other in pairwise(found))
    for amount in found:
        assert amount.extent.end <= len(text)
        assert all(amount.extent.holds(q.extent) for q in amount.quantities)
        assert amount.unit_at is None or amount.extent.holds(amount.unit_at)
