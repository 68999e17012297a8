"""The sections and passages of documents whose source marks up what is what."""

from pathlib import Path

from pipeline.document import Document
from pipeline.read.jats import read
from pipeline.segment import SectionTerms
from pipeline.segment.structured import from_blocks
from pipeline.tables.grids import from_grids

TABLE = (
    "<table-wrap><label>Table 1</label><caption><p>Itch</p></caption><table><thead><tr><th>x</th><th>A</th></tr></thead>"
    "<tbody><tr><td>Itch</td><td>1</td></tr></tbody></table></table-wrap>"
)
PICTURE = "<table-wrap><label>Table 2</label><caption><p>Pain</p></caption><graphic/></table-wrap>"
ARTICLE = f"""<article><front><article-meta><title-group><article-title>Creams</article-title></title-group>
<abstract><title>Abstract</title><sec><title>Results</title><p>Itch fell.</p></sec></abstract></article-meta></front>
<body><p>First words.</p><sec><title>2. Methods and Materials</title><p>We gave creams.</p>
<sec><title>Results of earlier trials</title><p>None.</p></sec></sec>
<sec sec-type="results"><title>What came out</title><sec><title>Discussion</title><p>Groups talked.</p>{TABLE}{PICTURE}
<fig><label>Figure 1</label><caption><p>Flow.</p></caption></fig></sec></sec>
<sec><title>Discussion</title><p>Creams work.</p></sec></body>
<back><ref-list><ref><mixed-citation>Doe J. 2009.</mixed-citation></ref></ref-list></back></article>"""


def shown(article: str, terms: SectionTerms) -> tuple[Document, list[tuple[str, str]], list[tuple[str, str, str]]]:
    """Sections as name and heading, passages as kind, section and words."""
    document = read(Path("a.xml"), article.encode())
    sections, passages = from_blocks(document, from_grids(document), terms)
    text = document.text
    named = [(s.name, s.heading.of(text) if s.heading else "") for s in sections]
    assert [s.extent.start for s in sections] == [0, *(s.extent.end for s in sections[:-1])]
    assert sections[-1].extent.end == len(text)
    return document, named, [(p.kind, p.section, p.extent.of(text)) for p in passages]


def test_sections_follow_types_and_titles(terms: SectionTerms) -> None:
    """The source's own word goes first, then the outermost known heading; inside the abstract all is abstract."""
    _, sections, passages = shown(ARTICLE, terms)

    assert sections == [
        ("other", ""), ("abstract", "Abstract"), ("other", ""), ("methods", "2. Methods and Materials"),
        ("results", "What came out"), ("discussion", "Discussion"), ("other", ""),
    ]  # fmt: skip
    assert passages == [
        ("heading", "other", "Creams"),
        ("heading", "abstract", "Abstract"),
        ("heading", "abstract", "Results"),
        ("prose", "abstract", "Itch fell."),
        ("prose", "other", "First words."),
        ("heading", "methods", "2. Methods and Materials"),
        ("prose", "methods", "We gave creams."),
        ("heading", "methods", "Results of earlier trials"),
        ("prose", "methods", "None."),
        ("heading", "results", "What came out"),
        ("heading", "results", "Discussion"),
        ("prose", "results", "Groups talked."),
        ("caption", "table", "Table 2. Pain"),
        ("caption", "figure", "Figure 1. Flow."),
        ("heading", "discussion", "Discussion"),
        ("prose", "discussion", "Creams work."),
        ("reference", "other", "Doe J. 2009."),
    ]


def test_tables_hold_no_passage(terms: SectionTerms) -> None:
    """What a table takes is not read as prose again; a caption whose table holds no cell is."""
    document, _, passages = shown(ARTICLE, terms)
    empty = ARTICLE.replace("<td>1</td>", "<td></td>")

    assert not any("Table 1" in words for _, _, words in passages)
    assert ("caption", "table", "Table 1. Itch") in shown(empty, terms)[2]
    assert "Table 1. Itch\nx\tA\nItch\t1" in document.text


def test_document_without_headings_is_one_section(terms: SectionTerms) -> None:
    """A page of a few paragraphs."""
    _, sections, passages = shown("<article><body><p>A.</p></body></article>", terms)

    assert sections == [("other", "")]
    assert passages == [("prose", "other", "A.")]
