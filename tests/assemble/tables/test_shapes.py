"""Marked-up tables to tuples: one shape of real tables a test, in our own words."""

from decimal import Decimal

import pytest

from pipeline.extract import Extractor
from pipeline.schema import Result
from tests.assemble.tables.conftest import Read
from tests.tables.marked import table


def spread(result: Result) -> tuple[object, ...]:
    """The spread's kind with the figures that it has."""
    d = result.dispersion
    return (None,) if d is None else (d.type, *(str(x) for x in (d.value, d.low, d.high) if x is not None))


def arms(results: list[Result]) -> list[tuple[object, ...]]:
    """Arm, size and days of each result."""
    return [(r.arm, r.arm_n, r.timepoint_days) for r in results]


def test_time_below_arm_and_arm_below_time(read: Read) -> None:
    """Whichever head stands lower, a time is a time and an arm an arm."""
    below = read("2/Scale | 2*Drug (n = 20) | 2*Placebo (n = 21)", "Pretest (T0) | Month 3 (T1) | Pretest (T0) | Month 3 (T1)",
                 "Itch | 5.1 ± 1.0 | 3.0 ± 1.1 | 5.2 ± 1.2 | 4.9 ± 0.9", head=2)  # fmt: skip
    above = read("2/Scale | 2*Baseline | 2*12 weeks", "Drug mean (SD) | Placebo mean (SD) | Drug mean (SD) | Placebo mean (SD)",
                 "Itch | 5.1 (1.0) | 5.2 (1.2) | 3.0 (1.1) | 4.9 (0.9)", head=2)  # fmt: skip

    assert arms(below) == [("Drug", 20, 0), ("Drug", 20, 91), ("Placebo", 21, 0), ("Placebo", 21, 91)]
    assert arms(above) == [("Drug", None, 0), ("Placebo", None, 0), ("Drug", None, 84), ("Placebo", None, 84)]
    assert [spread(r)[0] for r in above] == ["SD"] * 4


@pytest.mark.parametrize(
    ("head", "days"),
    [("Mo 1", 30), ("24 M", 730), ("1st day", 1), ("T0", 0), ("Before surgery", 0), ("Second week", 14), ("Session 2", None), ("Post", None), ("12 h", Decimal("0.5"))],
)  # fmt: skip
def test_abbreviated_times(read: Read, head: str, days: Decimal | None) -> None:
    """Times of heads are times however they are shortened; where no distance is told, days stay null."""
    found = read(f"Scale | Baseline | {head}", "Itch | 5.1 ± 1.0 | 3.0 ± 1.1")

    assert (found[1].arm, found[1].timepoint_text, found[1].timepoint_days) == (None, head, days)


def test_mean_and_sd_in_columns_of_their_own(read: Read) -> None:
    """One tuple, over both cells."""
    found = read(
        "2/Scale | 2*Drug (n1 = 120) | 2*Placebo (n2 = 60)",
        "Mean | SD | Mean | SD",
        "Itch | 4.6 | 1.0 | 4.4 | 1.2",
        head=2,
    )

    assert [(r.arm, r.arm_n, str(r.value), spread(r)) for r in found] == [
        ("Drug", 120, "4.6", ("SD", "1.0")), ("Placebo", 60, "4.4", ("SD", "1.2")),
    ]  # fmt: skip
    assert [len(r.source.text.split()) for r in found] == [2, 2]


def test_counts_and_shares_in_columns_of_their_own(read: Read) -> None:
    """``n | %`` is one proportion; the size of a spanner is its denominator."""
    found = read(
        "2/Event | 2*Drug (n = 40) | 2*Placebo (n = 50)", "n | % | n | %", "Rash | 4 | 10.0 | 10 | 20.0", head=2
    )

    assert [(r.statistic, r.value, r.count, r.denominator) for r in found] == [
        ("proportion", 10, 4, 40), ("proportion", 20, 10, 50),
    ]  # fmt: skip


def test_sizes_in_a_column_and_in_a_row(read: Read) -> None:
    """A bare ``n`` beside a mean, or a row of sizes, is the size of the group and no result beside it."""
    column = read(
        "Group | n | Baseline mean (SD) | Week 8 mean (SD)",
        "Drug | 20 | 5.1 (1.0) | 3.0 (1.1)",
        "Placebo | 21 | 5.2 (1.2) | 4.9 (0.9)",
    )
    row = read("Scale | Drug | Placebo", "No. of patients | 31 | 33", "Itch, mean (SD) | 3.1 (1.0) | 4.1 (1.1)")

    assert arms(column) == [("Drug", 20, 0), ("Drug", 20, 56), ("Placebo", 21, 0), ("Placebo", 21, 56)]
    assert [(r.statistic, r.arm_n) for r in row if r.outcome == "Itch"] == [("mean", 31), ("mean", 33)]


def test_arms_as_rows(read: Read) -> None:
    """Rows that name groups below each outcome, or above them, are arms; heads with units are outcomes."""
    below = read("Outcome | Before | After", "Itch (mm)", ">Mineral oil | 5.1 ± 1.0 | 3.0 ± 1.1", ">Cassia | 5.2 ± 1.2 | 4.9 ± 0.9",
                 "Sleep (h)", ">Mineral oil | 6.1 ± 1.0 | 7.0 ± 1.1", ">Cassia | 6.2 ± 1.2 | 6.9 ± 0.9")  # fmt: skip
    measures = read(
        "Group | IL-6 (pg/mL) | Weight (kg)", "Control | 10.2 ± 4.0 | 70.1 ± 9.0", "Drug | 5.6 ± 4.2 | 71.0 ± 8.8"
    )

    assert {(r.arm, r.outcome) for r in below} == {
        ("Mineral oil", "Itch"), ("Cassia", "Itch"), ("Mineral oil", "Sleep"), ("Cassia", "Sleep"),
    }  # fmt: skip
    assert [(r.arm, r.outcome, r.unit) for r in measures][:2] == [
        ("Control", "IL-6", "pg/mL"),
        ("Control", "Weight", "kg"),
    ]


def test_a_p_holds_for_its_own_block(read: Read) -> None:
    """Below ``8 weeks`` for 8 weeks; after a pair of times for the pair."""
    spanned = read(
        "2/Scale | 3*8 weeks | 3*52 weeks",
        "Drug | Placebo | P | Drug | Placebo | P",
        "Itch | 3.0 ± 1.1 | 4.9 ± 0.9 | 0.02 | 3.1 ± 1.0 | 3.3 ± 1.2 | 0.70",
        head=2,
    )
    placed = read(
        "Group | Baseline | 3 months | P | 6 months | P",
        "Drug | 5.1 ± 1.0 | 3.0 ± 1.1 | 0.01 | 4.9 ± 0.9 | 0.60",
        "Placebo | 5.2 ± 1.0 | 5.0 ± 1.1 | 0.31 | 5.1 ± 0.9 | 0.80",
    )

    assert [r.p_value.value if r.p_value else None for r in spanned] == [Decimal("0.02")] * 2 + [Decimal("0.70")] * 2
    assert [str(r.p_value.value) for r in placed if r.p_value][:3] == ["0.01", "0.01", "0.60"]


@pytest.mark.parametrize("printed", ["NS", "n.s.", "P = NS", "Not significant", "non-significant*"])
def test_a_p_cell_without_a_number(read: Read, printed: str) -> None:
    """It leaves the p null and flags the values it compares."""
    found = read(
        "Scale | Drug | Placebo | P value",
        f"Itch | 3.0 ± 1.1 | 3.2 ± 0.9 | {printed}",
        "Pain | 2.0 ± 1.1 | 3.2 ± 0.9 | 0.02",
    )

    assert ["p_not_significant" in r.flags for r in found] == [True, True, False, False]
    assert [r.p_value is None for r in found] == [True, True, False, False]


def test_a_p_of_a_heading_row_holds_for_the_rows_below_it(read: Read) -> None:
    """``Sex | | | 0.38`` over ``Female`` and ``Male``; a p without any estimate is a tuple of its own."""
    found = read(
        "Item | Drug (n = 24) | Placebo (n = 24) | P value",
        "Sex | | | 0.38",
        ">Female | 12 (50) | 9 (37.5) |",
        ">Male | 12 (50) | 15 (62.5) |",
        "Site effect | | | 0.9",
    )

    assert [(r.outcome, str(r.p_value.value)) for r in found if r.p_value and r.count] == [("Female", "0.38")] * 2 + [
        ("Male", "0.38")
    ] * 2
    assert [(r.statistic, r.outcome, str(r.value)) for r in found if r.statistic == "p_value"] == [
        ("p_value", "Site effect", "0.9")
    ]


def test_estimates_name_their_groups(read: Read) -> None:
    """``A versus B`` in the head tells both; below an arm a difference is that arm's change."""
    found = read("Scale | Usual care (UC) | Nurse (NC) | App (AC) | Odds ratio (95% CI) NC versus UC | Odds ratio (95% CI) AC versus UC",
                 "Relief | 20 (10%) | 30 (15%) | 40 (20%) | 1.6 (0.9 to 2.9) | 2.2 (1.2 to 4.0)")  # fmt: skip

    assert [(r.statistic, r.arm, r.comparator, spread(r)) for r in found[3:]] == [
        ("odds_ratio", "Nurse (NC)", "Usual care (UC)", ("CI", "0.9", "2.9")),
        ("odds_ratio", "App (AC)", "Usual care (UC)", ("CI", "1.2", "4.0")),
    ]  # fmt: skip


def test_change_blocks(read: Read) -> None:
    """``Mean change (SE)`` and a difference from baseline are changes, the column before them is a level."""
    found = read("2/Scale | 2*Drug (n = 20) | 2*Placebo (n = 21)", "Mean baseline (SD) | Mean change (SE) | Mean baseline (SD) | Mean change (SE)",
                 "Pain | 5.77 (1.20) | −2.47 (0.18) | 5.78 (1.17) | −1.61 (0.18)", head=2)  # fmt: skip

    assert [(r.statistic, spread(r)[0], r.timepoint_days) for r in found] == [
        ("mean", "SD", 0),
        ("mean_change", "SE", None),
    ] * 2


@pytest.mark.parametrize("head", ["F", "t", "χ2", "df", "β", "B", "Cohen's d", "Group × time", "Wald"])
def test_test_statistics_and_coefficients_are_no_means(read: Read, head: str) -> None:
    """They are no value of a group; the contract has no name for them."""
    found = read(f"Scale | Drug | Placebo | {head} | P", "Itch | 3.0 ± 1.1 | 4.9 ± 0.9 | 5.54 | 0.02")

    assert [(r.arm, r.statistic) for r in found] == [("Drug", "mean"), ("Placebo", "mean")]


CELLS = [
    ("54.0 (11.0, 29.5-76.0)", "Age, mean (SD, range)", "mean", "54.0", ("SD", "11.0")),
    ("25.9 (SD = 5.95)", "Age", "mean", "25.9", ("SD", "5.95")),
    ("70/86 (81.4%, 71.6-89.0%)", "Success", "proportion", "81.4", ("CI", "71.6", "89.0")),
    ("12.3 ± 4.5 (n = 20)", "Score, mean ± SD", "mean", "12.3", ("SD", "4.5")),
    ("-1.2 [-3.4; 1.0]", "Score, mean [95% CI]", "mean", "-1.2", ("CI", "-3.4", "1.0")),
    ("76 (38–94)", "Age, median (range)", "median", "76", ("range", "38", "94")),
    ("36.1 ± 4.1 (22–43)", "Age (years) mean ± s.d. (range)", "mean", "36.1", ("SD", "4.1")),
    ("+0.3 ± 2.0, p = 0.85", "Change in score, mean ± SD", "mean_change", "0.3", ("SD", "2.0")),
    ("48.2 (46.2, 50.2)", "Cleared, % (95% CI)", "proportion", "48.2", ("CI", "46.2", "50.2")),
    ("8.7 +/- 2.5", "Score, mean ± SD", "mean", "8.7", ("SD", "2.5")),
    ("5 · 8 (0 · 9)", "Score, mean (SD)", "mean", "5.8", ("SD", "0.9")),
]


@pytest.mark.parametrize(("cell", "label", "statistic", "value", "expected"), CELLS)
def test_cells_that_print_several_things(
    read: Read, cell: str, label: str, statistic: str, value: str, expected: tuple[str, ...]
) -> None:
    """Value and spread of one cell, whatever stands in its brackets."""
    found = read("Item | Drug | Placebo", f"{label} | {cell} | {cell}")

    assert [(r.arm, r.statistic, str(r.value), spread(r)) for r in found] == [
        ("Drug", statistic, value, expected), ("Placebo", statistic, value, expected),
    ]  # fmt: skip


def test_what_a_cell_prints_beside_its_value(read: Read) -> None:
    """A size is the group's there, a p the cell's own."""
    found = read(
        "Item | Drug (n = 30) | Placebo (n = 31)", "Score, mean ± SD | 12.3 ± 4.5 (n = 20) | 11.0 ± 4.1, p = 0.02"
    )

    assert [r.arm_n for r in found] == [20, 31]
    assert [r.p_value.value if r.p_value else None for r in found] == [None, Decimal("0.02")]


def test_counts_told_by_arithmetic(read: Read) -> None:
    """Counts and shares of one column have one number in common; means with their SD have none."""
    found = read(
        "Item | Drug | Placebo | P",
        "Female | 12 (50) | 9 (37.5) | 0.4",
        "Smoker | 6 (25) | 3 (12.5) | 0.3",
        "Diabetes | 3 (12.5) | 18 (75) | 0.1",
        "Age | 54 (12) | 55 (11) | 0.5",
    )

    assert [(r.statistic, r.denominator, "denominator_inferred" in r.flags) for r in found[:6]] == [
        ("proportion", 24, True)
    ] * 6
    assert [r.statistic for r in found[6:]] == ["mean", "mean"]


def test_what_the_caption_says_goes_before_the_document(read: Read) -> None:
    """The table's own median (IQR) is not overruled, nor made an SD."""
    found = read("Item | Drug | Placebo", "Score | 29 (28–34) | 30 (27–34)", caption="Scores, median (IQR)")

    assert [(r.statistic, spread(r)[0]) for r in found] == [("median", "IQR")] * 2


def test_levels_keep_the_name_of_their_group(read: Read) -> None:
    """``M``, ``Yes``, ``Mild`` and ``Median`` say nothing without the label above them."""
    found = read(
        "Item | Drug | Placebo",
        "Sex, n (%)",
        ">M | 4 (10) | 5 (12)",
        "Pain, n (%)",
        ">Mild | 4 (10) | 5 (12)",
        "PSA",
        ">Median | 4.1 | 5.2",
    )

    assert [r.outcome for r in found[::2]] == ["Sex: M", "Pain: mild", "PSA"]
    assert found[4].statistic == "median"


def test_a_percentage_below_a_mean(read: Read) -> None:
    """``% female`` is a share whatever the column is headed; ``HbA1c (%)`` below ``Mean`` is a mean."""
    found = read("Item | Drug | Placebo", "% female | 45.2 | 48.0", "HbA1c (%) | 8.1 | 8.3")

    assert [r.statistic for r in found] == ["proportion", "proportion", "mean", "mean"]


def test_a_title_of_a_later_time_is_no_baseline(read: Read) -> None:
    """Characteristics after eight weeks are not those at baseline."""
    found = read(
        "Item | Drug (n = 22) | Placebo (n = 19)",
        "Cholesterol, mean ± SD | 191.8 ± 37.4 | 198.9 ± 31.5",
        caption="Characteristics of both groups after taking drugs for 8 weeks",
    )

    assert {(r.category != "baseline", r.timepoint_days) for r in found} == {(True, 56)}


def test_the_sexes_of_one_cell(read: Read) -> None:
    """``8/10`` below ``males/females`` is 8 of 18."""
    found = read("Item | Drug | Placebo", "Gender (males/females) | 8/10 | 5/11")

    assert [(r.statistic, r.count, r.denominator) for r in found] == [("count", 8, 18), ("count", 5, 16)]


def test_tables_that_report_nothing_of_patients(read: Read) -> None:
    """A power calculation has no results."""
    assert (
        read(
            "Design effect | 1.04 | 1.08", "Cluster size | 5 | 10", caption="Power of analysis of the primary end point"
        )
        == []
    )


@pytest.mark.parametrize("missing", ["NR", "NA", "–", "…", ""])
def test_missing_cells_give_none(read: Read, missing: str) -> None:
    """Nothing printed, nothing reported."""
    assert [r.arm for r in read("Item | Drug | Placebo", f"Itch, mean (SD) | {missing} | 3.1 (1.0)")] == ["Placebo"]


def test_heads_that_count_time(read: Read) -> None:
    """Bare numbers below ``Time (hours)``, as labels or in a column, are times of their rows."""
    labels = read(
        "Time (hours) | Drug | Placebo", "12 | 0.2 ± 0.1 | 0.3 ± 0.1", "24 | 0.4 ± 0.1 | 0.5 ± 0.1", caption="Swelling"
    )
    column = read(
        "Item | Period (days) | Drug | Placebo",
        "Swelling | 15 | 0.2 ± 0.1 | 0.3 ± 0.1",
        "Redness | 30 | 0.4 ± 0.1 | 0.5 ± 0.1",
    )

    assert [(r.arm, r.outcome, r.timepoint_days) for r in labels[1:3]] == [
        ("Placebo", "Swelling", Decimal("0.5")),
        ("Drug", "Swelling", 1),
    ]
    assert [(r.arm, r.timepoint_days) for r in column] == [("Drug", 15), ("Placebo", 15), ("Drug", 30), ("Placebo", 30)]


def test_correlations_have_no_arm(read: Read) -> None:
    """A matrix or a column of r correlates the row's measure with the column's."""
    matrix = read(
        "Scale | Pain | Sleep", "Vitality | -0.42 | 0.31", "Mood | .25 | -.18", caption="Correlations of the scales"
    )
    listed = read("2/Scale | 2*Age", "r | P", "Vitality | -0.42 | 0.02", head=2, caption="Age and vitality")

    assert [(r.statistic, r.arm, r.outcome) for r in matrix][:2] == [
        ("correlation", None, "Correlation of Vitality with Pain"), ("correlation", None, "Correlation of Vitality with Sleep"),
    ]  # fmt: skip
    assert [(r.statistic, r.outcome, r.p_value.value if r.p_value else None) for r in listed] == [
        ("correlation", "Correlation of Vitality with Age", Decimal("0.02")),
    ]  # fmt: skip


def test_groups_called_by_letters(read: Read) -> None:
    """``B`` among ``A`` and ``C`` is a group; a head of its own it is a coefficient."""
    found = read("Item | A | B | C", "Itch, mean (SD) | 3.1 (1.0) | 3.2 (1.1) | 3.3 (1.2)")

    assert [r.arm for r in found] == ["A", "B", "C"]


def test_shares_of_a_rows_sum(read: Read) -> None:
    """``19 (21.1)`` beside ``71 (78.9)`` are shares of the 90 in the row; bounds after a slash are no fraction."""
    across = read("Item | Failure | Success | P", "Men | 19 (21.1) | 71 (78.9) | 0.7")
    bounds = read("Item | Drug | Placebo", "Age (years) | 34 (28/45) | 33 (28/39)", caption="Age, median (IQR)")

    assert [(r.statistic, r.count, r.denominator) for r in across] == [("proportion", 19, 90), ("proportion", 71, 90)]
    assert [(r.statistic, spread(r)) for r in bounds] == [
        ("median", ("IQR", "28", "45")),
        ("median", ("IQR", "28", "39")),
    ]


def test_bounds_keep_the_name_of_their_group(read: Read) -> None:
    """``≥30 kg/m2`` says nothing without ``BMI``."""
    found = read(
        "Item | Drug | Placebo", "BMI, n (%)", ">≥30 kg/m2 | 4 (10) | 5 (12)", ">27.1-30.0 kg/m2 | 6 (15) | 7 (17)"
    )

    assert [r.outcome for r in found[::2]] == ["BMI ≥30 kg/m2", "BMI 27.1-30.0 kg/m2"]


def test_every_number_of_a_table_is_accounted_for(extractor: Extractor) -> None:
    """What is no result says why: test statistics, sizes of groups."""
    document, _ = table("Scale | n | Drug | Placebo | F | P", "Itch | 40 | 3.0 ± 1.1 | 4.9 ± 0.9 | 5.54 | 0.02")
    extraction = extractor.of(document)

    states = {entry.extent.of(document.text): entry.state for entry in extraction.ledger}
    assert states["5.54"] == "excluded"
    assert "unread" not in states.values()


def test_more_events_than_patients(read: Read) -> None:
    """A count above the group's size has no such denominator: it counts events."""
    found = read("Item | Drug (n = 40) | Placebo (n = 41)", "Episodes, n | 61 | 30", caption="Incidence of relapses")

    assert [(r.statistic, r.count, r.denominator) for r in found] == [("event_count", 61, None), ("count", 30, 41)]
