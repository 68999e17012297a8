"""Which runs of words may name an outcome: noun phrases with their ``of`` and ``in``, and what people did."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, PREPOSITIONS, SUBORDINATORS, Lexis, words
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, P_VALUE, STUDY, TIME, Item
from pipeline.extent import Extent

_CLOSERS: Final = frozenset([",", ";", ":", "(", ")", "[", "]", ".", "—", "--", "“", "”", '"', "=", "<", ">", "±"])
_AGAINST: Final = words("than versus vs compared respectively not also there")
_JOINTS: Final = PREPOSITIONS | words("and or but nor plus to")
_LEADING: Final = DETERMINERS | words("- / %")
_PARTING: Final = frozenset({NUMBER, P_VALUE, TIME, STUDY, EXCLUDED})
_NO_ACTS: Final = frozenset({"be", "have", "say", "be able"})  # classes of verbs
_LONGEST: Final = 12  # items
_PIECES: Final = 4


@dataclass(frozen=True, slots=True)
class Option:
    """A run of items: the first, the item behind the last; ``pieces`` are parted by prepositions and joiners.

    ``acts`` when it begins with a verb: ``received rescue medication``.
    """

    start: int
    end: int
    pieces: int = 0
    acts: bool = False

    @property
    def place(self) -> tuple[int, int]:
        """The first item and the item behind the last."""
        return self.start, self.end

    def extent(self, items: Sequence[Item]) -> Extent:
        """Its characters."""
        return Extent(items[self.start].extent.start, items[self.end - 1].extent.end)

    def beside(self, other: "Option") -> str:
        """How it lies to another run: ``tail`` when it is the other's end."""
        if self.place == other.place:
            return "same"
        if other.start <= self.start and self.end <= other.end:
            return "head" if self.start == other.start else "tail" if self.end == other.end else "within"
        if self.start <= other.start and other.end <= self.end:
            return (
                "longer behind" if self.start == other.start else "longer before" if self.end == other.end else "longer"
            )
        return "left" if self.end <= other.start else "right" if self.start >= other.end else "over"


def options(items: Sequence[Item], lexis: Lexis) -> Iterator[Option]:
    """Every run from the begin of a piece to the end of one, within what no verb, number or comma parts."""
    first = 0
    for at in range(len(items) + 1):
        if at < len(items) and not _parts(items, at, lexis):
            continue
        if first < at:
            yield from _nouns(items, first, at)
            yield from _acts(items, first, at, lexis)
        first = at + 1


def _parts(items: Sequence[Item], at: int, lexis: Lexis) -> bool:
    item = items[at]
    if item.kind == ARM:
        return at > 0 and (items[at - 1].norm in PREPOSITIONS or items[at - 1].norm in DETERMINERS)
    if item.kind:
        return item.kind in _PARTING
    verb = item.norm in lexis.verbs and item.norm not in CHANGE_NOUNS
    return verb or item.norm in _CLOSERS or item.norm in SUBORDINATORS or item.norm in _AGAINST


def _joints(items: Sequence[Item], first: int, end: int) -> list[int]:
    return [k for k in range(first, end) if not items[k].kind and items[k].norm in _JOINTS]


def _nouns(items: Sequence[Item], first: int, end: int) -> Iterator[Option]:
    joints = _joints(items, first, end)
    starts, ends = [first, *(k + 1 for k in joints)], [*joints, end]
    for a, start in enumerate(starts):
        begin = start
        while begin < ends[a] and not items[begin].kind and items[begin].norm in _LEADING:
            begin += 1
        if begin == ends[a]:
            continue
        for b in range(a, min(a + _PIECES, len(ends))):
            if ends[b] - begin <= _LONGEST:
                yield Option(begin, ends[b], b - a + 1)


def _acts(items: Sequence[Item], first: int, end: int, lexis: Lexis) -> Iterator[Option]:
    verb = items[first - 1] if first else None
    if verb is None or verb.kind or lexis.verbs.get(verb.norm, "be") in _NO_ACTS:
        return
    ends = [*_joints(items, first, end), end]
    for b, last in enumerate(ends[:_PIECES]):
        if first < last < first + _LONGEST:
            yield Option(first - 1, last, b + 1, acts=True)
