"""How likely a result is to be right: a logistic model of what can be seen without its gold.

Seen are the rule that made it, how complete it is, and what the audit doubts. The weights are in
``configs/weights/confidence.csv``, measured on documents that the rules were not written on (``make calibrate``);
without the file every result says 0.5.
"""

import math
from collections.abc import Collection, Iterator, Mapping
from decimal import Decimal
from typing import Final

from pipeline.extraction import Finding
from pipeline.recognise.weights import Weights
from pipeline.schema import Result

LABELS: Final = ("right",)
_LEAST, _MOST = Decimal("0.02"), Decimal("0.99")  # no measurement of some hundred tuples tells more
_LENGTHS: Final = ((0, "none"), (1, "1"), (3, "2-3"), (6, "4-6"), (10, "7-10"))


def doubts(findings: Collection[Finding]) -> Mapping[tuple[int, int], str]:
    """The severity of what the audit says about each place; of several findings the gravest."""
    ordered = sorted(findings, key=lambda f: ("note", "warning", "error").index(f.severity))
    return {(f.extent.start, f.extent.end): f.severity for f in ordered}


def confidence(result: Result, doubted: Mapping[tuple[int, int], str], weights: Weights) -> Decimal:
    """The share of such results that are right in every field, from 0 to 1, in hundredths."""
    told = math.fsum(weights.of.get(name, (0.0,))[0] for name in features(result, doubted))
    share = Decimal(1 / (1 + math.exp(-told))).quantize(Decimal("0.01"))
    return min(max(share, _LEAST), _MOST)


def features(result: Result, doubted: Mapping[tuple[int, int], str]) -> Iterator[str]:
    """What is seen of a result, one name for each thing."""
    in_table = result.source.section == "table"
    place = "table" if in_table else "prose"
    yield "always"
    yield f"rule={result.rule}"
    yield f"{place}: outcome {'of the lexicon' if result.outcome_id else 'as printed'}"
    yield f"{place}: arm {'unnamed' if result.arm is None else 'known' if result.arm_id else 'as printed'}"
    yield f"statistic={result.statistic}"
    yield f"words of outcome={_length(result.outcome)}"
    yield f"words of arm={_length(result.arm or '')}"
    yield f"{place}: time {'none' if result.timepoint_text is None else 'told'}"
    if result.comparator:
        yield f"{place}: comparator"
    if result.dispersion:
        yield f"spread={result.dispersion.type or 'unnamed'}"
    yield from (f"flag={flag}" for flag in result.flags)
    severity = doubted.get((result.source.start, result.source.end))
    if severity:
        yield f"audit={severity}"


def _length(name: str) -> str:
    words = len(name.split())
    return next((told for most, told in _LENGTHS if words <= most), "more")
