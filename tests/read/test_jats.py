"""What an article in JATS XML becomes, and what is said of one that cannot or must not be read."""

import gzip
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import read

ARTICLE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE article PUBLIC "-//NLM//DTD JATS//EN" "JATS.dtd">
<article xmlns:xlink="http://www.w3.org/1999/xlink"><?properties open_access?>
<front><journal-meta><journal-title>Journal of Itch</journal-title></journal-meta>
<article-meta><title-group><article-title>A trial of <italic>two</italic> creams</article-title></title-group>
<contrib-group><contrib><name><surname>Doe</surname></name></contrib></contrib-group>
<abstract><sec><title>Methods</title><p>We treated 80 patients.</p></sec>
<sec><title>Results</title><p>Itch fell by 20%<xref ref-type="bibr" rid="r1"><sup>1</sup></xref>.</p></sec></abstract>
<kwd-group><kwd>itch</kwd><kwd>cream</kwd></kwd-group></article-meta></front>
<body>
<sec sec-type="methods"><title>Patients</title>
<p>Platelets were above 100 &#215; 10<sup>9</sup>/L, body-mass index below 40 kg/m<sup>2</sup>, CD4<sup>+</sup> counted.
Reduced itch has been seen [<xref ref-type="bibr" rid="r1">1</xref>, <xref ref-type="bibr" rid="r2">2</xref>], first by
Doe (<xref ref-type="bibr" rid="r1">2009</xref>); in 30 to 40%.<sup><xref ref-type="bibr" rid="r1">1</xref>,<xref
ref-type="bibr" rid="r2">2</xref></sup> The 1<sup>st</sup> dose was 5 mg.
<list><list-item><p>aged 18 years</p></list-item><list-item><p>no eczema</p></list-item></list>
Nobody else took part (<italic>n</italic>&#160;=&#160;3), as <inline-formula><mml:math
xmlns:mml="http://www.w3.org/1998/Math/MathML"><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>
</inline-formula> shows.</p></sec>
<sec><title>Results</title><sec><title>Itch</title><p>See the figure.
<fig><label>Figure 1</label><caption><title>Flow.</title><p>Of 80 patients 78 stayed.</p></caption><graphic/></fig>
It fell.</p></sec></sec>
</body>
<back><ref-list><title>References</title><ref><label>1</label><mixed-citation>Doe J. Itch. 2009;4:12.</mixed-citation></ref></ref-list></back>
</article>"""

TABLE = """<article><body><table-wrap><label>Table 2</label><caption><p>Itch at week 4<sup>*</sup></p></caption>
<table><thead><tr><th rowspan="2">Score</th><th colspan="2">Cream<xref ref-type="table-fn" rid="f">a</xref> (n = 40)</th></tr>
<tr><th>Mean</th><th>SD</th></tr></thead>
<tbody><tr><td>&#8195;EASI, kg/m<sup>2</sup></td><td>12.3<sup>b</sup></td><td>4<break/>(1)</td></tr></tbody></table>
<table-wrap-foot><fn><label>a</label><p>Twice a day.</p></fn><p><sup>b</sup>P&lt;0.05. <sup>c</sup>Not done</p></table-wrap-foot>
</table-wrap></body></article>"""


def reading(tmp_path: Path, content: str | bytes, name: str = "a.xml") -> Document:
    """The document of a file with this content."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def blocks(document: Document) -> list[tuple[str, str, str]]:
    """Kind, section and text of each block."""
    return [(b.kind, b.section, b.extent.of(document.text)) for b in document.blocks]


def test_article_is_composed_in_reading_order(tmp_path: Path) -> None:
    """Title, abstract, sections, lists in their place, figures behind their paragraph, references."""
    found = blocks(reading(tmp_path, ARTICLE))

    assert [(kind, section) for kind, section, _ in found] == [
        ("title", ""), ("heading", "abstract"), ("paragraph", "abstract"), ("heading", "abstract"), ("paragraph", "abstract"),
        ("paragraph", "other"), ("heading", "methods"), ("paragraph", "methods"), ("paragraph", "methods"),
        ("paragraph", "methods"), ("paragraph", "methods"), ("heading", ""), ("heading", ""), ("paragraph", ""),
        ("caption", "figure"), ("heading", "references"), ("reference", "references"),
    ]  # fmt: skip
    assert found[0][2] == "A trial of two creams"
    assert found[14][2] == "Figure 1. Flow. Of 80 patients 78 stayed."
    assert found[13][2] == "See the figure. It fell."
    assert found[16][2] == "1 Doe J. Itch. 2009;4:12."


def test_what_is_set_high_does_not_glue_to_numbers(tmp_path: Path) -> None:
    """Reference numbers go, powers are marked, years and ordinals stay."""
    text = reading(tmp_path, ARTICLE).text

    assert "Itch fell by 20%." in text
    assert "100 × 10^9/L" in text
    assert "40 kg/m2, CD4+ counted" in text
    assert "has been seen, first by Doe (2009); in 30 to 40%. The 1st dose" in text
    assert "(n\u00a0=\u00a03), as x^2 shows." in text


def test_headings_know_their_level(tmp_path: Path) -> None:
    """So that a sub-heading does not end its section."""
    document = reading(tmp_path, ARTICLE)

    levels = {b.extent.of(document.text): b.level for b in document.blocks if b.kind == "heading"}
    assert levels["Patients"] == levels["References"] == 1
    assert levels["Itch"] == 2


def test_every_block_and_cell_is_anchored(tmp_path: Path) -> None:
    """An anchor says which element a part of the text comes from, and where that stands."""
    document = reading(tmp_path, ARTICLE)

    anchor = next(a for a in document.anchors if a.extent == document.blocks[0].extent)
    assert anchor.element.endswith("/title-group/article-title")
    assert anchor.line == 5
    assert {b.extent for b in document.blocks} <= {a.extent for a in document.anchors}


def test_table_keeps_spans_signs_and_notes(tmp_path: Path) -> None:
    """Signs are set apart from figures, units keep their power, footnotes have their sign."""
    document = reading(tmp_path, TABLE)
    (grid,) = document.grids

    cells = [
        (c.extent.of(document.text), c.row, c.column, c.rowspan, c.colspan, c.signs) for row in grid.rows for c in row
    ]
    assert (grid.label, grid.caption.of(document.text), grid.signs) == ("Table 2", "Table 2. Itch at week 4", ("*",))
    assert cells == [
        ("Score", 0, 0, 2, 1, ()), ("Cream (n = 40)", 0, 1, 1, 2, ("a",)), ("Mean", 1, 1, 1, 1, ()), ("SD", 1, 2, 1, 1, ()),
        ("EASI, kg/m2", 2, 0, 1, 1, ()), ("12.3", 2, 1, 1, 1, ("b",)), ("4 (1)", 2, 2, 1, 1, ()),
    ]  # fmt: skip
    assert grid.rows[2][0].indent == 2
    assert [p.of(document.text) for p in grid.rows[2][2].pieces] == ["4", "(1)"]
    assert [(n.sign, n.extent.of(document.text)) for n in grid.notes] == [
        ("a", "a Twice a day."), ("b", "b P<0.05."), ("c", "c Not done"),
    ]  # fmt: skip


def test_fragments_of_an_article_are_read(tmp_path: Path) -> None:
    """Other projects cut abstract and sections out, one behind the other, with no root around them."""
    found = blocks(
        reading(tmp_path, "<abstract><p>A &#177; B.</p></abstract><sec><title>Results</title><p>C.</p></sec>")
    )

    assert found == [("paragraph", "abstract", "A ± B."), ("heading", "", "Results"), ("paragraph", "", "C.")]


def test_packed_article_has_the_same_name(tmp_path: Path) -> None:
    """The suffix of the packing is no part of the document's id."""
    document = reading(tmp_path, gzip.compress(ARTICLE.encode()), "PMC1.nxml.gz")

    assert document.doc_id == "PMC1"
    assert document.text == reading(tmp_path, ARTICLE).text


BILLION = "".join(f'<!ENTITY a{k} "{f"&a{k - 1};" * 10 if k else "ha" * 50}">' for k in range(12))
REFUSED = [
    ("<article><body><p>cut", "is broken XML: "),
    ("<article><p>&unknown;</p></article>", "is broken XML: Entity 'unknown' not defined"),
    (
        '<!DOCTYPE article [<!ENTITY x SYSTEM "file:///etc/passwd">]><article><body><p>&x;</p></body></article>',
        "entity &x;",
    ),
    (f"<!DOCTYPE article [{BILLION}]><article><body><p>&a11;</p></body></article>", "is broken XML: Maximum"),
    (f'<!DOCTYPE article [{BILLION}]><article id="&a11;"><body><p>A.</p></body></article>', "is broken XML: "),
    ("<article>" + "<sec>" * 10_000 + "</sec>" * 10_000 + "</article>", "is broken XML: Excessive depth"),
    ("<article><body>" + "<p>" * 210 + "deep" + "</p>" * 210 + "</body></article>", "nested more than 200"),
    ("<?xml version='1.0'?><rss><item/></rss>", "is XML, but no JATS article (its root is <rss>)"),
    ("<pmc-articleset><article/><article/></pmc-articleset>", "holds 2 articles"),
    ("<article><body/></article>", "is XML without any text"),
    ("<?xml version='1.0' encoding='none'?><article/>", "is broken XML: "),
]


@pytest.mark.parametrize(("content", "cause"), REFUSED, ids=[cause for _, cause in REFUSED])
def test_what_is_broken_or_an_attack_is_refused_in_one_line(tmp_path: Path, content: str, cause: str) -> None:
    """Nothing outside the file is opened, nothing is expanded, nothing recurses without end."""
    with pytest.raises(ReadError) as caught:
        reading(tmp_path, content)

    assert cause in str(caught.value)
    assert "\n" not in str(caught.value)
    assert "root:" not in str(caught.value)


def test_spans_beyond_reason_are_cut(tmp_path: Path) -> None:
    """A table of a billion columns is a slip or an attack."""
    wide = TABLE.replace('colspan="2"', 'colspan="999999999"').replace('rowspan="2"', 'rowspan="99999999999"')

    (grid,) = reading(tmp_path, wide).grids
    assert grid.rows[0][1].colspan <= 200


@pytest.mark.parametrize(
    ("rows", "cause"),
    [
        ("<tr>" + "<td>1</td>" * 501 + "</tr>", "holds a table of more than 500 columns"),
        ('<tr><td colspan="99999">wide</td><td>1</td></tr>', "holds a table of more than 500 columns"),
        ("<tr><td>1</td></tr>" * 20_001, "holds a table of more than 20,000 rows"),
    ],
)
def test_tables_too_large_are_refused_not_cut(tmp_path: Path, rows: str, cause: str) -> None:
    """No cell is left out without a word."""
    article = f"<article><body><table-wrap><table><tbody>{rows}</tbody></table></table-wrap></body></article>"

    with pytest.raises(ReadError, match=cause):
        reading(tmp_path, article)


def test_gzip_bomb_is_not_unpacked(tmp_path: Path) -> None:
    """A small file that unpacks to far more than any report is refused at the limit."""
    with pytest.raises(ReadError, match=r"too large unpacked \(more than 100,000,000 bytes\)"):
        reading(tmp_path, gzip.compress(b"<article>" + b" " * 110_000_000, 1), "bomb.xml.gz")


def test_broken_packing_is_named(tmp_path: Path) -> None:
    """Truncated, damaged, or packed twice."""
    packed = gzip.compress(ARTICLE.encode())
    for content in (packed[:100], packed[:40] + b"\0\0\0\0" + packed[44:], packed[:3]):
        with pytest.raises(ReadError, match="is a broken gzip file"):
            reading(tmp_path, content, "a.xml.gz")
    with pytest.raises(ReadError, match="gzip file inside a gzip file"):
        reading(tmp_path, gzip.compress(packed), "a.xml.gz")


@pytest.mark.parametrize("content", [ARTICLE, TABLE])
def test_truncated_articles_are_broken_xml(tmp_path: Path, content: str) -> None:
    """Cut at twenty places each."""
    raw = content.encode()
    for k in range(1, 21):
        with pytest.raises(ReadError):
            reading(tmp_path, raw[: len(raw) * k // 21])


def test_old_entities_need_no_document_type(tmp_path: Path) -> None:
    """Where a DTD is named but not read, the names that HTML knows stand for their characters."""
    document = reading(tmp_path, '<!DOCTYPE article SYSTEM "x.dtd"><article><body><p>1 &plusmn; 2</p></body></article>')

    assert document.text == "1 ± 2"
