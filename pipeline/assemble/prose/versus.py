"""The two groups of a statistic that compares groups."""

from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arm
from pipeline.assemble.prose.claims import Claim, arm_at
from pipeline.assemble.prose.contrasts import comparator_of, contrasted
from pipeline.assemble.prose.frame import Setting
from pipeline.assemble.prose.kinds import RATIOS
from pipeline.assemble.prose.sentence import ARM, NUMBER, Sentence
from pipeline.extent import Extent

BETWEEN_GROUPS: Final = RATIOS | {"mean_difference", "risk_difference", "relative_change"}
_ESTIMATES: Final = RATIOS | {"mean_difference", "risk_difference"}
_AGAINST: Final = regex.compile(r"\b(?:than|versus|vs|v|compared|comparison|relative to|against)\b[^,;(A]{0,40}$")


def with_comparator(s: Sentence, claim: Claim, at: int | None, setting: Setting) -> Claim:
    """The claim with the group it is compared with, as the sentence names it; ``at`` is the item of its own group."""
    if claim.statistic not in BETWEEN_GROUPS:
        return claim
    if claim.statistic != "correlation" and (pair := contrasted(s, claim.item)) is not None:
        return _between(s, claim, *pair, setting)
    if at is not None and _AGAINST.search(s.part(max(0, at - 6), at)):
        own = _other(s, at)
        if own is not None:  # A lowered the score by 11% relative to placebo
            return _between(s, claim, own, at, setting)
    other = comparator_of(s, claim.item, at)
    if other is None:
        return _against_control(claim, setting) or _of_two(s, claim, setting)
    return replace(claim, comparator=arm_at(s, other, setting).name, comparator_at=s.items[other].extent)


def _between(s: Sentence, claim: Claim, own: int, other: int, setting: Setting) -> Claim:
    return replace(
        claim,
        arm=arm_at(s, own, setting), arm_at=s.items[own].extent,
        comparator=arm_at(s, other, setting).name, comparator_at=s.items[other].extent,
    )  # fmt: skip


def _against_control(claim: Claim, setting: Setting) -> Claim | None:
    """``0.83 for the A arm and 0.89 for the B arm``: each of several active groups is set against the only control."""
    control = only_control(setting)
    arm = claim.arm
    if claim.statistic not in _ESTIMATES or claim.quantity.shape == "fold" or control is None or arm is None:
        return None
    if pair_of(setting) is not None and "@" not in arm.key:
        return None
    return None if arm.is_control or arm.key == control.key else replace(claim, comparator=control.name)


def only_control(setting: Setting) -> Arm | None:
    """The one control of a document that compares several groups."""
    controls = list({arm.key: arm for arm in setting.arms.by_key().values() if arm.is_control}.values())
    return controls[0] if len(controls) == 1 else None


def _of_two(s: Sentence, claim: Claim, setting: Setting) -> Claim:
    """The claim with both groups where a sentence names two: ``15% in A and 39% in B (relative risk 0.38)``.

    Compared with is the one behind words of comparison, else the control, else the one named last.
    """
    if claim.statistic not in _ESTIMATES:
        return claim
    first = s.firsts(s.of(ARM))
    if len(first) != 2:
        return claim
    one, other = first
    against = [_AGAINST.search(s.part(max(0, k - 6), k)) is not None for k in first]
    controls = [arm_at(s, k, setting).is_control for k in first]
    told = against if any(against) else controls
    if told == [True, False]:
        one, other = other, one
    return _between(s, claim, one, other, setting)


def is_reference(s: Sentence, i: int, at: int) -> bool:
    """``a fall of 11% relative to A``: the group behind the number is what it is compared with."""
    if at <= i or _AGAINST.search(s.part(max(i, at - 6), at)) is None:
        return False
    return not any(i < k <= at + 2 for k in s.of(NUMBER))


def rival(s: Sentence, at: int, setting: Setting) -> tuple[Arm, Extent | None] | None:
    """The one other group that the sentence names before, else the other of the two that the document compares."""
    own = _other(s, at)
    if own is not None:
        return arm_at(s, own, setting), s.items[own].extent
    others = [arm for arm in setting.arms.pair if arm.key != s.items[at].norm]
    return (others[0], None) if len(others) == 1 else None


def _other(s: Sentence, at: int) -> int | None:
    """The one other group that a sentence names, before this one."""
    named = {s.items[k].norm: k for k in reversed(s.of(ARM)) if k < at and s.items[k].norm != s.items[at].norm}
    return next(iter(named.values())) if len(named) == 1 else None


def of_the_trial(claim: Claim, setting: Setting) -> Claim:
    """Where a sentence leaves them out, the two groups that the document compares: the active one against the control.

    ``The mean difference was 2.1 (95% CI, 0.4 to 3.8)``; nothing where it is not clear which two.
    """
    pair = pair_of(setting)
    if claim.statistic not in BETWEEN_GROUPS or claim.statistic == "correlation" or pair is None:
        return claim
    active, control = pair
    if claim.arm is not None:
        own = {active.key, control.key} if claim.statistic in _ESTIMATES else {active.key}
        if claim.comparator is not None or claim.arm.key not in own:
            return claim
        return replace(claim, arm=active, comparator=control.name)
    return replace(claim, arm=active, comparator=claim.comparator or control.name)


def pair_of(setting: Setting) -> tuple[Arm, Arm] | None:
    """The active group and the control of a document that compares two."""
    active = [arm for arm in setting.arms.pair if not arm.is_control]
    control = [arm for arm in setting.arms.pair if arm.is_control]
    return (active[0], control[0]) if len(active) == len(control) == 1 else None
