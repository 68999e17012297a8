"""How a result is begun: required fields given, the rest null, its characters taken from the text."""

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.schema import FIELDS, Place, Result, Source, plain, to_json

_CONTENT = tuple(
    name for name in FIELDS if name not in {"tuple_id", "confidence", "rule", "evidence", "flags", "mentions"}
)


def place(document: Document, extent: Extent) -> Place:
    """The extent with its characters."""
    return Place(extent.start, extent.end, extent.of(document.text))


def draft(document: Document, extent: Extent, section: str, rule: str, **fields: Any) -> Result:
    """A result at the extent; ``fields`` must name category, outcome, statistic and value."""
    source = Source(section, None, None, None, None, extent.start, extent.end, extent.of(document.text))
    empty: dict[str, Any] = dict.fromkeys(
        ("study", "arm", "arm_id", "arm_n", "comparator", "subgroup", "outcome_id", "unit", "count", "denominator",
         "dispersion", "p_value", "timepoint_text", "timepoint_days")
    )  # fmt: skip
    return Result(document.doc_id, "", source=source, rule=rule, **{**empty, **fields})


def with_evidence(result: Result, document: Document, evidence: Mapping[str, Extent]) -> Result:
    """The result with the extents that justify its fields."""
    return replace(result, evidence={name: place(document, extent) for name, extent in evidence.items()})


def identified(result: Result) -> Result:
    """The result with the hash of its content as id: same input and version, same id."""
    content = {name: plain(getattr(result, name)) for name in _CONTENT}
    digest = hashlib.sha256(to_json(content).encode()).hexdigest()
    return replace(result, tuple_id=digest[:16])


def flagged(result: Result, *flags: str) -> Result:
    """The result with further audit codes, each once, in order."""
    told = tuple(dict.fromkeys((*result.flags, *flags)))
    return result if told == result.flags else replace(result, flags=told)
