from collections.abc import Callable
from decimal import Decimal

from pipeline.schema import Dispersion, Result
from pipeline.store.columns import COLUMNS, frame, row

MakeResult = Callable[..., Result]


def test_a_number_is_kept_for_computing_and_as_printed(make_result: MakeResult) -> None:
    """74.90 is 74.9 to a computer; its digits say how exactly it was reported."""
    made = frame([make_result(value=Decimal("74.90"))])

    assert made["value"].tolist() == [74.9]
    assert made["value_printed"].tolist() == ["74.90"]


def test_a_zero_is_no_gap(make_result: MakeResult) -> None:
    """0 of 54 is a result; nothing may take it for an empty field."""
    made = dict(zip((c.name for c in COLUMNS), row(COLUMNS, make_result(value=Decimal(0), count=0)), strict=True))

    assert (made["value"], made["value_printed"], made["count"]) == (Decimal(0), "0", 0)


def test_nested_fields_have_columns_of_their_own(make_result: MakeResult) -> None:
    """An interval comes out as its type, level and two ends."""
    interval = Dispersion("CI", Decimal(95), None, Decimal("1.077"), Decimal("6.089"))

    made = frame([make_result(dispersion=interval)]).iloc[0]

    assert made["dispersion_type"] == "CI"
    assert (made["dispersion_level"], made["dispersion_low"], made["dispersion_high"]) == (95, 1.077, 6.089)


def test_no_results_give_the_same_columns_and_types(make_result: MakeResult) -> None:
    """A report without results can be joined with the others."""
    empty, filled = frame([]), frame([make_result()])

    assert list(empty.columns) == list(filled.columns)
    assert empty.dtypes.tolist() == filled.dtypes.tolist()


def test_column_names_are_unique() -> None:
    """Two fields flattened to one name would overwrite each other."""
    names = [column.name for column in COLUMNS]

    assert len(names) == len(set(names))
