"""The evidence sheet: one row a document and question, all that is known and why the rest is not."""

from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.evidence.exports.effected import Effected, derivations, places, tuples
from pipeline.evidence.exports.tabular import rounded, write_csv
from pipeline.evidence.question import Group
from pipeline.schema import plain, to_json
from pipeline.store.columns import Value
from pipeline.store.delimited import write_lines

_SLOTS: Final = ("events", "mean", "standard_deviation", "person_time", "rate", "group_size")
_ASKED: Final = ("intervention", "comparator", "outcome", "at", "population")


def row(item: Effected) -> dict[str, Value]:
    """The columns of one answer in order."""
    answer = item.answer
    cells: dict[str, Value] = {"doc_id": answer.doc_id, "registry": answer.registry}
    cells |= {key: getattr(answer.question, key) or None for key in _ASKED}
    cells |= {
        "type": answer.kind,
        "outcome_found": answer.outcome,
        "time_found": answer.timepoint,
        "where": answer.where,
    }
    for side, group in (("intervention", answer.intervention), ("comparator", answer.comparator)):
        cells[f"{side}_named"] = group.named or None
        cells |= {f"{side}_{slot}": group.value(slot) for slot in _SLOTS}
        cells[f"{side}_unknown"] = _unknown(group)
    found = item.poolable
    low, high = found.interval if found else (None, None)
    cells |= {"measure": found.measure if found else None, "log_scale": str(found.is_log).lower() if found else None}
    cells |= {"yi": _of(found.estimate if found else None), "vi": _of(found.variance if found else None)}
    cells |= {"ci_lower": _of(low), "ci_upper": _of(high), "not_poolable": item.reason or None}
    cells |= {"derivations": derivations(item) or None, "places": places(item) or None, "tuples": tuples(item) or None}
    cells |= {"rejected": len(answer.rejected), "flags": ";".join(answer.flags) or None}
    return cells


def _of(value: float | None) -> Decimal | None:
    return None if value is None else rounded(value)


def _unknown(group: Group) -> str | None:
    return "; ".join(f"{slot}: {code}" for slot, code in group.unknown.items()) or None


def write(items: Iterable[Effected], target: Path) -> int:
    """A row an answer (``.csv``), or the whole answers with what was rejected (``.jsonl``)."""
    if target.suffix.lower() == ".jsonl":
        return write_lines((to_json({**plain(i.answer), "effect": _effect(i)}) for i in items), target)
    return write_csv((row(item) for item in items), target)


def _effect(item: Effected) -> object:
    found = item.poolable
    if found is None:
        return {"not_poolable": item.reason}
    fields = {"measure": found.measure, "log_scale": found.is_log, "added": rounded(found.added)}
    return {**fields, "yi": rounded(found.estimate), "vi": rounded(found.variance)}
