"""Which heads lead to each cell of a marked-up table."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from pipeline.read.jats import read
from pipeline.tables.grids import from_grids
from tests.tables.marked import table

ARTICLES = sorted((Path(__file__).parents[3] / "shared" / "jats").glob("*.xml"))
Shown = list[tuple[str, str, str]]


def shown(*rows: str, head: int = 1) -> Shown:
    """Each cell with its row path and column path."""
    document, found = table(*rows, head=head)
    return [
        (c.extent.of(document.text), " > ".join(h.text for h in c.row_path), " > ".join(h.text for h in c.column_path))
        for c in found.cells
    ]


def rows_of(*rows: str, head: int = 1) -> list[str]:
    """The row paths of the cells in the first column of data."""
    _, found = table(*rows, head=head)
    first: dict[int, str] = {}
    for c in found.cells:
        first.setdefault(c.row, " > ".join(h.text for h in c.row_path))
    return list(first.values())


def test_spanners_stand_over_their_columns() -> None:
    """Outermost first; a head that spans rows counts once."""
    assert shown("2/Score | 2*Cream (n = 4) | 2/P", "Mean | SD", "Itch | 3.1 | 1.2 | 0.04", head=2) == [
        ("3.1", "Itch", "Cream (n = 4) > Mean"),
        ("1.2", "Itch", "Cream (n = 4) > SD"),
        ("0.04", "Itch", "P"),
    ]


def test_cell_over_several_columns_has_their_common_heads() -> None:
    """A p value under both groups belongs to neither."""
    assert shown(" | 2*All", " | A | B", "Itch | 1 | 2", "P | 2*0.03", head=2)[2:] == [("0.03", "P", "All")]


HEADS_IN_BODY = [
    ((" | A | B", " | n = 4 | n = 5", "Itch | 1 | 2"), "A > n = 4"),
    ((" | A | B", " | Mean (SD) | Mean (SD)", "Itch | 1 (2) | 2 (3)"), "A > Mean (SD)"),
    (("Score | A | B", "!Itch | !Before | !After", "Night | 1 | 2"), "A > Before"),
]


@pytest.mark.parametrize(("rows", "path"), HEADS_IN_BODY)
def test_heads_may_stand_in_the_body(rows: Sequence[str], path: str) -> None:
    """Sizes or names under an empty first cell, or a bold row of names."""
    assert shown(*rows)[0][2] == path


def test_heads_over_too_few_columns_of_a_block_stand_over_all_of_it() -> None:
    """The blanks beside a head belong to it where the heads below come again block by block."""
    rows = ("2/Months | 2*Drug | | | 2*Control", "n (%) | Days | SD | n (%) | Days | SD", "3 | 1 | 2 | 3 | 4 | 5 | 6")
    assert [(cell, path) for cell, _, path in shown(*rows, head=2)] == [
        ("1", "Drug > n (%)"),
        ("2", "Drug > Days"),
        ("3", "Drug > SD"),
        ("4", "Control > n (%)"),
        ("5", "Control > Days"),
        ("6", "Control > SD"),
    ]


def test_heads_of_the_table_that_come_again_in_its_body_begin_a_part() -> None:
    """Names over every column, one of them as at the top, figures below: they take the place of those at the top."""
    rows = (
        "Score | Mean | Change | P value",
        "Itch | 3 | -1 | 0.1",
        "Events | Baseline N (%) | 6-Month N (%) | P value",
        "Death | 4 | 2 (5) | 0.2",
    )
    assert shown(*rows)[3:] == [
        ("4", "Events > Death", "Baseline N (%)"),
        ("2 (5)", "Events > Death", "6-Month N (%)"),
        ("0.2", "Events > Death", "P value"),
    ]


def test_without_a_marked_head_the_first_rows_without_figures_are_it() -> None:
    """Pages and old articles mark none."""
    assert shown("Score | A | B", "Itch | 1 | 2", head=0)[0] == ("1", "Itch", "A")


ROW_PATHS = [
    # a label with empty cells is a group while the rows below stand further in
    (("x | A", "Sex | ", ">Male | 2", ">Female | 3", "Age | 40"), ["Sex > Male", "Sex > Female", "Age"]),
    # and where indents are lost until the next group, or a row that names its own statistic
    (("x | A", "Sex, n (%) | ", "Male | 2", "Age, years | 40"), ["Sex, n (%) > Male", "Age, years"]),
    (("x | A | P", "Sex | | 0.3", "Male | 2 | ", "Age | 4 | 0.1"), ["Sex", "Sex > Male", "Age"]),
    (("x | A", "!Sex | ", "Male | 2", "!Age | 40"), ["Sex > Male", "Age"]),
    # a row over all columns stands over what follows, over groups too
    (("x | A", "2*Week 4", "Sex | ", ">Male | 2", "2*Week 8", "Age | 3"), ["Week 4 > Sex > Male", "Week 8 > Age"]),
    (("x | A", "2*Sex", ">Male | 2", "Age | 40"), ["Sex > Male", "Age"]),
    # counted rows have parts
    (("x | A", "Any event | 9 (20)", ">Severe | 2 (4)", ">>Fatal | 1 (2)", "None | 3"),
     ["Any event", "Any event > Severe", "Any event > Severe > Fatal", "None"]),
    # several columns of labels, what is printed once holds for the rows below
    (("x | Week | A", "2/Itch | one | 1", "two | 2", "Pain | one | 3"), ["Itch > one", "Itch > two", "Pain > one"]),
    (("x | Week | A", "Itch | one | 1", " | two | 2"), ["Itch > one", "Itch > two"]),
    (("2*x | A", "2*Sex | ", " | Male | 2", " | 60-69 | 3", "2*Age | 4"), ["Sex > Male", "Sex > 60-69", "Age"]),
    # a cell of several lines has as many rows; a wrapped one has not
    (("x | A", "Sex//Male//Female | //1 (2)//3 (4)"), ["Sex > Male", "Sex > Female"]),
    (("x | A", "Calcium//(mg/dL) | 5.8//(0.3)"), ["Calcium (mg/dL)"]),
    # an empty row ends a group
    (("x | A", "Sex | ", "Male | 2", "Female | 3", "Other | 0", " | ", "Age | 40"),
     ["Sex > Male", "Sex > Female", "Sex > Other", "Age"]),
]  # fmt: skip


@pytest.mark.parametrize(("rows", "paths"), ROW_PATHS)
def test_row_paths(rows: Sequence[str], paths: list[str]) -> None:
    """Groups, indents, several columns of labels."""
    assert rows_of(*rows) == paths


def test_panels_side_by_side_are_read_one_after_the_other() -> None:
    """The same heads twice: the right half's rows follow the left half's."""
    document, found = table(
        "Event | n | % | Event | n | %", "Itch | 1 | 2 | Pain | 3 | 4", "Rash | 5 | 6 | Cough | 7 | 8"
    )

    assert [(c.extent.of(document.text), c.row, c.column, c.row_path[0].text) for c in found.cells[4:6]] == [
        ("3", 2, 1, "Pain"), ("4", 2, 2, "Pain"),
    ]  # fmt: skip


def test_signs_are_taken_off_cells_and_labels() -> None:
    """Set high or printed as plain characters, once or twice; footnotes carry the same sign."""
    foot = "<table-wrap-foot><p>*P&lt;0.05. **P&lt;0.01.</p><fn><label>a</label><p>By mouth.</p></fn></table-wrap-foot>"
    document, found = table(
        "Score | Cream<sup>a</sup> (n = 4)",
        "Itch† | 3.1 (1.2)**",
        "Pain<sup>a,b</sup> | 12*<sup>b</sup>",
        foot=foot,
        caption="Itch*",
    )

    first, second = found.cells
    assert (first.extent.of(document.text), first.signs) == ("3.1 (1.2)", ("**",))
    assert (second.extent.of(document.text), second.signs) == ("12", ("*", "b"))
    assert [(h.text, h.signs) for h in (*first.column_path, *first.row_path, *second.row_path)] == [
        ("Cream (n = 4)", ("a",)), ("Itch", ("†",)), ("Pain", ("a", "b")),
    ]  # fmt: skip
    assert [(n.sign, n.extent.of(document.text)) for n in found.notes] == [
        ("*", "*P<0.05."), ("**", "**P<0.01."), ("a", "a By mouth."),
    ]  # fmt: skip
    assert found.signs == ("*",)


def test_every_extent_is_the_cells_own() -> None:
    """A repeated head points to the one place where it is printed."""
    document, found = table("2/Score | 2*Cream", "Mean | SD", "Itch | 3.1 | 1.2", head=2)

    left, right = found.cells
    assert left.column_path[0] == right.column_path[0]
    assert all(h.extent.of(document.text) == h.text for c in found.cells for h in (*c.row_path, *c.column_path))
    assert found.caption.of(document.text) == "Table 1. Itch"
    assert found.extent.of(document.text).startswith("Table 1. Itch\nScore\tCream")


def test_table_without_cells_is_none() -> None:
    """A head alone reports nothing."""
    raw = (
        "<article><body><table-wrap><table><tr><td>Only words</td></tr></table></table-wrap><p>A.</p></body></article>"
    )

    assert from_grids(read(Path("a.xml"), raw.encode())) == ()
