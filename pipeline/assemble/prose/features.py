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
_OPEN: Final = frozenset({"word", "event", "verb", "adverb"})
_OPEN_VERB: Final = "verb:"
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


Part = tuple[str | int | bool, ...]  # a kind of feature, and what it looks at


def features(items: Sequence[Item], lexis: Lexis, voted: Mapping[int, int]) -> list[list[str]]:
    """The features of each item; ``voted`` tells the weight of the patterns that take it for part of a group's name."""
    return [[name for part in row for name in told(part)] for row in parts(items, lexis, voted)]


def parts(items: Sequence[Item], lexis: Lexis, voted: Mapping[int, int]) -> list[list[Part]]:
    """The same before it is written out: the parts repeat from sentence to sentence, so what each says can be kept."""
    kinds = classes(items, lexis)
    norms = [item.kind or item.norm for item in items]
    often = Counter(norms)
    before, after = _distances(kinds), _distances(kinds[::-1])[::-1]
    padded = [EDGE] * 3 + kinds + [EDGE] * 3
    made = []
    for k, item in enumerate(items):
        far_left, further_left, left, c, right, further_right, far_right = padded[k : k + 7]
        found: list[Part] = [
            ("around", left, c, right), ("left", further_left, left), ("right", right, further_right),
            ("far", far_left, far_right), ("form", form(item.text)), ("number", near(before[k]), near(after[k])),
            ("voted", min(voted.get(k, 0), 4)),
        ]  # fmt: skip
        if c in _OPEN or c.startswith(_OPEN_VERB):
            found.append(("word", norms[k], often[norms[k]] > 1, *lexis.known(norms[k])))
        if left == "word":
            found.append(("w-1", norms[k - 1]))
        if right == "word":
            found.append(("w+1", norms[k + 1]))
        made.append(found)
    return made


def told(part: Part) -> list[str]:
    """The features that a part stands for."""
    kind, one, *rest = part
    if kind == "around":
        c, right = rest
        return [
            "any", f"c={c}", f"c-1={one}", f"c+1={right}", f"c-1.c={one} {c}", f"c.c+1={c} {right}",
            f"c-1.c.c+1={one} {c} {right}",
        ]  # fmt: skip
    if kind == "left":
        return [f"c-2={one}", f"c-2.c-1={one} {rest[0]}"]
    if kind == "right":
        return [f"c+2={rest[0]}", f"c+1.c+2={one} {rest[0]}"]
    if kind == "far":
        return [f"c-3={one}", f"c+3={rest[0]}"]
    if kind == "number":
        return [f"number<{one}", f"number>{rest[0]}", f"number<>{one} {rest[0]}"]
    if kind == "word":
        return [f"w={one}", f"end={str(one)[-3:]}", f"twice={rest[0]}", *map(str, rest[1:])]
    return [f"{kind}={one}"]


def _distances(kinds: Sequence[str]) -> list[int]:
    """How many items behind the last number each stands."""
    made = []
    distance = FAR
    for kind in kinds:
        distance = 0 if kind == NUMBER else min(distance + 1, FAR)
        made.append(distance)
    return made
