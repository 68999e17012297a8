"""Names of outcomes in sentences as trials tell them: each row is one class of wording, in our own words."""

import pytest

from tests.assemble.prose.test_prose import ARMS, told

KEPT = [
    # What belongs to the name stays in it.
    ("Median overall survival was 14.2 months with fluvoxin.", ["Overall survival"]),
    ("Mean left ventricular mass was 142 ± 20 g with fluvoxin.", ["Left ventricular mass"]),
    ("Common were nausea (9%), decreased appetite (7%) and fever (3%).", ["Nausea", "Decreased appetite", "Fever"]),
    ("Death from any cause occurred in 12% of the fluvoxin group.", ["Death from any cause"]),
    ("Total bilirubin was 12.1 ± 2.0 µmol/L with fluvoxin.", ["Total bilirubin"]),
    ("The 6-minute walk distance was 310 m with fluvoxin.", ["6-minute walk distance"]),
    ("The change in FSDS-DAO total score was 2.1 ± 0.4 with fluvoxin.", ["Change in FSDS-DAO total score"]),
    ("Fluvoxin raised the odds for improved gait (OR 2.37; 95% CI 1.20 to 4.68).", ["Odds for improved gait"]),
    ("Relapse-free days averaged 61 with fluvoxin.", ["Relapse-free days"]),
    ("Five patients (12.5%) on fluvoxin withdrew because of rash.", ["Withdrew because of rash"]),
]  # fmt: skip

DROPPED = [
    # How it was compared, tested or judged, and when, are no part of a name.
    ("The LS mean difference in grip strength was 1.2 kg (95% CI, 0.5 to 1.9).", ["Grip strength"]),
    ("Fluvoxin had a lower risk of falls (HR 0.70; 95% CI 0.55 to 0.89).", ["Risk of falls"]),
    ("Log titre after the second boost was 1.72 ± 0.3 with fluvoxin.", ["Log titre"]),
    ("Peak flow fell as per the Wilcoxon two-tailed test (P < 0.001).", ["Peak flow"]),
    ("There was a difference in terms of weight (P = 0.04).", ["Weight"]),
    ("Failures were similar across trial arms (9% vs 8%).", ["Failures"] * 2),
    ("Retention was acceptable (85% with fluvoxin).", ["Retention"]),
    ("Fluvoxin was associated with a rapid and marked reduction in the itch score (P = 0.01).", ["Itch score"]),
    ("A marked increase occurred in the torque of the knee (P = 0.01).", ["Torque of the knee"]),
    ("We did not observe any significant difference in mobility (P = 0.40).", ["Mobility"]),
]  # fmt: skip

PEOPLE = [
    # What people did or had, with its negation; not who they were or what they were given.
    ("Deaths occurred in 5 patients given fluvoxin and 9 given placebo.", ["Deaths", "Deaths"]),
    ("Of the patients on fluvoxin, 12 (30%) had not had a relapse.", ["No relapse"]),
    ("The proportion of patients who died within 30 days was 5.0% with fluvoxin.", ["Died"]),
    ("The percentage of patients who did not reach remission was 15% with fluvoxin.", ["Did not reach remission"]),
    ("Five patients did not meet the criteria.", ["Did not meet the criteria"]),
    ("Twenty of the participants were not assessed.", ["Not assessed"]),
    ("Seven patients (17.5%) in the fluvoxin group experienced at least one fall.", ["Fall"]),
    ("Seventy fluvoxin users (24% of 297) and seven placebo users (7% of 97) reported flushing.", ["Flushing"] * 3),
    ("Rash was commonest (9.1% with fluvoxin vs 3.0% with placebo), and was seen mostly in spring.", ["Rash"] * 2),
    ("Spotting emerged in 6% of patients during the first phase and in 1% of patients on placebo.", ["Spotting"] * 2),
    ("In 8 patients (20%) in the fluvoxin group, the redness returned.", ["Redness returned"]),
]  # fmt: skip

CONTINUED = [
    # A clause with a group and no name tells what the clause before told.
    ("In all, 61 (39%) participants were continent at discharge; 38 (31%) in the fluvoxin group and 23 (19%) in the "
     "placebo group.", ["Continent"] * 3),
    ("There were 14 deaths: 5 in the fluvoxin group and 9 in the placebo group.", ["Deaths"] * 3),
    ("Eighty patients were enrolled, 38 (47.5%) in the fluvoxin group and 42 (52.5%) in the placebo group.",
     ["Patients enrolled"] * 3),
    # Values of what was said to be measured before.
    ("Mood was rated on the Orr scale. Mean scores were 54 in the fluvoxin group and 55 in the placebo group.",
     ["Mood"] * 2),
]  # fmt: skip

LISTED = [
    # Names behind their numbers.
    ("Hazard ratios were 0.71 (95% CI, 0.60 to 0.84) for death and 0.83 (95% CI, 0.70 to 0.98) for stroke.",
     ["Death", "Stroke"]),
    ("Responses were 47 versus 29% for itch (P = 0.01) and 64 versus 45% for sleep (P = 0.02).",
     ["Itch", "Itch", "Sleep", "Sleep"]),
    # Names before brackets that begin with a group or a kind of number.
    ("Commonest were headache (fluvoxin 12%, placebo 9%), dizziness (8% and 3%) and fever (5% and 1%).",
     ["Headache", "Headache", "Dizziness", "Dizziness", "Fever", "Fever"]),
    ("Fluvoxin improved sleep (mean difference 2.1 points; 95% CI 0.9 to 3.3) and mood (mean difference 1.4 points; 95% "
     "CI 0.3 to 2.5).", ["Sleep", "Mood"]),
    ("By then she was scarlet (PASI 42, DLQI 19).", ["PASI", "DLQI"]),
    # Two adjectives share a noun; one event of two kinds is no list.
    ("There were no differences in systolic (132 vs 133 mm Hg) or diastolic blood pressure (81 vs 82 mm Hg).",
     ["Systolic blood pressure"] * 2 + ["Diastolic blood pressure"] * 2),
    ("Death or stroke occurred in 6 (15%) and 11 (26%) patients, respectively.", ["Death or stroke"] * 2),
]  # fmt: skip


@pytest.mark.parametrize(("text", "names"), [*KEPT, *DROPPED, *PEOPLE, *CONTINUED, *LISTED])
def test_names_of_outcomes(text: str, names: list[str]) -> None:
    """The name of what was measured: all of it and nothing else."""
    found = [r for r in told(text).results if r.source.start >= len(ARMS)]

    assert [r.outcome.lower() for r in found][: len(names)] == [name.lower() for name in names]


def test_a_group_named_by_a_letter_ends_a_sentence() -> None:
    """``… in group B. Rates were …`` is two sentences."""
    text = "Seven had fever in group A and 9 in group B. Nausea was seen in 12% in group A and 14% in group B."
    shares = [r for r in told(text, before="").results if r.unit == "%"]

    assert {r.outcome for r in shares} == {"Nausea"}


def test_a_limit_in_a_definition_is_no_result() -> None:
    """``defined as taking at least 80% of pills``."""
    text = "Adherence, defined as taking at least 80% of pills, was 91% with fluvoxin and 88% with placebo."
    found = [r.source.text for r in told(text).results if r.source.start >= len(ARMS)]

    assert found == ["91%", "88%"]
