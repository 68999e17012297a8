"""What a learned weight may look at: the words of grammar around an item, its form, the numbers near it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import is_adverb
from pipeline.assemble.prose.sentence import NUMBER, Item
from pipeline.assemble.prose.telling import COMPARATIVES

_GRAMMAR: Final = words(
    "versus vs v compared than and or but whereas while respectively , ; ( ) [ ] : = . - / who each both"
)
_GROUP: Final = words("group groups arm arms cohort cohorts recipients")
_GIVEN: Final = words(
    "receiving received receive treated given assigned taking took randomized randomised allocated undergoing underwent"
)
_STATISTIC: Final = words("mean median average mean(sd) averaged")
# A word of two classes is of the later one.
_CLASSES: Final = {
    norm: name
    for name, listed in (
        ("mean", _STATISTIC), ("more", COMPARATIVES), ("change", CHANGE_NOUNS), ("given", _GIVEN), ("group", _GROUP)
    )
    for norm in listed
}  # fmt: skip
_OPEN: Final = frozenset({"word", "event", "verb"})
EDGE: Final = "_"
FAR: Final = 99
_NEAR: Final = tuple(next(limit for limit in (1, 2, 3, 5, 8, 15) if distance <= limit) for distance in range(16))


def classes(items: Sequence[Item], lexis: Lexis) -> list[str]:
    """The class of each item: its mark, the word itself where it belongs to grammar, else what kind of word it is."""
    return [item.kind or _class(item.norm, lexis) for item in items]


def _class(norm: str, lexis: Lexis) -> str:
    if norm in _GRAMMAR:
        return norm
    if norm in PREPOSITIONS:
        return f"in:{norm}"
    if norm in DETERMINERS:
        return "the"
    if norm in lexis.people:
        return "people"
    if norm in _CLASSES:
        return _CLASSES[norm]
    if norm in lexis.verbs:
        return f"verb:{lexis.verbs[norm]}"
    if norm in lexis.events:
        return "event"
    return "adverb" if is_adverb(norm) else "word"


def form(text: str) -> str:
    """How a word is written: ``AA``, ``Aa``, ``AaA``, ``a``, with digits or signs."""
    if any(c.isdigit() for c in text):
        return "0"
    if text.isupper():
        return "AA" if len(text) > 1 else "A"
    if text[:1].isupper():
        return "AaA" if any(c.isupper() for c in text[1:]) else "Aa"
    return "a" if text.isalpha() else "-"


def near(distance: int) -> int:
    """A distance in items, coarser the farther."""
    return _NEAR[distance] if distance < len(_NEAR) else FAR


def features(items: Sequence[Item], lexis: Lexis, voted: Mapping[int, int]) -> list[list[str]]:
    """The features of each item; ``voted`` tells the weight of the patterns that take it for part of a group's name."""
    kinds = classes(items, lexis)
    norms = [item.kind or item.norm for item in items]
    often = Counter(norms)
    before, after = _distances(kinds), _distances(kinds[::-1])[::-1]
    padded = [EDGE] * 3 + kinds + [EDGE] * 3
    made = []
    for k, item in enumerate(items):
        c, left, right = padded[k + 3], padded[k + 2], padded[k + 4]
        found = [
            "any", f"c={c}", f"c-1={left}", f"c+1={right}", f"c-2={padded[k + 1]}", f"c+2={padded[k + 5]}",
            f"c-3={padded[k]}", f"c+3={padded[k + 6]}", f"c-1.c={left} {c}", f"c.c+1={c} {right}",
            f"c-2.c-1={padded[k + 1]} {left}", f"c+1.c+2={right} {padded[k + 5]}", f"c-1.c.c+1={left} {c} {right}",
            f"form={form(item.text)}", f"number<{near(before[k])}", f"number>{near(after[k])}",
            f"number<>{near(before[k])} {near(after[k])}", f"voted={min(voted.get(k, 0), 4)}",
        ]  # fmt: skip
        if c.split(":")[0] in _OPEN or c == "adverb":
            found += [f"w={norms[k]}", f"end={norms[k][-3:]}", f"twice={often[norms[k]] > 1}"]
            found += lexis.known(norms[k])
        found += [f"w-1={norms[k - 1]}"] if left == "word" else []
        found += [f"w+1={norms[k + 1]}"] if right == "word" else []
        made.append(found)
    return made


def _distances(kinds: Sequence[str]) -> list[int]:
    """How many items behind the last number each stands."""
    made = []
    distance = FAR
    for kind in kinds:
        distance = 0 if kind == NUMBER else min(distance + 1, FAR)
        made.append(distance)
    return made
