"""How an outcome is named: words that only point back, verbs within a name, names behind the numbers."""

import pytest

from tests.assemble.prose.test_prose import ARMS, told

NAMES = [
    # What only points back takes the outcome told before.
    ("Bone density fell from 1.21 ± 0.10 to 1.02 ± 0.11 on placebo. Fluvoxin showed a significant difference "
     "compared to placebo (P < 0.05).", ["Bone density", "Bone density", "Bone density"]),
    # A comparative in front of what was compared is no part of its name; at the start of a name it may be.
    ("Fluvoxin showed a lower incidence of cramps (17%) than placebo (31%).", ["Cramps"] * 2),
    # Named behind the p value of the numbers, but not what the p value is a test of.
    ("Both were lower with fluvoxin than with placebo (5.1 ± 0.7 vs 6.2 ± 0.8; P = 0.69 for copper and 38.1 ± 4.0 vs "
     "36.2 ± 3.8; P = 0.63 for zinc).", ["Copper", "Copper", "Zinc", "Zinc"]),
    # The noun behind the numbers of an average.
    ("The fluvoxin and placebo groups completed a mean of 58 ± 41 and 63 ± 47 walks, respectively.", ["Walks"] * 2),
    # A bracket between the change and what changed.
    ("Fluvoxin led to a 12% reduction (0.4 mg/dL) in serum copper.", ["Change in serum copper"]),
    # A subject that only points back, and all brackets of its clause.
    ("Fluvoxin led to a 12% reduction in serum copper. This reduction was larger in women (17%), in smokers (19%), "
     "and in those with high intake (21%).", ["Change in serum copper"] * 4),
    # People are no outcome: what they had is.
    ("Those with a low intake reported more use of spices in the fluvoxin group (35%) than in the placebo group (27%).",
     ["Use of spices"] * 2),
    ("A similar proportion of patients in both groups had cramps (fluvoxin: 9.2%, placebo: 8.4%).", ["Cramps"] * 2),
    # A measure with its value behind "of".
    ("The score reached an area under the curve of 0.80.", ["Area under the curve"]),
    ("After a mean observation of 25 ± 11 months, remission was kept.", ["Observation"]),
    # A limit is part of what was reached.
    ("Thirty patients (88.2%) had more than 50° supination with fluvoxin.", ["More than 50 ° supination"]),
    # The p value between an adjective and its noun; lists that are tested together; what "it" stands for.
    ("There was a significant (P < 0.05) improvement in grip strength with fluvoxin.", ["Grip strength"]),
    ("Straining, cramps, and soiling decreased with fluvoxin (P < 0.001).", ["Straining, cramps, and soiling"]),
    ("Sperm count was lower with placebo (P = 0.02). In the fluvoxin group it was also different (P = 0.04).",
     ["Sperm count"] * 2),
    # A time without a number, an apposition and a comparison are no part of a name.
    ("Pain at rest before the operation was 3.1 ± 0.4 with fluvoxin.", ["Pain at rest"]),
    ("The level of copper, as a product of wear, was higher with fluvoxin (P = 0.03).", ["Copper"]),
    ("The hazard ratio for decay with fluvoxin in comparison with placebo was 0.61 (95% CI, 0.31 to 1.22).", ["Decay"]),
    # Names before pairs of numbers.
    ("Events were rare: cramps 2% vs 4%, sudden hearing loss 3% vs 5%.",
     ["Cramps", "Cramps", "Sudden hearing loss", "Sudden hearing loss"]),
    # Labelled counts of reasons.
    ("Patients were excluded due to bleeding (n = 3) and missed examinations (n = 2).",
     ["Bleeding", "Missed examinations"]),
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
    text = "Altogether 177 patients were enrolled, and 36 patients were excluded; 141 were randomly assigned."

    names = [r.outcome for r in told(text).results if r.source.start >= len(ARMS)]

    assert names[:2] == ["Patients enrolled", "Patients excluded"]


DONE = [
    ("We enrolled 38 women for the fluvoxin group.", ["Women enrolled"]),
    ("Of 68 people assessed for eligibility, 54 enrolled and 14 were excluded.",
     ["People assessed", "Patients enrolled", "Patients excluded"]),
    ("A total of 160 grade I to II elective surgery patients, aged 19 or more, were enrolled.", ["Patients enrolled"]),
    ("A total of 141 patients were randomly allocated to fluvoxin or placebo.", ["Randomly assigned patients"]),
    ("Among 226 patients who provided informed consent, 163 were analyzed.",
     ["Provided informed consent", "Patients analyzed"]),
    ("The trials that involved 2706 patients were randomized controlled trials.", ["Patients"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), DONE)
def test_people_are_named_by_what_was_done_with_them(text: str, names: list[str]) -> None:
    """The verb said of the people, not one said of the study."""
    found = [r for r in told(text, before="").results if r.category == "disposition"]

    assert [r.outcome for r in found] == names


def test_a_group_size_beside_results_is_no_result() -> None:
    """``In this analysis (n = 557)``: it is what the results are computed on."""
    text = "In the main analysis (n = 557), copper fell by 11% with fluvoxin."

    assert [r.source.text for r in told(text).results if r.source.start >= len(ARMS)] == ["11%"]


STATISTICS = [
    ("The effect was larger in women (17% reduction).", ["mean_percent_change"]),
    ("Pain decreased more with fluvoxin than with placebo (−3.2 ± 1.0 vs −1.1 ± 0.9).", ["mean_change"] * 2),
    ("The percent change in copper was −30.1% with fluvoxin.", ["mean_percent_change"]),
    ("The difference in test scores between the groups was 20.1 (95% CI, 11.1 to 29.1) points.", ["mean_difference"]),
    ("Improvement in pain was seen in 75% of fluvoxin patients.", ["proportion"]),
    ("Copper correlated with pain (r = 0.57, n = 16).", ["correlation"]),
    ("Fluvoxin lowered the rate of falls by 25% compared with placebo (P = 0.03).", ["relative_change"]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kinds"), STATISTICS)
def test_statistics_by_the_words_around(text: str, kinds: list[str]) -> None:
    """Changes, differences and shares told apart."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [r.statistic for r in found] == kinds


@pytest.mark.parametrize("text", [
    "Pain was lower 2–48 h postoperatively with fluvoxin.",
    "Pain was recorded at 1 and 5 min after fluvoxin.",
    "Pain was lower with fluvoxin, with a 95% posterior credible interval.",
    "Pain differed between fluvoxin and placebo, F [1, 126] = 11.2, P = 0.04, Cohen's d = 0.58.",
])  # fmt: skip
def test_times_of_the_clock_levels_and_tests_are_no_results(text: str) -> None:
    """Neither a time of assessment, nor how sure an interval is, nor the statistic of a test."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert {r.statistic for r in found} <= {"p_value"}
