"""Which groups a document compares, by which names, in which role, and how large they were."""

import pytest

from pipeline.extraction import TrialArm
from tests.assemble.prose.test_prose import told

SIZES = [
    ("Of 120 adults, 60 were assigned to fluvoxin and 60 to placebo.", {"Fluvoxin": 60, "Placebo": 60}),
    ("Patients received fluvoxin (20 mg, by mouth, once daily; n = 61) or placebo (n = 59).", {"Fluvoxin": 61, "Placebo": 59}),
    ("In all, 120 women were enrolled (61 fluvoxin and 59 placebo).", {"Fluvoxin": 61, "Placebo": 59}),
    ("A total of 120 adults were randomized to fluvoxin versus placebo.", {"Fluvoxin": None, "Placebo": None}),
    ("In all, 120 adults (fluvoxin, n = 61; placebo, n = 59) were enrolled.", {"Fluvoxin": 61, "Placebo": 59}),
    ("Of these adults 61 received fluvoxin and 59 received placebo.", {"Fluvoxin": 61, "Placebo": 59}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "sizes"), SIZES)
def test_sizes_belong_to_their_groups(sentence: str, sizes: dict[str, int | None]) -> None:
    """The number beside a group, before or behind it; one of all together belongs to none."""
    arms = {arm.name: arm.n for arm in told(sentence, section="abstract").arms}

    assert {name: arms[name] for name in sizes} == sizes


ROLES = [
    ("Ulcers healed in 40% of the fluvoxin group versus 20% of the bandage group.", "Bandage"),
    ("Healing was seen in 40% with fluvoxin plus bandage and in 20% with bandage alone.", "Bandage"),
    ("Healing was seen in 40% of patients in group A and in 20% of patients in group B.", "Group B"),
]


@pytest.mark.parametrize(("sentence", "control"), ROLES)
def test_the_control_is_the_one_compared_with(sentence: str, control: str) -> None:
    """Where no name says it: the one behind ``versus``, the one that is part of the other, the last label."""
    title = "Fluvoxin plus bandage versus bandage alone in leg ulcers. " if "bandage" in sentence else "A trial. "
    arms = told(sentence, before=title).arms

    assert control in [arm.name for arm in arms if arm.role == "control"]


def test_a_short_name_is_the_long_one() -> None:
    """Both names of a group are one arm."""
    text = (
        "Oral zinc sulfate (OZS) was compared with placebo. Colds lasted 4.1 days in the oral zinc sulfate group and "
        "6.0 days in the placebo group. Cough was rarer in the OZS group (12%) than in the placebo group (20%)."
    )

    arms = told(text, before="").arms

    (zinc,) = [arm for arm in arms if {"oral zinc sulfate", "ozs"} & {name.lower() for name in arm.names}]
    assert {name.lower() for name in zinc.names} == {"oral zinc sulfate", "ozs"}
    assert zinc.role == "experimental"


def test_a_study_without_comparison_has_one_arm_without_role() -> None:
    """No control is made up."""
    text = "All 40 adults received placebo. " * 2
    arms: tuple[TrialArm, ...] = told(text, before="").arms

    assert len(arms) <= 1
