from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipeline.audit.recomputed import chi_squared, exact_tests, mean_test
from pipeline.audit.significance import p_follows_from_counts, p_follows_from_means
from pipeline.schema import Place, PValue, Result
from tests.audit.making import cell, found, p, severities, spread

PLACE = Place(900, 905, "0.001")


def counts(printed: PValue, *pairs: tuple[int, int]) -> list[Result]:
    return [
        cell(
            f"{c}/{n}", str(c), column=f"Arm {k}", arm=f"Arm {k}", start=20 * k, statistic="count", count=c, denominator=n,
            p_value=printed, flags=("p_shared",), evidence={"p_value": PLACE},
        )
        for k, (c, n) in enumerate(pairs)
    ]  # fmt: skip


def means(printed: PValue, *groups: tuple[str, str, int], kind: str | None = "SD") -> list[Result]:
    return [
        cell(
            f"{m} ± {s}", m, column=f"Arm {k}", arm=f"Arm {k}", start=20 * k, arm_n=n, dispersion=spread(kind, s),
            p_value=printed, flags=("p_shared",), evidence={"p_value": PLACE},
        )
        for k, (m, s, n) in enumerate(groups)
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (p("<", "0.001"), []),  # 19/54 against 47/55
        (p("=", "0.30"), ["warning"]),
        (p(">", "0.05"), ["warning"]),
        (p("=", "0.001"), ["note"]),  # far off, same verdict
    ],
)
def test_p_from_counts(printed: PValue, expected: list[str]) -> None:
    """A warning where the verdict changes with the p."""
    assert severities(p_follows_from_counts, *counts(printed, (19, 54), (47, 55))) == expected


@pytest.mark.parametrize(
    ("printed", "kind", "expected"),
    [
        (p("=", "0.06"), "SD", []),  # 30.0 ± 10.8 against 26.0 ± 10.2, 50 each
        (p("<", "0.001"), "SD", ["warning"]),
        (p("=", "0.79"), "SE", []),
        (p("=", "0.001"), "SE", ["warning"]),
        (p("=", "0.06"), None, []),  # read as SD it fits
    ],
)
def test_p_from_means(printed: PValue, kind: str | None, expected: list[str]) -> None:
    """The printed kind of spread counts; an unnamed one may be either."""
    assert (
        severities(p_follows_from_means, *means(printed, ("30.0", "10.8", 50), ("26.0", "10.2", 50), kind=kind))
        == expected
    )


def test_the_kind_of_spread_that_gives_the_p_is_proposed() -> None:
    """30.0 ± 10.8 against 24.0 ± 10.2 with p = 0.005: as SE they would give 0.68."""
    (finding,) = found(
        p_follows_from_means, *means(p("=", "0.005"), ("30.0", "10.8", 50), ("24.0", "10.2", 50), kind="SE")
    )

    assert finding.proposal == "SD"
    assert "p = 0.68 (Welch t, spread as SE)" in finding.working


def test_a_marked_cell_is_compared_with_its_only_sibling() -> None:
    """A p sign on the active arm of a study with two arms."""
    one, other = (
        cell(f"{c}", f"{c}", column=a, arm=a, start=20 * k, statistic="count", count=c, denominator=50, p_value=q)
        for k, (c, a, q) in enumerate([(20, "Drug", p("<", "0.001")), (19, "Placebo", None)])
    )
    assert severities(p_follows_from_counts, one, other) == ["warning"]
    third = cell("4", "4", column="Other", arm="Other", start=60, statistic="count", count=4, denominator=50)
    assert found(p_follows_from_counts, one, other, third) == []


def test_a_p_of_several_rows_is_left_alone() -> None:
    """One p behind a block of categories, or above them, compares all of their rows."""
    first = counts(p("<", "0.001"), (20, 50), (19, 50))
    second = [replace(r, source=replace(r.source, row="Other")) for r in first]
    above = [replace(r, evidence={"p_value": Place(0, 0, "")}) for r in first]

    assert len(found(p_follows_from_counts, *first)) == 1
    assert found(p_follows_from_counts, *first, *second) == []
    assert found(p_follows_from_counts, *above) == []


def test_a_p_of_something_else_is_left_alone() -> None:
    """Before and after, a column of all, a cell that the p leaves out, panels."""
    one, other = counts(p("<", "0.001"), (20, 50), (19, 50))
    assert len(found(p_follows_from_counts, one, other)) == 1
    panels = counts(p("<", "0.001"), (20, 50), (19, 50), (20, 50), (19, 50))
    assert len(found(p_follows_from_counts, *panels)) == 1
    alone = cell("4", "4", column="Arm 3", arm="Arm 3", start=60, statistic="count", count=4, denominator=50)
    for changed in (
        (one, _in(other, column="After")),
        (one, replace(other, arm="Total")),
        (one, other, alone),
        [_in(r, column) for r, column in zip(panels, ("A > x", "A > y", "B > x", "B > y"), strict=True)],
    ):
        assert found(p_follows_from_counts, *changed) == []


def _in(result: Result, column: str) -> Result:
    return replace(result, source=replace(result.source, column=column))


@settings(deadline=None)
@given(st.lists(st.tuples(st.integers(1, 60), st.integers(1, 60)), min_size=2, max_size=2), st.booleans())
def test_a_p_computed_from_the_counts_is_never_doubted(pairs: list[tuple[int, int]], exact: bool) -> None:
    """By either test in use, rounded to three digits."""
    table = [[c for c, _ in pairs], [r for _, r in pairs]]
    value = stats.fisher_exact(table)[1] if exact else stats.chi2_contingency(table, correction=False)[1]
    printed = p("=", f"{value:.3f}") if value >= 0.001 else p("<", "0.001")
    assert found(p_follows_from_counts, *counts(printed, *((c, c + r) for c, r in pairs))) == []


@settings(deadline=None)
@given(
    st.floats(10, 40), st.floats(10, 40), st.floats(2, 12), st.floats(2, 12), st.integers(5, 200), st.integers(5, 200)
)  # fmt: skip
def test_a_p_computed_from_the_means_is_never_doubted(a: float, b: float, s: float, t: float, n: int, m: int) -> None:
    """Welch's test on the exact numbers, means and spreads printed with one digit."""
    value = stats.ttest_ind_from_stats(a, s, n, b, t, m, equal_var=False).pvalue
    printed = p("=", f"{value:.3f}") if value >= 0.001 else p("<", "0.001")
    made = means(printed, (f"{a:.1f}", f"{s:.1f}", n), (f"{b:.1f}", f"{t:.1f}", m))
    assert found(p_follows_from_means, *made) == []


def test_the_tests_are_those_of_scipy() -> None:
    """Our sums from summaries against the library."""
    table = [[19, 47, 30], [35, 8, 21]]
    pearson = chi_squared(table)
    assert pearson is not None
    assert pearson.p == pytest.approx(stats.chi2_contingency(table, correction=False)[1])
    assert chi_squared([[0, 0], [5, 6]]) is None
    assert [t.test for t in exact_tests([[1, 2], [3, 4]])] == ["chi-squared, corrected", "Fisher"]

    data: list[Any] = [[1, 2, 3, 4, 6], [2, 4, 4, 5, 9], [3, 5, 8, 8, 9]]
    groups = [(float(stats.tmean(d)), 0.0, float(stats.tstd(d)), len(d)) for d in data]
    assert mean_test(groups, "SD", 0.5).p == pytest.approx(stats.f_oneway(*data).pvalue)
    assert mean_test(groups[:2], "SD", 0.5).p == pytest.approx(
        stats.ttest_ind(data[0], data[1], equal_var=False).pvalue
    )
