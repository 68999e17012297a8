"""Which differences of a field are differences."""

from collections.abc import Callable

import pytest

from pipeline.score import Item
from pipeline.score.fields import agrees

SD = {"type": "SD", "level": None, "value": 12.1, "low": None, "high": None}
CI = {"type": "CI", "level": 95, "value": None, "low": 1.1, "high": 6.0}
CASES = [
    ("value", {"value": 35}, {"value": 35.0}, True),
    ("value", {"value": 0}, {"value": 35}, False),
    ("value", {"value": 55.7, "alternatives": {"value": [-55.7]}}, {"value": -55.7}, True),
    ("arm", {"aliases": {"arm": ["Control"]}}, {"arm": "control group"}, True),
    ("arm", {"alternatives": {"arm": [None]}}, {"arm": None}, True),
    ("arm", {}, {"arm": None}, False),
    ("outcome", {"outcome_id": "EASI-50"}, {"outcome": "half of the eczema gone", "outcome_id": "EASI-50"}, True),
    ("outcome", {"outcome": "LDH at 16 wk", "outcome_id": "LDH"}, {"outcome": "LDH at 32", "outcome_id": "LDH"}, False),
    ("study", {"study": "M12"}, {"study": None}, False),
    ("timepoint", {}, {"timepoint_text": "Week 4"}, True),
    ("timepoint", {}, {"timepoint_days": 29}, False),
    ("timepoint", {}, {"timepoint_text": "at day 29", "timepoint_days": None}, True),
    ("timepoint", {}, {"timepoint_text": None, "timepoint_days": None}, False),
    ("timepoint", {"alternatives": {"timepoint_days": [None]}}, {"timepoint_text": None, "timepoint_days": None}, True),
    ("timepoint", {"alternatives": {"timepoint_days": [112]}}, {"timepoint_text": "w16", "timepoint_days": 112}, True),
    ("timepoint", {"timepoint_text": None, "timepoint_days": None}, {}, False),
    ("dispersion", {"dispersion": SD}, {"dispersion": {**SD, "type": "SE"}}, False),
    ("dispersion", {"dispersion": SD}, {"dispersion": {**SD, "value": 12.10}}, True),
    ("dispersion", {"dispersion": CI}, {"dispersion": {**CI, "level": None}}, True),
    ("dispersion", {"dispersion": CI}, {"dispersion": {**CI, "level": 90}}, False),
    ("dispersion", {"dispersion": CI}, {"dispersion": None}, False),
    ("dispersion", {"dispersion": CI, "alternatives": {"dispersion": [None]}}, {"dispersion": None}, True),
    ("denominator", {"denominator": 54}, {"denominator": None}, False),
    ("denominator", {"denominator": 54, "alternatives": {"denominator": [None]}}, {}, True),
    ("count", {"statistic": "count", "count": 35}, {"statistic": "count", "count": None}, True),
    ("count", {"count": 19}, {"count": None}, False),
    ("p_value", {"p_value": {"op": "<", "value": 0.001}}, {"p_value": {"op": "=", "value": 0.001}}, False),
]


@pytest.mark.parametrize(("field", "gold", "predicted", "expected"), CASES)
def test_field(
    make_item: Callable[..., Item], field: str, gold: dict[str, object], predicted: dict[str, object], expected: bool
) -> None:
    """A field is right when it is equal, or what gold accepts; the sides may change places."""
    one, other = make_item(**gold), make_item(**predicted)

    assert agrees(one, other, field) is expected
    assert agrees(other, one, field) is expected


def test_a_prediction_brings_no_leniency_of_its_own(make_item: Callable[..., Item]) -> None:
    """Alternatives, aliases and optional in a prediction are ignored when predictions are read."""
    bare = make_item(optional=True, alternatives={"value": [1]}, aliases={"arm": ["any"]}).bare()

    assert (bare.optional, bare.alternatives, bare.aliases) == (False, {}, {})
