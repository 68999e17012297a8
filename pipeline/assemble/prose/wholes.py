"""Numbers that count people or events of several groups together."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from pipeline.assemble.prose.arms import Arm
from pipeline.assemble.prose.claims import Claim

_COUNTED: Final = frozenset({"count", "event_count", "proportion", "mean"})  # a bare number may pass for a mean
_FEWEST: Final = 2  # groups


def of_all(made: Sequence[Claim], main: Arm | None) -> list[Claim]:
    """The claims, each that counts what the other groups of the sentence count together without a group of its own.

    ``Of 23 falls 11 were reported from A and 12 from B``, ``413 patients (164 A, 125 B, and 124 C)``.
    """
    counted = [c for c in made if _count(c) is not None]
    listed = list(made)
    for k, claim in enumerate(made):
        of_groups = {c.arm.key: c for c in counted if c is not claim and c.arm is not None and c.statistic != "p_value"}
        several = len(of_groups) >= _FEWEST and len(of_groups) == len([c for c in counted if c.arm is not None]) - (
            claim.arm is not None and _count(claim) is not None
        )
        if several and _count(claim) and _count(claim) == sum(_count(c) or 0 for c in of_groups.values()):
            listed[k] = replace(claim, arm=main, arm_at=None)
    return listed


def _count(claim: Claim) -> int | None:
    """How many a claim counts, where it does."""
    if claim.statistic not in _COUNTED:
        return None
    q = claim.quantity
    if q.count is not None:
        return q.count
    whole = q.unit is None and not q.percent and q.dispersion is None and q.value == q.value.to_integral_value()
    return int(q.value) if whole else None
