"""Rows that complete others, parts of a table and heads read by what the table and its notes say, in our own words."""

from decimal import Decimal

import pytest

from pipeline.schema import Result
from tests.assemble.tables.conftest import Read

NOTES = (
    "<table-wrap-foot><fn><p><sup>a</sup> Data are the median (25%, 75%).</p></fn>"
    "<fn><p><sup>b</sup> Data are means (SD).</p></fn></table-wrap-foot>"
)


def spreads(results: list[Result]) -> list[tuple[object, ...]]:
    """Statistic, kind of spread, its value and bounds."""
    return [
        (r.statistic, r.dispersion.type, r.dispersion.value, r.dispersion.low, r.dispersion.high)
        if r.dispersion
        else (r.statistic, None)
        for r in results
    ]


@pytest.mark.parametrize(
    ("label", "cells", "spread"),
    [
        ("SD", "2.5 | 3.5", ("SD", Decimal("2.5"), None, None)),
        ("95% CI", "30–36 | 31–37", ("CI", None, Decimal(30), Decimal(36))),
        ("Range", "18–60 | 19–61", ("range", None, Decimal(18), Decimal(60))),
    ],
)
def test_row_of_spreads_completes_the_row_above(read: Read, label: str, cells: str, spread: tuple[object, ...]) -> None:
    """The spread is that of the mean above it, with the place that prints it."""
    found = read("Feature | Drug (n = 30) | Placebo (n = 31)", "Mean age, years | 33.1 | 34.2", f"{label} | {cells}")

    assert [r.value for r in found] == [Decimal("33.1"), Decimal("34.2")]
    assert spreads(found)[0] == ("mean", *spread)
    assert found[0].evidence["dispersion"].text == cells.partition(" | ")[0]


def test_limits_in_two_rows(read: Read) -> None:
    """Minimum and maximum below a median are its range."""
    found = read("Feature | Drug | Placebo", "Age, median | 33 | 34", "Min | 18 | 19", "Max | 70 | 71")

    assert spreads(found) == [("median", "range", None, Decimal(low), Decimal(low + 52)) for low in (18, 19)]


def test_brackets_on_a_line_of_their_own(read: Read) -> None:
    """``14`` over ``(46.7%)`` is one value, as if the cell printed both."""
    found = read(
        "Feature | Drug (n = 30) | Placebo (n = 40)",
        "Men | 14 | 10",
        " | (46.7%) | (25.0%)",
        "Age, mean (SD) | 50.1 | 51.2",
        " | (9.5) | (8.4)",
    )

    assert [(r.statistic, r.value, r.count, r.denominator) for r in found[:2]] == [
        ("proportion", Decimal("46.7"), 14, 30),
        ("proportion", Decimal("25.0"), 10, 40),
    ]
    assert spreads(found[2:])[0] == ("mean", "SD", Decimal("9.5"), None, None)
    assert found[0].evidence["value"].text == "(46.7%)"


def test_share_before_its_count(read: Read) -> None:
    """``% (n)`` behind a label says which comes first, also where another label of the table is a mean."""
    found = read("Feature | Drug n = 187 | Placebo n = 186", "Age, M (SD) | 13.4 (1.8) | 13.3 (1.6)",
                 "Sex, male % (n) | 44.4 (83) | 52.2 (97)")  # fmt: skip

    assert [(r.statistic, r.value, r.count) for r in found[2:]] == [
        ("proportion", Decimal("44.4"), 83),
        ("proportion", Decimal("52.2"), 97),
    ]


def test_share_whose_arithmetic_fails_is_still_a_share(read: Read) -> None:
    """Among counts with their shares ``1 (9.8)`` of 11 is one with a slip, no mean with a spread."""
    found = read(
        "Feature (%) | Drug (n = 13) | Placebo (n = 11)", "Anxiety (%) | 4 (30.8) | 1 (9.8)",
        "Asthma (%) | 1 (7.7) | 1 (9.1)", "Fever (%) | 2 (15.4) | 2 (18.2)",
    )  # fmt: skip

    assert [(r.statistic, r.count) for r in found[:2]] == [("proportion", 4), ("proportion", 1)]


@pytest.mark.parametrize(
    ("label", "spread"), [("Weight (SD)", ("mean", "SD")), ("Weight (kg) (SE)", ("mean", "SE")),
                          ("Weight (95% CI)", ("mean", "CI"))],
)  # fmt: skip
def test_label_that_names_its_spread_only(read: Read, label: str, spread: tuple[str, str]) -> None:
    """The bracket behind the name tells what the bracket of the cells is."""
    cell = "70 (60, 80)" if spread[1] == "CI" else "70.5 (9.5)"
    found = read("Feature | Drug | Placebo", f"{label} | {cell} | {cell}")

    assert [row[:2] for row in spreads(found)] == [spread, spread]


def test_sign_between_value_and_bracket(read: Read) -> None:
    """``78* (58, 106)``: the bracket still belongs to the value, the sign's p too."""
    found = read(
        "Feature | Drug | Placebo",
        "Dose (95% CI) | 78* (58, 106) | 90 (70, 115)",
        foot="<table-wrap-foot><p>* p &lt; 0.01</p></table-wrap-foot>",
    )

    assert spreads(found)[0] == ("mean", "CI", None, Decimal(58), Decimal(106))
    assert found[0].p_value is not None
    assert found[0].p_value.value == Decimal("0.01")


def test_note_behind_a_sign_holds_for_its_rows(read: Read) -> None:
    """Medians with quartiles where the label carries the sign of that note, means elsewhere."""
    found = read(
        "Feature | Drug | Placebo", "Weight <sup>a</sup> | 55.0 (52.8–59.8) | 59.5 (47.9–62.8)", "Dose <sup>b</sup> | 5.5 (0.8) | 2.6 (0.3)",
        foot=NOTES,
    )  # fmt: skip

    assert [row[:2] for row in spreads(found)] == [("median", "IQR")] * 2 + [("mean", "SD")] * 2


def test_dose_below_an_arm_is_part_of_its_name(read: Read) -> None:
    """Each dose is an arm; the word for groups gives way to it."""
    found = read(
        "Event | Placebo (n = 40) | Remedin groups | Remedin groups", " | | 5 mg (n = 43) | 10 mg (n = 39)",
        "Any event | 2 (5.0) | 9 (20.9) | 9 (23.1)", head=2,
    )  # fmt: skip

    assert [(r.arm, r.arm_n) for r in found] == [("Placebo", 40), ("Remedin 5 mg", 43), ("Remedin 10 mg", 39)]


def test_short_name_of_a_group_is_no_statistic(read: Read) -> None:
    """``STD`` heads a column of standard deviations, but not where the text tells of the STD group."""
    found = read("Feature | NEW | STD", "Weight (kg) | 55.1 ± 3.0 | 59.5 ± 4.1", caption="Patients of the STD group")

    assert [r.arm for r in found] == ["NEW", "STD"]


def test_sizes_of_a_part_hold_for_its_rows(read: Read) -> None:
    """A row ``Number of patients`` below a head gives the size of that part, whose name is the subgroup."""
    found = read(
        "Outcome | Drug (n = 50) | Placebo (n = 52)", "With asthma | |", "  Number of patients | 20 | 21",
        "  Fever | 5 | 7", "Without asthma | |", "  Number of patients | 30 | 31", "  Fever | 6 | 8",
        caption="Number of patients with events",
    )  # fmt: skip
    fever = [r for r in found if "ever" in (r.outcome or "")]

    assert [(r.count, r.arm_n) for r in fever] == [(5, 20), (7, 21), (6, 30), (8, 31)]
    assert all("asthma" in f"{r.subgroup} {r.outcome}" for r in fever)


def test_labels_that_stand_under_several_heads_keep_them(read: Read) -> None:
    """``Grade 1`` of which toxicity."""
    found = read(
        "Toxicity | Drug (n = 41) | Placebo (n = 46)", "Nausea | |", "  Grade 1 | 3 (7%) | 8 (17%)",
        "Fatigue | |", "  Grade 1 | 4 (10%) | 4 (9%)",
    )  # fmt: skip

    assert [r.outcome for r in found[::2]] == ["Nausea: Grade 1", "Fatigue: Grade 1"]


@pytest.mark.parametrize("head", ["Effect size (P)", "β (SE)", "Coefficient of variation, 90% CL (%)"])
def test_tests_named_before_a_bracket_are_no_results(read: Read, head: str) -> None:
    """What the contract has no statistic for stays out."""
    found = read(f"Feature | Drug group (n = 38) | Control group (n = 40) | {head}",
                 "Daily steps | 178.8 ± 57.9 | 201.8 ± 69.5 | 0.36 (0.12)")  # fmt: skip

    assert [r.arm for r in found] == ["Drug group", "Control group"]


def test_heads_of_another_part_behind_an_empty_row(read: Read) -> None:
    """Names over every column begin a part with heads of its own; the first cell is its title."""
    found = read(
        "Adults | Mild | Moderate", "Dose (95% CI) | 186 (148, 233) | 78 (58, 106)", " | |",
        "Children | Infrequent episodes | Frequent episodes", "Dose (95% CI) | 113 (59, 217) | 117 (73, 187)",
    )  # fmt: skip

    assert [r.arm for r in found[2:]] == ["Infrequent episodes", "Frequent episodes"]


def test_interval_with_a_limit_in_each_cell(read: Read) -> None:
    """``0.995 | - | 1.041`` below ``95%-CI``."""
    found = read(
        "Factor | OR | 95%-CI | 95%-CI | 95%-CI", "Income | 1.017 | 0.995 | - | 1.041", "Rent | 1.684 | 1.052 | - | 2.7"
    )

    assert spreads(found)[0] == ("odds_ratio", "CI", None, Decimal("0.995"), Decimal("1.041"))


@pytest.mark.parametrize("head", ["OR (95% CI)", "Odd's ratio (95% CI)", "RR (95% CI)"])
def test_ratio_with_its_interval_in_the_head(read: Read, head: str) -> None:
    """``OR`` is no joint between two statistics."""
    found = read(f"Outcome | Type | {head} | p", "Fever | Type 1 | 0.71 (0.39, 1.29) | 0.27",
                 "Fever | Type 2 | 0.95 (0.61, 1.50) | 0.83")  # fmt: skip

    assert [r.statistic for r in found] == 2 * ["risk_ratio" if head.startswith("RR") else "odds_ratio"]
    assert [r.p_value.value for r in found if r.p_value] == [Decimal("0.27"), Decimal("0.83")]


def test_interval_and_p_on_lines_of_their_own(read: Read) -> None:
    """One value over three lines of a cell that the source split into rows."""
    found = read("Model | Drug group | Placebo group", "Ferritin, mean | −0.98 | −0.44",
                 " | (−1.84, −0.12) | (−3.1, 2.22)", " | P = 0.03 | P = 0.75")  # fmt: skip

    assert [(r.dispersion.low, r.p_value.value) for r in found if r.dispersion and r.p_value] == [
        (Decimal("-1.84"), Decimal("0.03")),
        (Decimal("-3.1"), Decimal("0.75")),
    ]
    assert found[0].evidence["p_value"].text == "P = 0.03"


def test_total_over_arms_is_no_arm(read: Read) -> None:
    """``Overall`` beside other sites, each over the same arms."""
    found = read(
        "Change | 2*Overall | 2*Northern clinic", " | Support group | Leaflet group | Support group | Leaflet group",
        "Weight (kg), mean ± SD | 1.0 ± 1.9 | 0.5 ± 2.4 | 0.3 ± 2.0 | 0.4 ± 2.7", head=2,
    )  # fmt: skip

    assert [(r.arm, r.subgroup) for r in found] == [
        ("Support group", "Overall"), ("Leaflet group", "Overall"),
        ("Support group", "Northern clinic"), ("Leaflet group", "Northern clinic"),
    ]  # fmt: skip


def test_sexes_are_counted(read: Read) -> None:
    """Bare whole numbers beside means."""
    found = read("Feature | Group I | Group II", "Sex | |", ">Male | 28 | 24", ">Female | 12 | 16",
                 "Weight, kg, mean ± SD | 66.2 ± 10.6 | 65.5 ± 16.5")  # fmt: skip

    assert [(r.statistic, r.count) for r in found[:4]] == [("count", n) for n in (28, 24, 12, 16)]


def test_spread_in_the_cell_goes_before_the_interval_beside_it(read: Read) -> None:
    """A mean change with its SD in brackets and the interval in the next column keeps the SD."""
    found = read(
        "Domain | 2*Drug group | 2*Placebo group", " | Change | 95%CI | Change | 95%CI",
        "Desire, mean (SD) | 1.26 (0.88) | 0.98,1.54 | 0.06 (0.58) | -0.14,0.25", head=2,
    )  # fmt: skip

    assert spreads(found)[0] == ("mean_change", "SD", Decimal("0.88"), None, None)


def test_numbered_questions_are_no_quartiles(read: Read) -> None:
    """``Q1`` beside ``Q2``."""
    found = read("Item | Drug group | Placebo group", "Q1 | 3.3 (0.6) | 3.4 (0.7)", "Q2 | 2.7 (0.6) | 2.8 (0.5)")

    assert [r.outcome for r in found] == ["Q1", "Q1", "Q2", "Q2"]


def test_plus_tells_a_change(read: Read) -> None:
    """A level is not printed with a plus."""
    found = read("Scale | Drug group | Placebo group", "Arousal, mean (SD) | +0.4 (0.8) | +0.1 (0.9)")

    assert [r.statistic for r in found] == ["mean_change", "mean_change"]


def test_label_of_a_time_and_an_aside(read: Read) -> None:
    """Only a bracket is left when the time is taken off: the head above names the outcome."""
    found = read("Outcome | Drug group | Placebo group", "Sick leave days | |",
                 ">26 weeks (previous 4 months) | 9.0 (3.6) | 8.1 (3.5)")  # fmt: skip

    assert [(r.outcome, r.timepoint_days) for r in found] == [("Sick leave days", Decimal(182))] * 2
