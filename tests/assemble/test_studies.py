"""Studies of one document and what it calls them."""

import pytest

from pipeline.assemble.studies import described, named, studies
from pipeline.document import Document

TEXT = (
    "The two 6-week trials of the drug alone were one in Europe (Study A1) and one in Asia (Study A2). "
    "Study B was the 24-week maintenance trial, and the 6-week trial of the combination was Study C3. "
    "In Study A1, Study A2, Study B and Study C3 the dose was the same."
)


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("6-Wk Combination Therapy", "C3"),
        ("24-Week Maintenance", "B"),
        ("6-wk drug alone", "A1 and A2"),
        ("52-Week Extension", None),
        ("Placebo", None),
    ],
)
def test_called(heading: str, name: str | None) -> None:
    """A table's heading finds the study whose description has all its words; two studies are joined."""
    assert studies(Document("d", TEXT)).called(heading) == name


def test_single_study() -> None:
    """A document that names no two studies reports its own."""
    assert studies(Document("d", "In Study 1 nothing was compared.")).listed == ()


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Studies M4A and M4B were pooled", ("M4A", "M4B")),
        ("Trials 1, 2 and 3", ("1", "2", "3")),
        ("the study was small", ()),
        ("Study Design", ()),
    ],
)
def test_named(text: str, names: tuple[str, ...]) -> None:
    """Codes behind the word study; a capitalised noun is none."""
    assert named(text) == names


def test_described_levels_units() -> None:
    """Weeks are weeks however they are written."""
    assert described("12-Wk Monotherapy") == described("monotherapy for 12 weeks") == {"12", "week", "monotherapy"}
