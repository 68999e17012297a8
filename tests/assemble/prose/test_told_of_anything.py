"""Typical sentences of any field: which statistic, count, spread and time a number has, and which are no results."""

from decimal import Decimal

import pytest

from pipeline.assemble.prose.lengths import treatment_length
from pipeline.schema import Result
from tests.assemble.prose.test_prose import ARMS, told

STATISTICS = [
    # A number of times is a ratio of two groups, or the change of one.
    ("Fluvoxin users had 1.50 (95% CI 0.88 to 2.57) times the odds of remission.", [("odds_ratio", "1.50")]),
    ("Antibody titres rose 4.2-fold with fluvoxin.", [("relative_change", "4.2")]),
    # An interval without a label of its own is of the ratio that the one before it is of.
    ("The odds ratio of relapse was 0.83 (95% CI 0.49 to 1.38) for falls and, asked in the full and original form of the "
     "questionnaire that was given to all the participants at the very end of their stay, 0.89 (95% CI 0.52 to 1.51).",
     [("odds_ratio", "0.83"), ("odds_ratio", "0.89")]),
    # Changes, also the later ones of a list and those in brackets.
    ("There was a small (~5%) decrease in heart rate with fluvoxin.", [("mean_percent_change", "5")]),
    ("We saw an increase in strength by 16.4% (P<0.05), in balance by 29.2% (P<0.05) and in speed by 22.5% (P>0.05).",
     [("mean_percent_change", "16.4"), ("mean_percent_change", "29.2"), ("mean_percent_change", "22.5")]),
    ("Insulin decreased (14.1 ± 10.6%, p < 0.05) with fluvoxin.", [("mean_percent_change", "14.1")]),
    ("Antibody titres fell to a geometric mean of 72 with fluvoxin.", [("mean", "72")]),
    # A level that is a percentage differs by points of itself.
    ("HbA1c decreased by 0.9% with fluvoxin and by 0.1% with placebo (difference -0.8%, 95% CI -1.1 to -0.5).",
     [("mean_change", "0.9"), ("mean_change", "0.1"), ("mean_difference", "-0.8")]),
    # Words count; so do whole numbers of each group in a bracket and before what people did.
    ("Relapse occurred in 12 patients with fluvoxin and five with placebo.", [("count", "12"), ("count", "5")]),
    ("Tolerability was rated very good by most (31 with fluvoxin and 28 with placebo).",
     [("count", "31"), ("count", "28")]),
    ("Most had asthma as the first or the only diagnosis (206 and 75 patients, respectively).",
     [("count", "206"), ("count", "75")]),
    # The number of a group is never a rate behind its own events.
    ("The patients had 17 infections, or 0.20 per patient, against 6 infections, or 0.05 per patient, with fluvoxin.",
     [("event_count", "17"), ("rate", "0.20"), ("event_count", "6"), ("rate", "0.05")]),
    ("The incidence of falls was 3.4 per 100 person-years with fluvoxin.", [("rate", "3.4")]),
    # A range is one, whatever it ranges over; a fall from high to low is no scale.
    ("Consent rates ranged from 50 to 98% across sites.", [("range", "50")]),
    ("The pain score fell from 4.5 to 2.7 with fluvoxin.", [("mean", "4.5"), ("mean", "2.7")]),
]  # fmt: skip


def _told(text: str) -> list[Result]:
    return [r for r in told(text).results if r.source.start >= len(ARMS)]


@pytest.mark.parametrize(("text", "expected"), STATISTICS)
def test_a_number_has_its_statistic(text: str, expected: list[tuple[str, str]]) -> None:
    """As its words say."""
    assert [(r.statistic, r.value) for r in _told(text)] == [(s, Decimal(v)) for s, v in expected]


UNNAMED = [
    # No name of an outcome stands near: what the clause says is one.
    ("Fewer patients relapsed with fluvoxin (12/40) than with placebo (22/43).", [(12, "Relapsed"), (22, "Relapsed")]),
    ("Four fluvoxin users and one placebo user reported serious falls.", [(4, "falls"), (1, "falls")]),
    ("Relapse was seen in 30 (34%) overall; the proportion was higher with fluvoxin (52, 42%).",
     [(30, "Relapse"), (52, "Relapse")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), UNNAMED)
def test_a_number_without_a_name_near_is_told_by_its_clause(text: str, expected: list[tuple[int, str]]) -> None:
    """It is a result all the same."""
    found = [(r.count, r.outcome) for r in _told(text)]

    assert [count for count, _ in found] == [count for count, _ in expected]
    assert all(name in outcome for (_, outcome), (_, name) in zip(found, expected, strict=True))


NO_RESULTS = [
    "The number needed to treat was 8 (95% CI 5 to 21).",
    "Severe events were most common in cycles 1, 2, and 4.",
    "The exposure ratios lay within the predefined bounds (0.80-1.25).",
    "An odds ratio greater than 1 favours fluvoxin.",
    "Those who did not attend 80% of the training were left out.",
    "The trial was registered as CTRI/2009/091/000099 on 31-03-2009.",
    "Six Danish hospitals took part; this one follows patients for a year.",
]


@pytest.mark.parametrize("text", NO_RESULTS)
def test_limits_cycles_and_registries_are_no_results(text: str) -> None:
    """Each number of them is none."""
    assert _told(text) == []


COUNTED = [
    ("At six months, 44% (18) of the patients given fluvoxin were in remission.", 18, None, "44"),
    ("In all, 26 patients (6.5% of 397) met the criteria.", 26, 397, "6.5"),
    ("Relapse was seen in 15 of 36 volunteers (42%).", 15, 36, "42"),
    ("Samples were lost from 36 employees (83%, 95% CI 79% to 86%).", 36, None, "83"),
]


@pytest.mark.parametrize(("text", "count", "denominator", "value"), COUNTED)
def test_a_share_has_its_count_and_what_it_is_of(text: str, count: int, denominator: int | None, value: str) -> None:
    """In one bracket or before it."""
    (found,) = _told(text)

    assert (found.statistic, found.count, found.value) == ("proportion", count, Decimal(value))
    assert found.denominator == denominator


SPREADS = [
    ("The mean (sd) pain score was 16.1 (2.9) with fluvoxin.", ("SD", "2.9", None, None)),
    ("The mean change (SD) in pain was +3.6 (5.7; p = 0.02) with fluvoxin.", ("SD", "5.7", None, None)),
    ("The relative risk of relapse was 0.59 (90% CL 0.35-0.98).", ("CI", None, "0.35", "0.98")),
    ("The relative risk of relapse was 0.59 (95% confidence limits 0.35, 0.98).", ("CI", None, "0.35", "0.98")),
]


@pytest.mark.parametrize(("text", "spread"), SPREADS)
def test_a_spread_is_of_the_kind_that_is_printed(
    text: str, spread: tuple[str, str | None, str | None, str | None]
) -> None:
    """Small letters and limits as well."""
    (found,) = _told(text)

    assert found.dispersion is not None
    kind, *numbers = spread
    given = found.dispersion
    assert given.type == kind
    assert [given.value, given.low, given.high] == [None if n is None else Decimal(n) for n in numbers]


def test_a_p_value_may_lack_its_sign() -> None:
    """``P 0.004``; but not ``P 4``."""
    (first, *_) = _told("The groups differed in remission (54% vs 22%, P 0.004).")

    assert first.p_value is not None
    assert first.p_value.value == Decimal("0.004")


TIMES = [
    ("Remission was seen in 54.5% and 15.8% at week 12 and in 52.3% and 14.0% at week 52.", [84, 84, 364, 364]),
    ("Retention was 85% and 88% at six and 12 weeks, respectively.", [42, 84]),
    ("Mean (SD) baseline pain scores were 6.7 (1.2) with fluvoxin.", [0]),
    ("Before treatment the pain score was 6.7 ± 1.2 with fluvoxin.", [0]),
    ("At the end of treatment the pain score was 4.1 ± 1.0, and 6.0 ± 1.1 at week 40.", [None, 280]),
    ("The pain score at baseline fell from 16.1 (2.9) to 5.1 (4.6) with fluvoxin.", [0, None]),
    ("Weight fell (76.6 ± 14.7 to 75.7 ± 14.6 kg) after 12 weeks of fluvoxin.", [0, 84]),
    ("Lumen area was larger at entry (6.9 ± 1.9 vs 7.4 ± 2.4 mm2) and after 9 months (6.9 ± 1.9 vs 7.2 ± 2.3 mm2).",
     [None, None, 274, 274]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "days"), TIMES)
def test_a_number_has_its_time(text: str, days: list[int | None]) -> None:
    """That of its row, of an occasion, or the end of the treatment."""
    assert [r.timepoint_days for r in _told(text)] == [None if d is None else Decimal(d) for d in days]


LENGTHS = [
    (["Patients took fluvoxin twice daily for 24 weeks.", "The 24-week treatment was followed up for 2 years."], 168),
    (["Women trained three times a week for eight weeks."], 56),
    (["A 12-week course or 6 weeks of treatment was given."], None),
    (["Patients were recruited over 3 years."], None),
]


@pytest.mark.parametrize(("texts", "days"), LENGTHS)
def test_how_long_a_treatment_lasts_is_what_most_mentions_say(texts: list[str], days: int | None) -> None:
    """So that its end is a time; none where they disagree."""
    assert treatment_length(texts) == (None if days is None else Decimal(days))


def test_a_share_is_of_the_people_its_sentence_begins_with() -> None:
    """Where the arithmetic agrees: 8 of 65 are not 40%."""
    found = [(r.count, r.denominator) for r in _told("Of 65 volunteers, 36 (55.4%) smoked and 8 (40%) drank.")]

    assert found[-2:] == [(36, 65), (8, None)]
