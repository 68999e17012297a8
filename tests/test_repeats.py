from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from pipeline.repeats import distinct
from pipeline.schema import Dispersion, PValue, Result, Source


def place(start: int, section: str = "abstract", table: str | None = None) -> Source:
    return Source(section, table, None, None, None, start, start + 2, "35")


FIRST = Result(
    doc_id="report",
    tuple_id="",
    category="efficacy",
    study=None,
    arm="Dupilumab",
    arm_id="dupilumab",
    arm_n=None,
    comparator=None,
    subgroup=None,
    outcome="EASI-50 response",
    outcome_id="EASI-50",
    statistic="proportion",
    value=Decimal(35),
    unit="%",
    count=None,
    denominator=None,
    dispersion=None,
    p_value=None,
    timepoint_text="week 4",
    timepoint_days=Decimal(28),
    source=place(10),
)
CELL = replace(FIRST, source=place(90, "table", "Table 2"))


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"arm": "dupilumab  group"},
        {"arm": "DUPILUMAB", "arm_id": None},
        {"outcome": "≥EASI-50"},
        {"outcome": "EASI-50  Response", "outcome_id": None},
        {"value": Decimal("35.0")},
        {"timepoint_text": "Day 29"},
        {"timepoint_text": None, "timepoint_days": None},
        {"count": 19, "denominator": 54},
        {"p_value": PValue("<", Decimal("0.001"))},
        {"comparator": "Placebo"},
        {"source": place(90, "results")},
    ],
)
def test_the_same_result_is(change: dict[str, Any]) -> None:
    """One tuple, although another place names things otherwise or tells less."""
    assert len(distinct([FIRST, replace(CELL, **change)])) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"doc_id": "other"},
        {"study": "M12"},
        {"arm": "Placebo", "arm_id": "placebo"},
        {"arm": "Dupilumab, LDH ≥ 250", "arm_id": None},
        {"outcome": "IGA", "outcome_id": "IGA-0/1"},
        {"outcome": "response", "outcome_id": None},
        {"statistic": "mean"},
        {"value": Decimal(36)},
        {"timepoint_days": Decimal(84)},
        {"subgroup": "women"},
    ],
)
def test_another_result_is(change: dict[str, Any]) -> None:
    """A tuple of its own, however alike it looks."""
    assert len(distinct([FIRST, replace(CELL, **change)])) == 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ({"count": 19}, {"count": 20}),
        ({"unit": "%"}, {"unit": "mg"}),
        ({"dispersion": Dispersion("SD", value=Decimal(3))}, {"dispersion": Dispersion("SD", value=Decimal(4))}),
        ({"comparator": "Placebo"}, {"comparator": "Ciclosporin"}),
        ({"arm": "LDH ≥ 250"}, {"arm": "LDH < 250"}),
    ],
)
def test_two_places_that_contradict_each_other_stay_two(one: dict[str, Any], other: dict[str, Any]) -> None:
    """Folding would hide what the audit has to tell."""
    assert len(distinct([replace(FIRST, **one), replace(CELL, **other)])) == 2


def test_two_cells_of_a_table_stay_two() -> None:
    """Equal numbers in two rows are two results."""
    assert len(distinct([CELL, replace(CELL, source=place(95, "table", "Table 2"))])) == 2


def test_the_fullest_report_stands_and_names_the_others() -> None:
    """The table's cell has count and denominator; abstract and results become its mentions."""
    cell = replace(CELL, count=19, denominator=54)

    made = distinct([FIRST, replace(FIRST, source=place(40, "results")), cell])

    assert [replace(result, mentions=()) for result in made] == [cell]
    assert [(mention.start, mention.text) for mention in made[0].mentions] == [(10, "35"), (40, "35")]


def test_a_report_without_time_that_may_mean_two_stays_alone() -> None:
    """35% at week 4 and 35% at week 12: a bare 35% is neither for sure."""
    bare = replace(FIRST, timepoint_text=None, timepoint_days=None, source=place(5))
    later = replace(CELL, timepoint_days=Decimal(84), source=place(95, "table", "Table 2"))

    assert distinct([bare, CELL, later]) == (bare, CELL, later)


def test_the_order_of_the_tuples_does_not_matter() -> None:
    """What comes out depends on the places, not on which rule found them first."""
    listed = [FIRST, CELL, replace(FIRST, value=Decimal(5), source=place(50)), replace(FIRST, source=place(70))]

    assert distinct(listed) == distinct(reversed(listed))
