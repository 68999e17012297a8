"""Which group a number belongs to where groups are told by a clause, a noun, a label or a dose."""

from collections.abc import Sequence

import pytest

from pipeline.assemble.prose.heads import group_heads
from tests.assemble.prose.test_prose import told

Told = Sequence[tuple[str, str | None]]

SENTENCES: list[tuple[str, Told]] = [
    (
        "Women with diabetes had a higher mean weight (80 ± 4 kg) than those without diabetes (70 ± 5 kg).",
        [("80 ± 4 kg", "Women with diabetes"), ("70 ± 5 kg", "Without diabetes")],
    ),
    (
        "Mortality was 12% in patients with sepsis and 4% in those without.",
        [("12%", "Patients with sepsis"), ("4%", "Without sepsis")],
    ),
    (
        "Nausea was reported by 36% of women who finished the course and by 26% of those who did not finish the course.",
        [("36%", "Women who finished the course"), ("26%", "Did not finish the course")],
    ),
    ("The insomnia group and the control group slept 5.1 and 7.2 hours, respectively.", [("5.1", "Insomnia")]),
    (
        "Heart rate was 80 ± 4 in group BD, 70 ± 5 in group B and 75 ± 4 in group D.",
        [("80 ± 4", "Group BD"), ("70 ± 5", "Group B"), ("75 ± 4", "Group D")],
    ),
    (
        "In the 10- and 15-mg groups, heart rate was 57 ± 4 and 56 ± 3, respectively, compared with 62 ± 2 in the placebo "
        "group.",
        [("57 ± 4", "10 mg"), ("56 ± 3", "15 mg"), ("62 ± 2", "Placebo")],
    ),
    (
        "Nausea occurred in 5% of the placebo group, and 7%, 9% and 12% of the 5, 10 and 20 mg/day groups, respectively.",
        [("5%", "Placebo"), ("7%", "5 mg/day"), ("9%", "10 mg/day"), ("12%", "20 mg/day")],
    ),
    (
        "Nausea occurred in 20% with placebo and in 33% with 5 mg and in 40% with 10 mg.",
        [("20%", "Placebo"), ("33%", "5 mg"), ("40%", "10 mg")],
    ),
    (
        "Independent risk factors for death were age > 65 years (HR 2.1, 95% CI 1.2 to 3.4) and diabetes (HR 1.8, 95% CI "
        "1.1 to 2.9).",
        [("2.1, 95% CI 1.2 to 3.4", "Age > 65 years"), ("1.8, 95% CI 1.1 to 2.9", "Diabetes")],
    ),
    (
        "Predictors of relapse were pollen exposure (OR 7.3, 95% CI 2.2 to 24.8) and age (OR 1.1, 95% CI 1.0 to 1.2).",
        [("7.3, 95% CI 2.2 to 24.8", "Pollen exposure"), ("1.1, 95% CI 1.0 to 1.2", "Age")],
    ),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_number_has_its_group(sentence: str, expected: Told) -> None:
    """The people, the dose or the factor that the words around a number name."""
    found = {r.source.text: r.arm for r in told(sentence, before="").results}

    assert {text: (found[text] or "").lower() for text, _ in expected} == {t: (a or "").lower() for t, a in expected}


ALONE = [
    "Nausea occurred in 12% of patients with type 2 diabetes.",  # who was studied, not a group
    "Of 99 patients, 58 were men and 41 were women.",
    "The proportion of patients with nausea was 12% and that of patients with rash was 4%.",
]


@pytest.mark.parametrize("sentence", ALONE)
def test_people_who_are_set_against_none_are_no_group(sentence: str) -> None:
    """A clause that says who was studied, counts of a whole, and what people have as an outcome."""
    assert not {r.arm for r in told(sentence, section="abstract").results} & {
        "Patients with type 2 diabetes", "Men", "Women", "Patients with nausea", "Patients with rash",
    }  # fmt: skip


def test_a_difference_that_names_no_group_is_of_the_active_one_against_the_control() -> None:
    """Where a document compares two groups."""
    text = "Pain fell by 12 points in the yoga group and by 4 points in the control group. "
    made = told(f"{text * 3}The mean difference in pain was 8.1 (95% CI, 4.2 to 12.0).", before="").results

    (difference,) = [r for r in made if r.statistic == "mean_difference"]
    assert (difference.arm, difference.comparator) == ("Yoga", "Control")


@pytest.mark.parametrize(
    ("head", "name"),
    [
        ("Placebo (n = 12)", "placebo"),
        ("Placebo, n (%)", "placebo"),
        ("Low-dose", "low - dose"),
        ("P value", None),
        ("A vs. B", None),
        ("Total (n = 24)", None),
    ],
)  # fmt: skip
def test_heads_of_tables_name_groups(head: str, name: str | None) -> None:
    """Without size and statistic; not what compares groups or counts all of them."""
    assert [h.words for h in group_heads([head])] == ([] if name is None else [name])
