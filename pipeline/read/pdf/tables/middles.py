"""In the middle of which columns a head stands."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

from pipeline.read.pdf.tables.columns import Column
from pipeline.read.pdf.tables.head import Frame, Head, Span, columns_of, lower, open_columns

MIDDLE: Final = 0.6  # in sizes: how far a head stands from the middle of what it spans where nothing shifts it
OWN: Final = 0.8  # in sizes: a head that stands as near to the middle or edge of its column is that of the column alone
APART: Final = 1.6  # in sizes: the next line of a head is nearer
UNDER: Final = 0.3  # of the narrower one's width: what goes on a head stands under as much of it
MOST: Final = 30  # columns on either side that are tried


def edge(made: Sequence[Head], columns: Sequence[Column]) -> str:
    """The edge of their column at which heads of one are set, ``left`` or ``right``; empty for its middle."""
    own = [(h, columns[h.first]) for h in made if 0 < h.first == h.last]
    if not own:
        return ""
    off = {
        "": median(abs(h.middle - c.middle) for h, c in own),
        "left": median(abs(h.left - c.left) for h, c in own),
        "right": median(abs(h.right - c.right) for h, c in own),
    }
    return min(off, key=lambda name: off[name])


def askew(head: Head, span: Span, made: Sequence[Head], frame: Frame) -> float:
    """How far from the middle of the columns the head stands: of what they print, of their heads, or of their room."""
    columns, (first, last) = frame.columns, span
    middles = [(columns[first].left + columns[last].right) / 2]
    below = [h for h in lower(head, made) if first <= h.first <= h.last <= last]
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


def centred(head: Head, made: Sequence[Head], frame: Frame) -> Span | None:
    """The columns in the middle of which the head stands, where it stands askew over its own or others stand below."""
    columns = frame.columns
    own = (head.first, head.last)
    if _goes_on(head, made):
        return None
    wide = _is_wide(head, made)
    # In a table that centres its heads, one begins where a column does by chance.
    edges = {"left": abs(head.left - columns[own[0]].left), "right": abs(head.right - columns[own[1]].right)}
    off = askew(head, own, made, frame)
    if min(off, edges.get(frame.edge, off)) < OWN * head.size and not wide:
        return None
    if own[0] == own[1] and edges.get(frame.edge, off + OWN * head.size) < OWN * head.size:
        return None  # set at the edge of its column as all heads are
    near = middles(head, made, frame)
    if len(near) < 2:
        return near[0] if near else None
    alike = _alike(head, near, made, frame)
    if alike or wide:
        return max(alike or near, key=lambda c: c[1] - c[0])
    return min(near, key=lambda c: askew(head, c, made, frame))


def _alike(head: Head, near: Sequence[Span], made: Sequence[Head], frame: Frame) -> list[Span]:
    """The columns that print the same names below as those below another head beside this one."""
    peers = [h for h in made if h is not head and h.beside(head)]
    known = {_names(h, span, made) for h in peers for span in middles(h, made, frame)}
    return [span for span in near if span[1] > span[0] and _names(head, span, made) in known]


def _names(head: Head, span: Span, made: Sequence[Head]) -> tuple[str, ...]:
    """What is printed below a head over the columns."""
    under = [h for h in lower(head, made) if span[0] <= h.first <= h.last <= span[1]]
    return tuple(p.text for h in sorted(under, key=lambda h: (h.first, h.ys[0])) for p in h.lines)


def _is_wide(head: Head, made: Sequence[Head]) -> bool:
    """Whether the head stands over other heads only."""
    return set(range(head.first, head.last + 1)) <= columns_of(lower(head, made))


def _goes_on(head: Head, made: Sequence[Head]) -> bool:
    """Whether what stands right below in the head's one column is the next line of its words."""
    own = [h for h in lower(head, made) if head.first == h.first == h.last == head.last]
    return any(h.ys[0] - head.ys[-1] < APART * head.size and _is_under(h, head) for h in own)


def _is_under(below: Head, head: Head) -> bool:
    shared = min(below.right, head.right) - max(below.left, head.left)
    return shared > UNDER * min(below.right - below.left, head.right - head.left)


def middles(head: Head, made: Sequence[Head], frame: Frame) -> list[Span]:
    """The columns, from the first to the last, in the middle of which the head stands, no other head among them."""
    under = lower(head, made)
    taken = columns_of(h for h in made if h is not head and h.beside(head))
    bare = set(range(1, len(frame.columns))) - columns_of(made)
    free = (columns_of(under) | bare if _is_wide(head, made) else open_columns(head, made, frame)) - taken - {0}
    low, high = head.first, head.last
    while low - 1 in free and head.first - low < MOST:
        low -= 1
    while high + 1 in free and high - head.last < MOST:
        high += 1
    choices = [(a, b) for a in range(low, head.first + 1) for b in range(head.last, high + 1)]
    return [
        c for c in choices if askew(head, c, made, frame) < MIDDLE * head.size and not any(parted(h, c) for h in under)
    ]


def parted(head: Head, span: Span) -> bool:
    """Whether a head stands both within and beyond the columns."""
    inside = head.first <= span[1] and head.last >= span[0]
    return inside and not span[0] <= head.first <= head.last <= span[1]
