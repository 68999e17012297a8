"""How rows with named columns become files."""

import csv
from collections.abc import Iterable, Mapping
from decimal import Decimal
from pathlib import Path

from pipeline.store.columns import Value
from pipeline.store.delimited import harmless
from pipeline.store.whole import replacing


def rounded(value: float) -> Decimal:
    """A computed number with six significant digits, the same on every machine."""
    return Decimal(f"{value:.6g}") + 0  # no negative zero


def write_csv(rows: Iterable[Mapping[str, Value]], target: Path, columns: Iterable[str] = ()) -> int:
    """One row a line under a header, cells safe to open in a spreadsheet; gives the number of rows.

    The columns are those given, else those of the first row. Raises StoreError when the target cannot be written.
    """
    listed = list(rows)
    names = list(columns) or list(listed[0] if listed else ())
    with replacing(target) as draft, draft.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(names)
        writer.writerows([harmless(row.get(name)) for name in names] for row in listed)
    return len(listed)
