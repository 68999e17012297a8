"""What a PDF becomes: its words in reading order, without what pages print around them."""

import hashlib
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import read
from tests.read import pdf_pages


def reading(tmp_path: Path, raw: bytes, name: str = "a.pdf") -> Document:
    """The document of a file with these bytes."""
    path = tmp_path / name
    path.write_bytes(raw)
    return read(path)


def refusal(tmp_path: Path, raw: bytes) -> str:
    """Why a file with these bytes is refused; empty when it is read."""
    try:
        reading(tmp_path, raw)
    except ReadError as error:
        return str(error)
    return ""


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("turn", [0, 180])
def test_columns_are_read_one_after_another(tmp_path: Path, columns: int, turn: int) -> None:
    """Whatever the page is turned by; running head and page number are no part of the text."""
    document = reading(tmp_path, pdf_pages.article(3, columns, turn=turn))

    assert " ".join(document.text.split()) == " ".join(3 * pdf_pages.SENTENCES)


def test_document_is_known_by_its_bytes(tmp_path: Path) -> None:
    """The identity does not depend on how the text is composed."""
    raw = pdf_pages.article()
    document = reading(tmp_path, raw)

    assert document.doc_id == "a"
    assert document.sha256 == hashlib.sha256(raw).hexdigest()


def test_each_block_says_its_page_and_box(tmp_path: Path) -> None:
    """Anchors are what a reviewer finds the number by."""
    document = reading(tmp_path, pdf_pages.article(2, 2))

    assert {a.page for a in document.anchors} == {1, 2}
    for anchor in document.anchors:
        assert anchor.box is not None
        left, top, right, bottom = anchor.box
        assert 0 <= left < right <= 596
        assert 0 <= top < bottom <= 842


def test_protected_file_is_refused(tmp_path: Path) -> None:
    """A password is needed to open it."""
    with pytest.raises(ReadError, match="is an encrypted PDF"):
        reading(tmp_path, pdf_pages.encrypted())


REFUSED = [
    (pdf_pages.encrypted(), "is an encrypted PDF"),
    (pdf_pages.scanned(3), "is a scanned PDF: 3 of 3 pages are pictures"),
    (pdf_pages.blank(), "is a PDF without any text"),
    (pdf_pages.without_pages(), "is a broken PDF: no page of it can be found"),
    (b"%PDF-1.7\nnothing of a file", "is a broken PDF"),
]


@pytest.mark.parametrize(("raw", "cause"), REFUSED)
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, raw: bytes, cause: str) -> None:
    """The user learns what the file is and what to do."""
    with pytest.raises(ReadError) as caught:
        reading(tmp_path, raw)

    assert cause in str(caught.value)
    assert "\n" not in str(caught.value)


def test_file_with_an_empty_password_is_read(tmp_path: Path) -> None:
    """It only forbids copying in a viewer; every program may open it."""
    assert "214 adults" in reading(tmp_path, pdf_pages.encrypted("")).text


def test_truncated_file_is_read_or_refused(tmp_path: Path) -> None:
    """Never anything but a document or one clear error."""
    whole = pdf_pages.article(4, 2)
    for raw in pdf_pages.truncated(whole):
        assert "PDF" in refusal(tmp_path, raw) or reading(tmp_path, raw).text


@pytest.mark.parametrize("where", ["array", "dictionary", "content", "pages", "outline"])
def test_deep_nesting_does_no_harm(tmp_path: Path, where: str) -> None:
    """A file nested 10,000 deep is read or refused."""
    raw = pdf_pages.nested(where=where)

    assert "PDF" in refusal(tmp_path, raw) or "12 of 40 patients" in reading(tmp_path, raw).text


def test_broken_index_is_repaired(tmp_path: Path) -> None:
    """Viewers open such files, and so do we."""
    assert "214 adults" in reading(tmp_path, pdf_pages.broken_xref()).text


def test_signs_are_read_as_they_are_printed(tmp_path: Path) -> None:
    """``P,0.001`` in the text layer is printed ``P<0.001``; commas of the text font stay."""
    document = reading(tmp_path, pdf_pages.wrong_glyphs())

    assert " ".join(document.text.split()) == " ".join(pdf_pages.PRINTED)
    assert set(document.mended) == {"<", "≥", "±", "="}


@pytest.mark.parametrize("signs", ["≥", "<≥", "=≥", "±≥"])
def test_each_sign_is_told_by_its_own_shape(tmp_path: Path, signs: str) -> None:
    """No other sign of the document need be wrong."""
    assert reading(tmp_path, pdf_pages.wrong_glyphs(list(signs))).mended == signs


def test_sound_text_layer_is_believed(tmp_path: Path) -> None:
    """Nothing is mended where every character comes from a font of text."""
    assert reading(tmp_path, pdf_pages.article(2, 2)).mended == ""


def test_words_outside_the_frame_of_an_embedded_page_are_not_printed(tmp_path: Path) -> None:
    """A figure that was cut out of another page brings that page's words along, unseen."""
    seen = reading(tmp_path, pdf_pages.embedded()).text

    assert "61 patients" in seen
    assert "Axis" in seen
    assert "99 patients" not in seen
    assert "99 patients" in reading(tmp_path, pdf_pages.embedded(clipped=False)).text


def test_a_plus_sign_that_stands_askew_is_a_cross(tmp_path: Path) -> None:
    """Some files print their sign of multiplication so."""
    document = reading(tmp_path, pdf_pages.turned_plus())

    assert "4×6 tablets" in document.text.replace(" ×", "×").replace("× ", "×")
    assert document.mended == "×"
