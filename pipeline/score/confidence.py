"""Whether the confidences can be believed."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from typing import Final

from pipeline.score.align import Alignment
from pipeline.score.counts import Level, share

BINS: Final = 10


@dataclass(frozen=True, slots=True)
class Claim:
    """A predicted tuple's confidence, and whether the tuple is right."""

    confidence: Decimal
    is_right: bool


@dataclass(frozen=True, slots=True)
class Point:
    """What demanding a confidence gives: the share of tuples that pass, and how many of those are wrong."""

    threshold: Decimal
    passed: int
    wrong: int
    total: int

    @property
    def coverage(self) -> float:
        """The share of all tuples that reach the threshold."""
        return share(self.passed, self.total)

    @property
    def risk(self) -> float:
        """The share of wrong ones among those that pass."""
        return share(self.wrong, self.passed)


@dataclass(frozen=True, slots=True)
class Bin:
    """The tuples that say about the same: what they claim, and what is true."""

    claimed: float
    right: float
    size: int


@dataclass(frozen=True, slots=True)
class Trust:
    """How far confidences can be trusted: the curve, the bins, and what to demand for a risk."""

    curve: tuple[Point, ...]
    bins: tuple[Bin, ...]
    safe: Point | None

    @property
    def calibration_error(self) -> float:
        """The expected calibration error: the mean distance of claim and truth, by size."""
        total = sum(one.size for one in self.bins)
        return share(sum(one.size * abs(one.claimed - one.right) for one in self.bins), total)


def trusted(alignments: Sequence[Alignment], risk: float, level: Level = "strict") -> Trust | None:
    """What the stated confidences are worth; None where no prediction states one."""
    claimed = claims(alignments, level)
    curve = risk_coverage(claimed)
    return Trust(curve, bins(claimed), at_risk(curve, risk)) if claimed else None


def claims(alignments: Sequence[Alignment], level: Level = "strict") -> tuple[Claim, ...]:
    """Every counted prediction that states a confidence; right means right at the level."""
    paired = ((p.predicted.confidence, p.reaches(level)) for a in alignments for p in a.pairs)
    spurious = ((item.confidence, False) for a in alignments for item in a.spurious)
    return tuple(Claim(c, right) for c, right in (*paired, *spurious) if c is not None)


def risk_coverage(claimed: Sequence[Claim]) -> tuple[Point, ...]:
    """One point per confidence that occurs, the highest first; equal confidences pass together."""
    points = []
    passed = wrong = 0
    ordered = sorted(claimed, key=lambda claim: -claim.confidence)
    for confidence, group in groupby(ordered, key=lambda claim: claim.confidence):
        rights = [claim.is_right for claim in group]
        passed += len(rights)
        wrong += rights.count(False)
        points.append(Point(confidence, passed, wrong, len(ordered)))
    return tuple(points)


def at_risk(points: Sequence[Point], risk: float) -> Point | None:
    """The lowest confidence to demand so that no more than this share is wrong; None if none will do."""
    return next((point for point in reversed(points) if point.risk <= risk), None)


def bins(claimed: Sequence[Claim]) -> tuple[Bin, ...]:
    """Ten equal ranges of confidence, the empty ones left out."""
    ordered = sorted(claimed, key=_bin)
    grouped = (list(group) for _, group in groupby(ordered, key=_bin))
    return tuple(
        Bin(
            claimed=float(sum(c.confidence for c in group) / len(group)),
            right=sum(c.is_right for c in group) / len(group),
            size=len(group),
        )
        for group in grouped
    )


def _bin(claim: Claim) -> int:
    return min(int(claim.confidence * BINS), BINS - 1)
