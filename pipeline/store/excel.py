"""Results as an Excel workbook, one sheet a table."""

from collections.abc import Callable, Iterable
from datetime import datetime
from decimal import Decimal
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from pipeline.errors import StoreError
from pipeline.extraction import Extraction
from pipeline.store.columns import Value, computed
from pipeline.store.sheets import RESULTS, SHEETS, Sheet
from pipeline.store.whole import replacing

# Excel's own limits: rows of a sheet (header included), characters of a cell.
ROWS: Final = 1_048_576
CHARACTERS: Final = 32_767
DECIMALS: Final = 30  # of a number format
# Any fixed day: the clock's would make two equal runs differ.
CREATED: Final = datetime(2020, 1, 1)
Formats = dict[int, Any]
# Results first: it is the sheet a reader wants to see on opening.
ORDER: Final = (RESULTS, *(sheet for sheet in SHEETS if sheet is not RESULTS))


def write_xlsx(extractions: Iterable[Extraction], target: Path) -> int:
    """The sheets results, documents, findings, ledger; gives the number of results."""
    from xlsxwriter import Workbook

    with replacing(target) as draft:
        # Put together in memory: what a full disk does to a file of its own the library tells in its own way.
        whole = BytesIO()
        book = Workbook(whole, {"in_memory": True})
        book.set_properties({"created": CREATED})
        bold = book.add_format({"bold": True})
        pages = [_page(book, sheet, bold) for sheet in ORDER]
        formats: Formats = {}
        filled = [0] * len(ORDER)
        for extraction in extractions:
            for k, sheet in enumerate(ORDER):
                filled[k] = _fill(pages[k], sheet, extraction, filled[k], target, partial(_as_printed, book, formats))
        book.close()
        draft.write_bytes(whole.getbuffer())
    return filled[ORDER.index(RESULTS)]


def _page(book: Any, sheet: Sheet, bold: Any) -> Any:
    page = book.add_worksheet(sheet.name)
    for k, column in enumerate(sheet.columns):
        page.write_string(0, k, column.name, bold)
    page.freeze_panes(1, 0)
    return page


def _as_printed(book: Any, formats: Formats, value: Decimal) -> Any:
    """The format that shows as many decimals as are printed: 74.90 stays 74.90."""
    decimals = min(max(-int(value.as_tuple().exponent), 0), DECIMALS)
    if decimals not in formats:
        formats[decimals] = book.add_format({"num_format": f"0.{'0' * decimals}" if decimals else "0"})
    return formats[decimals]


def _fill(
    page: Any, sheet: Sheet, extraction: Extraction, filled: int, target: Path, style: Callable[[Decimal], Any]
) -> int:
    """Write the extraction's rows below those there are; gives how many there are then."""
    for values in sheet.rows(extraction):
        filled += 1
        if filled >= ROWS:
            raise StoreError(target, f"more {sheet.name} than an Excel sheet has rows; write .csv or .parquet")
        for k, value in enumerate(values):
            _write(page, filled, k, value, style)
    return filled


def _write(page: Any, row: int, column: int, value: Value, style: Callable[[Decimal], Any]) -> None:
    if isinstance(value, str):
        # write() would make a formula or a link of some texts; over-long ones it would drop.
        kept = value if len(value) <= CHARACTERS else f"{value[: CHARACTERS - 1]}…"
        page.write_string(row, column, kept)
    elif isinstance(value, Decimal):
        page.write_number(row, column, computed(value), style(value))
    elif value is not None:
        page.write_number(row, column, computed(value))
