from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest

from pipeline.errors import StoreError
from pipeline.extraction import Extraction
from pipeline.store import excel

MakeExtraction = Callable[..., Extraction]


def test_the_workbook_has_a_sheet_a_table(tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """Results come first, a heading row on every sheet."""
    target = tmp_path / "run.xlsx"

    excel.write_xlsx([make_extraction()], target)

    book = openpyxl.load_workbook(target)
    assert book.sheetnames == ["results", "documents", "findings", "ledger"]
    assert [sheet.cell(1, 1).value for sheet in book] == ["doc_id"] * 4
    assert book["findings"]["D2"].value == "-1 of 2"


def test_a_text_too_long_for_a_cell_is_cut_visibly(tmp_path: Path, make_extraction: MakeExtraction) -> None:
    """Excel holds 32,767 characters; dropping the cell would hide that there was one."""
    target = tmp_path / "run.xlsx"
    long = replace(make_extraction().results[0], outcome="x" * 40_000)

    excel.write_xlsx([make_extraction(results=(long,))], target)

    value = str(openpyxl.load_workbook(target)["results"]["J2"].value)
    assert len(value) == excel.CHARACTERS
    assert value.endswith("x…")


def test_too_many_rows_are_refused(
    tmp_path: Path, make_extraction: MakeExtraction, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A sheet that cannot hold all results must not hold some of them."""
    monkeypatch.setattr(excel, "ROWS", 2)

    with pytest.raises(StoreError, match="more results than an Excel sheet has rows"):
        excel.write_xlsx([make_extraction()], tmp_path / "run.xlsx")

    assert list(tmp_path.iterdir()) == []
