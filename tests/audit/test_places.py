from typing import Any

import pytest

from pipeline.audit.places import places_agree, share_is_of_patients
from pipeline.schema import Result
from tests.audit.making import cell, found, severities, told

SHARE: dict[str, Any] = {"statistic": "proportion", "unit": "%", "timepoint_days": "0"}
STEROID = cell("65 (65.66%)", "65.66", row="Steroid", outcome="Systemic steroid", count=65, denominator=99, **SHARE)
OTHER = cell("53 (86.89%)", "86.89", row="Other", outcome="Cyclosporine", count=53, denominator=61, start=30, **SHARE)


def text_share(value: str, outcome: str = "Treatment with systemic steroid", **more: Any) -> Result:
    return told(f"{value}%", value, start=90, outcome=outcome, **(SHARE | more))


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("65.66", []),
        ("66", []),  # coarser, the same
        ("65.7", []),
        ("86.89", ["warning"]),  # the share of another row
        ("52.10", ["note"]),  # the names are alike, not the same
    ],
)
def test_text_and_table_tell_one_number(value: str, expected: list[str]) -> None:
    """Another row's number is surer than any other difference."""
    assert severities(places_agree, STEROID, OTHER, text_share(value)) == expected


def test_the_row_it_is_taken_from_is_named() -> None:
    """With the table's own number as the one reading."""
    (finding,) = found(places_agree, STEROID, OTHER, text_share("86.89"))
    assert finding.message.endswith("86.89 is that of Cyclosporine")
    assert (finding.against, finding.proposal) == (
        found(places_agree, STEROID, OTHER, text_share("86.89"))[0].against,
        "65.66",
    )


def test_same_name_group_and_time_is_a_warning() -> None:
    """Nothing but the number differs."""
    assert severities(places_agree, STEROID, text_share("52.10", "Systemic steroid")) == ["warning"]


@pytest.mark.parametrize("more", [{"arm": "Placebo"}, {"study": "Another trial"}, {"statistic": "mean"}])
def test_another_result_is_no_contradiction(more: dict[str, Any]) -> None:
    """Another arm, study or statistic may have another number."""
    assert found(places_agree, STEROID, text_share("52.10", "Systemic steroid", **more)) == []


def test_the_abstract_is_held_against_the_text() -> None:
    """In the same words only; the discussion tells of other studies too."""
    abstract = told("85%", "85", start=0, section="abstract", outcome="Response", **SHARE)
    for section, number in (("results", 1), ("discussion", 0)):
        body = told("58%", "58", start=90, section=section, outcome="Response", **SHARE)
        assert len(found(places_agree, abstract, body)) == number


def test_a_percent_change_told_as_a_share_of_patients() -> None:
    """88.58% of patients beside a mean change of 88.14%."""
    week: dict[str, Any] = {"timepoint_days": "364", "outcome_id": "EASI", "unit": "%"}
    change = cell("88.14 ± 8.56", "88.14", statistic="mean_percent_change", **week)
    near, far = (told(f"{v}%", v, start=90, statistic="proportion", **week) for v in ("88.58", "74.20"))

    assert severities(share_is_of_patients, change, near) == ["warning"]
    assert found(share_is_of_patients, change, far) == []
