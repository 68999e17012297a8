"""The characters of a PDF page, turned upright."""

import ctypes
import math
import re
import unicodedata
import zlib
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass

import pypdfium2
from pypdfium2 import raw

from pipeline.document import UNKNOWN
from pipeline.read.pdf.clipped import address, cut_off
from pipeline.read.pdf.layout import Box, Glyph
from pipeline.read.pdf.signs import Key, buffer, font, is_blank

Bounds = tuple[float, float, float, float]

SPACE = 0.03  # in sizes: a blank of the file that is narrower is none
BLANK = 0.08  # in sizes: pdfium's own blanks come of guessing
SMALLEST = 2.0  # points: data for machines is hidden in such print
HYPHEN = "\x02"
_BOLD = re.compile(rb"(?i)bold|black|heavy")  # the standard fonts of PDF have a name, but no weight
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
        if x0 > x1:
            x0, x1 = x1, x0
        if y0 > y1:
            y0, y1 = y1, y0
        return _BOXES[self.turn](self, x0, y0, x1, y1)


_POINTS: dict[int, Callable[[Turned, float, float], tuple[float, float]]] = {
    0: lambda t, x, y: (x - t.left, t.top - y),
    1: lambda t, x, y: (y - t.bottom, x - t.left),
    2: lambda t, x, y: (t.right - x, y - t.bottom),
    3: lambda t, x, y: (t.top - y, t.right - x),
}
_BOXES: dict[int, Callable[[Turned, float, float, float, float], Box]] = {
    0: lambda t, x0, y0, x1, y1: Box(x0 - t.left, t.top - y1, x1 - t.left, t.top - y0),
    1: lambda t, x0, y0, x1, y1: Box(y0 - t.bottom, x0 - t.left, y1 - t.bottom, x1 - t.left),
    2: lambda t, x0, y0, x1, y1: Box(t.right - x1, y0 - t.bottom, t.right - x0, y1 - t.bottom),
    3: lambda t, x0, y0, x1, y1: Box(t.top - y1, t.right - x1, t.top - y0, t.right - x0),
}


@dataclass(frozen=True, slots=True)
class _Type:
    """What all characters of one text object share."""

    turn: int
    size: float
    bold: bool
    font: int


def glyphs(page: pypdfium2.PdfPage, bounds: Bounds, signs: Mapping[Key, str]) -> dict[int, list[Glyph | None]]:
    """The characters in the file's order, by the quarter turn they stand in; None where a blank parts them.

    Blanks of the file count, as do those that pdfium adds between words, where the characters stand apart at all:
    some files set a blank and take its width back. A hyphen at which the file breaks a word comes as U+0002.
    ``signs`` are the characters that are read otherwise than the file says. Print too small to be read is left out, as
    is what the file cuts off: a figure taken from a page of another file may bring along that page's words unseen.
    """
    textpage = page.get_textpage()
    try:
        return _Reader(textpage.raw, bounds, signs, cut_off(page)).read(textpage.count_chars())
    finally:
        textpage.close()


class _Reader:
    """Reads the characters of one page."""

    def __init__(
        self, text: ctypes.c_void_p, bounds: Bounds, signs: Mapping[Key, str], unseen: Collection[bytes]
    ) -> None:
        self._text = text
        self._unseen = unseen
        self._signs = signs
        self._odd = frozenset(code for _, code in signs)
        self._turns = tuple(Turned(bounds, turn) for turn in range(4))
        self._x, self._y, self._loose, self._matrix = (
            ctypes.c_double(),
            ctypes.c_double(),
            raw.FS_RECTF(),
            raw.FS_MATRIX(),
        )
        self._font = buffer()
        self._bold: dict[bytes, bool] = {}
        self._item = b""
        self._type = _Type(0, 0.0, bold=False, font=0)

    def read(self, count: int) -> dict[int, list[Glyph | None]]:
        """The characters by the quarter turn they stand in."""
        found: dict[int, list[Glyph | None]] = {}
        blank: float | None = None  # how far apart the characters around a blank must stand, in sizes
        for k, character, generated in self._characters(count):
            if generated or is_blank(ord(character)):
                blank = BLANK if generated else min(SPACE, blank or SPACE)
                continue
            turn, glyph = self._glyph(k, character)
            if glyph.size < SMALLEST:
                continue
            last = found.setdefault(turn, [])
            before = last[-1] if last else None
            if blank is not None and before and not _touch(before, glyph, blank):
                last.append(None)
            last.append(glyph)
            blank = None
        return found

    def _characters(self, count: int) -> Iterator[tuple[int, str, bool]]:
        """Place, character, and whether pdfium added it; a character beyond U+FFFF comes in two halves."""
        high = 0
        for k in range(count):
            if self._unseen and address(raw.FPDFText_GetTextObject(self._text, k)) in self._unseen:
                continue
            code = raw.FPDFText_GetUnicode(self._text, k)
            if 0xD800 <= code < 0xDC00:
                high = code
                continue
            if 0xDC00 <= code < 0xE000:
                code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00 if high else ord(UNKNOWN)
            high = 0
            generated = raw.FPDFText_IsGenerated(self._text, k) == 1 and code != ord(HYPHEN)
            # Letters of formulas are letters.
            character = unicodedata.normalize("NFKC", chr(code)) if 0x1D400 <= code < 0x1D800 else chr(code)
            if code in self._odd and not generated:
                character = self._signs.get((font(self._text, k, self._font), code), character)
            yield k, character, generated

    def _glyph(self, k: int, character: str) -> tuple[int, Glyph]:
        text, loose = self._text, self._loose
        item = address(raw.FPDFText_GetTextObject(text, k))
        if item != self._item:
            self._item, self._type = item, self._set(k)
        kind = self._type
        raw.FPDFText_GetCharOrigin(text, k, self._x, self._y)
        raw.FPDFText_GetLooseCharBox(text, k, loose)
        turned = self._turns[kind.turn]
        box = turned.box(loose.left, loose.bottom, loose.right, loose.top)
        baseline = turned.point(self._x.value, self._y.value)[1]
        return kind.turn, Glyph(character, box, baseline, kind.size, kind.bold, character != UNKNOWN, kind.font)

    def _set(self, k: int) -> _Type:
        """How the text object of a character is set."""
        matrix = self._matrix
        raw.FPDFText_GetMatrix(self._text, k, matrix)
        size = raw.FPDFText_GetFontSize(self._text, k) * math.sqrt(abs(matrix.a * matrix.d - matrix.b * matrix.c))
        name = font(self._text, k, self._font)
        return _Type(_turn(matrix.a, matrix.b), abs(size), self._is_bold(k, name), zlib.crc32(name))

    def _is_bold(self, k: int, name: bytes) -> bool:
        if raw.FPDFText_GetFontWeight(self._text, k) >= BOLD:
            return True
        if name not in self._bold:
            self._bold[name] = _BOLD.search(name) is not None
        return self._bold[name]


def _touch(before: Glyph, glyph: Glyph, least: float) -> bool:
    """Whether the characters on both sides of a blank stand on one line without any room for it."""
    if abs(before.baseline - glyph.baseline) > 0.5 * glyph.size:
        return False
    return -0.5 * glyph.size < glyph.box.left - before.box.right < least * glyph.size


def _turn(a: float, b: float) -> int:
    """By how many quarters the direction of writing stands counter-clockwise."""
    if abs(a) >= 0.99 * abs(b):
        return 0 if a >= 0 else 2
    return 1 if b > 0 else 3
