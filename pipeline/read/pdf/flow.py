"""Paragraphs that run on in the next column or on the next page."""

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from pipeline.read.pdf.body import Body
from pipeline.read.pdf.kinds import is_heading, is_running
from pipeline.read.pdf.paragraphs import Paragraph, ended

_STARTS_SMALL: Final = regex.compile(r"[\"'“‘(\[]?[\p{Ll}\d<>≤≥=±%&)–-]")


def joined(columns: Iterable[Sequence[Paragraph]], body: Body) -> list[Paragraph]:
    """All paragraphs in order; one of the running text that a column's end interrupts comes in one.

    It may go on behind whole columns of tables, figures and notes.
    """
    made: list[Paragraph] = []
    waiting: int | None = None  # the place of a paragraph that goes on in a column to come
    edge = 0.0  # the right edge of that paragraph's column
    for column in columns:
        last: int | None = None
        for paragraph in column:
            running = is_running(paragraph, body)
            if running and waiting is not None and _goes_on(made[waiting], paragraph, edge):
                made[waiting] = Paragraph(made[waiting].parts + paragraph.parts)
                last, waiting = waiting, None
                continue
            made.append(paragraph)
            if running:
                last, waiting = len(made) - 1, None
            elif is_heading(paragraph, body):
                last, waiting = None, None if body.sized(paragraph.lines[0]) else waiting
        if last is not None:
            waiting = None if ended(made[last].lines[-1]) else last
            edge = max(line.box.right for paragraph in column for line in paragraph.lines if body.sized(line))
    return made


def _goes_on(above: Paragraph, below: Paragraph, edge: float) -> bool:
    """Whether a sentence that a column's end leaves open may go on so; names and abbreviations begin large."""
    if above.lines[-1].text.endswith("-") or _STARTS_SMALL.match(below.text):
        return True
    return above.lines[-1].box.right > edge - 2 * above.size
