"""What is done with each input, and what must hold of the outcome."""

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Final

from pipeline.document import Document
from pipeline.errors import ReadError
from pipeline.extent import Extent
from pipeline.extract import Extractor, load
from pipeline.lexicon import Term
from pipeline.lines import lines
from pipeline.normalise import timepoints
from pipeline.normalise.numbers import in_words, number
from pipeline.normalise.pvalues import p_value
from pipeline.normalise.reader import Reader
from pipeline.normalise.typography import levelled
from pipeline.normalise.units import Units
from pipeline.read import read
from pipeline.tables import cells

SUFFIXES: Final = {"text": ".txt", "jats": ".xml", "html": ".html", "markdown": ".md", "pdf": ".pdf"}
_READER: Final = Reader(Units([Term("mg/dL", "mg/dL"), Term("%", "%"), Term("10*9/L", "x10^9/L"), Term("d", "days")]))


def document(path: Path) -> Document | None:
    """The document in the file, with every extent within its text; None where it is refused in one line."""
    try:
        found = read(path)
    except ReadError as error:
        told = str(error)
    else:
        told = ""
    if told:
        assert told.startswith(f"{path}: ")
        assert len(told.splitlines()) == 1
        return None
    assert found.text.strip()
    extents = [block.extent for block in found.blocks] + [anchor.extent for anchor in found.anchors]
    extents += [cell.extent for grid in found.grids for row in grid.rows for cell in row]
    assert all(0 <= each.start <= each.end <= len(found.text) for each in extents)
    return found


def grammar(text: str) -> None:
    """Every reader of numbers and times, each extent within the text."""
    level = levelled(text)
    assert len(level) == len(text)
    for quantity in _READER.find(level):
        _within(quantity.extent, text)
        assert quantity.value.is_finite()
    for time in timepoints.find(level, 0, len(level)):
        _within(time.extent, text)
    p_value(level)
    timepoints.days(level)
    timepoints.coded(level)
    for line in lines(level):
        for token in (*cells.tail(level, line.extent), *cells.inner(level, line.extent)):
            _within(token.extent, text)
    for reader in (number, in_words):
        try:
            reader(level)
        except ValueError:
            continue


def pipeline(path: Path) -> None:
    """The whole pipeline: every tuple's characters are those of the text."""
    found = document(path)
    if found is None:
        return
    made = _extractor().of(found)
    for result in made.results:
        source = result.source
        assert source.text == found.text[source.start : source.end]
        assert result.value.is_finite()
    assert all(0 <= f.extent.start <= f.extent.end <= len(found.text) for f in (*made.findings, *made.ledger))


def _within(extent: Extent, text: str) -> None:
    assert 0 <= extent.start < extent.end <= len(text)


@cache
def _extractor() -> Extractor:
    return load("default")


CHECKS: Final[dict[str, Callable[[Path], object]]] = {
    **dict.fromkeys(SUFFIXES, document),
    "numbers": lambda path: grammar(path.read_bytes().decode("utf-8", "surrogatepass")),
    **{f"whole-{kind}": pipeline for kind in SUFFIXES},
    "whole-numbers": pipeline,
}
