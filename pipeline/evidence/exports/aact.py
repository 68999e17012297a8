"""Tables shaped like AACT (schema ``ctgov``): outcomes, result groups, counts, measurements, analyses.

Column names as in AACT's dump of 2024-10; ids count from 1 within the export. AACT has no place for provenance, so
every measurement says its tuples and characters in ``description``.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Final

from pipeline.errors import StoreError
from pipeline.evidence.effects import Effect
from pipeline.evidence.exports.effected import Effected, label, shown
from pipeline.evidence.exports.tabular import rounded, write_csv
from pipeline.evidence.question import BINARY, CONTINUOUS, MAIN, RATE, Group
from pipeline.store import aact
from pipeline.store.columns import Value

TABLES: Final = {
    name: aact.TABLES[name]
    for name in (
        "outcomes",
        "result_groups",
        "outcome_counts",
        "outcome_measurements",
        "outcome_analyses",
        "outcome_analysis_groups",
    )
}
_MEASURES: Final = {
    "RR": "Risk Ratio (RR)", "OR": "Odds Ratio (OR)", "RD": "Risk Difference (RD)", "MD": "Mean Difference (Net)",
    "SMD": "Standardized Mean Difference", "IRR": "Rate Ratio",
}  # fmt: skip
_ABOUT: Final = {
    BINARY: ("Participants", "Count of Participants", None),
    CONTINUOUS: (None, "Mean", "Standard Deviation"),
    RATE: ("Events per person-time", "Number", None),
}
_CODES: Final = ("OG000", "OG001")
Row = dict[str, Value]


def tables(items: Iterable[Effected]) -> dict[str, list[Row]]:
    """The rows of each table for some answers."""
    made: dict[str, list[Row]] = {name: [] for name in TABLES}
    for item in items:
        _add(made, item)
    return made


def _add(made: dict[str, list[Row]], item: Effected) -> None:
    answer = item.answer
    nct = {"nct_id": answer.registry}
    about: Row = dict(zip(("units", "param_type", "dispersion_type"), _ABOUT[answer.kind], strict=True))
    why = f"not poolable: {item.reason}" if item.reason else None
    told: Row = {"title": label(item), "description": why, "time_frame": answer.timepoint}
    outcome = _put(made["outcomes"], {**nct, **told, **about})
    groups: list[int] = []
    for code, group in zip(_CODES, answer.groups, strict=True):
        own: Row = {**nct, "ctgov_group_code": code}
        kept = {
            **own,
            "result_type": "Outcome",
            "title": group.asked,
            "description": group.named,
            "outcome_id": outcome,
        }
        groups.append(_put(made["result_groups"], kept))
        own |= {"outcome_id": outcome, "result_group_id": groups[-1]}
        if group.value("group_size") is not None:
            size: Row = {"scope": "Measure", "units": "Participants", "count": group.value("group_size")}
            _put(made["outcome_counts"], {**own, **size})
        _put(
            made["outcome_measurements"], {**own, "title": label(item), **about, **_measured(group, MAIN[answer.kind])}
        )
    found = item.poolable
    if found is not None:
        analysis = _put(made["outcome_analyses"], {**nct, "outcome_id": outcome, **_analysed(found)})
        for code, group_id in zip(_CODES, groups, strict=True):
            row: Row = {**nct, "outcome_analysis_id": analysis, "result_group_id": group_id, "ctgov_group_code": code}
            _put(made["outcome_analysis_groups"], row)


def _measured(group: Group, slot: str) -> Row:
    value = group.value(slot)
    row: Row = {"param_value": None if value is None else format(value, "f"), "param_value_num": value}
    if value is None:
        row["explanation_of_na"] = group.unknown.get(slot)
    spread = group.value("standard_deviation")
    if spread is not None:
        row |= {"dispersion_value": format(spread, "f"), "dispersion_value_num": spread}
    said = [f"{n.derivation or 'as printed'}: {', '.join(map(shown, n.places))}" for n in group.numbers.values()]
    tuples = dict.fromkeys(t for n in group.numbers.values() for t in n.tuples)
    return {**row, "description": "; ".join((*said, *(f"tuple {t}" for t in tuples))) or None}


def _analysed(found: Effect) -> Row:
    value, low, high = (rounded(v) for v in found.shown)
    row: Row = {"param_type": _MEASURES[found.measure], "param_value": value, "ci_n_sides": "2-Sided", "ci_percent": 95}
    row |= {"ci_lower_limit": low, "ci_upper_limit": high}
    return {**row, "ci_lower_limit_raw": format(low, "f"), "ci_upper_limit_raw": format(high, "f"),
            "other_analysis_description": "Computed from the two groups' numbers"}  # fmt: skip


def _put(rows: list[Row], row: Row) -> int:
    rows.append({"id": len(rows) + 1, **row})
    return len(rows)


def write(items: Iterable[Effected], target: Path) -> int:
    """A folder with a CSV file a table; gives the number of measurements. Raises StoreError when it cannot be made."""
    try:
        target.mkdir(exist_ok=True)
    except OSError as error:
        raise StoreError(target, f"no folder can be made there ({error.strerror or error})") from error
    made = tables(items)
    for name, rows in made.items():
        write_csv(rows, target / f"{name}.csv", TABLES[name].split())
    return len(made["outcome_measurements"])
