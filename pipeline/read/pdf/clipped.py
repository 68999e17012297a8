"""Text that a file holds but does not print: what lies outside the frame through which an embedded page is seen."""

import ctypes
from collections.abc import Iterator
from typing import Final

import pypdfium2
from pypdfium2 import raw

DEPTH: Final = 8

Bounds = tuple[float, float, float, float]


def cut_off(page: pypdfium2.PdfPage) -> frozenset[bytes]:
    """The addresses of the text objects in the page's forms of which no part is seen; most pages have no forms.

    A form is a drawing with a frame of its own (ISO 32000-1, 8.10): what it holds outside that is not printed.
    """
    made: set[bytes] = set()
    for k in range(raw.FPDFPage_CountObjects(page.raw)):
        made.update(_cut_off(raw.FPDFPage_GetObject(page.raw, k), 0))
    return frozenset(made)


def address(item: ctypes.c_void_p) -> bytes:
    """By which an object is known, as the bytes of the pointer to it."""
    return bytes(item)


def _cut_off(form: ctypes.c_void_p, depth: int) -> Iterator[bytes]:
    if depth >= DEPTH or raw.FPDFPageObj_GetType(form) != raw.FPDF_PAGEOBJ_FORM:
        return
    for k in range(max(raw.FPDFFormObj_CountObjects(form), 0)):
        item = raw.FPDFFormObj_GetObject(form, k)
        if raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_TEXT and _is_outside(item):
            yield address(item)
        yield from _cut_off(item, depth + 1)


def _is_outside(item: ctypes.c_void_p) -> bool:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
        return False
    clip = raw.FPDFPageObj_GetClipPath(item)
    frames = (_frame(clip, k) for k in range(max(raw.FPDFClipPath_CountPaths(clip), 0)))
    return any(right.value < f[0] or left.value > f[2] or top.value < f[1] or bottom.value > f[3] for f in frames if f)


def _frame(clip: ctypes.c_void_p, k: int) -> Bounds | None:
    """The smallest upright rectangle around a clipping path; None for an empty one."""
    points = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for n in range(max(raw.FPDFClipPath_CountPathSegments(clip, k), 0)):
        if raw.FPDFPathSegment_GetPoint(raw.FPDFClipPath_GetPathSegment(clip, k, n), x, y):
            points.append((x.value, y.value))
    if not points:
        return None
    xs, ys = zip(*points, strict=True)
    return min(xs), min(ys), max(xs), max(ys)
