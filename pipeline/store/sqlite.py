"""The record of a run as a SQLite database."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import Final

from pipeline.errors import StoreError
from pipeline.extraction import Extraction
from pipeline.store.columns import computed
from pipeline.store.sheets import DOCUMENTS, KEPT, Sheet
from pipeline.store.whole import refuse_unwritable

# Counts up when a table's columns change, so that an old file is refused instead of half understood.
VERSION: Final = 1
TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "number": "REAL"}


def write_sqlite(extractions: Iterable[Extraction], target: Path) -> int:
    """Documents, results, findings and ledger; gives the number of results written.

    What the file held of the same documents before is replaced, each document in one transaction; its other
    documents stay.
    """
    refuse_unwritable(target)
    fresh = not target.exists()
    written: list[int] = []
    try:
        with closing(sqlite3.connect(target, isolation_level=None)) as database:
            _prepare(database, target)
            for extraction in extractions:
                _replace(database, extraction)
                written.append(len(extraction.results))
    except BaseException as error:
        # A new file that took no document is no record of anything.
        if fresh and not written:
            target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error | OverflowError):
            raise StoreError(target, f"cannot be written ({error})") from error
        raise
    return sum(written)


def _prepare(database: sqlite3.Connection, target: Path) -> None:
    (version,) = database.execute("PRAGMA user_version").fetchone()
    (tables,) = database.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if tables and version != VERSION:
        raise StoreError(target, "holds tables of another program or version; choose another file")
    database.execute("PRAGMA foreign_keys = ON")
    with database:
        database.execute("BEGIN IMMEDIATE")
        for sheet in KEPT:
            for statement in _schema(sheet):
                database.execute(statement)
        database.execute(f"PRAGMA user_version = {VERSION}")


def _schema(sheet: Sheet) -> tuple[str, ...]:
    columns = [f'"{column.name}" {TYPES[column.kind]}' for column in sheet.columns]
    if sheet is DOCUMENTS:
        columns[0] += " PRIMARY KEY"
        return (f"CREATE TABLE IF NOT EXISTS {sheet.name} ({', '.join(columns)})",)
    columns[0] += " NOT NULL REFERENCES documents (doc_id) ON DELETE CASCADE"
    return (
        f"CREATE TABLE IF NOT EXISTS {sheet.name} ({', '.join(columns)})",
        f"CREATE INDEX IF NOT EXISTS {sheet.name}_doc_id ON {sheet.name} (doc_id)",
    )


def _replace(database: sqlite3.Connection, extraction: Extraction) -> None:
    with database:
        database.execute("BEGIN IMMEDIATE")
        # The other tables' rows of the document go with it (ON DELETE CASCADE).
        database.execute("DELETE FROM documents WHERE doc_id = ?", (extraction.document.doc_id,))
        for sheet in KEPT:
            marks = ", ".join("?" * len(sheet.columns))
            rows = ([computed(value) for value in values] for values in sheet.rows(extraction))
            database.executemany(f"INSERT INTO {sheet.name} VALUES ({marks})", rows)
