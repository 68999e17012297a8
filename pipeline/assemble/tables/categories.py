"""Which category a table's results belong to."""

from decimal import Decimal
from typing import Final

from pipeline.assemble.tables.items import Context

_ASSOCIATED: Final = frozenset(["odds_ratio", "hazard_ratio", "risk_ratio", "correlation", "p_value"])


def category(title: str, outcome: str, days: Decimal | None, statistic: str, context: Context) -> str:
    """The category by what the table's title announces, the outcome's own kind and the time."""
    announced = context.vocabulary.categories.ids(title)
    if "association" in announced and statistic in _ASSOCIATED:
        return "association"
    if "safety" in announced or "safety" in context.vocabulary.categories.ids(outcome):
        return "safety"
    if "baseline" in announced or days == 0:
        return "baseline"
    own = context.kinds.get(context.vocabulary.outcome_id(outcome) or "")
    if own:
        return own
    return next((name for name in ("biomarker", "disposition") if name in announced), "efficacy")
