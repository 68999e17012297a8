"""How many numeric cells come back from re-typeset tables of articles that nobody tunes on."""

from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.tables import tables
from tests.typeset.flat import STYLES, flattened
from tests.typeset.measure import Recall, articles, recall, true_tables
from tests.typeset.truth import TrueCell, TrueTable
from tests.typeset.vocabulary import shipped

ARTICLES = Path(__file__).parents[3] / "shared" / "jats"
# A little under what is reached: text, row and column heads, both. Raise them with the reader.
FLOORS = {
    "tight": Recall(100, 91, 89, 67, 66),
    "spaced": Recall(100, 91, 88, 66, 65),
    "indented": Recall(100, 91, 88, 65, 64),
}
SMALL = TrueTable(
    label="Table 1",
    caption="Outcomes at week 12.",
    header=((("Outcome", 1), ("Drug (n = 20)", 1), ("Placebo (n = 21)", 1)),),
    body=(("Response, n (%)", "12 (60)", "7 (33)"), ("A change in a score whose name is very long", "−3.1", "−1.4")),
    notes=("* Means.",),
    cells=(
        TrueCell("12 (60)", 0, 1, ("Response, n (%)",), ("Drug (n = 20)",)),
        TrueCell("7 (33)", 0, 2, ("Response, n (%)",), ("Placebo (n = 21)",)),
        TrueCell("−3.1", 1, 1, ("A change in a score whose name is very long",), ("Drug (n = 20)",)),
        TrueCell("−1.4", 1, 2, ("A change in a score whose name is very long",), ("Placebo (n = 21)",)),
    ),
)


@pytest.mark.parametrize("style", STYLES)
def test_small_table_comes_back_whole(style: str) -> None:
    """The kit sets and measures a table of our own without loss."""
    assert recall(SMALL, style, shipped()) == Recall(4, 4, 4, 4, 4, 4)


def test_layout_of_the_sources_is_kept() -> None:
    """Line ends of heads part them in the first source's style; indents are a blank in the second's."""
    broken = TrueTable(
        SMALL.label, SMALL.caption, ((("Outcome", 1), ("Drug\n(n = 20)", 1), ("Placebo\n(n = 21)", 1)),), SMALL.body,
        SMALL.notes, SMALL.cells, (False, True),
    )  # fmt: skip

    assert "Outcome\n\nDrug\n(n = 20)\n\nPlacebo\n(n = 21)\n\n" in flattened(broken, "spaced")
    assert "\n\n A change in a score" in flattened(broken, "indented")
    assert recall(broken, "spaced", shipped()).full == 4


def test_wrong_heads_are_counted_as_wrong() -> None:
    """The measure tells a table read with its columns exchanged."""
    exchanged = TrueTable(
        SMALL.label, SMALL.caption, ((("Outcome", 1), ("Placebo (n = 21)", 1), ("Drug (n = 20)", 1)),),
        SMALL.body, SMALL.notes, SMALL.cells,
    )  # fmt: skip

    found = recall(exchanged, "tight", shipped())

    assert (found.text, found.row, found.column) == (4, 4, 0)


@pytest.mark.slow
@pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"the articles are not in {ARTICLES}")
@pytest.mark.parametrize("style", STYLES)
def test_recall_on_held_out_articles(style: str) -> None:
    """At least the floor in each step: text, row label, column head, both."""
    vocabulary = shipped()

    held_out = true_tables(articles(ARTICLES, held_out=True))
    total = sum((recall(table, style, vocabulary) for _, table in held_out), Recall())

    assert total.cells > 20_000
    for reached, floor in zip(total.counts[1:], FLOORS[style].counts[1:], strict=True):
        assert reached >= floor / 100 * total.cells, str(total)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"the articles are not in {ARTICLES}")
@pytest.mark.parametrize("style", STYLES)
def test_cells_of_real_tables_stand_apart(style: str) -> None:
    """Cells do not overlap, lie inside their table and are read alike twice."""
    vocabulary = shipped()

    for _, table in list(true_tables(articles(ARTICLES, held_out=False)))[::10]:
        document = Document("typeset", flattened(table, style))
        found = tables(document, vocabulary)
        cells = sorted(cell.extent for t in found for cell in t.cells)

        assert all(a.end <= b.start for a, b in pairwise(cells))
        assert all(t.extent.holds(cell.extent) for t in found for cell in t.cells)
        assert found == tables(document, vocabulary)
