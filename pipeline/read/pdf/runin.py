"""Sections of an article that has no headings of their own line: ``RESULTS—Between January …``."""

from collections.abc import Collection, Sequence
from typing import Final

import regex

from pipeline.read.pdf.kinds import main_section, style
from pipeline.read.pdf.paragraphs import Paragraph

_RUN_IN: Final = regex.compile(r"(?P<name>\p{Lu}[\p{L}&, ]{3,40}?)\s?(?:[—:]|\s[–-]\s|\.\s{1,2}(?=\p{Lu}))")
_NAMES: Final = {"methods": "methods", "results": "results", "discussion": "discussion", "introduction": "other"}


def sections(read: Sequence[Paragraph], named: Collection[str]) -> dict[int, str]:
    """The section of each paragraph (by its place) from the first run-in heading on; ``named`` have a heading.

    What is named twice is named in the abstract first. Empty where headings name methods or results, or nothing does.
    """
    if {"methods", "results"} & set(named):
        return {}
    found = {k: part for k, paragraph in enumerate(read) if (part := _part(paragraph))}
    if not {"methods", "results"} <= set(found.values()):
        return {}
    last = {part: k for k, part in found.items()}
    body = min(last[part] for part in ("methods", "results"))
    first = [k for k in found if k < body]
    made = dict.fromkeys(range(_opening(read, min(first)), max(first) + 1), "abstract") if first else {}
    in_force = "other"
    for k in range(max(first) + 1 if first else body, len(read)):
        in_force = _NAMES[found[k]] if k in found else in_force
        made[k] = in_force
    return made


def abstract(read: Sequence[Paragraph]) -> range:
    """The places of the paragraphs of an abstract, where its parts begin with their name in a type of its own.

    Nothing need stand between: ``Results  The itch fell``. Empty where methods and results are not named so.
    """
    found = {k: part for k, paragraph in enumerate(read) if (part := _first_word(paragraph))}
    if not {"methods", "results"} <= set(found.values()):
        return range(0)
    return range(_opening(read, min(found)), max(found) + 1)


def _first_word(paragraph: Paragraph) -> str:
    """The main part that the first word names, set in a font that no other word of its line is set in."""
    first, *others = paragraph.lines[0].words
    apart = others and first.font not in {word.font for word in others}
    return main_section(first.text) if apart else ""


def _opening(read: Sequence[Paragraph], k: int) -> int:
    """The first paragraph of the abstract: its background or objective is set as what follows it."""
    return k - 1 if k and style(read[k - 1]) == style(read[k]) else k


def _part(paragraph: Paragraph) -> str:
    """The main part that a paragraph names at its start, in bold or in capitals."""
    match = _RUN_IN.match(paragraph.text)
    if not match:
        return ""
    apart = match["name"].isupper() or paragraph.lines[0].words[0].bold
    part = main_section(match["name"])
    return part if apart and part in _NAMES else ""
