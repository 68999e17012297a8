"""Results as text files: JSON lines, CSV."""

import csv
import re
from collections.abc import Callable, Iterable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Final

from pipeline.extraction import Extraction
from pipeline.schema import result_line
from pipeline.store.columns import Value, line, printed
from pipeline.store.sheets import RESULTS, Sheet
from pipeline.store.whole import replacing

# A spreadsheet runs a cell that starts so (OWASP, CSV injection); full-width signs count as their plain forms.
RUNNABLE: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
NUMBER: Final = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")


def write_jsonl(extractions: Iterable[Extraction], target: Path) -> int:
    """One outcome tuple a line, as the contract has it; gives the number of lines."""
    found = (result for extraction in extractions for result in extraction.results)
    return write_lines((result_line(result) for result in found), target)


def write_csv(extractions: Iterable[Extraction], target: Path) -> int:
    """One outcome tuple a row under a header; gives the number of rows."""
    return write_sheet_csv(RESULTS, extractions, target)


def write_sheet_jsonl(sheet: Sheet, extractions: Iterable[Extraction], target: Path) -> int:
    """One record a line, its columns as keys; gives the number of lines."""
    records = (record for extraction in extractions for record in sheet.records(extraction))
    return write_lines((line(sheet.columns, record) for record in records), target)


def write_sheet_csv(sheet: Sheet, extractions: Iterable[Extraction], target: Path) -> int:
    """One record a row under a header; gives the number of rows."""
    written = 0
    with replacing(target) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        # RFC 4180 line ends: before Python 3.13 only these make the writer quote a lone carriage return.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(column.name for column in sheet.columns)
        for values in _rows(sheet, extractions):
            writer.writerow([harmless(value) for value in values])
            written += 1
    return written


def harmless(value: Value) -> str | int | None:
    """The cell as a spreadsheet may open it: text that would run as a formula gets an apostrophe in front.

    Numbers stay numbers, and so does text that is one (``-18.6``).
    """
    if isinstance(value, Decimal):
        return printed(value)
    if isinstance(value, str) and value.startswith(RUNNABLE) and not NUMBER.fullmatch(value):
        return f"'{value}"
    return value


def _rows(sheet: Sheet, extractions: Iterable[Extraction]) -> Iterator[tuple[Value, ...]]:
    return (values for extraction in extractions for values in sheet.rows(extraction))


def write_lines(lines: Iterable[str], target: Path) -> int:
    """One line each; gives their number. Raises StoreError when the target cannot be written."""
    written = 0
    with replacing(target) as draft, draft.open("w", encoding="utf-8", newline="\n") as file:
        for each in lines:
            file.write(f"{each}\n")
            written += 1
    return written


SHEET_WRITERS: Final[dict[str, Callable[[Sheet, Iterable[Extraction], Path], int]]] = {
    ".jsonl": write_sheet_jsonl,
    ".csv": write_sheet_csv,
}
