"""Which words of a sentence name groups and which name outcomes, by weights learned from annotated sentences."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

from pipeline.assemble.prose.features import features
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


@dataclass(frozen=True, slots=True)
class Names:
    """The extents of the names of groups and of outcomes in one sentence, in places of its flow."""

    arms: tuple[Extent, ...] = ()
    outcomes: tuple[Extent, ...] = ()


@dataclass(frozen=True, slots=True)
class Tagger:
    """The learned weights with the words they look at; without weights nothing is named."""

    weights: Weights
    lexis: Lexis

    def reads(self, s: Sentence) -> bool:
        """Whether names are sought in a sentence: where it tells numbers."""
        return bool(self.weights.of) and bool(s.of(NUMBER) or s.of(P_VALUE))

    def names(self, s: Sentence, voted: Mapping[int, int]) -> Names:
        """The names in a sentence that tells numbers."""
        if not self.reads(s):
            return Names()
        tags = self.tags(features(s.items, self.lexis, voted))
        found = {
            kind: tuple(cover(i.extent for i in s.items[a:b]) for t, a, b in spans(tags) if t == kind)
            for kind in (1, 3)
        }
        return Names(found[1], found[3])

    def tags(self, given: Sequence[Sequence[str]]) -> list[int]:
        """The best sequence of tags (Viterbi), as places in TAGS."""
        of, count = self.weights.of, len(TAGS)
        nothing = (0.0,) * count
        steps = [of.get(f"{AFTER}{name}", nothing) for name in TAGS]
        scores: list[float] = []
        back: list[list[int]] = []
        for row in given:
            told = [of[name] for name in row if name in of]
            here = list(map(sum, zip(*told, strict=True))) if told else [0.0] * count
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
