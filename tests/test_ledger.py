"""Every numeral is accounted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.ledger import REASONS, ledger, numerals

CASES = [
    ("The dose was 300 mg.", ["300"]),
    ("Ninety-nine patients and 1,525 controls", ["Ninety-nine", "1,525"]),
    ("P<.001 and 0.05", [".001", "0.05"]),
    ("IL-4, EASI-75 and 5-D", ["4", "75", "5"]),
    ("one patient improved, the other one.", ["one"]),
    ("In 2017.", ["2017"]),
]


@pytest.mark.parametrize(("text", "expected"), CASES)
def test_numerals(text: str, expected: list[str]) -> None:
    """Numbers in digits, and number words before a noun."""
    assert [e.of(text) for e in numerals(text)] == expected


@pytest.mark.parametrize(("text", "numeral"), [("IL-4 rose", "4"), ("the EASI-75 rate", "75"), ("CD3 cells", "3")])
def test_names_are_excluded(text: str, numeral: str) -> None:
    """Digits inside a name are no unread numbers."""
    entry = ledger(Document("d", text), (), (), (), ())[0]

    assert (entry.extent.of(text), entry.state, entry.reason) == (numeral, "excluded", "name")


def test_exclusion_with_reason() -> None:
    """What a stage excludes carries its reason; the rest is unread."""
    text = "took 300 mg and then 12 more"
    found = ledger(Document("d", text), (), (), (), [(Extent(5, 11), "dose")])

    assert [(e.state, e.reason) for e in found] == [("excluded", "dose"), ("unread", "")]


@given(st.text(alphabet="0123456789., abIL-+–−%()one two", max_size=60))
def test_every_digit_is_in_one_entry(text: str) -> None:
    """Entries neither overlap nor leave a digit out."""
    entries = ledger(Document("d", text), (), (), (), ())
    covered = [k for e in entries for k in range(e.extent.start, e.extent.end)]

    assert len(covered) == len(set(covered))
    assert {k for k, c in enumerate(text) if c.isdigit()} <= set(covered)


def test_reasons_are_explained() -> None:
    """No reason without its line of explanation."""
    assert all(explanation for explanation in REASONS.values())
