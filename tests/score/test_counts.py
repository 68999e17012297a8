"""Counts, intervals and confidences."""

from collections.abc import Callable
from decimal import Decimal

import pytest

from pipeline.score import Counts, Item, align, trusted
from pipeline.score.bootstrap import intervals
from pipeline.score.confidence import Claim, at_risk, bins, risk_coverage

CLAIMS = [
    *[Claim(Decimal("0.9"), is_right=True)] * 8,
    Claim(Decimal("0.9"), is_right=False),
    Claim(Decimal("0.5"), is_right=True),
    Claim(Decimal("0.5"), is_right=False),
    Claim(Decimal("0.99"), is_right=True),
]


def test_scores_are_taken_from_summed_counts() -> None:
    """Two documents score as one long document would, not as a mean of two."""
    first, second = Counts(tp=5), Counts(tp=5, fn=5)

    assert (first + second).recall == pytest.approx(10 / 15)
    assert (first + second).f1 == pytest.approx(0.8)


def test_nothing_at_all_scores_zero() -> None:
    """No gold and no prediction is no division by zero."""
    assert (Counts().precision, Counts().recall, Counts().f1) == (0, 0, 0)


def test_intervals_are_reproducible_and_free_of_order() -> None:
    """The same documents give the same interval, and it holds the score."""
    documents = [Counts(9, 1, 0), Counts(5, 5, 5), Counts(7, 0, 2), Counts(20, 1, 1)]
    made = intervals(documents)

    assert made == intervals(documents[::-1])
    assert made is not None
    assert made.f1.low <= sum(documents, Counts()).f1 <= made.f1.high


def test_one_document_says_nothing_of_others() -> None:
    """There is no interval over documents from one document."""
    assert intervals([Counts(9, 1, 0)]) is None


def test_equal_confidences_pass_together() -> None:
    """A threshold cannot choose among tuples that say the same."""
    points = risk_coverage(CLAIMS)

    assert [(p.passed, p.wrong) for p in points] == [(1, 0), (10, 1), (12, 2)]
    assert risk_coverage(CLAIMS[::-1]) == points


@pytest.mark.parametrize(("risk", "passed"), [(0, 1), (0.1, 10), (0.2, 12)])
def test_the_confidence_to_demand_for_a_risk(risk: float, passed: int) -> None:
    """The lowest threshold that keeps the promise is given."""
    point = at_risk(risk_coverage(CLAIMS), risk)

    assert point is not None
    assert point.passed == passed


def test_no_confidence_may_keep_the_promise() -> None:
    """Where even the surest tuples are wrong, nothing is recommended."""
    assert at_risk(risk_coverage([Claim(Decimal(1), is_right=False)]), 0.5) is None


def test_bins_compare_claim_and_truth() -> None:
    """Ten ranges; 0.9 to 1 is one of them, 1 included."""
    found = bins([*CLAIMS, Claim(Decimal(1), is_right=True)])

    assert [one.size for one in found] == [2, 11]
    assert found[0].right == 0.5


def test_a_spurious_tuple_counts_against_its_confidence(make_item: Callable[..., Item]) -> None:
    """A tuple that found nothing was wrong to be sure."""
    guesses = [make_item(confidence=0.9), make_item(77, at=900, confidence=0.9), make_item(5, at=800)]
    trust = trusted([align("d", [make_item()], guesses)], 0.5)

    assert trust is not None
    assert [(p.passed, p.wrong) for p in trust.curve] == [(2, 1)]
    assert trust.calibration_error == pytest.approx(0.4)
