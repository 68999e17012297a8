"""Which two groups a number compares, and what a sentence as a whole says of its numbers; sentences in our own words."""

import pytest

from pipeline.schema import Result
from tests.assemble.prose.test_prose import ARMS, F, P, told


def found(sentence: str, before: str = ARMS) -> dict[str, Result]:
    """The results of a sentence by their printed expression."""
    return {r.source.text: r for r in told(sentence, before=before).results if r.source.start >= len(before)}


PAIRS = [
    # Of two numbers set against each other each belongs to one group, though the clause names one.
    ("There were more smokers in the placebo group (41% vs 33%) and more drinkers (62% vs 55%).",
     {"41%": P, "33%": F, "62%": P, "55%": F}),
    ("Nausea (12% vs 9%) and cough (8% vs 4%) were more common with fluvoxin than with placebo.",
     {"12%": F, "9%": P, "8%": F, "4%": P}),
    # "Under" leads to a group as "in" does.
    ("At the end the mean cost was 21.3 points under fluvoxin and 22.6 points under placebo.",
     {"21.3 points": F, "22.6 points": P}),
    # Labels behind "vs.", and labels that head several numbers.
    ("Total intake (fluvoxin, 37.6 ± 8.3 kcal vs. placebo, 25.3 ± 5.8 kcal) was similar.",
     {"37.6 ± 8.3 kcal": F, "25.3 ± 5.8 kcal": P}),
    ("Vigour rose (fluvoxin: before 15.6 ± 5.8, after 18.1 ± 6.9 vs. placebo: before 17.3 ± 6.9, after 20.1 ± 4.7).",
     {"15.6 ± 5.8": F, "18.1 ± 6.9": F, "17.3 ± 6.9": P, "20.1 ± 4.7": P}),
    # A sentence that opens with its one group speaks of it to its end.
    ("In patients treated with fluvoxin, mean weight change was -0.6 kg; nausea was seen in 12% of patients.",
     {"-0.6 kg": F, "12%": F}),
    # From one value to another is of one group.
    ("Under fluvoxin, disability fell from 34.0% to 8.8%, and under placebo from 35.1% to 8.9%.",
     {"34.0%": F, "8.8%": F, "35.1%": P, "8.9%": P}),
    # A group right before the next number is of that number.
    ("Patients on fluvoxin spent on average 28.9 days in hospitals and patients on placebo 30.7 days.",
     {"28.9 days": F, "30.7 days": P}),
    # Sums of money are no counts.
    ("Mean costs were 43,500 CHF with fluvoxin and 39,800 CHF with placebo.", {"43,500": F, "39,800": P}),
    # What a fall is compared with is not the group that fell.
    ("Fluvoxin was associated with a mean reduction of 11% in blood pressure relative to placebo.", {"11%": F}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), PAIRS)
def test_each_number_has_its_group(sentence: str, expected: dict[str, str]) -> None:
    """The group of each number, from the whole of its sentence."""
    assert {text: r.arm for text, r in found(sentence).items()} == expected


COMPARED = [
    ("Pressure fell by 32% with fluvoxin compared with 6% with placebo: a between-group difference of 28%.",
     "28%", "mean_difference", F, P),
    ("The between-group difference in the change in HbA1c was −0.61% in favor of fluvoxin.", "−0.61%",
     "mean_difference", F, P),
    ("There was a difference of 2.5 points between the fluvoxin and placebo groups in the pain score.", "2.5 points",
     "mean_difference", F, P),
    ("Fluvoxin delayed relapse, which meant a 33.7% reduction in the risk of relapse.", "33.7%", "relative_change", F, P),
    # A signed number behind two values is what arithmetic shows it to be.
    ("Mean stay was 39.8 days with fluvoxin and 43.5 days with placebo (+9.3%, p = 0.01).", "+9.3%", "relative_change",
     P, F),
    ("Mean stay was 39.8 days with fluvoxin and 43.5 days with placebo (−3.7 days, p = 0.01).", "−3.7 days",
     "mean_difference", F, P),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "text", "statistic", "arm", "comparator"), COMPARED)
def test_a_difference_has_both_groups(sentence: str, text: str, statistic: str, arm: str, comparator: str) -> None:
    """A number that says how far groups are apart is one of both."""
    result = found(sentence)[text]

    assert (result.statistic, result.arm, result.comparator) == (statistic, arm, comparator)


def test_a_signed_number_that_arithmetic_refuses_is_no_difference() -> None:
    """``(+20%`` behind 39.8 and 43.5 is none of theirs."""
    result = found("Mean stay was 39.8 days with fluvoxin and 43.5 days with placebo (+20%, p = 0.01).")["+20%"]

    assert result.comparator is None


THREE = "Patients were assigned to the steam group, the salt group or the control group. "
P_VALUES = [
    # Right before its bracket, right behind it, or in its own clause.
    (THREE, "Pressure fell in the steam (F = 13.4, P = 0.011) and salt (F = 6.5, P = 0.012) groups.",
     {"0.011": ("Steam", None), "0.012": ("Salt", None)}),
    (THREE, "Itching fell markedly (P = 0.021) in the steam group and sodium rose markedly in the "
     "salt group (P = 0.022).", {"0.021": ("Steam", None), "0.022": ("Salt", None)}),
    # Behind words of comparison stands the other group.
    (THREE, "Platelets climbed in the salt and steam groups compared with the control (both P = 0.003).",
     {"0.003": ("Salt", "Control")}),
    (THREE, "Cough was rarer in the steam group than in the other groups (P = 0.04).",
     {"0.04": ("Steam", "other groups")}),
    # All groups together.
    (THREE, "Sleep differed significantly among the groups (P = 0.02).", {"0.02": (None, None)}),
    (THREE, "Over the whole trial the difference in airflow between the three groups was significant (P = 0.02).",
     {"0.02": (None, None)}),
    (THREE, "Airflow rose in the steam group while they fell in the salt group, and the difference between these "
     "two groups was clear (P = 0.02).", {"0.02": ("Steam", "Salt")}),
    # A p value in a bracket of its own does not belong to a number of the next clause.
    (ARMS, "Fluvoxin significantly delayed time to falls compared with placebo (log-rank test, P = 0.039), reflecting a 33.7% "
     "reduction in risk of relapse.", {"0.039": (F, P), "33.7%": (F, P)}),
]  # fmt: skip


@pytest.mark.parametrize(("before", "sentence", "expected"), P_VALUES)
def test_a_lone_p_has_the_groups_it_compares(
    before: str, sentence: str, expected: dict[str, tuple[str | None, str | None]]
) -> None:
    """The groups of a p value that stands alone."""
    assert {text: (r.arm, r.comparator) for text, r in found(sentence, before).items()} == expected


ASSOCIATED = [
    ("Prolonged fever was associated with sepsis [RR: 2.71 (95% CI: 1.51–4.87)].", "Prolonged fever", "Sepsis"),
    ("Early surgery was not independently associated with sepsis [RR: 1.37 (95% CI: 0.39–4.87)].", "Early surgery", "Sepsis"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "arm", "outcome"), ASSOCIATED)
def test_what_is_associated_with_an_event_is_the_arm(sentence: str, arm: str, outcome: str) -> None:
    """The factor before the verb, the event behind it."""
    (result,) = found(sentence).values()

    assert (result.arm, result.outcome, result.statistic) == (arm, outcome, "risk_ratio")


TESTS = [
    "Attacks were more common with placebo at week 6 (χ2 9.27; 1; P = 0.002) and at week 12 (χ2 9.94; 1; P = 0.003).",
    "Pressure fell in both groups, with F-values of 6.567 and 11.426, respectively (P < 0.01).",
    "Reasons were a poor response (criterion #4) and pain (criterion #2).",
]


@pytest.mark.parametrize("sentence", TESTS)
def test_numbers_of_tests_are_no_results(sentence: str) -> None:
    """Test statistics, degrees of freedom and numbers of criteria; only the p values are results."""
    assert {r.statistic for r in found(sentence).values()} <= {"p_value"}


def test_what_is_measured_is_no_group() -> None:
    """``nitrate levels`` in a trial of nitrate against placebo; the supplemented group is called nitrate as well."""
    before = "Patients were compared in the nitrate-supplemented group and the placebo group. "
    results = found("Pressure was 116.6 ± 6.0 mm Hg with nitrate and 117.2 ± 6.0 mm Hg with placebo.", before)
    level = found("In the placebo group nitrate levels were 37.0 ± 6.4 µM.", before)

    assert [r.arm for r in results.values()] == ["Nitrate", "Placebo"]
    assert [r.arm for r in level.values()] == ["Placebo"]
