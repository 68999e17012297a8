"""What a report answers to a question: numbers, places, derivations, reasons."""

from collections.abc import Callable
from decimal import Decimal

import pytest

import pipeline
from pipeline.evidence import Answer, Question
from pipeline.extract import Extractor
from pipeline.extraction import Extraction

Article = Callable[..., Extraction]
TEA = ("green tea", "water")


def values(answer: Answer, *slots: str) -> list[str | None]:
    """The numbers of both groups as printed."""
    found = (group.value(slot) for group in answer.groups for slot in slots)
    return [None if value is None else format(value, "f") for value in found]


def binary(extraction: Extraction, outcome: str, assumptions: tuple[str, ...] = (), **more: str) -> Answer:
    """The answer to a question about events."""
    return pipeline.ask(extraction, Question(*TEA, outcome, "binary", assumptions=assumptions, **more))


def continuous(extraction: Extraction, outcome: str, assumptions: tuple[str, ...] = (), **more: str) -> Answer:
    """The answer to a question about means."""
    return pipeline.ask(extraction, Question(*TEA, outcome, "continuous", assumptions=assumptions, **more))


HEADS = ("", "Green tea (n = 40)", "Water (n = 38)", "P value")


@pytest.mark.parametrize(
    ("row", "outcome", "expected"),
    [
        (("Relapse", "8 (20.0)", "19 (50.0)", "0.01"), "relapse", ["8", "40", "19", "38"]),
        (("Relapse", "20%", "50%", "0.01"), "relapse", ["8", "40", "19", "38"]),
        (("Relapse, n/N (%)", "8/39 (20.5)", "19/38 (50.0)", "0.01"), "relapse", ["8", "39", "19", "38"]),
        (("Myocardial infarction (MI)", "1 (2.5)", "0", "0.3"), "heart attacks", ["1", "40", "0", "38"]),
        (("Nausea", "8 (20.0)", "19 (50.0)", "0.01"), "relapse", [None, "40", None, "38"]),
    ],
)
def test_events_of_a_row(article: Article, row: tuple[str, ...], outcome: str, expected: list[str | None]) -> None:
    """Counts as printed or following from the percentage; another outcome is no answer, the sizes stay known."""
    report = article("Patients were followed.", tables=[("Events during treatment.", (HEADS, row), "Data are n (%).")])

    assert values(binary(report, outcome), "events", "group_size") == expected


def test_every_number_has_its_characters_and_tuple(article: Article) -> None:
    """The place is a slice of the text; the tuple of the cell is named; derived numbers say how."""
    rows = (HEADS, ("Relapse, %", "20", "50", "0.01"))
    report = article("Patients were followed.", tables=[("Events.", rows, "")])

    answer = binary(report, "relapse")

    events = answer.intervention.numbers["events"]
    assert events.derivation == "20% of 40"
    assert [report.document.text[p.start : p.end] for p in events.places] == [p.text for p in events.places]
    assert events.tuples[0] in {r.tuple_id for r in report.results}


def test_a_share_that_no_single_count_gives_stays_unknown(article: Article) -> None:
    """60% of 1000 may be 595 to 604 patients."""
    rows = (("", "Green tea (n = 1000)", "Water (n = 10)"), ("Relapse, %", "60", "33"))
    report = article("Patients were followed.", tables=[("Events.", rows, "")])

    answer = binary(report, "relapse")

    assert values(answer, "events") == [None, None]
    assert answer.intervention.unknown["events"] == "no_whole_number_fits"


@pytest.mark.parametrize(
    ("cells", "note", "expected", "how"),
    [
        (("4.1 ± 1.2", "5.0 ± 1.4"), "Data are mean ± SD.", ["4.1", "1.2", "5.0", "1.4"], ""),
        (("4.1 (0.2)", "5.0 (0.3)"), "Data are mean (SE).", ["4.1", "1.26", "5.0", "1.85"], "SE 0.2 x sqrt(40)"),
    ],
)
def test_means_with_the_spread_as_labelled(
    article: Article, cells: tuple[str, str], note: str, expected: list[str], how: str
) -> None:
    """An SD as printed, and one from an SE by arithmetic."""
    rows = (HEADS, ("Pain score", *cells, "0.02"))
    report = article("Patients were followed.", tables=[("Scores at week 8.", rows, note)])

    answer = continuous(report, "pain score")

    assert values(answer, "mean", "standard_deviation") == expected
    assert answer.intervention.numbers["standard_deviation"].derivation == how


@pytest.mark.parametrize(
    ("p", "age", "said", "expected", "flag"),
    [
        ("0.02", ("31 ± 2", "30 ± 2"), "", None, ""),  # neither reading gives this p
        ("0.003", ("31 ± 2", "30 ± 2"), "", "1.2", "dispersion_inferred"),  # as SD p is 0.003, as SE 0.63
        ("0.63", ("31 ± 2", "30 ± 2"), "", "7.59", "dispersion_inferred"),
        ("NS", ("45 ± 12", "44 ± 13"), "", "1.2", "dispersion_inferred"),  # as SE the SD of age would be 76 years
        ("NS", ("31 ± 2", "30 ± 2"), "All data are presented as mean ± SEM.", "7.59", ""),
        ("NS", ("31 ± 2", "30 ± 2"), "All data are presented as mean ± SD or mean ± SEM.", None, ""),
    ],
)
def test_an_unnamed_spread_is_what_the_document_shows(
    article: Article, p: str, age: tuple[str, str], said: str, expected: str | None, flag: str
) -> None:
    """By the sentence on its means, by the p or by the ages of its groups; else it stays unknown, unless assumed."""
    tables = [
        ("Baseline characteristics.", (HEADS, ("Age, years", *age, "")), ""),
        ("Scores at week 8.", (HEADS, ("Pain score", "4.1 ± 1.2", "5.0 ± 1.4", p)), ""),
    ]
    report = article(f"Patients were followed. {said}", tables=tables)

    answer = continuous(report, "pain score")
    assumed = continuous(report, "pain score", assumptions=("unnamed_spread_is_sd",))

    assert values(answer, "standard_deviation")[0] == expected
    assert answer.flags == ((flag,) if flag else ())
    if expected is None:
        assert answer.intervention.unknown["standard_deviation"] == "unnamed_spread"
        assert values(assumed, "standard_deviation") == ["1.2", "1.4"]
        assert assumed.flags == ("unnamed_spread_read_as_sd",)
    else:
        assert values(assumed, "standard_deviation") == values(answer, "standard_deviation")


def test_equal_groups_are_an_assumption(article: Article) -> None:
    """Nothing tells how many of sixty are in each of two groups."""
    report = article("Sixty patients were randomly divided into two groups.")

    answer = binary(report, "relapse", assumptions=("equal_groups",))

    assert values(answer, "group_size") == ["30", "30"]
    assert answer.flags == ("group_sizes_assumed_equal",)


def test_mean_and_sd_in_rows_of_their_own(article: Article) -> None:
    """Two rows of one outcome are one point."""
    rows = (HEADS[:3], ("Pain score, mean", "4.1", "5.0"), ("Pain score, SD", "1.2", "1.4"))
    report = article("Patients were followed.", tables=[("Scores at week 8.", rows, "")])

    assert values(continuous(report, "pain"), "mean", "standard_deviation") == ["4.1", "1.2", "5.0", "1.4"]


def test_the_asked_time_else_the_last_and_never_baseline(article: Article) -> None:
    """Rows of times under one outcome."""
    rows = (
        HEADS[:3],
        ("Pain score, baseline", "7.0 ± 1.0", "7.1 ± 1.1"),
        ("Pain score, week 4", "5.0 ± 1.0", "6.1 ± 1.1"),
        ("Pain score, week 8", "4.0 ± 1.0", "5.1 ± 1.1"),
    )
    report = article("Patients were followed.", tables=[("Scores.", rows, "Values are mean ± SD.")])

    last, asked = continuous(report, "pain score"), continuous(report, "pain score", at="week 4")

    assert values(last, "mean") == ["4.0", "5.1"]
    assert values(asked, "mean") == ["5.0", "6.1"]
    assert {"before treatment", "another time point"} <= {r.rule for r in asked.rejected}


def test_a_window_refuses_times_outside(article: Article) -> None:
    """Week 8 is not within two weeks of week 16."""
    rows = (HEADS[:3], ("Pain score, week 8", "4.0 ± 1.0", "5.1 ± 1.1"))
    report = article("Patients were followed.", tables=[("Scores.", rows, "Values are mean ± SD.")])

    answer = continuous(report, "pain score", at="week 16", window="2 weeks")

    assert values(answer, "mean") == [None, None]
    assert [r.rule for r in answer.rejected] == ["outside the time window"]


@pytest.mark.parametrize(
    ("sentence", "outcome", "expected"),
    [
        ("Relapse occurred in 8 of 40 patients (20%) in the green tea group and in 19 of 38 (50%) in the water group.",
         "relapse", ["8", "40", "19", "38"]),
        ("Green tea (n = 40) and water (n = 38) were compared. Rates of death (5% vs. 50%) and relapse (20% vs. 50%) differed.",
         "relapse", ["8", "40", "19", "38"]),
        ("Green tea (n = 40) and water (n = 38) were compared. No deaths were reported in either group.",
         "death", ["0", "40", "0", "38"]),
    ],
)  # fmt: skip
def test_events_of_sentences(article: Article, sentence: str, outcome: str, expected: list[str]) -> None:
    """Figures go to the group that is named with them, in the order of naming, or to both when nobody had the event."""
    assert values(binary(article(sentence), outcome), "events", "group_size") == expected


def test_arms_are_told_apart_by_dose(article: Article) -> None:
    """400 mg is not 200 mg."""
    heads = ("", "Placebo (n = 20)", "Drug X 200 mg (n = 21)", "Drug X 400 mg (n = 22)")
    report = article("Patients were followed.", tables=[("Events.", (heads, ("Relapse", "9", "6", "3")), "")])

    answer = pipeline.ask(report, Question("drug X 400 mg", "control", "relapse", "binary"))

    assert values(answer, "events", "group_size") == ["3", "22", "9", "20"]


@pytest.mark.parametrize(
    ("sentences", "expected", "flags"),
    [
        (("Sixty patients were randomly divided into two groups.",), [None, None], ()),
        (("Sixty patients were randomly divided into two equal groups.",), ["30", "30"], ()),
        (("Sixty patients were randomized into two groups, each containing 30 patients.",), ["30", "30"], ()),
        (("Patients received green tea (n = 31) or water (n = 29).",), ["31", "29"], ()),
        (("Of the patients, 31 were assigned to green tea and 29 to water.",), ["31", "29"], ()),
        (("Patients were followed for a year.",), [None, None], ()),
    ],
)
def test_group_sizes(article: Article, sentences: tuple[str], expected: list[str | None], flags: tuple[str]) -> None:
    """Told for each group, or following from halves that the text calls equal; never made up."""
    answer = binary(article(*sentences), "relapse")

    assert values(answer, "group_size") == expected
    assert answer.flags == flags


def test_a_figure_is_the_reason(article: Article) -> None:
    """What a figure's caption names is told there."""
    answer = continuous(article("Green tea and water were compared."), "pain score")

    assert answer.intervention.unknown["mean"] == "not_reported"


def test_medians_are_no_means(article: Article) -> None:
    """The reason says so."""
    rows = (HEADS[:3], ("Pain score, median (IQR)", "4 (3–6)", "5 (4–7)"))
    report = article("Patients were followed.", tables=[("Scores at week 8.", rows, "")])

    assert continuous(report, "pain score").intervention.unknown["mean"] == "median_only"


def test_same_question_same_answer(article: Article) -> None:
    """An answer is a value: asked twice it is equal."""
    report = article("Relapse occurred in 8 of 40 patients (20%) with green tea and in 19 of 38 (50%) with water.")

    assert binary(report, "relapse") == binary(report, "relapse")
    assert binary(report, "relapse").intervention.numbers["events"].value == Decimal(8)


def test_two_tables_of_one_name_are_ambiguous_unless_one_is_of_all(article: Article) -> None:
    """Different numbers under the same heads are not chosen between; a table of all patients is."""
    one, other = (HEADS[:3], ("Relapse", "8 (20.0)", "19 (50.0)")), (HEADS[:3], ("Relapse", "4 (10.0)", "9 (23.7)"))
    unclear = article(
        "Text.", tables=[("Events.", one, "Data are n (%)."), ("Events again.", other, "Data are n (%).")]
    )
    answer = binary(unclear, "relapse")
    assert answer.intervention.unknown["events"] == "ambiguous"
    assert len(answer.rejected) == 2

    clear = article("Text.", tables=[("Events in severe disease.", other, ""), ("Events in all patients.", one, "")])
    assert values(binary(clear, "relapse"), "events") == ["8", "19"]


@pytest.mark.parametrize("kind", ["", "binary"])
def test_a_number_in_a_name_and_the_asked_day_count(kind: str, extractor: Extractor) -> None:
    """EASI-50 is neither the EASI score of the baseline nor the EASI-50 of another time; the kind need not be said."""
    report = extractor.extract("corpus/four-trials-dupilumab.txt")

    answer = pipeline.ask(report, Question("dupilumab", "placebo", "EASI-50", kind, at="day 85"))

    assert answer.kind == "binary"
    assert values(answer, "events", "group_size") == ["47", "55", "19", "54"]


DOSES = ("", "Combined X (n = 80)", "40 mg (n = 41)", "60 mg (n = 39)", "Placebo (n = 78)")


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ("drug X (40 and 60 mg combined)", ["20", "80", "3", "78"]),
        ("drug X 60 mg", ["12", "39", "3", "78"]),
    ],
)
def test_of_groups_side_by_side_one_is_taken(article: Article, asked: str, expected: list[str]) -> None:
    """Two doses and both together are three groups."""
    report = article("Patients were followed.", tables=[("Events.", (DOSES, ("Nausea", "20", "8", "12", "3")), "")])

    answer = pipeline.ask(report, Question(asked, "placebo", "nausea", "binary"))

    assert values(answer, "events", "group_size") == expected


def test_denominators_tell_whose_a_figure_is(article: Article) -> None:
    """A list of more groups than are asked for."""
    heads = ("", "Drug X (n = 80)", "Drug Y (n = 41)", "Placebo (n = 78)")
    report = article(
        "Relapse in the three groups was 25% (20/80 patients), 20% (8/41) and 4% (3/78), respectively.",
        tables=[("Events.", (heads, ("Nausea", "1", "2", "3")), "")],
    )

    answer = pipeline.ask(report, Question("drug X", "placebo", "relapse", "binary"))

    assert values(answer, "events", "group_size") == ["20", "80", "3", "78"]


def test_a_dose_list_is_a_list_of_groups(article: Article) -> None:
    """The figure of the other dose is not the placebo's."""
    said = "The mean pain score fell by 15.6 (SD 4.1) and 14.9 (SD 4.2) for drug X 300 and 600 mg, respectively."
    report = article(f"Pain was worse with placebo. {said}")

    for dose in ("300 mg", "600 mg"):
        answer = pipeline.ask(report, Question(f"drug X {dose}", "placebo", "pain score", "continuous"))
        assert answer.comparator.value("mean") is None


@pytest.mark.parametrize(
    ("sentence", "outcome", "expected"),
    [
        ("Severe pain was absent: no severe pain in 12 (30%) of green tea and 9 (24%) of water patients.", "severe pain", None),
        ("The rate of relapse was 2.0 per 100 patient-years with green tea and 3.1 per 100 patient-years with water.", "relapse", None),
        ("At week 52, 17 patients were abstinent, 12 in the green tea group (30.0%) and 5 in the water group (13.2%).", "abstinence", "12"),
        ("No serious adverse events were reported in the green tea group, in which all patients completed the study.", "serious adverse events", None),
    ],
)  # fmt: skip
def test_what_is_no_count_of_the_outcome(article: Article, sentence: str, outcome: str, expected: str | None) -> None:
    """Those without it, a unit of time, and nobody of one group only; a count with its share behind the group's name is."""
    answer = binary(article("Patients received green tea (n = 40) or water (n = 38).", sentence), outcome)

    assert values(answer, "events")[0] == expected


def test_rows_named_equally_far_from_the_asked_outcome_are_ambiguous(article: Article) -> None:
    """Nothing tells which kind of adverse event is meant."""
    rows = (HEADS, ("Adverse events: headache", "8", "9", ""), ("Adverse events: nausea", "3", "4", ""))
    answer = binary(article("Patients were followed.", tables=[("Events.", rows, "")]), "adverse events")

    assert values(answer, "events") == [None, None]
    assert answer.intervention.unknown["events"] == "ambiguous"


@pytest.mark.parametrize(
    ("head", "cell", "expected"),
    [
        ("mean ± SD (n)", "4.1 ± 1.2 (36)", ["4.1", "1.2", "36"]),
        ("mean score (n)", "4.1 (36)", ["4.1", None, "36"]),
    ],
)
def test_the_size_in_a_cell(article: Article, head: str, cell: str, expected: list[str | None]) -> None:
    """Where the head says so, the last bracket is the number of patients."""
    rows = (("", f"Green tea {head}", f"Water {head}"), ("Pain score", cell, cell))
    answer = continuous(article("Patients were followed.", tables=[("Scores.", rows, "")]), "pain score")

    assert values(answer, "mean", "standard_deviation", "group_size")[:3] == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "From baseline to week 12 in the green tea group pain was divided into classes.",
        "After one month only 11 patients in the green tea group had pain; patients were divided into classes.",
        "Treatment was stopped in 14 patients in the green tea group; patients were divided into classes.",
        "Patients were divided into classes; withdrawals (green tea, n = 29 [16.9%]) were few.",
    ],
)
def test_events_and_times_are_no_group_sizes(article: Article, sentence: str) -> None:
    """A count of those with an event, or a week, says nothing of the size of the group."""
    assert values(binary(article(sentence), "relapse"), "group_size") == [None, None]


def test_the_size_in_a_row_of_both_groups_is_a_total(article: Article) -> None:
    """``2 months (n = 75)`` counts the patients of both groups."""
    rows = (("", "Green tea", "Water"), ("Pain score at 2 months (n = 75), mean (SD)", "4.1 (1.2)", "5.0 (1.4)"))
    answer = continuous(article("Patients were followed.", tables=[("Scores.", rows, "")]), "pain score")

    assert values(answer, "mean", "group_size") == ["4.1", None, "5.0", None]
