"""Spreads that words part from their value; sentences in our own words."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.assemble.prose.test_prose import ARMS, told

Told = tuple[str, str | None, str | None, str | None]  # kind, value, low, high

SPREADS: list[tuple[str, dict[str, Told]]] = [
    ("The fluvoxin group had an average of 5.24 referrals (SD 5.75) compared with 2.07 referrals in the placebo group (SD 5.14).",
     {"5.24 referrals (SD 5.75)": ("SD", "5.75", None, None),
      "2.07 referrals in the placebo group (SD 5.14)": ("SD", "5.14", None, None)}),
    ("Mean stay was 54 (IQR 13) nights in the fluvoxin group and 58 (interquartile range (IQR) 5) nights with placebo.",
     {"54 (IQR 13)": ("IQR", "13", None, None),
      "58 (interquartile range (IQR) 5)": ("IQR", "5", None, None)}),
    ("The adjusted difference in score was 1.2, 95%-CI from −1.4 to 3.9.",
     {"1.2, 95%-CI from −1.4 to 3.9": ("CI", None, "-1.4", "3.9")}),
    ("The difference in score was 0.5 points between fluvoxin and placebo (95% CI −3.2 to 4.2; Table 3).",
     {"0.5 points between fluvoxin and placebo (95% CI −3.2 to 4.2": ("CI", None, "-3.2", "4.2")}),
    # A bare interval is of the kind that the paragraph named before.
    ("Mean walking time was 54.1 min (95% CI 47.5 to 60.7) with fluvoxin. Sitting was longest (107 min, 85 to 129).",
     {"54.1 min (95% CI 47.5 to 60.7)": ("CI", None, "47.5", "60.7"),
      "107 min, 85 to 129": ("CI", None, "85", "129")}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), SPREADS)
def test_a_value_has_the_spread_told_behind_it(text: str, expected: dict[str, Told]) -> None:
    """One result with its spread, and no result for the spread."""
    made = [r for r in told(text).results if r.source.start >= len(ARMS)]
    spreads = {r.source.text: r.dispersion for r in made}

    assert {
        printed: d and (d.type, *(None if x is None else str(x) for x in (d.value, d.low, d.high)))
        for printed, d in spreads.items()
    } == expected


def test_an_interval_that_does_not_hold_the_value_is_not_its_own() -> None:
    """``6.0 (0.5 to 2.0`` tells of something else."""
    made = told(
        "The difference in score was 6.0 points between fluvoxin and placebo (95% CI 0.5 to 2.0; Table 3)."
    ).results

    assert all(r.dispersion is None for r in made if r.value == Decimal("6.0"))


@given(st.decimals(1, 99, places=1), st.decimals(1, 9, places=2))
def test_the_source_is_what_is_printed(value: Decimal, spread: Decimal) -> None:
    """From the value through the spread, character by character."""
    text = f"The fluvoxin group had a mean of {value} referrals (SD {spread}) a year."
    made = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [(r.source.text, r.value, r.dispersion and r.dispersion.value) for r in made] == [
        (f"{value} referrals (SD {spread})", value, spread)
    ]
    assert all((ARMS + text)[r.source.start : r.source.end] == r.source.text for r in made)
