"""The text of a Doc and its tokens, put together once for all components."""

from dataclasses import dataclass
from typing import Final

from spacy.tokens import Doc

from pipeline.extent import fold

_KEY: Final = "printed"


@dataclass(frozen=True, slots=True)
class Printed:
    """A text, the same levelled, and where in it each token begins and how it reads.

    spaCy puts ``Doc.text`` together anew at every call, and a walk over its tokens makes an object of each.
    """

    text: str
    folded: str
    starts: tuple[int, ...]
    norms: tuple[str, ...]

    @property
    def ends(self) -> tuple[int, ...]:
        """The place behind each token and the white space that belongs to it."""
        return (*self.starts[1:], len(self.text)) if self.starts else ()


def printed(doc: Doc) -> Printed:
    """What the tokenizer kept with the Doc, or the same made from its tokens."""
    kept = doc.user_data.get(_KEY)
    if isinstance(kept, Printed):
        return kept
    text = doc.text
    return keep(doc, Printed(text, fold(text), tuple(t.idx for t in doc), tuple(t.norm_ for t in doc)))


def keep(doc: Doc, found: Printed) -> Printed:
    """Keep it with the Doc."""
    doc.user_data[_KEY] = found
    return found
