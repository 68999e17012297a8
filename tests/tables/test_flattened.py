"""Flattened tables by class: small ones in our own words."""

from collections.abc import Callable

import pytest

Read = Callable[[str], list[tuple[str, str, str]]]


def table(*lines: str) -> str:
    """The lines as a table in one block, with a sentence of prose before."""
    return "Some prose.\n\n" + "\n".join(lines) + "\n"


def rows(read: Read, text: str) -> dict[str, list[tuple[str, str]]]:
    """The cells of each row by its last label: (column heads, text)."""
    found: dict[str, list[tuple[str, str]]] = {}
    for row, column, printed in read(text):
        found.setdefault(row.rsplit(" > ", maxsplit=1)[-1], []).append((column, printed))
    return found


def test_caption_and_header_in_one_block(read: Read) -> None:
    """No empty line parts the caption from the header."""
    text = table(
        "Table 1. Symptoms of both groups over the trial", "Drug (n = 20) Placebo (n = 21) P value",
        "Cough 12 (60) 7 (33) 0.04", "Fever 3 (15) 4 (19) 0.81",
    )  # fmt: skip

    assert rows(read, text)["Cough"] == [
        ("Drug (n = 20)", "12 (60)"), ("Placebo (n = 21)", "7 (33)"), ("P value", "0.04"),
    ]  # fmt: skip


def test_rows_that_lack_the_p_value(read: Read) -> None:
    """A p stands only in the row of the group, the figures only in the rows below."""
    text = table(
        "Table 1. Patients.", "Category Group A Group B P value", "Sex .38", "Women 12 (50) 9 (37)",
        "Men 12 (50) 15 (63)", "Weight, kg 39 ± 12 45 ± 14 .14", "Height, cm 163 ± 9 160 ± 8 .33",
    )  # fmt: skip

    found = rows(read, text)

    assert found["Sex"] == [("P value", ".38")]
    assert found["Women"] == [("Group A", "12 (50)"), ("Group B", "9 (37)")]
    assert found["Weight, kg"] == [("Group A", "39 ± 12"), ("Group B", "45 ± 14"), ("P value", ".14")]


@pytest.mark.parametrize("label", ["Age ≥ 65", "Grade 3", "< 30", "20–39 years", "High grade (3)", "Visit 2"])
def test_labels_that_end_in_numbers(read: Read, label: str) -> None:
    """A figure at the end of a label is no cell, whichever way it is written."""
    text = table(
        "Table 1. Patients.", "Characteristic Drug (n = 40) Placebo (n = 41)", "Women 22 (55) 20 (49)",
        "Smokers 12 (30) 14 (34)", f"{label} 11 (28) 9 (22)", "Any drug 10 (25) 8 (20)",
    )  # fmt: skip

    assert rows(read, text)[label] == [("Drug (n = 40)", "11 (28)"), ("Placebo (n = 41)", "9 (22)")]


def test_labels_that_count_up(read: Read) -> None:
    """Labels that differ by a rising number keep it, also where the name of the series is unknown."""
    text = table(
        "Table 1. Scores.", "Mean SD Mean SD", "Walk 1 3.3 2.7 3.1 3.1", "Walk 2 3.2 2.7 2.9 2.1", "Walk 3 3.0 2.9 3.5 3.1",
        "Total 3.1 2.8 3.2 2.9",
    )  # fmt: skip

    assert [printed for _, printed in rows(read, text)["Walk 2"]] == ["3.2", "2.7", "2.9", "2.1"]


def test_first_column_of_numbers(read: Read) -> None:
    """Doses label the rows."""
    text = table(
        "Table 1. Response by dose.", "Dose (mg) Responders (%) Mean change P value", "5 20.1 −1.2 0.50", "10 35.5 −2.4 0.04",
        "20 48.2 −3.3 0.01", "40 50.1 −3.4 0.01",
    )  # fmt: skip

    assert rows(read, text)["10"] == [("Responders (%)", "35.5"), ("Mean change", "−2.4"), ("P value", "0.04")]


def test_spanners_of_unequal_width_beside_a_head_of_their_own_line(read: Read) -> None:
    """Two spanners over two heads each; the p value stands on the upper line alone."""
    text = table(
        "Table 1. Scores.", "Variable Before treatment After treatment P value", "Mean SD Mean SD",
        "Pain 6.1 1.2 3.0 1.1 0.01", "Itch 5.5 1.4 2.8 1.0 0.02",
    )  # fmt: skip

    assert rows(read, text)["Pain"] == [
        ("Before treatment > Mean", "6.1"), ("Before treatment > SD", "1.2"), ("After treatment > Mean", "3.0"),
        ("After treatment > SD", "1.1"), ("P value", "0.01"),
    ]  # fmt: skip


def test_three_lines_of_heads(read: Read) -> None:
    """Spanners over spanners over heads that come again."""
    text = table(
        "Table 1. Scores.", "Intervention Control", "Baseline Week 12 Baseline Week 12", "n % n % n % n %",
        "Better 1 5 12 60 2 10 7 35", "Worse 4 20 1 5 3 15 6 30",
    )  # fmt: skip

    found = rows(read, text)["Better"]

    assert [column for column, _ in found[:4]] == [
        "Intervention > Baseline > n", "Intervention > Baseline > %", "Intervention > Week 12 > n",
        "Intervention > Week 12 > %",
    ]  # fmt: skip
    assert found[7] == ("Control > Week 12 > %", "35")


def test_sizes_on_a_line_of_their_own(read: Read) -> None:
    """Sizes below the names join them, with brackets or without."""
    text = table(
        "Table 1. Patients.", "Characteristic Drug Placebo p-value", "(n = 46) (n = 136)", "Age 68 (57–73) 70 (57–76) 0.467",
        "Stay 14 (6–31) 6 (2–14) <0.001",
    )  # fmt: skip

    assert rows(read, text)["Stay"] == [
        ("Drug (n = 46)", "14 (6–31)"), ("Placebo (n = 136)", "6 (2–14)"), ("p-value", "<0.001"),
    ]  # fmt: skip


def test_sizes_without_brackets_end_heads(read: Read) -> None:
    """``n = 76`` ends a head as ``(n = 76)`` does."""
    text = table(
        "Table 1. Patients.", "Characteristics Control group n = 76 Intervention n = 85 p-value", "Alone, % 60 62 0.946",
        "Frail, % 76 69 0.326",
    )  # fmt: skip

    assert [c for c, _ in rows(read, text)["Frail, %"]] == ["Control group n = 76", "Intervention n = 85", "p-value"]


def test_estimate_and_interval_under_two_heads(read: Read) -> None:
    """``0.8 (0.7, 0.9)`` is two cells where the header has a head for the interval."""
    text = table(
        "Table 1. Factors.", "Factor OR 95% CI P value OR 95% CI P value", "Age 0.83 (0.74, 0.92) 0.001 0.79 (0.65, 0.95) 0.01",
        "Sex 0.89 (0.63, 1.25) 0.49 1.10 (0.60, 2.00) 0.76",
    )  # fmt: skip

    assert rows(read, text)["Age"][:3] == [("OR", "0.83"), ("95% CI", "(0.74, 0.92)"), ("P value", "0.001")]


def test_heads_that_begin_small_and_come_again(read: Read) -> None:
    """No capital tells where a head begins; their likeness does."""
    text = table(
        "Table 1. Kinetics (n = 12).", "codeine + placebo mean (95% CI) codeine + aspirin mean (95% CI) p level",
        "peak 0.69 (0.51–0.87) 0.71 (0.51–0.91) n.s.", "area 764 (602–924) 821 (663–980) n.s.",
    )  # fmt: skip

    assert [c for c, _ in rows(read, text)["peak"]] == [
        "codeine + placebo mean (95% CI)", "codeine + aspirin mean (95% CI)", "p level",
    ]  # fmt: skip


def test_repeated_heads_are_no_panels(read: Read) -> None:
    """A header whose second half repeats the first is one table's, unless labels stand between the cells."""
    text = table(
        "Table 1. Weight.", "Exercise (n = 14) Rest (n = 13)", "Start 24 M Start 24 M", "Weight 54 ± 4 53 ± 4 55 ± 5 56 ± 4",
        "Fat 22 ± 2 22 ± 2 23 ± 2 23 ± 2",
    )  # fmt: skip

    assert [c for c, _ in rows(read, text)["Fat"]] == [
        "Exercise (n = 14) > Start", "Exercise (n = 14) > 24 M", "Rest (n = 13) > Start", "Rest (n = 13) > 24 M",
    ]  # fmt: skip


def test_labels_that_look_like_footnotes(read: Read) -> None:
    """``Sex, n (%)`` before rows does not end the table."""
    text = table(
        "Table 1. Patients.", "Drug (n = 40) Placebo (n = 41)", "Age 62 (9) 61 (8)", "Sex, n (%)", "Women 22 (55) 20 (49)",
        "Men 18 (45) 21 (51)", "SD, standard deviation.",
    )  # fmt: skip

    assert rows(read, text)["Men"] == [("Drug (n = 40)", "18 (45)"), ("Placebo (n = 41)", "21 (51)")]


def test_single_column_of_plain_figures(read: Read) -> None:
    """Three lines in a row that end in a figure are rows."""
    text = table("Table 1. Symptoms.", "Symptom Share of patients", "cough 20%", "fever 18%", "ache 21%", "itch 14%")

    assert rows(read, text)["ache"] == [("Share of patients", "21%")]


def test_last_column_of_words(read: Read) -> None:
    """The figures before a column of words keep their heads."""
    text = table(
        "Table 1. Odds.", "Outcome Odds ratio Lower limit Upper limit P value Drug", "Low mood 1.20 0.73 3.32 0.26 aspirin",
        "Poor sleep 0.93 0.24 2.06 0.55 aspirin", "Worry 1.03 0.70 2.11 0.67 heparin",
    )  # fmt: skip

    assert rows(read, text)["Worry"][:2] == [("Odds ratio", "1.03"), ("Lower limit", "0.70")]


def test_spaced_table_with_wrapped_labels_and_heads(read: Read) -> None:
    """Empty lines part rows and heads; a wrapped label has its cells in the block below."""
    text = (
        "Prose.\n\nTable 2. End points.\n\nEnd Point 4-Week Study 12-Week Study\n\nPlacebo\n(N = 16)\n\n"
        "Drug and a second\ndrug\n\n(N = 51)\n\nPlacebo\n(N = 54)\n\nDrug and a second\ndrug\n\n(N = 55)\n\n"
        "Change in a rating\nscale score — %\n\nDay 29 −18 ± 12 −41 ± 4 −11 ± 5 −44 ± 3\n\n"
        "Any adverse event that led\nto a visit — no. (%)\n\n1 (6) 2 (4) 3 (6) 4 (7)\n\nDeath 0 0 1 (2) 0\n"
    )

    found = rows(read, text)

    assert found["Day 29"][1] == ("4-Week Study > Drug and a second drug (N = 51)", "−41 ± 4")
    assert found["Any adverse event that led to a visit — no. (%)"][2] == ("12-Week Study > Placebo (N = 54)", "3 (6)")


def test_wrapped_spanners_over_a_line_of_heads(read: Read) -> None:
    """Upper heads in blocks, lower ones in a line."""
    text = (
        "Prose.\n\nTable 1. Levels.\n\nHealthy volunteers\n(n = 44)\n\nTreated patients\n(n = 18)\n\n"
        "Before After Before After\n\nIron 5.8 5.9 6.0 5.8\n\nZinc 9.6 9.5 9.4 9.7\n"
    )

    assert [c for c, _ in rows(read, text)["Zinc"]] == [
        "Healthy volunteers (n = 44) > Before", "Healthy volunteers (n = 44) > After",
        "Treated patients (n = 18) > Before", "Treated patients (n = 18) > After",
    ]  # fmt: skip


def test_p_values_that_stand_in_rows_of_their_own(read: Read) -> None:
    """Few rows have all cells: the heads tell which columns hold the p values."""
    text = table(
        "Table 1. Patients.", "Category Drug P value Placebo P value", "Sex .38 .41", "Women 12 (50) 9 (37)",
        "Men 12 (50) 15 (63)", "Smoker .62 .55", "Now 11 (46) 8 (33)", "Never 13 (54) 16 (67)", "Weight 39 ± 12 .14 45 ± 14 .22",
    )  # fmt: skip

    found = rows(read, text)

    assert [column for column, _ in found["Men"]] == ["Drug", "Placebo"]
    assert [column for column, _ in found["Sex"]] == ["P value", "P value"]


@pytest.mark.parametrize("cell", ["320*256", "2x2", "0.21Aa", "<0.001* (0.042)", "0.349 (**)"])
def test_cells_of_unusual_print(read: Read, cell: str) -> None:
    """Figures that no grammar knows are cells where they stand among cells."""
    text = table(
        "Table 1. Scans.", "Sequence First scan Second scan", "Time 12 14", f"Matrix 12 {cell}", "Angle 90 10", "Slices 5 4",
    )  # fmt: skip

    assert len(rows(read, text)["Matrix"]) == 2


def test_labels_that_begin_like_footnotes(read: Read) -> None:
    """``eGFR`` opens no footnote ``e`` where rows follow."""
    text = table(
        "Table 1. Kidneys.", "Characteristic Drug Placebo P value", "eGFR above 60", "Age 84 ± 8 83 ± 7 0.54",
        "Weight 59 ± 11 58 ± 13 0.67", "eGFR below 45", "Age 87 ± 7 86 ± 7 0.45", "Weight 61 ± 12 59 ± 13 0.48",
    )  # fmt: skip

    assert len(read(text)) == 12


def test_prose_tells_which_words_are_one_head(read: Read) -> None:
    """Nothing in the table parts the two heads; the sentence before it names one of them."""
    text = (
        "The mountain air group and the valley group were compared; mountain air was cold.\n\n"
        "Table 1. Symptoms.\n\nSymptom Mountain Air Valley\n\nCough 12 (60) 7 (33)\n\nFever 3 (15) 4 (19)\n"
    )

    assert rows(read, text)["Cough"] == [("Mountain Air", "12 (60)"), ("Valley", "7 (33)")]


def test_one_head_over_a_count_and_its_share(read: Read) -> None:
    """Counts and shares stand in columns of their own, groups and sizes over both."""
    text = table(
        "Table 1. Patients.", "Measure All sites Usual care New care", "n = 413 n = 124 n = 289",
        "Male 189 46% 51 41% 138 48%", "Smoker 83 20% 31 25% 52 18%", "Lives alone 41 10% 9 7% 32 11%",
    )  # fmt: skip

    assert rows(read, text)["Male"] == [
        ("All sites n = 413", "189"), ("All sites n = 413", "46%"), ("Usual care n = 124", "51"),
        ("Usual care n = 124", "41%"), ("New care n = 289", "138"), ("New care n = 289", "48%"),
    ]  # fmt: skip


def test_a_statistic_below_each_size_is_a_head(read: Read) -> None:
    """What is printed once a column and nothing else labels no rows."""
    text = table(
        "Table 1. Events.", "Event Drug (n = 43) Placebo (n = 58)", "n (%) n (%)", "Nausea 27 (63) 32 (55)",
        "Rash 14 (33) 18 (31)",
    )  # fmt: skip

    assert rows(read, text)["Nausea"] == [("Drug (n = 43) > n (%)", "27 (63)"), ("Placebo (n = 58) > n (%)", "32 (55)")]


def test_a_group_with_a_size_stands_beside_groups_with_sizes(read: Read) -> None:
    """The head with a size of its own is over no other; that without is over all that follow."""
    text = table(
        "Table 1. Events.", "Event Placebo (N = 40) Elixir", "5 mg (N = 43) 10 mg (N = 39) 15 mg (N = 41)",
        "Nausea 6 (15) 18 (42) 12 (31) 8 (20)", "Rash 2 (5) 14 (33) 11 (28) 7 (17)",
    )  # fmt: skip

    assert [column for column, _ in rows(read, text)["Nausea"]] == [
        "Placebo (N = 40)", "Elixir > 5 mg (N = 43)", "Elixir > 10 mg (N = 39)", "Elixir > 15 mg (N = 41)",
    ]  # fmt: skip


def test_wrapped_heads_between_heads_in_a_line(read: Read) -> None:
    """Short heads stand side by side in a line, those of several lines in blocks of their own."""
    text = (
        "Prose.\n\nTable 1. Scores.\n\nItem Drug (n = 20) Placebo (n = 21)\n\nDifference between\ngroups (95% CI)\n\n"
        "P value\n\nCough 12 (60) 7 (33) 5 (1 to 9) 0.04\n\nFever 3 (15) 4 (19) 1 (−3 to 4) 0.81\n"
    )

    assert [column for column, _ in rows(read, text)["Cough"]] == [
        "Drug (n = 20)", "Placebo (n = 21)", "Difference between groups (95% CI)", "P value",
    ]  # fmt: skip
