"""The heads of a table: which lines make up one, which columns it stands over, what stands over what."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.read.pdf.tables.head import Frame, Head
from pipeline.read.pdf.tables.lines import Line
from pipeline.read.pdf.tables.middles import edge
from pipeline.read.pdf.tables.spanning import adopt, inherit, spread
from pipeline.read.pdf.tables.stacking import stacked


def heads(top: Sequence[Line], frame: Frame, gap: float) -> list[Head]:
    """The heads of the columns, those that stand over others with a lower level."""
    made = stacked(top, frame, gap)
    frame = replace(frame, edge=edge(made, frame.columns))
    # From the bottom up: a head stands over whole heads.
    for head in sorted(made, key=lambda h: -h.ys[0]):
        spread(head, made, frame)
    for head in sorted(made, key=lambda h: h.ys[0]):
        inherit(head, made)
    adopt(made, frame.columns)
    for head in made:
        above = [h for h in made if h.first <= head.last and h.last >= head.first and h.ys[0] < head.ys[0]]
        head.level = max((h.level + 1 for h in above), default=0)
    return made
