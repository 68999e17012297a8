"""What a page of a PDF prints and where, before anything is known of columns, paragraphs or tables."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in points (1/72 inch), measured from the upper left corner of the page when it is read upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        """From the left to the right edge."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """From the upper to the lower edge."""
        return self.bottom - self.top


@dataclass(frozen=True, slots=True)
class Glyph:
    """One printed character, its size in points, the font it is set in (a number that fonts of one name share)."""

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool
    mapped: bool
    font: int = 0


@dataclass(frozen=True, slots=True)
class Word:
    """Characters printed without a gap, of one size on one baseline.

    ``rise`` is how far its baseline stands above that of the word it is attached to, in sizes of that word: positive
    for a superscript, negative for a subscript, 0 for all else. ``glued`` says that no gap parts it from the word
    before. ``hyphen`` says that the source marks its last character as the hyphen of a word broken at the line's end.
    ``mapped`` is false where the font does not say which character a glyph is; ``font`` is that of the first character.
    """

    text: str
    box: Box
    baseline: float
    size: float
    bold: bool = False
    rise: float = 0.0
    glued: bool = False
    hyphen: bool = False
    mapped: bool = True
    font: int = 0


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin printed line, ``across`` or upright; or the edge of a filled or framed rectangle."""

    box: Box
    across: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """All of a page that is read in one direction, turned upright.

    ``page`` counts from 1; ``turn`` is by how many quarters the printing stands counter-clockwise on the page: a page
    with a table on its side gives two sheets. ``words`` stand in the order of the file.
    """

    page: int
    turn: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...]
