"""Where in a text numbers, times, arms, outcomes and their like stand; the only package that knows spaCy's Doc."""

from spacy.util import registry

from pipeline.recognise import arms, exclusions, expressions, outcomes, statistics, studies, timepoints
from pipeline.recognise.collect import Word, collect, words
from pipeline.recognise.lexicons import lexicons
from pipeline.recognise.recogniser import Recognised, Recogniser
from pipeline.recognise.tokenizer import Tokenizer, make_tokenizer

# In a checkout the entry points of pyproject.toml may be missing; in an installed package they say the same.
registry.tokenizers.register("clinical_tokens", func=make_tokenizer)
registry.misc.register("lexicons", func=lexicons)

FACTORIES = (expressions, timepoints, arms, outcomes, statistics, studies, exclusions)

__all__ = ["FACTORIES", "Recognised", "Recogniser", "Tokenizer", "Word", "collect", "lexicons", "words"]
