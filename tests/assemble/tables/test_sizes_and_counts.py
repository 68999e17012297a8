"""Group sizes, counts and shares of marked-up tables: one shape of real tables a test, in our own words."""

from decimal import Decimal

import pytest

from pipeline.schema import Result
from tests.assemble.tables.conftest import Read


def shares(results: list[Result]) -> list[tuple[object, ...]]:
    """Statistic, count and denominator."""
    return [(r.statistic, r.count, r.denominator) for r in results]


@pytest.mark.parametrize("size", ["(n = 20)", "(n=20, 3 centres)", "n 20", "[n = 20]", "(20 patients)"])
def test_size_is_no_part_of_the_name(read: Read, size: str) -> None:
    """Whatever else the bracket tells."""
    found = read("2/Scale | Drug group | Placebo group", f"{size} | {size}", "Itch | 5.1 ± 1.0 | 3.0 ± 1.1", head=2)

    assert [(r.arm, r.arm_n) for r in found] == [("Drug group", 20), ("Placebo group", 20)]


def test_groups_named_by_a_result_with_their_size(read: Read) -> None:
    """An outcome's name with a group's size over a column is a group; the rows are no groups."""
    found = read(
        "Event | Complete remission (n = 50) | Partial remission (n = 40)",
        "Any event | 10 (20.0) | 12 (30.0)",
        "Fever | 1 (2.0) | 0",
        "Rash | 5 (10.0) | 2 (5.0)",
    )

    assert [r.arm for r in found] == 3 * ["Complete remission", "Partial remission"]
    assert shares(found)[2:4] == [("proportion", 1, 50), ("proportion", 0, 40)]


@pytest.mark.parametrize(
    ("cells", "statistic"), [(("4", "2", "11"), "count"), (("4", "2.5", "11"), "mean"), (("4", "2", "31"), "mean")]
)
def test_bare_whole_numbers_count_patients(read: Read, cells: tuple[str, str, str], statistic: str) -> None:
    """A table of nothing but whole numbers within its groups; one with decimals or larger numbers is of means."""
    found = read(
        "Finding | Drug (n = 30) | Placebo (n = 30)",
        f"Cysts | {cells[0]} | 0",
        f"Nodules | {cells[1]} | 3",
        f"Scars | {cells[2]} | 7",
        caption="Findings of the scan",
    )

    assert {r.statistic for r in found} == {statistic}


def test_rows_below_one_head_are_shares_of_their_sum(read: Read) -> None:
    """The stage of some patients is not known: the printed shares say so."""
    found = read(
        "Characteristic | Drug (n = 50)",
        "Female | 25 (50.0)",
        "Stage | ",
        "> I | 30 (75.0)",
        "> II | 6 (15.0)",
        "> III | 4 (10.0)",
    )

    assert [r.denominator for r in found] == [50, 40, 40, 40]
    assert ["denominator_inferred" in r.flags for r in found] == [False, True, True, True]


def test_level_in_the_cell_is_no_bound(read: Read) -> None:
    """With or without a hyphen; every cell has its own level."""
    found = read("Scale | Drug | Placebo", "Itch | 5.1 (95%-CI: 4.1, 6.0) | 3.0 (90% CI 2.0 to 4.1)")

    spreads = [r.dispersion for r in found if r.dispersion]
    assert [(d.type, d.level, d.low) for d in spreads] == [
        ("CI", Decimal(95), Decimal("4.1")),
        ("CI", Decimal(90), Decimal("2.0")),
    ]


def test_difference_of_shares_is_a_risk_difference(read: Read) -> None:
    """Of means it is a mean difference."""
    found = read(
        "Result | Drug (n = 50) | Placebo (n = 50) | Difference (95% CI)",
        "Cured, n (%) | 20 (40) | 10 (20) | 20 (2 to 38)",
        "Itch, mean (SD) | 3.1 (1.0) | 4.2 (1.1) | -1.1 (-1.5 to -0.7)",
    )

    assert [r.statistic for r in found if r.comparator] == ["risk_difference", "mean_difference"]


@pytest.mark.parametrize(
    ("head", "statistic"), [("Difference (%)", "mean_percent_change"), ("Difference", "mean_change")]
)
def test_difference_beside_two_times_is_a_change(read: Read, head: str, statistic: str) -> None:
    """No contrast of groups, though the rows name groups."""
    found = read(
        f"Group | Pre | Post | {head}",
        "Drug group | 45.5 ± 3.8 | 47.9 ± 4.5 | 5.3 ± 2.8",
        "Control group | 49.7 ± 5.5 | 49.4 ± 5.0 | -0.4 ± 2.1",
        caption="Girth of the thigh",
    )

    assert [(r.arm, r.statistic, r.comparator) for r in found if r.timepoint_text is None] == [
        ("Drug group", statistic, None),
        ("Control group", statistic, None),
    ]


def test_time_in_the_head_of_a_measure(read: Read) -> None:
    """The head's own time goes before the caption's; the unit may stand behind it."""
    found = read(
        "Group | CRP baseline (mg/L) | CRP 18 months (mg/L)",
        "Placebo, mean (SD) | 4.8 (1.2) | 3.7 (1.1)",
        "Active drug, mean (SD) | 4.1 (1.1) | 2.6 (1.0)",
        caption="CRP in both groups up to 48 months",
    )

    assert [(r.timepoint_days, "CRP" in r.outcome, "month" in r.outcome) for r in found] == 2 * [
        (Decimal(0), True, False),
        (Decimal(548), True, False),
    ]


@pytest.mark.parametrize(
    ("label", "cell", "outcome", "unit"),
    [
        ("Age in years", "41.2 (9.8)", "Age", "a"),
        ("Height (cm [range])", "171 (150-192)", "Height", "cm"),
        ("Origin, n/total (%)", "20 (40)", "Origin", "%"),
    ],
)
def test_unit_and_statistic_behind_a_label(read: Read, label: str, cell: str, outcome: str, unit: str) -> None:
    """They are no part of the outcome's name."""
    (found, _) = read("Characteristic | Drug (n = 50) | Placebo (n = 50)", f"{label} | {cell} | {cell}")

    assert (found.outcome, found.unit) == (outcome, unit)


def test_means_and_sds_told_in_a_note(read: Read) -> None:
    """Plural abbreviations are understood."""
    foot = "<table-wrap-foot><p>Figures are means and SDs of scores.</p></table-wrap-foot>"
    found = read("Scale | Drug | Placebo", "Itch | 5.1±1.0 | 3.0±1.1", foot=foot)

    assert [r.dispersion.type for r in found if r.dispersion] == ["SD", "SD"]


def test_sized_groups_below_times_in_the_body(read: Read) -> None:
    """A row of groups with their sizes holds heads; the label beside it is that of the row below."""
    found = read(
        "Scale | Baseline | Baseline | Week 8 | Week 8",
        "2/Mood | Drug (n = 13) | Sham (n = 11) | Drug (n = 13) | Sham (n = 11)",
        "24.9 (3.1) | 24.1 (2.9) | 18.8 (4.7) | 18.1 (5.5)",
        "Sleep | 4.9 (3.1) | 4.1 (2.9) | 8.8 (4.7) | 8.1 (5.5)",
        caption="Scores (mean, SD)",
    )

    assert [(r.arm, r.arm_n, r.timepoint_days) for r in found] == 2 * [
        ("Drug", 13, 0), ("Sham", 11, 0), ("Drug", 13, 56), ("Sham", 11, 56),
    ]  # fmt: skip
    assert [r.outcome for r in found] == 4 * ["Mood"] + 4 * ["Sleep"]


@pytest.mark.parametrize(
    ("label", "cell", "statistic"),
    [
        ("Fee, no room", "£100", "mean"),  # "no" counts only as an abbreviation
        ("Falls, no. (%)", "3 (10)", "proportion"),
        ("No. of falls", "3", "count"),
    ],
)
def test_no_is_a_number_only_as_an_abbreviation(read: Read, label: str, cell: str, statistic: str) -> None:
    """Neither the word nor money counts patients."""
    found = read("Item | Men | Women", f"{label} | {cell} | {cell}", caption="Costs")

    assert [r.statistic for r in found] == [statistic, statistic]


def test_span_of_time_before_the_visit_belongs_to_the_name(read: Read) -> None:
    """It is no time point."""
    found = read("Item | Men | Women", "Falls in the past 12 months, n (%) | 3 (10) | 4 (20)", caption="History")

    assert {(r.outcome, r.timepoint_text) for r in found} == {("Falls in the past 12 months", None)}


def test_change_is_no_baseline_value(read: Read) -> None:
    """Also of what is mostly told of the baseline."""
    found = read("Scale | Drug group | Placebo group", "Change in BMI, mean (SD) | -1.2 (0.3) | -1.0 (0.2)")

    assert {(r.statistic, r.category) for r in found} == {("mean_change", "efficacy")}


def test_occasion_before_a_groups_name(read: Read) -> None:
    """The exposure is the group, before and after it are times; quartiles may be written in two words."""
    foot = "<table-wrap-foot><p>Data are median with inter quartile range.</p></table-wrap-foot>"
    found = read("Measure | Pre exposure smoke | Post-exposure smoke", "SDNN | 73.9 (34.4-123.3) | 87.7 (65.2-109.9)",
                 foot=foot)  # fmt: skip

    assert [(r.arm, r.timepoint_days, r.statistic) for r in found] == [
        ("smoke", 0, "median"),
        ("smoke", None, "median"),
    ]
    assert [r.dispersion.type for r in found if r.dispersion] == ["IQR", "IQR"]
