"""Signs that the text layer of a PDF names wrongly, told by how they are printed.

Publishers set < > ≤ ≥ = ± − × from fonts of their own, whose codes the file maps to other characters or to none:
what prints ``P<0.001``, ``12.3 ± 4.5`` and ``n = 62`` is ``P,0.001``, ``12.3 6 4.5`` and ``n 5 62`` in the text layer.
Nothing in the words tells such a figure from a true one, but the print does. Two things must come together before a
character is read as another: the document as a whole shows that it comes from no font of text (its font holds few
characters, each standing alone among characters of other fonts; or the file maps it to no character), and its print
is the shape of that sign. What is mapped to no character and has no known shape becomes U+FFFD.
"""

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

import pypdfium2
from pypdfium2 import raw

from pipeline.document import UNKNOWN
from pipeline.read.pdf.clipped import address
from pipeline.read.pdf.shapes import EM, sign

FEW: Final = (
    16  # characters of a font of signs; the rarest font of text, of a few words in italics, has more or longer runs
)
ALONE: Final = 1.34  # characters of a run in such a font, on average
PLUS: Final = ord("+")
SAMPLES: Final = 4  # prints of a character that are looked at
_DASHES: Final = frozenset("-‐‑‒–—−")
_ALIKE: Final = frozenset({("x", "×"), ("X", "×"), ("∕", "/"), ("‹", "<"), ("›", ">"), ("〈", "<"), ("〉", ">")})

Key = tuple[bytes, int]  # a font's name and a code of the text layer
Print = tuple[int, int]  # page and place of a character


@dataclass(slots=True)
class Survey:
    """Which characters the document takes from which font, how often alone, and where the first ones are printed."""

    counts: dict[bytes, Counter[int]] = field(default_factory=lambda: defaultdict(Counter))
    runs: Counter[bytes] = field(default_factory=Counter)
    prints: dict[Key, list[Print]] = field(default_factory=lambda: defaultdict(list))
    unmapped: set[Key] = field(default_factory=set)
    askew: Counter[Key] = field(default_factory=Counter)  # plus signs that stand turned by an eighth


def signs(document: pypdfium2.PdfDocument) -> Mapping[Key, str]:
    """The characters that are to be read otherwise than the text layer says; most documents have none."""
    survey = _survey(document)
    made = {key: read for key in _odd(survey) if (read := _read(document, survey, key))}
    return made | {key: "×" for key, count in survey.askew.items() if count == survey.counts[key[0]][key[1]]}


def font(text: ctypes.c_void_p, k: int, buffer: ctypes.Array[ctypes.c_char]) -> bytes:
    """The name of the font that a character is set in."""
    raw.FPDFText_GetFontInfo(text, k, buffer, len(buffer), None)
    return buffer.value


def buffer() -> ctypes.Array[ctypes.c_char]:
    """Room for a font's name."""
    return ctypes.create_string_buffer(128)


def _survey(document: pypdfium2.PdfDocument) -> Survey:
    made = Survey()
    name = buffer()
    for number in range(len(document)):
        page = document[number]
        textpage = page.get_textpage()
        last = b""
        item, family = b"", b""
        for k in range(textpage.count_chars()):
            code = raw.FPDFText_GetUnicode(textpage.raw, k)
            if is_blank(code) or raw.FPDFText_IsGenerated(textpage.raw, k) == 1:
                last = b""
                continue
            its = address(raw.FPDFText_GetTextObject(textpage.raw, k))
            if its != item:
                item, family = its, font(textpage.raw, k, name)
            made.counts[family][code] += 1
            made.runs[family] += family != last
            last = family
            seen = made.prints[family, code]
            if len(seen) < SAMPLES and _size(textpage.raw, k):
                seen.append((number, k))
            if code == PLUS and _is_askew(textpage.raw, k):
                made.askew[family, code] += 1
            if is_nothing(textpage.raw, k, code):
                made.unmapped.add((family, code))
        textpage.close()
        page.close()
    return made


def _is_askew(text: ctypes.c_void_p, k: int) -> bool:
    """Whether a character stands half way between upright and on its side."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, k, matrix)
    across, up = abs(float(matrix.a)), abs(float(matrix.b))
    return min(across, up) > 0.9 * max(across, up) > 0


def is_blank(code: int) -> bool:
    """Whether a code is white space; 28 to 31 count as such in Unicode, but files have glyphs there."""
    return not code or (chr(code).isspace() and not 0x1C <= code < 0x20)


def is_nothing(text: ctypes.c_void_p, k: int, code: int) -> bool:
    """Whether the file names no character for a glyph, or one that only its own font knows."""
    if 0xE000 <= code < 0xF900 or 0x7F <= code < 0xA0 or code == ord(UNKNOWN):
        return True
    # pdfium marks the hyphen of a word broken at a line's end with U+0002.
    return code < 0x20 and (code != 2 or raw.FPDFText_HasUnicodeMapError(text, k) == 1)


def _odd(survey: Survey) -> Iterator[Key]:
    for family, counts in survey.counts.items():
        of_signs = len(counts) <= FEW and counts.total() <= ALONE * survey.runs[family]
        yield from ((family, code) for code in counts if of_signs or (family, code) in survey.unmapped)


def _read(document: pypdfium2.PdfDocument, survey: Survey, key: Key) -> str:
    """The sign that the looked-at prints of a character show; empty where the text layer is to be believed."""
    shown = [_shown(document, *place) for place in survey.prints[key]]
    # A print may lie at a page's edge or under another; those that are recognised must agree.
    told = {each for each in shown if each}
    found = told.pop() if len(told) == 1 and 2 * shown.count("") <= len(shown) else ""
    if key in survey.unmapped:
        return found or UNKNOWN
    printed = chr(key[1])
    if {printed, found} <= _DASHES or (printed, found) in _ALIKE or printed == found:
        return ""
    return found


def _shown(document: pypdfium2.PdfDocument, number: int, k: int) -> str:
    """What the print of one character looks like."""
    page = document[number]
    textpage = page.get_textpage()
    try:
        return _look(page, textpage, k, _size(textpage.raw, k))
    finally:
        textpage.close()
        page.close()


def _size(text: ctypes.c_void_p, k: int) -> float:
    """The size of an upright character, 0 of one that is turned or too small to be looked at."""
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, k, matrix)
    size = abs(raw.FPDFText_GetFontSize(text, k) * matrix.d)
    return size if matrix.a > 0 and abs(matrix.b) < abs(matrix.a) / 100 and size >= 1 else 0.0


def _look(page: pypdfium2.PdfPage, textpage: pypdfium2.PdfTextPage, k: int, size: float) -> str:
    page.set_rotation(0)
    x, y = ctypes.c_double(), ctypes.c_double()
    raw.FPDFText_GetCharOrigin(textpage.raw, k, x, y)
    left, bottom, right, top = textpage.get_charbox(k)
    bounds = page.get_bbox()
    if not (0.02 * size < right - left < 2 * size and 0.02 * size < top - bottom < 2 * size):
        return ""
    rim = 0.02 * size
    crop = (left - rim - bounds[0], bottom - rim - bounds[1], bounds[2] - right - rim, bounds[3] - top - rim)
    if min(crop) < 0:
        return ""
    picture = page.render(scale=EM / size, crop=crop, grayscale=True).to_numpy()
    return sign(picture.reshape(picture.shape[:2]), (bottom - rim - y.value) / size * EM)
