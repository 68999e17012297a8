"""Which groups numbers must belong to by the whole of their sentence, whatever stands between them and the names."""

import itertools
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import regex

from pipeline.assemble.prose.binding import OTHER, rows_of
from pipeline.assemble.prose.lexis import DETERMINERS, LIGHT, Lexis, words
from pipeline.assemble.prose.opposed import rival
from pipeline.assemble.prose.sentence import ARM, Item, Sentence

Pair = tuple[int, int]
_AGAINST: Final = words("versus vs v /")
_IN: Final = words("in with on for among under of after during")
_SET_AGAINST: Final = regex.compile(
    r"\b(?:than|versus|vs|compared (?:with|to)|relative to)"
    r"(?: (?:in|with|for|on|of|the|that|those|patients|after|under)){0,4} ?$"
)
_NOWHERE: Final = -2
_NEAR: Final = 8  # items
_ECHOED: Final = words("and of the % , by in")
_ECHO: Final = 5  # items


def opposed(s: Sentence, numbers: Sequence[int], given: Mapping[int, int], lexis: Lexis) -> Mapping[int, int]:
    """The items of the groups, with both groups of each ``12% vs 9%`` told apart.

    ``A had more nausea (12% vs 9%) and cough (4% vs 3%) than B``: of two numbers set against each other one belongs to
    each of the two groups, in the order in which the sentence has them elsewhere.
    """
    pairs = list(_pairs(s, numbers))
    made = dict(given)
    for echo in _echoes(s, numbers, given, lexis):
        made.update(echo)
    told = next((p for p in pairs if _is_told(s, p, given)), None)
    for pair in pairs:
        made.update(_beside(s, pair))
        if not _is_told(s, pair, made):
            made.update(_settled(s, pair, made, None if told is None else (given[told[0]], given[told[1]])))
    return made


def of_topic(s: Sentence, numbers: Sequence[int], given: Mapping[int, int], lexis: Lexis) -> Mapping[int, int]:
    """The items of the groups, with the one that opens the sentence for the numbers that have none.

    ``In patients on A, weight rose by 2 kg; 12% had nausea``: no other group is named.
    """
    arms = s.of(ARM)
    if not arms or any(s.items[k].norm != s.items[arms[0]].norm for k in arms):
        return given
    if arms[0] == 0 or s.items[0].norm not in _IN or not all(_leads(x, lexis) for x in s.items[: arms[0]]):
        return given
    return {**dict.fromkeys((i for i in numbers if i > arms[0]), arms[0]), **given}


def is_topic(s: Sentence, at: int, lexis: Lexis) -> bool:
    """Whether a sentence is about a group: it stands near its begin, or opens its main clause."""
    if at < _NEAR:
        return True
    k = at - 1
    while k > 0 and _leads(s.items[k], lexis):
        k -= 1
    return s.items[k].norm == "," and at < 2 * _NEAR


def _leads(item: Item, lexis: Lexis) -> bool:
    """Whether a word may stand in ``In the patients who received A``."""
    return not item.kind and (item.norm in LIGHT | DETERMINERS | _IN or item.norm in lexis.people)


def _pairs(s: Sentence, numbers: Sequence[int]) -> Iterator[Pair]:
    """The rows of two numbers with ``versus`` between them."""
    for row in rows_of(s, numbers):
        if len(row) == 2 and _AGAINST & set(s.between(*row).split()):
            yield row[0], row[1]


def _beside(s: Sentence, pair: Pair) -> Mapping[int, int]:
    """``lower in A than in B (12 vs 9) and higher compared with C (12 vs 8)``: the second is of the group before it."""
    at = pair[0] - 2
    if at < 1 or s.items[at + 1].norm not in {"(", "["} or s.items[at].kind != ARM:
        return {}
    if _SET_AGAINST.search(s.part(max(0, at - _NEAR), at)) is None:
        return {}
    ahead = [k for k in s.of(ARM) if k < at and s.items[k].norm != s.items[at].norm]
    own = [k for k in ahead if _SET_AGAINST.search(s.part(max(0, k - _NEAR), k)) is None]
    return {pair[0]: own[-1], pair[1]: at} if own else {}


def _echoes(s: Sentence, numbers: Sequence[int], given: Mapping[int, int], lexis: Lexis) -> Iterator[Mapping[int, int]]:
    """The groups of two numbers that come again in the order in which the two groups had theirs.

    ``12 (30%) of 40 on A and 9 (20%) of 42 on B at week 4, and by 8 (20%) of 40 and 6 (14%) of 42, respectively``.
    """
    for one, other in itertools.pairwise(numbers):
        gap = [x.norm for x in s.items[one + 1 : other]]
        after = s.items[other + 1 : other + 1 + _ECHO]
        if (
            "and" not in gap
            or not (_ECHOED | lexis.people).issuperset(gap)
            or all(x.norm != "respectively" for x in after)
        ):
            continue
        told = {s.items[at].norm: at for i in numbers if i < one and 0 <= (at := given.get(i, _NOWHERE)) < one}
        if len(told) == len((one, other)) and not any(x.kind == ARM for x in after):
            yield dict(zip((one, other), told.values(), strict=True))


def _name(s: Sentence, at: int) -> str:
    return s.items[at].norm if at >= 0 else ""


def _is_told(s: Sentence, pair: Pair, given: Mapping[int, int]) -> bool:
    one, other = (given.get(i, _NOWHERE) for i in pair)
    return _NOWHERE not in {one, other} and _name(s, one) != _name(s, other)


def _settled(s: Sentence, pair: Pair, given: Mapping[int, int], told: Pair | None) -> Mapping[int, int]:
    """Both groups of a pair of which one at most is known."""
    first, second = pair
    if told is not None:
        return dict(zip(pair, told, strict=True))
    known = given.get(first, given.get(second, _NOWHERE))
    if known in {_NOWHERE, OTHER}:
        return {}
    other = rival(s, _name(s, known))
    if other == OTHER and first in given and second in given:
        return {}  # the one group that is named is of one of them, but of which is not told
    if first in given:
        return {first: known, second: other}
    return {first: other, second: known}
