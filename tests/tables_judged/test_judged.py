"""What comes of tables nobody tuned on."""

from itertools import groupby
from pathlib import Path

import pytest

from pipeline.extract import load
from tests.tables_judged.scoring import Score, judged, score

ARTICLES = Path(__file__).parents[3] / "shared" / "jats"
FLOORS = {
    "cell": 0.48,
    "role": 0.80,
    "statistic": 0.78,
    "spread": 0.88,
    "arm": 0.80,
    "outcome": 0.80,
    "time": 0.78,
    "n": 0.86,
}


def scored() -> Score:
    """The score of the default configuration."""
    extractor = load("default")
    listed = groupby(judged(), key=lambda row: row["file"])
    return score((extractor(ARTICLES / name), list(rows)) for name, rows in listed)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not here (../shared/jats)")
def test_cells_judged_by_reading() -> None:
    """Value, statistic, spread, arm, outcome, time and size of cells drawn by hash from the held-out half."""
    found = scored()

    assert found.asked["cell"] == len(judged())
    for field, floor in FLOORS.items():
        assert found.share(field) >= floor, f"{field}: {found}"
