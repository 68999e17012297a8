"""What sentences tell: each row is one way of telling results."""

from collections.abc import Sequence
from decimal import Decimal

import pytest

from pipeline.assemble.prose import Prose, prose
from pipeline.assemble.studies import studies
from pipeline.document import Document, Passage, Section
from pipeline.extent import Extent
from pipeline.nlp import build
from pipeline.schema import Result

RECOGNISER = build("default")
ARMS = "Patients were compared in the Fluvoxin group and the placebo group. "


def told(text: str, section: str = "results", before: str = ARMS) -> Prose:
    """The prose of one paragraph in a section of an article; ``before`` names its groups."""
    whole = before + text
    document = Document("doc", whole)
    parts = (Section(section, None, Extent(0, len(whole))),)
    passages = (Passage("prose", section, (Extent(0, len(whole)),)),)
    return prose(document, passages, parts, RECOGNISER, (), studies(document))


def brief(results: Sequence[Result]) -> list[tuple[str, str | None, str]]:
    """Printed expression, arm and statistic of each result."""
    return [(r.source.text, r.arm, r.statistic) for r in results]


F, P = "Fluvoxin", "Placebo"
BINDINGS = [
    (
        "Healing was seen in 62% of patients in the fluvoxin group, as compared with 41% of those in the placebo arm.",
        [("62%", F, "proportion"), ("41%", P, "proportion")],
    ),
    ("Pain scores fell by 31.5% with fluvoxin versus 12% with placebo.",
     [("31.5%", F, "mean_percent_change"), ("12%", P, "mean_percent_change")]),
    ("Fluvoxin led to more ulcers than placebo (9.1% vs 3.0%, P=0.02).",
     [("9.1%", F, "proportion"), ("3.0%", P, "proportion")]),
    ("Headache occurred in 12 of 80 patients (15%) in the fluvoxin group and in 5 of 79 (6%) in the placebo group.",
     [("12 of 80 patients (15%)", F, "proportion"), ("5 of 79 (6%)", P, "proportion")]),
    ("In the placebo group, 31 infections occurred, as compared with 14 in the fluvoxin group.",
     [("31", P, "event_count"), ("14", F, "event_count")]),
    ("Mean blood pressure was 131.2 ± 9.4 mm Hg in the fluvoxin group and 140.8 ± 10.1 mm Hg in the placebo group.",
     [("131.2 ± 9.4 mm Hg", F, "mean"), ("140.8 ± 10.1 mm Hg", P, "mean")]),
    ("Median survival was 18.2 and 12.9 months in the fluvoxin and placebo groups, respectively.",
     [("18.2", F, "median"), ("12.9 months", P, "median")]),
    ("Nausea was rarer in the fluvoxin group (8%) than in the placebo group (17%).",
     [("8%", F, "proportion"), ("17%", P, "proportion")]),
    ("Six patients in the placebo group withdrew, as compared with two in the fluvoxin group.",
     [("Six", P, "count"), ("two", F, "count")]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), BINDINGS)
def test_numbers_belong_to_their_groups(sentence: str, expected: list[tuple[str, str, str]]) -> None:
    """Each number has the group that the sentence gives it."""
    found = [r for r in told(sentence).results if r.source.start >= len(ARMS)]

    assert brief(found) == expected


OUTCOMES = [
    ("The cough was gone in 44 patients (58%).", "Cough"),
    ("Rash (23%) was the complaint heard most.", "Rash"),
    ("A total of 41% of patients had complete healing of the ulcer.", "Complete healing of the ulcer"),
    ("There were 27 asthma attacks in the fluvoxin group.", "Asthma attacks"),
    ("Systolic blood pressure decreased by 9.3 mm Hg.", "Change in systolic blood pressure"),
    ("There was a 38% reduction in wound size.", "Change in wound size"),
]


@pytest.mark.parametrize(("sentence", "name"), OUTCOMES)
def test_outcomes_are_named_by_the_words_around(sentence: str, name: str) -> None:
    """Statistic, time and articles are dropped; what distinguishes stays."""
    found = [r for r in told(sentence).results if r.source.start >= len(ARMS)]

    assert [r.outcome for r in found] == [name]


TIMES = [
    ("At 12 weeks, healing was seen in 62% of patients.", [84]),
    ("Healing was seen in 31%, 48%, and 62% of patients at 4, 8, and 12 weeks, respectively.", [28, 56, 84]),
    ("Weight fell from 91.4 kg to 84.2 kg at 6 months.", [0, 182]),
]


@pytest.mark.parametrize(("sentence", "days"), TIMES)
def test_times_are_those_of_the_sentence(sentence: str, days: list[int]) -> None:
    """A time right behind, before, in a list in step, or baseline for the first of two."""
    found = [r for r in told(sentence).results if r.source.start >= len(ARMS)]

    assert [r.timepoint_days for r in found] == days


def test_an_estimate_keeps_its_interval_and_p_value() -> None:
    """A hazard ratio is one tuple with its interval, its p value and both groups."""
    text = (
        "The hazard ratio for death in the fluvoxin group as compared with the placebo group was "
        "0.71 (95% CI, 0.55 to 0.92; P=0.01)."
    )

    (found,) = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert (found.statistic, found.arm, found.comparator) == ("hazard_ratio", F, P)
    assert found.dispersion is not None
    assert found.dispersion.high == Decimal("0.92")
    assert found.p_value is not None
    assert found.p_value.value == Decimal("0.01")


def test_a_p_value_sits_on_the_active_group() -> None:
    """Of two compared shares the one that is not the control carries it."""
    text = "Healing was seen in 41% with placebo and in 62% with fluvoxin (P<0.001)."

    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [(r.arm, r.p_value is not None) for r in found] == [(P, False), (F, True)]


def test_a_definition_is_the_outcome() -> None:
    """What a responder is, is no result of its own."""
    text = "In all, 40% of patients had a 75% reduction in the PASI score (PASI-75)."

    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [(r.source.text, r.outcome) for r in found] == [("40%", "PASI-75")]


def test_group_sizes_are_dispositions() -> None:
    """Methods tell how many were assigned to which group, and nothing else is taken from them."""
    text = "In all, 109 women were enrolled; 55 were randomly assigned to fluvoxin and 54 to placebo. Doses were 20 mg."

    found = [r for r in told(text, "methods").results if r.source.start >= len(ARMS)]

    assert [(r.source.text, r.category) for r in found] == [
        ("109", "disposition"),
        ("55", "disposition"),
        ("54", "disposition"),
    ]
    assert [r.arm for r in found[1:]] == [F, P]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "We enrolled 96 women, and 34 (26 fluvoxin, eight placebo) were evaluable.",
            [("96", None), ("34", None), ("26", F), ("eight", P)],
        ),
        (
            "Twenty-five subjects in the fluvoxin group received a session. Nine subjects in the placebo group underwent surgery.",
            [("Twenty-five", F), ("Nine", P)],
        ),
        ("The placebo group consisting of 47 patients was seen daily.", [("47", P)]),
        (
            "Of these, 34 patients received oral fluvoxin followed by rest and 29 patients received placebo.",
            [("34", F), ("29", P)],
        ),
    ],
)
def test_sizes_in_other_words(text: str, expected: list[tuple[str, str | None]]) -> None:
    """Parts behind the whole, what a group received, what it consisted of: each is the size of its group."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [(r.source.text, r.arm) for r in found if r.category == "disposition"] == expected


def test_cases_carry_their_own_values() -> None:
    """Age and scores before a switch are a patient's baseline, those after it have their time."""
    text = (
        "Case 1 is a 44-year-old man who was given methotrexate (PASI 21, DLQI 17). Therapy was switched to fluvoxin. "
        "After 8 weeks he was better (PASI 3.5)."
    )

    found = told(text, "other", before="").results

    assert [(r.arm, r.statistic, r.timepoint_days) for r in found[:1]] == [("Case 1", "single_value", 0)]
    assert {r.arm for r in found} == {"Case 1"}


def test_one_group_is_the_intervention() -> None:
    """Where nobody serves as control, the drug named over and over is the arm."""
    text = (
        "Treatment with fluvoxin was safe. Patients receiving fluvoxin and patients treated with fluvoxin did well. "
        "Relief came in 71% of patients."
    )

    found = told(text, before="").results

    assert [r.source.text for r in found] == ["71%"]


NOTHING = [
    "Scores range from 0 to 28, with higher scores indicating worse pain.",
    "The trial was done in 14 hospitals between March 2011 and May 2013.",
    "Fluvoxin was given at a dose of 40 mg every 2 weeks.",
    "Details are in Table 3 and Figure 2.",
]


@pytest.mark.parametrize("sentence", NOTHING)
def test_numbers_of_design_are_no_results(sentence: str) -> None:
    """They are excluded, each with its reason."""
    found = told(sentence)

    assert [r for r in found.results if r.source.start >= len(ARMS)] == []
    assert found.exclusions


@pytest.mark.parametrize("sentence", [row[0] for row in (*BINDINGS, *OUTCOMES, *TIMES)])
def test_every_place_slices_to_its_text(sentence: str) -> None:
    """Sources and evidence are the document's own characters; every result names its rule."""
    text = ARMS + sentence

    for result in told(sentence).results:
        assert text[result.source.start : result.source.end] == result.source.text
        assert all(text[p.start : p.end] == p.text for p in result.evidence.values())
        assert result.rule.startswith("prose.")
        assert "value" in result.evidence


def test_two_runs_say_the_same() -> None:
    """Nothing depends on the order of a set."""
    text = " ".join(row[0] for row in BINDINGS)

    assert told(text) == told(text)
