"""What patterns need is needed: no match is ever lost by it."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st

from pipeline.assemble.prose.armnames import CONTROL, LISTED, NAMED, RUNNING
from pipeline.needs import DIGIT, holder, may_match, needs
from pipeline.normalise import timepoints
from pipeline.recognise import exclusions, reasons

GATED = [*(p for _, p in (*NAMED, *LISTED, *reasons.COMPILED)), CONTROL, RUNNING]
NEEDED = {pattern: needs(pattern) for pattern in GATED}
WORDS = [
    "the", "placebo", "group", "in", "N", "(", ")", "[", "]", "and", "or", "than", "with", "was", "were", "12", "weeks",
    "at", "least", "50", "%", "reduction", "Patients", "age", "older", ",", ".", "mg", "every", "two", "versus", "by",
    "EASI-75", "IL17A", "Table", "phase", "score", "of", "respectively", "higher", "after", "baseline", "3-month", "years",
]  # fmt: skip


@pytest.mark.parametrize(
    ("pattern", "text", "is_open"),
    [
        (r"\b(?:at|by) (?P<n>\d+) weeks?", "at 12 weeks", True),
        (r"\b(?:at|by) (?P<n>\d+) weeks?", "at twelve weeks", False),
        (r"\b(?:at|by) (?P<n>\d+) weeks?", "at 12 days", False),
        (r"(?i:dose[sd]?)|tablets", "two TABLETS", True),
        (r"(?:mg)?", "anything", True),
        (r"N [(\[] n", "N [ n", True),
        (r"N [(\[] n", "N , n", False),
    ],
)
def test_only_texts_with_what_a_pattern_needs_are_tried(pattern: str, text: str, *, is_open: bool) -> None:
    """A group of strings, one of which must be there, for each part that must match."""
    assert may_match(needs(regex.compile(pattern)), holder(text)) is is_open


def test_patterns_of_groups_and_of_numbers_that_are_none_need_something() -> None:
    """The syntax that only the module regex knows does not stop the reading of a pattern."""
    assert [p.pattern for p in GATED if not needs(p)] == []
    assert any((DIGIT,) in needs(p) for p in GATED)


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_no_match_is_lost(text: str) -> None:
    """Where a pattern matches, the text holds what it needs; times and names around anchors are those of the whole."""
    held = holder(text)
    for pattern, needed in NEEDED.items():
        assert pattern.search(text) is None or may_match(needed, held)
    whole = [(m.start(), m.end()) for m in timepoints.PATTERN.finditer(text)]
    assert [(t.extent.start, t.extent.end) for t in timepoints.find(text, 0, len(text))] == whole
    assert [m.span() for m in exclusions.names(text)] == [m.span() for m in reasons.NAMES.finditer(text)]
