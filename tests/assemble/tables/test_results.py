"""Tables to tuples: small tables in our own words, each with one difficulty of real ones."""

from decimal import Decimal

import pytest

from pipeline.document import Document
from pipeline.extract import Extractor
from pipeline.schema import Result


def _results(extractor: Extractor, text: str) -> tuple[Result, ...]:
    return extractor.of(Document("d", "Results\n\n" + text)).results


def _dispersion(result: Result) -> tuple[str | None, ...]:
    assert result.dispersion is not None
    d = result.dispersion
    return d.type, *(None if x is None else str(x) for x in (d.value, d.low, d.high))


SPREAD = """Table 1. Values at week 4{caption}.

Outcome Drug Placebo
(N = 20) (N = 22)

Score{label} 4.1±0.5 6.0±0.6
Depth{label} 1.1±0.2 1.3±0.1

{note}"""


@pytest.mark.parametrize(
    ("caption", "label", "note", "kind"),
    [
        ("", "", "* Plus–minus values are means ±SE.", "SE"),
        ("", "", "Data are mean ± SD.", "SD"),
        ("", " ± SEM", "", "SE"),
        (" (values are means ± standard deviation)", "", "", "SD"),
        ("", "", "", None),
    ],
)
def test_what_plus_minus_is(extractor: Extractor, caption: str, label: str, note: str, kind: str | None) -> None:
    """Label, caption or note say what ± is; where nothing says it, it stays unnamed and flagged."""
    found = _results(extractor, SPREAD.format(caption=caption, label=label, note=note))

    assert [_dispersion(r)[:2] for r in found] == [(kind, "0.5"), (kind, "0.6"), (kind, "0.2"), (kind, "0.1")]
    assert all(("dispersion_unknown" in r.flags) == (kind is None) for r in found)


def test_a_zero_under_no_percent(extractor: Extractor) -> None:
    """A bare 0 is 0 of N."""
    found = _results(
        extractor,
        "Table 3. Adverse events.\n\nEvent Drug Placebo\n(N = 20) (N = 22)\n\nDeath — no. (%) 0 1 (5)\nRash — no. (%) 3 (15) 0\n",
    )

    assert [(r.value, r.count, r.denominator, r.category) for r in found] == [
        (0, 0, 20, "safety"), (5, 1, 22, "safety"), (15, 3, 20, "safety"), (0, 0, 22, "safety"),
    ]  # fmt: skip


def test_nested_rows_are_shares_of_their_parent(extractor: Extractor) -> None:
    """The denominator is the group's size unless only the parent row's count fits the percentage."""
    found = _results(
        extractor,
        "Table 1. Baseline history (n = 80).\n\nVariables Count (%)\n\nAllergy 32 (40.00%)\n\n Pollen 24 (75.00%)\n\n Dust 8 (25.00%)\n\nSmoking 20 (25.00%)\n",
    )

    assert [(r.outcome, r.denominator, r.subgroup) for r in found] == [
        ("Allergy", 80, None), ("Pollen", 32, "Allergy"), ("Dust", 32, "Allergy"), ("Smoking", 80, None),
    ]  # fmt: skip
    assert ["denominator_inferred" in r.flags for r in found] == [False, True, True, False]


def test_estimate_interval_and_p_are_one_tuple(extractor: Extractor) -> None:
    """An ``OR | 95% CI | P`` row is one tuple: the factor is the arm, the modelled event the outcome."""
    found = _results(
        extractor,
        "Table 5. Logistic regression of factors associated with remission.\n\nVariables OR 95% CI P value\n\n"
        "Age over 40 0.70 0.31–1.58 0.39\n\nCRP > 10 at 8 weeks 0.25 0.09––0.64 <0.005\n",
    )

    assert [(r.arm, r.outcome, r.statistic, str(r.value)) for r in found] == [
        ("Age over 40", "remission", "odds_ratio", "0.70"),
        ("CRP > 10 at 8 weeks", "remission", "odds_ratio", "0.25"),
    ]
    assert _dispersion(found[1]) == ("CI", None, "0.09", "0.64")
    assert found[1].p_value is not None
    assert (found[1].p_value.op, found[1].p_value.value) == ("<", Decimal("0.005"))
    assert found[1].source.text == "0.25 0.09––0.64"
    assert all(r.timepoint_days is None for r in found)


def test_two_panels_side_by_side(extractor: Extractor) -> None:
    """A line that carries a row of each panel gives two tuples; labels may hold numbers."""
    found = _results(
        extractor,
        "Table 4. Predictors of response.\n\nVariables OR 95% CI P value Variables OR 95% CI P value\n\n"
        "Sex (female) 2.5 1.1–6.1 0.04 TEC > 500 at 4 weeks 0.6 0.2–1.6 0.33\n\n"
        "Onset (adult) 1.0 0.2–5.8 0.99 TEC > 500 at 8 weeks 0.5 0.2–1.1 0.09\n",
    )

    assert [(r.arm, str(r.value)) for r in found] == [
        ("Sex (female)", "2.5"), ("TEC > 500 at 4 weeks", "0.6"), ("Onset (adult)", "1.0"), ("TEC > 500 at 8 weeks", "0.5"),
    ]  # fmt: skip


def test_strata_under_spanners_with_shared_p(extractor: Extractor) -> None:
    """``< 10 (n = 30)`` below ``CRP at baseline`` is a stratum; the p row below compares each pair."""
    found = _results(
        extractor,
        "Table 6. Response by CRP.\n\nCRP at baseline CRP at 8 weeks\n\n< 10 (n = 30) ≥ 10 (n = 12) < 10 (n = 33) ≥ 10 (n = 9)\n\n"
        "Percent change of score after 24 weeks 70.1 55.2 71.0 50.4\n\np value 0.02 <0.001\n",
    )

    assert [(r.arm, r.arm_n) for r in found] == [
        ("CRP < 10 at baseline", 30), ("CRP ≥ 10 at baseline", 12), ("CRP < 10 at 8 weeks", 33), ("CRP ≥ 10 at 8 weeks", 9),
    ]  # fmt: skip
    assert [(r.p_value.op, str(r.p_value.value)) for r in found if r.p_value] == [
        ("=", "0.02"), ("=", "0.02"), ("<", "0.001"), ("<", "0.001"),
    ]  # fmt: skip
    assert {(r.statistic, r.timepoint_days) for r in found} == {("mean_percent_change", Decimal(168))}


def test_missing_first_cell_of_a_change_row(extractor: Extractor) -> None:
    """A change has no baseline: three cells of a four-column row stand under the later times."""
    found = _results(
        extractor,
        "Table 2. Scores over time.\n\nBaseline After 4 weeks After 8 weeks\n\nMean score ± SD 9.0 ± 2.0 6.0 ± 2.1 4.0 ± 1.9\n\n"
        "Mean percent change ± SD in score 33.0 ± 9.0 55.0 ± 8.0\n",
    )

    assert [(r.statistic, r.timepoint_days) for r in found] == [
        ("mean", 0), ("mean", 28), ("mean", 56), ("mean_percent_change", 28), ("mean_percent_change", 56),
    ]  # fmt: skip


def test_a_sign_that_defines_is_no_p(extractor: Extractor) -> None:
    """The same sign may mark a definition on a label and a p value behind a cell of another table."""
    found = _results(
        extractor,
        "Table 1. Response.\n\nOutcome Drug Placebo\n(N = 20) (N = 22)\n\nRemission — no. (%)† 9 (45)* 2 (9)\n\n"
        "* P<0.01 for the comparison with placebo.\n† Remission is a score of 0.\n",
    )

    assert [r.p_value is not None for r in found] == [True, False]


def test_points_that_can_only_be_percent(extractor: Extractor) -> None:
    """A fall of more points than the baseline had is a percent change, and says so in its flags."""
    found = _results(
        extractor,
        "Table 1. Baseline values.\n\nOutcome Drug Placebo\n(N = 20) (N = 22)\n\nBSA — % 40.0±2.0 41.0±2.0\n\nAge — yr 40.0±2.0 41.0±2.0\n\n"
        "* Values are means ±SE.\n\nTable 2. Change.\n\nOutcome Drug Placebo\n(N = 20) (N = 22)\n\n"
        "Change in BSA — percentage points −60.0±3.0 −12.0±2.9\n\nChange in itch — percentage points −6.0±3.0 −2.0±2.9\n",
    )

    changes = [r for r in found if r.source.table == "Table 2" and r.outcome == "Change in BSA"]
    assert [(r.statistic, r.unit) for r in changes] == [("mean_percent_change", "%")] * 2
    assert all("points_read_as_percent" in r.flags for r in changes)


def test_difference_column_is_between_groups(extractor: Extractor) -> None:
    """A difference belongs to the active arm, with the control as comparator."""
    found = _results(
        extractor,
        "Table 2. Pain at week 6.\n\nOutcome Placebo (n = 40) Drug (n = 41) Mean difference (95% CI) P value\n\n"
        "Pain, mean (SD) 5.1 (1.2) 3.9 (1.1) −1.2 (−1.7 to −0.7) <0.001\n\nSleep, mean (SD) 6.1 (1.0) 6.3 (1.1) 0.2 (−0.3 to 0.7) 0.40\n",
    )

    difference = found[2]
    assert (difference.statistic, difference.arm, difference.comparator) == ("mean_difference", "Drug", "Placebo")
    assert _dispersion(difference) == ("CI", None, "-1.7", "-0.7")
    assert [_dispersion(r)[0] for r in found[:2]] == ["SD", "SD"]
    assert all(r.p_value is not None for r in found)


def test_adverse_events_without_a_statistic_are_counts(extractor: Extractor) -> None:
    """Whole numbers of a table of adverse events count patients; nothing says they are means."""
    found = _results(
        extractor,
        "Table 3. Adverse events.\n\nEvent Drug Placebo\n(N = 20) (N = 22)\n\nHeadache 3 0\n\nNausea 1 2\n",
    )

    assert [(r.statistic, r.value, r.count, r.denominator) for r in found] == [
        ("count", 3, 3, 20), ("count", 0, 0, 22), ("count", 1, 1, 20), ("count", 2, 2, 22),
    ]  # fmt: skip
