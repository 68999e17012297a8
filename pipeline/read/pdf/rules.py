"""The printed lines of a PDF page, of which tables are ruled."""

import ctypes
from collections.abc import Iterator
from typing import Final

import pypdfium2
from pypdfium2 import raw

from pipeline.read.pdf.glyphs import Bounds, Turned
from pipeline.read.pdf.layout import Box, Rule

THIN: Final = 2.5  # points: thicker than any rule of a table in print (0.25 to 1.5), thinner than any line of text
SHORT: Final = 4.0  # points: a shorter line rules nothing
MOST: Final = 20_000  # figures are drawn with more lines than any table is ruled with
DEPTH: Final = 8

Matrix = tuple[float, float, float, float, float, float]
_AS_IS: Final[Matrix] = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


def strokes(page: pypdfium2.PdfPage) -> list[Bounds]:
    """The bounds (left, bottom, right, top, in the page's own coordinates) of its path objects, forms opened."""
    found: list[Bounds] = []
    for k in range(raw.FPDFPage_CountObjects(page.raw)):
        for bounds in _bounds(raw.FPDFPage_GetObject(page.raw, k), _AS_IS, 0):
            found.append(bounds)
            if len(found) >= MOST:
                return found
    return found


def _bounds(item: ctypes.c_void_p, matrix: Matrix, depth: int) -> Iterator[Bounds]:
    kind = raw.FPDFPageObj_GetType(item)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < DEPTH:
        inner = _times(_matrix(item), matrix)
        for k in range(max(raw.FPDFFormObj_CountObjects(item), 0)):
            yield from _bounds(raw.FPDFFormObj_GetObject(item, k), inner, depth + 1)
    elif kind == raw.FPDF_PAGEOBJ_PATH:
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            yield _placed((left.value, bottom.value, right.value, top.value), matrix)


def _matrix(item: ctypes.c_void_p) -> Matrix:
    m = raw.FS_MATRIX()
    return (m.a, m.b, m.c, m.d, m.e, m.f) if raw.FPDFPageObj_GetMatrix(item, m) else _AS_IS


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j, e * g + f * i + k, e * h + f * j + m)


def _placed(bounds: Bounds, matrix: Matrix) -> Bounds:
    a, b, c, d, e, f = matrix
    corners = [(x * a + y * c + e, x * b + y * d + f) for x in (bounds[0], bounds[2]) for y in (bounds[1], bounds[3])]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def rules(found: list[Bounds], turned: Turned) -> list[Rule]:
    """Thin strokes as rules, larger rectangles as their four edges; in the order of the file."""
    made: list[Rule] = []
    width, height = turned.size
    for bounds in found:
        box = turned.box(*bounds)
        if box.right < 0 or box.bottom < 0 or box.left > width or box.top > height:
            continue
        made += _rules(box)
    return made


def _rules(box: Box) -> list[Rule]:
    if box.height <= THIN:
        return [Rule(box, across=True)] if box.width >= SHORT else []
    if box.width <= THIN:
        return [Rule(box, across=False)] if box.height >= SHORT else []
    return [
        Rule(Box(box.left, box.top, box.right, box.top), across=True),
        Rule(Box(box.left, box.bottom, box.right, box.bottom), across=True),
        Rule(Box(box.left, box.top, box.left, box.bottom), across=False),
        Rule(Box(box.right, box.top, box.right, box.bottom), across=False),
    ]
