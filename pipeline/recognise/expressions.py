"""Where numeric expressions stand, and in which shape."""

from collections.abc import Sequence

from spacy.language import Language
from spacy.tokens import Doc

from pipeline.lexicon import Term
from pipeline.normalise.shapes import Reader
from pipeline.normalise.units import Units
from pipeline.recognise.places import Places


class Expressions:
    """Marks each numeric expression in ``doc.spans["expressions"]``, its shape as id."""

    def __init__(self, units: Sequence[Term]) -> None:
        self.reader = Reader(Units(units))

    def __call__(self, doc: Doc) -> Doc:
        found = [(q.extent, q.shape) for q in self.reader.find(doc.text)]
        doc.spans["expressions"] = Places(doc).spans(found, "expressions")
        return doc


@Language.factory("expressions", assigns=["doc.spans"], default_config={"units": ()})
def make_expressions(nlp: Language, name: str, units: Sequence[Term]) -> Expressions:
    """The component of a config."""
    return Expressions(units)
