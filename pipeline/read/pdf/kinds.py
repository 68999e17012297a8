"""What a paragraph may be by its type and its first words, whatever stands around it."""

from typing import Final

import regex

from pipeline.read.pdf.body import ALIKE, Body
from pipeline.read.pdf.paragraphs import Paragraph, ended

_NUMBERING: Final = regex.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}\.?|[IVX]{1,4}\.)\s+(?=\p{Lu})")
_FLOAT: Final = r"(?:(?:supplement\w*|online|additional|extended data)\s)?"
_FIGURE: Final = regex.compile(
    rf"{_FLOAT}fig(?:ure)?s?\.?\s?(?:[A-Z]{{1,2}}-?)?\d{{1,3}}[A-Za-z]?\b(?:\s?[.:|)—]|\s+(?=\p{{Lu}}|\()|\s*$)",
    regex.IGNORECASE,
)
_TABLE: Final = regex.compile(
    rf"{_FLOAT}table\s?(?:[A-Z]{{1,2}}-?)?(?:\d{{1,3}}|[IVX]{{1,5}})[A-Za-z]?\b(?:\s?[.:|—]|\s+(?=\p{{Lu}})|\s*$)",
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
_SPACED: Final = regex.compile(r"(?:\p{L}\s){5,}\p{L}")
LONGEST: Final = 160  # characters of a heading
_SMALLER: Final = 0.85  # times the size of the running text: no heading in it is smaller
_LARGER: Final = 1.15  # times the size of the running text: a title is at least so large
_TITLE: Final = 20  # characters
_BOX: Final = 22  # in sizes of the running text: lines of lettering are shorter
_SENTENCE: Final = 90  # characters: a box of a flow chart with a stop at its end is shorter
_FEW_WORDS: Final = 0.2  # of the characters
_TICKS: Final = 40  # characters

Style = tuple[float, bool, bool, int]


def main_section(text: str) -> str:
    """The main part of an article that a heading names, in whatever type it is set; else empty."""
    bare = _NUMBERING.sub("", text.replace("&", " and "), count=1)
    return _MAIN.get(_LETTERS.sub("", bare).lower(), "")


def is_figure(paragraph: Paragraph, body: Body) -> bool:
    """Whether a paragraph is the caption of a figure, not a sentence that begins with one."""
    return _is_caption(_FIGURE, paragraph, body)


def is_table(paragraph: Paragraph, body: Body) -> bool:
    """Whether a paragraph is the caption of a table."""
    return _is_caption(_TABLE, paragraph, body)


def _is_caption(label: "regex.Pattern[str]", paragraph: Paragraph, body: Body) -> bool:
    found = label.match(paragraph.text)
    if not found:
        return False
    stopped = found[0].rstrip()[-1] in ".:|)—"
    other = abs(paragraph.size - body.size) > 0.02 * body.size or paragraph.lines[0].words[0].bold
    return stopped or other or found.end() >= len(paragraph.text)


def is_heading(paragraph: Paragraph, body: Body) -> bool:
    """Whether a short paragraph stands out as a heading: by size, weight, font, capitals or a number."""
    text = paragraph.text
    if _SPACED.fullmatch(text):
        return bool(main_section(text))
    bare = _NUMBERING.sub("", text, count=1)
    if len(text) > LONGEST or len(paragraph.lines) > 3 or not _CAPITAL.match(bare) or not _WORDS.search(bare):
        return False
    if main_section(text):
        return True
    if paragraph.size < _SMALLER * body.size or text[-1] in ".,;" or len(paragraph.parts) > 1:
        return False
    words = [word for line in paragraph.lines for word in line.words]
    apart = all(word.bold for word in words) or not any(word.font in body.fonts for word in words)
    numbered = len(bare) < len(text)
    return apart or numbered or _in_capitals(bare) or paragraph.size > (1 + ALIKE) * body.size


def _in_capitals(text: str) -> bool:
    letters = len(_LETTER.findall(text))
    return letters > 3 and len(_CAPITAL.findall(text)) == letters


def style(paragraph: Paragraph) -> Style:
    """How a paragraph is set: size, weight, capitals, font."""
    first = paragraph.lines[0]
    return (round(paragraph.size, 1), first.bold, _in_capitals(paragraph.text), first.font)


def is_title(paragraph: Paragraph, body: Body) -> bool:
    """Whether it may be the article's title: some words in large print on the first page."""
    large = paragraph.size > _LARGER * body.size and paragraph.lines[0].sheet == 0
    return large and len(paragraph.text) >= _TITLE and len(_WORDS.findall(paragraph.text)) > 2


def is_lettering(paragraph: Paragraph, body: Body) -> bool:
    """Whether short lines stand together without any sentence, as on the axes and in the boxes of a figure."""
    if any(line.box.width > _BOX * body.size for line in paragraph.lines):
        return False
    return not (ended(paragraph.lines[-1]) and len(paragraph.text) > _SENTENCE)


def is_ticks(paragraph: Paragraph) -> bool:
    """Whether nothing but figures and single letters stand in a few short lines."""
    text = paragraph.text.replace(" ", "")
    return sum(len(w) for w in _WORDS.findall(text)) < _FEW_WORDS * len(text) and len(text) < _TICKS


def is_running(paragraph: Paragraph, body: Body) -> bool:
    """Whether it is set as the running text is, and nothing that stands apart from it."""
    if not any(body.sets(line) for line in paragraph.lines) or not body.sized(paragraph.lines[0]):
        return False
    return not (is_ticks(paragraph) or any(test(paragraph, body) for test in (is_heading, is_figure, is_table)))
