"""The groups a document compares, for whoever needs more than their names in results."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.assemble.prose.arms import Arm, Arms
from pipeline.assemble.prose.frame import GroupSize
from pipeline.assemble.prose.regimens import Regimen
from pipeline.extent import Extent
from pipeline.extraction import TrialArm
from pipeline.schema import Result


def trial_arms(
    arms: Arms, results: Sequence[Result], sizes: Sequence[GroupSize], given: Mapping[str, Regimen]
) -> tuple[TrialArm, ...]:
    """The document's arms with what its sentences tell of them; the one group of an uncontrolled study has no role."""
    if arms.main is not None:
        return (_with_regimen(_trial_arm(arms.main, (), None, results, sizes), given.get(arms.main.key)),)
    controlled = any(arm.is_control for arm in arms.listed)
    made = []
    for arm in arms.listed:
        if arm.key in arms.aliases:
            continue
        others = tuple(alias for alias, key in sorted(arms.aliases.items()) if key == arm.key)
        role = "control" if arm.is_control else "experimental" if controlled else None
        made.append(_with_regimen(_trial_arm(arm, others, role, results, sizes), given.get(arm.key)))
    return tuple(made)


def _with_regimen(arm: TrialArm, given: Regimen | None) -> TrialArm:
    if given is None:
        return arm
    return replace(arm, dose=given.dose, dose_at=given.dose_at, schedule=given.schedule, schedule_at=given.schedule_at)


def _trial_arm(
    arm: Arm, others: Sequence[str], role: str | None, results: Sequence[Result], sizes: Sequence[GroupSize]
) -> TrialArm:
    told = [
        (r.arm_n, Extent(r.source.start, r.source.end))
        for r in results
        if r.category == "disposition" and r.arm == arm.name and r.arm_n is not None
    ]
    told += [(size.n, size.at) for size in sizes if size.arm == arm.name]
    n, at = told[0] if told else (None, None)
    ids = tuple(arm.id.split("+")) if arm.id else ()
    return TrialArm(arm.name, (arm.name, *others), ids, role, n, at)
