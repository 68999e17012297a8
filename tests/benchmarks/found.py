"""What the pipeline found in a text, and where in an expression one of its numbers is printed."""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final, Protocol

from pipeline.assemble.prose.lexis import Lexis, lexis
from pipeline.document import Document
from pipeline.extent import Extent, cover
from pipeline.extract import Extractor, load
from pipeline.extraction import Extraction, TrialArm
from pipeline.mentions import Mention
from pipeline.normalise.amounts import NO_AMOUNT, Amount
from pipeline.normalise.numbers import in_words, number
from pipeline.recognise import Word
from pipeline.schema import Result

LONGEST: Final = 6  # words of one number: `three hundred and thirty-five`


@dataclass(frozen=True, slots=True)
class Found:
    """A text's results, and the readings and mentions they were made from."""

    doc_id: str
    text: str
    results: tuple[Result, ...] = ()
    amounts: tuple[Amount, ...] = ()
    mentions: tuple[Mention, ...] = ()
    words: tuple[Word, ...] = ()
    arms: tuple[TrialArm, ...] = ()

    def of(self, kind: str) -> tuple[Mention, ...]:
        """The mentions of one kind in order."""
        return tuple(mention for mention in self.mentions if mention.kind == kind)

    def inside(self, extent: Extent) -> tuple[Word, ...]:
        """The words of an extent."""
        return tuple(word for word in self.words if extent.holds(word.extent))

    def first(self, name: Extent) -> Extent:
        """Where the words of a name stand for the first time: the place itself at the latest."""
        wanted = [word.norm for word in self.inside(name)]
        norms = [word.norm for word in self.words]
        starts = (at for at in range(len(norms)) if wanted and norms[at : at + len(wanted)] == wanted)
        at = next(starts, None)
        return name if at is None else cover(word.extent for word in self.words[at : at + len(wanted)])

    def slot(self, extent: Extent, value: Decimal, *, last: bool = False) -> Extent | None:
        """Where in the expression a number that was read from it is printed: the first or last such place."""
        places = [place for place, printed in numbers(self, extent) if printed == value]
        return places[-1 if last else 0] if places else None


class Find(Protocol):
    """Finds everything in a text; knows the words of its configuration."""

    @property
    def lexis(self) -> Lexis:
        """The words of the configuration."""

    def __call__(self, doc_id: str, text: str) -> Found:
        """What stands in the text."""

    def extraction(self, path: Path) -> Extraction | None:
        """What a report tells; None, with a line on stderr, when it cannot be read."""


@dataclass(frozen=True, slots=True)
class Finder:
    """The loaded pipeline."""

    extractor: Extractor
    lexis: Lexis

    def __call__(self, doc_id: str, text: str) -> Found:
        """All that is found; nothing, with a line on stderr, when the text breaks a stage."""
        recogniser = self.extractor.recogniser
        try:
            extraction = self.extractor.of(Document(doc_id, text))
            read = recogniser.read(text)
            excluded = (m.extent for m in read.mentions if m.kind == "exclusions" and m.id in NO_AMOUNT)
            amounts = recogniser.amounts.find(text, excluded)
            return Found(doc_id, text, extraction.results, amounts, read.mentions, read.words, extraction.arms)
        except Exception as error:  # noqa: BLE001 - a text that breaks a stage costs its own answers, not the run
            sys.stderr.write(f"{doc_id}: failed, counted as nothing found ({type(error).__name__}: {error})\n")
            return Found(doc_id, text)

    def extraction(self, path: Path) -> Extraction | None:
        """The extraction of a report; None, with a line on stderr, when the report cannot be read."""
        try:
            return self.extractor.extract(path)
        except Exception as error:  # noqa: BLE001 - a report that breaks a stage costs its own answers, not the run
            sys.stderr.write(f"{path}: failed, counted as nothing found ({type(error).__name__}: {error})\n")
            return None


def finder(config: str = "default") -> Finder:
    """The pipeline of a configuration, loaded once."""
    extractor = load(config)
    return Finder(extractor, lexis(extractor.recogniser.terms))


def numbers(found: Found, extent: Extent) -> Iterator[tuple[Extent, Decimal]]:
    """The numbers of an expression with their places; one printed over several words counts once."""
    inside = found.inside(extent)
    at = 0
    while at < len(inside):
        for size in range(min(LONGEST, len(inside) - at), 0, -1):
            place = cover(word.extent for word in inside[at : at + size])
            printed = spelled(place.of(found.text))
            if printed is not None:
                yield place, printed
                at += size
                break
        else:
            at += 1


def spelled(printed: str) -> Decimal | None:
    """The number that the characters are, in digits or words; None when they are no number."""
    readers: tuple[Callable[[str], Decimal | int], ...] = (number, in_words)
    if printed.endswith(","):
        return None  # a comma behind the number, not in it
    for read in readers:
        try:
            return Decimal(read(printed))
        except ValueError:
            continue
    return None
