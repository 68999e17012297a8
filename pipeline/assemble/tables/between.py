"""Between which groups a table's estimate stands."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.tables import cells
from pipeline.assemble.tables.heads import Column
from pipeline.assemble.tables.items import Item, Scope
from pipeline.assemble.tables.roles import same
from pipeline.extent import fold
from pipeline.schema import Result

_VERSUS: Final = regex.compile(
    r"\s(?:versus|vs\.?|v\.?|compared (?:with|to)|relative to|minus|-|–|—)\s", regex.IGNORECASE
)
_LEAD: Final = regex.compile(
    r"(?:.*[)\]:,]|.*\b(?:ratios?|differences?|of|for|in|ORs?|RRs?|HRs?|MD))\s+", regex.IGNORECASE
)
_BEHIND: Final = regex.compile(r"\s*[(\[,;].*$")


def compared(result: Result, item: Item, row: Sequence[Item], scope: Scope) -> Result:
    """The estimate with its two groups: those its head names, else the active and the control group of the row.

    A difference between shares (``22% | 31% | -9``) is a risk difference.
    """
    if result.statistic == "mean_difference" and _are_shares(row, scope):
        result = replace(result, statistic="risk_difference")
    if item.row.arm is not None:
        return _of_rows(result, item.row.arm, scope)
    arms = _arms(item, row, scope)
    named = _named(item.column.name, arms)
    if named is not None:
        active, control = named
    elif len(arms) < 2:
        return replace(result, arm=item.column.arm or result.arm)
    else:
        control = next((a for a in arms if scope.is_control(a.arm or "")), arms[-1])
        before = [
            i.column for i in row if i.cell.column < item.cell.column and i.column in arms and i.column is not control
        ]
        active = before[-1] if len(arms) > 2 and before else next(a for a in arms if a is not control)
    arm_id = scope.vocabulary.arm_id(active.arm) if active.arm else None
    return replace(result, arm=active.arm, arm_id=arm_id, arm_n=active.n, comparator=control.arm)


def _are_shares(row: Sequence[Item], scope: Scope) -> bool:
    told = [cells.value(i, scope) for i in row if i.column.role == "arm"]
    return len(told) > 1 and all(value is not None and value.statistic == "proportion" for value in told)


def _of_rows(result: Result, arm: str, scope: Scope) -> Result:
    """Rows name the arms: the control among the others is what the row is compared with."""
    others = [a for a in scope.row_arms if a != arm]
    control = next((a for a in others if scope.is_control(a)), others[0] if len(others) == 1 else None)
    return replace(result, comparator=control)


def _arms(item: Item, row: Sequence[Item], scope: Scope) -> list[Column]:
    """The arms of the row at the estimate's time, each once; else those of the table."""

    def once(columns: Sequence[Column]) -> list[Column]:
        return list({c.arm: c for c in columns if c.arm and not _is_total(c)}.values())

    when = item.column.when.text if item.column.when else None
    own = [i.column for i in row if i.column.role == "arm"]
    timed = once([c for c in own if (c.when.text if c.when else None) == when])
    if len(timed) > 1:
        return timed
    found = once(own)
    return found if len(found) > 1 else once(scope.arms)


def _is_total(column: Column) -> bool:
    return bool(regex.match(r"(?:total|all|overall)\b", column.arm or "", regex.IGNORECASE))


def _named(printed: str, arms: Sequence[Column]) -> tuple[Column, Column] | None:
    """The groups of ``OR (95% CI) A versus B``."""
    parts = _VERSUS.split(fold(printed))
    if len(parts) != 2:
        return None
    left, right = _LEAD.sub("", parts[0].strip()), _BEHIND.sub("", parts[1].strip())
    found = [next((a for a in arms if same(a.arm or "", side)), None) for side in (left, right)]
    if found[0] is None or found[1] is None or found[0] is found[1]:
        return None
    return found[0], found[1]
