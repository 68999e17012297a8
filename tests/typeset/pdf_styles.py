"""The looks in which tables are set on PDF pages."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Final
from unicodedata import normalize

import reportlab
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from pipeline.extent import fold

_VERA: Final = Path(reportlab.__file__).parent / "fonts"
GAPS: Final = {"\u2009": 0.2, "\u202f": 0.2, "\u2007": 0.5}  # thin, narrow and figure space, in font sizes
_FALLBACKS: Final = ("Symbol", "ZapfDingbats")


@dataclass(frozen=True, slots=True)
class Style:
    """How pages and tables look; lengths in points.

    ``rules``: ``grid`` (every cell boxed), ``booktabs`` (above, below the header, below; short ones below spanners),
    ``zebra`` (every other row shaded), ``none``. ``align``: of cells and their heads. ``upright``: where a cell of one
    line stands beside a label of several. ``turned``: tables on pages of their own, a quarter turned. ``broken``: long
    tables run over two pages and repeat their header.
    """

    name: str
    rules: str
    columns: int
    font: str
    bold: str
    size: float
    align: str
    upright: str
    indent: float
    turned: bool = False
    broken: bool = False
    ligatures: bool = False
    head: float = 70.0  # a head is wrapped rather than make its column wider


STYLES: Final = (
    Style("grid", "grid", 1, "Helvetica", "Helvetica-Bold", 8, "centre", "middle", 6),
    Style("booktabs", "booktabs", 2, "Times-Roman", "Times-Bold", 8, "left", "top", 8),
    Style("zebra", "zebra", 1, "Vera", "VeraBd", 7, "right", "top", 7, ligatures=True),
    Style("bare", "none", 2, "Times-Roman", "Times-Bold", 7.5, "centre", "bottom", 7),
    Style("turned", "booktabs", 2, "Helvetica", "Helvetica-Bold", 7.5, "centre", "top", 6, turned=True),
    Style("broken", "booktabs", 1, "Times-Roman", "Times-Bold", 8.5, "centre", "top", 8, broken=True),
)
for _name in ("Vera", "VeraBd"):
    pdfmetrics.registerFont(TTFont(_name, str(_VERA / f"{_name}.ttf")))


@cache
def width(text: str, font: str, size: float) -> float:
    """How wide the text is once set."""
    return sum(
        GAPS[part] * size if not name else pdfmetrics.stringWidth(part, name, size) for name, part in runs(text, font)
    )


def runs(text: str, font: str) -> list[tuple[str, str]]:
    """The text in pieces of one font each: what the font lacks is set in Symbol or Dingbats, as printers do.

    A blank of fixed width is a piece of its own without a font: a gap, where no character is printed.
    """
    made: list[tuple[str, str]] = []
    for character in text:
        name, printed = _glyph(character, font)
        if made and name and made[-1][0] == name:
            printed = made.pop()[1] + printed
        made.append((name, printed))
    return made


def shown(text: str, font: str) -> str:
    """The text as a reader of the page can know it: ``?`` for each character that no font at hand has."""
    return "".join("?" if _glyph(each, font)[1] == "?" else each for each in text)


def _glyph(character: str, font: str) -> tuple[str, str]:
    if character in GAPS:
        return "", character
    for printed in (character, fold(character), normalize("NFKC", character)):
        for name in (font, *_FALLBACKS):
            if all(_has(name, each) for each in printed):
                return name, printed
    return font, "?"


@cache
def _has(font: str, character: str) -> bool:
    found = pdfmetrics.getFont(font)
    if isinstance(found, TTFont):
        return ord(character) in found.face.charToGlyph
    try:
        return bool(character.encode(found.encName))
    except UnicodeEncodeError:
        return False
