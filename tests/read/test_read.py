"""What a file becomes, and what is said of one that cannot be read."""

import hashlib
import os
from pathlib import Path

import pytest

from pipeline import read as reading
from pipeline.errors import ReadError
from pipeline.read import read


def test_text_is_the_decoded_file_untouched(tmp_path: Path) -> None:
    """Newlines of every kind, page feeds and outer blanks stay, so that offsets are those of the file."""
    raw = " one\r\ntwo\rthree\n\f four −1.5\u2009± 2 \n".encode()
    path = tmp_path / "a.b.txt"
    path.write_bytes(raw)

    document = read(path)

    assert document.text == raw.decode()
    assert document.doc_id == "a.b"
    assert document.sha256 == hashlib.sha256(raw).hexdigest()


@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16"])
def test_byte_order_mark_is_no_part_of_the_text(tmp_path: Path, codec: str) -> None:
    """Offset 0 is the first character a reader sees."""
    path = tmp_path / "x.txt"
    path.write_bytes("85% ≥EASI-50".encode(codec))

    assert read(str(path)).text == "85% ≥EASI-50"


CAUSES = [
    (b"", "is empty"),
    (b" \n\t\r\n\x0c", "holds nothing but white space"),
    (b"\xef\xbb\xbf\n", "holds nothing but white space"),
    (b"caf\xe9 au lait", "is not UTF-8: byte 0xe9 at offset 3"),
    (b"\xef\xbb\xbfcaf\xe9", "is not UTF-8: byte 0xe9 at offset 6"),
    (b"cut in a sign: \xe2\x89", "is not UTF-8: byte 0xe2 at offset 15"),
    (b"\xff\xfeA\x00B", "is not UTF-16"),
    (b"abc\x00def", "is binary: NUL byte at offset 3"),
    (b"\x01\x02\x03 some text \x04", "is binary: 4 control characters"),
    (b"%PDF-1.7\n%\xe2\xe3", "is a broken PDF"),
    (b"\xef\xbb\xbf\n<?xml version='1.0'?><article/>", "is XML without any text of an article"),
    (b"<?xml version='1.0'?><svg/>", "is XML, but no JATS article (its root is <svg>)"),
    (b"<!DOCTYPE html><html></html>", "is an HTML page without any text of an article"),
    (b"PK\x03\x04....", "is a ZIP archive or an Office document; this version reads plain text"),
]


@pytest.mark.parametrize(("raw", "cause"), CAUSES)
def test_what_is_no_plain_text_is_refused_in_one_line(tmp_path: Path, raw: bytes, cause: str) -> None:
    """The content decides, not the suffix, and nothing is guessed."""
    path = tmp_path / "report.txt"
    path.write_bytes(raw)

    with pytest.raises(ReadError) as caught:
        read(path)

    assert str(caught.value).startswith(f"{path}: {cause}")
    assert "\n" not in str(caught.value)


def test_missing_file_and_folder_are_named(tmp_path: Path) -> None:
    """The two commonest mistakes on a command line."""
    with pytest.raises(ReadError, match=r"nowhere\.txt: does not exist"):
        read(tmp_path / "nowhere.txt")
    with pytest.raises(ReadError, match="is a folder"):
        read(tmp_path)
    with pytest.raises(ReadError, match="cannot be read"):
        read(tmp_path / "a\0b.txt")


def test_file_over_the_limit_is_not_even_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The size is asked for before the bytes."""
    path = tmp_path / "big.txt"
    path.write_text("12345")
    monkeypatch.setattr(reading, "LIMIT", 4)

    with pytest.raises(ReadError, match=r"too large \(5 bytes; the limit is 4\)"):
        read(path)


def test_forbidden_file_is_named(tmp_path: Path) -> None:
    """Permission is a cause of its own."""
    path = tmp_path / "locked.txt"
    path.write_text("text")
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")

    with pytest.raises(ReadError, match="permission denied"):
        read(path)
