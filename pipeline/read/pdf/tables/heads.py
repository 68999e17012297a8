"""The heads of a table: which lines make up one, which columns it stands over, what stands over what."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.read.pdf.tables.columns import Column, gap_between, located
from pipeline.read.pdf.tables.lines import Line, Piece, piece
from pipeline.read.pdf.tables.ruling import Bar

WIDER: Final = 1.25  # how much wider than a blank the gap between two heads is at least
BLANK: Final = 0.36  # in sizes: no blank between words that are not justified is as wide
NEAR: Final = 1.6  # in sizes: lines of one head follow each other as close
ALIGNED: Final = 1.5  # in sizes: how far a head stands from the middle or left of what it spans at most
SHIFTED: Final = 0.15  # of what it spans: cells set to one side of their columns shift its middle
MIDDLE: Final = 0.6  # in sizes: how far a head stands from the middle of what it spans where nothing shifts it
STACKED: Final = 0.35  # in sizes: how far the lines of a head differ at the edge or middle they are set by


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


def heads(top: Sequence[Line], frame: Frame, gap: float) -> list[Head]:
    """The heads of the columns, those that stand over others with a lower level."""
    made = _stacked(_cut(top, frame, gap), frame.bars)
    for head in made:
        head.first, head.last = located(head.left, head.right, frame.columns)
    frame = replace(frame, edge=_edge(made, frame.columns))
    # From the bottom up: a head stands over whole heads.
    for head in sorted(made, key=lambda h: -h.ys[0]):
        _spread(head, made, frame)
    for head in sorted(made, key=lambda h: h.ys[0]):
        _inherit(head, made)
    _adopt(made, frame.columns)
    for head in made:
        above = [h for h in made if h.first <= head.last and h.last >= head.first and h.ys[0] < head.ys[0]]
        head.level = max((h.level + 1 for h in above), default=0)
    return made


def _cut(top: Sequence[Line], frame: Frame, gap: float) -> list[tuple[Line, list[Piece]]]:
    """The runs of each line, cut between columns that have no other heads below."""
    made: list[tuple[Line, list[Piece]]] = []
    filled: set[int] = set()
    for line in reversed(top):
        parts = [part for p in line.pieces(gap) for part in _parts(p, line, frame, filled)]
        made.append((line, parts))
        for p in parts:
            first, last = located(p.left, p.right, frame.columns)
            filled |= set(range(first, last + 1))
    return made[::-1]


def _parts(p: Piece, line: Line, frame: Frame, filled: set[int]) -> list[Piece]:
    first, last = located(p.left, p.right, frame.columns)
    spanned = range(first, last + 1)
    if len(spanned) == 1 or all(k in filled for k in spanned):
        return [p]
    below = _below(frame.bars, line.y, line.size, p.left, p.right)
    below = [bar for bar in below if bar.start > frame.columns[0].middle]
    if any(sum(bar.start < frame.columns[k].middle < bar.end for k in spanned) > 1 for bar in below):
        return [p]
    cuts = [
        at
        for a, b in pairwise(frame.columns[first : last + 1])
        if (at := gap_between(p, a.middle, b.middle, (a.right + b.left) / 2)) is not None
    ]
    if not _are_wider(p, cuts, line.size):
        return [p]
    bounds = [0, *sorted(set(cuts)), len(p.items)]
    parts = [piece(p.items[a:b]) for a, b in pairwise(bounds)]
    own = [located(part.left, part.right, frame.columns) for part in parts]
    return parts if [a for a, _ in own] == list(spanned) and all(a == b for a, b in own) else [p]


def _are_wider(p: Piece, cuts: Sequence[int], size: float) -> bool:
    """Whether the gaps before these words are wider than those before the others, or than any blank."""
    gaps = {k: p.items[k].word.box.left - p.items[k - 1].word.box.right for k in range(1, len(p.items))}
    others = [gap for k, gap in gaps.items() if k not in cuts and not p.items[k].word.glued]
    least = WIDER * median(others) if others else BLANK * size
    return all(gaps[k] > least for k in cuts)


def _below(bars: Sequence[Bar], y: float, size: float, left: float, right: float) -> list[Bar]:
    """The lines drawn right below words at a height."""
    return [bar for bar in bars if y - 1 < bar.at < y + 2.2 * size and bar.start < right and bar.end > left]


def _stacked(lines: Sequence[tuple[Line, Sequence[Piece]]], bars: Sequence[Bar]) -> list[Head]:
    """The heads, each with all of its lines: runs set one below the other by the same edge or middle."""
    made: list[Head] = []
    last: list[Head] = []
    for line, pieces in lines:
        now = []
        for p in pieces:
            over = [h for h in last if h.left < p.right and h.right > p.left]
            above = over[0] if len(over) == 1 else None
            if above is not None and _goes_on(above, p, line, pieces, bars):
                above.lines.append(p)
                above.ys.append(line.y)
                now.append(above)
            else:
                now.append(Head([p], [line.y], line.size))
                made.append(now[-1])
        kept = [h for h in last if h not in now and line.y - h.ys[-1] < NEAR * line.size]
        last = now + [h for h in kept if not any(n.left < h.right and n.right > h.left for n in now)]
    return made


def _goes_on(above: Head, p: Piece, line: Line, pieces: Sequence[Piece], bars: Sequence[Bar]) -> bool:
    size = STACKED * line.size
    aligned = (
        abs(above.left - p.left) < size
        or abs(above.middle - (p.left + p.right) / 2) < size
        or abs(above.right - p.right) < size
    )
    alone = sum(above.left < q.right and above.right > q.left for q in pieces) == 1
    ruled = any(above.ys[-1] < b.at < line.y and b.start < p.right and b.end > p.left for b in bars)
    return aligned and alone and not ruled and line.y - above.ys[-1] < NEAR * line.size


def _edge(made: Sequence[Head], columns: Sequence[Column]) -> str:
    """The edge of their column at which heads of one are set, ``left`` or ``right``; empty for its middle."""
    own = [(h, columns[h.first]) for h in made if 0 < h.first == h.last]
    if not own:
        return ""
    off = {
        "": median(abs(h.middle - c.middle) for h, c in own),
        "left": median(abs(h.left - c.left) for h, c in own),
        "right": median(abs(h.right - c.right) for h, c in own),
    }
    return min(off, key=lambda edge: off[edge])


def _spread(head: Head, made: Sequence[Head], frame: Frame) -> None:
    """Set the columns the head stands over, by lines drawn around or below it, or by where it is printed."""
    if head.last < 1:
        found = _boxed(head, frame)
    else:
        found = (
            _boxed(head, frame)
            or _underlined(head, made, frame)
            or _shared(head, made, frame)
            or _centred(head, made, frame)
            or _whole(head, made)
        )
    if found:
        head.first, head.last = found


def _boxed(head: Head, frame: Frame) -> tuple[int, int] | None:
    """The columns between the upright lines on either side of the head."""
    at = [post.at for post in frame.posts if post.start - 1 <= head.ys[0] <= post.end + 1]
    left = max((x for x in at if x < head.middle), default=None)
    right = min((x for x in at if x > head.middle), default=None)
    if left is None or right is None:
        return None
    inside = [k for k, c in enumerate(frame.columns) if left < c.middle < right]
    parted = any(frame.columns[0].right < x < frame.columns[-1].left for x in at)
    return (inside[0], inside[-1]) if inside and parted and (inside[0] > 0 or head.first == 0) else None


def _underlined(head: Head, made: Sequence[Head], frame: Frame) -> tuple[int, int] | None:
    """The columns over which a line below the head is drawn."""
    below = _below(frame.bars, head.ys[-1], head.size, head.left, head.right)
    if not below:
        return None
    bar = min(below, key=lambda b: b.at)
    over = [k for k, c in enumerate(frame.columns) if bar.start - 2 < c.middle < bar.end + 2]
    if not over or over[0] == 0 or any(h is not head and h.beside(head) and h.first in over for h in made):
        return None
    span = (min(over[0], head.first), max(over[-1], head.last))
    return span if _over(head, span, made, frame) else None


def _shared(head: Head, made: Sequence[Head], frame: Frame) -> tuple[int, int] | None:
    """The head's share, where the heads beside it share the columns below them evenly."""
    open_ = _open(made, head, frame)
    peers = [h for h in made if h.beside(head) and open_ & set(range(h.first, h.last + 1))]
    peers.sort(key=lambda h: h.left)
    if len(peers) < 2 or head not in peers:
        return None
    lower = sorted(open_)
    size, odd = divmod(len(lower), len(peers))
    if size < 2 or odd:
        return None
    groups = [(lower[n * size], lower[(n + 1) * size - 1]) for n in range(len(peers))]
    pairs = list(zip(peers, groups, strict=True))
    if not all(_over(h, group, made, frame) for h, group in pairs):
        return None
    crisp = all(_askew(h, group, made, frame) < MIDDLE * h.size for h, group in pairs)
    # Heads that all stand in the middle of other columns do not share these evenly.
    if not crisp and frame.edge != "left" and all(_middles(h, made, frame) for h in peers):
        return None
    return groups[peers.index(head)]


def _over(head: Head, group: tuple[int, int], made: Sequence[Head], frame: Frame) -> bool:
    """Whether the head stands over the group, by its left edge or middle."""
    if not group[0] <= head.first <= head.last <= group[1]:
        return False
    left, right = frame.columns[group[0]].left, frame.columns[group[1]].right
    near = max(ALIGNED * head.size, SHIFTED * (right - left))
    return min(abs(head.left - left), _askew(head, group, made, frame)) < near


def _askew(head: Head, span: tuple[int, int], made: Sequence[Head], frame: Frame) -> float:
    """How far from the middle of the columns the head stands: of what they print, of their heads, or of their room."""
    columns, (first, last) = frame.columns, span
    middles = [(columns[first].left + columns[last].right) / 2]
    below = [h for h in made if h.ys[0] > head.ys[-1] + 1 and first <= h.first <= h.last <= last]
    lefts, rights = [h.left for h in below if h.first == first], [h.right for h in below if h.last == last]
    if lefts and rights:
        middles.append((min(*lefts, columns[first].left) + max(*rights, columns[last].right)) / 2)
    # What is set at one edge of its column leaves the rest of the column's room blank.
    if frame.edge == "right" and 0 < first < last:
        start = columns[first - 1].right if first > 1 else columns[1].right - _room([c.right for c in columns[1:]])
        middles.append((start + columns[last].right) / 2)
    if frame.edge == "left" and 0 < first < last:
        end = columns[last + 1].left if last + 1 < len(columns) else columns[-1].left + _room([c.left for c in columns])
        middles.append((columns[first].left + end) / 2)
    return min(abs(head.middle - middle) for middle in middles)


def _room(edges: Sequence[float]) -> float:
    """How wide a column is with the blank beside it, most often."""
    return median(b - a for a, b in pairwise(edges)) if len(edges) > 1 else 0.0


def _centred(head: Head, made: Sequence[Head], frame: Frame) -> tuple[int, int] | None:
    """The columns in the middle of which the head stands, where it stands askew over its own or others stand below."""
    columns = frame.columns
    own = (head.first, head.last)
    wide = _is_wide(head, made)
    # In a table that centres its heads, one begins where a column does by chance.
    edges = {"left": abs(head.left - columns[own[0]].left), "right": abs(head.right - columns[own[1]].right)}
    off = _askew(head, own, made, frame)
    if min(off, edges.get(frame.edge, off)) < 0.8 * head.size and not wide:
        return None
    near = _middles(head, made, frame)
    if not near:
        return None
    alike = _alike(head, near, made, frame)
    if alike or wide:
        return max(alike or near, key=lambda c: c[1] - c[0])
    return min(near, key=lambda c: _askew(head, c, made, frame))


def _alike(head: Head, near: Sequence[tuple[int, int]], made: Sequence[Head], frame: Frame) -> list[tuple[int, int]]:
    """The columns that print the same names below as those below another head beside this one."""
    peers = [h for h in made if h is not head and h.beside(head)]
    known = {_names(h, span, made) for h in peers for span in _middles(h, made, frame)}
    return [span for span in near if span[1] > span[0] and _names(head, span, made) in known]


def _names(head: Head, span: tuple[int, int], made: Sequence[Head]) -> tuple[str, ...]:
    """What is printed below a head over the columns."""
    lower = [h for h in made if h.ys[0] > head.ys[-1] + 1 and span[0] <= h.first <= h.last <= span[1]]
    return tuple(p.text for h in sorted(lower, key=lambda h: (h.first, h.ys[0])) for p in h.lines)


def _is_wide(head: Head, made: Sequence[Head]) -> bool:
    """Whether the head stands over other heads only."""
    below = _columns(h for h in made if h.ys[0] > head.ys[-1] + 1)
    return set(range(head.first, head.last + 1)) <= below


def _middles(head: Head, made: Sequence[Head], frame: Frame) -> list[tuple[int, int]]:
    """The columns, from the first to the last, in the middle of which the head stands, no other head among them."""
    lower = [h for h in made if h.ys[0] > head.ys[-1] + 1]
    taken = _columns(h for h in made if h is not head and h.beside(head))
    bare = set(range(1, len(frame.columns))) - _columns(made)
    free = (_columns(lower) | bare if _is_wide(head, made) else _open(made, head, frame)) - taken - {0}
    low, high = head.first, head.last
    while low - 1 in free:
        low -= 1
    while high + 1 in free:
        high += 1
    choices = [(a, b) for a in range(low, head.first + 1) for b in range(head.last, high + 1)]
    return [
        c
        for c in choices
        if _askew(head, c, made, frame) < MIDDLE * head.size and not any(_parted(h, c) for h in lower)
    ]


def _whole(head: Head, made: Sequence[Head]) -> tuple[int, int] | None:
    """The columns of the heads over parts of which the head stands, where no other head beside it does."""
    under = [h for h in made if h.ys[0] > head.ys[-1] + 1 and _parted(h, (head.first, head.last))]
    if not under:
        return None
    span = min(head.first, *(h.first for h in under)), max(head.last, *(h.last for h in under))
    taken = _columns(h for h in made if h is not head and h.beside(head))
    return None if taken & set(range(span[0], span[1] + 1)) else span


def _parted(head: Head, span: tuple[int, int]) -> bool:
    """Whether a head stands both within and beyond the columns."""
    inside = head.first <= span[1] and head.last >= span[0]
    return inside and not span[0] <= head.first <= head.last <= span[1]


def _adopt(made: Sequence[Head], columns: Sequence[Column]) -> None:
    """Give columns without heads to the head beside that reaches out of its own column on their side only."""
    bare = [k for k in range(1, len(columns)) if not any(h.first <= k <= h.last for h in made)]
    for head in made:
        before, behind = columns[head.first].left - head.left, head.right - columns[head.last].right
        if head.first > 1 and head.first - 1 in bare and before - max(behind, 0.0) > head.size:
            head.first -= 1
        elif head.first > 0 and head.last + 1 in bare and behind - max(before, 0.0) > head.size:
            head.last += 1


def _inherit(head: Head, made: Sequence[Head]) -> None:
    """Give a head the columns of the one right above in the middle of which it stands too: a size below a name."""
    if head.last < 1 or head.first < head.last:
        return
    above = [h for h in made if h.ys[-1] < head.ys[0] and h.first <= head.first <= head.last <= h.last]
    if not above:
        return
    last = max(above, key=lambda h: h.ys[-1])
    alone = not any(h.beside(head) and last.first <= h.first <= last.last for h in made if h is not head)
    if alone and abs(last.middle - head.middle) < STACKED * head.size:
        head.first, head.last = last.first, last.last


def _open(made: Sequence[Head], head: Head, frame: Frame) -> set[int]:
    """The columns of figures that have other heads further down, or none but the head's own line."""
    below = [h for h in made if h.ys[0] > head.ys[-1] + 1]
    level = _columns(h for h in made if h.beside(head))
    every = set(range(1, len(frame.columns)))
    return (_columns(below) & every) | (every if not below else every & level | (every - _columns(made)))


def _columns(heads: Iterable[Head]) -> set[int]:
    return {k for h in heads for k in range(h.first, h.last + 1)}
