"""The AACT-shaped views: the published columns, every tuple in its place, the same in each database."""

import re
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import psycopg
import pytest

from pipeline.document import Document
from pipeline.extraction import Extraction
from pipeline.schema import Dispersion, PValue
from pipeline.store import opened, write
from pipeline.store.aact import TABLES
from tests.store.server import Server

MakeExtraction = Callable[..., Extraction]
FIELD = Path(__file__).parents[3] / "shared" / "design" / "FIELD.md"
HELD = ("outcome_measurements", "outcome_analyses", "baseline_measurements", "reported_events", "milestones")

Tables = dict[str, list[tuple[Any, ...]]]


@pytest.fixture
def reports(make_extraction: MakeExtraction) -> list[Extraction]:
    """Two reports with a tuple of each kind; one of them is registered."""
    share, change = make_extraction("one").results
    kinds = (
        share,
        replace(change, p_value=None, arm="Placebo", comparator=None),
        replace(share, tuple_id="c3", category="baseline", outcome="Male", subgroup="adults"),
        replace(share, tuple_id="d4", category="safety", outcome="Any adverse event", arm=None),
        replace(share, tuple_id="e5", category="safety", statistic="event_count", value=Decimal(17), count=None),
        replace(share, tuple_id="f6", category="disposition", statistic="count", value=Decimal(55), count=None),
        replace(
            share, tuple_id="g7", statistic="odds_ratio", value=Decimal("2.50"), comparator="Placebo", arm_n=None,
            denominator=None, dispersion=Dispersion("CI", Decimal(95), None, Decimal("1.10"), Decimal("6.0")),
            p_value=PValue("<", Decimal("0.05")),
        ),
        replace(share, tuple_id="h8", statistic="p_value", value=Decimal("0.30"), p_value=PValue("=", Decimal("0.30"))),
        replace(change, tuple_id="i9", arm="Ärm", dispersion=Dispersion("CI", Decimal("97.5"), None, Decimal(1))),
    )  # fmt: skip
    first = make_extraction("one", results=kinds)
    registered = replace(first, document=Document("one", f"{first.document.text} NCT01234567", "5eed"))
    own = tuple(replace(result, tuple_id=f"{result.tuple_id}-two") for result in make_extraction("two").results)
    return [registered, make_extraction("two", results=own)]


def rows(execute: Callable[[str], Any], prefix: str = "") -> Tables:
    """All rows of the views; columns must be those of AACT, in its order."""
    found = {}
    for name, columns in TABLES.items():
        cursor = execute(f"SELECT * FROM {prefix}aact_{name}")
        assert [column[0] for column in cursor.description] == columns.split()
        found[name] = sorted(cursor.fetchall(), key=repr)
    return found


def of_sqlite(folder: Path, reports: list[Extraction]) -> Tables:
    write(reports, folder / "run.sqlite")
    with closing(sqlite3.connect(folder / "run.sqlite")) as database:
        return rows(database.execute)


def test_columns_are_those_published() -> None:
    """As the notes on the field have them, where those are at hand."""
    if not FIELD.exists():
        pytest.skip("the notes on the field are not here (../shared/design)")
    text = FIELD.read_text(encoding="utf-8")
    for name, columns in TABLES.items():
        found = re.search(rf"^- \*\*{name}\*\*: (.*)", text, re.MULTILINE)
        assert found is not None
        fields = re.sub(r"\([^()]*\)", "", found[1]).partition(". ")[0]
        assert [each.strip() for each in fields.split(",")] == columns.split()


def test_every_tuple_has_its_place(tmp_path: Path, reports: list[Extraction]) -> None:
    """In one table, under its own id; a p is an analysis as well."""
    found = of_sqlite(tmp_path, reports)

    ids = {name: {row[0] for row in found[name]} for name in HELD}
    assert ids["baseline_measurements"] == {"c3"}
    assert ids["reported_events"] == {"d4", "e5"}
    assert ids["milestones"] == {"f6"}
    assert ids["outcome_measurements"] == {"a1", "b2", "i9", "a1-two", "b2-two"}
    assert ids["outcome_analyses"] >= {"g7", "h8", "i9"}
    assert set().union(*ids.values()) == {result.tuple_id for each in reports for result in each.results}


def test_numbers_are_where_aact_has_them(tmp_path: Path, reports: list[Extraction]) -> None:
    """Spelled as AACT spells them, with the registration where the report names one."""
    found = of_sqlite(tmp_path, reports)

    def row(table: str, id_: str) -> dict[str, Any]:
        (values,) = (each for each in found[table] if each[0] == id_)
        return dict(zip(TABLES[table].split(), values, strict=True))

    analysis, event, change = (
        row("outcome_analyses", "g7"),
        row("reported_events", "d4"),
        row("outcome_measurements", "b2"),
    )
    assert (analysis["param_type"], analysis["param_value"], analysis["ci_percent"]) == ("Odds Ratio (OR)", 2.5, 95)
    assert (analysis["ci_lower_limit"], analysis["ci_upper_limit"]) == (1.1, 6)
    assert (analysis["p_value_modifier"], analysis["p_value"]) == ("<", 0.05)
    assert (event["nct_id"], event["subjects_affected"], event["subjects_at_risk"]) == ("NCT01234567", 19, 54)
    assert row("reported_events", "e5")["event_count"] == 17
    assert row("milestones", "f6")["count"] == 55
    assert (change["param_type"], change["param_value"], change["dispersion_type"]) == (
        "Mean", "-18.60", "Standard Deviation",
    )  # fmt: skip
    assert row("baseline_measurements", "c3")["classification"] == "adults"


def test_ids_lead_from_table_to_table(tmp_path: Path, reports: list[Extraction]) -> None:
    """Each outcome and group that is named exists once; an analysis has both its groups."""
    found = of_sqlite(tmp_path, reports)

    held = {name: [row[0] for row in found[name]] for name in TABLES}
    for name, columns in TABLES.items():
        assert len(set(held[name])) == len(held[name])
        for key, table in (("outcome_id", "outcomes"), ("result_group_id", "result_groups"),
                           ("outcome_analysis_id", "outcome_analyses")):  # fmt: skip
            if key in columns.split():
                at = columns.split().index(key)
                assert {row[at] for row in found[name] if row[at] is not None} <= set(held[table])
    titles = {row[0]: row[4] for row in found["result_groups"]}
    assert {titles[row[3]] for row in found["outcome_analysis_groups"] if row[2] == "g7"} == {"Dupilumab", "Placebo"}


def test_duckdb_has_the_same_rows(tmp_path: Path, reports: list[Extraction]) -> None:
    """Value for value."""
    write(reports, tmp_path / "run.duckdb")

    with duckdb.connect(str(tmp_path / "run.duckdb"), read_only=True) as database:
        assert rows(database.execute) == of_sqlite(tmp_path, reports)


def test_postgres_has_the_same_rows(server: Server, tmp_path: Path, reports: list[Extraction]) -> None:
    """Value for value; its texts of numbers keep the digits that are printed."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS armwise CASCADE")
    with opened(server.url) as record:
        for each in reports:
            record.keep(each)

    with psycopg.connect(server.url) as connection:
        found = rows(connection.execute, "armwise.")

    assert {name: _level(each) for name, each in found.items()} == {
        name: _level(each) for name, each in of_sqlite(tmp_path, reports).items()
    }
    digits = TABLES["outcome_measurements"].split().index("dispersion_value")
    assert {row[digits] for row in found["outcome_measurements"]} >= {"12.10"}


def _level(rows: list[tuple[Any, ...]]) -> list[str]:
    """Rows with the numbers as floats, those within texts as well."""

    def value(cell: Any) -> Any:
        if isinstance(cell, Decimal):
            return float(cell)
        if isinstance(cell, str) and (found := re.fullmatch(r"([<=>]*)(\d+(?:\.\d+)?)", cell)):
            return f"{found[1]}{float(found[2])}"
        return float(cell) if isinstance(cell, int) else cell

    return sorted(repr([value(cell) for cell in row]) for row in rows)
