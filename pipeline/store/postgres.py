"""The record of all runs in a PostgreSQL database, in a schema of its own."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from typing import TYPE_CHECKING, Any, Final

from pipeline.errors import StoreError
from pipeline.extraction import Extraction, Failure
from pipeline.store.aact import views
from pipeline.store.migrations import MIGRATIONS
from pipeline.store.record import Record
from pipeline.store.sheets import DOCUMENTS, RESULTS, Sheet

if TYPE_CHECKING:
    import psycopg

SCHEMES: Final = ("postgresql://", "postgres://")
# Any number that no other program uses for its own advisory locks; it stands for "armwise is writing".
_LOCK: Final = 7276_9773
# The tables whose rows name the run that read them.
_DATED: Final = frozenset({DOCUMENTS.name, RESULTS.name})


class PostgresRecord(Record):
    """A record on a server; each document names the run that read it."""

    def __init__(self, connection: "psycopg.Connection", run: int) -> None:
        super().__init__("%s", "armwise.")
        self._connection = connection
        self._run = run

    def _first(self, statement: str, values: Sequence[object]) -> Any:
        # The statements are this package's own; psycopg's types ask for literals.
        found = self._connection.execute(statement.encode(), values)
        return found.fetchone() if found.description else None

    def _transaction(self) -> AbstractContextManager[object]:
        return self._connection.transaction()

    def _load(self, sheet: Sheet, extraction: Extraction) -> None:
        columns = ", ".join(f'"{column.name}"' for column in sheet.columns)
        is_dated = sheet.name in _DATED
        run = f"{columns}, run" if is_dated else columns
        own = (self._run,) if is_dated else ()
        with (
            self._connection.cursor() as cursor,
            cursor.copy(f"COPY armwise.{sheet.name} ({run}) FROM STDIN") as copy,
        ):
            for values in sheet.rows(extraction):
                copy.write_row((*(_storable(value) for value in values), *own))

    def _note(self, failure: Failure) -> None:
        row = (failure.doc_id, failure.path, failure.stage, _storable(failure.cause), self._run)
        self._connection.execute("INSERT INTO armwise.failures VALUES (%s, %s, %s, %s, %s)", row)

    def finish(self, summary: str) -> None:
        """Keep the summary with the run."""
        row = (_storable(summary), self._run)
        self._connection.execute("UPDATE armwise.runs SET summary = %s WHERE run = %s", row)


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
        # Views hold nothing: they are made anew, so that they need no migrations.
        for statement in views("CREATE OR REPLACE VIEW", "armwise.", ' COLLATE "C"'):
            connection.execute(statement.encode())
