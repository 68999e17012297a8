from decimal import Decimal
from math import exp
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit.intervals import (
    estimate_is_no_bound,
    estimate_lies_in_its_interval,
    interval_is_centred,
    interval_runs_upwards,
    range_mark_is_single,
)
from pipeline.audit.significance import p_follows_from_interval
from pipeline.schema import Result
from tests.audit.making import cell, found, p, severities, spread


def estimate(
    value: str, low: str, high: str, statistic: str = "odds_ratio", kind: str | None = "CI", **more: Any
) -> Result:
    text = f"{value} ({low} to {high})"
    return cell(text, value, statistic=statistic, dispersion=spread(kind, low=low, high=high), **more)


@pytest.mark.parametrize(
    ("made", "expected"),
    [
        (estimate("0.70", "0.31", "1.58"), []),
        (estimate("3.70", "0.31", "1.58"), ["error"]),
        (estimate("1.59", "0.31", "1.58"), []),  # rounding of the bound
        (estimate("3.70", "0.31", "1.58", kind=None), ["warning"]),  # nothing says what the bracket is
        (estimate("5", "18", "53", statistic="range", kind="range"), []),
    ],
)
def test_an_estimate_lies_in_its_interval(made: Result, expected: list[str]) -> None:
    """An error where estimate and a named interval stand in one expression."""
    assert severities(estimate_lies_in_its_interval, made) == expected


def test_the_step_of_a_ratio_is_no_estimate() -> None:
    """An odds ratio per so many units: the units are read, the ratio stands before."""
    text = "odds ratio 1.68 per 0.11 (1.04 to 2.71)"
    made = estimate("0.11", "1.04", "2.71")
    assert found(estimate_lies_in_its_interval, made, text=text) != []
    placed = cell(
        "0.11 (1.04 to 2.71)", "0.11", start=text.index("0.11"), statistic="odds_ratio", dispersion=made.dispersion
    )
    assert found(estimate_lies_in_its_interval, placed, text=text) == []


def test_the_sign_may_be_in_the_words() -> None:
    """A reduction of 1.16 with bounds of a change."""
    text = "an estimated reduction of 1.16 (-2.08 to -0.23)"
    made = cell(
        text[26:], "1.16", start=26, statistic="mean_change", dispersion=spread("CI", low="-2.08", high="-0.23")
    )
    assert [(f.severity, f.proposal) for f in found(estimate_lies_in_its_interval, made, text=text)] == [
        ("note", "-1.16")
    ]


@pytest.mark.parametrize("printed", ["612 (1,214)", "4 (36,36%)"])
def test_a_comma_between_digits_parts_no_bounds(printed: str) -> None:
    """Thousands and decimals."""
    made = cell(printed, printed.split(maxsplit=1)[0], dispersion=spread(None, low="900", high="214"))
    assert found(estimate_lies_in_its_interval, made) == found(interval_runs_upwards, made) == []


def test_the_level_is_no_bound() -> None:
    """14 (95% CI 11.09-20.08) read with 95 as the lower bound."""
    printed = "14 (95% CI 11.09-20.08)"
    made = cell(printed, "14", statistic="median", dispersion=spread("CI", low="95", high="11.09"))
    assert found(interval_runs_upwards, made) == []


def test_a_lost_minus_is_proposed() -> None:
    """The one reading within the interval."""
    (finding,) = found(estimate_lies_in_its_interval, estimate("2.5", "-4.1", "-0.9", "mean_difference"))
    assert finding.proposal == "-2.5"


def test_an_interval_runs_upwards() -> None:
    """Bounds the wrong way round."""
    (finding,) = found(interval_runs_upwards, estimate("0.70", "1.58", "0.31"))
    assert (finding.severity, finding.proposal) == ("error", "0.31 to 1.58")


@pytest.mark.parametrize(("value", "expected"), [("0.71", []), ("0.32", ["warning"]), ("1.58", ["warning"])])
def test_a_bound_is_not_the_estimate(value: str, expected: list[str]) -> None:
    """A bound printed in its place."""
    assert severities(estimate_is_no_bound, estimate(value, "0.32", "1.58")) == expected


@given(st.floats(-50, 50), st.floats(0.05, 20), st.integers(0, 3))
def test_a_computed_interval_is_never_doubted(mean: float, error: float, digits: int) -> None:
    """Estimate ± 1.96 standard errors, rounded to the same digits, with its own p."""
    step = Decimal(1).scaleb(-digits)
    value, low, high = (str(Decimal(x).quantize(step)) for x in (mean, mean - 1.96 * error, mean + 1.96 * error))
    siblings = [estimate("1.0", "0.0", "2.0", "mean_difference")] * 4
    for check in (interval_runs_upwards, estimate_lies_in_its_interval, interval_is_centred):
        assert found(check, estimate(value, low, high, "mean_difference"), *siblings) == []


@given(st.floats(-2, 2), st.floats(0.05, 1.2), st.integers(2, 3))
def test_a_computed_ratio_and_its_p_are_never_doubted(log_ratio: float, error: float, digits: int) -> None:
    """Computed on the log scale, printed on the scale of ratios."""
    from scipy.special import ndtr

    step = Decimal(1).scaleb(-digits)
    bounds = (log_ratio, log_ratio - 1.96 * error, log_ratio + 1.96 * error)
    value, low, high = (str(Decimal(exp(x)).quantize(step)) for x in bounds)
    printed = str(Decimal(float(2 * ndtr(-abs(log_ratio) / error))).quantize(Decimal("0.001")))
    made = estimate(value, low, high, p_value=p("=", printed))
    siblings = [estimate("1.00", "0.50", "2.00")] * 4
    checks = (interval_runs_upwards, estimate_lies_in_its_interval, estimate_is_no_bound, interval_is_centred)
    if Decimal(low) < Decimal(value) < Decimal(high):
        for check in (*checks, p_follows_from_interval):
            assert found(check, made, *siblings) == []


def test_one_leaning_interval_among_centred_ones() -> None:
    """On the log scale 0.90 is far from the middle of 0.50 to 0.95."""
    others = [
        estimate(*each) for each in (("0.70", "0.50", "0.98"), ("1.20", "0.80", "1.80"), ("2.00", "1.00", "4.00"))
    ]
    (finding,) = found(interval_is_centred, estimate("0.90", "0.50", "0.95"), *others, *others)
    assert "middle on the log scale 0.689" in finding.working


def test_a_lone_interval_may_lean_a_little() -> None:
    """Without siblings only an estimate near a bound is noted; a geometric mean is off the linear middle."""
    assert severities(interval_is_centred, estimate("0.90", "0.50", "0.95")) == ["note"]
    assert found(interval_is_centred, estimate("5.188", "0.733", "104.917")) == []
    assert found(interval_is_centred, estimate("100", "40", "250", "mean")) == []
    assert severities(interval_is_centred, estimate("10.0", "-2.0", "11.0", "mean_difference")) == ["note"]


def test_where_all_lean_the_method_does() -> None:
    """Profile intervals of small groups."""
    others = [estimate("5.188", "0.733", "104.917"), estimate("0.068", "0.003", "0.600"), estimate("3.3", "1.1", "40")]
    assert found(interval_is_centred, *others, *others) == []


def test_a_doubled_dash() -> None:
    """Of the two readings of the second dash only one holds the estimate."""
    printed = "0.621 0.234––1.606"
    made = cell(printed, "0.621", statistic="odds_ratio", dispersion=spread("CI", low="0.234", high="1.606"))
    (finding,) = found(range_mark_is_single, made)
    assert (finding.severity, finding.proposal) == ("note", "0.234 to 1.606")
    assert found(range_mark_is_single, estimate("0.621", "0.234", "1.606")) == []


@pytest.mark.parametrize(
    ("printed", "expected"),
    [(p("=", "0.330"), []), (p("<", "0.001"), ["warning"]), (p("=", "0.01"), ["warning"]), (p(">", "0.05"), [])],
)
def test_a_p_follows_from_its_interval(printed: Any, expected: list[str]) -> None:
    """0.62 with 0.23 to 1.61 is z = 0.97, p = 0.33."""
    assert severities(p_follows_from_interval, estimate("0.62", "0.23", "1.61", p_value=printed)) == expected
