"""How often something was right: counts that add, and the ratios they imply."""

from dataclasses import dataclass
from typing import Final, Literal

Level = Literal["found", "relaxed", "strict"]
LEVELS: Final[tuple[Level, ...]] = ("found", "relaxed", "strict")


@dataclass(frozen=True, slots=True)
class Counts:
    """Tuples right, spurious and missed; only counts are kept, so that documents add up."""

    tp: int = 0
    fp: int = 0
    fn: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(self.tp + other.tp, self.fp + other.fp, self.fn + other.fn)

    @property
    def precision(self) -> float:
        """The share of the predicted tuples that are right; 0 when nothing was predicted."""
        return share(self.tp, self.tp + self.fp)

    @property
    def recall(self) -> float:
        """The share of the gold tuples that were got; 0 when there is no gold."""
        return share(self.tp, self.tp + self.fn)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall, taken from the counts themselves."""
        return share(2 * self.tp, 2 * self.tp + self.fp + self.fn)

    @property
    def swapped(self) -> "Counts":
        """What the counts are when gold and predictions change places."""
        return Counts(self.tp, self.fn, self.fp)


def share(part: float, whole: float) -> float:
    """Part of the whole, 0 where there is no whole."""
    return part / whole if whole else 0.0
