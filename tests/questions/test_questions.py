"""The annotated questions are well formed, and the scoring says what it should."""

from decimal import Decimal

import pytest
from lxml import etree

from pipeline.evidence.question import BINARY, Question
from tests.questions.__main__ import ARTICLES
from tests.questions.rows import Asked, questions
from tests.questions.scoring import Answered, figures

ASKED = Asked(
    id="a-1",
    article="a",
    half="development",
    question=Question("drug", "placebo", "death", BINARY),
    expected={
        "intervention_events": Decimal(3),
        "intervention_group_size": Decimal(20),
        "comparator_events": Decimal(5),
        "comparator_group_size": None,
    },
    elements=("/article/body/p",),
    others={"comparator_events": (None,)},
    derived=frozenset({"intervention_events"}),
)


def given(**values: str) -> Answered:
    return Answered(ASKED, {name: Decimal(value) for name, value in values.items()})


def test_a_question_is_right_when_every_field_is() -> None:
    right = given(intervention_events="3", intervention_group_size="20", comparator_events="5")
    assert right.wrong == ()
    assert given(intervention_events="3", intervention_group_size="20").wrong == ()  # another reading


def test_a_number_that_nobody_tells_is_invented() -> None:
    row = given(intervention_events="3", intervention_group_size="20", comparator_group_size="21")
    found = {figure.measure: figure.ours for figure in figures([row], "all")}
    assert row.wrong == ("comparator_group_size",)
    assert found["all, binary: invented group sizes"] == 1
    assert found["all, binary: every field right"] == 0


def test_the_other_groups_number_is_a_swap() -> None:
    assert given(intervention_events="5").is_swapped
    assert not given(intervention_events="4").is_swapped


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the shared articles are absent")
def test_every_answer_names_elements_of_its_article() -> None:
    trees = {}
    for asked in questions():
        if asked.article not in trees:
            trees[asked.article] = etree.parse(ARTICLES / f"{asked.article}.xml")
        assert asked.elements
        for element in asked.elements:
            assert trees[asked.article].xpath(element), f"{asked.id}: {element}"
    assert len(trees) >= 15
