"""Tables of PDF pages: which words are a table's, and how they stand in rows and columns."""

from collections.abc import Sequence

from pipeline.read.pdf.layout import Sheet
from pipeline.read.pdf.tables.model import Lines, PrintedCell, PrintedTable
from pipeline.read.pdf.tables.put import put_table

__all__ = ["Lines", "PrintedCell", "PrintedTable", "put_table", "tables"]


def tables(sheets: Sequence[Sheet]) -> list[PrintedTable]:
    """The tables of all sheets, in the order of the pages."""
    return []
