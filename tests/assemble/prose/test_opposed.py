"""Pairs of numbers set against each other, and whose they are."""

import pytest

from tests.assemble.prose.test_prose import brief, told

TRIAL = "Adults with back pain were assigned to yoga or to stretching. "
YOGA, STRETCHING = "Yoga", "Stretching"
PAIRS = [
    # one group named twice over: the second number is of the other
    ("In the yoga group more adults slept well (28% v 19%).", {"28%": YOGA, "19%": STRETCHING}),
    # the comparison is named first
    (
        "Compared with the stretching group, more adults in the yoga group slept well (28% vs 19%).",
        {"28%": YOGA, "19%": STRETCHING},
    ),
    # the group right before the second number
    ("Nausea was rare (yoga 3.1% vs. stretching 1.3%).", {"3.1%": YOGA, "1.3%": STRETCHING}),
    # the group inside the expression
    (
        "The median time to relief was 24 months for the yoga group (95% CI, 21 to 35 months) and 28 months for "
        "stretching (95% CI, 22 to 33 months).",
        {"24": YOGA, "28": STRETCHING},
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), PAIRS)
def test_numbers_set_against_each_other_are_of_two_groups(sentence: str, expected: dict[str, str]) -> None:
    """Never both of one group."""
    found = {text: arm for text, arm, _ in brief(told(sentence, before=TRIAL).results)}

    arms = {number: next(arm for text, arm in found.items() if text.startswith(number)) for number in expected}
    assert arms == expected


def test_a_pair_without_groups_follows_the_order_of_the_sentence_before() -> None:
    """``50% versus 51%`` is told of the groups as they were last named; a single number is not."""
    text = (
        "Pain was gone in 40% of the stretching group and in 55% of the yoga group. "
        "Sleep was good in 50% versus 61%. Fever was seen in 7%."
    )
    arms = {r.source.text: r.arm for r in told(text, before=TRIAL).results}

    assert (arms["50%"], arms["61%"]) == (STRETCHING, YOGA)
    assert arms["7%"] is None


def test_a_median_percent_change_is_no_mean() -> None:
    """The nearest word for the middle tells which."""
    text = "The median percent change in weight was -73% in the yoga group and -51% in the stretching group."
    kinds = {r.source.text: r.statistic for r in told(text, before=TRIAL).results}

    assert kinds == {"-73%": "median_percent_change", "-51%": "median_percent_change"}


def test_a_number_with_a_unit_is_no_ratio() -> None:
    """RR stands for the relief rate as well."""
    text = "RR was higher with yoga than with stretching, with a longer sleep (8.3 v 3.2 hours)."
    kinds = {r.statistic for r in told(text, before=TRIAL).results}

    assert "risk_ratio" not in kinds


def test_what_a_rate_is_per_is_no_result() -> None:
    """6.3 per 1000 women-years: one rate."""
    text = "Falls occurred in 6.3 per 1000 women-years with yoga and 1.5 per 1000 women-years with stretching."
    found = [(r.source.text, r.statistic) for r in told(text, before=TRIAL).results]

    assert found == [("6.3", "rate"), ("1.5", "rate")]


def test_a_number_in_the_code_of_a_drug_counts_no_groups() -> None:
    """The DA-3031 group is one."""
    text = "Pain lasted 2.1 days in the placebo group and 4.3 days in the DA-3031 group."
    arms = {
        r.source.text: (r.arm or "").upper()
        for r in told(text, before="DA-3031 was compared with placebo in colds. ").results
    }

    assert arms["4.3 days"] == "DA-3031"
