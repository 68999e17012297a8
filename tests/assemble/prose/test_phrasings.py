"""Ways of telling the same results in other words: each row is one class of phrasing, in our own words."""

import pytest

from tests.assemble.prose.test_prose import ARMS, F, P, brief, told

BINDINGS = [
    # Groups that are listed over "than", "for", "on", before the numbers.
    ("Cough was less frequent on fluvoxin than on placebo (12% vs 19%).",
     [("12%", F, "proportion"), ("19%", P, "proportion")]),
    ("The number of attacks was lower in the fluvoxin group than in the placebo group (1.4 ± 0.7 and 2.3 ± 1.0, "
     "respectively).",
     [("1.4 ± 0.7", F, "mean"), ("2.3 ± 1.0", P, "mean")]),
    # A sentence that names one of two groups leaves the other to the reader.
    ("Fluvoxin shortened the stay (mean, 4.2 vs 6.1 days).", [("4.2", F, "mean"), ("6.1 days", P, "mean")]),
    # Groups as labels of their numbers.
    ("Weight differed (fluvoxin: 71.4 kg; placebo: 74.9 kg).", [("71.4 kg", F, "mean"), ("74.9 kg", P, "mean")]),
    # An aside between a number and its group.
    ("The pulse was 71.2 ± 5.3 (measured at rest) in the fluvoxin group versus 74.8 ± 6.1 in the placebo group.",
     [("71.2 ± 5.3", F, "mean"), ("74.8 ± 6.1", P, "mean")]),
    # Behind a contrast it is the group that follows.
    ("The placebo group had 21 infections, against 8 infections, all mild, in the fluvoxin group.",
     [("21", P, "event_count"), ("8", F, "event_count")]),
    # The denominator stands between the number and the group.
    ("There were 12 infections in 10 patients in the placebo group.", [("12", P, "event_count")]),
    # "Who" counts people.
    ("Surgery was needed by 8 patients who had placebo and by 3 who had fluvoxin.",
     [("8", P, "count"), ("3", F, "count")]),
    # A group at the end of the clause.
    ("In all, 45.1% of patients had nausea on fluvoxin.", [("45.1%", F, "proportion")]),
    # Shares in words.
    ("Fifty percent of the fluvoxin group had healed ulcers.", [("Fifty percent", F, "proportion")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), BINDINGS)
def test_groups_in_other_words(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Each number has the group that the sentence gives it."""
    found = [r for r in told(sentence).results if r.source.start >= len(ARMS)]

    assert brief(found)[: len(expected)] == expected


NAMED = [
    ("Closure took 31 minutes.", "Rates of closure were 83% for the 3-port group and 74% for the 5-port group.",
     ["3-port", "5-port"]),
    ("", "Pain was gone in 41% of patients in group 1 (n = 22) and in 60% in group 2 (n = 20).", ["Group 1", "Group 2"]),
    ("", "Zantrol lowered pressure by 9.1 mm Hg and brimox by 6.2 mm Hg.", ["Zantrol", "Brimox"]),
    ("", "Rejection was seen in 7.4% (early start) and 9.1% (late start) of patients.", ["Early start", "Late start"]),
]  # fmt: skip


@pytest.mark.parametrize(("before", "sentence", "arms"), NAMED)
def test_groups_are_known_by_how_they_are_told(before: str, sentence: str, arms: list[str | None]) -> None:
    """Names that begin with a number, subjects of a change, names in brackets behind the number."""
    shares = [r for r in told(sentence, before=before + " ").results if r.unit in {"%", "mm[Hg]"}]

    assert [r.arm for r in shares] == arms


OUTCOMES = [
    # An adjective said of the subject is no outcome.
    ("Rates of rebleeding were similar (5.5% vs 4.1%).", "Rates of rebleeding"),
    ("Oedema was present in 7 patients.", "Oedema"),
    # No difference in X.
    ("There was no difference in wound closure (12% vs 10%).", "Wound closure"),
    # A subject with an apposition.
    ("Drowsiness, the complaint heard most, was noted in 12% of patients.", "Drowsiness"),
    # A composite is one outcome.
    ("A composite of death, stroke, and bleeding occurred in 14% of patients.",
     "Composite of death, stroke, and bleeding"),
    # More patients … had …; more responders.
    ("More patients in the fluvoxin group had healed ulcers than in the placebo group (46% vs 30%).", "Healed ulcers"),
    ("A higher percentage of the fluvoxin group had healed ulcers than of the placebo group (46% vs 30%).",
     "Healed ulcers"),
    # What a transitive verb of change changes.
    ("Fluvoxin lowered the blood pressure by 9.1 mm Hg.", "Change in blood pressure"),
    # A reduction in X of N.
    ("There was a mean reduction in the pain score of 6.1 points.", "Change in pain score"),
    # A verb that no lexicon has, right behind the people.
    ("Eleven (12.5%) of 88 patients in the placebo group relocated to hospices.", "Relocated to hospices"),
    # Elliptic "did".
    ("In the fluvoxin group 40% of patients met the target while 30% of patients in the placebo group did.", "Target"),
    # An adverbial that no comma parts from the subject.
    ("In biopsies the thickness fell by 17%.", "Change in thickness"),
    # Leading adverbs and possessives are dropped.
    ("Likewise their appetite improved by 21%.", "Change in appetite"),
    ("The patients were 54.2 years old on average.", "Age"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "name"), OUTCOMES)
def test_outcomes_in_other_words(sentence: str, name: str) -> None:
    """The outcome is the subject or what was had, not the nearest word."""
    found = [r for r in told(sentence).results if r.source.start >= len(ARMS)]

    assert found
    assert {r.outcome.lower() for r in found} == {name.lower()}


TIMES = [
    # The unit of the last time holds for all.
    ("Healing was seen in 41.3% at 8 weeks, in 62.7% at 24 and in 71.4% at 48 weeks.", [56, 168, 336]),
    ("The share with healing grew from 41.3% at 8 weeks to 62.7% at 24 and 71.4% at 48 weeks.", [56, 168, 336]),
    ("The mean itch was 11.5 after 8 weeks and 6.3 after 24; the mean burning was 9.2 and 5.4.", [56, 168, 56, 168]),
    ("Median follow-up was 28 and 31 months in the fluvoxin and placebo groups, respectively.", [None, None]),
]


@pytest.mark.parametrize(("sentence", "days"), TIMES)
def test_times_left_out(sentence: str, days: list[int | None]) -> None:
    """A number takes the unit of its peers; a second row takes the times of the first in order."""
    found = [r for r in told(sentence).results if r.source.start >= len(ARMS)]

    assert [r.timepoint_days for r in found] == days


def test_a_pronoun_stands_for_the_group_before() -> None:
    """``They had …`` is told of the one group of the sentence before."""
    text = "Infections were common among patients given placebo. They had 23 infections. Healing was seen in 12%."

    found = [r for r in told(text).results if r.source.text == "23"]

    assert [r.arm for r in found] == [P]


def test_the_former_is_the_first_of_two() -> None:
    """``The former`` and ``the latter`` are the subjects of the sentence before."""
    text = "Rash and fever stood out. The former was seen in 18% and the latter was seen in 11%."

    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [r.outcome for r in found] == ["Rash", "Fever"]


def test_a_list_of_p_values_is_no_result() -> None:
    """Further numbers of a list that a p value begins are none."""
    text = "Cough was seen in 12% and fever in 9% with placebo (P = 0.43 and 0.77, respectively)."

    assert "0.77" not in [r.source.text for r in told(text).results]


def test_a_dose_group_takes_its_drug_from_the_sentence_before() -> None:
    """``The group given 10 mg`` has the drug of the sentence before."""
    text = (
        "Fluvoxin was tried at two doses. Thickness fell by 22% in the group given 10 mg "
        "and by 41% in the group given 20 mg."
    )

    found = [r for r in told(text).results if r.unit == "%"]

    assert [r.arm for r in found] == ["Fluvoxin 10 mg", "Fluvoxin 20 mg"]


NOT_SIGNIFICANT = [
    ("Cough was seen in 36% of the fluvoxin group and 30% of the placebo group (NS).", ["36%"]),
    ("Cough was seen in 36% of the fluvoxin group and 30% of the placebo group (P = NS).", ["36%"]),
    ("Cough was seen in 36% of the fluvoxin group and 30% of the placebo group (p = n.s.).", ["36%"]),
    ("Cough was seen in 36% of the fluvoxin group and 30% of the placebo group (difference not significant).", ["36%"]),
    ("Cough was rarer with fluvoxin (odds ratio, 0.91; 95% CI, 0.60 to 1.38; P = NS).", ["0.91; 95% CI, 0.60 to 1.38"]),
    # Each p has its own pair.
    ("Cough was seen in 36% with fluvoxin and 30% with placebo (NS), and fever in 12% with fluvoxin and 25% with "
     "placebo (P = 0.03).", ["36%"]),
    # A short name that is told here, and a verdict outside a bracket, are no p.
    ("Cough was seen in 36% of those who were given normal saline (NS).", []),
    ("Cough was seen in 36% of the fluvoxin group, not significant to its doctors.", []),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "flagged"), NOT_SIGNIFICANT)
def test_a_p_without_a_number(sentence: str, flagged: list[str]) -> None:
    """It sits on the active arm as a flag and leaves the p null."""
    found = [r for r in told(sentence).results if "p_not_significant" in r.flags]

    assert [r.source.text for r in found] == flagged
    assert [r.p_value for r in found] == [None] * len(flagged)


def test_half_a_pair_is_no_result() -> None:
    """A blood pressure printed as one is not read as its first number."""
    text = "Blood pressure fell to 146/79 mm Hg with fluvoxin and to 151/82 mm Hg with placebo."

    assert told(text).results == ()


def test_a_list_of_p_values_alone_is_one_result_each() -> None:
    """With nothing else to belong to, each p value of a list tests its own outcome."""
    text = "Cough and fever were rarer with fluvoxin than with placebo (P = 0.013 and 0.004, respectively)."

    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [(r.outcome, r.source.text) for r in found] == [("Cough", "0.013"), ("Fever", "0.004")]
    assert [str(r.p_value.value) for r in found if r.p_value] == ["0.013", "0.004"]
