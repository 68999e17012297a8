"""A head of a table, what it stands in and among."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.read.pdf.tables.columns import Column
from pipeline.read.pdf.tables.lines import Piece
from pipeline.read.pdf.tables.ruling import Bar

Span = tuple[int, int]  # the first and the last of some columns


@dataclass(slots=True)
class Head:
    """A head: its lines from top to bottom with their heights, and the columns it stands over."""

    lines: list[Piece]
    ys: list[float]
    size: float
    first: int = 0
    last: int = 0
    level: int = 0

    @property
    def left(self) -> float:
        """Where its outermost line begins."""
        return min(p.left for p in self.lines)

    @property
    def right(self) -> float:
        """Where its outermost line ends."""
        return max(p.right for p in self.lines)

    @property
    def middle(self) -> float:
        """Half way between."""
        return (self.left + self.right) / 2

    def beside(self, other: "Head") -> bool:
        """Whether both are printed at one height."""
        return self.ys[0] < other.ys[-1] + 1 and other.ys[0] < self.ys[-1] + 1


@dataclass(frozen=True, slots=True)
class Frame:
    """What the heads stand in: the columns, the lines drawn across and upright.

    ``edge`` is that of its column at which a head is set, ``left`` or ``right``; empty where it is set in the middle.
    """

    columns: Sequence[Column]
    bars: Sequence[Bar]
    posts: Sequence[Bar]
    edge: str = ""


def lower(head: Head, made: Iterable[Head]) -> list[Head]:
    """The heads further down than a head."""
    return [h for h in made if h.ys[0] > head.ys[-1] + 1]


def columns_of(heads: Iterable[Head]) -> set[int]:
    """The columns that the heads stand over."""
    return {k for h in heads for k in range(h.first, h.last + 1)}


def open_columns(head: Head, made: Sequence[Head], frame: Frame) -> set[int]:
    """The columns of figures that have other heads further down, or none but the head's own line."""
    below = columns_of(lower(head, made))
    level = columns_of(h for h in made if h.beside(head))
    every = set(range(1, len(frame.columns)))
    return (below & every) | (every if not below else every & level | (every - columns_of(made)))


def drawn_below(bars: Sequence[Bar], y: float, size: float, left: float, right: float) -> list[Bar]:
    """The lines drawn right below words at a height."""
    return [bar for bar in bars if y - 1 < bar.at < y + 2.2 * size and bar.start < right and bar.end > left]
