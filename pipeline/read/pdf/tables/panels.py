"""Tables set one below the other under one caption, with the same rows below heads and columns of their own."""

from bisect import bisect_left
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from pipeline.read.pdf.tables.lines import Line
from pipeline.read.pdf.tables.values import is_value

HEADS: Final = 4  # lines of heads at most
COLUMNS: Final = 2  # heads beside the first at least
SAME: Final = 2  # labels that come again at least


def panels(body: Sequence[Line], fulls: Sequence[float], gap: float) -> list[Sequence[Line]]:
    """The lines of each of the tables; all lines as one where no drawn lines part heads from rows that come again."""
    heights = [line.y for line in body]
    cuts = [0, *sorted({k for y in fulls if 0 < (k := bisect_left(heights, y)) < len(body)}), len(body)]
    parts = [body[a:b] for a, b in pairwise(cuts)]
    if len(parts) < 4 or len(parts) % 2:
        return [body]
    pairs = list(zip(parts[::2], parts[1::2], strict=True))
    labels = [_labels(rows, gap) for _, rows in pairs]
    alike = all(len(own) >= SAME and own == labels[0] for own in labels)
    if not alike or not all(_are_heads(heads, gap) for heads, _ in pairs):
        return [body]
    return [[*heads, *rows] for heads, rows in pairs]


def _labels(rows: Sequence[Line], gap: float) -> list[str]:
    """What stands before the figures of each row; none where some line holds no figures."""
    pieces = [line.pieces(gap) for line in rows]
    whole = all(len(listed) > 1 and any(is_value(p.text) for p in listed[1:]) for listed in pieces)
    return [listed[0].text for listed in pieces] if whole else []


def _are_heads(lines: Sequence[Line], gap: float) -> bool:
    """Whether a few lines print names in several columns and no figure."""
    pieces = [line.pieces(gap) for line in lines]
    named = max((len(listed) for listed in pieces), default=0) > COLUMNS
    return named and len(lines) <= HEADS and not any(_is_figure(p.text) for listed in pieces for p in listed)


def _is_figure(text: str) -> bool:
    return is_value(text) and not any(character.isalpha() for character in text)  # "95% CI" is a head
