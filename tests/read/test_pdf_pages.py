"""The PDF factories make what they say, as pdfium sees it."""

import pypdfium2
import pytest

from tests.read import pdf_pages


def _text(raw: bytes) -> str:
    """All characters of the text layer, blanks levelled."""
    document = pypdfium2.PdfDocument(raw)
    return " ".join(" ".join(page.get_textpage().get_text_range() for page in document).split())


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_pages_say_all_sentences_in_order(columns: int, turn: int) -> None:
    """Columns and turned pages are set so that the order of the file is the order of reading."""
    text = _text(pdf_pages.article(2, columns, turn=turn))

    places = [text.find(sentence) for sentence in pdf_pages.SENTENCES]
    assert -1 not in places
    assert places == sorted(places)


def test_factories_are_deterministic() -> None:
    """The same bytes each time, encryption included."""
    assert pdf_pages.article(2, 2) == pdf_pages.article(2, 2)
    assert pdf_pages.encrypted() == pdf_pages.encrypted()
    assert pdf_pages.truncated(pdf_pages.article()) == pdf_pages.truncated(pdf_pages.article())


def test_broken_kinds_are_broken_as_said() -> None:
    """A password, no text layer, no page; a wrong cross-reference table alone can be mended."""
    with pytest.raises(pypdfium2.PdfiumError, match="password"):
        pypdfium2.PdfDocument(pdf_pages.encrypted())
    assert pdf_pages.SENTENCES[0] in _text(pdf_pages.encrypted(user=""))
    assert _text(pdf_pages.scanned()) == _text(pdf_pages.blank()) == ""
    assert pdf_pages.SENTENCES[0] in _text(pdf_pages.broken_xref(entries=False))
    assert len(set(pdf_pages.truncated(pdf_pages.article()))) == 20


@pytest.mark.parametrize("where", ["array", "dictionary", "content", "pages", "outline"])
def test_nested_files_hold_a_line_where_nesting_is_shallow(where: str) -> None:
    """Only the depth is wrong with them."""
    assert "12 of 40 patients" in _text(pdf_pages.nested(5, where=where))


def test_wrong_glyphs_print_one_sign_and_say_another() -> None:
    """What pdfium extracts has the wrong characters and else the printed lines."""
    text = _text(pdf_pages.wrong_glyphs())

    assert "P,0.001" in text.replace(" ", "")
    assert not set("<≥±=") & set(text)
    assert "(cid:12)" in _text(pdf_pages.spelled_cids())
