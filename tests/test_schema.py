"""The contract of the outcome tuple as JSON."""

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import SchemaError
from pipeline.schema import FIELDS, STATISTICS, Dispersion, PValue, Result, Source, from_json, plain, result_line

numbers = st.decimals(allow_nan=False, allow_infinity=False, places=3)
words = st.one_of(st.none(), st.text(max_size=12))


@st.composite
def results(draw: st.DrawFn) -> Result:
    """Any tuple the contract allows."""
    text = draw(st.text(min_size=1, max_size=8))
    start = draw(st.integers(0, 1000))
    return Result(
        doc_id="d", tuple_id="t", category="efficacy", study=draw(words), arm=draw(words), arm_id=None,
        arm_n=draw(st.one_of(st.none(), st.integers(0, 999))), comparator=None, subgroup=draw(words), outcome="O",
        outcome_id=None, statistic=draw(st.sampled_from(STATISTICS)), value=draw(numbers), unit="%", count=0,
        denominator=None, dispersion=draw(st.sampled_from([None, Dispersion("SD", None, Decimal("1.50"))])),
        p_value=draw(st.sampled_from([None, PValue("<", Decimal("0.001"))])), timepoint_text=None, timepoint_days=None,
        source=Source("table", "Table 1", None, None, None, start, start + len(text), text), flags=("approximate",),
    )  # fmt: skip


@given(results())
def test_round_trip(result: Result) -> None:
    """A line read back is the same tuple."""
    assert from_json(result_line(result)) == result


@given(results())
def test_key_order(result: Result) -> None:
    """Keys stand in the contract's order."""
    assert tuple(json.loads(result_line(result))) == FIELDS


@pytest.mark.parametrize("printed", ["74.90", "0", "-18.6", "35.0", "1525"])
def test_digits_survive(printed: str) -> None:
    """35 and 35.0 differ, in JSON too."""
    assert f'"value": {printed}' in _line(printed)
    assert str(from_json(_line(printed)).value) == printed


def _line(printed: str) -> str:
    row = plain(
        Result("d", "t", "efficacy", None, None, None, None, None, None, "O", None, "mean", Decimal(0), None, None, None,
               None, None, None, None, Source("results", None, None, None, None, 0, 1, "x"))
    )  # fmt: skip
    return json.dumps(row, default=str).replace('"value": "0"', f'"value": {printed}')


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("no json", "not JSON"),
        ("[1]", "not a JSON object"),
        ('{"doc_id": "d"}', "lacks category"),
    ],
)
def test_broken_lines(change: str, said: str) -> None:
    """The error names the place and the cause."""
    with pytest.raises(SchemaError, match=said):
        from_json(change, "file.jsonl:3")


def test_unknown_statistic() -> None:
    """A value outside the vocabulary is refused."""
    with pytest.raises(SchemaError, match="statistic 'average' is none of"):
        from_json(_line("1").replace('"mean"', '"average"'))
