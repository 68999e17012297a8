"""Which sign a printed glyph is, by its shape alone: dashes, = ± + × < > ≤ ≥, and nothing else.

The signs that decide what a number means are made of bars and angles, which few pixels tell apart from any letter,
figure or bullet. What is none of them for certain is none.
"""

from typing import Any, Final

import numpy as np

EM: Final = 60  # pixels of the glyph's size: a thin bar of 0.04 em still is two pixels high
_INK: Final = 128
_FULL: Final = 0.88  # of a row or box: so much ink makes it a bar
_BAR: Final = 0.2  # em: no bar of a sign is thicker

Ink = np.ndarray[Any, np.dtype[np.bool_]]


def sign(grey: np.ndarray[Any, np.dtype[np.uint8]], above: float) -> str:
    """The sign in a picture of dark ink in which a size is ``EM`` pixels, or nothing.

    ``above`` is how far the lower edge of the picture stands above the baseline, in pixels.
    """
    ink = grey < _INK
    if not ink.any():
        return ""
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    foot = above + len(ink) - 1 - rows[-1]
    ink = ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    parts = _parts(ink)
    if len(parts) == 1:
        return _dash(ink, foot) or _crossed(ink) or _angle(ink)
    if len(parts) == 2:
        upper, lower = parts
        return _double(ink, upper, lower)
    return ""


def _parts(ink: Ink) -> list[Ink]:
    """The connected pieces that are more than a speck, from above, each cut to its box."""
    # It takes half a second to load, and few documents have signs that must be looked at.
    from scipy import ndimage

    labels, count = ndimage.label(ink, structure=np.ones((3, 3)))
    boxes = ndimage.find_objects(labels)
    found = [(box[0].start, labels[box] == k + 1) for k, box in enumerate(boxes[:count])]
    return [part for _, part in sorted(found, key=lambda p: p[0]) if part.sum() > 0.02 * ink.sum()]


def _is_bar(ink: Ink) -> bool:
    height, width = ink.shape
    return bool(ink.mean() >= _FULL and height <= _BAR * EM and width >= 2.5 * height and width >= 0.25 * EM)


def _dash(ink: Ink, foot: float) -> str:
    """A bar in the middle of the line: a minus sign, or an em dash as wide as the size."""
    if not _is_bar(ink) or not 0.12 * EM <= foot <= 0.5 * EM or ink.shape[1] < 0.4 * EM:
        return ""
    return "—" if ink.shape[1] > 0.85 * EM else "−"


def _crossed(ink: Ink) -> str:
    """``+``, ``±`` in one piece, ``×``."""
    height, width = ink.shape
    if min(height, width) < 0.25 * EM or not 0.6 <= height / width <= 1.7:
        return ""
    if _is_plus(ink):
        return "+"
    bottom = ink[-max(height // 14, 1) :, :]
    for cut in range(height // 8, height // 3):
        if bottom.mean() >= _FULL and ink.shape[1] and _is_plus(ink[: height - cut, :]):
            return "±"
    return "×" if 0.8 <= height / width <= 1.25 and _is_times(ink) else ""


def _is_plus(ink: Ink) -> bool:
    """A bar across and one upright through its middle, the corners empty."""
    height, width = ink.shape
    if min(height, width) < 0.2 * EM:
        return False
    across, upright = ink.mean(axis=1) >= _FULL, ink.mean(axis=0) >= _FULL
    if not across.any() or not upright.any():
        return False
    row, column = np.flatnonzero(across), np.flatnonzero(upright)
    thin = len(row) <= 0.3 * height and len(column) <= 0.3 * width
    middle = abs(row.mean() / height - 0.5) < 0.15 and abs(column.mean() / width - 0.5) < 0.15
    corners = [ink[: height // 3, : width // 3], ink[-(height // 3) :, : width // 3],
               ink[: height // 3, -(width // 3) :], ink[-(height // 3) :, -(width // 3) :]]  # fmt: skip
    return bool(thin and middle and max(c.mean() for c in corners) < 0.05)


def _is_times(ink: Ink) -> bool:
    """Both diagonals full and straight, what lies between them empty."""
    height, width = ink.shape
    steps = np.linspace(0.08, 0.92, 25)
    down = ink[(steps * (height - 1)).astype(int), (steps * (width - 1)).astype(int)].mean()
    up = ink[((1 - steps) * (height - 1)).astype(int), (steps * (width - 1)).astype(int)].mean()
    a, b, c, d = height // 4, height // 2, width // 4, width // 2
    sides = (ink[b - 1 : b + 2, :c], ink[b - 1 : b + 2, -c:], ink[:a, d - 1 : d + 2], ink[-a:, d - 1 : d + 2])
    return bool(down > 0.95 and up > 0.95 and not any(side.any() for side in sides))


def _angle(ink: Ink) -> str:
    """``<`` or ``>``: one stroke with its corner at half the height, on the left or on the right."""
    height, width = ink.shape
    if not 0.4 <= height / width <= 1.7 or min(height, width) < 0.2 * EM or ink.mean() > 0.6:
        return ""
    if _opens_right(ink):
        return "<"
    return ">" if _opens_right(ink[:, ::-1]) else ""


def _opens_right(ink: Ink) -> bool:
    """Whether two straight strokes run from a corner at the left, half way up, to the right."""
    height, width = ink.shape
    first = ink.argmax(axis=1) / width
    upper, lower = first[: height // 2], first[height // 2 :][::-1]
    size = min(len(upper), len(lower))
    # The left edge runs straight from the upper right to the corner, and back to the lower right.
    ideal = np.linspace(1, 0, size)
    start = max(float(upper[0]), float(lower[0]))
    straight = max(np.abs(upper[:size] - ideal * start).max(), np.abs(lower[:size] - ideal * start).max())
    middle = ink[height // 3 : height - height // 3, -(width // 4) :]
    return bool(start > 0.6 and straight < 0.15 and not ink[height // 2, width // 2 :].any() and not middle.any())


def _double(ink: Ink, upper: Ink, lower: Ink) -> str:
    """Two pieces, one over the other: ``=``, ``±``, ``≤``, ``≥``."""
    alike = 0.8 <= upper.shape[1] / lower.shape[1] <= 1.25
    whole = min(upper.shape[1], lower.shape[1]) >= 0.8 * ink.shape[1]
    if not alike or not whole:
        return ""
    if _is_bar(upper) and _is_bar(lower):
        return "="
    if _is_bar(lower):
        if _is_plus(upper):
            return "±"
        return {"<": "≤", ">": "≥"}.get(_angle(upper), "")
    return ""
