"""The words by which sections and boilerplate are known."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.errors import ConfigError
from pipeline.extent import fold
from pipeline.lexicon import Term, read_lexicon

SECTIONS: Final = frozenset({"abstract", "methods", "results", "discussion", "other", "references"})
BOILERPLATE: Final = frozenset(
    {
        "page",  # anywhere in a short line: the line is page furniture
        "affiliation",  # opens a line about the authors
        "label",  # a whole line: the kind of article
        "salutation",  # a whole line: Dear Editor
        "related",  # a whole line: what follows is a list of other pages
        "action",  # a whole line: Read More
        "address",  # somebody is spoken to
        "advert",  # something is offered
        "tail",  # opens the last lines of an abstract
        "figure",  # opens the caption of a figure
        "table",
        "enumerated",  # opens a paragraph with its number behind it: Case 2
        "citing",  # stands before the name of a figure in running text
        "joiner",  # no heading ends with it, and no sentence
    }
)
_LETTERS: Final = regex.compile(r"[^\p{L}]+")


@dataclass(frozen=True, slots=True)
class SectionTerms:
    """Headings by their squeezed letters, and boilerplate words by what they are a sign of.

    ``body`` are the headings that never stand inside an abstract.
    """

    headings: Mapping[str, str]
    body: frozenset[str]
    boilerplate: Mapping[str, frozenset[str]]
    patterns: Mapping[str, "regex.Pattern[str]"]

    def has(self, kind: str, text: str) -> bool:
        """Whether any word or phrase of the kind stands in the text."""
        return self.patterns[kind].search(plain(text)) is not None

    def opens(self, kind: str, text: str) -> bool:
        """Whether the text begins with a word or phrase of the kind."""
        return self.patterns[kind].match(plain(text)) is not None

    def is_whole(self, kind: str, text: str) -> bool:
        """Whether the text is nothing but a word or phrase of the kind, spaced capitals (``L E T T E R``) or not."""
        return squeezed(text) in self.boilerplate[kind]


def plain(text: str) -> str:
    """Level typography and small letters, so that a word need only be listed once."""
    return fold(text).lower()


def squeezed(text: str) -> str:
    """The letters alone: ``R ESULT S`` and ``Results:`` are both ``results``."""
    return str(_LETTERS.sub("", plain(text.replace("&", " and "))))


def section_terms(sections_csv: str, boilerplate_csv: str) -> SectionTerms:
    """The terms of the two lexicons; raises ConfigError for an id that nothing would read."""
    sections = _known(sections_csv, SECTIONS)
    words = _known(boilerplate_csv, BOILERPLATE)
    surfaces = {kind: [t.surface for t in words if t.id == kind] for kind in BOILERPLATE}
    surfaces["joiner"] += surfaces["citing"]  # one surface has one id, and what cites also joins
    return SectionTerms(
        headings={squeezed(t.surface): t.id for t in sections},
        body=frozenset(squeezed(t.surface) for t in sections if t.note == "body"),
        boilerplate={kind: frozenset(map(squeezed, listed)) for kind, listed in surfaces.items()},
        patterns={kind: _pattern(listed) for kind, listed in surfaces.items()},
    )


def _known(path: str, ids: frozenset[str]) -> tuple[Term, ...]:
    terms = read_lexicon(path)
    if unknown := sorted({t.id for t in terms} - ids):
        raise ConfigError(path, f"unknown id {unknown[0]!r}; expected one of {', '.join(sorted(ids))}")
    return terms


def _pattern(surfaces: list[str]) -> "regex.Pattern[str]":
    """Any of the surfaces as whole words; nothing at all when there are none."""
    if not surfaces:
        return regex.compile(r"(?!)")
    longest_first = sorted((plain(s) for s in surfaces), key=len, reverse=True)
    return regex.compile(rf"(?<!\w)(?:{'|'.join(map(regex.escape, longest_first))})(?!\w)")
