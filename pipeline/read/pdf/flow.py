"""Paragraphs that run on in the next column or on the next page."""

from collections.abc import Iterable, Sequence
from typing import Final

import regex

from pipeline.read.pdf.kinds import is_figure, is_heading, is_lettering, is_table
from pipeline.read.pdf.paragraphs import ALIKE, Paragraph, ended

_STARTS_SMALL: Final = regex.compile(r"[\"'“‘(\[]?[\p{Ll}\d<>≤≥=±%&)–-]")


def joined(columns: Iterable[Sequence[Paragraph]], size: float) -> list[Paragraph]:
    """All paragraphs in order; one of the running text (``size``) that a column's end interrupts comes in one.

    It may go on behind whole columns of tables, figures and notes.
    """
    made: list[Paragraph] = []
    waiting: int | None = None  # the place of a paragraph that goes on in a column to come
    for column in columns:
        last: int | None = None
        for paragraph in column:
            running = is_running(paragraph, size)
            if running and waiting is not None and _goes_on(made[waiting], paragraph):
                made[waiting] = Paragraph(made[waiting].parts + paragraph.parts)
                last, waiting = waiting, None
                continue
            made.append(paragraph)
            if running:
                last, waiting = len(made) - 1, None
            elif is_heading(paragraph, size):
                last = waiting = None
        if last is not None:
            waiting = None if ended(made[last].lines[-1]) else last
    return made


def is_running(paragraph: Paragraph, size: float) -> bool:
    """Whether it is set as the running text is: in its size, and nothing that stands apart from it."""
    if abs(paragraph.size - size) > ALIKE * size or paragraph.lines[0].bold:
        return False
    return not any(test(paragraph, size) for test in (is_heading, is_lettering, is_figure, is_table))


def _goes_on(above: Paragraph, below: Paragraph) -> bool:
    hyphen = above.lines[-1].text.endswith("-")
    return hyphen or _STARTS_SMALL.match(below.text) is not None or not ended(above.lines[-1])
