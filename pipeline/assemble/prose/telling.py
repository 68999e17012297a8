"""An outcome as a sentence tells it."""

from dataclasses import dataclass
from typing import Final

from pipeline.assemble.prose.lexis import words
from pipeline.extent import Extent

COMPARATIVES: Final = words("fewer less more lower higher greater better worse longer shorter smaller larger")
# Adjectives said of a subject: they name no outcome (rates were similar (4% vs 3%); less frequent with A).
PREDICATIVE: Final = words(
    "similar comparable equal equivalent identical different significant nonsignificant insignificant unchanged same "
    "frequent infrequent common rare rarer commoner likely unlikely prevalent pronounced marked effective superior "
    "inferior favorable favourable better worse alike stable constant noticeable evident apparent often frequently "
    "present absent evident visible detectable successful possible available necessary "
    "commonly rarely significantly associated higher lower greater smaller larger longer shorter fewer more less"
)
STATISTIC_WORDS: Final = words(
    "mean median average averaged averaging score scores of to at by = : as was were is being an a the or hr "
    "rr r md about approximately showed shows estimated ratio odds hazard only from levels values value rate "
    "rates only - respectively between i.e"
)


@dataclass(frozen=True, slots=True)
class Told:
    """An outcome as a sentence tells it; ``change`` when the number is its change, ``falls`` when downward.

    ``differs`` when the number is a difference between groups.
    ``printed`` is the whole printed name where ``extent`` holds only what tells it apart.
    """

    name: str
    extent: Extent
    rule: str
    change: bool = False
    falls: bool = False
    relative: bool = False
    differs: bool = False
    printed: Extent | None = None
