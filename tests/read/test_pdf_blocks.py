"""What the parts of a PDF are taken for: headings, captions, references, raised figures, broken words."""

from pathlib import Path

from reportlab.pdfbase.pdfmetrics import stringWidth

from pipeline.document import Document, Places
from pipeline.read import read
from tests.read.pdf_setting import Set, column, pages

BODY = (
    "In all nine clinics the nurses asked each patient for",
    "the itch of the last night and wrote the answer down",
    "before the cream was weighed and a new tube given.",
)
MORE = (
    "Nobody was told which of the two tubes held the active",
    "cream, and the tubes looked and smelled the same to all",
    "of the nurses who were asked for a guess at the end.",
)


def reading(tmp_path: Path, *listed: list[Set]) -> Document:
    """The document of these pages."""
    path = tmp_path / "a.pdf"
    path.write_bytes(pages(*listed))
    return read(path)


def kinds(document: Document) -> list[tuple[str, str]]:
    """Each block's kind and text."""
    return [(block.kind, block.extent.of(document.text)) for block in document.blocks]


def test_parts_of_an_article_are_told(tmp_path: Path) -> None:
    """Title, headings of two levels, running text, a list of references with hanging lines."""
    page = [
        Set(60, 80, "A cream against itch of the hands in adults", 18, "Times-Bold"),
        Set(60, 110, "A. Author and B. Writer", 10),
        *column(60, 150, ["Methods"], 12, "Times-Bold"),
        *column(60, 170, ["Patients and clinics"], 10, "Times-Bold"),
        *column(60, 184, BODY),
        *column(60, 240, ["Results"], 12, "Times-Bold"),
        *column(60, 256, MORE),
        *column(60, 320, ["References"], 12, "Times-Bold"),
        *column(60, 336, ["1. Author A. Creams for all. J Creams 2011; 3: 12."]),
        *column(60, 348, ["2. Writer B. More of the same creams. J Creams 2012; 4: 1."]),
    ]
    document = reading(tmp_path, page)

    assert kinds(document) == [
        ("title", "A cream against itch of the hands in adults"),
        ("paragraph", "A. Author and B. Writer"),
        ("heading", "Methods"),
        ("heading", "Patients and clinics"),
        ("paragraph", " ".join(BODY)),
        ("heading", "Results"),
        ("paragraph", " ".join(MORE)),
        ("heading", "References"),
        ("reference", "1. Author A. Creams for all. J Creams 2011; 3: 12."),
        ("reference", "2. Writer B. More of the same creams. J Creams 2012; 4: 1."),
    ]
    assert [b.level for b in document.blocks if b.kind == "heading"] == [1, 2, 1, 1]


def test_paragraph_runs_on_over_a_figure_and_a_page(tmp_path: Path) -> None:
    """A sentence that the end of the page interrupts is one paragraph; the legend between is a block of its own."""
    first = [*column(60, 600, BODY), *column(60, 636, MORE[:2])]
    figure = [Set(200, 100, "0", 7, "Helvetica"), Set(260, 100, "12", 7, "Helvetica")]
    legend = column(60, 200, ["Figure 1. Itch of the last night in both of the groups."], 8)
    document = reading(tmp_path, first, [*figure, *legend, *column(60, 300, MORE[2:])])

    assert ("paragraph", " ".join((*BODY, *MORE))) in kinds(document)
    assert ("caption", "Figure 1. Itch of the last night in both of the groups.") in kinds(document)
    assert [text for kind, text in kinds(document) if kind == "furniture"] == ["0 12"]
    assert {block.section for block in document.blocks if block.kind != "paragraph"} == {"figure"}


def test_box_is_that_of_the_line(tmp_path: Path) -> None:
    """Each character of a paragraph over two pages is found on its page and line."""
    document = reading(tmp_path, column(60, 700, [*BODY, *MORE[:2]]), column(60, 100, MORE[2:]))
    places = Places(document.anchors)
    for line, page, y in ((BODY[1], 1, 712.0), (MORE[0], 1, 736.0), (MORE[2], 2, 100.0)):
        anchor = places.of(document.text.index(line[5:20]))

        assert anchor is not None
        assert anchor.box is not None
        assert anchor.page == page
        assert anchor.box[1] < y < anchor.box[3] + 1


def raised(before: str, high: str, y: float, rest: str = "") -> list[Set]:
    """A line with something set high behind its first words."""
    width = stringWidth(before, "Times-Roman", 10)
    small = stringWidth(high, "Times-Roman", 6)
    tail = [Set(60 + width + small, y, rest)] if rest else []
    return [Set(60, y, before), Set(60 + width, y - 4, high, 6), *tail]


def test_raised_citations_are_left_out_and_powers_kept(tmp_path: Path) -> None:
    """``20%`` with a citation behind it is never ``20%1`` or ``201``."""
    lines = [
        *raised("Itch fell by 20%.", "1", 100, " It fell in all clinics that were seen"),
        *raised("and was told before", "2,3", 112, " by others who had as many patients in"),
        *raised("their care, with 4.1 x 10", "9", 124, "/L white cells at first and a body mass"),
        *raised("index of 24 kg/m", "2", 136, " on average, as in the other studies"),
        *raised("of these creams,", "4-6", 148, " which were smaller and shorter than"),
        *raised("ours but found the same.", "7", 160, " Nothing else was found by them."),
    ]
    text = reading(tmp_path, lines).text

    assert "by 20%. It fell" in text
    assert "told before by others" in text
    assert "10^9/L" in text
    assert "24 kg/m2 on" in text
    assert "creams, which" in text
    assert "the same. Nothing" in text


def test_words_broken_at_a_line_end_are_made_whole(tmp_path: Path) -> None:
    """The document's own words tell ``treatment`` from ``double-blind``; ranges and names keep their dash."""
    lines = [
        "The treatment was given in a double-blind way, and the treat-",
        "ment ended in week 16, as planned in this double-",
        "blind study, with 12 to 18 visits in all and a range of 3–",
        "5 tubes for each of the adults; the levels of IL-",
        "4 were the same, and so were those of all CRP-",
        "based scores that were written down by the doctors in it.",
    ]
    text = reading(tmp_path, column(60, 100, lines)).text

    assert "the treatment ended" in text
    assert "this double-blind study" in text
    assert "range of 3–5 tubes" in text
    assert "levels of IL-4 were" in text
    assert "all CRP-based scores" in text


def test_abstract_without_a_heading_is_named(tmp_path: Path) -> None:
    """What stands before the introduction, in sentences and at length, is the abstract."""
    abstract = [*BODY, *MORE, *BODY, *MORE]
    page = [
        *column(60, 80, ["A cream against itch of the hands in adults"], 18, "Times-Bold"),
        *column(60, 120, abstract, 9),
        *column(60, 280, ["Introduction"], 12, "Times-Bold"),
        *column(60, 300, [*BODY, *MORE, *BODY, *MORE, *BODY]),
    ]
    document = reading(tmp_path, page)

    assert [block.section for block in document.blocks if block.kind == "paragraph"] == ["abstract", ""]


def test_run_in_headings_name_the_sections(tmp_path: Path) -> None:
    """What is named twice is named in the abstract first; the rest of a part has its section."""
    told = [f"METHODS—{BODY[0]}", *BODY[1:]], [f"RESULTS—{MORE[0]}", *MORE[1:]]
    page = [*column(60, 100, told[0]), *column(60, 150, told[1]), *column(60, 200, BODY)]
    after = [*column(60, 250, told[0]), *column(60, 300, told[1]), *column(60, 350, MORE)]
    document = reading(tmp_path, page, after)

    assert [b.section for b in document.blocks] == ["abstract", "abstract", "other", "methods", "results", "results"]


def test_print_beside_the_page_is_left_out(tmp_path: Path) -> None:
    """Marks for the printer and data for machines are no text of the article."""
    page = [*column(60, 100, BODY), Set(-300, 100, "99 of 100 patients"), Set(60, 300, "10.1000/hidden", 1)]

    assert reading(tmp_path, page).text == " ".join(BODY)


def test_headings_close_to_their_text_are_told_by_their_font(tmp_path: Path) -> None:
    """A heading that stands no further from its text than the lines of the text, hardly larger and not bold."""
    page = [
        Set(60, 80, "A cream against itch of the hands in adults", 18, "Times-Bold"),
        *column(60, 150, BODY),
        Set(60, 186, "Results", 10.4, "Helvetica"),
        Set(60, 198, "Itch at night", 10, "Helvetica-Oblique"),
        *column(60, 210, MORE),
    ]

    assert kinds(reading(tmp_path, page))[1:] == [
        ("paragraph", " ".join(BODY)),
        ("heading", "Results"),
        ("heading", "Itch at night"),
        ("paragraph", " ".join(MORE)),
    ]


def test_line_of_another_font_in_a_sentence_is_no_heading(tmp_path: Path) -> None:
    """A line in italics between an open sentence and its rest."""
    page = [*column(60, 150, BODY[:2]), Set(60, 174, "Before the cream", 10, "Times-Italic"), *column(60, 186, MORE)]

    assert kinds(reading(tmp_path, page)) == [("paragraph", " ".join((*BODY[:2], "Before the cream", *MORE)))]


def test_abstract_stands_beside_dates_and_keywords(tmp_path: Path) -> None:
    """Short lines at heights of their own beside the abstract are read before it; the columns below follow."""
    page = [
        Set(60, 60, "A cream against itch of the hands in adults", 18, "Times-Bold"),
        Set(60, 100, "a r t i c l e  i n f o", 9),
        Set(200, 100, "a b s t r a c t", 9),
        *column(60, 118, ["Received 2 May 2011", "Accepted 9 July 2011", "", "Keywords:", "Itch", "Cream"], 7),
        *column(200, 118, [*BODY, *MORE], 8),
        Set(60, 240, "Introduction", 10, "Times-Bold"),
        *column(60, 254, BODY * 3),
        *column(320, 240, MORE * 3),
    ]
    listed = kinds(reading(tmp_path, page))

    assert ("heading", "a b s t r a c t") in listed
    assert ("paragraph", " ".join((*BODY, *MORE))) in listed
    assert ("paragraph", "Received 2 May 2011 Accepted 9 July 2011") in listed


def test_parts_of_an_abstract_named_by_their_first_words_are_the_abstract(tmp_path: Path) -> None:
    """In a font of its own, with nothing behind it; the article has headings, its abstract has none."""
    parts = [("Objective", BODY), ("Methods", MORE), ("Results", BODY)]
    page = [Set(60, 60, "A cream against itch of the hands in adults", 18, "Times-Bold")]
    for k, (name, lines) in enumerate(parts):
        page += [Set(60, 100 + 50 * k, name, 10, "Helvetica"), Set(112, 100 + 50 * k, lines[0])]
        page += column(60, 112 + 50 * k, lines[1:])
    page += [*column(60, 270, ["Introduction"], 12, "Times-Bold"), *column(60, 286, BODY), *column(60, 340, MORE)]
    page += [*column(60, 400, ["Results"], 12, "Times-Bold"), *column(60, 416, MORE)]

    document = reading(tmp_path, page)
    told = [block.extent.of(document.text).split()[0] for block in document.blocks if block.section == "abstract"]
    assert told == ["Objective", "Methods", "Results"]
