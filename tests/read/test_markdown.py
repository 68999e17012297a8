"""What a Markdown text becomes: itself, with its headings and tables pointed out."""

from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.read import read
from pipeline.tables.grids import from_grids

PIPES = """# Itch and creams

Itch fell by *20%* in [Table 1](#t1).

**Table 1.** Itch at week 4

| Score | Cream (n = 40) | Placebo |
|:------|---------------:|--------:|
| **Itch** | | |
| &nbsp;mean (SD) | 3.1 (1.2)^a^ | 5.0 (2) |
| a \\| b | 2 | |

^a^ P<0.05.

After it.
"""

PANDOC = """# Abstract ## Results Itch fell by 20%. ## Conclusions It helps. # Results All stayed. ::::table-wrap
::: caption
Itch by group and
week
:::

                   Cream n = 40   Placebo n = 40   P~~~~~~~~~~~~~~
  ---------------- -------------- ---------------- -------- ----- -------
~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
                   *Mean*         SD               *Mean*   SD~~~~
  Itch             3.1            1.2              5.0      2.0   0.05*
  \u00a0Night      2.1            1.1              4.0      1.0   0.9

*By t test.

n = number.:::: More text (*P*<0.05) follows.
""".replace("~", " ")

FRAMED = """::: caption
Weights.
:::

  ----------------------------------
  Group             Cream    Placebo
                    (n = 4)  (n = 5)
  ----------------- -------- -------
  **Weight in~~~~~~~~~~~~~~~~
  kilograms**~~~~~~~~~~~~~~~~

  Mean (SD)         60 (5)   61 (6)
  ----------------------------------
""".replace("~", " ")


def reading(tmp_path: Path, text: str, name: str = "a.md") -> Document:
    """The document of a file with this text."""
    path = tmp_path / name
    path.write_text(text)
    return read(path)


def cells(document: Document) -> list[tuple[str, str, str]]:
    """Text, row path and column path of each cell of each table."""
    return [
        (c.extent.of(document.text), " > ".join(h.text for h in c.row_path), " > ".join(h.text for h in c.column_path))
        for table in from_grids(document)
        for c in table.cells
    ]


@pytest.mark.parametrize("name", ["a.md", "a.txt", "a"])
def test_text_is_the_file_itself(tmp_path: Path, name: str) -> None:
    """Offsets are those of the file; a pipe table makes any plain file Markdown."""
    document = reading(tmp_path, PIPES, name)

    assert document.text == PIPES
    assert len(document.grids) == 1


def test_plain_text_stays_plain(tmp_path: Path) -> None:
    """A rule of dashes or a pipe in a sentence is no table."""
    document = reading(tmp_path, "a | b\n\n-----\nTable 1 | x\n--- ---\n", "a.txt")

    assert (document.blocks, document.grids) == ((), ())


def test_blocks_leave_the_mark_up_out(tmp_path: Path) -> None:
    """The pieces of a paragraph are what stands between emphasis and links."""
    document = reading(tmp_path, PIPES)

    assert [(b.kind, b.level, b.extent.of(PIPES)) for b in document.blocks] == [
        ("heading", 1, "Itch and creams"),
        ("paragraph", 0, "Itch fell by *20%* in [Table 1](#t1)."),
        ("paragraph", 0, "After it."),
    ]
    assert [p.of(PIPES) for p in document.blocks[1].pieces] == ["Itch fell by", "20%", "in", "Table 1", "."]


def test_pipe_table(tmp_path: Path) -> None:
    """Caption above, footnotes below, bold groups, signs set high, escaped pipes."""
    document = reading(tmp_path, PIPES)
    (grid,) = document.grids

    assert (grid.label, grid.caption.of(PIPES)) == ("Table 1", "Table 1.** Itch at week 4")
    assert cells(document)[0] == ("3.1 (1.2)", "Itch > &nbsp;mean (SD)", "Cream (n = 40)")
    assert grid.rows[2][1].signs == ("a",)
    assert [n.sign for n in grid.notes] == ["a"]


def test_joined_lines_are_cut_at_their_headings(tmp_path: Path) -> None:
    """Where a whole article stands on one line."""
    document = reading(tmp_path, PANDOC)

    assert [(b.kind, b.extent.of(PANDOC)) for b in document.blocks] == [
        ("heading", "Abstract"), ("heading", "Results"), ("paragraph", "Itch fell by 20%."), ("heading", "Conclusions"),
        ("paragraph", "It helps."), ("heading", "Results"), ("paragraph", "All stayed."),
        ("paragraph", "More text (*P*<0.05) follows."),
    ]  # fmt: skip


def test_heads_are_put_back_over_their_columns(tmp_path: Path) -> None:
    """The conversion to Markdown pushed them to the left: two heads and P stand over Mean, SD, Mean, SD and nothing."""
    document = reading(tmp_path, PANDOC)
    (grid,) = document.grids

    assert " ".join(grid.caption.of(PANDOC).split()) == "Itch by group and week"
    assert cells(document)[:5] == [
        ("3.1", "Itch", "Cream n = 40 > Mean"), ("1.2", "Itch", "Cream n = 40 > SD"),
        ("5.0", "Itch", "Placebo n = 40 > Mean"), ("2.0", "Itch", "Placebo n = 40 > SD"), ("0.05", "Itch", "P"),
    ]  # fmt: skip
    assert cells(document)[5][1] == "Itch > Night"
    assert [(n.sign, n.extent.of(PANDOC)) for n in grid.notes] == [("*", "*By t test."), ("", "n = number.")]


def test_rows_of_several_lines(tmp_path: Path) -> None:
    """Between full rules an empty line parts the rows; wrapped heads are one head."""
    document = reading(tmp_path, FRAMED)

    assert cells(document) == [
        ("60 (5)", "Weight in kilograms > Mean (SD)", "Cream (n = 4)"),
        ("61 (6)", "Weight in kilograms > Mean (SD)", "Placebo (n = 5)"),
    ]


@pytest.mark.parametrize("text", [PIPES, PANDOC, FRAMED])
def test_truncated_texts_are_read(tmp_path: Path, text: str) -> None:
    """Cut at twenty places each: always a result."""
    for k in range(1, 21):
        cut = text[: len(text) * k // 21]
        assert reading(tmp_path, cut).text == cut
