"""Why a report gives no numbers for a question."""

from collections.abc import Sequence
from typing import Final

from pipeline.evidence.choose import AMBIGUOUS
from pipeline.evidence.glossary import Glossary
from pipeline.evidence.names import same, weight, words
from pipeline.evidence.outcomes import Asked
from pipeline.evidence.pairing import Pair
from pipeline.extraction import Extraction

_NAMED: Final = 0.6  # of the asked words stand in a caption


def reason(extraction: Extraction, wanted: Asked, near: Sequence[Pair], glossary: Glossary) -> str:
    """A code of ``REASONS``: medians only, a figure, a table whose cells the text lacks, or nothing at all."""
    if any(pair.rule == AMBIGUOUS for pair in near):
        return "ambiguous"
    told = [p for pair in near for p in pair.points if p is not None and pair.rule == "another statistic"]
    if any("median" in p.reads for p in told):
        return "median_only"
    if any("rate" in p.reads for p in told):
        return "rate_over_time"
    text = extraction.document.text
    labelled = {table.label for table in extraction.tables}
    for block in extraction.document.blocks:
        if block.kind != "caption" or not _names(wanted, block.extent.of(text), glossary):
            continue
        printed = block.extent.of(text)
        if not printed.lower().startswith("table"):
            return "figure_only"
        if not any(printed.startswith(label) for label in labelled):
            return "table_not_in_text"
    return "not_reported"


def _names(wanted: Asked, caption: str, glossary: Glossary) -> bool:
    around = words(caption) + words(glossary.expanded(caption))
    for form in wanted.forms:
        told = sum(weight(w) for w in form if any(same(w, a) for a in around))
        if told >= _NAMED * sum(map(weight, form)):
            return True
    return False
