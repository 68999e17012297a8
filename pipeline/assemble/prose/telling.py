"""An outcome as a sentence tells it."""

from dataclasses import dataclass
from typing import Final

from pipeline.assemble.prose.lexis import words
from pipeline.extent import Extent

COMPARATIVES: Final = words("fewer less more lower higher greater better worse longer shorter smaller larger")
STATISTIC_WORDS: Final = words(
    "mean median average averaged averaging score scores of to at by = : as was were is being an a the or hr "
    "rr r md about approximately showed shows estimated ratio odds hazard only from levels values value rate "
    "rates only - respectively between i.e"
)


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome as a sentence tells it; ``change`` when the number is its change, ``falls`` when downward."""

    name: str
    extent: Extent
    rule: str
    change: bool = False
    falls: bool = False
    relative: bool = False
