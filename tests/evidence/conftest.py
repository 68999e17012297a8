"""Reports as short as a test can say them, in our own words, read by the real pipeline."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

import pipeline
from pipeline.extract import Extractor
from pipeline.extraction import Extraction


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """Any trial, no therapeutic lexicon; loaded once."""
    return pipeline.load("default")


@pytest.fixture
def article(tmp_path: Path, extractor: Extractor) -> Callable[..., Extraction]:
    """An article of paragraphs and tables, each table a caption, rows of cells (the first row the heads) and a note."""

    def make(*paragraphs: str, tables: Sequence[tuple[str, Sequence[Sequence[str]], str]] = ()) -> Extraction:
        path = tmp_path / "trial.xml"
        path.write_text(jats(paragraphs, tables), encoding="utf-8")
        return extractor.extract(path)

    return make


def jats(paragraphs: Sequence[str], tables: Sequence[tuple[str, Sequence[Sequence[str]], str]] = ()) -> str:
    """The article as JATS XML."""
    body = "".join(f"<p>{p}</p>" for p in paragraphs)
    for number, (caption, rows, note) in enumerate(tables, start=1):
        head = "".join(f"<th>{cell}</th>" for cell in rows[0])
        lines = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows[1:])
        body += (
            f"<table-wrap><label>Table {number}</label><caption><p>{caption}</p></caption><table><thead><tr>{head}</tr>"
            f"</thead><tbody>{lines}</tbody></table><table-wrap-foot><p>{note}</p></table-wrap-foot></table-wrap>"
        )
    return f"<article><body><sec><title>Results</title>{body}</sec></body></article>"
