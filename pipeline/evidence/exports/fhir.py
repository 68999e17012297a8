"""Evidence resources of FHIR R5 (5.0.0): one of each group and one of their comparison, in a Bundle.

Codes are those of the HL7 EBM guide's examples (STATO terms by way of SEVCO); ``meta`` claims the guide's profiles.
"""

import json
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from pipeline.evidence.effects import Effect
from pipeline.evidence.exports.effected import Effected, label, places, shown, tuples
from pipeline.evidence.exports.tabular import rounded
from pipeline.evidence.question import MAIN, Group
from pipeline.store.delimited import write_lines

_SYSTEM: Final = "https://fevir.net/sevco"
_PROFILE: Final = "http://hl7.org/fhir/uv/ebm/StructureDefinition/"
_ROLES: Final = "http://terminology.hl7.org/CodeSystem/variable-role"
_STATISTICS: Final = {
    "RR": ("STATO:0000245", "risk ratio"),
    "OR": ("STATO:0000182", "odds ratio"),
    "RD": ("STATO:0000424", "risk difference"),
    "MD": ("STATO:0000457", "difference in means"),
    "SMD": ("STATO:0000457", "difference in means"),
    "count": ("STATO:0000047", "count"),
    "mean": ("STATO:0000573", "mean"),
    "sd": ("STATO:0000237", "standard deviation"),
    "ci": ("STATO:0000196", "confidence interval"),
}
_PROFILES: Final = ("intervention-only-evidence", "comparator-only-evidence", "comparative-evidence")


def bundle(items: Iterable[Effected]) -> dict[str, Any]:
    """A Bundle (collection) of the Evidence resources of some answers."""
    entries = [{"resource": resource} for item in items for resource in resources(item)]
    return {"resourceType": "Bundle", "type": "collection", **({"entry": entries} if entries else {})}


def resources(item: Effected) -> list[dict[str, Any]]:
    """The Evidence of each group that has its number, and of the comparison when it can be pooled."""
    slot = MAIN[item.answer.kind]
    made = []
    for profile, group in zip(_PROFILES, item.answer.groups, strict=False):
        if group.value(slot) is not None:
            made.append(_evidence(item, profile, group.asked, [_of_group(group, slot)]))
    found = item.poolable
    if found is not None:
        one, other = (group.asked for group in item.answer.groups)
        made.append(_evidence(item, _PROFILES[2], f"{one} versus {other}", [_of_effect(found)]))
    return made


def _evidence(item: Effected, profile: str, who: str, statistics: list[dict[str, Any]]) -> dict[str, Any]:
    answer = item.answer
    identifier = f"{answer.doc_id} {profile} {label(item)}"
    why = f"; not poolable: {item.reason}" if item.reason else ""
    note = f"tuples {tuples(item) or 'none'}; {places(item)}{why}"
    return {
        "resourceType": "Evidence",
        "meta": {"profile": [_PROFILE + profile]},
        "identifier": [{"value": identifier}],
        "title": f"{label(item)}: {who} ({answer.doc_id})",
        "status": "draft",
        "note": [{"text": note}],
        "variableDefinition": [
            _variable("exposure", f"{answer.intervention.asked} versus {answer.comparator.asked}"),
            _variable("measuredVariable", label(item)),
        ],
        "statistic": statistics,
    }


def _variable(role: str, description: str) -> dict[str, Any]:
    return {"description": description, "variableRole": {"coding": [{"system": _ROLES, "code": role}]}}


def _coded(name: str) -> dict[str, Any]:
    """The code of a statistic; only its name where the guide's examples have none."""
    if name not in _STATISTICS:
        return {"text": name}
    code, display = _STATISTICS[name]
    return {"coding": [{"system": _SYSTEM, "code": code, "display": display}], "text": name}


def _of_group(group: Group, slot: str) -> dict[str, Any]:
    number = group.numbers[slot]
    made: dict[str, Any] = {
        "statisticType": _coded("count" if slot == "events" else slot),
        "quantity": {"value": number.value},
        "note": [{"text": "; ".join((number.derivation or "as printed", *map(shown, number.places)))}],
    }
    if slot == "events":
        made["numberAffected"] = int(number.value)
    size = group.value("group_size")
    if size is not None:
        made["sampleSize"] = {"numberOfParticipants": int(size), "knownDataCount": int(size)}
    spread = group.value("standard_deviation")
    if spread is not None:
        made["attributeEstimate"] = [{"type": _coded("sd"), "quantity": {"value": spread}}]
    return made


def _of_effect(found: Effect) -> dict[str, Any]:
    value, low, high = (rounded(v) for v in found.shown)
    interval = {"low": {"value": low}, "high": {"value": high}}
    return {
        "statisticType": _coded(found.measure),
        "quantity": {"value": value},
        "attributeEstimate": [{"type": _coded("ci"), "level": Decimal("0.95"), "range": interval}],
    }


def _number(value: object) -> object:
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def write(items: Iterable[Effected], target: Path) -> int:
    """One JSON file with the bundle; gives the number of resources."""
    made = bundle(items)
    write_lines([json.dumps(made, ensure_ascii=False, indent=1, default=_number)], target)
    return len(made.get("entry", ()))
