"""Which group and which time a number belongs to."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.assemble.prose.candidates import Group, noun_after, quantity
from pipeline.assemble.prose.grouplabels import label_of
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, LIGHT, Lexis, words
from pipeline.assemble.prose.sentence import ARM, NUMBER, TIME, Sentence

OTHER: Final = -1  # the group that a sentence leaves unnamed: the score fell with A (12 vs 15)
_CONTRAST: Final = words("against versus vs compared whereas while than")
_LEADS: Final = words("in with on of for after by the receiving taking given a an during under following")
_HELD_BY: Final = words("in with on for among under")
_LIST: Final = words(", and or & the - both /")
_CALLED: Final = words("therapy treatment treatments group arm alone only")  # combination therapy and monotherapy
_LABELS: Final = words("m mean median average score n = : ,")  # (M = 4.8)
_PAIR: Final = words("vs versus v . , compared with to as against and %")
_PARTING: Final = words("; while whereas but")
_COUNTED: Final = words("patients eyes subjects participants women men children cases events episodes points O")
_LINKS: Final = words(
    "at in after under than on for among who had were those patients eyes receiving given"
)  # in A than in B
_SEVERAL: Final = 3
_SAID_WITHIN: Final = 4  # items behind the last number of a list
_PARTS: Final = words("; whereas while")
_HELD: Final = words("patients eyes subjects participants women men children recipients users - treated group")
_INNER: Final = words(
    '" “ ” months weeks days years hours minutes '
    "of in for with on by among at after under to from the those a an ( ) [ ] per who only was were patients % / - had"
)


def runs(s: Sentence, kind: str) -> tuple[tuple[int, ...], ...]:
    """Lists of marks of one kind: ``A, B and C``, ``A versus B``, ``weeks 4, 8, and 12``."""
    made: list[list[int]] = []
    for i in s.of(kind):
        gap = s.between(made[-1][-1], i).split() if made else []
        light = _LIST | _PAIR | _LINKS | (_CALLED if kind == ARM else frozenset())
        if made and gap and len(gap) <= 6 and light.issuperset(gap):
            made[-1].append(i)
        else:
            made.append([i])
    return tuple(tuple(run) for run in made)


def matching(s: Sentence, kind: str, members: Sequence[int]) -> tuple[int, ...]:
    """The list of marks that runs parallel to the numbers: as long as theirs, nearest to them; empty if none."""
    fits = [
        run for run in runs(s, kind) if len(run) == len(members) and len({s.items[i].norm for i in run}) == len(run)
    ]
    fits = [run for run in fits if run[-1] < members[0] or run[0] > members[-1]]
    if not fits:
        return ()
    return min(fits, key=lambda run: min(abs(run[0] - members[-1]), abs(members[0] - run[-1])))


def is_row(s: Sentence, members: Sequence[int]) -> bool:
    """Whether nothing but commas, ``and`` or ``versus`` stands between the numbers: ``0.3, 0.2 and 0.1``."""
    return all(_is_joint(s.between(one, other).split()) for one, other in itertools.pairwise(members))


def _is_joint(gap: Sequence[str]) -> bool:
    """``and``, ``versus``; also ``patients vs``, which says again what the first number counts."""
    against = any(w in {"vs", "versus", "v", "compared"} for w in gap)
    return all(w in _LIST or w in _PAIR or (against and (w in _COUNTED or w == "of")) for w in gap)


def rows_of(s: Sentence, members: Sequence[int]) -> tuple[tuple[int, ...], ...]:
    """The numbers of a group cut into rows: ``90% and 54% in A, compared to | 65% and 51% in B``."""
    rows: list[list[int]] = []
    for i in members:
        if rows and is_row(s, (rows[-1][-1], i)):
            rows[-1].append(i)
        else:
            rows.append([i])
    return tuple(tuple(row) for row in rows)


def arms_of(s: Sentence, group: Group, lexis: Lexis) -> Mapping[int, int]:
    """The item of the arm of each number that has one."""
    members = group.members
    found: dict[int, int] = {}
    for row in rows_of(s, members):
        found.update(_of_row(s, row, lexis) if len(row) > 1 else _of_one(s, row[0], lexis))
    found.update({i: at for i in members if (at := label_of(s, i)) is not None})
    joined = [other for one, other in itertools.pairwise(members) if s.between(one, other) == "to" and one in found]
    found.update({i: found[members[members.index(i) - 1]] for i in joined})  # from 8.7 to 11.2 cm: of one group
    for i in members:
        if i not in found and (right := _right(s, i, lexis)) is not None:
            found[i] = right
    _share_back(s, members, found, lexis)
    for i in members:
        if i not in found and i > 1 and s.items[i - 1].norm in {"(", "["} and i - 2 in found:
            found[i] = found[i - 2]  # 7.7 (32%) with A
    far = {i: at for i in members if i not in found and (at := _far(s, i)) is not None}
    return {**found, **far}


def _far(s: Sentence, i: int) -> int | None:
    """The group named somewhere before a number, else at the end of its clause."""
    left = _left(s, i)
    return _ahead(s, i) if left is None else _contrasted(s, left, i) or left


def _ahead(s: Sentence, i: int) -> int | None:
    """``12 patients had nausea on A, compared with …``: no group before, one at the end of the clause."""
    for k in range(i + 1, len(s.items)):
        item = s.items[k]
        if item.kind == ARM:
            return k if s.items[k - 1].norm in _LEADS else None
        if item.kind == NUMBER or (not item.kind and (item.norm in _CONTRAST or item.norm in {",", ";"})):
            return None
    return None


def _share_back(s: Sentence, members: Sequence[int], found: dict[int, int], lexis: Lexis) -> None:
    """``3 at week 4, 2 at week 8, and 1 at week 12 in the A group``: the list shares its group."""
    for i in reversed(members):
        later = next((m for m in members if m > i), None)
        left = _left(s, i)
        if (
            i in found
            or later not in found
            or found[later or i] == OTHER
            or (left is not None and s.items[left].norm != s.items[found[later or i]].norm)
        ):
            continue
        if all(w in _INNER or w in _LIST or w == TIME or w in lexis.people for w in s.between(i, later or i).split()):
            found[i] = found[later or i]


def _contrasted(s: Sentence, left: int, i: int) -> int | None:
    """``A had 17 ulcers, against 6 ulcers, or 0.1 each, in B``: behind a contrast it is the group that follows."""
    if not any(x.norm in _CONTRAST and not x.kind for x in s.items[left + 1 : i]):
        return None
    for k in range(i + 1, len(s.items)):
        if s.items[k].norm == ";" or (s.items[k].norm in _CONTRAST and not s.items[k].kind):
            return None
        if s.items[k].kind == ARM:
            return k if s.items[k].norm != s.items[left].norm else None
    return None


def _of_one(s: Sentence, i: int, lexis: Lexis) -> Mapping[int, int]:
    """``for A (8.6 months in the B group)``: what follows goes before what stands ahead of the bracket."""
    follows = i + 1 < len(s.items) and s.items[i + 1].norm in _HELD_BY
    right = _right(s, i, lexis) if follows else None
    return _of_bracket(s, (i,)) if right is None else {i: right}


def _of_bracket(s: Sentence, row: Sequence[int]) -> Mapping[int, int]:
    """``lower in A (20%) than in B (9%)``: the group right before the bracket."""
    first = row[0]
    while first > 1 and s.items[first - 1].norm in _LABELS and not s.items[first - 1].kind:
        first -= 1
    if first > 1 and s.items[first - 1].norm in {"(", "["}:
        at = first - 2
        while at > 0 and s.items[at].norm in _HELD:
            at -= 1
        if s.items[at].kind == ARM:
            return dict.fromkeys(row, at)
    return {}


def _of_row(s: Sentence, row: Sequence[int], lexis: Lexis) -> Mapping[int, int]:
    """The groups of numbers in a row: ``9.5 and 11.4 months in A and B``, ``26% vs 47%``, ``44% and 34% in A``."""
    gap = s.between(row[0], row[-1])
    if gap == "to":
        return _of_course(s, row, lexis)
    compared = any(w in {"vs", "versus", "v", "compared", "against"} for w in gap.split())
    parallel = matching(s, ARM, row)
    if parallel:
        return dict(zip(row, parallel, strict=True))
    if (listed := _one_each(s, row)) or (not compared and (listed := _of_bracket(s, row))):
        return listed
    right = _right(s, row[-1], lexis)
    if right is not None and not compared:
        return dict.fromkeys(row, right)
    if compared and len(row) == 2 and len({s.items[k].norm for k in s.of(ARM)}) == 1:
        return _of_pair(s, row, right)
    if right is not None and len(row) == 2:
        others = [k for k in s.of(ARM) if s.items[k].norm != s.items[right].norm]
        before = [k for k in others if k < row[0]]
        if others:
            return {row[0]: before[-1] if before else others[0], row[1]: right}
    if not compared and (opened := _opened(s, row)) is not None:
        return dict.fromkeys(row, opened)
    different = () if _is_parted(s, row) else _different(s, row)
    return dict(zip(row, different, strict=False)) if len(different) == len(row) else {}


def _one_each(s: Sentence, row: Sequence[int]) -> Mapping[int, int]:
    """``higher in A and B than in C (98%, 96% and 78%, respectively)``: as many groups before as there are numbers."""
    after = {x.norm for x in s.items[row[-1] + 1 : row[-1] + _SAID_WITHIN]}
    if len(row) < _SEVERAL or "respectively" not in after:
        return {}
    different = _different(s, row)
    return dict(zip(row, different, strict=True)) if different and different[-1] < row[0] else {}


def _of_pair(s: Sentence, row: Sequence[int], right: int | None) -> Mapping[int, int]:
    """Of two numbers set against each other the one of the only group named, and of the other one."""
    alone = s.of(ARM)[0]
    if alone < row[0] and s.items[alone - 1].norm in {"versus", "vs", "v"}:
        return {row[0]: OTHER, row[1]: alone}  # for that dose versus A, 12% versus 9%
    return {row[0]: alone, row[1]: OTHER} if right is None else {row[0]: OTHER, row[1]: right}


def _of_course(s: Sentence, row: Sequence[int], lexis: Lexis) -> Mapping[int, int]:
    """The group of what went from one value to another: ``and under A from 35.1 to 8.9``, ``from 76 to 67 in A``."""
    if row[0] > 1 and s.items[row[0] - 1].norm == "from" and s.items[row[0] - 2].kind == ARM:
        return dict.fromkeys(row, row[0] - 2)
    right = _right(s, row[-1], lexis)
    return _of_bracket(s, row) if right is None else dict.fromkeys(row, right)


def _opened(s: Sentence, row: Sequence[int]) -> int | None:
    """``In A 12% had X and 30% Y; in B, 34% and 5%``: the one group named behind the numbers of another."""
    before = [k for k in s.of(NUMBER) if k < row[0]]
    own = [k for k in s.of(ARM) if before and before[-1] < k < row[0]]
    others = {s.items[k].norm for k in s.of(ARM) if before and k < before[-1]}
    if len({s.items[k].norm for k in own}) != 1 or not others - {s.items[own[0]].norm}:
        return None
    return own[-1] if s.items[own[0] - 1].norm in _LEADS and ";" in s.between(before[-1], own[0]).split() else None


def _is_parted(s: Sentence, row: Sequence[int]) -> bool:
    """``For A, survival and response were 82% and 86%, while 87% and 90% for B``: each clause has its own group."""
    arms = s.of(ARM)
    ahead, behind = [k for k in arms if k < row[0]], [k for k in arms if k > row[-1]]
    if len({s.items[k].norm for k in ahead}) != 1 or not behind:
        return False
    return any(x.norm in _PARTING and not x.kind for x in s.items[row[-1] + 1 : behind[0]])


def _different(s: Sentence, members: Sequence[int]) -> tuple[int, ...]:
    """The first mention of each group before the numbers in their clause, or of all if there are not enough."""
    begin = max((k for k in range(members[0]) if not s.items[k].kind and s.items[k].norm in _PARTS), default=-1)
    ahead = [i for i in s.of(ARM) if begin < i < members[0]]
    end = next((k for k in range(members[-1], len(s.items)) if s.items[k].norm in _PARTS), len(s.items))
    own = {s.items[i].norm: i for i in s.of(ARM) if begin < i < end}
    compared = bool(_CONTRAST & set(s.between(members[0], members[-1]).split()))
    if len(own) == 1 and not compared and (begin > 0 or end < len(s.items)):
        return (next(iter(own.values())),) * len(members)  # 157 and 59 were seen in A, while 281 and 128 were in B
    anywhere = [[i for i in s.of(ARM) if i < members[0]], list(s.of(ARM))]
    listed = [ahead] if ahead and begin > 0 else anywhere  # A had 12% and 8%; with B they were 25% and 9%
    for arms in listed:
        seen = s.firsts(arms)
        if len(seen) == len(members):
            return seen
    return ()


def _right(s: Sentence, i: int, lexis: Lexis) -> int | None:
    """The group named right behind a number, over light words only: ``85% of patients in the A group``."""
    depth = aside = 0
    for k in range(i + 1, min(i + 18, len(s.items))):
        item = s.items[k]
        if item.norm == "(" and not item.kind:
            aside = max(aside, _end_of_aside(s, k))
        if k <= aside:
            continue
        if item.kind == ARM:
            return k if _is_own(s, i, k, depth) and not _is_label(s, i, k) else None
        if _is_respective(s, k) or (item.kind == NUMBER and _is_base(s, i, k, lexis)):
            continue
        if item.kind == NUMBER or item.norm in {";", "versus", "vs", "than", "compared", "whereas", "while"}:
            return None
        if item.kind:
            continue
        if (item.norm == "as" and k > i + 1 and quantity(s, i).shape == "fold") or (item.norm == "," and k > i + 1):
            return None
        depth += item.norm == "("
        if not _leads_on(s, i, k, lexis):
            return None
    return None


def _is_respective(s: Sentence, k: int) -> bool:
    """``respectively`` and the commas beside it: ``by 1.5 and 1.8, respectively, with A``."""
    near = (*s.items[k - 1 : k], *s.items[k + 1 : k + 2]) if s.items[k].norm == "," else s.items[k : k + 1]
    return any(x.norm == "respectively" for x in near)


def _is_own(s: Sentence, i: int, k: int, depth: int) -> bool:
    """Whether the group that follows a number is its own, not what a new clause begins with."""
    first = s.items[i + 1].norm
    share = first == ")" and s.items[i + 2].norm == "%"  # (35.1 ± 4.2)% in A
    near = k == i + 1 or first not in {",", ";", "and", ")"} or depth > 0 or share or _is_respective(s, i + 1)
    return near and not _is_subject_of_next(s, i, k)


def _is_subject_of_next(s: Sentence, i: int, k: int) -> bool:
    """``patients on A stayed 28.9 days and patients on B 30.7 days``: a group right before the next number has it."""
    others = any(s.items[j].norm != s.items[k].norm for j in s.of(ARM) if j < i)
    follows = k + 1 < len(s.items) and s.items[k + 1].kind == NUMBER
    if others and follows and any(x.norm == "and" and not x.kind for x in s.items[i + 1 : k]):
        return True
    near = [x for x in s.items[max(i + 1, k - 2) : k] if x.norm not in DETERMINERS]
    joined = k > i + 2 and near[-1:] != [] and near[-1].norm in {"and", "but"} and not near[-1].kind
    return others and joined and _is_answered_later(s, k)


def _is_answered_later(s: Sentence, k: int) -> bool:
    """Whether a number, and no other group, follows a group in its clause."""
    near = next((x for x in s.items[k + 1 :] if x.kind in {ARM, NUMBER} or x.norm == ";"), None)
    return near is not None and near.kind == NUMBER


def _is_label(s: Sentence, i: int, k: int) -> bool:
    """``17 had died (A: 96; B: 122)``: a group with a colon heads what follows."""
    after = s.items[k + 1 : k + 3]
    return k > i + 1 and len(after) > 1 and after[0].norm in {":", "="} and after[1].kind == NUMBER


def _is_base(s: Sentence, i: int, k: int, lexis: Lexis) -> bool:
    """``13 events in 9 of 80 patients``, ``9 events in 7 patients``, ``among the 80 patients``: of how many."""
    if s.items[k - 1].norm not in {"in", "among", "the"}:
        return False
    people = noun_after(s, i, lexis) == "events" and noun_after(s, k, lexis) == "people"
    return quantity(s, k).denominator is not None or s.items[k - 1].norm != "in" or people


def _leads_on(s: Sentence, i: int, k: int, lexis: Lexis) -> bool:
    """Whether a word may stand between a number and its group."""
    norm = s.items[k].norm
    light = norm in _INNER or norm in LIGHT or norm in DETERMINERS
    counted = norm in lexis.events or norm in lexis.people
    return light or counted or _is_own_noun(s, i, k, lexis) or _qualifies(s, k)


def _end_of_aside(s: Sentence, k: int) -> int:
    """Where a bracket ends that names neither a group nor a number: ``10.9 (mean) in the A group``; else 0."""
    end = next((j for j in range(k + 1, min(k + 12, len(s.items))) if s.items[j].norm in {")", "("}), 0)
    only_number = end == k + 2 and s.items[k - 1].kind == NUMBER and s.items[k + 1].kind == NUMBER
    told = any(x.kind in {ARM, NUMBER} for x in s.items[k:end]) and not only_number
    return end if end and s.items[end].norm == ")" and not told else 0


def _qualifies(s: Sentence, k: int) -> bool:
    """Whether an unknown word stands between a preposition and a group: ``for continued A``."""
    return (
        s.items[k - 1].norm in {"for", "with", "in", "on", "the", "by"}
        and k + 1 < len(s.items)
        and s.items[k + 1].kind == ARM
        and s.items[k].norm not in {",", ";", ".", "(", ")"}
    )


def _is_own_noun(s: Sentence, i: int, k: int, lexis: Lexis) -> bool:
    """Words of what a bare number counts: ``17 skin infections occurred among …``."""
    if s.items[i + 1].norm in CHANGE_NOUNS or (
        i > 1 and s.items[i - 1].norm == "of" and s.items[i - 2].norm in CHANGE_NOUNS
    ):
        return True
    return not (quantity(s, i).percent or quantity(s, i).dispersion is not None or k - i > 7)


def _left(s: Sentence, i: int) -> int | None:
    """The nearest group named before a number in its clause; not one in a bracket that gives it its own numbers."""
    passed = i
    for k in range(i - 1, -1, -1):
        item = s.items[k]
        if k >= passed:
            continue
        if item.norm == ")" and not item.kind:
            passed = min(passed, _begin_of_list(s, k))
        if item.kind == ARM:
            before = [x.norm for x in s.items[max(0, k - 3) : k]]
            if any(w in {"than", "versus", "vs", "compared", "against"} for w in before) or before[-2:] in (
                ["compared", "with"],
                ["compared", "to"],
            ):
                continue
            return k
        if item.norm in {";"}:
            return None
    return None


def _begin_of_list(s: Sentence, end: int) -> int:
    """Where a bracket begins that gives groups their own numbers, ``(164 A, 125 B)``; else where it ends."""
    start = next((k for k in range(end - 1, -1, -1) if s.items[k].norm in {"(", ")"} and not s.items[k].kind), end)
    inside = [x.kind for x in s.items[start:end]]
    return start if s.items[start].norm == "(" and inside.count(ARM) > 1 and inside.count(NUMBER) > 1 else end
