"""Characters to words: what stands without a gap, of one size on one baseline."""

from collections.abc import Iterable
from typing import Final

from pipeline.read.pdf.glyphs import HYPHEN
from pipeline.read.pdf.layout import Box, Glyph, Word

GAP: Final = 0.17  # in sizes: word spaces are at least a fifth of the size, letter spacing hardly a tenth
LEVEL: Final = 0.12  # in sizes: how far baselines of one line differ at most
SMALLER: Final = 0.85  # superscripts are set at 58 to 75 % of the size of what they follow


def words(glyphs: Iterable[Glyph | None]) -> list[Word]:
    """The words in the order of the glyphs; a superscript is a word of its own that is glued to the one before."""
    found: list[Word] = []
    held: list[Glyph] = []
    parted = True
    for glyph in glyphs:
        if glyph is not None and held and _joined(held[-1], glyph):
            held.append(glyph)
            continue
        if held:
            found.append(_word(held, found, glued=not parted))
            parted = glyph is None or _gap(held[-1], glyph)
            held = []
        if glyph is None:
            parted = True
        else:
            held = [glyph]
    if held:
        found.append(_word(held, found, glued=not parted))
    return found


def _joined(before: Glyph, glyph: Glyph) -> bool:
    level = abs(glyph.baseline - before.baseline) <= LEVEL * max(before.size, glyph.size)
    alike = min(before.size, glyph.size) > SMALLER * max(before.size, glyph.size)
    return level and alike and not _gap(before, glyph)


def _gap(before: Glyph, glyph: Glyph) -> bool:
    """Whether the two stand apart, on another line or out of order."""
    if glyph.box == before.box:
        return False  # the letters of a ligature share its box
    size = max(before.size, glyph.size)
    ahead = glyph.box.left - before.box.right
    return abs(glyph.baseline - before.baseline) > 0.7 * size or not -0.5 * size < ahead < GAP * size


def _word(held: list[Glyph], before: list[Word], *, glued: bool) -> Word:
    text = "".join(glyph.text for glyph in held)
    first = held[0]
    host = before[-1] if before and glued else None
    return Word(
        text.replace(HYPHEN, "-"),
        Box(
            min(g.box.left for g in held), min(g.box.top for g in held),
            max(g.box.right for g in held), max(g.box.bottom for g in held),
        ),
        first.baseline,
        first.size,
        all(g.bold for g in held),
        _rise(host, first) if host else 0.0,
        glued,
        text.endswith(HYPHEN),
        all(g.mapped for g in held),
        first.font,
    )  # fmt: skip


def _rise(host: Word, glyph: Glyph) -> float:
    if host.rise and abs(glyph.size - host.size) < 0.15 * host.size and abs(glyph.baseline - host.baseline) < 0.1:
        return host.rise
    if glyph.size > SMALLER * host.size:
        return 0.0
    return (host.baseline - glyph.baseline) / host.size
