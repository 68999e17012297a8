"""Whose a number is where its group stands far away, comes first in the list, or is not named again."""

import pytest

from tests.assemble.prose.test_prose import told

TRIAL = "Adults with cough were randomly assigned to fluvoxin (n = 40) or placebo (n = 42). "
F, P = "Fluvoxin", "Placebo"
SENTENCES = [
    # lists with "respectively"
    ("Median cough-free time was 8.6 and 8.3 days with fluvoxin therapy and placebo therapy, respectively.", [F, P]),
    (
        "Relief was seen in 22 (52%) of 42 adults on fluvoxin and 16 (40%) of 40 on placebo at week 4, and in 28 (67%) "
        "of 42 adults and 17 (43%) of 40 adults, respectively, at week 8.",
        [F, P, F, P],
    ),
    ("Fever was seen in 30% and 12% of adults, respectively.", [F, P]),
    (
        "With placebo, relief and sleep at 5 weeks were 62% and 66% respectively, while 77.1% and 80.1% on fluvoxin.",
        [P, P, F, F],
    ),
    ("In the fluvoxin group, 12% had fever and 30% nausea; in the placebo group, 34% and 5%, respectively.", [F, F, P, P]),
    # a head that names both, pairs with a slash
    ("The commonest events (fluvoxin/placebo) were nausea (10.8%/1.2%) and rash (12.6%/1.8%).", [F, P, F, P]),
    # a label before the number in its bracket
    ("Cough scores were lower on fluvoxin (M = 4.78, SD = 3.56) compared to placebo (M = 6.91, SD = 5.86).", [F, P]),
    # the second group is named before the pair, or by what it lacks
    ("Fluvoxin was associated with a higher relief rate than placebo: 50% vs 24%.", [F, P]),
    ("The relief rate was 30.5% (95% CI 20-40) with fluvoxin and 12.2% (95% CI 5-20) without.", [F, P]),
    # a number of all, then of each group
    ("Twelve adults relapsed, five in the fluvoxin group and seven in the placebo group.", [None, F, P]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "arms"), SENTENCES)
def test_each_number_has_its_group(sentence: str, arms: list[str | None]) -> None:
    """In the order of the sentence."""
    found = [r for r in told(sentence, section="abstract", before=TRIAL).results if r.source.start >= len(TRIAL)]

    assert [r.arm for r in found] == arms


def test_a_share_with_its_count_is_no_difference() -> None:
    """Words of comparison in the same clause change nothing; what is called a difference is one."""
    text = (
        "Compared with placebo (21/42, 50%), adults on fluvoxin (30/40, 75%) were 50% more likely to sleep; rash was "
        "rare [1 (2.5%) vs 3 (7.1%), difference 4.6%, 95% CI -5 to 14]."
    )
    found = {r.source.text[:7]: r.statistic for r in told(text, section="abstract", before=TRIAL).results}

    assert [found[k] for k in ("21/42, ", "30/40, ", "1 (2.5%", "3 (7.1%")] == ["proportion"] * 4
    assert next(kind for text, kind in found.items() if text.startswith("4.6%")) == "risk_difference"


SIZES = [
    ("Eighty-two adults were randomized to fluvoxin or placebo (40 and 42 adults, respectively).", {F: 40, P: 42}),
    ("Eighty-two adults were randomized (fluvoxin, 40; placebo, 42).", {F: 40, P: 42}),
    ("In the fluvoxin arm, 40 adults were evaluable; in the placebo arm, 42 were evaluable.", {F: 40, P: 42}),
    ("The study had 82 adults, 40 of whom received fluvoxin and 42 of whom received placebo.", {F: 40, P: 42}),
    ("There were 40 adults in the fluvoxin group and 42 in the placebo group.", {F: 40, P: 42}),
    ("Adults were divided into a fluvoxin group of 40 patients and a placebo group of 42 patients.", {F: 40, P: 42}),
    ("Adults received fluvoxin (40 patients) or placebo (42 patients).", {F: 40, P: 42}),
]


@pytest.mark.parametrize(("sentence", "sizes"), SIZES)
def test_sizes_find_their_groups(sentence: str, sizes: dict[str, int]) -> None:
    """Lists, clauses that a group opens, brackets."""
    arms = {
        arm.name: arm.n for arm in told(sentence, section="abstract", before="We compared fluvoxin with placebo. ").arms
    }

    assert {name: arms[name] for name in sizes} == sizes


WHOLE = [
    "A total of 920 adults undergoing tonsillectomy were randomized to fluvoxin or placebo.",
    "In all 407 adults were randomly assigned to fluvoxin for 7 days or longer versus placebo.",
]


@pytest.mark.parametrize("sentence", WHOLE)
def test_all_who_were_randomized_are_of_no_group(sentence: str) -> None:
    """Neither of what all of them had nor of the first group that is named behind them."""
    before = "Fluvoxin was compared with placebo after tonsillectomy. "
    found = [r for r in told(sentence, section="abstract", before=before).results if r.category == "disposition"]

    assert [r.arm for r in found] == [None]


def test_a_group_by_letter_is_the_control_that_it_is_said_to_be() -> None:
    """Not the one with the last letter."""
    text = (
        "Adults were divided into group A (usual care) and group B (fluvoxin). Relief: 30% in group A, 50% in group B."
    )
    roles = {arm.name: arm.role for arm in told(text, section="abstract").arms}

    assert (roles["Group A"], roles["Group B"]) == ("control", "experimental")


def test_people_who_completed_the_study_are_counted_not_measured() -> None:
    """A count with its share, said of the flow of people."""
    found = told("Of 82 adults, 77 (94%) completed the study.", section="abstract", before=TRIAL).results

    assert [(r.category, r.count) for r in found if r.count == 77] == [("disposition", 77)]


def test_what_people_had_at_baseline_is_no_time_of_their_results() -> None:
    """Neither who they are nor what they left."""
    text = (
        "In adults who had no fever at baseline, relief took 9.7 days with fluvoxin and 5.8 days with placebo. "
        "The culture of 5/40 adults changed from positive at baseline to negative on fluvoxin."
    )
    found = told(text, section="abstract", before=TRIAL).results

    assert {r.category for r in found if r.source.text in {"9.7 days", "5.8 days", "5/40"}} == {"efficacy"}


def test_the_times_of_a_list_are_no_results() -> None:
    """``at 1 hour (…) and 3 hours (…)``."""
    text = "Pain was lower on fluvoxin than on placebo at 1 hour (1.2 vs 3.4) and 3 hours (0.4 vs 2.6)."
    found = [r for r in told(text, section="abstract", before=TRIAL).results if r.source.start >= len(TRIAL)]

    assert [(r.source.text, r.arm) for r in found] == [("1.2", F), ("3.4", P), ("0.4", F), ("2.6", P)]


def test_three_numbers_follow_the_three_groups_named_before() -> None:
    """A row without groups, as long as the list of all groups."""
    before = "Adults were assigned to fluvoxin (n = 20), gargling (n = 21), or placebo (n = 22). "
    found = told("Relief in the three groups was 43%, 31%, and 20%, respectively.", section="abstract", before=before)

    shares = [r.arm for r in found.results if r.statistic == "proportion"]
    assert shares == [F, "Gargling", P]


def test_standard_of_care_is_one_name() -> None:
    """A preposition inside what a control is called does not cut it."""
    text = (
        "Adults were randomized to fluvoxin or best standard of care. Relief was seen in 43% on fluvoxin and in 30% of "
        "the best standard of care group."
    )
    found = told(text, section="abstract", before="Fluvoxin versus best standard of care in cough. ")

    assert {arm.name for arm in found.arms if arm.role == "control"} <= {"Best standard of care", "Standard of care"}
    assert [arm for arm in found.arms if arm.role == "control"]
