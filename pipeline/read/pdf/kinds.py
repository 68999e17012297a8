"""What a paragraph is: title, heading, caption, reference, running text or the lettering of a figure."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

import regex

from pipeline.read.pdf.paragraphs import ALIKE, Paragraph, ended

_NUMBERING: Final = regex.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.)\s+(?=\p{Lu})")
_FIGURE: Final = regex.compile(
    r"(?:(?:supplement\w*|online|additional|extended data)\s)?"
    r"fig(?:ure)?s?\.?\s?(?:[A-Z]{1,2}-?)?\d{1,3}[A-Za-z]?\b"
    r"(?P<after>\s?[.:|)]|\s+(?=\p{Lu}|\()|\s*$|\s{2,})",
    regex.IGNORECASE,
)
_TABLE: Final = regex.compile(
    r"(?:(?:supplement\w*|online|additional)\s)?"
    r"table\s?(?:[A-Z]{1,2}-?)?(?:\d{1,3}|[IVX]{1,5})[A-Za-z]?\b(?:\s?[.:|]|\s+(?=\p{Lu})|\s*$)",
    regex.IGNORECASE,
)
_MAIN: Final = {
    "abstract": "abstract", "summary": "abstract",
    "introduction": "introduction", "background": "introduction",
    "methods": "methods", "method": "methods", "materialsandmethods": "methods", "patientsandmethods": "methods",
    "subjectsandmethods": "methods", "researchdesignandmethods": "methods", "materialandmethods": "methods",
    "participantsandmethods": "methods", "methodsandmaterials": "methods", "methodology": "methods",
    "results": "results", "result": "results", "findings": "results", "resultsanddiscussion": "results",
    "discussion": "discussion", "conclusion": "discussion", "conclusions": "discussion", "comment": "discussion",
    "references": "references", "reference": "references", "bibliography": "references",
    "literaturecited": "references", "workscited": "references",
}  # fmt: skip
_LETTERS: Final = regex.compile(r"[^\p{L}]+")
_LETTER: Final = regex.compile(r"\p{L}")
_CAPITAL: Final = regex.compile(r"\p{Lu}")
_WORDS: Final = regex.compile(r"\p{L}{3,}")
LONGEST: Final = 160  # characters of a heading
_LARGER: Final = 1.15  # times the size of the running text: a title is at least so large
_FEW_WORDS: Final = 0.55  # of the characters: lettering of a figure is mostly figures and single words


def main_section(text: str) -> str:
    """The main part of an article that a heading names, in whatever type it is set; else empty."""
    bare = _NUMBERING.sub("", text.replace("&", " and "), count=1)
    return _MAIN.get(_LETTERS.sub("", bare).lower(), "")


def is_figure(paragraph: Paragraph, size: float) -> bool:
    """Whether a paragraph is the caption of a figure, not a sentence that begins with one."""
    return _is_caption(_FIGURE, paragraph, size)


def is_table(paragraph: Paragraph, size: float) -> bool:
    """Whether a paragraph is the caption of a table."""
    return _is_caption(_TABLE, paragraph, size)


def _is_caption(label: "regex.Pattern[str]", paragraph: Paragraph, size: float) -> bool:
    found = label.match(paragraph.text)
    if not found:
        return False
    stopped = found[0].rstrip()[-1] in ".:|)"
    other = abs(paragraph.size - size) > 0.02 * size or paragraph.lines[0].words[0].bold
    return stopped or other or found.end() >= len(paragraph.text)


def is_heading(paragraph: Paragraph, size: float) -> bool:
    """Whether a short paragraph stands out as a heading."""
    text = paragraph.text
    bare = _NUMBERING.sub("", text, count=1)
    if len(text) > LONGEST or len(paragraph.lines) > 3 or not _CAPITAL.match(bare) or not _WORDS.search(bare):
        return False
    if main_section(text):
        return True
    if paragraph.size < (1 - ALIKE) * size or text[-1] in ".,;" or len(paragraph.parts) > 1:
        return False
    bold = all(w.bold for line in paragraph.lines for w in line.words)
    numbered = len(bare) < len(text)
    return bold or numbered or _in_capitals(bare) or paragraph.size > (1 + ALIKE) * size


def _in_capitals(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    return letters > 3 and len(_CAPITAL.findall(text)) == letters


Style = tuple[float, bool, bool]


def style(paragraph: Paragraph) -> Style:
    """How a heading is set: size, bold, capitals."""
    return (round(paragraph.size, 1), paragraph.lines[0].bold, _in_capitals(paragraph.text))


def main_style(headings: Sequence[Paragraph]) -> Style | None:
    """How the headings of the article's main parts are set: those that come last, as an abstract may have its own."""
    last = {name: style(p) for p in headings if (name := main_section(p.text)) not in {"", "abstract", "references"}}
    counts = Counter(last.values())
    return max(counts, key=lambda s: (counts[s], s)) if counts else None


def title(paragraphs: Sequence[Paragraph], size: float) -> Paragraph | None:
    """The largest print of the first page that is a line of words."""
    found = [
        p for p in paragraphs
        if p.lines[0].sheet == 0 and p.size > _LARGER * size and len(p.text) >= 15 and len(_WORDS.findall(p.text)) > 1
    ]  # fmt: skip
    return max(found, key=lambda p: p.size, default=None)


def is_lettering(paragraph: Paragraph, size: float) -> bool:
    """Whether short pieces without any sentence stand together, as on the axes of a figure."""
    lines = paragraph.lines
    if any(line.box.width > 14 * size and len(line.words) > 5 for line in lines) or ended(lines[-1]):
        return False
    text = paragraph.text
    words = sum(len(w) for w in _WORDS.findall(text))
    return words < _FEW_WORDS * len(text.replace(" ", "")) or (len(text) < 30 and paragraph.size < (1 - ALIKE) * size)
