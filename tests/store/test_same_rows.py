"""The same tuples from every store: each one read back gives the JSON lines that were written directly, byte for byte."""

import csv
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import psycopg
import pytest

from pipeline.extraction import Extraction
from pipeline.schema import FIELDS, to_json
from pipeline.store import opened, write
from pipeline.store.columns import COLUMNS
from pipeline.store.delimited import RUNNABLE
from tests.store.server import Server

MakeExtraction = Callable[..., Extraction]
KINDS = {column.name: column.kind for column in COLUMNS}


def from_sqlite(target: Path) -> Iterator[str]:
    with closing(sqlite3.connect(target)) as database:
        yield from (line for (line,) in database.execute("SELECT tuple_json FROM results ORDER BY rowid"))


def from_duckdb(target: Path) -> Iterator[str]:
    with duckdb.connect(str(target), read_only=True) as database:
        yield from (line for (line,) in database.execute("SELECT tuple_json FROM results").fetchall())


def from_parquet(target: Path) -> Iterator[str]:
    with duckdb.connect(":memory:") as database:
        found = database.execute("SELECT tuple_json FROM read_parquet(?)", [str(target)])
        yield from (line for (line,) in found.fetchall())


def from_csv(target: Path) -> Iterator[str]:
    with target.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            yield line({name: _of_csv(cell, KINDS[name]) for name, cell in row.items()})


def from_xlsx(target: Path) -> Iterator[str]:
    heads, *rows = openpyxl.load_workbook(target)["results"].iter_rows()
    for row in rows:
        yield line({head.value: _of_excel(cell, KINDS[head.value]) for head, cell in zip(heads, row, strict=True)})


def from_jsonl(target: Path) -> Iterator[str]:
    yield from target.read_text(encoding="utf-8").splitlines()


READERS: dict[str, Callable[[Path], Iterator[str]]] = {
    ".sqlite": from_sqlite, ".duckdb": from_duckdb, ".parquet": from_parquet, ".csv": from_csv, ".xlsx": from_xlsx,
    ".jsonl": from_jsonl,
}  # fmt: skip


def _of_csv(cell: str, kind: str) -> Any:
    if cell == "":
        return None
    if kind == "text":
        return cell[1:] if cell.startswith("'") and cell[1:].startswith(RUNNABLE) else cell
    return int(cell) if kind == "integer" else Decimal(cell)


def _of_excel(cell: Any, kind: str) -> Any:
    if cell.value is None or kind == "text":
        return cell.value
    if kind == "integer":
        return int(cell.value)
    decimals = len(cell.number_format.partition(".")[2])
    return Decimal(f"{cell.value:.{decimals}f}")


def line(row: Mapping[str, Any]) -> str:
    """The contract's JSON of a flat row."""

    def part(prefix: str, *fields: str) -> dict[str, Any]:
        return {field: row[f"{prefix}_{field}"] for field in fields}

    nested = {
        "value": Decimal(row["value_printed"]),
        "dispersion": part("dispersion", "type", "level", "value", "low", "high"),
        "p_value": None if row["p_op"] is None else {"op": row["p_op"], "value": row["p_value"]},
        "source": part("source", "section", "table", "row", "column", "page", "start", "end", "text"),
        "mentions": json.loads(row["mentions"]),
        "evidence": json.loads(row["evidence"]),
        "flags": row["flags"].split(";") if row["flags"] else [],
    }
    if all(value is None for value in nested["dispersion"].values()):
        nested["dispersion"] = None
    return to_json({field: nested.get(field, row.get(field)) if field in nested else row[field] for field in FIELDS})


def joined(lines: Iterable[str]) -> bytes:
    return "".join(f"{each}\n" for each in lines).encode()


@pytest.fixture
def extractions(corpus: dict[str, Extraction], make_extraction: MakeExtraction) -> list[Extraction]:
    """The project's own reports, and one with what is hard to keep."""
    share, change = make_extraction("zz").results
    hard = replace(change, arm="-5 °C", study="=1+1", outcome="a\tb, \"c\" 'd' §\n≥e", timepoint_days=Decimal("0.50"))
    return [*corpus.values(), make_extraction("zz", results=(share, replace(hard, doc_id="zz")))]


@pytest.mark.parametrize("suffix", READERS)
def test_every_file_gives_the_same_lines(suffix: str, tmp_path: Path, extractions: list[Extraction]) -> None:
    """Printed digits, nesting, order and all."""
    write(extractions, tmp_path / "direct.jsonl")
    write(extractions, tmp_path / f"run{suffix}")

    assert joined(READERS[suffix](tmp_path / f"run{suffix}")) == (tmp_path / "direct.jsonl").read_bytes()


def test_postgres_gives_the_same_lines(server: Server, tmp_path: Path, extractions: list[Extraction]) -> None:
    """From the JSON it keeps, and from its typed columns as well."""
    write(extractions, tmp_path / "direct.jsonl")
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS armwise CASCADE")
    with opened(server.url) as record:
        for each in extractions:
            record.keep(each)

    names = ", ".join(f'"{name}"' for name in KINDS)
    order = "FROM armwise.results AS r JOIN unnest(%s::text[]) WITH ORDINALITY AS o (doc_id, place) USING (doc_id) ORDER BY place, result"
    given = ([each.document.doc_id for each in extractions],)
    with psycopg.connect(server.url) as connection:
        kept = connection.execute(f"SELECT tuple_json {order}", given).fetchall()
        typed = connection.execute(f"SELECT {names} {order}".replace('"doc_id"', "r.doc_id"), given).fetchall()

    expected = (tmp_path / "direct.jsonl").read_bytes()
    assert [row for (row,) in kept] == expected.decode().splitlines()
    assert joined(line(dict(zip(KINDS, row, strict=True))) for row in typed) == expected
