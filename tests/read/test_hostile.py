"""Files cut off, nested without end, packed to do harm, or with programs in them: a document or one clear error, soon.

What only PDF files can hold is in test_pdf_hostile.py; entities are in test_jats.py and test_html.py.
"""

import gzip
import random
import time
from pathlib import Path

import pytest

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.read import read
from tests.read import pdf_pages
from tests.read.test_html import PAGE
from tests.read.test_jats import ARTICLE
from tests.read.test_markdown import PANDOC, PIPES

_SOON = 30.0  # seconds; nearly all take milliseconds
TEXT = "Itch fell by −3.4 ± 1.1 points (P<0.001).\r\n\fTable 1. Ärzte\n\nEASI-50   19 (35)   6 (15)\n" * 5
WHOLE = {
    ".txt": TEXT.encode(),
    ".utf16.txt": TEXT.encode("utf-16"),
    ".md": PIPES.encode(),
    ".pandoc.md": PANDOC.encode(),
    ".xml": ARTICLE.encode(),
    ".html": PAGE.encode(),
    ".pdf": pdf_pages.article(2, 2),
}
DEEP = {
    "quotes.md": "> " * 10_000 + "deep 12 (3)",
    "lists.md": "".join("  " * k + f"- {k}\n" for k in range(0, 10_000, 20)),
    "brackets.md": "[" * 10_000 + "deep" + "](x)" * 10_000,
    "stars.md": "*" * 10_000 + "deep" + "*" * 10_000,
    "brackets.txt": "(" * 10_000 + "12 (3)" + ")" * 10_000,
    "tables.md": "<table><tr><td>" * 10_000 + "12 (3)",
    "sections.xml": "<article><body>" + "<sec>" * 10_000 + "<p>12 (3)</p>" + "</sec>" * 10_000 + "</body></article>",
    "tables.html": "<html><body>" + "<table><tr><td>" * 10_000 + "12 (3)" + "</td></tr></table>" * 10_000,
    "unclosed.html": "<html><body>" + "<b><i>" * 10_000 + "12 (3)",
}


def soon(path: Path) -> Document | None:
    """The document; None where one line says which file is refused, and why."""
    started = time.perf_counter()
    found: Document | None = None
    told = ""
    try:
        found = read(path)
    except ReadError as error:
        told = str(error)
    assert time.perf_counter() - started < _SOON
    assert found is not None or (told.startswith(f"{path}: ") and len(told.splitlines()) == 1)
    return found


@pytest.mark.parametrize("suffix", WHOLE)
@pytest.mark.parametrize("packed", [False, True])
def test_a_file_cut_off_anywhere_is_read_or_refused(suffix: str, packed: bool, tmp_path: Path) -> None:
    """At twenty random places; a packed file that was cut off is always refused."""
    raw = gzip.compress(WHOLE[suffix], mtime=0) if packed else WHOLE[suffix]
    path = tmp_path / f"report{suffix}{'.gz' if packed else ''}"
    places = random.Random(suffix).sample(range(1, len(raw) - 8), 20)

    for place in places:
        path.write_bytes(raw[:place])
        found = soon(path)
        assert not (packed and place > 1 and found is not None)
    path.write_bytes(raw)
    assert soon(path) is not None


@pytest.mark.parametrize("name", DEEP)
def test_ten_thousand_levels_do_no_harm(name: str, tmp_path: Path) -> None:
    """Whatever is nested: its text, or one clear error."""
    path = tmp_path / name
    path.write_text(DEEP[name], encoding="utf-8")

    soon(path)


@pytest.mark.parametrize("suffix", [".txt", ".md", ".xml", ".html", ".pdf"])
def test_a_bomb_is_refused_whatever_it_is_called(suffix: str, tmp_path: Path) -> None:
    """A small file that unpacks to far more than any report, in gzip and in gzip within gzip."""
    bomb = gzip.compress(b"<p>12 (3)" + b" " * 150_000_000, 1)
    for raw, cause in ((bomb, "too large unpacked"), (gzip.compress(bomb), "a gzip file inside a gzip file")):
        path = tmp_path / f"bomb{suffix}.gz"
        path.write_bytes(raw)

        with pytest.raises(ReadError, match=cause):
            read(path)


def test_programs_of_a_page_are_neither_run_nor_read(tmp_path: Path) -> None:
    """Scripts, handlers, frames, forms, styles and addresses of programs; the words between them stay."""
    path = tmp_path / "page.html"
    path.write_text(
        "<html><head><script>secret()</script><style>p::after {content: 'secret'}</style></head><body>"
        "<main onload='secret()'><h1>Itch and creams</h1><p onclick='secret()'>Itch fell in 12 of 40 "
        "<a href='javascript:secret()'>patients</a>.<script>document.write('secret')</script></p>"
        "<noscript>secret</noscript><iframe srcdoc='secret'></iframe><template>secret</template>"
        "<object data='secret.swf'>secret</object><svg><script>secret()</script></svg>"
        "<form><input value='secret'></form><p>It was mild.</p></main></body></html>",
        encoding="utf-8",
    )

    found = soon(path)

    assert found is not None
    assert "12 of 40 patients." in found.text
    assert "It was mild." in found.text
    assert "secret" not in found.text
