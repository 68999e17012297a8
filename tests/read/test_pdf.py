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
