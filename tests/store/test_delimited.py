from decimal import Decimal

import pytest

from pipeline.store.delimited import harmless


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+SUM(A1)", "'+SUM(A1)"),
        ("-cmd|' /C calc'!A0", "'-cmd|' /C calc'!A0"),
        ("@import", "'@import"),
        ("\t=1", "'\t=1"),
        ("\r=1", "'\r=1"),
        ("＝1+1", "'＝1+1"),
        ("-18.6±12.1", "'-18.6±12.1"),
        ("-inf", "'-inf"),
        ("-18.6", "-18.6"),
        ("+5", "+5"),
        ("−18.6", "−18.6"),
        ("≥EASI-50", "≥EASI-50"),
        (Decimal("-18.60"), "-18.60"),
        (Decimal("1E+2"), "100"),
        (-3, -3),
        (0, 0),
        ("", ""),
        (None, None),
    ],
)
def test_no_cell_runs_as_a_formula(cell: str | int | Decimal | None, written: str | int | None) -> None:
    """Text a spreadsheet would run gets an apostrophe; numbers stay as they are."""
    assert harmless(cell) == written
