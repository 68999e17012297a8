"""Which lines are rows of a table, which are running text or the notes below it."""

from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import Final

import regex

from pipeline.read.footnotes import begins
from pipeline.read.inline import MARKS
from pipeline.read.pdf.tables.lines import Line, Piece
from pipeline.read.pdf.tables.page import APART
from pipeline.read.pdf.tables.values import is_value

CAPTION: Final = 15  # lines of a caption, or of heads, at most
LABEL: Final = 5  # lines from a label over all columns to the figures below it
CLOSE: Final = 1.6  # in sizes: lines of one label follow each other as close
TALL: Final = 5.0  # in sizes: a label reaches as far below its figures at most
WIDER: Final = 1.17  # times as far as the lines of a label stand from each other, rows do where labels go on closer
BESIDE: Final = 0.8  # in sizes: lines of two rows cannot stand as close
ALIKE: Final = 0.3  # points: sizes that differ less are one
PROSE: Final = 6  # words of a run that reads as a sentence
_LETTERS: Final = regex.compile(r"\p{L}{2,}")


def is_prose(pieces: Sequence[Piece], width: float) -> bool:
    """Whether the pieces of a line read as sentences, of one column or of several."""
    if any(is_value(piece.text) for piece in pieces):
        return False
    told = sum(p.width for p in pieces if len(_LETTERS.findall(p.text)) >= PROSE - 1)
    return told >= 0.7 * width


def is_tabular(pieces: Sequence[Piece]) -> bool:
    """Whether figures stand apart in the line."""
    return len(pieces) > 1 and any(is_value(piece.text) for piece in pieces)


def grown(body: Sequence[Line], rest: Sequence[Line], width: float, *, closed: bool) -> list[Line]:
    """The rows that go on below the last drawn line."""
    taken: list[Line] = []
    last = body[-1] if body else None
    leads = [b.y - a.y for a, b in pairwise(body)]
    lead = max(median(leads) if leads else 0.0, 1.2 * (last.size if last else 10.0))
    known = bool(body)
    for k, line in enumerate(rest):
        pieces = line.pieces(APART)
        known = known or is_tabular(pieces)
        above = taken[-1] if taken else last
        if above is not None and line.y - above.y > (1.7 if closed else 2.6) * lead:
            break
        if known and _is_note(pieces, rest[k + 1 : k + 3]):
            break
        if is_prose(pieces, width) and not _is_label(line, rest[k + 1 : k + LABEL], [*body, *taken]):
            break
        followed = _is_followed(rest[k + 1 : k + (6 if known else CAPTION)])
        ahead = not closed and (followed or _leads_to_row(line, rest[k + 1 :], taken))
        if not (is_tabular(pieces) or ahead or _is_rest(line, [*body, *taken], closed=closed)):
            break
        if above is not None and line.size > 1.08 * above.size:
            break
        taken.append(line)
        last = line
    return _ended(taken, body, closed=closed)


def _ended(taken: list[Line], body: Sequence[Line], *, closed: bool) -> list[Line]:
    """The lines down to the last row, with the rest of a label that goes on below its figures."""
    end = max((k + 1 for k, line in enumerate(taken) if is_tabular(line.pieces(APART))), default=0)
    while 0 < end < len(taken) and _is_rest(taken[end], [*body, *taken[:end]], closed=closed):
        end += 1
    return taken[:end]


def _is_rest(line: Line, above: Sequence[Line], *, closed: bool) -> bool:
    """Whether a line left of all figures goes on the label of the last row: half a line below or closer than rows."""
    rows = [other for other in above if is_tabular(other.pieces(APART))]
    if not rows or line.y - rows[-1].y > TALL * line.size:
        return False
    left = min((p.left for row in rows for p in row.pieces(APART)[1:] if is_value(p.text)), default=0.0)
    text = " ".join(item.word.text for item in line.items)
    if line.right > left or abs(line.size - above[-1].size) > ALIKE or begins(text):
        return False
    steps = [b.y - a.y for a, b in pairwise([*(other for other in above if other.y >= rows[-1].y), line])]
    if steps[0] < BESIDE * line.size:
        return all(step < CLOSE * line.size for step in steps)
    pitch = min((b.y - a.y for a, b in pairwise(rows)), default=0.0)
    return not closed and all(WIDER * step < pitch for step in steps)


def _is_label(line: Line, below: Sequence[Line], above: Sequence[Line]) -> bool:
    """Whether a line as long as running text names the rows below it, which stand in the columns known so far."""
    known = _reach(above)
    for k, other in enumerate(below):
        pieces = other.pieces(APART)
        if abs(other.size - line.size) > ALIKE or (k and is_prose(pieces, line.right - line.left)):
            return False
        if is_tabular(pieces):
            rest = pieces[1:]
            fitting = sum(any(p.left < right and p.right > left for left, right in known) for p in rest)
            return fitting == len(rest) <= 2 * sum(is_value(p.text) for p in rest)
    return False


def _reach(above: Sequence[Line]) -> list[tuple[float, float]]:
    """Where heads and figures stand in the lines."""
    found = ((pieces, is_tabular(pieces)) for line in above if (pieces := line.pieces(APART)))
    return [(p.left, p.right) for pieces, tabular in found for p in pieces[tabular:]]


def _leads_to_row(line: Line, below: Sequence[Line], above: Sequence[Line]) -> bool:
    """Whether a line is the first of a label so tall that its figures stand many lines below it."""
    starts = [p.left for other in above if is_tabular(pieces := other.pieces(APART)) for p in pieces[1:]]
    left, last = min(starts, default=0.0), line
    for other in below:
        pieces = other.pieces(APART)
        if other.y - last.y > CLOSE * other.size or abs(other.size - line.size) > ALIKE:
            return False
        if is_tabular(pieces):
            return pieces[0].right <= left and pieces[1].left >= left
        if other.right > left:
            return False
        last = other
    return False


def _is_note(pieces: Sequence[Piece], below: Sequence[Line]) -> bool:
    """Whether a line opens as footnotes do and no row comes after it: ``Weight, kg`` may open a group of rows."""
    text = pieces[0].text
    return begins(text) and (_opens_note(text) or not (is_tabular(pieces) or _is_followed(below)))


def _is_followed(below: Sequence[Line]) -> bool:
    return any(is_tabular(line.pieces(APART)) for line in below)


def further(below: Sequence[Line], width: float) -> list[Line]:
    """The rows with which the lines begin."""
    return grown([], below, width, closed=False)


def _opens_note(text: str) -> bool:
    """Whether a footnote sign opens the words."""
    return text[:1] in MARKS
