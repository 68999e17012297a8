"""How an outcome is named: words that only point back, verbs within a name, names behind the numbers."""

import pytest

from tests.assemble.prose.test_prose import ARMS, told

NAMES = [
    # What only points back takes the outcome told before.
    ("Bone density fell from 1.21 ± 0.10 to 1.02 ± 0.11 on placebo. Fluvoxin showed a significant difference "
     "compared to placebo (P < 0.05).", ["Bone density", "Bone density", "Bone density"]),
    # A comparative in front of what was compared is no part of its name; at the start of a name it may be.
    ("Fluvoxin showed a lower incidence of cramps (17%) than placebo (31%).", ["Incidence of cramps"] * 2),
    # Named behind the p value of the numbers, but not what the p value is a test of.
    ("Both were lower with fluvoxin than with placebo (5.1 ± 0.7 vs 6.2 ± 0.8; P = 0.69 for copper and 38.1 ± 4.0 vs "
     "36.2 ± 3.8; P = 0.63 for zinc).", ["Copper", "Copper", "Zinc", "Zinc"]),
    # The noun behind the numbers of an average.
    ("The fluvoxin and placebo groups completed a mean of 58 ± 41 and 63 ± 47 walks, respectively.", ["Walks"] * 2),
    # A bracket between the change and what changed.
    ("Fluvoxin led to a 12% reduction (0.4 mg/dL) in serum copper.", ["Change in serum copper"]),
    # Behind an auxiliary stands a verb.
    ("Fluvoxin did not affect serum copper (P = 0.45).", ["Serum copper"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), NAMES)
def test_outcomes_by_grammar(text: str, names: list[str]) -> None:
    """The name of what was measured and no other words."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [r.outcome for r in found][: len(names)] == names


def test_a_percentage_with_a_spread_is_a_mean() -> None:
    """People have no standard deviation: the score is printed in per cent of its scale."""
    text = "Test scores were higher with fluvoxin than with placebo (mean, 59.1 ± 9.3% vs 37.6 ± 11.8%)."

    assert [r.statistic for r in told(text).results if r.unit == "%"] == ["mean", "mean"]


def test_a_value_at_baseline_is_no_change() -> None:
    """``From a baseline value of``: a level, and so is what follows ``to``."""
    text = "With placebo the pain score fell from a baseline value of 6.6 ± 1.5 to 2.0 ± 0.9 at week 4."

    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [(r.statistic, r.timepoint_text) for r in found] == [("mean", "Baseline"), ("mean", "at week 4")]


@pytest.mark.parametrize("printed", ["F(1, 41) = 4.08", "t = 2.67", "χ2 = 17.2"])
def test_a_test_statistic_is_no_result(printed: str) -> None:
    """Neither the statistic of a test nor its degrees of freedom."""
    text = f"The pain score differed between fluvoxin and placebo, {printed}, P = 0.04."

    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert {r.statistic for r in found} <= {"p_value"}


def test_a_suspended_hyphen_makes_a_time() -> None:
    """``The 1-, 3-, and 5-year rates``: the numbers are years."""
    text = "The 1-, 3-, and 5-year survival rates were 88.9%, 82.4%, and 74.8% for placebo."

    assert [r.source.text for r in told(text).results if r.source.start >= len(ARMS)] == ["88.9%", "82.4%", "74.8%"]


def test_what_was_done_with_the_people_names_them() -> None:
    """``Were enrolled``, ``were excluded``: not all of them were assigned."""
    text = "In total 176 patients were enrolled and 35 patients were excluded; 141 were randomly assigned."

    names = [r.outcome for r in told(text).results if r.source.start >= len(ARMS)]

    assert names[:2] == ["Patients enrolled", "Patients excluded"]
