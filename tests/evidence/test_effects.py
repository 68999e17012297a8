"""Effects against statsmodels, and against the figures of metafor's manual."""

from math import exp, isclose, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from statsmodels.stats.contingency_tables import Table2x2
from statsmodels.stats.meta_analysis import effectsize_smd

from pipeline.evidence import effects

COUNTS = st.integers(1, 400)
SPREADS = st.floats(0.1, 50)


@given(a=COUNTS, b=COUNTS, c=COUNTS, d=COUNTS)
def test_ratios_as_statsmodels_has_them(a: int, b: int, c: int, d: int) -> None:
    """Log risk and odds ratio with their standard errors; no cell is empty."""
    oracle = Table2x2(np.array([[a, b], [c, d]]), shift_zeros=False)

    risk, odds = effects.risk_ratio(a, a + b, c, c + d), effects.odds_ratio(a, a + b, c, c + d)

    assert isclose(risk.estimate, oracle.log_riskratio, abs_tol=1e-9)
    assert isclose(sqrt(risk.variance), oracle.log_riskratio_se, rel_tol=1e-9, abs_tol=1e-9)
    assert isclose(odds.estimate, oracle.log_oddsratio, abs_tol=1e-9)
    assert isclose(sqrt(odds.variance), oracle.log_oddsratio_se, rel_tol=1e-9)
    assert risk.added == odds.added == 0


@given(m1=SPREADS, sd1=SPREADS, n1=st.integers(4, 400), m2=SPREADS, sd2=SPREADS, n2=st.integers(4, 400))
def test_hedges_g_as_statsmodels_has_it(m1: float, sd1: float, n1: int, m2: float, sd2: float, n2: int) -> None:
    """The estimate up to the approximation of the correction that statsmodels uses (1 - 3 / (4 df - 1))."""
    oracle, _ = effectsize_smd(m1, sd1, n1, m2, sd2, n2)

    found = effects.standardized_difference(m1, sd1, n1, m2, sd2, n2)

    assert isclose(found.estimate, oracle, rel_tol=3e-3, abs_tol=1e-9)
    assert isclose(found.variance, 1 / n1 + 1 / n2 + found.estimate**2 / (2 * (n1 + n2)), rel_tol=1e-12)


def test_the_first_trial_of_the_bcg_data() -> None:
    """Aronson 1948: 4 of 123 against 11 of 139; yi and vi as metafor's manual prints them."""
    found = effects.risk_ratio(4, 123, 11, 139)

    assert (round(found.estimate, 4), round(found.variance, 4)) == (-0.8893, 0.3256)


def test_an_empty_cell_gets_a_half_in_each() -> None:
    """As escalc does with to="only0"; the effect says so."""
    found = effects.odds_ratio(0, 20, 5, 20)

    assert found.added == 0.5
    assert isclose(found.estimate, log(0.5 * 15.5 / (20.5 * 5.5)))


@given(a=st.integers(0, 40), c=st.integers(0, 40))
def test_swapped_groups_give_the_opposite(a: int, c: int) -> None:
    """The sign turns, the variance stays."""
    for measure in (effects.risk_ratio, effects.odds_ratio, effects.risk_difference):
        one, other = measure(a, 40, c, 40), measure(c, 40, a, 40)
        assert isclose(one.estimate, -other.estimate, abs_tol=1e-12)
        assert isclose(one.variance, other.variance, rel_tol=1e-12)


def test_differences_and_rates() -> None:
    """By hand: 10/40 - 20/40; 5.0 - 4.0 with SD 2 of 16 each; 10 in 100 against 5 in 100 years."""
    risk = effects.risk_difference(10, 40, 20, 40)
    mean = effects.mean_difference(5.0, 2.0, 16, 4.0, 2.0, 16)
    rate = effects.rate_ratio(10, 100, 5, 100)

    assert isclose(risk.estimate, -0.25)
    assert isclose(risk.variance, 0.25 * 0.75 / 40 + 0.5 * 0.5 / 40)
    assert (mean.estimate, mean.variance) == (1.0, 0.5)
    assert isclose(exp(rate.estimate), 2)
    assert isclose(rate.variance, 0.3)
    assert rate.shown[0] == pytest.approx(2)


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: effects.risk_ratio(5, 4, 1, 4),
        lambda: effects.odds_ratio(-1, 4, 1, 4),
        lambda: effects.mean_difference(1, -1, 10, 1, 1, 10),
        lambda: effects.standardized_difference(1, 0, 10, 1, 0, 10),
        lambda: effects.rate_ratio(1, 0, 1, 1),
    ],
)
def test_impossible_numbers_are_refused(wrong: object) -> None:
    """More events than patients, a negative spread, no time."""
    with pytest.raises(ValueError, match="no "):
        wrong()  # type: ignore[operator]
