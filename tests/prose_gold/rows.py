"""Annotated rows: a tuple of the contract whose place is an element of the XML and the characters in it."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from pipeline.document import Document
from pipeline.errors import SchemaError
from pipeline.extent import Extent
from pipeline.score import Item, item_of
from pipeline.score.items import read_rows
from tests.prose_gold.articles import Paragraph, paragraphs


def gold_items(path: Path, document: Document) -> tuple[Item, ...]:
    """The gold tuples of an article, each at its place in the document's text.

    A row says ``element``, ``text`` (the numeric expression) and ``nth`` (which of its occurrences in the element, from
    1; 1 if it is left out), besides the fields of a gold row. Raises SchemaError, naming the line, when the
    place is not in the document or a row is no tuple.
    """
    places = {paragraph.element: paragraph for paragraph in paragraphs(document)}
    found: list[Item] = []
    for row, where in read_rows(path):
        paragraph = places.get(str(row.get("element")))
        if paragraph is None:
            raise SchemaError(where, f"no paragraph {row.get('element')} in the abstract or the results")
        extent = _place(document, paragraph, str(row.get("text") or ""), int(str(row.get("nth") or 1)), where)
        item = item_of({**row, "doc_id": document.doc_id}, where)
        found.append(replace(item, extent=extent, printed=extent.of(document.text), section=paragraph.section))
    return tuple(found)


def _place(document: Document, paragraph: Paragraph, text: str, nth: int, where: str) -> Extent:
    start = paragraph.extent.start - 1
    for _ in range(nth):
        start = document.text.find(text, start + 1, paragraph.extent.end) if text else -1
        if start < 0:
            raise SchemaError(where, f"{text!r} is not {nth} times in {paragraph.element}")
    return Extent(start, start + len(text))


def within(items: Iterable[Item], document: Document) -> tuple[Item, ...]:
    """The items that stand in the paragraphs that count."""
    places = [paragraph.extent for paragraph in paragraphs(document)]
    return tuple(i for i in items if i.extent and any(p.start <= i.extent.start < p.end for p in places))
