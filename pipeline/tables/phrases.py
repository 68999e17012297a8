"""Which words a document's prose prints one behind the other: ``hypertonic saline`` is no end of a head."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pipeline.extent import fold

_AROUND: Final = ".,;:()[]\"'"
_PARTS: Final = ".,;:)]"  # behind a word, what keeps it from the next
_MOST: Final = 3  # more sightings say no more
_OFTEN: Final = 5
_SHARE: Final = 0.3  # of the rarer word's sightings: the two are mostly one name


@lru_cache(maxsize=32768)
def _bare(word: str) -> str:
    return word.lower().strip(_AROUND)


class Phrases:
    """How often the words of some texts stand there, and how often two of them one behind the other."""

    def __init__(self, texts: Iterable[str]) -> None:
        self._words: Counter[str] = Counter()
        self._pairs: Counter[tuple[str, str]] = Counter()
        for text in texts:
            printed = fold(text).split()
            bare = [_bare(word) for word in printed]
            self._words.update(bare)
            self._pairs.update(
                pair for word, pair in zip(printed, pairwise(bare), strict=False) if word[-1] not in _PARTS
            )

    def marks(self, words: Sequence[str]) -> list[list[str]]:
        """For each gap between the words what the texts say about it; nothing where they lack one of the two."""
        return [self._marks(*pair) for pair in pairwise(map(_bare, words))]

    def _marks(self, one: str, other: str) -> list[str]:
        rarer = min(self._words[one], self._words[other])
        if not rarer or not one or not other:
            return []
        together = self._pairs[one, other]
        if not together:
            return ["not together in prose", *(["both often in prose"] if rarer > _OFTEN else [])]
        mostly = ["mostly together"] if together >= _SHARE * rarer else []
        return [f"together in prose {min(together, _MOST)}", *mostly]
