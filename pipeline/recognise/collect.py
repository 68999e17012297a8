"""What a recognised document holds, as plain records."""

from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.extent import Extent, trimmed
from pipeline.mentions import KINDS, Mention
from pipeline.recognise.printed import printed


@dataclass(frozen=True, slots=True)
class Word:
    """A token: where it stands, and how it reads when healed and in small letters."""

    extent: Extent
    norm: str


def words(doc: Doc) -> tuple[Word, ...]:
    """The tokens in order, without the white space they swallowed; tokens of white space alone are left out."""
    made = printed(doc)
    found: list[Word] = []
    for start, end, norm in zip(made.starts, made.ends, made.norms, strict=True):
        if (piece := made.text[start:end]) and not piece.isspace():
            found.append(Word(Extent(start, start + len(piece.rstrip())), norm))
    return tuple(found)


def collect(doc: Doc) -> tuple[Mention, ...]:
    """All mentions, by place, then by kind; extents count in the text of the Doc."""
    text = printed(doc).text
    found = [
        Mention(kind, trimmed(text, span.start_char, span.end_char), span.id_)
        for kind in KINDS
        if kind in doc.spans
        for span in doc.spans[kind]
    ]
    return tuple(sorted(found, key=lambda m: (m.extent, KINDS.index(m.kind), m.id)))
