"""Numbers that a sentence sets against each other: they are of two groups, never of one."""

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arm, Arms
from pipeline.assemble.prose.binding import OTHER
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import ARM, NUMBER, Sentence

_AGAINST: Final = words("vs versus v against")
_JOINTS: Final = words(". , compared with to as %") | _AGAINST
_NAMED_BY: Final = regex.compile(r" (?:in|for|with|on|among) (?:the )?")
_SECOND: Final = words("vs versus v against compared than")
# lower in systole than in diastole (12 vs 15), between the first and the second scan: what is set against what is told.
_CONTRAST: Final = regex.compile(
    r"\b(?:than|compared (?:with|to)|comparing|relative to)\b|"
    r"\bbetween (?!(?:\S+ ){0,4}(?:groups?|arms?|treatments?|cohorts?|regimens?)\b)"
)
_START: Final = 4  # items
_CLOSE: Final = 6  # items between a pair and the group named behind it


def opposed(s: Sentence, one: int, other: int) -> bool:
    """Whether only ``versus`` and its like stands between two numbers: ``28% v 19%``."""
    gap = s.between(one, other).split()
    return bool(gap) and all(w in _JOINTS for w in gap) and ("compared" in gap or any(w in _AGAINST for w in gap))


def is_opposed(s: Sentence, i: int) -> bool:
    """Whether a number is set against the one before or behind it, so that neither is their difference."""
    listed = s.of(NUMBER)
    k = listed.index(i) if i in listed else 0
    return any(opposed(s, one, other) for one, other in itertools.pairwise(listed[max(0, k - 1) : k + 2]))


def parted(s: Sentence, numbers: Sequence[int], arms: Mapping[int, int]) -> Mapping[int, int]:
    """The groups of numbers by item, where two that are set against each other had one and the same group.

    ``In A more slept well (28% v 19%)``: the second is of the other group, named elsewhere in the sentence or not.
    """
    made = {**arms, **_labelled(s, numbers), **{i: OTHER for i in numbers if _lacks(s, i)}}
    led = _led(s)
    for one, other in itertools.pairwise(numbers):
        if led is not None and opposed(s, one, other) and _turned(s, made, one, other, led):
            made[one], made[other] = made.get(other, OTHER), made[one]
    for one, other in itertools.pairwise(numbers):
        if not opposed(s, one, other) or made.get(one, OTHER) == OTHER or made.get(other, OTHER) == OTHER:
            continue
        shared = s.items[made[one]].norm
        if s.items[made[other]].norm != shared or _is_named(s, one, shared):
            continue
        behind = any(x.kind == ARM and x.norm == shared for x in s.items[other + 1 : other + 1 + _CLOSE])
        made[one if behind else other] = rival(s, shared)
    return made


def _labelled(s: Sentence, numbers: Sequence[int]) -> Mapping[int, int]:
    """The groups right before the second of two numbers: ``3.1% vs A 1.3%``, ``compared with the controls 51``."""
    found = {}
    opening = {one for one, other in itertools.pairwise(numbers) if opposed(s, one, other)}
    for i in numbers:
        if i in opening:
            continue  # A did better than B: 50% vs 24%
        k = i - 1
        while k > 0 and s.items[k].norm in {",", ":", "="} and i - k < _START:
            k -= 1
        before = {x.norm for x in s.items[max(0, k - _START) : k] if not x.kind}
        broken = {";", "("} & {x.norm for x in s.items[max(0, k - 2) : k]}
        if k > 1 and s.items[k].kind == ARM and before & _SECOND and not broken and s.items[k - 1].norm != ",":
            found[i] = k
    return found


def _lacks(s: Sentence, i: int) -> bool:
    """``31% with A and 12% (5 to 20) without``: the group that does not have what the other has."""
    k = i + 1
    if k < len(s.items) and s.items[k].norm == "(":
        k = next((j + 1 for j in range(k, min(len(s.items), k + _CLOSE)) if s.items[j].norm == ")"), k)
    after = [x.norm for x in s.items[k : k + 2]]
    named = k + 1 < len(s.items) and s.items[k + 1].kind == ARM
    return after[:1] == ["without"] and (named or after[1:] in ([], ["."], [","], [";"], [")"], ["("]))


def _is_named(s: Sentence, i: int, key: str) -> bool:
    """``A: 45.5 compared with 51.2``: the label of a pair is the group of both."""
    return i > 1 and s.items[i - 1].norm in {":", "="} and s.items[i - 2].norm == key


def _led(s: Sentence) -> int | None:
    """The group that a sentence begins to compare with: ``Compared with B, more of A slept well (28% v 19%)``."""
    first = next(iter(s.of(ARM)), None)
    if first is None or first > _START:
        return None
    before = [x.norm for x in s.items[:first]]
    return first if before[:2] in (["compared", "with"], ["compared", "to"]) or before[:1] == ["versus"] else None


def _turned(s: Sentence, arms: Mapping[int, int], one: int, other: int, led: int) -> bool:
    """Whether the first of two numbers was given to the group compared with, before the other is named."""
    at = arms.get(one, OTHER)
    rivals = [k for k in s.of(ARM) if led < k < one and s.items[k].norm != s.items[led].norm]
    behind = any(x.kind == ARM for x in s.items[other + 1 : other + 1 + _CLOSE])
    return at != OTHER and s.items[at].norm == s.items[led].norm and bool(rivals) and not behind


def inside(s: Sentence, i: int, arms: Arms) -> Arm | None:
    """The group named within a number's own expression: ``24 months for A (95% CI, 21 to 35 months)``."""
    words_of = f" {s.items[i].norm} "
    found = [arm for key, arm in arms.by_key().items() if _NAMED_BY.sub(" in ", words_of).find(f" in {key} ") >= 0]
    return found[0] if len({arm.key for arm in found}) == 1 else None


def rival(s: Sentence, shared: str) -> int:
    """The one other group that the sentence names, else the one it leaves unnamed."""
    others = {s.items[k].norm: k for k in s.of(ARM) if s.items[k].norm != shared}
    return next(iter(others.values())) if len(others) == 1 else OTHER


def order(s: Sentence, arms: Arms) -> tuple[tuple[Arm, int], ...]:
    """The groups of the document in the order in which a sentence names them, with their items; else nothing.

    All of them, the two that are set against each other, or, where that is not clear, one with one control. Groups of
    one drug that the document tells apart by dose count as well.
    """
    known = arms.by_key()
    named: dict[str, tuple[Arm, int]] = {}
    for k in s.of(ARM):
        key = s.items[k].norm
        arm = known.get(key.partition("@")[0])
        if arm is None:
            return ()
        if "@" in key:
            text = s.items[k].text
            arm = replace(
                arm, key=key, name=text[:1].upper() + text[1:], id=f"{arm.id or arm.key}@{key.partition('@')[2]}"
            )
        named.setdefault(arm.key, (arm, k))
    told = [arm for arm, _ in named.values()]
    pair = {arm.key for arm in arms.pair}
    if any("@" in key for key in named):
        return tuple(named.values()) if {k.partition("@")[0] for k in named} == pair and len(named) == 2 else ()
    contrasted = not pair and len(told) == 2 and told[0].is_control != told[1].is_control
    everyone = {arm.key for arm in arms.listed if arm.key not in arms.aliases}
    return tuple(named.values()) if set(named) in (pair, everyone) or contrasted else ()


def stands_alone(s: Sentence, row: Sequence[int], groups: int) -> bool:
    """Whether a row of as many numbers as groups, in a sentence without groups, can only be told of those named before.

    ``Survival was 50% versus 51%``, ``79.1% and 79.8%, respectively``.
    """
    if len(row) != groups or len(row) < 2 or s.of(ARM):
        return False
    if len(row) == 2 and opposed(s, *row):
        return _CONTRAST.search(s.code) is None
    after = [x.norm for x in s.items[row[-1] + 1 : row[-1] + 1 + _CLOSE]]
    gaps = {" ".join(w for w in s.between(one, other).split() if w != "%") for one, other in itertools.pairwise(row)}
    listed = {"and", "or", ","} & set(s.part(0, row[0]).split())  # in men and women 12 and 15, respectively
    return gaps <= {"and", ",", ", and"} and "respectively" in after and not listed
