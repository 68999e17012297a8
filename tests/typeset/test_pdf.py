"""Tables set on PDF pages: the pages show what they should, and come back."""

import pypdfium2
import pytest

from tests.typeset.measure import Recall, articles, plain
from tests.typeset.pdf_articles import Printed, printed
from tests.typeset.pdf_measure import ARTICLES, Reading, as_read, measured
from tests.typeset.pdf_styles import STYLES, Style
from tests.typeset.truth import TrueCell, TrueTable

# Of the cells in hundredths, a little under what is reached: text, row and column heads, both. Raise them with the reader.
FLOORS = {
    "grid": Recall(100, 98, 96, 97, 96),
    "booktabs": Recall(100, 98, 93, 95, 91),
    "zebra": Recall(100, 98, 95, 95, 92),
    "bare": Recall(100, 73, 72, 73, 72),
    "turned": Recall(100, 98, 96, 97, 96),
    "broken": Recall(100, 98, 97, 98, 97),
}
_LABELS = ("Clear or almost clear, n (%)", "Itch score, mean (SD)", "A score whose long name is wrapped in a column")
_GROUPS = ("Week 4", "Week 8", "Week 12", "Week 16")
_VALUES = ("61 (57)*", "28 (26)", "3.4 (1.1)", "−1.2 (0.9)", "12.5", "<0.001")


def _table() -> TrueTable:
    """Spanners over two columns each, groups of rows, signs, labels that wrap; enough rows for two pages."""
    spanners, heads = ("Men", "Women"), ("Cream (n = 107)", "Vehicle (n = 107)")
    header = ((("", 1), *((s, 2) for s in spanners)), (("Outcome", 1), *((h, 1) for _ in spanners for h in heads)))
    body: list[tuple[str, ...]] = []
    cells = []
    for group in _GROUPS:
        body.append((group, "", "", "", ""))
        for label in _LABELS:
            texts = [_VALUES[(len(body) * 4 + k) % len(_VALUES)] for k in range(4)]
            for k, text in enumerate(texts):
                path = (spanners[k // 2], heads[k % 2])
                cells.append(TrueCell(text, len(body), k + 1, (group, label), path))
            body.append((label, *texts))
    return TrueTable("Table 1", "Outcomes of men and women.", header, tuple(body), ("* P<0.05.",), tuple(cells))


@pytest.fixture(scope="module", params=STYLES, ids=lambda style: style.name)
def style(request: pytest.FixtureRequest) -> Style:
    """Each look in turn."""
    return request.param


@pytest.fixture(scope="module")
def made(style: Style) -> Printed:
    """Two tables in the style."""
    return printed("small", [_table(), _table()], style)


def test_every_cell_stands_where_the_press_says(made: Printed, style: Style) -> None:
    """pdfium finds its text, and nothing else, in the box that was noted for it."""
    document = pypdfium2.PdfDocument(made.raw)
    for table, places in made.tables:
        assert len(places) == sum(bool(text) for row in table.body for text in row)
        for cell in table.cells:
            place = places[cell.row, cell.column]
            found = [plain(text) for text in _within(document[place.page - 1], place.box, turned=style.turned)]
            assert plain(cell.text) in found


def _within(page: pypdfium2.PdfPage, box: tuple[float, float, float, float], *, turned: bool) -> list[str]:
    """The characters in a box of the page as it is read; of a turned page, as it is read from either side."""
    width, height = 595.28, 841.89
    x0, y0, x1, y1 = box
    upright = [(x0, height - y1, x1, height - y0)]
    sideways = [(y0, x0, y1, x1), (width - y1, height - x1, width - y0, height - x0)]
    return [page.get_textpage().get_text_bounded(*each) for each in (sideways if turned else upright)]


def test_long_tables_run_over_two_pages_where_the_style_says_so(made: Printed, style: Style) -> None:
    """With the header printed again."""
    for _, places in made.tables:
        pages = {place.page for place in places.values()}
        assert len(pages) == (2 if style.broken else 1)
    text = "".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(made.raw))
    assert text.count("Outcome\r\n") + text.count("Outcome ") >= (4 if style.broken else 2)


def test_pages_are_the_same_bytes_each_time(made: Printed, style: Style) -> None:
    """Nothing of the clock or of chance is in them."""
    assert printed("small", [_table(), _table()], style).raw == made.raw


def test_tables_come_back_with_their_heads(made: Printed, style: Style) -> None:
    """Spanners, groups, wrapped labels and signs included; a table without any rule is told by its gaps alone."""
    reading = Reading()
    reading.add("small", made, as_read(made))

    found = reading.recall
    assert found.text == found.column == found.cells
    assert found.row >= (found.cells if style.rules != "none" else found.cells // 2)


@pytest.mark.skipif(not ARTICLES.is_dir(), reason=f"the articles are not in {ARTICLES}")
def test_recall_on_a_sample_of_held_out_articles(style: Style) -> None:
    """At least the floor in each step; ``make typeset`` measures all of them."""
    reading = measured(articles(ARTICLES, held_out=True)[::16], style)

    found, floor = reading.recall, FLOORS[style.name]
    assert found.cells > 500
    for reached, least in zip(found.counts[1:5], floor.counts[1:5], strict=True):
        assert reached >= least / 100 * found.cells, str(reading)
    assert reading.boxes >= 0.98 * found.text, str(reading)
