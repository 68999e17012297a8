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
    grids = tuple(grid for table in tables(sheets) for grid in put_table(composer, table))
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
_BARE: list[Printed] = [
    (150.0, [(50, "Itch"), (200, "4.1"), (330, "6.0")]),
    (162.0, [(50, "Sleep"), (200, "3.3"), (330, "4.8")]),
    (174.0, [(50, "Pain"), (200, "2.0"), (330, "2.9")]),
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
    (grid,) = put_table(composer, table)
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


def test_a_head_in_the_middle_of_its_columns_is_not_that_of_the_one_below_it() -> None:
    """Three columns of each group, the name of the group over the second; the last column belongs to no group."""
    names = ("Start", "Week 8", "Change")
    lefts = [200.0 + 45 * k for k in range(7)]
    tops: list[Printed] = [
        (118.0, [(lefts[1] - 6, "Ointment"), (lefts[4] - 2, "Vehicle")]),
        (132.0, [*((x, name) for x, name in zip(lefts, names * 2, strict=False)), (lefts[6], "P")]),
    ]
    rows: list[Printed] = [
        (150.0 + 12 * k, [(50.0, sign), *((x + 4, f"{k}.{n}") for n, x in enumerate(lefts))])
        for k, sign in enumerate(("Itch", "Sleep", "Pain"))
    ]
    read = {text: heads for text, _, heads in cells([sheet(words([CAPTION, *tops, *rows]))])}
    assert read["1.2"] == ("Ointment", "Change")
    assert read["1.3"] == ("Vehicle", "Start")
    assert read["1.6"] == ("P",)


def test_heads_over_columns_set_at_the_right_stand_in_the_middle_of_their_room() -> None:
    """What is set at the right leaves the left of its column blank, so that the name over two stands off their middle."""
    rights = [260.0, 320.0, 380.0, 440.0]
    tops: list[Printed] = [
        (118.0, [(248.0, "Ointment"), (370.0, "Vehicle")]),
        (132.0, [(right - 4 * len(text), text) for right, text in zip(rights, ("n", "%") * 2, strict=True)]),
    ]
    rows: list[Printed] = [
        (150.0 + 12 * k, [(50.0, sign), *((right - 8, f"{k}{n}") for n, right in enumerate(rights))])
        for k, sign in enumerate(("Itch", "Sleep", "Pain"), start=1)
    ]
    read = {text: heads for text, _, heads in cells([sheet(words([CAPTION, *tops, *rows]))])}
    assert [read[text] for text in ("20", "21", "22", "23")] == [
        ("Ointment", "n"), ("Ointment", "%"), ("Vehicle", "n"), ("Vehicle", "%"),
    ]  # fmt: skip


def test_cells_half_way_down_a_row_are_of_this_row_even_without_any_line() -> None:
    """Labels of three lines, estimates of two, a p of one: no two of these stand at the same height."""
    rows: list[Printed] = []
    for k, sign in enumerate(("Itch", "Pain", "Sleep")):
        y = 150.0 + 36 * k
        rows += [
            (y, [(50.0, f"{sign} at the end")]),
            (y + 5, [(200.0, f"{k}.4 (0.3")]),
            (y + 10, [(50.0, "of the twelfth"), (330.0, f"0.0{k + 1}")]),
            (y + 15, [(200.0, "to 5.5)")]),
            (y + 20, [(50.0, "week")]),
        ]
    read = cells([sheet([*words([CAPTION]), *words([HEADS[0]], bold=True), *words(rows)])])
    assert read == [
        (text, (f"{sign} at the end of the twelfth week",), (head,))
        for k, sign in enumerate(("Itch", "Pain", "Sleep"))
        for text, head in ((f"{k}.4 (0.3 to 5.5)", "Ointment"), (f"0.0{k + 1}", "Vehicle"))
    ]


def test_a_label_beside_two_rows_joins_none_of_them() -> None:
    """It stands half way between them, as near to either as lines of one cell would."""
    rows: list[Printed] = []
    for k, group in enumerate(("Ointment", "Vehicle")):
        y = 150.0 + 30 * k
        rows += [
            (y, [(130.0, "Before"), (200.0, f"{k}1"), (260.0, f"{k}2")]),
            (y + 5, [(50.0, group)]),
            (y + 10, [(130.0, "After"), (200.0, f"{k}3"), (260.0, f"{k}4")]),
        ]
    tops: list[Printed] = [(120.0, [(50.0, "Group"), (130.0, "Visit"), (200.0, "Mean"), (260.0, "Most")])]
    rules = across((50, 300, 108), (50, 300, 126), (50, 300, 166))
    read = {text: heads for text, _, heads in cells([sheet(words([CAPTION, *tops, *rows]), rules)])}
    assert read == {f"{k}{n}": ("Mean" if n % 2 else "Most",) for k in range(2) for n in range(1, 5)}


def test_a_p_below_a_difference_is_of_the_same_cell() -> None:
    rows: list[Printed] = []
    for k, sign in enumerate(("Itch", "Sleep", "Pain")):
        y = 150.0 + 24 * k
        rows += [
            (y, [(50.0, sign), (200.0, f"{k}.1"), (260.0, f"{k}.2"), (330.0, "-1.1 (-2.0, -0.2)")]),
            (y + 12, [(330.0, f"0.04{k}")]),
        ]
    tops: list[Printed] = [(120.0, [(200.0, "Ointment"), (260.0, "Vehicle"), (330.0, "Difference")])]
    read = cells([sheet(words([CAPTION, *tops, *rows]))])
    assert [text for text, path, _ in read if path == ("Sleep",)] == ["1.1", "1.2", "-1.1 (-2.0, -0.2) 0.041"]


def test_one_figure_under_a_name_over_two_columns_is_one_cell() -> None:
    """A coefficient stands in the middle of the columns of No and Yes, which other rows fill."""
    tops: list[Printed] = [
        (120.0, [(208.0, "Sleep"), (308.0, "Mood")]),
        (135.0, [(200.0, "No"), (240.0, "Yes"), (300.0, "No"), (340.0, "Yes")]),
    ]
    rows: list[Printed] = [
        (150.0, [(50.0, "Itch"), (200.0, "45.5"), (240.0, "14.7"), (300.0, "43.4"), (340.0, "19.5")]),
        (162.0, [(50.0, "Pain"), (200.0, "11.0"), (240.0, "38.8"), (300.0, "13.1"), (340.0, "33.9")]),
        (174.0, [(50.0, "Correlation"), (204.0, "0.95 (0.02)"), (304.0, "0.84 (0.04)")]),
    ]
    read = cells([sheet(words([CAPTION, *tops, *rows]))])
    assert ("0.95 (0.02)", ("Correlation",)) in [(text, path) for text, path, _ in read]
    assert ("38.8", ("Pain",), ("Sleep", "Yes")) in read


def test_rows_below_the_caption_of_another_table_are_no_part_of_the_one_before() -> None:
    """Though both print the same heads, and the first reaches down to the foot of its page."""
    first = [(y + 560, runs) for y, runs in (CAPTION, *HEADS)]
    rows = [(700.0 + 12 * k, [(50.0, f"Sign {k}"), (200.0, f"{k}.1"), (260.0, "1.2"), (330.0, f"{k}.4"), (390.0, "1.4")])
            for k in range(6)]  # fmt: skip
    second = [(45.0, [(50.0, "Table 2. Scores at week 24")]), *((y - 60, runs) for y, runs in (*HEADS, *ROWS))]
    found = tables([sheet(words([*first, *rows])), sheet(words(second), page=2)])
    assert [(table.label, table.pages) for table in found] == [("Table 1", (1, 1)), ("Table 2", (2, 2))]


def test_further_parts_are_known_by_heads_whose_first_line_is_one_word() -> None:
    """Heads stand at the foot of theirs: the topmost line holds the first word of the longest."""
    tops: list[Printed] = [
        (120.0, [(330.0, "Vehicle")]),
        (129.0, [(50.0, "Sign"), (200.0, "Ointment"), (330.0, "(n = 40)")]),
    ]
    rows = [(700.0 + 12 * k, [(50.0, f"Sign {k}"), (200.0, f"{k}.1"), (330.0, f"{k}.4")]) for k in range(7)]
    above = [(y + 560, runs) for y, runs in (CAPTION, *tops)]
    later = [
        *((y - 60, runs) for y, runs in tops),
        (84.0, [(50.0, "Sleep"), (200.0, "8.1"), (330.0, "8.4")]),
        (96.0, [(50.0, "Mood"), (200.0, "9.1"), (330.0, "9.4")]),
    ]
    sheets = [sheet(words([*above, *rows])), sheet(words([*later, *PROSE]), page=2)]
    assert ("8.4", ("Sleep",), ("Vehicle (n = 40)",)) in cells(sheets)


def test_notes_may_be_wider_than_a_table_without_lines() -> None:
    """What a note prints beyond the last column, and the sign before the first, belong to it."""
    note: list[Printed] = [
        (190.0, [(44.0, "* One of them left before the cream was first used and is counted in no row of it")])
    ]
    found = tables([sheet([*words([CAPTION, *HEADS[:1], *ROWS]), *words(note, 7.0), *words(PROSE, 10)])])
    assert [len(line) for table in found for lines in table.notes for line in lines] == [19]


def test_a_bracket_is_of_the_head_above_it_however_far_the_lines_stand_apart() -> None:
    heads: list[Printed] = [
        (120.0, [(200, "Mean change"), (330, "Mean change")]),
        (137.0, [(200, "(95% CI)"), (330, "(95% CI)")]),
    ]
    read = cells([sheet(words([CAPTION, *heads, *_BARE]), across((50, 420, 108), (50, 420, 142), (50, 420, 180)))])
    assert ("2.0", ("Pain",), ("Mean change (95% CI)",)) in read


def test_a_bracket_belongs_to_the_name_a_wide_blank_before_it() -> None:
    heads: list[Printed] = [(135.0, [(200, "Vehicle"), (234, "(n=15)"), (330, "Ointment"), (368, "(n=16)")])]
    read = cells([sheet(words([CAPTION, *heads, *_BARE]), across((50, 420, 108), (50, 420, 142), (50, 420, 180)))])
    assert {path for _, _, path in read} == {("Vehicle (n=15)",), ("Ointment (n=16)",)}


def test_the_edge_of_a_shade_through_the_letters_of_a_head_parts_no_lines() -> None:
    heads: list[Printed] = [(126.0, [(200, "Active"), (330, "Vehicle")]), (135.0, [(200, "cream"), (330, "cream")])]
    shades = across((50, 420, 108), (50, 420, 134), (50, 420, 142), (50, 420, 180))
    read = cells([sheet(words([CAPTION, *heads, *_BARE]), shades)])
    assert {path for _, _, path in read} == {("Active cream",), ("Vehicle cream",)}


def test_labels_with_one_middle_are_not_set_in() -> None:
    """Age, Smoking, Pain and the score stand in the middle of their column: none is a part of another."""
    labels = ("Age", "Smokers now", "Pain", "Score of itch")
    rows = [(150.0 + 12 * k, [(90 - 2.0 * len(text), text), (200, f"{k}4.0"), (330, f"{k}1.5")])
            for k, text in enumerate(labels)]  # fmt: skip
    read = cells([sheet(words([CAPTION, HEADS[0], *rows]), across((50, 420, 108), (50, 420, 140), (50, 420, 192)))])
    assert {path for _, path, _ in read} == {(text,) for text in labels}


def test_a_label_in_the_middle_of_three_rows_is_that_of_all_three() -> None:
    rows: list[Printed] = []
    for k in range(9):
        outcome = [(50.0, ("Itch", "Sleep", "Pain")[k // 3])] if k % 3 == 1 else []
        rows.append((150.0 + 12 * k, [*outcome, (120.0, ("Cream", "Vehicle", "Nothing")[k % 3]), (330.0, f"{k}.5")]))
    heads: Printed = (135.0, [(120, "Group"), (330, "Mean")])
    read = cells([sheet(words([CAPTION, heads, *rows]), across((50, 420, 108), (50, 420, 140), (50, 420, 252)))])
    assert {path[0]: text for text, path, _ in read if "Cream" in path} == {
        "Itch": "0.5",
        "Sleep": "3.5",
        "Pain": "6.5",
    }


def test_a_line_below_another_table_s_caption_ends_the_table_beside_it() -> None:
    """A table in the right column, a figure's words on its left, a wide table with lines over the page below both."""
    right = [
        (y, [(x + 260 if x < 300 else x + 170, text) for x, text in runs]) for y, runs in (CAPTION, HEADS[0], *_BARE)
    ]
    legend = [(150.0 + 12 * k, [(40.0, "The words below a picture of the skin of a hand and")]) for k in range(4)]
    wide = [(y + 120, runs) for y, runs in ((100.0, [(50, "Table 2. Scores at week 24")]), HEADS[0], *_BARE)]
    lines = across((310, 580, 108), (310, 580, 140), (310, 580, 180), (40, 580, 228), (40, 580, 260), (40, 580, 300))
    found = tables([sheet(words([*right, *legend, *wide]), lines)])
    assert [(table.label, len(table.rows)) for table in found] == [("Table 1", 4), ("Table 2", 4)]


def test_a_sign_set_high_in_a_line_of_its_own_opens_its_note() -> None:
    """Signs of several notes, each as far above its words as some files set them."""
    notes: list[Word] = []
    for k, text in enumerate(("Against vehicle at the same week", "By a test of ranks")):
        y = 190.0 + 13 * k
        notes += [Word("ab"[k], Box(50, y - 9, 53, y - 3), y - 3.6, 6.0), *words([(y, [(54.5, text)])])]
    lines = across((50, 420, 108), (50, 420, 140), (50, 420, 180))
    (table,) = tables([sheet([*words([CAPTION, HEADS[0], *_BARE]), *notes], lines)])
    (grid,) = put_table(Composer(), table)
    assert [note.sign for note in grid.notes] == ["a", "b"]


def test_notes_may_be_counted_in_one_line() -> None:
    rows: list[Printed] = [
        (150.0, [(50, "Itch"), (200, "4.1"), (330, "<0.001^2")]),
        (162.0, [(50, "Pain"), (200, "2.0"), (330, "0.34^1")]),
    ]
    note = words([(176.0, [(50, "1: t-test, 2: test of ranks")])], 7.0)
    lines = across((50, 420, 108), (50, 420, 140), (50, 420, 168))
    composer = Composer()
    (table,) = tables([sheet([*words([CAPTION, HEADS[0], *rows]), *note, *words(PROSE, 10)], lines)])
    (grid,) = put_table(composer, table)
    assert [(note.sign, note.extent.of(composer.text)) for note in grid.notes] == [
        ("1", "1: t-test,"),
        ("2", "2: test of ranks"),
    ]
    (read,) = from_grids(Document("printed", composer.text, grids=(grid,)))
    assert [(c.extent.of(composer.text), c.signs) for c in read.cells if c.signs] == [
        ("<0.001", ("2",)),
        ("0.34", ("1",)),
    ]


def test_heads_of_two_levels_amid_the_rows_head_what_is_below_them() -> None:
    """They stand over their columns as heads at the top do, whose names hold no more."""
    heads: Printed = (135.0, [(200, "Age"), (260, "Men"), (330, "Height"), (390, "Weight")])
    rows: list[Printed] = [
        (150.0, [(50, "Cream"), (200, "41.2"), (260, "12"), (330, "170.1"), (390, "71.0")]),
        (162.0, [(50, "Vehicle"), (200, "40.9"), (260, "14"), (330, "171.3"), (390, "73.5")]),
        (174.0, [(230, "Itch"), (360, "Pain")]),
        (186.0, [(200, "Before"), (260, "After"), (330, "Before"), (390, "After")]),
        (198.0, [(50, "Cream"), (200, "6.1"), (260, "2.2"), (330, "4.1"), (390, "1.0")]),
        (210.0, [(50, "Vehicle"), (200, "6.0"), (260, "5.4"), (330, "4.3"), (390, "3.5")]),
    ]
    read = cells([sheet(words([CAPTION, heads, *rows]), across((50, 420, 108), (50, 420, 140), (50, 420, 216)))])
    assert ("41.2", ("Cream",), ("Age",)) in read
    assert ("1.0", ("Cream",), ("Pain", "After")) in read
    assert ("6.0", ("Vehicle",), ("Itch", "Before")) in read


def test_tables_with_the_same_rows_below_each_other_are_tables_of_their_own() -> None:
    """Each has heads and columns of its own; caption and extent are one."""
    second: list[Printed] = [
        (200.0, [(50, "Sleep"), (160, "n"), (240, "Good (%)"), (320, "Fair (%)"), (390, "95% CI")]),
        (214.0, [(50, "Cream"), (160, "40"), (240, "61.5"), (320, "20.0"), (390, "12 to 40")]),
        (226.0, [(50, "Vehicle"), (160, "41"), (240, "30.2"), (320, "25.1"), (390, "—")]),
    ]
    first: list[Printed] = [
        (135.0, [(50, "Itch"), (200, "Mean change"), (360, "p")]),
        (150.0, [(50, "Cream"), (210, "2.1 (0.4)"), (360, "0.02")]),
        (162.0, [(50, "Vehicle"), (210, "0.9 (0.5)"), (360, "—")]),
    ]
    lines = across(*((50, 440, y) for y in (108.0, 140.0, 170.0, 204.0, 232.0)))
    found = tables([sheet(words([CAPTION, *first, *second]), lines)])
    grids = put_table(Composer(), found[0])
    assert len(found) == 1
    assert len(grids) == 2
    assert len({(grid.label, grid.caption, grid.extent) for grid in grids}) == 1
    read = cells([sheet(words([CAPTION, *first, *second]), lines)])
    assert ("2.1 (0.4)", ("Cream",), ("Mean change",)) in read
    assert ("25.1", ("Vehicle",), ("Fair (%)",)) in read


@pytest.mark.parametrize("note", ["QOL: Quality of life, TA: Time away", "TA=Time away"])
def test_short_names_told_below_a_table_are_its_note(note: str) -> None:
    """Though they are set as large as the running text."""
    lines = across((50, 420, 108), (50, 420, 140), (50, 420, 180))
    (table,) = tables([sheet(words([CAPTION, HEADS[0], *_BARE, (192.0, [(50, note)]), *PROSE]), lines)])
    assert len(table.notes) == 1


def test_means_in_the_middle_of_a_count_and_its_share_are_cells_over_both() -> None:
    """Under the name of the group, which stands in the middle too; the means are no column of their own."""
    heads: list[Printed] = [
        (118.0, [(214, "Cream (n=71)"), (384, "Vehicle (n=33)")]),
        (130.0, [(200, "N"), (280, "%"), (370, "N"), (450, "%")]),
    ]
    rows: list[Printed] = [
        (150.0, [(50, "Women"), (198, "42"), (274, "59.2"), (368, "21"), (444, "63.6")]),
        (162.0, [(50, "Age, years"), (220, "45.2 (9.5)"), (392, "38.5 (9.8)")]),
        (174.0, [(50, "Height, cm"), (220, "172.0 (8.6)"), (390, "172.3 (9.4)")]),
        (186.0, [(50, "Smokers"), (198, "15"), (274, "23.4"), (370, "6"), (444, "18.2")]),
        (198.0, [(50, "Employed"), (198, "34"), (274, "52.3"), (368, "16"), (444, "50.0")]),
    ]
    read = cells([sheet(words([CAPTION, *heads, *rows]), across((50, 480, 108), (50, 480, 136), (50, 480, 204)))])
    assert ("172.0 (8.6)", ("Height, cm",), ("Cream (n=71)",)) in read
    assert ("18.2", ("Smokers",), ("Vehicle (n=33)", "%")) in read


def test_a_shade_behind_the_caption_begins_no_table() -> None:
    caption: list[Printed] = [CAPTION, (112.0, [(50, "in people with dry hands (cream: n=40).")])]
    lines = across((50, 420, 108.5), (50, 420, 118), (50, 420, 140), (50, 420, 180))
    (table,) = tables([sheet(words([*caption, (135.0, HEADS[0][1]), *_BARE]), lines)])
    assert len(table.caption) == 2
    assert len(table.rows) == 4


def test_signs_set_high_amid_a_line_open_their_notes() -> None:
    notes = words([(190.0, [(54.5, "Test of ranks;"), (122, "n=12.")])])
    high = [Word("ab"[k], Box(x, 181, x + 3, 187), 186.4, 6.0) for k, x in enumerate((50.0, 118.0))]
    lines = across((50, 420, 108), (50, 420, 140), (50, 420, 180))
    (table,) = tables([sheet([*words([CAPTION, HEADS[0], *_BARE]), *high, *notes], lines)])
    composer = Composer()
    (grid,) = put_table(composer, table)
    assert [(note.sign, note.extent.of(composer.text)) for note in grid.notes] == [
        ("a", "a Test of ranks;"),
        ("b", "b n=12."),
    ]
