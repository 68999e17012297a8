"""What speaks for a run of words as the name of a number's outcome: its form, its neighbours, what lies between."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from pipeline.assemble.prose.features import EDGE, form, near
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import points_back
from pipeline.assemble.prose.options import Option
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, P_VALUE, Item
from pipeline.assemble.prose.telling import Told
from pipeline.extent import Extent

_JOINTS: Final = words("; , ( ) : and versus vs than compared whereas while but")
_OPENING: Final = words("; : whereas while but") | {EDGE}
_LISTING: Final = words("and or ,")
_KINDS: Final = {
    "count": "count", "event_count": "count", "proportion": "share", "p_value": "p", "mean": "level", "median": "level",
    "range": "level", "single_value": "level",
}  # fmt: skip
_FEW: Final = 3


def content(text: str) -> frozenset[str]:
    """The words of a text that are no scraps, in small letters."""
    plain = "".join(c if c.isalnum() else " " for c in text.lower())
    return frozenset(w for w in plain.split() if len(w) > 2)


def kind_of(statistic: str) -> str:
    """What a statistic measures, coarsely."""
    if "change" in statistic:
        return "change"
    return "ratio" if statistic.endswith("ratio") else _KINDS.get(statistic, "other")


@dataclass(frozen=True, slots=True)
class Number:
    """A number's item, what it is, and the outcome that the rules say it tells."""

    item: int
    statistic: str
    category: str | None
    told: Told


@dataclass(frozen=True)
class Surroundings:
    """A sentence, the names that weights found in it, and the words of title, row labels and outcomes told before."""

    items: Sequence[Item]
    kinds: Sequence[str]
    named: Sequence[Extent]
    title: Collection[str]
    labels: Collection[str]
    told: Sequence[str]
    lexis: Lexis

    @cached_property
    def _told_words(self) -> frozenset[str]:
        return frozenset(w for name in list(dict.fromkeys(reversed(self.told)))[:6] for w in name.lower().split())

    @cached_property
    def _norms(self) -> frozenset[str]:
        return frozenset(x.norm for x in self.items)

    def span(self, extent: Extent) -> Option | None:
        """The items of an extent."""
        inside = [k for k, item in enumerate(self.items) if item.extent.overlaps(extent)]
        return Option(inside[0], inside[-1] + 1) if inside else None

    def says(self, o: Option, name: str) -> bool:
        """Whether a name begins or ends with a word of the run: ``the former`` does not say its name."""
        words_ = name.lower().replace("-", " ").split()
        return any(x.norm in {words_[0], words_[-1]} for x in self.items[o.start : o.end]) if words_ else True

    def _kind(self, at: int) -> str:
        return self.kinds[at] if 0 <= at < len(self.kinds) else EDGE

    def of_option(self, o: Option) -> Iterator[str]:
        """What holds for every number."""
        inside = self.items[o.start : o.end]
        joint = next((k for k, x in enumerate(inside) if k and x.norm in PREPOSITIONS), len(inside))
        head = inside[joint - 1]
        yield from self._of_neighbours(o)
        yield f"pieces {o.pieces}"
        yield f"long {near(len(inside))}"
        yield f"first {self.kinds[o.start]}"
        yield f"last {self.kinds[o.end - 1]}"
        yield f"marks {min(sum(x.kind == OUTCOME for x in inside), 2)} of {min(len(inside), _FEW)}"
        yield self._of_names(o.extent(self.items))
        if o.acts:
            yield f"acts {self.kinds[o.start]}"
        if any(x.norm in _LISTING for x in inside):
            yield "joined"
        if any(x.norm in self.lexis.people for x in inside):
            yield "people"
        if any(x.norm in CHANGE_NOUNS for x in inside):
            yield f"change {inside[0].norm in CHANGE_NOUNS} {inside[-1].norm in CHANGE_NOUNS}"
        yield f"form {form(head.text)}"
        if any(k.startswith("verb") for k in self.kinds[o.start + 1 : o.end]):
            yield "verb inside"
        if any(x.kind == ARM for x in inside):
            yield "group inside"
        yield from self._of_document(inside, head)

    def _of_neighbours(self, o: Option) -> Iterator[str]:
        behind, before = self._kind(o.start - 1), self._kind(o.end)
        if behind == "the":
            yield "with the"
            behind = self._kind(o.start - 2)
        yield f"behind {behind}"
        yield f"before {before}"
        yield f"behind {behind} before {before}"

    def _of_names(self, extent: Extent) -> str:
        """Whether the weights of single words name it."""
        over = [n for n in self.named if n.overlaps(extent)]
        if extent in over:
            return "named"
        return "named inside" if any(n.holds(extent) for n in over) else "named over" if over else "not named"

    def _of_document(self, inside: Sequence[Item], head: Item) -> Iterator[str]:
        """Whether its words stand in the title, in row labels of tables, in outcomes told before."""
        plain = [x.norm for x in inside if x.norm[:1].isalpha() and x.norm not in PREPOSITIONS | DETERMINERS]
        for where, listed in (("told", self._told_words), ("title", self.title), ("label", self.labels)):
            share = sum(w in listed for w in plain)
            said = "all" if plain and share == len(plain) else "some" if share else "none"
            yield f"{where} {said} {min(len(plain), _FEW)}"
            if head.norm in listed:
                yield f"{where} head"

    def of_number(self, number: Number, o: Option) -> Iterator[str]:
        """How it lies to a number outside of it."""
        i, kind = number.item, kind_of(number.statistic)
        side = "R" if o.start > i else "L"
        gap = self.kinds[i + 1 : o.start] if side == "R" else self.kinds[o.end : i]
        numbers = min(sum(g in {NUMBER, P_VALUE} for g in gap), _FEW)
        yield f"{side} {kind}"
        yield f"{side} far {near(len(gap))}"
        yield f"{side} numbers {numbers}"
        yield f"{side} {kind} numbers {numbers} far {near(len(gap))}"
        yield f"{side} verbs {min(sum(g.startswith('verb') for g in gap), _FEW)}"
        yield f"{side} {kind} {self._kind(i - 1)} N {self._kind(i + 1)}"
        for joint in sorted(_JOINTS.intersection(gap)):
            yield f"{side} has {joint}"
        behind, before = self._kind(o.start - 1), self._kind(o.end)
        yield f"{side} {kind} behind {behind}"
        yield f"{side} {kind} before {before}"
        yield f"{side} {kind} last {self.kinds[o.end - 1]} pieces {o.pieces}"
        if (
            o.start == 0
            or (o.start == 1 and behind == "the")
            or self._kind(o.start - 1 - (behind == "the")) in _OPENING
        ):
            yield f"{side} opens"
            yield f"{side} {kind} opens before {before}"
        if side == "R":
            yield f"R behind {self._kind(o.start - 1)} {numbers}"
        if len(gap) <= _FEW:
            yield f"{side} gap {' '.join(gap)}"
            yield f"{side} gap {' '.join(gap)} behind {behind}"

    def of_earlier(self, number: Number, rank: int, name: str, often: int) -> Iterator[str]:
        """What speaks for a name told before: how long ago and how often, whether the sentence says its words."""
        said = name.lower().split()
        yield "earlier"
        yield f"earlier {rank}"
        yield f"earlier {number.told.rule}"
        yield f"earlier {number.statistic}"
        yield f"earlier often {min(often, 4)}"
        yield f"earlier said {2 * sum(w in self._norms for w in said) // max(len(said), 1)}"
        yield f"earlier head={said[-1] if said else ''}"
        if points_back(number.told.name):
            yield "earlier for pointing"
