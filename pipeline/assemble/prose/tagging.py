"""Which words of a sentence name groups and which name outcomes, by weights learned from annotated sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import Final

from pipeline.assemble.prose.features import Part, parts, told
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.sentence import NUMBER, P_VALUE, Sentence
from pipeline.extent import Extent, cover
from pipeline.recognise.weights import Weights

# Outside, first and further words of a group's and of an outcome's name.
TAGS: Final = ("outside", "arm", "arm more", "outcome", "outcome more")
_FROM: Final = {2: (1, 2), 4: (3, 4)}
_ANY: Final = tuple(range(len(TAGS)))
AFTER: Final = "after="
_NEVER: Final = float("-inf")
_KEPT: Final = 1 << 15  # parts: of some articles, in a few megabytes


@dataclass(frozen=True, slots=True)
class Names:
    """The extents of the names of groups and of outcomes in one sentence, in places of its flow."""

    arms: tuple[Extent, ...] = ()
    outcomes: tuple[Extent, ...] = ()


class Tagger:
    """The learned weights with the words they look at; without weights nothing is named.

    It keeps what the parts of features say, so make it once for many documents.
    """

    def __init__(self, weights: Weights, lexis: Lexis) -> None:
        self.weights: Final = weights
        self.lexis: Final = lexis
        self._said: Final = lru_cache(maxsize=_KEPT)(self._says)

    def _says(self, part: Part) -> tuple[int, ...]:
        """What a part says for each tag, in whole hundredths, as weights are kept: their order does not matter."""
        of = self.weights.of
        listed = [[round(100 * w) for w in of[name]] for name in told(part) if name in of]
        return tuple(map(sum, zip((0,) * len(TAGS), *listed, strict=True)))

    def reads(self, s: Sentence) -> bool:
        """Whether names are sought in a sentence: where it tells numbers."""
        return bool(self.weights.of) and bool(s.of(NUMBER) or s.of(P_VALUE))

    def names(self, s: Sentence, voted: Mapping[int, int]) -> Names:
        """The names in a sentence that tells numbers."""
        if not self.reads(s):
            return Names()
        said = self._said
        rows = [list(map(sum, zip(*map(said, row), strict=True))) for row in parts(s.items, self.lexis, voted)]
        tags = _best_tags(rows, [[round(100 * w) for w in step] for step in self._steps()])
        found = {
            kind: tuple(cover(i.extent for i in s.items[a:b]) for t, a, b in spans(tags) if t == kind)
            for kind in (1, 3)
        }
        return Names(found[1], found[3])

    def tags(self, given: Sequence[Sequence[str]]) -> list[int]:
        """The best sequence of tags of items with these features, as places in TAGS."""
        of = self.weights.of
        told = ([of[name] for name in row if name in of] for row in given)
        rows = [list(map(sum, zip(*row, strict=True))) if row else [0.0] * len(TAGS) for row in told]
        return _best_tags(rows, self._steps())

    def _steps(self) -> list[tuple[float, ...]]:
        """What each tag says for the next one."""
        return [self.weights.of.get(f"{AFTER}{name}", (0.0,) * len(TAGS)) for name in TAGS]


def _best_tags(rows: Sequence[Sequence[float]], steps: Sequence[Sequence[float]]) -> list[int]:
    """The best way through what is said for each tag of each item (Viterbi)."""
    count = len(TAGS)
    scores: list[float] = []
    back: list[list[int]] = []
    for here in rows:
        if not scores:
            scores = [_NEVER if tag in _FROM else here[tag] for tag in range(count)]
            continue
        best = [_best(scores, steps, tag) for tag in range(count)]
        scores = [scores[one] + steps[one][tag] + here[tag] for tag, one in enumerate(best)]
        back.append(best)
    if not scores:
        return []
    tags = [max(range(count), key=lambda tag: (scores[tag], -tag))]
    for best in reversed(back):
        tags.append(best[tags[-1]])
    return tags[::-1]


def _best(scores: Sequence[float], steps: Sequence[Sequence[float]], tag: int) -> int:
    """The tag before this one on the best way here; the first of equals."""
    among = _FROM.get(tag, _ANY)
    found, most = among[0], scores[among[0]] + steps[among[0]][tag]
    for one in among[1:]:
        score = scores[one] + steps[one][tag]
        if score > most:
            found, most = one, score
    return found


def spans(tags: Sequence[int]) -> Iterator[tuple[int, int, int]]:
    """The runs of one name: the tag of its first word, its first item, the item behind it."""
    firsts = [k for k, tag in enumerate(tags) if tag in {1, 3}]
    for first, following in pairwise([*firsts, len(tags)]):
        end = next((k for k in range(first + 1, following) if tags[k] == 0), following)
        yield tags[first], first, end
