"""A page set line by line, for what running text of one size cannot show: headings, raised figures, columns cut short."""

import io
from collections.abc import Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Set:
    """Characters at a place (points from the left and from the top of an A4 page)."""

    x: float
    y: float
    text: str
    size: float = 10.0
    font: str = "Times-Roman"


def pages(*listed: Sequence[Set]) -> bytes:
    """A file with these pages."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842), invariant=1)
    for page in listed:
        for item in page:
            canvas.setFont(item.font, item.size)
            canvas.drawString(item.x, 842 - item.y, item.text)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def column(x: float, y: float, lines: Sequence[str], size: float = 10.0, font: str = "Times-Roman") -> list[Set]:
    """Lines under each other."""
    return [Set(x, y + k * 1.2 * size, line, size, font) for k, line in enumerate(lines)]
