"""Where numeric expressions stand, in which shape, and what they say."""

from collections.abc import Sequence
from typing import Final

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicon import Term
from pipeline.mentions import Quantity
from pipeline.normalise.reader import Reader
from pipeline.normalise.units import units_of
from pipeline.recognise.places import Places
from pipeline.recognise.printed import printed

_KEY: Final = "quantities"


class Expressions:
    """Marks each numeric expression in ``doc.spans["expressions"]``, its shape as id; keeps what it says."""

    def __init__(self, units: Sequence[Term]) -> None:
        self.reader = Reader(units_of(tuple(units)))

    def __call__(self, doc: Doc) -> Doc:
        found = self.reader.find(printed(doc).text)
        doc.spans["expressions"] = Places(doc).spans([(q.extent, q.shape) for q in found], "expressions")
        doc.user_data[_KEY] = found
        return doc


def quantities(doc: Doc) -> tuple[Quantity, ...]:
    """The numeric expressions as read; none where no component looked for them."""
    found: tuple[Quantity, ...] = doc.user_data.get(_KEY, ())
    return found


@Language.factory("expressions", assigns=["doc.spans"], default_config={"units": ()})
def make_expressions(nlp: Language, name: str, units: Sequence[Term]) -> Expressions:
    """The component of a config."""
    return Expressions(units)
