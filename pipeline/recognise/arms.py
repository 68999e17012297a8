"""Where interventions stand, the stuff that arms are made of."""

from collections.abc import Sequence

from spacy.language import Language

from pipeline.lexicon import Term
from pipeline.recognise.phrases import Phrases


@Language.factory("arms", assigns=["doc.spans"], default_config={"lexicon": ()})
def make_arms(nlp: Language, name: str, lexicon: Sequence[Term]) -> Phrases:
    """The component of a config."""
    return Phrases(nlp, "arms", lexicon)
