"""Which lexicon id a printed name has."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import regex

from pipeline.extent import fold
from pipeline.lexicon import Term

_TOKEN: Final = regex.compile(r"[a-z]+|\d+(?:\.\d+)?|[≥≤<>/%]", regex.IGNORECASE)


@lru_cache(maxsize=8192)  # heads of tables are asked for again and again
def tokens(printed: str) -> tuple[str, ...]:
    """The words and numbers of a name, levelled: ``Investigator’s`` gives investigator, s."""
    return tuple(t.lower() for t in _TOKEN.findall(fold(printed)))


def holds_any(name: str, terms: Iterable[str]) -> bool:
    """Whether one of the terms stands in the name as whole words."""
    words = f" {name.lower()} "
    return any(f" {term} " in words for term in terms)


@dataclass(frozen=True, slots=True)
class Found:
    """A term inside a name: which, and from which word to which."""

    term: Term
    start: int
    end: int


class Index:
    """Finds lexicon terms inside short names: the longest first, never overlapping."""

    def __init__(self, terms: Iterable[Term]) -> None:
        self._terms: dict[tuple[str, ...], Term] = {}
        for term in terms:
            self._terms.setdefault(tokens(term.surface), term)
        self.firsts: dict[str, int] = {}  # for each first word, the words of its longest surface
        for key in self._terms:
            if key:
                self.firsts[key[0]] = max(len(key), self.firsts.get(key[0], 0))

    def holds(self, words: tuple[str, ...]) -> bool:
        """Whether these words are one of the surfaces."""
        return words in self._terms

    def find(self, printed: str) -> tuple[Found, ...]:
        """The terms of the name in order."""
        words = tokens(printed)
        found: list[Found] = []
        at = 0
        while at < len(words):
            step = 1
            for size in range(min(self.firsts.get(words[at], 0), len(words) - at), 0, -1):
                term = self._terms.get(words[at : at + size])
                if term is not None:
                    found.append(Found(term, at, at + size))
                    step = size
                    break
            at += step
        return tuple(found)

    def ids(self, printed: str) -> tuple[str, ...]:
        """The ids in order, each once."""
        return tuple(dict.fromkeys(found.term.id for found in self.find(printed)))

    def whole(self, printed: str) -> str | None:
        """The id when the name is one term and nothing else."""
        term = self._terms.get(tokens(printed))
        return term.id if term else None
