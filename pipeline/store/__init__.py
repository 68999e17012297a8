"""Where results are kept: files and databases, chosen by the suffix of the target."""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Final, TypeVar

from pipeline.errors import StoreError
from pipeline.extraction import Extraction
from pipeline.store.delimited import SHEET_WRITERS, write_csv, write_jsonl
from pipeline.store.duck import write_duckdb, write_parquet
from pipeline.store.excel import write_xlsx
from pipeline.store.postgres import SCHEMES, postgres_record
from pipeline.store.record import Record
from pipeline.store.sheets import Sheet
from pipeline.store.sqlite import record, write_sqlite

_Chosen = TypeVar("_Chosen")

WRITERS: Final[dict[str, Callable[[Iterable[Extraction], Path], int]]] = {
    ".jsonl": write_jsonl,
    ".csv": write_csv,
    ".xlsx": write_xlsx,
    ".parquet": write_parquet,
    ".sqlite": write_sqlite,
    ".db": write_sqlite,
    ".duckdb": write_duckdb,
}
_FILES: Final = frozenset({".sqlite", ".db"})


def is_record(target: str) -> bool:
    """Whether the target is written document by document and holds what earlier runs read."""
    return target.startswith(SCHEMES) or Path(target).suffix.lower() in _FILES


def opened(target: str) -> AbstractContextManager[Record]:
    """The record at an address (``postgresql://…``) or in a file, open for one run. Raises StoreError."""
    return postgres_record(target) if target.startswith(SCHEMES) else record(Path(target))


def write(extractions: Iterable[Extraction], target: Path) -> int:
    """Keep the extractions in a file of the kind its suffix names; gives the number of results written.

    Raises StoreError when the suffix is unknown or the target cannot be written. A database of SQLite replaces
    the rows of the documents given; every other file is written anew, whole or not at all.
    """
    return writer(target)(extractions, target)


def write_sheet(sheet: Sheet, extractions: Iterable[Extraction], target: Path) -> int:
    """Keep one table of the extractions as ``.jsonl`` or ``.csv``; gives the number of rows. Raises StoreError."""
    return sheet_writer(target)(sheet, extractions, target)


def writer(target: Path) -> Callable[[Iterable[Extraction], Path], int]:
    """The function that writes files of this suffix; raises StoreError naming the suffixes there are."""
    return _by_suffix(WRITERS, target)


def sheet_writer(target: Path) -> Callable[[Sheet, Iterable[Extraction], Path], int]:
    """The function that writes one table to files of this suffix; raises StoreError as well."""
    return _by_suffix(SHEET_WRITERS, target)


def _by_suffix(writers: Mapping[str, _Chosen], target: Path) -> _Chosen:
    found = writers.get(target.suffix.lower())
    if found is None:
        raise StoreError(target, f"unknown kind of file; the suffix must be one of {', '.join(writers)}")
    return found


__all__ = ["WRITERS", "is_record", "opened", "sheet_writer", "write", "write_sheet", "writer"]
