"""Cells as journals write them."""

import pytest

from pipeline.extent import Extent
from pipeline.tables import cells

WRITTEN = [
    ("19.8 (SD, 8.5)", "pair"),
    ("50.5 (12.4) [n=20]", "pair"),
    ("1.2*(3.4)", "pair"),
    ("5,65 (1,12)", "pair"),  # decimal commas
    ("8 (7,13)", "interval"),  # a list
    ("1.8 (−0.2, 3.4)", "interval"),
    ("0.71 (95% CI 0.51–0.87)", "interval"),
    ("29.0 (17.5/43.5)", "interval"),
    ("12/54 (22%)", "fraction"),
    ("22% (12/54)", "share_fraction"),
    ("1.00 (reference)", "reference"),
    ("Ref", "reference"),
    ("43.9 ± 38.1 (76.2)", "spread"),
    ("−5.1 ± 2.0, p = 0.03", "spread"),
    ("−3.2 – 6.8", "range"),
    ("0.3–0.5 mg", "range"),
    ("[0.2, 1.4]", "bracket"),
    ("(12)", "alone"),
    ("±3.4", "alone"),
    ("P=0.03", "p"),
    ("<.001", "bound"),
    ("600 mg", "measure"),
    ("5 · 2", "number"),
    ("3.1E−5", "number"),
    ("n.s.", "missing"),
    ("Yes", "word"),
]


@pytest.mark.parametrize(("printed", "kind"), WRITTEN)
def test_kind_of_a_whole_cell(printed: str, kind: str) -> None:
    """Each is one cell from its first to its last character."""
    token = cells.read(printed, 0, len(printed))

    assert token is not None
    assert (token.kind, token.extent) == (kind, Extent(0, len(printed)))


@pytest.mark.parametrize(
    ("printed", "cell", "signs"),
    [("0.004**", "0.004", ("*", "*")), ("2.2 ± 0.4a", "2.2 ± 0.4", ("a",)), ("96.7 a", "96.7", ("a",)),
     ("0.495 (**)", "0.495", ("*", "*")), ("4.05 ± 2.18β", "4.05 ± 2.18", ("β",))],
)  # fmt: skip
def test_signs_are_no_part_of_a_cell(printed: str, cell: str, signs: tuple[str, ...]) -> None:
    """Footnote signs behind the figure are taken off and kept."""
    token = cells.read(printed, 0, len(printed))

    assert token is not None
    assert (token.extent.of(printed), token.signs) == (cell, signs)


@pytest.mark.parametrize("printed", ["52 weeks", "< 250 (n = 30)", "EASI-75", "IL-4", "12th", "placebo"])
def test_names_and_heads_are_no_cells(printed: str) -> None:
    """Units of time, strata with their size and names end labels or are heads."""
    token = cells.read(printed, 0, len(printed))

    assert token is None or token.extent.end < len(printed)


@pytest.mark.parametrize(
    ("line", "printed"),
    [
        ("Age ≥ 65 12 (30) 14 (35)", ["≥ 65", "12 (30)", "14 (35)"]),
        ("Upset 1.20 0.73 ALA 15 mg", ["15 mg"]),
        ("0.872 −0.049 1.031", ["0.872", "−0.049", "1.031"]),
        ("25 (100) 7 (6, 12) P = 0.1", ["25 (100)", "7 (6, 12)", "P = 0.1"]),
        ("nothing at all", []),
    ],
)
def test_cells_at_the_end_of_a_line(line: str, printed: list[str]) -> None:
    """The longest run of cells that ends the line."""
    found = cells.tail(line, Extent(0, len(line)))

    assert [token.extent.of(line) for token in found] == printed


def test_words_behind_figures_are_a_cell() -> None:
    """A last column of words does not hide the figures before it."""
    line = "Upset 1.20 0.73 dose of 15 mg"

    found = cells.inner(line, Extent(0, len(line)))

    assert [(t.kind, t.extent.of(line)) for t in found] == [
        ("number", "1.20"), ("number", "0.73"), ("text", "dose of 15 mg"),
    ]  # fmt: skip


def test_estimate_and_interval_apart() -> None:
    """Where the header has a column for the interval, the bracket is its cell."""
    printed = "0.83 (0.74, 0.92)*"
    token = cells.read(printed, 0, len(printed))
    assert token is not None

    first, second = cells.parted(printed, token)

    assert (first.extent.of(printed), second.extent.of(printed), second.signs) == ("0.83", "(0.74, 0.92)", ("*",))
