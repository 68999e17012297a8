"""Which group a number belongs to in trials of two, three and more groups; sentences and trials in our own words."""

from collections.abc import Mapping

import pytest

from pipeline.assemble.prose.namevariants import variants
from pipeline.schema import Result
from tests.assemble.prose.test_prose import told

TWO = "Patients were randomly assigned to receive alphamab (n = 40) or placebo (n = 43). "
DOSES = (
    "Patients were randomly assigned to receive alphamab 5 mg (n = 40), alphamab 10 mg (n = 41) or placebo (n = 43). "
)
THREE = "Adults were randomly assigned to the exercise group (n = 30), the diet group (n = 31) or the usual care group (n = 32). "
LETTERS = (
    "Infants were assigned to one of five groups. In the ABC group and in the ACB group all were seen. The BAC group was "
    "seen later. The placebo group was not seen. "
)
STENTS = (
    "Patients were assigned to the Velox™ group (n = 38) or the Norda Prime® group (n = 39). In the Velox™ group, all had "
    "scans. The Norda Prime® group had scans too. "
)
CODES = "Children were assigned to the ab12.3-FAST group (n = 30) or the ab12.3-SLOW group (n = 31). "
A, P, LOW, HIGH = "Alphamab", "Placebo", "Alphamab 5 mg", "Alphamab 10 mg"

SENTENCES: list[tuple[str, str, Mapping[str, str | None]]] = [
    # Two groups.
    (TWO, "For alphamab versus placebo, changes in mood were +0.9 versus +0.3 points.", {"+0.9": A, "+0.3 points": P}),
    (TWO, "Of 23 falls in the trial, 11 falls were reported with alphamab and 12 falls with placebo.",
     {"23": None, "11": A, "12": P}),
    (TWO, "For the last analysis there were 83 patients (alphamab, 40 and placebo, 43).", {"83": None, "40": A, "43": P}),
    (TWO, "Sleep was good in 51% of patients, excluding 17 who had died (alphamab: 96%; placebo: 84%).",
     {"96%": A, "84%": P}),
    (TWO, "Dropouts had a higher weight than completers (84.1 vs 72.3 kg) and more pain (21.1 vs 18.0).",
     {"84.1": "Dropouts", "72.3 kg": "Completers", "21.1": "Dropouts", "18.0": "Completers"}),
    (TWO, "Alphamab lowered blood pressure by 8.1 mmHg compared with placebo. This reduction was stronger in women (17%).",
     {"17%": A}),
    (TWO, "Fever was seen in 31% of patients, compared with 28% of those who took placebo.", {"31%": A, "28%": P}),
    (TWO, "With alphamab, 12% had a relapse and 8% had a fever; the rates of both with placebo were 25% and 9%.",
     {"12%": A, "8%": A, "25%": P, "9%": P}),
    (TWO, "Pain fell from 5.1 to 3.3 points in the alphamab group, whereas the placebo group went from 5.0 to 5.3 "
     "points.", {"5.1": A, "3.3 points": A, "5.0": P, "5.3 points": P}),
    (TWO, "In the alphamab group, 2 patients were excluded.", {"2": A}),
    (TWO, "We formed an alphamab group and a placebo group, which included 19 and 18 women, respectively.",
     {"19": A, "18": P}),
    (TWO, "With alphamab, pain fell in both groups (P = 0.02) and sleep rose in the placebo group (P = 0.03).",
     {"0.02": None, "0.03": P}),
    # Groups called by a trade mark or a code.
    (STENTS, "Restenosis was observed in 1 (2.6%) patient in the Velox™ group and in 2 (5.1%) patients in the Norda Prime® "
     "group.", {"1 (2.6%)": "Velox™", "2 (5.1%)": "Norda Prime®"}),
    (CODES, "Pain occurred in 59 and 44% of children in the ab12.3-FAST and ab12.3-SLOW groups.",
     {"59": "ab12.3-FAST", "44%": "ab12.3-SLOW"}),
    # Groups of one drug, told apart by its dose.
    (DOSES, "Response rates were 45%, 52% and 23% for alphamab 5 mg, alphamab 10 mg and placebo, respectively.",
     {"45%": LOW, "52%": HIGH, "23%": P}),
    (DOSES, "Response was seen in 45% with 5 mg, 52% with 10 mg and 23% with placebo.",
     {"45%": LOW, "52%": HIGH, "23%": P}),
    (DOSES, "In the 5-mg, 10-mg and placebo groups, 45%, 52% and 23% responded.", {"45%": LOW, "52%": HIGH, "23%": P}),
    (DOSES, "Nausea was more frequent with alphamab 10 mg (14%) than with alphamab 5 mg (9%) or placebo (8%).",
     {"14%": HIGH, "9%": LOW, "8%": P}),
    (DOSES, "Fever was seen in 3 (7.5%), 4 (9.8%) and 5 (11.6%) patients receiving 5 mg alphamab, 10 mg alphamab and "
     "placebo.", {"3 (7.5%)": LOW, "4 (9.8%)": HIGH, "5 (11.6%)": P}),
    (DOSES, "For alphamab 5/10 mg pooled, response was 49% versus 23% for placebo.",
     {"49%": "Alphamab 5/10 mg", "23%": P}),
    (DOSES, "Response was 49% for alphamab 5/10 mg pooled and 23% for placebo. Remission was seen in 31% versus 12%.",
     {"31%": "Alphamab 5/10 mg", "12%": P}),
    # Groups taken together, and one that only a list names.
    (LETTERS, "Fever was more frequent in the ABC and ACB groups combined (12%) than in the BAC group (4%).",
     {"12%": "ABC and ACB", "4%": "BAC"}),
    (LETTERS, "Fever was seen in 12%, 13%, 4%, 3% and 2% of the ABC, ACB, BAC, BCD and placebo groups, respectively.",
     {"12%": "ABC", "13%": "ACB", "4%": "BAC", "3%": "BCD", "2%": P}),
    (THREE, "Sleep was better in the exercise and diet groups in comparison to the usual care group (98%, 96% and 78%, "
     "respectively).", {"98%": "Exercise", "96%": "Diet", "78%": "Usual care"}),
    (THREE, "The lowest weights at the two visits (57.1 and 58.9 kg) were seen in the diet group, while the highest (81.1 "
     "and 82.4 kg) were seen in the usual care group.",
     {"57.1": "Diet", "58.9 kg": "Diet", "81.1": "Usual care", "82.4 kg": "Usual care"}),
    # Three groups, of which some have names that are common words.
    (THREE, "Weight fell in the exercise, diet and usual care groups by 2.0 kg, 4.1 kg and 0.2 kg, respectively.",
     {"2.0 kg": "Exercise", "4.1 kg": "Diet", "0.2 kg": "Usual care"}),
    (THREE, "Weight was lower in the exercise group than in the diet group (71.1 vs 72.4 kg) and lower than in the usual care "
     "group (71.1 vs 75.8 kg).", {"72.4 kg": "Diet", "75.8 kg": "Usual care"}),
]  # fmt: skip


def found(sentence: str, before: str) -> dict[str, Result]:
    """The results of a sentence by their printed expression."""
    return {r.source.text: r for r in told(sentence, before=before).results if r.source.start >= len(before)}


@pytest.mark.parametrize(("trial", "sentence", "expected"), SENTENCES)
def test_a_number_has_its_group(trial: str, sentence: str, expected: Mapping[str, str | None]) -> None:
    """The group by its name, its dose or its place in a list; what counts all groups together has none."""
    made = found(sentence, trial)

    assert {text: (made[text].arm or "").lower() for text in expected} == {
        text: (arm or "").lower() for text, arm in expected.items()
    }


ESTIMATES: list[tuple[str, str, Mapping[str, tuple[str, str]]]] = [
    (THREE, "Falls did not differ (exercise versus usual care: OR 0.94, 95% CI 0.46 to 1.94; diet versus usual care: OR "
     "0.62, 95% CI 0.28 to 1.37).",
     {"0.94, 95% CI 0.46 to 1.94": ("Exercise", "Usual care"), "0.62, 95% CI 0.28 to 1.37": ("Diet", "Usual care")}),
    (THREE, "The risk of falls was lower than in usual care (exercise: OR 0.71, 95% CI 0.51 to 0.93; diet: OR 0.80, 95% CI 0.62 to "
     "0.99).",
     {"0.71, 95% CI 0.51 to 0.93": ("Exercise", "Usual care"), "0.80, 95% CI 0.62 to 0.99": ("Diet", "Usual care")}),
    (DOSES, "The hazard ratio for relapse was 0.71 (95% CI 0.51 to 0.93) for alphamab 10 mg versus placebo.",
     {"0.71 (95% CI 0.51 to 0.93)": (HIGH, P)}),
    (DOSES, "The odds ratios for relapse were 0.83 (95% CI 0.49 to 1.38) for alphamab 5 mg and 0.71 (95% CI 0.51 to 0.93) "
     "for alphamab 10 mg.",
     {"0.83 (95% CI 0.49 to 1.38)": (LOW, P), "0.71 (95% CI 0.51 to 0.93)": (HIGH, P)}),
]  # fmt: skip


@pytest.mark.parametrize(("trial", "sentence", "expected"), ESTIMATES)
def test_an_estimate_has_both_its_groups(trial: str, sentence: str, expected: Mapping[str, tuple[str, str]]) -> None:
    """Those of the contrast beside it, else its own against the only control."""
    made = found(sentence, trial)

    assert {text: (made[text].arm, made[text].comparator) for text in expected} == expected


def test_a_sentence_with_a_contrast_of_its_own_compares_no_arms() -> None:
    """Numbers of a pair are not of the two groups named before, when their sentence says what it sets against what."""
    made = found(
        "Alphamab was compared with placebo. Sleep time was longer on free days than work days (8.9 vs 7.8 h).", TWO
    )

    assert {r.arm for r in made.values()}.isdisjoint({A, P})


def test_what_goes_with_what_compares_no_arms() -> None:
    """An estimate of an association has neither group of the trial; one of the treatment has both."""
    of_factor = found("Relapse was predicted by lower lactate (RR 1.43, 95% CI 0.78 to 2.63).", TWO)
    of_trial = found("The risk ratio for relapse was 0.71 (95% CI 0.51 to 0.93).", TWO)

    assert {r.comparator for r in of_factor.values()} == {None}
    assert {(r.arm, r.comparator) for r in of_trial.values()} == {(A, P)}


@pytest.mark.parametrize(
    ("name", "others"),
    [
        ("enteral feeding", ["enteral"]),
        ("a plus b", ["a + b"]),
        ("net plus stent", ["net plus", "net + stent"]),
        ("stent", []),
        ("usual care", []),
    ],
)
def test_names_of_one_group(name: str, others: list[str]) -> None:
    """A name without the noun that says of what sort its treatment is; signs for words of addition."""
    assert list(variants(name)) == others
