"""Numbers that tell how a study was done are no results."""

import pytest

from tests.assemble.prose.test_prose import ARMS, told

NO_RESULTS = [
    ("The drug was swallowed with water 30 minutes before each meal in the fluvoxin group.", "30"),
    ("Ulcers of 3 cm or less were common in the fluvoxin group.", "3"),
    ("Healing differed between groups (F = 6.91, P = 0.009).", "6.91"),
    ("Care was (1) a bandage, (2) a cream or (3) a tablet in the fluvoxin group.", "1"),
    ("Earlier work found similar rates [5–7].", "5–7"),
    ("Safety was good with fluvoxin [12, 13].", "12"),
    ("Plasma 4-OHT was low in the fluvoxin group.", "4"),
]


@pytest.mark.parametrize(("sentence", "printed"), NO_RESULTS)
def test_numbers_of_design_and_tests_are_no_results(sentence: str, printed: str) -> None:
    """Times before or after something, limits, statistics of tests, marks of a list, numbers in words."""
    found = [r for r in told(sentence).results if r.source.start >= len(ARMS) and r.statistic != "p_value"]

    assert printed not in [r.source.text.split()[0] for r in found]


def test_a_share_of_a_printed_number_has_it_as_denominator() -> None:
    """``58% of the 36 patients`` is one result."""
    (found,) = [
        r for r in told("Healing was seen in 58% of the 36 patients in the fluvoxin group.").results if r.unit == "%"
    ]

    assert (found.statistic, found.denominator) == ("proportion", 36)
    assert found.evidence["denominator"].text == "36"
