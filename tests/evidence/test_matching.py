"""Which place is of the asked outcome, time and group, and when no place is sure enough."""

from collections.abc import Callable

import pytest

import pipeline
from pipeline.evidence import Answer, Question
from pipeline.evidence.marks import is_before, moment
from pipeline.evidence.names import is_opposed, same, words
from pipeline.extraction import Extraction

Article = Callable[..., Extraction]
TEA = ("green tea", "water")
HEADS = ("", "Green tea (n = 40)", "Water (n = 38)")
NOTE = "Values are mean ± SD."


def asked(extraction: Extraction, outcome: str, kind: str = "continuous", groups: tuple[str, str] = TEA) -> Answer:
    """The answer to a question."""
    return pipeline.ask(extraction, Question(*groups, outcome, kind))


def told(answer: Answer, slot: str) -> list[str | None]:
    """A number of both groups as printed."""
    return [None if (v := group.value(slot)) is None else format(v, "f") for group in answer.groups]


def test_a_number_of_another_time_is_no_answer(article: Article) -> None:
    """Week 4 is not week 24; three months are twelve weeks."""
    rows = (HEADS, ("Pain score, week 4", "5.0 ± 1.0", "6.1 ± 1.1"), ("Fatigue, 3 months", "2.0 ± 0.4", "3.0 ± 0.5"))
    report = article("Patients were followed.", tables=[("Scores.", rows, NOTE)])

    answer = asked(report, "pain score at week 24")

    assert told(answer, "mean") == [None, None]
    assert "another time point" in {r.rule for r in answer.rejected}
    assert told(asked(report, "fatigue at week 12"), "mean") == ["2.0", "3.0"]


def test_the_time_of_a_head_of_its_own_counts_before_one_in_a_name(article: Article) -> None:
    """``Week 4`` below ``pain during 12-week treatment`` is week 4."""
    rows = (
        ("", "Week 4", "Week 4", "Week 12", "Week 12"),
        ("", "Green tea", "Water", "Green tea", "Water"),
        ("Pain in the 12-week course", "5.0 ± 1.0", "6.1 ± 1.1", "3.0 ± 1.0", "4.1 ± 1.1"),
    )
    report = article("Patients were followed.", tables=[("Scores.", rows, NOTE)])

    assert told(asked(report, "pain at week 4"), "mean") == ["5.0", "6.1"]


@pytest.mark.parametrize(
    ("printed", "day"),
    [("12 h", 0.5), ("24 M", 730), ("pain after 6 hours", 0.25), ("week 2", 14), ("pain score", None)],
)
def test_abbreviated_times_and_times_of_a_day(printed: str, day: float | None) -> None:
    """As heads and names print them."""
    assert moment(printed) == day


def test_the_opposite_is_another_outcome(article: Article) -> None:
    """Who got worse did not get better; a place that says both words is not turned round."""
    report = article("Worsening of symptoms was seen in 8 of 40 patients with green tea and in 19 of 38 with water.")

    assert told(asked(report, "improvement of symptoms", "binary"), "events") == [None, None]
    assert told(asked(report, "worsening of symptoms", "binary"), "events") == ["8", "19"]
    assert not is_opposed("improvement", words("improvement or worsening"))


def test_numbers_in_words_are_numbers() -> None:
    """And a spelling rule does not make a preposition of four."""
    assert words("Apgar at five minutes") == words("Apgar at 5 minutes")
    assert words("four visits") == words("4 visits")
    assert "4" not in words("test for pain")


def test_an_abbreviation_of_the_last_words_names_nothing_alone(article: Article) -> None:
    """Zinc in the serum (S) is not any other thing in the serum."""
    rows = (HEADS, ("Copper-SR", "5.0 ± 1.0", "6.1 ± 1.1"))
    report = article("Patients were followed.", tables=[("Results at week 8.", rows, NOTE)])

    assert told(asked(report, "zinc in serum rest (SR)"), "mean") == [None, None]


def test_same_numbers_elsewhere_tell_size_and_spread(article: Article) -> None:
    """A sentence prints a bare ±; the table with the same numbers names the SD, and who was measured."""
    rows = (("", "Green tea (n = 31)", "Water (n = 29)"), ("Total", "5.1 ± 1.3", "6.4 ± 1.2"))
    report = article(
        "Of the patients, 40 were assigned to green tea and 38 to water.",
        "The mean pain score was 5.1 ± 1.3 with green tea and 6.4 ± 1.2 with water.",
        tables=[("Pain scale.", rows, NOTE)],
    )

    answer = asked(report, "mean pain score")

    assert told(answer, "standard_deviation") == ["1.3", "1.2"]
    assert told(answer, "group_size") == ["31", "29"]


def test_rows_of_one_name_are_not_chosen_between(article: Article) -> None:
    """Nothing tells the second from the first."""
    rows = (HEADS, ("Pain", "5.0 ± 1.0", "6.1 ± 1.1"), ("Pain", "3.0 ± 1.0", "4.1 ± 1.1"))
    report = article("Patients were followed.", tables=[("Scores.", rows, NOTE)])

    assert asked(report, "pain").intervention.unknown["mean"] == "ambiguous"


def test_a_row_of_sizes_with_a_name_heads_the_rows_below(article: Article) -> None:
    """The name tells the equal rows of two parts apart, the sizes are of the part."""
    heads = ("", "Green tea", "Water")
    rows = (
        heads,
        ("Left eye", "n = 31", "n = 29"),
        ("Acuity", "5.0 ± 1.0", "6.1 ± 1.1"),
        ("Right eye", "n = 30", "n = 28"),
        ("Acuity", "3.0 ± 1.0", "4.1 ± 1.1"),
    )
    report = article("Patients were followed.", tables=[("Results.", rows, NOTE)])

    answer = asked(report, "acuity of the left eye")

    assert told(answer, "mean") == ["5.0", "6.1"]
    assert told(answer, "group_size") == ["31", "29"]


def test_of_two_figures_against_each_other_the_second_is_the_other_groups(article: Article) -> None:
    """Only one group is named before the bracket."""
    report = article(
        "Patients received green tea or water. Recovery took longer in patients on water (mean: 32 ± 22 versus 20 ± 9)."
    )

    assert told(asked(report, "recovery"), "mean") == ["20", "32"]


def test_a_code_is_no_other_code_and_no_several(article: Article) -> None:
    """``Group C`` is neither the asked group A nor both of two asked groups."""
    rows = (("", "Group A", "Group B", "Group C"), ("Nausea, n", "8", "19", "11"))
    report = article("Patients were followed.", tables=[("Events.", rows, "")])
    both = ("20 mg (group A), 40 mg (group B)", "placebo (group C)")

    assert told(asked(report, "nausea", "binary", ("20 mg (group A)", "placebo (group C)")), "events") == ["8", "11"]
    assert told(asked(report, "nausea", "binary", both), "events") == [None, None]


def test_sizes_per_active_arm(article: Article) -> None:
    """What each intervention arm has is not the control's."""
    report = article("A total of 26 villages (12 in control, 14 per intervention arm) were randomised.")

    answer = asked(report, "malaria", "binary", ("spraying", "control"))

    assert told(answer, "group_size") == ["14", "12"]


def test_a_lone_count_beside_a_mean_is_its_size(article: Article) -> None:
    """Under heads of its own."""
    rows = (
        ("", "Green tea, n", "Green tea, mean", "Green tea, SD", "Water, n", "Water, mean", "Water, SD"),
        ("Pain", "31", "5.1", "1.3", "29", "6.4", "1.2"),
    )
    report = article("Patients were followed.", tables=[("Scores at week 8.", rows, "")])

    assert told(asked(report, "pain"), "group_size") == ["31", "29"]


def test_a_place_that_lacks_what_another_names_is_not_taken(article: Article) -> None:
    """Angles of the knee do not answer for its stiffness, which the next table tells."""
    one = (HEADS, ("Left knee, bending, degrees", "12.0 ± 1.0", "13.1 ± 1.1"))
    other = (HEADS, ("Stiffness of the knee", "0.33 ± 0.11", "7.20 ± 1.33"))
    report = article("Patients were followed.", tables=[("Angles.", one, NOTE), ("Force.", other, NOTE)])

    assert told(asked(report, "left knee bending stiffness"), "mean") == [None, None]


@pytest.mark.parametrize(
    ("caption", "expected"),
    [
        ("Table 1. Characteristics of enrolled subjects", True),
        ("Table 1. Surgery characteristics of the groups", False),
        ("Characteristics of the patients after treatment", False),
    ],
)
def test_captions_of_baseline_tables(caption: str, *, expected: bool) -> None:
    """Who the people were, not what happened to them."""
    assert is_before(caption) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("recurrent", "reurrent", True),
        ("haemorrhage", "hemorrhage", True),
        ("symptomatic", "asymptomatic", False),
        ("hypotension", "hypertension", False),
        ("effective", "ineffective", False),
    ],
)
def test_a_letter_left_out_is_a_slip_and_a_prefix_is_none(one: str, other: str, *, expected: bool) -> None:
    """Inside a long word only."""
    told, asked_for = words(one), words(other)

    assert same(told[0], asked_for[0]) is expected


def test_round_decimals_are_whole_numbers() -> None:
    """30.0 in a label is the 30 of a question; 30.5 is not."""
    assert words("BMI >30.0 kg") == words("BMI >30 kg")
    assert words("BMI >30.5 kg") != words("BMI >30 kg")
