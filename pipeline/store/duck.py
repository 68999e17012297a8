"""Results for analysis: Parquet files, DuckDB databases."""

import glob
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from pipeline.errors import StoreError
from pipeline.extraction import Extraction
from pipeline.store.aact import views
from pipeline.store.columns import line
from pipeline.store.sheets import KEPT, RESULTS, Sheet
from pipeline.store.whole import replacing

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

TYPES: Final = {"text": "VARCHAR", "integer": "BIGINT", "number": "DOUBLE"}


def write_parquet(extractions: Iterable[Extraction], target: Path) -> int:
    """One outcome tuple a row, its contract JSON as the last column; gives the number of rows."""
    import duckdb

    (results,) = (sheet for sheet in KEPT if sheet.name == RESULTS.name)
    with replacing(target) as draft:
        spools = _spooled(extractions, (results,), draft.parent)
        try:
            with duckdb.connect(":memory:") as database:
                written = _load(database, results, spools[0])
                # One thread writes the row groups in order, so that equal runs give equal bytes.
                database.execute("SET threads = 1")
                database.execute(f"COPY results TO {_quoted(draft)} (FORMAT parquet, COMPRESSION zstd)")
        except duckdb.Error as error:
            raise StoreError(target, f"cannot be written ({_first_line(error)})") from error
    return written


def write_duckdb(extractions: Iterable[Extraction], target: Path) -> int:
    """Documents, results, findings and ledger as tables; gives the number of results."""
    import duckdb

    with replacing(target) as draft:
        spools = _spooled(extractions, KEPT, draft.parent)
        try:
            with duckdb.connect(str(draft)) as database:
                loaded = {sheet.name: _load(database, sheet, spool) for sheet, spool in zip(KEPT, spools, strict=True)}
                for statement in views("CREATE VIEW"):
                    database.execute(statement)
        except duckdb.Error as error:
            raise StoreError(target, f"cannot be written ({_first_line(error)})") from error
    return loaded[RESULTS.name]


def _spooled(extractions: Iterable[Extraction], sheets: Sequence[Sheet], folder: Path) -> tuple[Path, ...]:
    """One file of JSON lines a sheet: DuckDB loads such files 600 times faster than rows one by one."""
    spools = tuple(folder / f"{sheet.name}.spool" for sheet in sheets)
    for spool in spools:
        spool.touch()
    for extraction in extractions:
        for sheet, spool in zip(sheets, spools, strict=True):
            with spool.open("a", encoding="utf-8", newline="\n") as file:
                file.writelines(f"{line(sheet.columns, record)}\n" for record in sheet.records(extraction))
    return spools


def _load(database: "DuckDBPyConnection", sheet: Sheet, spool: Path) -> int:
    columns = ", ".join(f"'{column.name}': '{TYPES[column.kind]}'" for column in sheet.columns)
    named = ", ".join(f'"{column.name}" {TYPES[column.kind]}' for column in sheet.columns)
    database.execute(f"CREATE TABLE {sheet.name} ({named})")
    if spool.stat().st_size > 0:
        read = f"read_json({_quoted(glob.escape(str(spool)))}, format = 'newline_delimited', columns = {{{columns}}})"
        database.execute(f"INSERT INTO {sheet.name} SELECT * FROM {read}")
    counted = database.execute(f"SELECT count(*) FROM {sheet.name}").fetchone()
    return int(counted[0]) if counted else 0


def _quoted(path: Path | str) -> str:
    doubled = str(path).replace("'", "''")
    return f"'{doubled}'"


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]
