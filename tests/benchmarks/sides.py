"""Which of the groups a text compares is the intervention and which the control."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.extent import Extent
from pipeline.schema import Result
from pipeline.score.names import normal
from tests.benchmarks.found import Found


@dataclass(frozen=True, slots=True)
class Sides:
    """The groups by the levelled form of their names: where each is first named, and which are controls."""

    namings: Mapping[str, Extent]
    controls: frozenset[str]

    def is_control(self, arm: str) -> bool:
        """Whether the group is the one compared with."""
        return key(arm) in self.controls

    @property
    def order(self) -> tuple[str, ...]:
        """The groups in the order in which they are first named."""
        return tuple(self.namings)

    def place(self, arm: str) -> int:
        """Which of the groups it is in that order."""
        return self.order.index(key(arm))


def key(arm: str) -> str:
    """The name without case, spaces and words such as ``group``."""
    return normal(arm).squashed


def sides(found: Found, results: Sequence[Result], says_control: Callable[[str], bool]) -> Sides:
    """The groups of the results: control as the document's arms tell, else by name, as comparator, or named last."""
    namings: dict[str, Extent] = {}
    printed: dict[str, str] = {}
    compared: set[str] = set()
    for result in results:
        for field, arm in (("arm", result.arm), ("comparator", result.comparator)):
            if arm is None:
                continue
            place = result.evidence.get(field, result.source)
            at = Extent(place.start, place.end)
            naming = found.first(at) if field in result.evidence else at
            namings[key(arm)] = min(namings.get(key(arm), naming), naming)
            printed[key(arm)] = arm
            compared |= {key(arm)} if field == "comparator" else set()
    order = sorted(namings, key=lambda name: namings[name])
    told = {key(name) for arm in found.arms if arm.role == "control" for name in arm.names}
    named = (told if told & set(order) or not order else set()) or {
        name for name in order if says_control(printed[name])
    }
    others = compared if len(compared) < len(order) else set()
    return Sides({name: namings[name] for name in order}, frozenset(named or others or order[1:][-1:]))
