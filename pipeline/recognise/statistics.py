"""Where words stand that name a statistic."""

from collections.abc import Sequence

from spacy.language import Language

from pipeline.lexicon import Term
from pipeline.recognise.phrases import Phrases


@Language.factory("statistics", assigns=["doc.spans"], default_config={"lexicon": ()})
def make_statistics(nlp: Language, name: str, lexicon: Sequence[Term]) -> Phrases:
    """The component of a config."""
    return Phrases(nlp, "statistics", lexicon)
