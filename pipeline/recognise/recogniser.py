"""A text with everything the components of a configuration found in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicon import Term
from pipeline.mentions import Mention, Quantity
from pipeline.normalise.amounts import Amounts
from pipeline.normalise.reader import Reader
from pipeline.normalise.units import units_of
from pipeline.recognise.collect import Word, collect, words
from pipeline.recognise.expressions import quantities
from pipeline.recognise.tokenizer import Tokenizer
from pipeline.recognise.weights import Weights
from pipeline.words import Broken


@dataclass(frozen=True, slots=True)
class Recognised:
    """A text's words, mentions and numeric expressions, in places of that text."""

    words: tuple[Word, ...]
    mentions: tuple[Mention, ...]
    quantities: tuple[Quantity, ...] = ()


class Recogniser:
    """A composed pipeline with the terms of its configuration."""

    def __init__(
        self,
        nlp: Language,
        terms: Mapping[str, tuple[Term, ...]],
        section_files: tuple[Path, Path],
        weights: Mapping[str, Weights],
    ) -> None:
        self.nlp = nlp
        self.terms = terms
        self.weights = weights
        self.section_files = section_files
        self._units = units_of(terms["units"])
        self.reader = Reader(self._units)

    @cached_property
    def amounts(self) -> Amounts:
        """What finds amounts, results or not: asked for by few."""
        return Amounts(self._units)

    def doc(self, text: str, broken: tuple[Broken, ...] | None = None) -> Doc:
        """The text as tokens with its mentions; ``broken`` are the words to heal, else the text's own tell."""
        tokenizer = self.nlp.tokenizer
        if broken is None or not isinstance(tokenizer, Tokenizer):
            return self.nlp(text)
        return self.nlp(tokenizer.healed(text, broken))

    def read(self, text: str, broken: tuple[Broken, ...] | None = None) -> Recognised:
        """The same as plain records."""
        doc = self.doc(text, broken)
        return Recognised(words(doc), collect(doc), quantities(doc))

    def surfaces(self, name: str) -> Mapping[str, str]:
        """The ids of one lexicon by surface in small letters."""
        return {term.surface.lower(): term.id for term in self.terms[name]}
