"""From one cell with its heads to one result."""

from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import regex

from pipeline.assemble import draft as drafts
from pipeline.assemble.tables import categories, labels, pvalues, values
from pipeline.assemble.tables.headings import When
from pipeline.assemble.tables.items import Item, Scope
from pipeline.assemble.tables.labels import Label
from pipeline.assemble.tables.notes import Pair
from pipeline.assemble.tables.outcomes import Row
from pipeline.assemble.tables.values import Hints, Value
from pipeline.extent import Extent, fold
from pipeline.normalise import timepoints
from pipeline.schema import Result

_BY_SEX: Final = regex.compile(
    r"\b(?:m|f|males?|females?|men|women|boys|girls)\b ?[/:] ?(?:m|f|males?|females?|men|women|boys|girls)\b",
    regex.IGNORECASE,
)
_COEFFICIENT: Final = regex.compile(r"[-+]? ?(?:0?\.\d+|[01](?:\.0+)?)")
_SHARE_FIRST: Final = regex.compile(r"(?:%|percent|proportion|n\b|no\b|number)", regex.IGNORECASE)


def value(item: Item, scope: Scope) -> Value | None:
    """The statistic and numbers of a cell; None for one that reports nothing by itself."""
    label, column = item.row.label, item.column
    if item.row.part is not None:  # a row of standard deviations or limits below the row of their means
        return None
    compared = column.role == "estimate"
    estimate = column.statistic if compared else item.row.estimate
    if _is_correlation(item, scope):
        estimate = "correlation"
    if item.kind == "ratio" and _BY_SEX.search(fold(f"{_last(item)} {column.outcome or ''}")):
        return values.by_sex(item.form.printed)
    said = _summary(item, scope)
    # Of "n (%)" over the column the label's own "%" chooses the share, where one number is printed.
    one_share = (
        said == "count_share" and label.summary == "percent" and item.kind == "number" and "." in item.form.printed
    )
    percent = said == "percent" or one_share
    said = None if percent else said or _sex_counted(item, scope)
    hints = Hints(
        summary=label.summary if compared and label.summary != "percent" else None if compared else said,
        percent=percent,
        spread=(None if compared else _spread(item, said)) or column.spread,
        level=column.level or label.level,
        said=_said(item, scope),
        said_spread=scope.facts.spread.value if scope.facts.spread else None,
        change=label.change or column.change or _changed(item, scope),
        n=scope.size(item),
        estimate=estimate,
        common=scope.within.get(item.place) or scope.common.get(item.cell.column) or scope.across.get(item.cell.row),
        counting=scope.counting and label.unit in {None, "%"} and label.change is None,
        sharing=scope.sharing and label.unit in {None, "%"},
    )
    return values.read(item.kind, item.form.printed, hints)


def _sex_counted(item: Item, scope: Scope) -> str | None:
    """``28`` of ``Male`` below ``Sex`` counts people, whatever else the table holds."""
    if item.row.label.unit is not None or not item.form.printed.isdecimal():
        return None
    known = scope.vocabulary.outcome_id(item.row.name)
    return "count" if known is not None and known.startswith("sex") else None


def _said(item: Item, scope: Scope) -> tuple[Pair, ...]:
    """What the notes say of the cell's centre and spread: those behind its label's signs before those of the table."""
    by_sign = scope.facts.said_by_sign
    signs = (sign for head in reversed((*item.cell.column_path, *item.cell.row_path)) for sign in head.signs)
    return next((by_sign[sign] for sign in signs if sign in by_sign), scope.facts.said)


def _is_correlation(item: Item, scope: Scope) -> bool:
    """Whether a cell of a table of correlations is one: a number between −1 and 1 that no head calls otherwise."""
    if not scope.facts.correlating or item.kind not in {"number", "alone"} or item.column.statistic or item.column.part:
        return False
    return _COEFFICIENT.fullmatch(fold(item.form.printed)) is not None


def _changed(item: Item, scope: Scope) -> str | None:
    """The title's change, for what is no baseline value, demographic or share beside it."""
    if item.form.printed[:1] in {"Δ", "+"}:  # no level is printed with a plus
        return "change"
    if scope.facts.change is None or scope.has_baseline or item.column.role == "estimate":
        return None
    return scope.facts.change if (item.row.label.summary or item.column.statistic) in {None, "mean", "median"} else None


def _summary(item: Item, scope: Scope) -> str | None:
    """What summarises a cell: its row's label says it before its column, the table's caption last.

    A percentage that is only a unit (``HbA1c (%)``) is no share below ``Mean``.
    """
    label, column = item.row.label, item.column
    unit_only = (
        label.summary == "share" and column.statistic in {"mean", "median"} and not _SHARE_FIRST.match(_last(item))
    )
    if unit_only or label.summary in {None, "percent"}:
        return column.statistic or label.summary or _counted(label, scope)
    return label.summary


def _spread(item: Item, summary: str | None) -> str | None:
    label = item.row.label
    return label.spread if summary == label.summary or label.summary is None or item.column.spread is None else None


def _last(item: Item) -> str:
    return fold(item.cell.row_path[-1].text) if item.cell.row_path else ""


def _counted(label: Label, scope: Scope) -> str | None:
    """A table of adverse events that names no statistic counts patients: ``Headache 3 0``."""
    announced = scope.vocabulary.categories.ids(scope.facts.title)
    return "count" if "safety" in announced and label.unit is None and label.change is None else None


def result(item: Item, value: Value, scope: Scope, *, factor: bool) -> Result:
    """The cell's result; a ``factor`` row names a level of a regression, the outcome is the modelled event."""
    document, row, column, facts = scope.document, item.row, item.column, scope.facts
    name = _outcome(item, value, scope, factor=factor)
    arm = _factor(item) if factor else item.arm or scope.context.arm
    if value.statistic == "correlation":  # what is correlated is no arm
        arm = scope.context.arm
    when = _time(item, scope, factor=factor)
    time, days = (when.text, when.days) if when else (None, None)
    fields: dict[str, Any] = {
        "category": categories.category(facts, name, when, value.statistic, scope.context),
        "study": column.study,
        "arm": arm,
        "arm_id": None if factor or arm is None else scope.vocabulary.arm_id(arm),
        "arm_n": None if factor else scope.size(item),
        "subgroup": None if factor else row.subgroup or column.subgroup,
        "outcome": name,
        "outcome_id": scope.vocabulary.outcome_id(name),
        "statistic": value.statistic,
        "value": value.value,
        "unit": _unit(value, item, name, scope),
        "count": value.count,
        "denominator": value.denominator,
        "dispersion": value.dispersion,
        "timepoint_text": time,
        "timepoint_days": days,
    }
    result = drafts.draft(document, item.extent, "table", _rule(item, factor=factor), **fields)
    result = replace(
        result,
        source=replace(
            result.source,
            table=scope.table.label if scope.table.label != "Table" else None,  # a bare word is no label
            row=" > ".join(h.text for h in item.cell.row_path) or None,
            column=" > ".join(h.text for h in item.cell.column_path if h.text) or None,
        ),
    )
    points = ("percentage_points",) if row.label.points else ()
    result = drafts.flagged(result, *value.flags, *points, *_reduction(row, value, scope))
    evidence = _evidence(item, scope, when.extent if when else None, factor=factor)
    if item.half is not None:
        evidence["value" if value.dispersion is None else "dispersion"] = item.half
    return drafts.with_evidence(result, document, evidence)


def alone(item: Item, scope: Scope) -> Result:
    """A p value that no estimate of its row or of the rows below goes with."""
    p = pvalues.value(item)
    number = p.value if p is not None else Decimal(0)
    return replace(result(item, Value("p_value", number), scope, factor=False), p_value=p, unit=None)


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


def _outcome(item: Item, value: Value, scope: Scope, *, factor: bool) -> str:
    """The outcome's name: the row's and the column's; a regression's modelled event; else what the title names."""
    row, column, facts = item.row, item.column, scope.facts
    if value.statistic == "correlation":
        other = column.name if column.role == "estimate" else column.arm or column.outcome
        return f"Correlation of {row.name or row.arm} with {other}" if other else row.name
    if factor:
        return facts.event.value if facts.event else column.arm or column.outcome or row.name
    if row.name and column.outcome:
        return f"{column.outcome}: {row.name}" if item.row.arm or not _names(column.outcome, row.name) else row.name
    return row.name or column.outcome or (facts.title if row.arm or row.when else "")


def _names(one: str, other: str) -> bool:
    return one.casefold() in other.casefold()


def _time(item: Item, scope: Scope, *, factor: bool) -> When | None:
    """The time of the outcome: the row's, the column's, else the one time the caption names."""
    if factor:
        return None
    if item.when is not None:
        return item.when
    said = scope.facts.time
    if scope.facts.is_baseline:
        return When("Baseline", Decimal(0), said or scope.table.caption)
    if said is not None:
        text = " ".join(said.of(scope.document.text).split())
        return When(text, timepoints.days(text), said)
    return None


def _unit(value: Value, item: Item, name: str, scope: Scope) -> str | None:
    if value.unit is not None or item.form.printed[:1] in "$£€":
        return value.unit
    if value.statistic in {"mean_percent_change", "median_percent_change"}:
        return "%"
    printed = item.row.label.unit or item.column.unit
    if printed is not None:
        return printed
    if value.statistic in values.RATIOS:
        return "1"
    return scope.vocabulary.outcome_unit(name)


def _evidence(item: Item, scope: Scope, time_at: Extent | None, *, factor: bool) -> dict[str, Extent]:
    facts = scope.facts
    column, row = item.column, item.row
    event = facts.event.extent if factor and facts.event else row.outcome_at
    found = {
        "study": column.study_at,
        "arm": row.outcome_at if factor else row.arm_at or column.arm_at,
        "arm_n": None if factor else row.n_at or column.n_at,
        "outcome": event or (None if factor else column.outcome_at),
        "timepoint_text": time_at,
        "dispersion": facts.spread.extent
        if item.kind == "spread" and row.label.spread is None and facts.spread
        else None,
    }
    return {name: extent for name, extent in found.items() if extent is not None}
