"""The record of all runs as a SQLite database: what was read of which document, and what failed."""

import fcntl
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, Final

from pipeline.errors import StoreError
from pipeline.extraction import Extraction, Failure
from pipeline.store.aact import views
from pipeline.store.columns import computed
from pipeline.store.record import Record
from pipeline.store.sheets import DOCUMENTS, KEPT, Sheet
from pipeline.store.whole import refuse_unwritable

# Counts up when a table's columns change, so that an old file is refused instead of half understood.
VERSION: Final = 3
TYPES: Final = {"text": "TEXT", "integer": "INTEGER", "number": "REAL"}
_FAILURES: Final = "CREATE TABLE IF NOT EXISTS failures (doc_id TEXT PRIMARY KEY, path TEXT, stage TEXT, cause TEXT)"


class SqliteRecord(Record):
    """A record in a file."""

    def __init__(self, database: sqlite3.Connection) -> None:
        super().__init__("?")
        self._database = database

    def _first(self, statement: str, values: Sequence[object]) -> Any:
        return self._database.execute(statement, values).fetchone()

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with self._database:
            self._database.execute("BEGIN IMMEDIATE")
            yield

    def _load(self, sheet: Sheet, extraction: Extraction) -> None:
        marks = ", ".join("?" * len(sheet.columns))
        rows = ([computed(value) for value in values] for values in sheet.rows(extraction))
        self._database.executemany(f"INSERT INTO {sheet.name} VALUES ({marks})", rows)

    def _note(self, failure: Failure) -> None:
        row = (failure.doc_id, failure.path, failure.stage, failure.cause)
        self._database.execute("INSERT INTO failures VALUES (?, ?, ?, ?)", row)


@contextmanager
def record(target: Path) -> Iterator[SqliteRecord]:
    """The database, new or of earlier runs, for the length of one run.

    Raises StoreError when it is no record, cannot be written, or another run is writing into it. A new file that took
    no document and no failure is removed again.
    """
    refuse_unwritable(target)
    fresh = not target.exists()
    kept: SqliteRecord | None = None
    try:
        with _alone(target), closing(sqlite3.connect(target, isolation_level=None)) as database:
            _prepare(database, target)
            kept = SqliteRecord(database)
            yield kept
    except BaseException as error:
        if fresh and (kept is None or not (kept.documents or kept.failures)):
            target.unlink(missing_ok=True)
        if isinstance(error, sqlite3.Error | OverflowError):
            raise StoreError(target, f"cannot be written ({error})") from error
        raise


@contextmanager
def _alone(target: Path) -> Iterator[None]:
    """Keep a second run out; readers are not."""
    try:
        file = target.open("ab")
    except OSError as error:
        raise StoreError(target, f"cannot be written ({error.strerror})") from error
    # The file stays open until the database is closed: closing it sooner would drop the locks of SQLite.
    with file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise StoreError(
                target, "another run is writing into it; wait for its end or choose another file"
            ) from error
        yield


def write_sqlite(extractions: Iterable[Extraction], target: Path) -> int:
    """Documents, results, findings and ledger; gives the number of results written.

    What the file held of the same documents before is replaced, each document in one transaction; its other
    documents stay. Raises StoreError as ``record`` does.
    """
    with record(target) as kept:
        for extraction in extractions:
            kept.keep(extraction)
    return kept.results


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
        for statement in (_FAILURES, *views("CREATE VIEW IF NOT EXISTS")):
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
