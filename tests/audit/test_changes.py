import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.audit import Record, audit
from pipeline.audit.changes import (
    change_follows_from_levels,
    direction_agrees_with_numbers,
    percent_follows_from_levels,
)
from pipeline.audit.limits import change_stays_within_baseline, value_is_possible
from pipeline.audit.signs import sign_agrees_with_siblings
from pipeline.document import Passage
from pipeline.extent import Extent
from pipeline.schema import Result
from tests.audit.making import cell, found, severities, spread, told


def levels(start: str, end: str, change: str) -> list[Result]:
    return [
        cell(start, start, column="Baseline", timepoint_days="0", start=0),
        cell(end, end, column="Week 8", timepoint_days="56", start=10),
        cell(change, change, column="Change", statistic="mean_change", timepoint_days="56", start=20),
    ]


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ("-4.2", []),
        ("-4.3", []),  # rounding, and a tenth for those who left
        ("4.2", []),  # a fall told as a positive number
        ("-9.1", ["note"]),
    ],
)
def test_a_change_is_final_minus_baseline(change: str, expected: list[str]) -> None:
    """12.5 to 8.3 is a fall of 4.2."""
    assert severities(change_follows_from_levels, *levels("12.5", "8.3", change)) == expected


def test_a_rise_printed_as_a_fall() -> None:
    """The numbers go up, the change down: the sign is the one reading."""
    (finding,) = found(change_follows_from_levels, *levels("8.3", "12.5", "-4.2"))
    assert (finding.severity, finding.proposal) == ("warning", "4.2")


@given(st.decimals(1, 90, places=1), st.decimals(1, 90, places=1))
def test_a_computed_change_is_never_doubted(start: object, end: object) -> None:
    """Final minus baseline of the printed numbers."""
    change = str(end - start)  # type: ignore[operator]
    assert found(change_follows_from_levels, *levels(str(start), str(end), change)) == []


FALL = "There was a {}% decrease from {} to {} in the level. It was so."


def fall(percent: str, start: str, end: str) -> tuple[str, list[Result]]:
    text = FALL.format(percent, start, end)
    made = [
        told(
            f"{percent}%",
            percent,
            start=text.index(percent),
            statistic="mean_percent_change",
            outcome="Change in level",
        ),
        told(start, start, start=text.index(f" {start} ") + 1, outcome="level"),
        told(end, end, start=text.index(f" {end} ") + 1, outcome="level"),
    ]
    return text, made


@pytest.mark.parametrize(
    ("percent", "expected"),
    [("53.64", []), ("54", []), ("53.10", ["note"]), ("35.64", ["warning"]), ("63.54", ["warning"])],
)
def test_a_percent_follows_from_its_ends(percent: str, expected: list[str]) -> None:
    """3964.05 to 1837.87 is a fall of 53.64%; near it, a mean of each person's change may be meant."""
    text, made = fall(percent, "3964.05", "1837.87")
    assert severities(percent_follows_from_levels, *made, text=text) == expected


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Pain decreased from 6.2 to 3.1 in a week.", 0),
        ("Pain decreased from 3.1 to 6.2 in a week.", 1),
        ("Mean pain scores increased significantly from 6.2 ± 1.1 to 3.1 ± 0.9.", 1),
        ("Platelets rose from 150 to 220.", 0),
        ("The slope dropped from -0.22 to -0.05.", 0),
        ("The dose was reduced from week 4 to 8.", 0),
        ("Pain decreased from 6 to 12 weeks.", 0),
    ],
)
def test_a_verb_agrees_with_its_numbers(text: str, number: int) -> None:
    """Up and down."""
    extent = Extent(0, len(text))
    record = Record(text, (), (Passage("prose", "results", (extent,)),))
    assert len(list(direction_agrees_with_numbers(record))) == number


def changes(*values: str) -> list[Result]:
    return [
        cell(
            f"{v}±3.0", v, row=f"Day {k}", start=10 * k, statistic="mean_percent_change", dispersion=spread("SE", "3.0")
        )
        for k, v in enumerate(values)
    ]


@pytest.mark.parametrize(
    ("odd", "proposals"), [("34.8", ["-34.8"]), ("-34.8", []), ("2.1", [])], ids=["lost", "printed", "near zero"]
)
def test_a_sign_agrees_with_its_siblings(odd: str, proposals: list[str]) -> None:
    """One large positive change among negative ones; a small one may be a rise."""
    made = found(sign_agrees_with_siblings, *changes("-16.0", odd, "-9.9", "-35.9", "-30.6"))
    assert [f.proposal for f in made] == proposals


@pytest.mark.parametrize(
    ("statistic", "value", "number"),
    [
        ("proportion", "104", 1), ("proportion", "100", 0), ("correlation", "-1.2", 1), ("odds_ratio", "-0.4", 1),
        ("mean_percent_change", "-120", 1), ("mean_percent_change", "120", 0), ("mean", "-3", 0),
    ],
)  # fmt: skip
def test_a_value_is_possible(statistic: str, value: str, number: int) -> None:
    """Shares within 0 to 100, correlations within ±1, ratios above 0, losses of at most all."""
    made = cell(f"{value}%" if statistic == "proportion" else value, value, statistic=statistic)
    assert len(found(value_is_possible, made)) == number


def test_points_that_can_only_be_percent() -> None:
    """From a mean of 30.0 nobody loses 57.7 points; from one of 80 he may."""
    low, high = (
        [
            cell(start, start, timepoint_days="0", outcome="Score", outcome_id="S"),
            cell("-57.7", "-57.7", statistic="mean_change", timepoint_days="28", start=20, outcome_id="S"),
        ]
        for start in ("30.0", "80.0")
    )
    assert [f.proposal for f in found(change_stays_within_baseline, *low)] == ["-57.7% of baseline"]
    assert found(change_stays_within_baseline, *high) == []


def test_findings_are_named_and_in_order_of_place() -> None:
    """Each finding carries the name of its check."""
    made = (
        *changes("-16.0", "34.8", "-9.9", "-35.9", "-30.6"),
        cell("104%", "104", statistic="proportion", unit="%", start=5),
    )
    ordered = tuple(sorted(made, key=lambda r: r.source.start))
    assert [f.check for f in audit(Record(" " * 99, ordered))] == ["value_is_possible", "sign_agrees_with_siblings"]
