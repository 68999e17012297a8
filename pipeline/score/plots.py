"""Where the marks of the page's plots stand, in the coordinates of their drawings."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.score.confidence import Bin, Point

SIDE: Final = 240  # of a square plot
WIDTH: Final = 320  # of a bar that is full


@dataclass(frozen=True, slots=True)
class Bar:
    """A named bar with its text beside it; ``low`` and ``high`` draw an interval over it."""

    name: str
    length: float
    text: str
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Dot:
    """A mark of a square plot."""

    x: float
    y: float
    radius: float
    text: str


def bar(name: str, ratio: float, text: str) -> Bar:
    """A bar of this share of the full width."""
    return Bar(name, round(ratio * WIDTH, 1), text)


def bars_of_counts(counts: Iterable[tuple[str, int]]) -> tuple[Bar, ...]:
    """One bar per named count, the longest one full."""
    listed = list(counts)
    most = max((number for _, number in listed), default=0)
    return tuple(bar(name, number / most if most else 0.0, str(number)) for name, number in listed)


def risk_curve(points: Sequence[Point]) -> tuple[Dot, ...]:
    """Coverage to the right, risk upwards; risk is drawn up to the worst that occurs."""
    top = worst(points)
    return tuple(
        Dot(
            x=round(point.coverage * SIDE, 1),
            y=round(SIDE - point.risk / top * SIDE, 1),
            radius=2.5,
            text=f"confidence {point.threshold}: {point.passed} pass, {point.wrong} wrong",
        )
        for point in points
    )


def worst(points: Sequence[Point]) -> float:
    """The greatest risk of the curve, and something to divide by when there is none."""
    return max((point.risk for point in points), default=0.0) or 1.0


def reliability(found: Sequence[Bin]) -> tuple[Dot, ...]:
    """What is claimed to the right, what is true upwards; the diagonal is honest."""
    most = max((one.size for one in found), default=1)
    return tuple(
        Dot(
            x=round(one.claimed * SIDE, 1),
            y=round(SIDE - one.right * SIDE, 1),
            radius=round(2 + 6 * (one.size / most) ** 0.5, 1),
            text=f"{one.size} tuples say {one.claimed:.2f}, {one.right:.2f} are right",
        )
        for one in found
    )


def line(dots: Sequence[Dot]) -> str:
    """The dots joined, as the points of an SVG polyline."""
    return " ".join(f"{dot.x},{dot.y}" for dot in dots)
