"""On which side of its cells a table names the groups."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.document import Cell
from pipeline.evidence.groups import Groups, Path, Side
from pipeline.evidence.marks import BETWEEN, marks, size

_TOTAL: Final = regex.compile(r"(?i)\s*(?:total|all|overall|combined|pooled)\b")
_NO_GROUP: Final = BETWEEN | {"sd", "se", "mean", "percent"}
_BY_ELIMINATION: Final = 0.3  # the likeness of a group known only as the other of two
_COLUMNS: Final = 0.05  # more often than rows


@dataclass(frozen=True, slots=True)
class Axis:
    """Whether columns or rows name the groups, and which path of heads names which."""

    is_columns: bool
    sides: dict[Path, Side]

    def path(self, cell: Cell) -> Path:
        """The heads among which the group's is."""
        return path(cell, is_columns=self.is_columns)

    def is_shared(self, heads: Path, at: int) -> bool:
        """Whether a head stands over both groups; one over a single group (a code, ``A``) is part of its name."""
        above, own = heads[: at + 1], self.sides[heads].side
        return any(p[: at + 1] == above and side.side != own for p, side in self.sides.items())

    def other(self, cell: Cell) -> Path:
        """The heads on the other axis."""
        return path(cell, is_columns=not self.is_columns)


def path(cell: Cell, *, is_columns: bool) -> Path:
    """The heads of a cell on one axis, outermost first."""
    return tuple(h.text for h in (cell.column_path if is_columns else cell.row_path))


def axis(cells: Sequence[Cell], groups: Groups) -> Axis | None:
    """The axis on which both groups stand, the likelier one where both do; None where they stand on none."""
    best: tuple[float, Axis] | None = None
    for is_columns in (True, False):
        paths = tuple(dict.fromkeys(path(c, is_columns=is_columns) for c in cells))
        sides = completed(paths, dict(groups.sides(paths)))
        scores = [max((s.likeness for s in sides.values() if s.side == k), default=0.0) for k in (0, 1)]
        total = sum(scores) + _COLUMNS * is_columns
        if min(scores) > 0 and (best is None or total > best[0]):
            best = total, Axis(is_columns, sides)
    return best[1] if best else None


def completed(paths: Sequence[Path], sides: dict[Path, Side]) -> dict[Path, Side]:
    """With the other of just two groups side by side, where only one was known by its name.

    Without a size it must stand alone beside the known one: a third column may hold anything.
    """
    present = {s.side for s in sides.values()}
    if len(present) != 1:
        return sides
    (known,) = present
    siblings: dict[Path, set[str]] = {}
    for each in paths:
        if each and not marks(each[-1]) & _NO_GROUP and not _TOTAL.match(each[-1]):
            siblings.setdefault(each[:-1], set()).add(each[-1])
    for each, side in list(sides.items()):
        others = siblings.get(each[:-1], set()) - {each[-1]}
        if len(others) == 1 and side.head == len(each) - 1:
            (other,) = others
            if (size(other) is None) == (size(each[-1]) is None) and any(c.isalpha() for c in other):
                sides[(*each[:-1], other)] = Side(1 - known, _BY_ELIMINATION, len(each) - 1)
    return sides
