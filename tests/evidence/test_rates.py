"""Rates over person-time: what is asked, what follows from what, the ratio of two."""

from collections.abc import Callable, Sequence
from math import log

import pytest

import pipeline
from pipeline.evidence import Answer, Question
from pipeline.evidence.effects import Effect, effect
from pipeline.evidence.exports.effected import effected
from pipeline.evidence.exports.escalc import row
from pipeline.extraction import Extraction
from tests.evidence.test_ask import TEA, continuous, values

Article = Callable[..., Extraction]
HEADS = ("", "Green tea (n = 40)", "Water (n = 38)")
SLOTS = ("events", "person_time", "rate")
CASES = [
    (
        (("Falls, events (rate per 100 patient-years)", "12 (24.5)", "20 (40.2)"), ("Patient-years", "49.0", "49.8")),
        ["12", "49.0", "24.5", "20", "49.8", "40.2"],
        ("", ""),
    ),
    (
        (("Falls, events (rate per 100 patient-years)", "12 (24.5)", "20 (40.2)"),),
        ["12", "49.0", "24.5", "20", "49.8", "40.2"],
        ("", "12 events at 24.5 per 100 person-years"),
    ),
    (
        (("Falls, rate per 100 patient-years", "24.5", "40.2"), ("Patient-years of follow-up", "49.0", "49.8")),
        ["12", "49.0", "24.5", "20", "49.8", "40.2"],
        ("24.5 per 100 of 49.0", ""),
    ),
]


def asked(report: Extraction, outcome: str = "falls") -> Answer:
    """The answer to a question about a rate."""
    return pipeline.ask(report, Question(*TEA, outcome, "rate"))


@pytest.mark.parametrize(("rows", "expected", "how"), CASES)
def test_events_time_and_rate_as_printed_or_from_the_other_two(
    article: Article, rows: Sequence[tuple[str, str, str]], expected: list[str], how: tuple[str, str]
) -> None:
    """Each number says how it follows; the ratio is that of the events over their time."""
    report = article("Patients were followed.", tables=[("Safety.", (HEADS, *rows), "")])

    answer = asked(report)

    assert values(answer, *SLOTS) == expected
    numbers = answer.intervention.numbers
    assert (numbers["events"].derivation, numbers["person_time"].derivation) == how
    found = effect(answer)
    assert isinstance(found, Effect)
    assert found.measure == "IRR"
    assert found.estimate == pytest.approx(log((12 / 49.0) / (20 / 49.8)))
    columns = row(effected(answer))
    assert [str(columns[name]) for name in ("x1i", "t1i", "x2i", "t2i")] == ["12", "49.0", "20", "49.8"]


def test_a_rate_alone_cannot_be_pooled_and_says_why(article: Article) -> None:
    """Neither events nor person-time stand anywhere."""
    rows = (HEADS, ("Falls, rate per 100 patient-years", "24.5", "40.2"))
    report = article("Patients were followed.", tables=[("Safety.", rows, "")])

    answer = asked(report)

    assert values(answer, *SLOTS) == [None, None, "24.5", None, None, "40.2"]
    assert answer.intervention.unknown == {"events": "not_reported", "person_time": "no_person_time"}
    assert effect(answer) == "events of green tea: not_reported"


@pytest.mark.parametrize(
    "said",
    [
        "Falls occurred at 2.3 versus 1.8 per 100 patient-years with green tea and water.",
        "Falls occurred at 2.3 per 100 patient-years with green tea and at 1.8 per 100 patient-years with water.",
    ],
)
def test_rates_of_a_sentence(article: Article, said: str) -> None:
    """The unit behind the last is that of both; neither is a mean."""
    report = article(said)

    assert values(asked(report), "rate") == ["2.3", "1.8"]
    assert values(continuous(report, "falls"), "mean") == [None, None]


def test_counts_of_patients_are_no_rate(article: Article) -> None:
    """A share is not told over time."""
    rows = (HEADS, ("Falls", "8 (20.0)", "19 (50.0)"))
    report = article("Patients were followed.", tables=[("Safety.", rows, "Data are n (%).")])

    answer = asked(report)

    assert values(answer, *SLOTS) == [None] * 6
    assert answer.intervention.unknown["rate"] == "not_reported"
