from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from pipeline.errors import StoreError
from pipeline.extraction import Extraction, Failure, Maker
from pipeline.store import opened
from pipeline.store.columns import COLUMNS, row
from pipeline.store.migrations import MIGRATIONS
from pipeline.store.postgres import shown
from pipeline.store.sheets import KEPT
from tests.store.server import Server

MakeExtraction = Callable[..., Extraction]


@pytest.fixture
def url(server: Server) -> str:
    """The address of an empty database."""
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute("DROP SCHEMA IF EXISTS armwise CASCADE")
    return server.url


def rows(url: str, query: str) -> list[tuple[Any, ...]]:
    with psycopg.connect(url) as connection:
        return connection.execute(query).fetchall()


def test_rows_are_read_back_as_printed(url: str, make_extraction: MakeExtraction) -> None:
    """Every value in its order and type; numbers keep their digits."""
    both = [make_extraction("one"), make_extraction("two")]

    with opened(url) as record:
        for each in both:
            record.keep(each)

    names = ", ".join(f'"{column.name}"' for column in COLUMNS)
    found = rows(url, f"SELECT {names} FROM armwise.results")
    expected = [row(COLUMNS, result) for each in both for result in each.results]
    assert found == expected
    assert [[str(value) for value in each] for each in found] == [[str(value) for value in each] for each in expected]
    assert (record.documents, record.results) == (2, len(expected))


def test_every_column_has_its_place(url: str) -> None:
    """The migrations lead to the columns that are written, in any order."""
    types = {"text": "text", "integer": "bigint", "number": "numeric"}
    with opened(url):
        pass

    query = "SELECT table_name, column_name, data_type FROM information_schema.columns WHERE table_schema = 'armwise'"
    expected = {(sheet.name, column.name, types[column.kind]) for sheet in KEPT for column in sheet.columns}
    assert expected <= set(rows(url, query))
    assert rows(url, "SELECT count(*) FROM armwise.migrations") == [(len(MIGRATIONS),)]


def test_a_database_of_an_earlier_version_is_brought_up_to_date(url: str, make_extraction: MakeExtraction) -> None:
    """Its rows stay and learn which run read them; applied steps are not applied again."""
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute("CREATE SCHEMA armwise")
        connection.execute("CREATE TABLE armwise.migrations (number integer PRIMARY KEY)")
        connection.execute(MIGRATIONS[0])
        connection.execute("INSERT INTO armwise.migrations VALUES (1)")
        connection.execute("INSERT INTO armwise.runs DEFAULT VALUES")
        connection.execute("INSERT INTO armwise.documents (doc_id, sha256, run) VALUES ('old', 'x', 1)")
        connection.execute("INSERT INTO armwise.results (doc_id, outcome, value) VALUES ('old', 'itch', 74.90)")

    for _ in range(2):
        with opened(url) as record:
            record.keep(make_extraction("new"))

    assert rows(url, "SELECT number FROM armwise.migrations ORDER BY 1") == [(n + 1,) for n in range(len(MIGRATIONS))]
    assert rows(url, "SELECT doc_id, run, value::text FROM armwise.results WHERE run = 1") == [("old", 1, "74.90")]
    assert rows(url, "SELECT run FROM armwise.results WHERE doc_id = 'new'") == [(3,), (3,)]


def test_rows_lead_to_documents_and_runs(url: str) -> None:
    """The database itself refuses results without them; what results are looked up by has an index."""
    with opened(url):
        pass

    keys = """
        SELECT c.conrelid::regclass::text, a.attname, c.confrelid::regclass::text FROM pg_constraint c
        JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1] WHERE c.contype = 'f' ORDER BY 1, 2
    """
    tables = [("documents", "run", "runs"), ("failures", "run", "runs"), ("findings", "doc_id", "documents"),
              ("ledger", "doc_id", "documents"), ("results", "doc_id", "documents"), ("results", "run", "runs")]  # fmt: skip
    found = [tuple(name.removeprefix("armwise.") for name in row) for row in rows(url, keys)]
    assert found == tables
    indexed = {name for (name,) in rows(url, "SELECT indexname FROM pg_indexes WHERE schemaname = 'armwise'")}
    assert {"results_doc_id", "results_outcome", "results_arm", "results_run", "documents_run"} <= indexed


def test_a_documents_rows_are_replaced(url: str, make_extraction: MakeExtraction) -> None:
    """Running again leaves no old row of it and every row of the others; each document names its run."""
    with opened(url) as record:
        record.keep(make_extraction("one"))
        record.keep(make_extraction("two"))

    with opened(url) as record:
        record.keep(make_extraction("one", results=make_extraction("one").results[:1]))

    counted = "SELECT doc_id, count(*) FROM armwise.results GROUP BY doc_id ORDER BY doc_id"
    assert rows(url, counted) == [("one", 1), ("two", 2)]
    dated = (
        "SELECT doc_id FROM armwise.documents NATURAL JOIN armwise.runs WHERE ended IS NOT NULL ORDER BY run, doc_id"
    )
    assert rows(url, dated) == [("two",), ("one",)]


def test_a_document_is_kept_whole_or_not_at_all(url: str, make_extraction: MakeExtraction) -> None:
    """A row that cannot be written takes the document's other rows with it; the earlier ones stay."""
    with opened(url) as record:
        record.keep(make_extraction())
        before = rows(url, "SELECT * FROM armwise.results")

        with pytest.raises(AttributeError):
            record.keep(make_extraction(results=(make_extraction().results[0], None)))

    assert rows(url, "SELECT * FROM armwise.results") == before


def test_what_is_unchanged_is_known(url: str, make_extraction: MakeExtraction) -> None:
    """By content, version and configuration; a failure is kept until the document is read."""
    made = make_extraction("one")
    digest = made.document.sha256
    with opened(url) as record:
        record.fail(Failure("one", "one.txt", "read", "is\0 empty"))
        assert rows(url, "SELECT doc_id, cause FROM armwise.failures") == [("one", "is\N{REPLACEMENT CHARACTER} empty")]
        assert not record.holds("one", digest, made.maker)
        record.keep(made)

        assert record.holds("one", digest, made.maker)
        assert not record.holds("one", "another content", made.maker)
        assert not record.holds("one", digest, Maker("another version", made.maker.config))
    assert rows(url, "SELECT * FROM armwise.failures") == []


def test_a_second_run_is_kept_out(url: str) -> None:
    """Two writers would mix; the message says what to do."""
    with opened(url), pytest.raises(StoreError, match="another run is writing"), opened(url):
        pass


def test_a_server_that_stops_is_one_clear_error(server: Server, url: str, make_extraction: MakeExtraction) -> None:
    """What was kept before is there when it runs again, and the next run goes on from it."""

    def broken_off() -> None:
        with opened(url) as record:
            record.keep(make_extraction("one"))
            server.stop()
            record.keep(make_extraction("two"))

    try:
        with pytest.raises(StoreError, match="cannot be written") as told:
            broken_off()
    finally:
        server.start()

    assert "\n" not in str(told.value)
    with opened(url) as record:
        assert record.holds("one", make_extraction("one").document.sha256, make_extraction("one").maker)
        record.keep(make_extraction("two"))
    assert rows(url, "SELECT doc_id FROM armwise.documents ORDER BY 1") == [("one",), ("two",)]


def test_no_server_is_one_clear_error(tmp_path: Path) -> None:
    """Address and cause."""
    with pytest.raises(StoreError, match="cannot be written") as told, opened(f"postgresql:///x?host={tmp_path}"):
        pass

    assert "\n" not in str(told.value)


def test_a_password_is_never_shown() -> None:
    """Messages end up in logs."""
    assert shown("postgresql://me:secret@host:5432/trials?sslpassword=other") == "postgresql://host:5432/trials"
