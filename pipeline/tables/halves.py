"""Which columns hold the second half of what the column before them begins: ``18 18%``, ``152.4 ±8.1``."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from pipeline.tables import align
from pipeline.tables.align import Column
from pipeline.tables.cells import Token
from pipeline.tables.grid import Row

_SECONDS: Final = frozenset(["alone", "bracket"])
_MOST: Final = 0.7  # of a column's cells


def seconds(rows: Sequence[Row], columns: Sequence[Column]) -> frozenset[int]:
    """The columns most of whose cells are a share or spread behind the count or mean it belongs to."""
    held: Counter[int] = Counter()
    second: Counter[int] = Counter()
    for row in rows:
        if not 0 < len(row.tokens) <= len(columns):
            continue
        placed = dict(zip(align.places(row.tokens, columns), row.tokens, strict=True))
        held.update(placed.keys())
        second.update(k for k, token in placed.items() if k - 1 in placed and _is_second(placed[k - 1], token))
    found = [k for k in sorted(held) if k and second[k] >= _MOST * held[k]]
    return frozenset(k for k in found if k - 1 not in found)


def _is_second(first: Token, token: Token) -> bool:
    if first.kind != "number" or first.is_share:
        return False
    return token.kind in _SECONDS or (token.is_share and first.decimals == 0)
