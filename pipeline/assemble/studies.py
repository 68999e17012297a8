"""Which studies a document reports, and by which descriptions it calls them."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.document import Document
from pipeline.extent import fold
from pipeline.lines import healed

_NAME: Final = r"[A-Z]{0,4}\d{0,3}[A-Z]{0,2}\d?(?<=\w)"
_NAMED: Final = regex.compile(rf"\b(?:Study|Studies|Trial|Trials)\s+({_NAME}\b)((?:,?\s+(?:and\s+)?{_NAME}\b)*)")
_EACH: Final = regex.compile(rf"\b{_NAME}\b")
_SENTENCE: Final = regex.compile(r"(?:(?<!\b[A-Z]|\.[A-Z])\.|;)\s")  # "the U.S. trial" goes on
# One description a part: "Study M12 is the 12-week trial and Study C4 the 4-week combination trial".
_PART: Final = regex.compile(
    r"[,;]\s+(?:(?:and|or)\s+)?|\s+and\s+(?=the\s|an?\s|(?:Study|Trial)\s)|(?<=\))\s+(?:and|or)\s+"
)
_DURATION: Final = regex.compile(r"\b\d+[\s-]*(?:wk|week|month|day|year)", regex.IGNORECASE)
_LONGEST: Final = 160
_TOKEN: Final = regex.compile(r"[a-z]{3,}|\d+")
_LEVELLED: Final = {"wk": "week", "wks": "week", "weeks": "week", "mo": "month", "months": "month", "days": "day"}
_EMPTY: Final = frozenset(["the", "study", "studies", "trial", "trials", "and", "for", "with", "therapy", "treatment"])


@dataclass(frozen=True, slots=True)
class Study:
    """A study by its printed name, with the words of each description the document gives of it."""

    name: str
    descriptions: tuple[frozenset[str], ...]


@dataclass(frozen=True, slots=True)
class Studies:
    """The studies of one document; empty when it reports only itself."""

    listed: tuple[Study, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The printed names, in order of first mention."""
        return tuple(s.name for s in self.listed)

    def called(self, description: str) -> str | None:
        """The name of the study (or joined names of the studies) that the description fits, or None.

        ``12-Wk Monotherapy`` is M12 where a note says so; two studies of one description are ``M4A and M4B``.
        """
        words = described(description)
        if not words:
            return None
        fits = [s.name for s in self.listed if any(words <= d for d in s.descriptions)]
        return " and ".join(fits) if fits else None


def described(printed: str) -> frozenset[str]:
    """The telling words of a study's description, levelled: ``12-Wk Monotherapy`` gives 12, week, monotherapy."""
    spaced = regex.sub(r"(?<=\d)(?=[a-z])|(?<=\d)-(?=[a-z])", " ", fold(printed).lower())
    found = (_LEVELLED.get(w, w) for w in _TOKEN.findall(regex.sub(r"\bwks?\b", "week", spaced)))
    return frozenset(w for w in found if w not in _EMPTY)


def named(printed: str) -> tuple[str, ...]:
    """The study names in a piece of text: ``Studies M4A and M4B`` gives both."""
    names: list[str] = []
    for match in _NAMED.finditer(" ".join(fold(printed).split())):
        for name in _EACH.findall(match[1] + match[2]):
            if any(c.isdigit() for c in name) or len(name) == 1 or name.isupper():
                names.append(name)
    return tuple(dict.fromkeys(names))


def studies(document: Document) -> Studies:
    """The document's named studies, each with the descriptions found in its sentences and table notes.

    A name is a code with a letter that the document uses more than once.
    """
    text = healed(document.text)
    known = [n for n in named(text) if not n.isdigit() and len(regex.findall(rf"\b{n}\b", text)) > 1]
    if len(known) < 2:
        return Studies(())
    descriptions: dict[str, list[frozenset[str]]] = {n: [] for n in known}
    for sentence in _SENTENCE.split(text):
        for names, words in _descriptions(sentence):
            for name in names:
                if name in descriptions:
                    descriptions[name].append(words)
    return Studies(tuple(Study(n, tuple(descriptions[n])) for n in known))


def _descriptions(sentence: str) -> Iterator[tuple[tuple[str, ...], frozenset[str]]]:
    """The names in each part of a sentence with the part's words.

    A part that names a study and no duration goes on with the description before it: ``the 4-week studies included
    the one in Europe (Study A) and the one in Asia (Study B)``.
    """
    words: frozenset[str] = frozenset()
    for part in _PART.split(sentence):
        names = named(part)
        durations = {regex.sub(r"\W", "", d).lower() for d in _DURATION.findall(part)}
        if durations:
            # A long part, or one of two durations, tells of more than the study; "M12" itself describes nothing.
            clear = len(durations) == 1 and len(part) < _LONGEST
            words = described(_NAMED.sub(" ", part)) if clear else frozenset()
        if names and words:
            yield names, words
