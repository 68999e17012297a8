"""Times and their distance from baseline."""

from decimal import Decimal
from time import process_time

import pytest

from pipeline.normalise.timepoints import days, find

CASES = [
    ("Day 29", 28),
    ("Day 85", 84),
    ("day 30", 30),
    ("Week 16", 112),
    ("after 52\u00a0weeks", 364),
    ("12 months", 365),
    ("at 3 months", 91),
    ("4-Wk", 28),
    ("baseline", 0),
    ("within six weeks", 42),
    ("1 year", 365),
]


@pytest.mark.parametrize(("printed", "expected"), CASES)
def test_days(printed: str, expected: int) -> None:
    """Visits named by day count their first day as one; months and years by the calendar."""
    assert days(printed) == expected


@pytest.mark.parametrize("printed", ["weekly", "Study 4", "EASI-50", "3.5 points", "30.92 years"])
def test_no_time(printed: str) -> None:
    """Other numbers are no times; an age with decimals is none either."""
    assert days(printed) is None


def test_find_gives_places() -> None:
    """All times of a range, each where it stands."""
    text = "at weeks. After 16 weeks and at 52 weeks"
    assert [(p.extent.of(text), p.days) for p in find(text, 0, len(text))] == [
        ("After 16 weeks", Decimal(112)),
        ("at 52 weeks", Decimal(364)),
    ]


@pytest.mark.parametrize("printed", ["≥ 65 years old", "patients > 12 years", "18 years of age"])
def test_ages_are_no_times(printed: str) -> None:
    """A limit of age is not a time since baseline."""
    assert days(printed) is None


def test_time_grows_with_the_length_of_the_text() -> None:
    """Numbers in words in a row: each is looked at from its own place only so far."""
    seconds = []
    for count in (500, 2000):
        text = "thirty-one " * count
        started = process_time()
        find(text, 0, len(text))
        seconds.append(process_time() - started)

    assert seconds[1] < 10 * seconds[0] + 0.1
