"""What a recognised document holds, as plain records."""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from pipeline.extent import Extent, trimmed
from pipeline.mentions import KINDS, Mention
from pipeline.recognise.printed import printed


@dataclass(frozen=True, slots=True, init=False)
class Word:
    """A token: where it stands, and how it reads when healed and in small letters."""

    extent: Extent
    norm: str

    def __init__(self, extent: Extent, norm: str) -> None:
        _set_extent(self, extent)
        _set_norm(self, norm)


# As in Extent: a document has ten thousand words.
_set_extent: Final = Word.__dict__["extent"].__set__
_set_norm: Final = Word.__dict__["norm"].__set__


def words(doc: Doc) -> tuple[Word, ...]:
    """The tokens in order, without the white space they swallowed; tokens of white space alone are left out."""
    made = printed(doc)
    text = made.text
    return tuple(
        Word(Extent(start, start + len(text[start:end].rstrip())), norm)
        for start, end, norm in zip(made.starts, made.ends, made.norms, strict=True)
        if not text[start].isspace()
    )


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
