"""The characters of a PDF page, turned upright."""

import ctypes
import math
import re
import unicodedata
from collections.abc import Callable

import pypdfium2
from pypdfium2 import raw

from pipeline.read.pdf.layout import Box, Glyph

Bounds = tuple[float, float, float, float]

UNKNOWN = "\ufffd"
SPACE = 0.03  # in sizes: a blank of the file that is narrower is none
BLANK = 0.08  # in sizes: pdfium's own blanks come of guessing
_BOLD = re.compile(rb"(?i)bold|black|heavy")
BOLD = 600  # font weights run from 100 to 900; 400 is regular, 700 bold


class Turned:
    """Places of a page as they stand after turning the page by quarters until its text is upright."""

    def __init__(self, bounds: Bounds, turn: int) -> None:
        self.left, self.bottom, self.right, self.top = bounds
        self.turn = turn

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the page once turned."""
        width, height = self.right - self.left, self.top - self.bottom
        return (width, height) if self.turn % 2 == 0 else (height, width)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """From the page's own coordinates (upwards) to ours (downwards from the upper left corner)."""
        return _POINTS[self.turn](self, x, y)

    def box(self, x0: float, y0: float, x1: float, y1: float) -> Box:
        """The rectangle between two of its corners."""
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return Box(min(a, c), min(b, d), max(a, c), max(b, d))


_POINTS: dict[int, Callable[[Turned, float, float], tuple[float, float]]] = {
    0: lambda t, x, y: (x - t.left, t.top - y),
    1: lambda t, x, y: (y - t.bottom, x - t.left),
    2: lambda t, x, y: (t.right - x, y - t.bottom),
    3: lambda t, x, y: (t.top - y, t.right - x),
}


def glyphs(page: pypdfium2.PdfPage, bounds: Bounds) -> dict[int, list[Glyph | None]]:
    """The characters in the file's order, by the quarter turn they stand in; None where a blank parts them.

    Blanks of the file count, as do those that pdfium adds between words, where the characters stand apart at all:
    some files set a blank and take its width back. A hyphen at which the file breaks a word comes as U+0002.
    """
    textpage = page.get_textpage()
    try:
        return _read(textpage.raw, textpage.count_chars(), bounds)
    finally:
        textpage.close()


def _read(text: ctypes.c_void_p, count: int, bounds: Bounds) -> dict[int, list[Glyph | None]]:
    found: dict[int, list[Glyph | None]] = {}
    turns = {turn: Turned(bounds, turn) for turn in range(4)}
    x, y, loose, matrix = ctypes.c_double(), ctypes.c_double(), raw.FS_RECTF(), raw.FS_MATRIX()
    last: list[Glyph | None] = []
    fonts, high = _Fonts(), 0  # the first half of a character
    blank: float | None = None  # how far apart the characters around a blank must stand, in sizes
    for k in range(count):
        code = raw.FPDFText_GetUnicode(text, k)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000:
            # A character outside the basic plane comes in two halves; half a character is none.
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else ord(UNKNOWN)
        high = 0
        # Letters of formulas are letters.
        character = unicodedata.normalize("NFKC", chr(code)) if 0x1D400 <= code < 0x1D800 else chr(code)
        generated = raw.FPDFText_IsGenerated(text, k) == 1 and code != 2
        if generated or character.isspace() or not code:
            blank = BLANK if generated else min(SPACE, blank or SPACE)
            continue
        raw.FPDFText_GetMatrix(text, k, matrix)
        turned = turns[turn := _turn(matrix.a, matrix.b)]
        raw.FPDFText_GetCharOrigin(text, k, x, y)
        raw.FPDFText_GetLooseCharBox(text, k, loose)
        size = raw.FPDFText_GetFontSize(text, k) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        last = found.setdefault(turn, [])
        glyph = Glyph(
            character,
            turned.box(loose.left, loose.bottom, loose.right, loose.top),
            turned.point(x.value, y.value)[1],
            abs(size),
            fonts.is_bold(text, k),
            raw.FPDFText_HasUnicodeMapError(text, k) != 1,
        )
        before = last[-1] if last else None
        if blank is not None and before and not _touch(before, glyph, blank):
            last.append(None)
        last.append(glyph)
        blank = None
    return found


class _Fonts:
    """Which fonts are bold: by their weight or, as the standard fonts of PDF have none, by their name."""

    def __init__(self) -> None:
        self._named: dict[int | None, bool] = {}
        self._object: int | None = None
        self._bold = False

    def is_bold(self, text: ctypes.c_void_p, k: int) -> bool:
        """Whether the character is set in a bold font."""
        if raw.FPDFText_GetFontWeight(text, k) >= BOLD:
            return True
        item = raw.FPDFText_GetTextObject(text, k)
        place = ctypes.cast(item, ctypes.c_void_p).value
        if place != self._object:
            self._object = place
            self._bold = self._is_named_bold(raw.FPDFTextObj_GetFont(item)) if item else False
        return self._bold

    def _is_named_bold(self, font: ctypes.c_void_p) -> bool:
        handle = ctypes.cast(font, ctypes.c_void_p).value
        if handle not in self._named:
            self._named[handle] = _BOLD.search(_base_name(font)) is not None
        return self._named[handle]


def _base_name(font: ctypes.c_void_p) -> bytes:
    name = ctypes.create_string_buffer(128)
    raw.FPDFFont_GetBaseFontName(font, name, 128)
    return name.value


def _touch(before: Glyph, glyph: Glyph, least: float) -> bool:
    """Whether the characters on both sides of a blank stand on one line without any room for it."""
    if abs(before.baseline - glyph.baseline) > 0.5 * glyph.size:
        return False
    return -0.5 * glyph.size < glyph.box.left - before.box.right < least * glyph.size


def _turn(a: float, b: float) -> int:
    """By how many quarters the direction of writing stands counter-clockwise."""
    if abs(a) >= abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3
