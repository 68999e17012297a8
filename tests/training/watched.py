"""The pipeline with weights under training, a part of it replaced by one that keeps what it is asked."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from unittest.mock import patch

from pipeline.assemble import prose
from pipeline.nlp import WEIGHTS
from pipeline.recognise import Recogniser
from pipeline.recognise.weights import Weights


@contextmanager
def watched(recogniser: Recogniser, weights: Mapping[str, Weights], part: str, by: type) -> Iterator[None]:
    """``part`` (``Linker``, ``Ranker``) replaced for a while; what a recogniser has learned is kept from then on.

    A process keeps what it made of a recogniser's weights, so it must forget that before and after: otherwise names
    learned from other sentences are never the ones that are used.
    """
    recogniser.weights = {**{name: Weights() for name in WEIGHTS}, **weights}
    prose.learned_of.cache_clear()
    with patch(f"{prose.__name__}.{part}", by):
        yield
    prose.learned_of.cache_clear()
