"""Which of the names that may be groups the document tells anything of."""

from collections.abc import Sequence

from pipeline.extraction import TrialArm
from pipeline.schema import Result


def told_of(arms: Sequence[TrialArm], results: Sequence[Result]) -> tuple[TrialArm, ...]:
    """The arms of which the document tells anything: a size, a dose, or a result of theirs or against them."""
    named = {_level(name) for r in results for name in (r.arm, r.comparator) if name is not None}
    return tuple(
        arm
        for arm in arms
        if arm.n is not None or arm.dose or arm.schedule or any(_level(name) in named for name in arm.names)
    )


def _level(name: str) -> str:
    return " ".join(name.casefold().split())
