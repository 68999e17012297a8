"""Whether a head can stand over a column, by the kinds of the column's cells."""

from collections.abc import Mapping
from typing import Final

import regex

from pipeline.tables.align import Column
from pipeline.tables.cells import MARKS

_P: Final = regex.compile(
    rf"(?:adjusted |overall )?(?:p|sig\.?|significance)\b(?:[- ]?(?:value|level|for|trend)|[{MARKS}a-d]?$|[=<])",
    regex.IGNORECASE,
)
_INTERVAL: Final = regex.compile(r"^[(\[]?\d\d ?% ?(?:CI|confidence)|^range$|^IQR$", regex.IGNORECASE)
_PLAIN: Final = regex.compile(
    r"^(?:n|no\.?|%|(?:[\w.]+ )?(?:SD|SE|SEM)|[(]?n ?%?[)]?|mean|median|OR|HR|RR|t|F|df|β|B)$", regex.IGNORECASE
)
_JOINED: Final = regex.compile(r"\(%\)|\(\d\d ?% ?CI|\(SD|\(SE|± ?S|\(IQR|\(range", regex.IGNORECASE)
# A p value is a bound or a number of two decimals or more; one row's worth of sightings.
_P_CELLS: Final = {("bound", 2): 0.1, ("bound", 3): 0.3, ("number", 2): 0.2, ("number", 3): 0.3, ("number", 4): 0.1}
_NO_CELLS: Final[Mapping[tuple[str, int], float]] = {}
_WITH_SECOND: Final = ("pair", "interval", "fraction", "share_fraction", "spread")


def agreement(name: str, column: Column) -> float:
    """What speaks for (above 0) or against (below) the head over the column."""
    if not column.rows:
        return 0.0
    alike = like_p(column)
    if _P.match(name):
        return 1.5 if alike > 0.5 else -3.0 if column.share(*_WITH_SECOND) > 0.5 else -1.0
    value = -1.5 if alike > 0.7 and column.share("bound") > 0.1 else 0.0
    if _INTERVAL.match(name):
        return value + (1.5 if column.share("range", "bracket", "interval") > 0.5 else -1.5)
    if _JOINED.search(name):
        return value + (0.7 if column.share(*_WITH_SECOND) > 0.4 else -0.5)
    if _PLAIN.match(name):
        return value + (0.3 if column.share(*_WITH_SECOND, "range", "bracket") < 0.3 else -1.0)
    return value


def expected(name: str) -> Mapping[tuple[str, int], float]:
    """The cells, by kind and decimals, that a head asks for before any row is seen; empty where it does not tell."""
    return _P_CELLS if _P.match(name) else _NO_CELLS


def like_p(column: Column) -> float:
    """The part of the cells that look like p values: bounds, and numbers of two decimals or more."""
    rows = column.rows - column.kinds["missing"]
    found = sum(
        n
        for (kind, decimals), n in column.shapes.items()
        if kind in {"bound", "p"} or (kind == "number" and decimals > 1)
    )
    return found / rows if rows else 0.5
