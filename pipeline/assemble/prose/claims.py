"""One number with all that a sentence tells of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.assemble.prose.arms import Arm, arm_id
from pipeline.assemble.prose.frame import Setting, Time
from pipeline.assemble.prose.sentence import Sentence
from pipeline.assemble.prose.telling import Told
from pipeline.extent import Extent
from pipeline.mentions import Quantity
from pipeline.normalise.numbers import WORDS
from pipeline.normalise.timepoints import days
from pipeline.recognise.timepoints import END, START

# How many days after baseline; how long the treatment is, a sentence does not tell.
OCCASIONS: Final[Mapping[str, Decimal | None]] = {START: Decimal(0), END: None}


@dataclass(frozen=True, slots=True)
class Claim:
    """One number as the sentence tells it; extents count in the flow."""

    item: int
    quantity: Quantity
    statistic: str
    told: Told
    arm: Arm | None = None
    arm_at: Extent | None = None
    comparator: str | None = None
    comparator_at: Extent | None = None
    time: Time | None = None
    p: Quantity | None = None
    p_shared: bool = False
    flags: tuple[str, ...] = ()
    category: str | None = None
    arm_n: int | None = None
    denominator: int | None = None
    denominator_at: Extent | None = None
    row: tuple[int, ...] = ()


def arm_at(s: Sentence, at: int, setting: Setting) -> Arm:
    """The group that an item names, known to the document or only to this sentence."""
    key = s.items[at].norm
    known = setting.arms.by_key().get(key)
    if known is not None:
        return known
    if setting.arms.main is not None and setting.arms.main.key == key:
        return setting.arms.main
    text = s.items[at].text
    return Arm(key, text[:1].upper() + text[1:], arm_id(key, setting.lexis), setting.lexis.is_control(key))


def time_at(s: Sentence, at: int) -> Time:
    """The time that an item prints; a number of a list takes the unit the list shares."""
    item = s.items[at]
    unit = item.mark.id if item.mark else ""
    if unit in OCCASIONS:
        return Time(item.text, OCCASIONS[unit], item.extent)
    number = str(WORDS.get(item.norm, item.norm)) if unit else item.norm
    printed = f"{unit} {number}" if unit else number
    return Time(printed if unit else item.text, days(printed), item.extent)
