"""What recognisers find and what normalising makes of it."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.extent import Extent
from pipeline.schema import Dispersion, PValue

# One word per thing: these are the span groups, the factories and the modules of pipeline.recognise.
KINDS: Final = (
    "expressions",
    "timepoints",
    "arms",
    "outcomes",
    "statistics",
    "studies",
    "exclusions",
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Something a recogniser found: where, of which kind, and the id of its term or shape."""

    kind: str
    extent: Extent
    id: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A numeric expression read into its slots; every number as printed.

    ``shape`` names how it was written (``count_share`` for ``19 (35)``). ``sign_at`` etc. are not kept: the
    extent is the proof.
    """

    extent: Extent
    shape: str
    value: Decimal
    op: str | None = None
    percent: bool = False
    count: int | None = None
    denominator: int | None = None
    dispersion: Dispersion | None = None
    p_value: PValue | None = None
    unit: str | None = None


@dataclass(frozen=True, slots=True)
class TimePoint:
    """A printed time with its distance from baseline in days (None when it has none)."""

    extent: Extent
    days: Decimal | None


@dataclass(frozen=True, slots=True)
class Named:
    """An arm, outcome, study or statistic as printed, with the lexicon's id where it has one."""

    extent: Extent
    kind: str
    id: str | None


Reading = Quantity | TimePoint | Named
