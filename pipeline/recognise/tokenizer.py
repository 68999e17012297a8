"""Where the tokens of a text begin and end, and how each reads when its word is healed."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

import regex
from spacy.language import Language
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.extent import fold
from pipeline.normalise.numbers import UNSIGNED
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


@dataclass(frozen=True, slots=True)
class _Piece:
    start: int
    end: int
    norm: str


class Tokenizer:
    """Cuts a text into tokens; white space behind a word belongs to it, so a phrase may run over line ends."""

    def __init__(self, vocab: Vocab) -> None:
        self.vocab = vocab

    def __call__(self, text: str) -> Doc:
        """The text as a document of its own, healed by its own words."""
        return self.healed(text, Vocabulary(text).broken(text))

    def healed(self, text: str, broken: tuple[Broken, ...]) -> Doc:
        """The text with these words broken in it."""
        pieces = list(_swallowed(text, _cut(text, broken)))
        words, spaces = [], []
        for piece in pieces:
            single = text[piece.start : piece.end].endswith(" ") and piece.end - piece.start > 1
            words.append(text[piece.start : piece.end - single])
            spaces.append(single)
        doc = Doc(self.vocab, words=words, spaces=spaces)
        for token, piece in zip(doc, pieces, strict=True):
            token.norm_ = piece.norm
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


def _cut(text: str, broken: tuple[Broken, ...]) -> Iterator[_Piece]:
    folded = fold(text)
    # A hyphen that stays (placebo-⏎treated) parts its words as it does within a line.
    waiting = [word for word in reversed(broken) if "-" not in word.healed]
    at = 0
    while at < len(text):
        while waiting and waiting[-1].extent.start < at:
            waiting.pop()
        if waiting and waiting[-1].extent.start == at:
            word = waiting.pop()
            yield _Piece(at, word.extent.end, word.healed.lower())
            at = word.extent.end
            continue
        match = _PIECE.match(folded, at)
        end = match.end() if match and match.end() > at else at + 1
        if waiting and match and match.lastgroup != "space":
            end = max(at + 1, min(end, waiting[-1].extent.start))
        yield _Piece(at, end, "" if match and match.lastgroup == "space" else folded[at:end].lower())
        at = end


def _swallowed(text: str, pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    held: _Piece | None = None
    for piece in pieces:
        blank = piece.norm == "" and text[piece.start : piece.end].isspace()
        if blank and held is not None and held.norm:
            held = _Piece(held.start, piece.end, held.norm)
            continue
        if held is not None:
            yield held
        held = _Piece(piece.start, piece.end, piece.norm or " ")
    if held is not None:
        yield held
