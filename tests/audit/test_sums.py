from typing import Any

import pytest

from pipeline.audit.granularity import mean_has_a_sum
from pipeline.audit.rates import rate_follows_from_events
from pipeline.audit.sums import (
    arms_sum_to_total,
    categories_sum_to_group,
    groups_sum_to_total,
    total_counts_patients_only,
)
from pipeline.schema import Result
from tests.audit.making import cell, found, severities, told


def block(
    *columns: tuple[int, ...], size: int = 40, names: tuple[str, ...] = ("Mild", "Moderate", "Severe")
) -> list[Result]:
    """A column of categories for each group of ``size``."""
    return [
        cell(
            f"{c}", f"{c}", row=f"Stage > {name}", column=f"Arm {k}", start=100 * k + 10 * i, statistic="count",
            count=c, denominator=size,
        )
        for k, counts in enumerate(columns)
        for i, (c, name) in enumerate(zip(counts, names, strict=False))
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ([(10, 20, 10), (5, 25, 10), (8, 22, 10)], []),
        ([(10, 20, 10), (5, 25, 10), (8, 32, 10)], ["warning"]),
        ([(10, 20, 10), (5, 25, 10), (8, 12, 10)], ["note"]),  # missing values
        ([(10, 20, 1), (5, 25, 2), (8, 32, 3)], []),  # they never sum: several answers each
        ([(10, 32, 10)], []),  # one column cannot tell
    ],
)
def test_categories_that_sum_elsewhere_sum_here(columns: list[tuple[int, ...]], expected: list[str]) -> None:
    """The other columns tell that the categories are all there are."""
    assert severities(categories_sum_to_group, *block(*columns)) == expected


@pytest.mark.parametrize(("counts", "expected"), [((22, 18), []), ((22, 28), ["warning"]), ((20, 18), ["note"])])
def test_two_halves_need_no_other_column(counts: tuple[int, int], expected: list[str]) -> None:
    """Male and female leave no third."""
    assert severities(categories_sum_to_group, *block(counts, names=("Male", "Female"))) == expected


def test_bare_percentages_sum_to_100() -> None:
    """Within the rounding of each."""

    def percents(k: int, *values: str) -> list[Result]:
        return [
            cell(v, v, row=f"Stage > {i}", column=f"Arm {k}", start=100 * k + 10 * i, statistic="proportion", unit="%")
            for i, v in enumerate(values)
        ]

    good = [*percents(0, "33.3", "33.3", "33.3"), *percents(1, "20.0", "30.1", "49.9")]
    assert found(categories_sum_to_group, *good, *percents(2, "25.0", "25.0", "50.0")) == []
    (finding,) = found(categories_sum_to_group, *good, *percents(2, "25.0", "52.0", "50.0"))
    assert finding.working == "25.0 + 52.0 + 50.0 = 127.0; 127.0 - 100 = 27.0"


def arms(total: int, *counts: int) -> list[Result]:
    sizes = {"All patients": 93, "Drug": 46, "Placebo": 47}
    return [
        cell(f"{c}", f"{c}", column=a, arm=a, start=10 * k, statistic="count", count=c, denominator=n)
        for k, ((a, n), c) in enumerate(zip(sizes.items(), (total, *counts), strict=True))
    ]


def test_arms_sum_to_the_column_of_all() -> None:
    """Where the sizes of the arms sum to that of all, counts must as well."""
    assert found(arms_sum_to_total, *arms(87, 44, 43)) == []
    (finding,) = found(arms_sum_to_total, *arms(78, 44, 43))
    assert finding.working == "44 + 43 = 87; sizes 46 + 47 = 93"


def sizes(text: str, *counted: tuple[str, str | None]) -> list[Result]:
    made, at = [], 0
    for number, arm in counted:
        at = text.index(number, at)
        made.append(
            told(number, number, start=at, statistic="count", count=int(number), arm=arm, rule="prose.group_size")
        )
        at += len(number)
    return made


@pytest.mark.parametrize(("other", "number"), [("54", 0), ("53", 1)])
def test_groups_sum_to_their_total(other: str, number: int) -> None:
    """The groups of one sentence of randomisation."""
    text = f"Of 109 people, 55 were randomly assigned to the drug and {other} to placebo. Later 12 left."
    made = sizes(text, ("109", None), ("55", "Drug"), (other, "Placebo"))
    assert len(found(groups_sum_to_total, *made, text=text)) == number


def test_a_rest_that_is_told_behind() -> None:
    """A third group that was not read, or those who were left out."""
    text = "One of 100 was randomised to A (33), B (33) or, with 34 in it, C."
    made = sizes(text, ("100", None), ("33", "A"), ("33", "B"))
    assert found(groups_sum_to_total, *made, text=text) == []


def test_parts_of_parts_are_no_groups() -> None:
    """A sentence that assigns nobody may tell any counts."""
    text = "Of 109 people, 55 were men and 12 were smokers."
    assert found(groups_sum_to_total, *sizes(text, ("109", None), ("55", "Men"), ("12", "Smokers")), text=text) == []


def test_a_total_with_healthy_controls() -> None:
    """415 participants are 157 patients."""
    text = "Participants (n=415). Drug A went to 130, drug B to 27; 258 were controls."
    made = sizes(text, ("415", None), ("130", "A"), ("27", "B"), ("258", "Controls"))
    (finding,) = found(total_counts_patients_only, *made, text=text)

    assert (finding.severity, finding.proposal) == ("note", "157")
    assert finding.working == "130 + 27 + 258 = 415; without controls 130 + 27 = 157"
    assert found(total_counts_patients_only, *made[:3], text=text) == []


RATES = [
    ("There were 17 infections among the 80 patients (0.20 per patient).", "0.20", ["error"]),
    ("There were 17 infections among the 80 patients (0.21 per patient).", "0.21", []),
    ("There were 17 infections among the 80 patients (0.22 per patient).", "0.22", ["note"]),
    ("The 80 patients had 17 infections, or 0.20 per pa-\n\ntient.", "0.20", ["error"]),
    ("There were 17 infections among the 80 patients (0.20 per patient-year).", "0.20", []),
    ("There were 17 infections among the 80 patients. A rate of 0.20 per patient is high.", "0.20", []),
]


@pytest.mark.parametrize(("text", "rate", "expected"), RATES)
def test_a_rate_follows_from_its_events(text: str, rate: str, expected: list[str]) -> None:
    """17/80 is 0.2125; within one of the last digit it is a note."""
    made = (
        told("17", "17", start=text.index("17"), statistic="event_count"),
        told(rate, rate, start=text.index(rate), statistic="rate"),
    )
    assert severities(rate_follows_from_events, *made, text=text) == expected


@pytest.mark.parametrize(
    ("outcome", "value", "n", "number"),
    [
        ("Number of episodes", "2.14", 51, 0),  # 109/51
        ("Number of episodes", "2.15", 51, 1),
        ("Adverse events per patient", "1.93", 21, 1),
        ("DLQI", "6.13", 30, 0),
        ("DLQI", "6.15", 30, 1),
        ("Weight", "2.15", 51, 0),  # measured on a continuous scale
        ("Number of episodes", "2.15", 151, 0),  # steps finer than the print
    ],
)
def test_a_mean_of_whole_numbers_has_a_sum(outcome: str, value: str, n: int, number: int) -> None:
    """GRIM."""
    made: Any = cell(value, value, outcome=outcome, arm_n=n)
    assert len(found(mean_has_a_sum, made, whole=frozenset(["dlqi"]))) == number
