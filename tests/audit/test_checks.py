"""What the audit doubts, and where it keeps quiet."""

import pytest

from pipeline.document import Document
from pipeline.extract import Extractor
from pipeline.extraction import Extraction

HEAD = "Results\n\nTable 2. Change at week 8.\n\nOutcome Drug Placebo\n(N = 50) (N = 48)\n\n"
NOTE = "\n* Values are means ±SE.\n"


def _found(extractor: Extractor, rows: str) -> list[tuple[str, str]]:
    text = HEAD + rows + NOTE
    return [(f.check, f.extent.of(text)) for f in extractor.of(Document("d", text)).findings]


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ("Remission — no. (%) 20 (40) 12 (25)\n\nRelapse — no. (%) 3 (6) 4 (8)\n", []),
        ("Remission — no. (%) 20 (44) 12 (25)\n\nRelapse — no. (%) 3 (6) 4 (8)\n", ["20 (44)"]),
    ],
)
def test_shares(extractor: Extractor, rows: str, expected: list[str]) -> None:
    """A percentage that is no rounding of its count is doubted; rounded ones are not."""
    assert [place for check, place in _found(extractor, rows) if check == "share_follows_from_count"] == expected


CHANGES = "Change in itch — %\n\nDay 29 −30.1±3.0 −9.0±3.1\n\nDay 57 {}±3.0 −11.0±3.1\n\nDay 85 −50.1±3.0 −12.0±3.1\n"


@pytest.mark.parametrize(("printed", "expected"), [("41.2", ["41.2±3.0"]), ("−41.2", []), ("2.1", [])])
def test_signs(extractor: Extractor, printed: str, expected: list[str]) -> None:
    """One large positive change among negative ones is doubted; a small one is not."""
    assert [place for _, place in _found(extractor, CHANGES.format(printed))] == expected


def test_intervals(extractor: Extractor) -> None:
    """An estimate outside its own interval is an error."""
    text = (
        "Results\n\nTable 5. Logistic regression of factors associated with remission.\n\nVariables OR 95% CI P value\n\n"
        "Age over 40 3.70 0.31–1.58 0.39\n\nFemale sex 0.25 0.09–0.64 0.005\n"
    )
    assert [f.extent.of(text) for f in extractor.of(Document("d", text)).findings] == ["3.70 0.31–1.58"]


def test_findings_change_nothing(corpus: dict[str, Extraction]) -> None:
    """A doubted value stays as printed: the lost minus of the four-trial report is found, not mended."""
    extraction = corpus["four-trials-dupilumab"]
    doubted = [f for f in extraction.findings if f.check == "sign_agrees_with_siblings"]

    assert [f.extent.of(extraction.document.text) for f in doubted] == ["34.8±3.1"]
    assert [str(r.value) for r in extraction.results if r.source.start == doubted[0].extent.start] == ["34.8"]
