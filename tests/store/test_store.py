"""Every kind of file: what is written is read back, whole or not at all."""

import csv
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest

from pipeline.errors import StoreError
from pipeline.extraction import Extraction
from pipeline.schema import from_json, result_line
from pipeline.store import WRITERS, write, write_sheet
from pipeline.store.columns import COLUMNS, computed, row
from pipeline.store.sheets import LEDGER

MakeExtraction = Callable[..., Extraction]
NAMES = ", ".join(f'"{column.name}"' for column in COLUMNS)
EVERY_KIND = pytest.mark.parametrize("suffix", WRITERS)


def rows_expected(*extractions: Extraction) -> list[tuple[Any, ...]]:
    return [tuple(computed(value) for value in row(COLUMNS, result)) for each in extractions for result in each.results]


def rows_of_sqlite(target: Path) -> list[tuple[Any, ...]]:
    with sqlite3.connect(target) as database:
        found = database.execute(f"SELECT {NAMES} FROM results ORDER BY rowid").fetchall()
    database.close()
    return found


def rows_of_duckdb(target: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(str(target), read_only=True) as database:
        return database.execute(f"SELECT {NAMES} FROM results").fetchall()


def rows_of_parquet(target: Path) -> list[tuple[Any, ...]]:
    with duckdb.connect(":memory:") as database:
        return database.execute(f"SELECT {NAMES} FROM read_parquet(?)", [str(target)]).fetchall()


def rows_of_excel(target: Path) -> list[tuple[Any, ...]]:
    sheet = openpyxl.load_workbook(target)["results"]
    found = list(sheet.iter_rows(values_only=True))
    assert found[0] == tuple(column.name for column in COLUMNS)
    assert all(cell.data_type != "f" for line in sheet.iter_rows() for cell in line)
    return found[1:]


READERS = {
    ".sqlite": rows_of_sqlite,
    ".db": rows_of_sqlite,
    ".duckdb": rows_of_duckdb,
    ".parquet": rows_of_parquet,
    ".xlsx": rows_of_excel,
}


@pytest.mark.parametrize("suffix", READERS)
def test_rows_are_read_back(suffix: str, tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """Every value of two documents comes back in its order and type, also from a folder with odd characters."""
    folder = tmp_path / "it's [a] *test*"
    folder.mkdir()
    target = folder / f"run{suffix}"
    both = [make_extraction("one"), make_extraction("two")]

    written = write(both, target)

    assert written == 4
    assert READERS[suffix](target) == rows_expected(*both)


def test_jsonl_holds_the_contract(tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """One tuple a line, printed digits kept."""
    target = tmp_path / "run.jsonl"

    write([make_extraction()], target)

    lines = target.read_text(encoding="utf-8").splitlines()
    assert tuple(from_json(line) for line in lines) == make_extraction().results
    assert '"value": -18.60,' in lines[1]


def test_csv_runs_nothing_and_keeps_numbers(tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """A formula of a report becomes text; a negative change stays a number."""
    target = tmp_path / "run.csv"

    write([make_extraction()], target)

    with target.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [each["outcome"] for each in rows] == ["≥EASI-50", "'=SUM(A1)"]
    assert (rows[1]["value"], rows[1]["value_printed"], rows[1]["count"]) == ("-18.60", "-18.60", "0")
    assert rows[1]["source_text"] == "−18.60±12.10"
    assert rows[0]["p_value"] == ""


def test_databases_hold_the_four_tables(tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """Documents, results with their contract JSON, findings and ledger."""
    extraction = make_extraction()
    counts = "SELECT (SELECT count(*) FROM documents), (SELECT count(*) FROM findings), (SELECT count(*) FROM ledger)"

    write([extraction], tmp_path / "run.sqlite")
    write([extraction], tmp_path / "run.duckdb")

    with sqlite3.connect(tmp_path / "run.sqlite") as light:
        lines = [line for (line,) in light.execute("SELECT tuple_json FROM results ORDER BY rowid")]
        assert light.execute(counts).fetchone() == (1, 1, 2)
        assert light.execute("PRAGMA foreign_key_check").fetchall() == []
    light.close()
    with duckdb.connect(str(tmp_path / "run.duckdb")) as duck:
        assert duck.execute("SELECT tuple_json FROM results").fetchall() == [(line,) for line in lines]
        assert duck.execute(counts).fetchone() == (1, 1, 2)
    assert lines == [result_line(result) for result in extraction.results]


def test_sqlite_replaces_a_documents_rows(tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """Running again over one document leaves no old row of it and every row of the others."""
    target = tmp_path / "run.sqlite"
    write([make_extraction("one"), make_extraction("two")], target)

    write([make_extraction("one", results=make_extraction("one").results[:1])], target)

    with sqlite3.connect(target) as database:
        found = database.execute("SELECT doc_id, count(*) FROM results GROUP BY doc_id").fetchall()
        ledger = database.execute("SELECT doc_id, count(*) FROM ledger GROUP BY doc_id").fetchall()
    database.close()
    assert found == [("one", 1), ("two", 2)]
    assert ledger == [("one", 2), ("two", 2)]


def test_sqlite_keeps_the_old_rows_when_a_document_fails(tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """A document's rows are replaced in one transaction: all of them or none."""
    target = tmp_path / "run.sqlite"
    write([make_extraction()], target)
    results = make_extraction().results
    broken = make_extraction(results=(results[0], None))

    with pytest.raises(AttributeError):
        write([broken], target)

    assert rows_of_sqlite(target) == rows_expected(make_extraction())


@pytest.mark.parametrize("content", [b"no database at all, but long enough to be one" * 40, None])
def test_sqlite_refuses_a_file_of_something_else(content: bytes | None, tmp_path: Path) -> None:
    """Neither another program's database nor another kind of file is written into."""
    target = tmp_path / "run.sqlite"
    if content is None:
        with sqlite3.connect(target) as database:
            database.execute("CREATE TABLE results (x)")
        database.close()
    else:
        target.write_bytes(content)
    before = target.read_bytes()

    with pytest.raises(StoreError, match=r"run\.sqlite"):
        write([], target)

    assert target.read_bytes() == before


@pytest.mark.parametrize("suffix", [".jsonl", ".csv", ".xlsx", ".parquet", ".sqlite"])
def test_two_runs_give_the_same_bytes(suffix: str, tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """A rerun shows up in no comparison of files."""
    targets = [tmp_path / f"first{suffix}", tmp_path / f"second{suffix}"]

    for target in targets:
        write([make_extraction("one"), make_extraction("two")], target)

    assert targets[0].read_bytes() == targets[1].read_bytes()


@EVERY_KIND
def test_a_run_without_documents_gives_an_empty_file_of_its_kind(suffix: str, tmp_path: Path) -> None:
    """No documents are no error."""
    target = tmp_path / f"run{suffix}"

    assert write([], target) == 0
    assert target.exists()


@EVERY_KIND
def test_a_failing_run_leaves_no_file(suffix: str, tmp_path: Path) -> None:
    """What breaks off before a document is kept leaves nothing behind, not even a temporary file."""

    def breaking() -> Iterator[Extraction]:
        raise RuntimeError("broke off")
        yield

    with pytest.raises(RuntimeError):
        write(breaking(), tmp_path / f"run{suffix}")

    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [suffix for suffix in WRITERS if suffix not in (".sqlite", ".db")])
def test_a_failing_run_leaves_the_earlier_file(suffix: str, tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """The second document breaks off; the file of the last run is still there, untouched."""
    target = tmp_path / f"run{suffix}"
    write([make_extraction()], target)
    before = target.read_bytes()

    def breaking() -> Iterator[Extraction]:
        yield make_extraction("other")
        raise RuntimeError("broke off")

    with pytest.raises(RuntimeError):
        write(breaking(), target)

    assert target.read_bytes() == before
    assert list(tmp_path.iterdir()) == [target]


@EVERY_KIND
def test_an_impossible_target_is_told_in_one_line(suffix: str, tmp_path: Path) -> None:
    """A missing folder, a file in place of the folder, a folder in place of the file."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    (tmp_path / f"folder{suffix}").mkdir()

    for target in (tmp_path / "none" / f"x{suffix}", tmp_path / "file" / f"x{suffix}", tmp_path / f"folder{suffix}"):
        with pytest.raises(StoreError) as caught:
            write([], target)
        assert str(target) in str(caught.value)
        assert "\n" not in str(caught.value)


def test_an_unknown_suffix_names_the_known_ones(tmp_path: Path) -> None:
    """A wrong suffix tells which ones there are."""
    with pytest.raises(StoreError, match=r"\.jsonl, \.csv, \.xlsx, \.parquet, \.sqlite, \.db, \.duckdb"):
        write([], tmp_path / "run.txt")


@pytest.mark.parametrize(
    ("suffix", "expected"),
    [
        (".csv", "doc_id,numeral,state,reason,start,end,context"),
        (".jsonl", '{"doc_id": "report", "numeral": "19", "state": "result",'),
    ],
)
def test_one_table_can_be_written_alone(
    suffix: str, expected: str, tmp_path: Path, make_extraction: MakeExtraction
) -> None:
    """The ledger as a file of its own."""
    target = tmp_path / f"ledger{suffix}"

    assert write_sheet(LEDGER, [make_extraction()], target) == 2
    assert target.read_text(encoding="utf-8").startswith(expected)
