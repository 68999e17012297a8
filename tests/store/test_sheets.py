from collections.abc import Callable

import pytest

from pipeline.extraction import Extraction
from pipeline.store.sheets import CELLS, DOCUMENTS, FINDINGS, LEDGER, Sheet

MakeExtraction = Callable[..., Extraction]


@pytest.mark.parametrize(
    ("sheet", "expected"),
    [
        (
            DOCUMENTS,
            {"doc_id": "report", "sha256": "5eed", "tables": 1, "results": 2, "findings": 1, "numerals_unread": 0},
        ),
        (FINDINGS, {"check": "signs", "severity": "warning", "message": "-1 of 2", "text": "19 (35)"}),
        (LEDGER, {"numeral": "19", "state": "result", "reason": "in a result"}),
        (LEDGER, {"context": "Table 1. Response. EASI-50 19 (35) Change −18.60±12.10 in 2019; P<0."}),
        (CELLS, {"table": "Table 1", "caption": "Table 1. Response.", "row": "EASI-50", "text": "19 (35)"}),
        (CELLS, {"column": "Week 16 > Week 16"}),
    ],
)
def test_a_row_says(sheet: Sheet, expected: dict[str, object], make_extraction: MakeExtraction) -> None:
    """Each table's first row, as a reader sees it in a spreadsheet."""
    values = next(sheet.rows(make_extraction()))

    made = dict(zip((column.name for column in sheet.columns), values, strict=True))
    assert made | expected == made


@pytest.mark.parametrize("sheet", [FINDINGS, LEDGER, CELLS])
def test_offsets_slice_to_the_text(sheet: Sheet, make_extraction: MakeExtraction) -> None:
    """What a row quotes stands at the offsets it gives."""
    extraction = make_extraction()

    for values in sheet.rows(extraction):
        made = dict(zip((column.name for column in sheet.columns), values, strict=True))
        quoted = made.get("text", made.get("numeral"))
        start, end = made["start"], made["end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert extraction.document.text[start:end] == quoted
