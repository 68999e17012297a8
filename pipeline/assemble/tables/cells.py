"""From one cell with its heads to one result."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from pipeline.assemble import draft as drafts
from pipeline.assemble.tables import categories, labels, values
from pipeline.assemble.tables.items import Item, Scope
from pipeline.assemble.tables.labels import Label
from pipeline.assemble.tables.outcomes import Row
from pipeline.assemble.tables.values import Hints, Value
from pipeline.extent import Extent, fold
from pipeline.normalise import timepoints
from pipeline.schema import Result

# For rules that configs/confidence.csv has no measured share of.
_UNMEASURED: Final = Decimal("0.80")
_NAMELESS: Final = Decimal("0.40")


def value(item: Item, scope: Scope) -> Value | None:
    """The statistic and numbers of a cell; None for one that reports nothing by itself."""
    label, column = item.row.label, item.column
    summary = label.summary or column.statistic or _counted(label, scope)
    hints = Hints(
        summary=summary if column.role != "estimate" else label.summary,
        spread=(label.spread if column.role != "estimate" else None) or column.spread,
        level=column.level or label.level,
        said_spread=scope.facts.spread.value if scope.facts.spread else None,
        change=label.change or ("change" if column.change else None),
        n=scope.size(item),
        estimate=column.statistic if column.role == "estimate" else None,
    )
    return values.read(item.kind, item.cell.extent.of(scope.document.text), hints)


def _counted(label: Label, scope: Scope) -> str | None:
    """A table of adverse events that names no statistic counts patients: ``Headache 3 0``."""
    announced = scope.vocabulary.categories.ids(scope.facts.title)
    return "count" if "safety" in announced and label.unit is None and label.change is None else None


def result(item: Item, value: Value, scope: Scope, *, factor: bool) -> Result:
    """The cell's result; a ``factor`` row names a level of a regression, the outcome is the modelled event."""
    document, row, column, facts = scope.document, item.row, item.column, scope.facts
    name = facts.event.value if factor and facts.event else row.name
    arm = _factor(item) if factor else column.arm or scope.context.arm
    time, time_at = _time(item, scope, factor=factor)
    days = timepoints.days(time) if time else None
    fields: dict[str, Any] = {
        "category": categories.category(facts.title, name, days, value.statistic, scope.context),
        "study": column.study,
        "arm": arm,
        "arm_id": None if factor or arm is None else scope.vocabulary.arm_id(arm),
        "arm_n": None if factor else scope.size(item),
        "outcome": name,
        "outcome_id": scope.vocabulary.outcome_id(name),
        "statistic": value.statistic,
        "value": value.value,
        "unit": _unit(value, row, scope),
        "count": value.count,
        "denominator": value.denominator,
        "dispersion": value.dispersion,
        "timepoint_text": time,
        "timepoint_days": days,
    }
    result = drafts.draft(document, item.cell.extent, "table", _rule(item, factor=factor), **fields)
    result = replace(
        result,
        source=replace(
            result.source,
            table=scope.table.label if scope.table.label != "Table" else None,  # a bare word is no label
            row=" > ".join(h.text for h in item.cell.row_path) or None,
            column=" > ".join(h.text for h in item.cell.column_path if h.text) or None,
        ),
        confidence=_UNMEASURED if name else _NAMELESS,
    )
    points = ("percentage_points",) if row.label.points else ()
    result = drafts.flagged(result, *value.flags, *points, *_reduction(row, value, scope))
    return drafts.with_evidence(result, document, _evidence(item, scope, time_at, factor=factor))


def _factor(item: Item) -> str:
    """The factor of a regression row; its time belongs to its name (``IgE > 100 at 16 weeks``)."""
    return " ".join(item.cell.row_path[-1].text.split()) if item.cell.row_path else ""


def _rule(item: Item, *, factor: bool) -> str:
    return "table.factor" if factor else f"table.{item.kind}"


def _reduction(row: Row, value: Value, scope: Scope) -> tuple[str, ...]:
    """A fall printed without its sign: a label or title that says so over a positive percent change."""
    percent = value.statistic in {"mean_percent_change", "median_percent_change"}
    said = row.label.reduction or labels.says_reduction(fold(scope.table.caption.of(scope.document.text)))
    return ("printed_as_reduction",) if percent and said and value.value > 0 else ()


def _time(item: Item, scope: Scope, *, factor: bool) -> tuple[str | None, Extent | None]:
    """The time of the outcome: the row's, the column's, else the one time the caption names."""
    if factor:
        return None, None
    if item.row.time is not None:
        return item.row.time, item.row.time_at
    if item.column.time is not None:
        return item.column.time, item.column.time_at
    said = scope.facts.time
    if "baseline" in scope.vocabulary.categories.ids(scope.facts.title):
        return "Baseline", said
    if said is not None:
        return " ".join(said.of(scope.document.text).split()), said
    return None, None


def _unit(value: Value, row: Row, scope: Scope) -> str | None:
    if value.unit is not None:
        return value.unit
    if value.statistic in {"mean_percent_change", "median_percent_change"}:
        return "%"
    if row.label.unit is not None:
        return row.label.unit
    if value.statistic in values.RATIOS:
        return "1"
    return scope.vocabulary.outcome_unit(row.name)


def _evidence(item: Item, scope: Scope, time_at: Extent | None, *, factor: bool) -> dict[str, Extent]:
    facts = scope.facts
    column, row = item.column, item.row
    event = facts.event.extent if factor and facts.event else row.outcome_at
    found = {
        "study": column.study_at,
        "arm": row.outcome_at if factor else column.arm_at,
        "arm_n": None if factor else column.n_at,
        "outcome": event,
        "timepoint_text": time_at,
        "dispersion": facts.spread.extent
        if item.kind == "spread" and row.label.spread is None and facts.spread
        else None,
    }
    return {name: extent for name, extent in found.items() if extent is not None}
