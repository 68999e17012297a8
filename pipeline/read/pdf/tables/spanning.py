"""Which columns a head stands over: by the lines drawn around or below it, or by where it is printed."""

from collections.abc import Sequence
from typing import Final

from pipeline.read.pdf.tables.columns import Column
from pipeline.read.pdf.tables.head import Frame, Head, Span, columns_of, drawn_below, lower, open_columns
from pipeline.read.pdf.tables.middles import MIDDLE, askew, centred, middles, parted

ALIGNED: Final = 1.5  # in sizes: how far a head stands from the middle or left of what it spans at most
SHIFTED: Final = 0.15  # of what it spans: cells set to one side of their columns shift its middle
BELOW: Final = 0.35  # in sizes: how far from the middle of a name the size below it stands


def spread(head: Head, made: Sequence[Head], frame: Frame) -> None:
    """Set the columns the head stands over, by lines drawn around or below it, or by where it is printed."""
    if head.last < 1:
        found = _boxed(head, frame)
    else:
        found = (
            _boxed(head, frame)
            or _underlined(head, made, frame)
            or _shared(head, made, frame)
            or centred(head, made, frame)
            or _whole(head, made)
        )
    if found:
        head.first, head.last = found


def _boxed(head: Head, frame: Frame) -> Span | None:
    """The columns between the upright lines on either side of the head."""
    at = [post.at for post in frame.posts if post.start - 1 <= head.ys[0] <= post.end + 1]
    left = max((x for x in at if x < head.middle), default=None)
    right = min((x for x in at if x > head.middle), default=None)
    if left is None or right is None:
        return None
    inside = [k for k, c in enumerate(frame.columns) if left < c.middle < right]
    parted = any(frame.columns[0].right < x < frame.columns[-1].left for x in at)
    return (inside[0], inside[-1]) if inside and parted and (inside[0] > 0 or head.first == 0) else None


def _underlined(head: Head, made: Sequence[Head], frame: Frame) -> Span | None:
    """The columns over which a line below the head is drawn."""
    below = drawn_below(frame.bars, head.ys[-1], head.size, head.left, head.right)
    if not below:
        return None
    bar = min(below, key=lambda b: b.at)
    over = [k for k, c in enumerate(frame.columns) if bar.start - 2 < c.middle < bar.end + 2]
    if not over or over[0] == 0 or any(h is not head and h.beside(head) and h.first in over for h in made):
        return None
    span = (min(over[0], head.first), max(over[-1], head.last))
    return span if _over(head, span, made, frame) else None


def _shared(head: Head, made: Sequence[Head], frame: Frame) -> Span | None:
    """The head's share, where the heads beside it share the columns below them evenly."""
    open_ = open_columns(head, made, frame)
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
    crisp = all(askew(h, group, made, frame) < MIDDLE * h.size for h, group in pairs)
    # Heads that all stand in the middle of other columns do not share these evenly.
    if not crisp and frame.edge != "left" and all(middles(h, made, frame) for h in peers):
        return None
    return groups[peers.index(head)]


def _over(head: Head, group: Span, made: Sequence[Head], frame: Frame) -> bool:
    """Whether the head stands over the group, by its left edge or middle."""
    if not group[0] <= head.first <= head.last <= group[1]:
        return False
    left, right = frame.columns[group[0]].left, frame.columns[group[1]].right
    near = max(ALIGNED * head.size, SHIFTED * (right - left))
    return min(abs(head.left - left), askew(head, group, made, frame)) < near


def _whole(head: Head, made: Sequence[Head]) -> Span | None:
    """The columns of the heads over parts of which the head stands, where no other head beside it does."""
    under = [h for h in lower(head, made) if parted(h, (head.first, head.last))]
    if not under:
        return None
    span = min(head.first, *(h.first for h in under)), max(head.last, *(h.last for h in under))
    taken = columns_of(h for h in made if h is not head and h.beside(head))
    return None if taken & set(range(span[0], span[1] + 1)) else span


def adopt(made: Sequence[Head], columns: Sequence[Column]) -> None:
    """Give columns without heads to the head beside that reaches out of its own column on their side only."""
    bare = [k for k in range(1, len(columns)) if not any(h.first <= k <= h.last for h in made)]
    for head in made:
        before, behind = columns[head.first].left - head.left, head.right - columns[head.last].right
        if head.first > 1 and head.first - 1 in bare and before - max(behind, 0.0) > head.size:
            head.first -= 1
        elif head.first > 0 and head.last + 1 in bare and behind - max(before, 0.0) > head.size:
            head.last += 1


def inherit(head: Head, made: Sequence[Head]) -> None:
    """Give a head the columns of the one right above in the middle of which it stands too: a size below a name."""
    if head.last < 1 or head.first < head.last:
        return
    above = [h for h in made if h.ys[-1] < head.ys[0] and h.first <= head.first <= head.last <= h.last]
    if not above:
        return
    last = max(above, key=lambda h: h.ys[-1])
    alone = not any(h.beside(head) and last.first <= h.first <= last.last for h in made if h is not head)
    if alone and abs(last.middle - head.middle) < BELOW * head.size:
        head.first, head.last = last.first, last.last
