"""What a web page becomes: the article without menus, adverts and lists of links."""

import gzip
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import read

PAGE = """<!DOCTYPE html><html><head><title>News</title><script>document.write("99 patients")</script></head><body>
<header><nav><ul><li><a href="/">Home</a></li><li><a href="/news">News 12</a></li></ul></nav></header>
<div class="cookie-banner"><p>We use 3 cookies.</p></div>
<main><article><h1>Cream eases itch</h1><p class="byline">By a reporter</p>
<p>In a trial of 80 patients, itch fell by 20%<sup><a href="#ref1">1</a></sup> <b>within</b> 4 weeks.<br>It was mild.</p>
<h2>What was found</h2>
<p>Of the others, 35% improved.</p><script>alert(1)</script>
<p><b>Table 1.</b> Itch at the end</p>
<table><tr><th></th><th>Cream (n = 40)</th><th>Placebo (n = 40)</th></tr>
<tr><td>Itch, mean (SD)</td><td>3.1 (1.2)<sup>a</sup></td><td>5.0 (2)</td></tr>
<tr><td style="padding-left:10px">of the arms</td><td>2</td><td>4</td></tr></table>
<p>a P&lt;0.05 against placebo.</p>
<figure><img src="x.png"><figcaption>Figure 1. Itch over 4 weeks.</figcaption></figure>
<form><p>Send me 5 letters</p></form><aside><p>Try our 7 tips</p></aside>
<ul><li>The cream burns.</li><li>Two stopped.</li></ul>
<p>All of it ended.</p></article></main>
<div class="related"><h3>Related</h3><ul><li><a href="/a">10 foods</a></li><li><a href="/b">12 tips</a></li></ul></div>
<footer><p>Copyright 2024</p></footer></body></html>"""


def reading(tmp_path: Path, content: str | bytes, name: str = "a.html") -> Document:
    """The document of a file with this content."""
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read(path)


def test_only_the_article_is_kept(tmp_path: Path) -> None:
    """Headings, paragraphs, lists, legends and tables in order; nothing of scripts, menus and forms."""
    document = reading(tmp_path, PAGE)

    assert [(b.kind, b.extent.of(document.text)) for b in document.blocks] == [
        ("title", "Cream eases itch"),
        ("paragraph", "By a reporter"),
        ("paragraph", "In a trial of 80 patients, itch fell by 20% within 4 weeks. It was mild."),
        ("heading", "What was found"),
        ("paragraph", "Of the others, 35% improved."),
        ("caption", "Figure 1. Itch over 4 weeks."),
        ("paragraph", "The cream burns."),
        ("paragraph", "Two stopped."),
        ("paragraph", "All of it ended."),
    ]


def test_table_has_the_caption_before_and_the_notes_behind_it(tmp_path: Path) -> None:
    """Pages set both as plain paragraphs."""
    document = reading(tmp_path, PAGE)
    (grid,) = document.grids

    assert (grid.label, grid.caption.of(document.text)) == ("Table 1", "Table 1. Itch at the end")
    assert [[c.extent.of(document.text) for c in row] for row in grid.rows] == [
        ["", "Cream (n = 40)", "Placebo (n = 40)"], ["Itch, mean (SD)", "3.1 (1.2)", "5.0 (2)"], ["of the arms", "2", "4"],
    ]  # fmt: skip
    assert grid.rows[1][1].signs == ("a",)
    assert grid.rows[2][0].indent > 0
    assert [(n.sign, n.extent.of(document.text)) for n in grid.notes] == [("a", "a P<0.05 against placebo.")]


def test_xhtml_and_pages_without_a_main_part(tmp_path: Path) -> None:
    """``<script/>`` hides nothing in XHTML; the body is the article where nothing else says so."""
    page = (
        '<?xml version="1.0"?><!DOCTYPE html PUBLIC "x" "y"><html xmlns="http://www.w3.org/1999/xhtml"><head><script src="a"/>'
        "</head><body><p>Mean &plusmn; SD</p><div>loose <i>words</i></div></body></html>"
    )
    document = reading(tmp_path, page)

    assert document.text == "Mean ± SD\n\nloose words"


def test_layout_tables_are_walked_through(tmp_path: Path) -> None:
    """Old pages are one table; only the inner one holds data."""
    page = (
        "<html><body><table><tr><td><p>Left.</p></td><td><table><tr><th>A</th><th>B</th></tr><tr><td>x</td><td>1</td></tr>"
        "</table></td></tr></table></body></html>"
    )
    document = reading(tmp_path, page)

    assert [b.extent.of(document.text) for b in document.blocks] == ["Left."]
    assert len(document.grids) == 1


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "iso-8859-1"])
def test_encodings(tmp_path: Path, codec: str) -> None:
    """What a page declares, else UTF-8 where it is that."""
    page = (
        f"<html><head><meta charset='{codec.removesuffix('-sig')}'></head><body><p>caf\u00e9 \u00b1 2</p></body></html>"
    )

    assert reading(tmp_path, page.encode(codec)).text == "café ± 2"


def test_deep_pages_are_refused(tmp_path: Path) -> None:
    """However deep, the answer comes at once and in one line."""
    for depth in (300, 10_000):
        with pytest.raises(ReadError, match=r"nested more than 200|is broken HTML|without any text"):
            reading(tmp_path, "<html><body>" + "<div>" * depth + "deep" + "</div>" * depth + "</body></html>")


def test_entities_are_never_expanded(tmp_path: Path) -> None:
    """Neither in XHTML nor, where declared, in HTML."""
    page = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]><html><body><p>A &x; B</p></body></html>'
    assert "root:" not in reading(tmp_path, page).text
    with pytest.raises(ReadError, match="entity &x;"):
        reading(tmp_path, "<?xml version='1.0'?>" + page)


def test_truncated_pages_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    """Cut at twenty places each, packed or not: a result or a clear error."""
    for raw in (PAGE.encode(), gzip.compress(PAGE.encode())):
        for k in range(1, 21):
            try:
                assert reading(tmp_path, raw[: len(raw) * k // 21]).text.strip()
            except ReadError:
                continue
