"""Which category a table's results belong to."""

from typing import Final

from pipeline.assemble.tables.headings import When
from pipeline.assemble.tables.items import Context
from pipeline.assemble.tables.notes import Facts

_ASSOCIATED: Final = frozenset(["odds_ratio", "hazard_ratio", "risk_ratio", "correlation", "p_value"])


def category(facts: Facts, outcome: str, when: When | None, statistic: str, context: Context) -> str:
    """The category by what the table's title announces, the outcome's own kind and the time."""
    announced = context.vocabulary.categories.ids(facts.title)
    if "association" in announced and statistic in _ASSOCIATED:
        return "association"
    if "safety" in announced or "safety" in context.vocabulary.categories.ids(outcome):
        return "safety"
    if "change" in statistic:
        return "biomarker" if "biomarker" in announced else "efficacy"
    if when.days == 0 if when is not None else facts.is_baseline:
        return "baseline"
    own = context.kinds.get(context.vocabulary.outcome_id(outcome) or "")
    if own:
        return own
    if "disposition" in announced and statistic in {"count", "proportion"}:
        return "disposition"
    return "biomarker" if "biomarker" in announced else "efficacy"
