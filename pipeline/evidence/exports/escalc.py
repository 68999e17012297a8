"""Rows for metafor's ``escalc``: the columns it takes for two groups, and ``yi``, ``vi`` as it would compute them."""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pipeline.evidence.exports.effected import Effected, derivations, label, places, tuples
from pipeline.evidence.exports.tabular import rounded, write_csv
from pipeline.evidence.question import BINARY, CONTINUOUS, RATE
from pipeline.store.columns import Value

# Names as in the manual of escalc (metafor 5.1): group 1 is the intervention, group 2 the comparator.
COLUMNS: Final = (
    "slab", "outcome", "group1", "group2", "measure", "ai", "bi", "ci", "di", "n1i", "n2i", "m1i", "sd1i", "m2i",
    "sd2i", "x1i", "x2i", "t1i", "t2i", "yi", "vi", "not_poolable", "derivations", "tuples", "places",
)  # fmt: skip


def row(item: Effected) -> dict[str, Value]:
    """The columns of one answer; ``bi`` and ``di`` are the patients without the event."""
    answer, found = item.answer, item.poolable
    one, other = answer.groups
    cells: dict[str, Value] = {"slab": answer.doc_id, "outcome": label(item)}
    cells |= {"group1": one.asked, "group2": other.asked}
    cells |= {"n1i": one.value("group_size"), "n2i": other.value("group_size")}
    if answer.kind == BINARY:
        for group, events, none in ((one, "ai", "bi"), (other, "ci", "di")):
            count, size = group.value("events"), group.value("group_size")
            cells[events] = count
            cells[none] = None if count is None or size is None else size - count
    for number, group in enumerate((one, other), start=1):
        if answer.kind == RATE:
            cells |= {f"x{number}i": group.value("events"), f"t{number}i": group.value("person_time")}
        elif answer.kind == CONTINUOUS:
            cells |= {f"m{number}i": group.value("mean"), f"sd{number}i": group.value("standard_deviation")}
    if found is not None:
        cells |= {"measure": found.measure, "yi": rounded(found.estimate), "vi": rounded(found.variance)}
    said = {"derivations": derivations(item) or None, "tuples": tuples(item) or None, "places": places(item) or None}
    return {**cells, "not_poolable": item.reason or None, **said}


def write(items: Iterable[Effected], target: Path) -> int:
    """A CSV file that ``escalc(data=...)`` takes as it is; gives the number of rows."""
    return write_csv((row(item) for item in items), target, COLUMNS)
