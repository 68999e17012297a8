"""The words of table reading as shipped."""

from pathlib import Path

from pipeline.lexicon import read_lexicon
from pipeline.recognise.weights import read_weights
from pipeline.tables import Vocabulary, Words

CONFIGS = Path(__file__).parents[2] / "configs"


def shipped() -> Vocabulary:
    """Stubs, heads and words that say nothing alone from ``configs/lexicons``, the odds of heads' ends from ``configs/weights``."""
    surfaces = {
        name: frozenset(term.surface.lower() for term in read_lexicon(str(CONFIGS / "lexicons" / f"{name}.csv")))
        for name in ("stubs", "heads", "generic_heads")
    }
    odds = read_weights(CONFIGS / "weights" / "heads.csv").first
    return Vocabulary(Words(surfaces["stubs"], surfaces["heads"], odds), surfaces["generic_heads"])
