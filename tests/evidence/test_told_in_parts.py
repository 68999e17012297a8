"""Answers whose numbers a report tells in parts, of a part only, of nobody, or of one group alone."""

from collections.abc import Callable, Sequence

import pytest

import pipeline
from pipeline.evidence import Answer, Question
from pipeline.extraction import Extraction
from tests.evidence.test_ask import HEADS, binary, continuous, values

Article = Callable[..., Extraction]
SIZES = "In all, 40 patients received green tea and 38 patients received water."


@pytest.mark.parametrize(
    ("said", "asked", "expected"),
    [
        ("No adverse events were reported in either group.", "adverse events", ["0", "0"]),
        ("None of the adverse events were serious.", "adverse events", [None, None]),
        ("None of the adverse events were serious.", "serious adverse events", ["0", "0"]),
        ("No deep infections occurred in either group.", "infection", [None, None]),
        ("No deaths or infections occurred in either group.", "infection", ["0", "0"]),
        ("There were no cases of ketoacidosis in either group.", "ketoacidosis", ["0", "0"]),
        ("No patients in either group developed a rash.", "rash", ["0", "0"]),
    ],
)
def test_nobody_with_a_part_of_it_is_not_nobody(
    article: Article, said: str, asked: str, expected: list[str | None]
) -> None:
    """No serious event says nothing of events; no event of a list says something of each."""
    assert values(binary(article(f"{SIZES} {said}"), asked), "events") == expected


@pytest.mark.parametrize(
    ("rows", "expected", "how"),
    [
        ((("Mild", "5", "4"), ("Moderate", "3", "6"), ("Severe", "1", "2")), ["9", "12"], "5 + 3 + 1"),
        ((("Grade 1-2", "5", "4"), ("Grade 3", "3", "6")), ["8", "10"], "5 + 3"),
        ((("None", "32", "28"), ("Grade 1", "5", "4"), ("Grade 2", "3", "6")), ["8", "10"], "5 + 3"),
        ((("None", "30", "28"), ("Grade 1", "5", "4"), ("Grade 2", "3", "6")), [None, None], ""),
        ((("Grade 1", "5", "4"), ("Grade 2", "3", "6")), [None, None], ""),
        ((("Grade 3", "5", "4"), ("Grade 4", "3", "6"), ("Grade 5", "1", "1")), [None, None], ""),
        ((("Any", "7", "9"), ("Mild", "5", "4"), ("Moderate", "3", "6"), ("Severe", "1", "2")), ["7", "9"], ""),
    ],
)
def test_categories_are_summed_where_they_leave_none_out(
    article: Article, rows: Sequence[tuple[str, str, str]], expected: list[str | None], how: str
) -> None:
    """Grades from the first on, or all that make up the group; a row of all of them goes before their sum."""
    table = (HEADS[:3], ("Nausea", "", ""), *rows)
    report = article(SIZES, tables=[("Patients with adverse events by highest grade, n.", table, "")])

    answer = binary(report, "nausea")

    assert values(answer, "events") == expected
    if how:
        events = answer.intervention.numbers["events"]
        assert events.derivation == f"total of categories: {how}"
        assert [p.text for p in events.places] == how.split(" + ")
        assert answer.flags == ("total_of_categories",)
    else:
        assert answer.flags == ()


def test_more_events_than_patients_are_no_patients(article: Article) -> None:
    """Episodes are counted, not those who had them."""
    rows = (HEADS[:3], ("Total cold symptoms", "297", "354"))
    report = article("Patients were followed.", tables=[("Illness.", rows, "")])

    assert values(binary(report, "cold symptoms"), "events") == [None, None]


def test_heads_printed_again_in_the_body_hold_for_the_rows_below(article: Article) -> None:
    """The sizes behind a row's label are those of its groups."""
    rows = (
        ("Symptoms", "Green tea, mean", "Water, mean", "P-value"),
        ("Days of wheeze", "2.9", "5.1", "0.03"),
        ("Knowledge", "Green tea, N (%)", "Water, N (%)", "P-value"),
        ("Named the purpose (Green = 12, Water = 8)", "9 (75.0)", "3 (37.5)", "0.03"),
    )
    report = article(SIZES, tables=[("Changes.", rows, "")])

    answer = binary(report, "knowledge")

    assert values(answer, "events", "group_size") == ["9", "12", "3", "8"]


def test_a_size_told_for_the_asked_time_goes_first(article: Article) -> None:
    """Of those randomised and those who were still there."""
    report = article(
        "Patients were randomised to green tea (n = 90) or water (n = 92).",
        "At week 48 scores were available of fewer patients (green tea, n = 28; water, n = 27).",
        "Response was seen in 50% of the green tea group and 37% of the water group at week 48.",
    )

    answer = binary(report, "response", at="week 48")

    assert values(answer, "events", "group_size") == ["14", "28", "10", "27"]


def test_what_the_group_of_a_bracket_did_is_what_its_share_is_of(article: Article) -> None:
    """The verb behind the brackets says what is counted."""
    report = article(
        f"{SIZES} Patients in the green tea group (80%) had better sleep than those in the water group (50%)."
    )

    assert values(binary(report, "better sleep"), "events") == ["32", "19"]


def test_analysis_sets_named_in_order_part_the_figures(article: Article) -> None:
    """Each share of a sentence is of its own set, over the next sentence too."""
    report = article(
        "The green tea group had 80.0% (32/40) and 86.1% (31/36) eradication rates in the ITT and PP analyses. "
        "The water group had 50.0% (19/38) and 54.3% (19/35) eradication rates in the ITT and PP analyses."
    )

    assert values(binary(report, "eradication rate in PP"), "events", "group_size") == ["31", "36", "19", "35"]


def test_sentences_of_other_things_are_no_pair(article: Article) -> None:
    """Each tells one group; together they tell nothing of both."""
    report = article(f"{SIZES} Nausea occurred in 8 (20%) of green tea. Headache occurred in 9 (24%) of water.")

    assert values(binary(report, "nausea"), "events") == [None, None]


def test_the_most_frequent_events_are_not_all(article: Article) -> None:
    """What is said to be most frequent is what is counted."""
    report = article(f"{SIZES} The most frequent adverse events were headache (green tea: 20%, water: 50%).")

    assert values(binary(report, "adverse events"), "events") == [None, None]
    assert values(binary(report, "headache"), "events") == ["8", "19"]


def test_numbers_of_phases_are_no_results(article: Article) -> None:
    """Periods 1 and 2 are names."""
    report = article(f"{SIZES} Mean length of stay did not differ between periods 1 and 2 with green tea and water.")

    assert values(continuous(report, "length of stay"), "mean") == [None, None]


EYES = (
    HEADS[:3],
    ("First eye", "", ""),
    ("Acuity", "4.1 ± 1.2", "5.0 ± 1.4"),
    ("Second eye", "", ""),
    ("Acuity", "4.3 ± 1.1", "5.2 ± 1.3"),
)


def test_parts_of_a_table_that_tie_are_ambiguous(article: Article) -> None:
    """Rows called alike below two heads tell two answers."""
    report = article("Patients were followed.", tables=[("Scores at week 8.", EYES, "Data are mean ± SD.")])

    answer = continuous(report, "acuity")

    assert values(answer, "mean") == [None, None]
    assert answer.intervention.unknown["mean"] == "ambiguous"


def test_what_stands_before_a_dash_tells_parts_apart(article: Article) -> None:
    """The part that is asked for before the dash decides between rows of one name."""
    report = article("Patients were followed.", tables=[("Scores at week 8.", EYES, "Data are mean ± SD.")])

    assert values(continuous(report, "second eye - acuity"), "mean") == ["4.3", "5.2"]


def test_one_group_with_itself_has_one_size_and_says_so(article: Article) -> None:
    """Before and after are no arms."""
    report = article("Nineteen patients were enrolled. Symptoms became fewer.")

    answer: Answer = pipeline.ask(report, Question("post-yoga", "pre-yoga", "relapse", "binary"))

    assert values(answer, "group_size") == ["19", "19"]
    assert answer.intervention.unknown["events"] == "one_group"
    assert answer.flags == ("one_group",)


def test_the_nearest_count_is_an_assumption(article: Article) -> None:
    """71% of 246 may be 174 or 175."""
    rows = (("", "Green tea (n = 246)", "Water (n = 40)"), ("Relapse, %", "71", "50"))
    report = article("Patients were followed.", tables=[("Events.", rows, "")])

    assumed = binary(report, "relapse", assumptions=("nearest_count",))

    assert values(binary(report, "relapse"), "events") == [None, "20"]
    assert values(assumed, "events") == ["175", "20"]
    assert assumed.intervention.numbers["events"].derivation == "71% of 246, the nearest of 174 to 175"
    assert assumed.flags == ("nearest_count",)


@pytest.mark.parametrize("spread", ["1,4", "1.4"])
def test_a_decimal_comma_among_points_is_one(article: Article, spread: str) -> None:
    """The place keeps the characters as printed."""
    rows = (HEADS[:3], ("Pain score", "4.1 ± 1.2", f"4.3 ± {spread}"))
    report = article("Patients were followed.", tables=[("Scores at week 8.", rows, "Data are mean ± SD.")])

    answer = continuous(report, "pain score")

    assert values(answer, "standard_deviation") == ["1.2", "1.4"]
    place = answer.comparator.numbers["standard_deviation"].places[0]
    assert place.text == report.document.text[place.start : place.end] == f"4.3 ± {spread}"


def test_a_document_with_decimal_commas_is_asked_like_others(article: Article) -> None:
    """Not only its tuples, its answers too."""
    rows = (HEADS[:3], ("Pain score", "4,1 ± 1,2", "5,0 ± 1,4"), ("Sleep score", "7,5 ± 1,1", "7,9 ± 1,3"))
    report = article("Patients were followed (P=0,03).", tables=[("Scores at week 8.", rows, "Data are mean ± SD.")])

    assert values(continuous(report, "pain score"), "mean", "standard_deviation") == ["4.1", "1.2", "5.0", "1.4"]


def test_one_known_group_alone_gives_no_size(article: Article) -> None:
    """A lone group known by name gives no size where the other is not found."""
    report = article("Patients were randomised to metformin (n = 17) or placebo (n = 15).")

    answer = pipeline.ask(report, Question("intuitive eating", "control", "weight", "continuous"))

    assert values(answer, "group_size") == [None, None]
