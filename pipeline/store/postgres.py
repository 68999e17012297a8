"""The record of all runs in a PostgreSQL database, in a schema of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from pipeline.errors import StoreError
from pipeline.extraction import Extraction, Failure, Maker
from pipeline.store.migrations import MIGRATIONS
from pipeline.store.sheets import DOCUMENTS, KEPT, Sheet

if TYPE_CHECKING:
    import psycopg

SCHEMES: Final = ("postgresql://", "postgres://")
# Any number that no other program uses for its own advisory locks; it stands for "armwise is writing".
_LOCK: Final = 7276_9773
_HELD: Final = "SELECT 1 FROM armwise.documents WHERE doc_id = %s AND sha256 = %s AND version = %s AND config = %s"
_FORGET: Final = "DELETE FROM armwise.failures WHERE doc_id = %s"


class PostgresRecord:
    """An open database; counts the documents, results and failures kept since it was opened."""

    def __init__(self, connection: "psycopg.Connection", run: int) -> None:
        self._connection = connection
        self._run = run
        self.documents = self.results = self.failures = 0

    def holds(self, doc_id: str, sha256: str, maker: Maker) -> bool:
        """Whether the same document was read before, by the same version with the same configuration."""
        if self._connection.execute(_HELD, (doc_id, sha256, maker.version, maker.config)).fetchone() is None:
            return False
        self._connection.execute(_FORGET, (doc_id,))
        return True

    def keep(self, extraction: Extraction) -> None:
        """Replace what is held of the document, in one transaction; an earlier failure of it is forgotten."""
        doc_id = extraction.document.doc_id
        with self._connection.transaction():
            # The other tables' rows of the document go with it (ON DELETE CASCADE).
            self._connection.execute("DELETE FROM armwise.documents WHERE doc_id = %s", (doc_id,))
            self._connection.execute(_FORGET, (doc_id,))
            for sheet in KEPT:
                self._copy(sheet, extraction)
        self.results += len(extraction.results)
        self.documents += 1

    def _copy(self, sheet: Sheet, extraction: Extraction) -> None:
        columns = ", ".join(f'"{column.name}"' for column in sheet.columns)
        run = f"{columns}, run" if sheet is DOCUMENTS else columns
        own = (self._run,) if sheet is DOCUMENTS else ()
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY armwise.{sheet.name} ({run}) FROM STDIN") as copy,
        ):
            for values in sheet.rows(extraction):
                copy.write_row((*(_storable(value) for value in values), *own))

    def fail(self, failure: Failure) -> None:
        """Note the failure; what is held of the document from an earlier run stays."""
        with self._connection.transaction():
            self._connection.execute(_FORGET, (failure.doc_id,))
            row = (failure.doc_id, failure.path, failure.stage, _storable(failure.cause), self._run)
            self._connection.execute("INSERT INTO armwise.failures VALUES (%s, %s, %s, %s, %s)", row)
        self.failures += 1


def _storable(value: object) -> object:
    """PostgreSQL refuses U+0000 in a text."""
    return value.replace("\0", "\N{REPLACEMENT CHARACTER}") if isinstance(value, str) else value


@contextmanager
def postgres_record(url: str) -> Iterator[PostgresRecord]:
    """The database for the length of one run; its tables are made or brought up to date first.

    Raises StoreError when the extra ``armwise[postgres]`` is missing, the server cannot be reached or stops, or
    another run is writing.
    """
    try:
        import psycopg
    except ImportError as error:
        raise StoreError(shown(url), "needs the extra: pip install 'armwise[postgres]'") from error
    try:
        with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
            _keep_others_out(connection, url)
            _migrate(connection)
            run = _begun(connection)
            yield PostgresRecord(connection, run)
            connection.execute("UPDATE armwise.runs SET ended = now() WHERE run = %s", (run,))
    except psycopg.Error as error:
        raise StoreError(shown(url), f"cannot be written ({' '.join(str(error).split())})") from error


def shown(url: str) -> str:
    """The address without user and password, fit for a message."""
    scheme, _, rest = url.partition("://")
    return f"{scheme}://{rest.rpartition('@')[2].partition('?')[0]}"


def _keep_others_out(connection: "psycopg.Connection", url: str) -> None:
    found = connection.execute("SELECT pg_try_advisory_lock(%s)", (_LOCK,)).fetchone()
    if not found or not found[0]:
        raise StoreError(shown(url), "another run is writing into it; wait for its end or choose another database")


def _begun(connection: "psycopg.Connection") -> int:
    found = connection.execute("INSERT INTO armwise.runs DEFAULT VALUES RETURNING run").fetchone()
    return int(found[0]) if found else 0


def _migrate(connection: "psycopg.Connection") -> None:
    """Apply the migrations the database has not seen, all or none."""
    with connection.transaction():
        connection.execute("CREATE SCHEMA IF NOT EXISTS armwise")
        connection.execute("CREATE TABLE IF NOT EXISTS armwise.migrations (number integer PRIMARY KEY)")
        found = connection.execute("SELECT coalesce(max(number), 0) FROM armwise.migrations").fetchone()
        for number, statements in enumerate(MIGRATIONS, 1):
            if found and number > found[0]:
                connection.execute(statements)
                connection.execute("INSERT INTO armwise.migrations VALUES (%s)", (number,))
