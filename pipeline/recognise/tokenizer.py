"""Where the tokens of a text begin and end, and how each reads when its word is healed."""

from collections.abc import Iterable
from typing import Any, Final

import numpy as np
import regex
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.extent import fold
from pipeline.normalise.numbers import UNSIGNED
from pipeline.recognise.printed import Printed, keep
from pipeline.words import Broken, Vocabulary

# Tried in this order at every place of the folded text; what none fits is a token of one character.
_PIECE: Final = regex.compile(
    rf"""(?P<space>\s+)
    |(?P<number>(?:(?<![\w.)\]%])[-+]\s?(?=[\d.]))?(?<!\p{{L}}-){UNSIGNED}(?=[xX×]\s?10|(?![\p{{L}}\d])|(?=s\b)))
    |(?P<cited>\p{{L}}{{4,30}}(?=\d{{1,3}}(?:[,-]\d|[\s.,;:)]|\Z)))      # disease1, trials8: the word alone
    |(?P<level>\p{{Lu}}[1-9]\d?\.\d{{1,2}}(?![\p{{L}}\d.]))                 # P1.5, D2.5: a group by its dose
    |(?P<name>\p{{L}}[\p{{L}}\d]{{0,30}}(?:-\d[\p{{L}}\d]{{0,10}}){{0,2}})  # EASI-75, IL-4, M4A
    |(?P<word>\p{{L}}+)
    |(?P<glued>\d+)
    """,
    regex.VERBOSE,
)


class Tokenizer:
    """Cuts a text into tokens; white space behind a word belongs to it, so a phrase may run over line ends."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a document of its own, healed by its own words."""
        return self.healed(text, Vocabulary(text).broken(text))

    def healed(self, text: str, broken: tuple[Broken, ...]) -> Doc:
        """The text with these words broken in it."""
        folded = fold(text)
        starts, norms = _cut(folded, broken)
        found = Printed(text, folded, tuple(starts), tuple(norms))
        words, spaces = [], []
        for start, end in zip(starts, found.ends, strict=True):
            single = text[end - 1] == " " and end - start > 1
            words.append(text[start : end - single])
            spaces.append(single)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        # All at once: an assignment to token.norm_ makes a Token each time.
        hashes: Any = np.array([self.vocab.strings.add(norm) for norm in norms], dtype=np.uint64)
        if norms:
            doc.from_array("NORM", hashes)
        keep(doc, found)
        return doc

    def to_bytes(self, **_: object) -> bytes:
        """Nothing to keep: all state is in the vocabulary."""
        return b""

    def from_bytes(self, _data: bytes, **_: object) -> "Tokenizer":
        """The same tokenizer."""
        return self

    def to_disk(self, _path: object, **_: object) -> None:
        """Nothing to keep."""

    def from_disk(self, _path: object, **_: object) -> "Tokenizer":
        """The same tokenizer."""
        return self


def make_tokenizer() -> object:
    """What spaCy calls to build the tokenizer of a pipeline."""

    def create(nlp: Language) -> Tokenizer:
        return Tokenizer(nlp.vocab)

    return create


def _cut(folded: str, broken: Iterable[Broken]) -> tuple[list[int], list[str]]:
    """Where each token begins, and its norm: a blank for white space at the beginning of the text."""
    starts: list[int] = []
    norms: list[str] = []
    at = 0
    for word in broken:
        # A hyphen that stays (placebo-⏎treated) parts its words as it does within a line.
        if "-" in word.healed or word.extent.start < at:
            continue
        at = _run(folded, at, word.extent.start, starts, norms)
        if at > word.extent.start:
            continue
        starts.append(at)
        norms.append(word.healed.lower())
        at = word.extent.end
    _run(folded, at, len(folded), starts, norms)
    return starts, norms


def _run(folded: str, at: int, stop: int, starts: list[int], norms: list[str]) -> int:
    """Cut from one place up to another; gives the place behind the last token, which white space may pass."""
    for match in _PIECE.finditer(folded, at):
        start, end = match.span()
        if start >= stop:
            break
        starts.extend(range(at, start))
        norms.extend([sign.lower() for sign in folded[at:start]])
        if match.lastgroup != "space":
            end = min(end, stop)
            starts.append(start)
            norms.append(folded[start:end].lower())
        elif not norms:
            starts.append(start)
            norms.append(" ")
        at = end
        if at >= stop:
            return at
    starts.extend(range(at, stop))
    norms.extend([sign.lower() for sign in folded[at:stop]])
    return stop
