"""PDF files that are broken, closed or made to do harm: a result or one clear error, soon."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import read
from tests.read import pdf_pages

_SOON = 90.0  # seconds; most take well below one, 2,000 pages ten
_REAL = sorted((Path(__file__).parents[3] / "shared" / "peers" / "yun2024" / "pdf").glob("*.pdf"))


def _read(folder: Path, raw: bytes) -> Document | ReadError:
    """The document or the error, which names the file and is one line."""
    path = folder / "report.pdf"
    path.write_bytes(raw)
    started = time.perf_counter()
    found: Document | ReadError
    try:
        found = read(path)
    except ReadError as error:
        found = error
    if isinstance(found, ReadError):
        assert str(found).startswith(f"{path}: is ")
        assert "\n" not in str(found)
    assert time.perf_counter() - started < _SOON
    return found


@pytest.mark.parametrize(
    ("make", "cause"),
    [
        (pdf_pages.encrypted, "encrypted"),
        (pdf_pages.scanned, "scanned"),
        (pdf_pages.blank, "without any text"),
        (pdf_pages.without_pages, "broken"),
    ],
)
def test_what_cannot_be_read_is_told_by_its_cause(tmp_path: Path, make: Callable[[], bytes], cause: str) -> None:
    """Not an empty document, which would look like a report without results."""
    found = _read(tmp_path, make())

    assert isinstance(found, ReadError)
    assert cause in str(found)


@pytest.mark.parametrize(
    "raw",
    [pdf_pages.encrypted(user=""), pdf_pages.broken_xref(), pdf_pages.broken_xref(entries=False)],
    ids=["no password to open", "wrong table", "wrong start"],
)
def test_what_any_viewer_opens_is_read(tmp_path: Path, raw: bytes) -> None:
    """A file that only forbids copying, and cross-reference tables that point anywhere."""
    found = _read(tmp_path, raw)

    assert isinstance(found, Document)
    assert all(" ".join(sentence.split()) in " ".join(found.text.split()) for sentence in pdf_pages.SENTENCES)


def test_files_cut_off_anywhere_are_read_or_refused(tmp_path: Path) -> None:
    """Downloads that broke off, at 20 random places."""
    for raw in pdf_pages.truncated(pdf_pages.article(3, 2)):
        _read(tmp_path, raw)


@pytest.mark.slow
@pytest.mark.skipif(not _REAL, reason="the PDFs are not here (../shared/peers)")
def test_real_files_cut_off_anywhere_are_read_or_refused(tmp_path: Path) -> None:
    """Object streams, pictures and embedded fonts broken off as well."""
    smallest = min(_REAL, key=lambda path: path.stat().st_size)
    for raw in pdf_pages.truncated(smallest.read_bytes(), seed=1):
        _read(tmp_path, raw)


@pytest.mark.parametrize("where", ["array", "dictionary", "content", "pages", "outline"])
def test_nesting_of_ten_thousand_levels_does_no_harm(tmp_path: Path, where: str) -> None:
    """Whatever of a file is nested: the line on its page, or an error."""
    found = _read(tmp_path, pdf_pages.nested(10_000, where=where))

    assert isinstance(found, ReadError) or "12 of 40 patients" in found.text


def test_two_thousand_pages_are_read_to_the_last(tmp_path: Path) -> None:
    """The length of a study report that a sponsor hands in; running heads and page numbers drop out."""
    found = _read(tmp_path, pdf_pages.long_report(2000))

    assert isinstance(found, Document)
    words = " ".join(found.text.split())
    assert all(f", wrote site {number}." in words for number in (1, 2, 999, 2000))
    assert "Hand eczema cream study" not in words[100:]


@pytest.mark.parametrize("raw", [pdf_pages.unmapped(), pdf_pages.spelled_cids(), pdf_pages.wrong_glyphs()])
def test_signs_that_no_font_explains_do_no_harm(tmp_path: Path, raw: bytes) -> None:
    """The words around them are read."""
    found = _read(tmp_path, raw)

    assert isinstance(found, Document)
    assert "61" in found.text
