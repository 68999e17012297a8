"""Which group and which time a number belongs to."""

import itertools
from collections.abc import Mapping, Sequence
from typing import Final

from pipeline.assemble.prose.candidates import Group, quantity
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, LIGHT, Lexis, words
from pipeline.assemble.prose.sentence import ARM, NUMBER, TIME, Sentence

_LIST: Final = words(", and or & the - both")
_PAIR: Final = words("vs versus v . , compared with to as against and %")
_INNER: Final = words(
    "of in for with on by among at after to from the those a an ( ) [ ] per who only was were patients % / - had"
)


def runs(s: Sentence, kind: str) -> tuple[tuple[int, ...], ...]:
    """Lists of marks of one kind: ``A, B and C``, ``A versus B``, ``weeks 4, 8, and 12``."""
    made: list[list[int]] = []
    for i in s.of(kind):
        gap = s.between(made[-1][-1], i).split() if made else []
        if made and gap and len(gap) <= 6 and all(w in _LIST or w in _PAIR or w in {"at", "in", "after"} for w in gap):
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
    return all(
        all(w in _LIST or w in _PAIR for w in s.between(one, other).split())
        for one, other in itertools.pairwise(members)
    )


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
        found.update(_of_row(s, row, lexis) if len(row) > 1 else _of_bracket(s, row))
    for i in members:
        if i not in found and (right := _right(s, i, lexis)) is not None:
            found[i] = right
    for i in reversed(members):
        later = next((m for m in members if m > i), None)
        left = _left(s, i)
        if (
            i in found
            or later not in found
            or (left is not None and s.items[left].norm != s.items[found[later or i]].norm)
        ):
            continue
        # 3 at week 4, 2 at week 8, and 1 at week 12 in the A group: the list shares its group.
        if all(w in _INNER or w in _LIST or w == TIME or w in lexis.people for w in s.between(i, later or i).split()):
            found[i] = found[later or i]
    for i in members:
        if i not in found and (left := _left(s, i)) is not None:
            found[i] = left
    return found


def _of_bracket(s: Sentence, row: Sequence[int]) -> Mapping[int, int]:
    """``lower in A (20%) than in B (9%)``: the group right before the bracket."""
    first = row[0]
    if first > 1 and s.items[first - 1].norm in {"(", "["} and s.items[first - 2].kind == ARM:
        return dict.fromkeys(row, first - 2)
    return {}


def _of_row(s: Sentence, row: Sequence[int], lexis: Lexis) -> Mapping[int, int]:
    """The groups of numbers in a row: ``9.5 and 11.4 months in A and B``, ``26% vs 47%``, ``44% and 34% in A``."""
    compared = any(w in {"vs", "versus", "v", "compared", "against"} for w in s.between(row[0], row[-1]).split())
    if not compared and (shared := _of_bracket(s, row)):
        return shared
    parallel = matching(s, ARM, row)
    if parallel:
        return dict(zip(row, parallel, strict=True))
    right = _right(s, row[-1], lexis)
    if right is not None and not compared:
        return dict.fromkeys(row, right)
    if right is not None and len(row) == 2:
        others = [k for k in s.of(ARM) if s.items[k].norm != s.items[right].norm]
        before = [k for k in others if k < row[0]]
        if others:
            return {row[0]: before[-1] if before else others[0], row[1]: right}
    different = _different(s, row)
    return dict(zip(row, different, strict=False)) if len(different) == len(row) else {}


def _different(s: Sentence, members: Sequence[int]) -> tuple[int, ...]:
    """The first mention of each group before the numbers, or of all if there are not enough."""
    for listed in ([i for i in s.of(ARM) if i < members[0]], list(s.of(ARM))):
        seen: dict[str, int] = {}
        for i in listed:
            seen.setdefault(s.items[i].norm, i)
        if len(seen) == len(members):
            return tuple(seen.values())
    return ()


def _right(s: Sentence, i: int, lexis: Lexis) -> int | None:
    """The group named right behind a number, over light words only: ``85% of patients in the A group``."""
    depth = 0
    for k in range(i + 1, min(i + 18, len(s.items))):
        item = s.items[k]
        if item.kind == ARM:
            return k if k == i + 1 or s.items[i + 1].norm not in {",", ";", "and", ")"} or depth else None
        if (
            item.kind == NUMBER
            and s.items[k - 1].norm in {"in", "among", "the"}
            and (quantity(s, k).denominator is not None or s.items[k - 1].norm != "in")
        ):
            continue  # 13 events in 9 of 80 patients in the A group; among the 80 patients
        if item.kind == NUMBER or item.norm in {";", "versus", "vs", "than", "compared", "whereas", "while"}:
            return None
        if item.kind:
            continue
        if item.norm == "as" and k > i + 1 and quantity(s, i).shape == "fold":
            return None
        if item.norm == "(":
            depth += 1
        if item.norm == "," and k > i + 1:
            return None
        is_event = item.norm in lexis.events or item.norm in lexis.people
        if not (
            item.norm in _INNER
            or item.norm in LIGHT
            or item.norm in DETERMINERS
            or is_event
            or _is_own_noun(s, i, k, lexis)
        ):
            return None
    return None


def _is_own_noun(s: Sentence, i: int, k: int, lexis: Lexis) -> bool:
    """Words of what a bare number counts: ``17 skin infections occurred among …``."""
    if s.items[i + 1].norm in CHANGE_NOUNS or (
        i > 1 and s.items[i - 1].norm == "of" and s.items[i - 2].norm in CHANGE_NOUNS
    ):
        return True
    return not (quantity(s, i).percent or quantity(s, i).dispersion is not None or k - i > 7)


def _left(s: Sentence, i: int) -> int | None:
    """The nearest group named before a number in its clause."""
    for k in range(i - 1, -1, -1):
        item = s.items[k]
        if item.kind == ARM:
            before = [x.norm for x in s.items[max(0, k - 3) : k]]
            if any(w in {"than", "versus", "vs"} for w in before) or before[-2:] in (
                ["compared", "with"],
                ["compared", "to"],
            ):
                continue
            return k
        if item.norm in {";"}:
            return None
    return None


def comparator_of(s: Sentence, i: int, own: int | None) -> int | None:
    """The other group of a comparison around a number: after ``than``, ``versus``, ``compared with``."""
    name = s.items[own].norm if own is not None else ""
    for k in s.of(ARM):
        if s.items[k].norm == name:
            continue
        before = " ".join(x.norm for x in s.items[max(0, k - 6) : k])
        if any(
            w in before
            for w in (
                "than",
                "versus",
                " vs",
                "compared",
                "comparison",
                "relative to",
                "against",
                "rate in",
                "as in",
                "as those",
                "as with",
            )
        ):
            return k
    return None
