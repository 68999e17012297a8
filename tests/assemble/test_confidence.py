"""How likely a result is said to be right."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.confidence import LABELS, confidence, doubts, features
from pipeline.assemble.draft import draft
from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.extraction import Finding
from pipeline.recognise.weights import Weights
from pipeline.schema import Result

DOCUMENT = Document("d", "Pain fell by 12.3 points.", "0")
WHERE = Extent(13, 17)


def made(**fields: object) -> Result:
    """A result with an arm as printed and an outcome outside the lexicon."""
    given = {
        "category": "efficacy",
        "outcome": "Pain",
        "statistic": "mean_change",
        "value": Decimal("12.3"),
        "arm": "Ice",
    }
    return draft(DOCUMENT, WHERE, "results", "prose.subject", **{**given, **fields})


def finding(severity: str) -> Finding:
    """What the audit says about the place of the result."""
    return Finding("value_is_possible", severity, "odd", WHERE)


def test_without_weights_nothing_is_known() -> None:
    """One in two, whatever the result looks like."""
    assert confidence(made(), {}, Weights()) == Decimal("0.5")


@given(st.dictionaries(st.sampled_from(list(features(made(), {}))), st.floats(-20, 20).map(lambda w: (w,))))
def test_it_is_a_share_in_hundredths(of: dict[str, tuple[float]]) -> None:
    """Never certain, for or against."""
    share = confidence(made(), {}, Weights(LABELS, of))

    assert 0 < share < 1
    assert share == share.quantize(Decimal("0.01"))


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"outcome_id": "pain"}, "prose: outcome of the lexicon"),
        ({"arm": None}, "prose: arm unnamed"),
        ({"arm_id": "ice"}, "prose: arm known"),
        ({"timepoint_text": "Week 4"}, "prose: time told"),
        ({"comparator": "Heat"}, "prose: comparator"),
        ({"flags": ("approximate",)}, "flag=approximate"),
        ({"outcome": ""}, "words of outcome=none"),
    ],
)
def test_what_is_seen_of_a_result(change: dict[str, object], name: str) -> None:
    """Each weight speaks for one thing that the result has or lacks."""
    assert name in set(features(replace(made(), **change), {}))  # type: ignore[arg-type]
    assert name not in set(features(made(), {}))


def test_gravest_doubt_counts() -> None:
    """A place with a note and an error is doubted as an error."""
    doubted = doubts([finding("error"), finding("note")])

    assert "audit=error" in set(features(made(), doubted))
    assert confidence(made(), doubted, Weights(LABELS, {"audit=error": (-2.0,)})) < Decimal("0.2")
