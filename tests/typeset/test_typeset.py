"""How many numeric cells come back from re-typeset tables of articles that nobody tunes on."""

from dataclasses import replace
from itertools import pairwise
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.normalise.typography import levelled
from pipeline.tables import tables
from tests.typeset.flat import STYLES, flattened
from tests.typeset.measure import Recall, articles, recall, true_tables
from tests.typeset.truth import TrueCell, TrueTable, as_printed, prose
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


def test_heads_that_no_line_holds_are_wrapped() -> None:
    """A row of heads wider than any line of the sources has its long heads in blocks, short neighbours side by side."""
    names = (
        "A drug with a name of four words",
        "One",
        "Two",
        "Another treatment that was given to the other half",
        "Three",
    )
    wide = replace(SMALL, header=(tuple((name, 1) for name in (*names, *names)),))

    printed = flattened(wide, "indented")

    assert (
        "A drug with a name\nof four words\n\nOne Two\n\nAnother treatment\nthat was given to\nthe other half"
        in printed
    )


def test_halves_of_one_expression_may_be_read_as_one_cell() -> None:
    """Count and share below heads of their own read as one cell below both heads, or as two."""
    halves = (
        TrueCell("12", 0, 1, ("Response",), ("Drug", "n")), TrueCell("(60)", 0, 2, ("Response",), ("Drug", "(%)")),
        TrueCell("7", 0, 3, ("Response",), ("Placebo", "n")), TrueCell("(33)", 0, 4, ("Response",), ("Placebo", "(%)")),
    )  # fmt: skip
    table = as_printed(
        TrueTable(
            "Table 1", "Outcomes.", ((("Outcome", 1), ("Drug", 2), ("Placebo", 2)), (("n", 1), ("(%)", 1)) * 2),
            (("Response", "12", "(60)", "7", "(33)"), ("Relapse", "3", "(15)", "4", "(19)")), (), halves,
        )
    )  # fmt: skip

    assert [cell.whole for cell in table.cells] == ["12 (60)", "12 (60)", "7 (33)", "7 (33)"]
    assert recall(table, "tight", shipped()).full == 4


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
    total = sum((recall(table, style, vocabulary, prose(path)) for path, table in held_out), Recall())

    assert total.cells > 20_000
    for reached, floor in zip(total.counts[1:], FLOORS[style].counts[1:], strict=True):
        assert reached >= floor / 100 * total.cells, str(total)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"the articles are not in {ARTICLES}")
@pytest.mark.parametrize("style", STYLES)
def test_cells_of_real_tables_stand_apart(style: str) -> None:
    """Cells do not overlap, lie inside their table and are read alike twice."""
    vocabulary = shipped()

    for path, table in list(true_tables(articles(ARTICLES, held_out=False)))[::10]:
        document = Document("typeset", levelled(flattened(table, style, prose(path))))
        found = tables(document, vocabulary)
        cells = sorted(cell.extent for t in found for cell in t.cells)

        assert all(a.end <= b.start for a, b in pairwise(cells))
        assert all(t.extent.holds(cell.extent) for t in found for cell in t.cells)
        assert found == tables(document, vocabulary)
