"""Sizes printed beside groups: whose they are, and which results carry them."""

import pytest

from tests.assemble.prose.test_prose import told

TRIAL = "Fluvoxin was compared with placebo for sore throat. "
PARTS = [
    ("Ninety adults were randomized: 46 to fluvoxin and 44 to placebo.", {"Fluvoxin": 46, "Placebo": 44}),
    ("At the end 46 adults in the fluvoxin group and 44 in the placebo group were analysed.", {"Fluvoxin": 46, "Placebo": 44}),
    ("In all 90 adults were assigned to fluvoxin (46) or placebo (44).", {"Fluvoxin": 46, "Placebo": 44}),
    ("Of 90 adults, 46 started with fluvoxin and 44 with placebo.", {"Fluvoxin": 46, "Placebo": 44}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "sizes"), PARTS)
def test_bare_numbers_part_people_among_groups(sentence: str, sizes: dict[str, int]) -> None:
    """Numbers beside groups where a sentence tells who got what."""
    text = sentence + " Pain fell in 40% of the fluvoxin group and 20% of the placebo group."
    arms = {arm.name: arm.n for arm in told(text, section="abstract", before=TRIAL).arms}

    assert {name: arms[name] for name in sizes} == sizes


def test_what_happened_to_people_is_no_size() -> None:
    """Deaths beside groups part nobody."""
    arms = told("After a year 4 on fluvoxin and 9 on placebo had died.", before=TRIAL).arms

    assert {arm.n for arm in arms} == {None}


def test_a_labelled_size_is_the_n_of_its_groups_results() -> None:
    """A size in brackets is no tuple of its own in the results, but the ``arm_n`` of others, with its place."""
    text = (
        "The fluvoxin group (n = 79) gargled; the placebo group (n = 81) did not. "
        "Pain was gone in 40% of the fluvoxin group and in 20% of the placebo group."
    )
    made = told(text, before=TRIAL)
    shares = [r for r in made.results if r.statistic == "proportion"]

    assert [(r.arm, r.arm_n) for r in shares] == [("Fluvoxin", 79), ("Placebo", 81)]
    for r in shares:
        place = r.evidence["arm_n"]
        assert place.text == str(r.arm_n) == (TRIAL + text)[place.start : place.end]
    assert {arm.name: arm.n_at and (TRIAL + text)[arm.n_at.start : arm.n_at.end] for arm in made.arms} == {
        "Fluvoxin": "79",
        "Placebo": "81",
    }


def test_two_sizes_of_a_group_leave_its_results_without_one() -> None:
    """Which of two sizes a result of another sentence was computed on is not guessed."""
    text = (
        "At the start the fluvoxin group (n = 79) was as large as the placebo group (n = 79). "
        "At the end the fluvoxin group (n = 70) was smaller than the placebo group (n = 75). "
        "Pain was gone in 40% of the fluvoxin group and in 20% of the placebo group."
    )
    shares = [r for r in told(text, before=TRIAL).results if r.statistic == "proportion"]

    assert [r.arm_n for r in shares] == [None, None]


def test_a_share_of_others_has_not_the_size_of_its_group() -> None:
    """12 of 30 is not computed on the 79 of the group."""
    text = (
        "The fluvoxin group (n = 79) gargled; the placebo group (n = 81) did not. "
        "Of those with fever, 12 of 30 in the fluvoxin group and 9 of 28 in the placebo group slept."
    )
    counts = [r for r in told(text, before=TRIAL).results if r.denominator in {30, 28}]

    assert [r.arm_n for r in counts] == [None, None]


def test_a_size_names_its_group() -> None:
    """Names beside sizes are groups, though nothing else says so."""
    text = "Patients received honey (n = 31) or lozenges (n = 29)."
    names = {arm.name for arm in told(text, section="abstract", before="Honey in cough. ").arms}

    assert {"Honey", "Lozenges"} <= names


STUDIED = [
    ("We examined gargling in 144 healthy adults.", 144),
    ("We conducted a randomized trial in 71 adults with a cold.", 71),
    ("Swabs were available from 90 patients.", 90),
]


@pytest.mark.parametrize(("sentence", "size"), STUDIED)
def test_who_was_studied_is_counted_as_such(sentence: str, size: int) -> None:
    """A sentence without a result tells how many people something was studied in: no group's."""
    (found,) = [r for r in told(sentence, section="abstract", before=TRIAL).results if r.value == size]

    assert (found.category, found.arm) == ("disposition", None)


NO_SIZES = [
    "Adults were randomized to (1) fluvoxin, (2) lozenges or (3) placebo.",
    "This was a 3-arm randomized trial of fluvoxin.",
    "Six Danish hospitals randomized adults to fluvoxin or placebo.",
]


@pytest.mark.parametrize("sentence", NO_SIZES)
def test_numbers_of_items_arms_and_hospitals_count_no_people(sentence: str) -> None:
    """What is numbered or counted are no people."""
    assert not [r for r in told(sentence, section="abstract", before=TRIAL).results if r.category == "disposition"]
