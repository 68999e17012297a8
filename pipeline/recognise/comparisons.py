"""Where words stand that set one group against another."""

from collections.abc import Sequence

from spacy.language import Language

from pipeline.lexicon import Term
from pipeline.recognise.phrases import Phrases


@Language.factory("comparisons", assigns=["doc.spans"], default_config={"lexicon": ()})
def make_comparisons(nlp: Language, name: str, lexicon: Sequence[Term]) -> Phrases:
    """The component of a config."""
    return Phrases(nlp, "comparisons", lexicon)
