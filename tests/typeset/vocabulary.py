"""The words of table reading as shipped."""

from pathlib import Path

from pipeline.lexicon import read_lexicon
from pipeline.tables import Vocabulary, Words

LEXICONS = Path(__file__).parents[2] / "configs" / "lexicons"


def shipped() -> Vocabulary:
    """Stubs, heads and words that say nothing alone, from ``configs/lexicons``."""
    surfaces = {
        name: frozenset(term.surface.lower() for term in read_lexicon(str(LEXICONS / f"{name}.csv")))
        for name in ("stubs", "heads", "generic_heads")
    }
    return Vocabulary(Words(surfaces["stubs"], surfaces["heads"]), surfaces["generic_heads"])
