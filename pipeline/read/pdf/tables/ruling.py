"""The printed lines of a sheet, put together from the strokes that they were drawn with."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.read.pdf.layout import Rule

THICK: Final = 2.0  # points: strokes that lie as near are one line
TOUCHING: Final = 1.6  # points: a line is often drawn cell by cell


@dataclass(frozen=True, slots=True)
class Bar:
    """A line across the page, or upright: ``at`` is its place, ``start`` and ``end`` its reach."""

    at: float
    start: float
    end: float

    @property
    def length(self) -> float:
        """From its start to its end."""
        return self.end - self.start


class Ruling:
    """The lines of a sheet by their place."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        across = [(r.box.top, r.box.bottom, r.box.left, r.box.right) for r in rules if r.across]
        upright = [(r.box.left, r.box.right, r.box.top, r.box.bottom) for r in rules if not r.across]
        self.across = _merged(across)
        self.upright = _merged(upright)
        self._ys = [bar.at for bar in self.across]
        self._xs = [bar.at for bar in self.upright]

    def between(self, top: float, bottom: float) -> list[Bar]:
        """The lines across whose height is between the two, from top to bottom."""
        return self.across[bisect_left(self._ys, top) : bisect_right(self._ys, bottom)]

    def within(self, left: float, right: float) -> list[Bar]:
        """The upright lines between the two, from left to right."""
        return self.upright[bisect_left(self._xs, left) : bisect_right(self._xs, right)]


def levels(bars: Iterable[Bar]) -> list[list[Bar]]:
    """Lines across, sorted by height, in groups of one height."""
    made: list[list[Bar]] = []
    for bar in bars:
        if made and bar.at - made[-1][0].at < THICK:
            made[-1].append(bar)
        else:
            made.append([bar])
    return made


def _merged(strokes: Iterable[tuple[float, float, float, float]]) -> list[Bar]:
    groups: list[list[tuple[float, float, float]]] = []
    for low, high, start, end in sorted(strokes):
        at = (low + high) / 2
        if groups and at - groups[-1][0][0] <= THICK:
            groups[-1].append((at, start, end))
        else:
            groups.append([(at, start, end)])
    made: list[Bar] = []
    for group in groups:
        made += _joined(group)
    return sorted(made, key=lambda bar: (bar.at, bar.start))


def _joined(group: list[tuple[float, float, float]]) -> list[Bar]:
    at = sum(stroke[0] for stroke in group) / len(group)
    made: list[Bar] = []
    for _, start, end in sorted(group, key=lambda stroke: stroke[1:]):
        if made and start - made[-1].end <= TOUCHING:
            made[-1] = Bar(at, made[-1].start, max(made[-1].end, end))
        else:
            made.append(Bar(at, start, end))
    return made
