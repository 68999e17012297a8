"""Tables of pages set in own words: where they are found, how their rows, columns and heads are told."""

from collections.abc import Sequence

import pytest

from pipeline.document import Document
from pipeline.read.composer import Composer
from pipeline.read.pdf.layout import Box, Rule, Sheet, Word
from pipeline.read.pdf.tables import put_table, tables
from pipeline.tables.grids import from_grids

SIZE = 8.0
Printed = tuple[float, Sequence[tuple[float, str]]]


def words(lines: Sequence[Printed], size: float = SIZE, *, bold: bool = False) -> list[Word]:
    """Words at half a size a character; a trailing ``^x`` is set high as ``x``."""
    made: list[Word] = []
    for y, runs in lines:
        for start, text in runs:
            x = start
            for part in text.split(" "):
                plain, _, high = part.partition("^")
                made.append(Word(plain, Box(x, y - size, x + len(plain) * size / 2, y + 2), y, size, bold))
                x += len(plain) * size / 2
                if high:
                    box = Box(x, y - size, x + 0.3 * size, y - 0.3 * size)
                    made.append(Word(high, box, y - 0.35 * size, 0.6 * size, bold, 0.35, glued=True))
                    x += 0.3 * size
                x += 0.25 * size
    return made


def across(*rules: tuple[float, float, float]) -> list[Rule]:
    return [Rule(Box(left, y, right, y), across=True) for left, right, y in rules]


def sheet(printed: Sequence[Word], rules: Sequence[Rule] = (), page: int = 1) -> Sheet:
    return Sheet(page, 0, 600, 800, tuple(printed), tuple(rules))


def cells(sheets: Sequence[Sheet]) -> list[tuple[str, tuple[str, ...], tuple[str, ...]]]:
    """Text, row path and column path of all cells read."""
    composer = Composer()
    grids = tuple(put_table(composer, table) for table in tables(sheets))
    document = Document("printed", composer.text, grids=grids)
    return [
        (cell.extent.of(composer.text), tuple(h.text for h in cell.row_path), tuple(h.text for h in cell.column_path))
        for table in from_grids(document)
        for cell in table.cells
    ]


CAPTION: Printed = (100.0, [(50, "Table 1. Scores at week 12")])
HEADS: list[Printed] = [
    (120.0, [(200, "Ointment"), (330, "Vehicle")]),
    (135.0, [(200, "Mean"), (260, "SD"), (330, "Mean"), (390, "SD")]),
]
ROWS: list[Printed] = [
    (150.0, [(50, "Itch"), (200, "4.1"), (260, "1.2"), (330, "6.0"), (390, "1.4")]),
    (162.0, [(50, "Sleep"), (200, "3.3"), (260, "0.9"), (330, "4.8"), (390, "1.1")]),
    (174.0, [(50, "Pain"), (200, "2.0"), (260, "0.7"), (330, "2.9"), (390, "0.8")]),
]
RULES = across((50, 420, 108), (200, 290, 124), (330, 420, 124), (50, 420, 140), (50, 420, 180))
PROSE: list[Printed] = [
    (300.0 + 12 * k, [(50, "The rash of most people had gone by then and did not come back for a long time after it")])
    for k in range(8)
]


def test_a_head_stands_over_the_columns_that_the_line_below_it_spans() -> None:
    read = cells([sheet(words([CAPTION, *HEADS, *ROWS, *PROSE]), RULES)])
    assert len(read) == 12
    assert ("0.9", ("Sleep",), ("Ointment", "SD")) in read
    assert ("2.9", ("Pain",), ("Vehicle", "Mean")) in read


def test_heads_share_the_columns_below_them_evenly_where_nothing_is_drawn() -> None:
    read = cells([sheet(words([CAPTION, *HEADS, *ROWS]))])
    assert ("1.1", ("Sleep",), ("Vehicle", "SD")) in read


def test_what_is_printed_beside_and_below_a_table_is_none_of_it() -> None:
    beside: list[Printed] = [(100.0 + 11 * k, [(440, "words of the other column")]) for k in range(20)]
    found = tables([sheet(words([CAPTION, *HEADS, *ROWS, *beside, *PROSE]), RULES)])
    printed = [CAPTION, *HEADS, *ROWS]
    assert [len(table.words) for table in found] == [len(words(printed))]


def test_labels_and_values_that_the_column_breaks_are_one_row() -> None:
    rows: list[Printed] = [
        (150.0, [(50, "Days with itch of any"), (200, "4.1"), (330, "6.0")]),
        (159.0, [(50, "degree"), (200, "(3.0 to 5.2)"), (330, "(4.9 to 7.1)")]),
        (175.0, [(50, "Pain"), (200, "2.0"), (330, "2.9")]),
        (184.0, [(200, "(1.1 to 2.9)"), (330, "(1.6 to 4.2)")]),
        (200.0, [(50, "Sleep"), (200, "3.3"), (330, "4.8")]),
        (209.0, [(200, "(2.2 to 4.4)"), (330, "(3.9 to 5.7)")]),
    ]
    read = cells([sheet(words([CAPTION, HEADS[0], *rows]), across((50, 420, 108), (50, 420, 140), (50, 420, 215)))])
    assert [text for text, _, _ in read] == [
        "4.1 (3.0 to 5.2)", "6.0 (4.9 to 7.1)", "2.0 (1.1 to 2.9)", "2.9 (1.6 to 4.2)",
        "3.3 (2.2 to 4.4)", "4.8 (3.9 to 5.7)",
    ]  # fmt: skip
    assert read[0][1:] == (("Days with itch of any degree",), ("Ointment",))


def test_labels_that_stand_further_in_belong_to_the_one_above() -> None:
    rows: list[Printed] = [
        (150.0, [(50, "Sex, n (%)")]),
        (162.0, [(58, "Women"), (200, "12 (40)"), (330, "15 (50)")]),
        (174.0, [(58, "Men"), (200, "18 (60)"), (330, "15 (50)")]),
        (186.0, [(50, "Age, years"), (200, "44.0"), (330, "41.5")]),
    ]
    read = cells([sheet(words([CAPTION, HEADS[0], *rows]), across((50, 420, 108), (50, 420, 140), (50, 420, 192)))])
    assert ("18 (60)", ("Sex, n (%)", "Men"), ("Ointment",)) in read
    assert ("41.5", ("Age, years",), ("Vehicle",)) in read


def test_what_is_set_high_is_a_sign_and_bound_to_the_note_below() -> None:
    rows: list[Printed] = [
        (150.0, [(50, "Itch"), (200, "4.1^a"), (330, "6.0")]),
        (162.0, [(50, "Pain"), (200, "2.0"), (330, "2.9")]),
    ]
    note = [Word("a", Box(50, 174, 52, 180), 179.0, 4.0), *words([(181.0, [(54, "Against vehicle")])], 7.0)]
    page = sheet(
        [*words([CAPTION, HEADS[0], *rows]), *note, *words(PROSE, 10)],
        across((50, 420, 108), (50, 420, 140), (50, 420, 168)),
    )
    composer = Composer()
    (table,) = tables([page])
    grid = put_table(composer, table)
    (read,) = from_grids(Document("printed", composer.text, grids=(grid,)))
    signed = [(c.extent.of(composer.text), c.signs) for c in read.cells if c.signs]
    assert signed == [("4.1", ("a",))]
    assert [(n.sign, n.extent.of(composer.text)) for n in grid.notes] == [("a", "a Against vehicle")]


def parts(*, heads: bool, caption: str) -> list[Sheet]:
    """A table on two pages: the second with or without its heads and a caption."""
    first: list[Printed] = [
        (700.0 + 12 * k, [(50, f"Sign {'abcdefgh'[k]}"), (200, f"{k}.1"), (260, "1.2"), (330, f"{k}.4"), (390, "1.4")])
        for k in range(6)
    ]
    above = [(y + 560, runs) for y, runs in (CAPTION, *HEADS)]
    later = [*([(40.0, [(50, caption)])] if caption else []), *([(y - 65, runs) for y, runs in HEADS] if heads else [])]
    rows = [(y - 65, runs) for y, runs in ROWS]
    drawn = across((50, 420, 668), (50, 420, 699 - 8))
    return [sheet(words([*above, *first]), drawn), sheet(words([*later, *rows, *PROSE]), page=2)]


@pytest.mark.parametrize(
    ("heads", "caption"), [(True, "Table 1. (continued)"), (True, ""), (False, "")], ids=["named", "heads", "rows"]
)
def test_a_table_that_goes_on_overleaf_is_one(heads: bool, caption: str) -> None:
    sheets = parts(heads=heads, caption=caption)
    (table,) = tables(sheets)
    assert table.pages == (1, 2)
    read = cells(sheets)
    assert ("0.9", ("Sleep",), ("Ointment", "SD")) in read
    assert len(read) == 4 * 9


def test_a_caption_may_stand_beside_its_table() -> None:
    shifted = [(y - 20, [(x + 130, text) for x, text in runs]) for y, runs in (*HEADS, *ROWS)]
    caption: list[Printed] = [(97.0, [(50, "Table 1 Scores at")]), (107.0, [(50, "week 12")])]
    rules = across((175, 560, 90), (330, 420, 104), (460, 550, 104), (175, 560, 120), (175, 560, 160))
    read = cells([sheet(words([*caption, *shifted]), rules)])
    assert ("0.9", ("Sleep",), ("Ointment", "SD")) in read


def test_a_sentence_that_names_a_table_and_the_axis_of_a_figure_are_none() -> None:
    told: list[Printed] = [
        (100.0, [(50, "Figure 1. Scores by week")]),
        *((120.0 + 20 * k, [(60, f"{10 - k}"), (300, f"{k}")]) for k in range(10)),
        (400.0, [(50, "The scores of the two groups and their course over the weeks of the study are those of")]),
        (410.0, [(50, "Table 2 and they did not differ by sex or age in any of the groups that we looked at here")]),
        (420.0, [(50, "or in those who had been treated before with one or more of the drugs that were allowed")]),
    ]
    assert tables([sheet(words(told))]) == []


@pytest.mark.parametrize("crowded", ["words", "rules"])
def test_a_crowded_page_is_read_in_bounded_time(crowded: str) -> None:
    lines: list[Printed] = [(100.0, [(50, "Table 1. Scores")])]
    lines += [(120.0 + 0.05 * k, [(50, "Itch"), (200, "4.1"), (260, "1.2")]) for k in range(12_000)]
    rules = across(*((50, 420, 110 + 0.05 * k) for k in range(12_000))) if crowded == "rules" else []
    assert len(tables([sheet(words(lines), rules)])) < 2


def test_tables_do_not_depend_on_the_order_of_the_words_in_the_file() -> None:
    printed = words([CAPTION, *HEADS, *ROWS, *PROSE])
    assert cells([sheet(printed[::-1], RULES)]) == cells([sheet(printed, RULES)])


def test_caption_below_its_table() -> None:
    """Some journals print label, title and notes below the last drawn line."""
    printed = words(
        [
            (60.0, [(50.0, "Sign"), (250.0, "Cream"), (350.0, "Vehicle")]),
            (80.0, [(50.0, "Itch"), (250.0, "3.4 (1.1)"), (350.0, "5.6 (1.2)")]),
            (92.0, [(50.0, "Dryness"), (250.0, "12 (24)"), (350.0, "20 (41)")]),
            (120.0, [(50.0, "Table 1. Signs after a month of care")]),
        ]
    )
    rules = across((48.0, 400.0, 50.0), (48.0, 400.0, 66.0), (48.0, 400.0, 98.0))
    read = cells([sheet(printed, rules)])
    assert ("3.4 (1.1)", ("Itch",), ("Cream",)) in read
    assert ("20 (41)", ("Dryness",), ("Vehicle",)) in read


@pytest.mark.parametrize("rules", [(), across(*((48.0, 320.0, 62.0 + 12 * k) for k in range(5)))])
def test_a_label_as_long_as_a_sentence_stands_over_rows(rules: Sequence[Rule]) -> None:
    """Rows go on below it in the same columns, with or without lines drawn around it."""
    printed = words(
        [
            (60.0, [(50.0, "Table 1. Signs")]),
            (72.0, [(200.0, "Cream"), (270.0, "Vehicle")]),
            (84.0, [(50.0, "Itch"), (200.0, "12 (24)"), (270.0, "20 (41)")]),
            (96.0, [(50.0, "Patients whose skin was dry at the last of four visits")]),
            (108.0, [(50.0, "Hands"), (200.0, "31 (62)"), (270.0, "9 (18)")]),
        ]
    )
    found = {text: (path[-1], heads) for text, path, heads in cells([sheet(printed, rules)]) if path}
    assert found["9 (18)"] == ("Hands", ("Vehicle",))


def test_rows_that_stand_alike_on_two_pages_are_no_feet() -> None:
    """The lowest row of one page may print the figures of another's, at the same height."""
    rows = [(740.0 + 12 * k, [(50.0, name), (250.0, "0 (0)"), (320.0, "0 (0)"), (390.0, "1.00")]) for k, name in
            enumerate(("Headache", "Nausea at night"))]  # fmt: skip
    sheets = [
        sheet(
            words([(700.0, [(50.0, f"Table {n}. Harms")]), (720.0, [(250.0, "A"), (320.0, "B"), (390.0, "P")]), *rows]),
            page=n,
        )
        for n in (1, 2)
    ]
    assert sum(path == ("Nausea at night",) for _, path, _ in cells(sheets)) == 6
