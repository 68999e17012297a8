"""What holds of any table read from text."""

import time
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.document import Document, Table
from pipeline.tables import tables
from tests.typeset.vocabulary import shipped

VOCABULARY = shipped()
WORDS = ["Drug", "placebo", "(n = 20)", "P", "value", "Mean", "SD", "of", "95%", "CI", "Week", "12", "‡", "Group", "%"]
CELLS = [
    "12 (30)",
    "0.04",
    "<0.001",
    "—",
    "NS",
    "5,65 (1,12)",
    "−3.1 ± 2",
    "1.2 (0.4, 3.1)*",
    "8/20",
    "Yes",
    "7a",
    "600 mg",
]
GAPS = ["\n", "\n", "\n\n", "\r\n", " \n ", "\n\n\n"]

_line = st.lists(st.sampled_from(WORDS + CELLS), min_size=1, max_size=12).map(" ".join)
_row = st.tuples(st.sampled_from(WORDS), st.lists(st.sampled_from(CELLS), min_size=1, max_size=6)).map(
    lambda row: " ".join([row[0], *row[1]])
)
_texts = st.lists(st.tuples(st.one_of(_line, _row, _row), st.sampled_from(GAPS)), min_size=1, max_size=14).map(
    lambda parts: "Prose.\n\nTable 1. Outcomes.\n" + "".join(line + gap for line, gap in parts)
)


def _check(text: str, found: tuple[Table, ...]) -> None:
    cells = sorted(cell.extent for table in found for cell in table.cells)
    assert all(a.end <= b.start for a, b in pairwise(cells))
    for table in found:
        for cell in table.cells:
            printed = cell.extent.of(text)
            assert printed == printed.strip() != ""
            assert "\n" not in printed
            assert table.extent.holds(cell.extent)
            for head in (*cell.row_path, *(h for h in cell.column_path if h.text)):
                assert all(piece.end <= len(text) and len(piece) > 0 for piece in head.pieces)
        places = [(cell.row, cell.column) for cell in table.cells]
        assert len(places) == len(set(places))


@given(_texts)
@settings(max_examples=150, deadline=None)
def test_cells_stand_apart_and_slice_to_their_text(text: str) -> None:
    """Cells never overlap, each has a place of its own, two runs are equal."""
    found = tables(Document("d", text), VOCABULARY)

    _check(text, found)
    assert found == tables(Document("d", text), VOCABULARY)


def test_time_is_bounded() -> None:
    """A huge table with long headers takes a moment, not minutes: the searches are bounded."""
    header = " ".join(f"Head {n} of (n = {n})" for n in range(40))
    spanners = " ".join(f"Spanner {n}" for n in range(12))
    body = "\n".join(f"Row {n} " + " ".join(f"{n}.{k} ({k})" for k in range(24)) for n in range(300))
    text = f"Prose.\n\nTable 1. Long.\n{spanners}\n{header}\n{header}\n{body}\n"

    started = time.process_time()
    tables(Document("d", text), VOCABULARY)

    assert time.process_time() - started < 5
