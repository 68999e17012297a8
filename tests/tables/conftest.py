"""What the tests of table reading share."""

from collections.abc import Callable

import pytest

from pipeline.document import Document
from pipeline.tables import Vocabulary, tables
from tests.typeset.vocabulary import shipped

Shown = list[tuple[str, str, str]]


@pytest.fixture(scope="session")
def vocabulary() -> Vocabulary:
    """The shipped lexicons."""
    return shipped()


@pytest.fixture(scope="session")
def read(vocabulary: Vocabulary) -> Callable[[str], Shown]:
    """The cells of a text's tables as (row heads, column heads, text)."""

    def cells(text: str) -> Shown:
        return [
            (
                " > ".join(head.text for head in cell.row_path),
                " > ".join(head.text for head in cell.column_path if head.text),
                cell.extent.of(text),
            )
            for table in tables(Document("d", text), vocabulary)
            for cell in table.cells
        ]

    return cells
