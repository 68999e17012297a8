"""What a new version of the predictions won and lost against an old one."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, Literal

from pipeline.score.align import Alignment, Pair
from pipeline.score.fields import JUDGED
from pipeline.score.items import Item
from pipeline.score.scoring import UNSAID, Score

Verdict = Literal["won", "lost", "changed", "spurious added", "spurious removed"]
VERDICTS: Final[tuple[Verdict, ...]] = (
    "won",
    "lost",
    "changed",
    "spurious added",
    "spurious removed",
)


@dataclass(frozen=True, slots=True)
class Change:
    """One tuple that came out differently, with what it was and what it is."""

    doc_id: str
    verdict: Verdict
    gold: Item | None
    old: Item | None
    new: Item | None
    about: str

    @property
    def rule(self) -> str:
        """The rule responsible: the one that lost it, else the one that made it."""
        maker = self.old if self.verdict in ("lost", "spurious removed") else self.new
        return (maker.rule if maker else None) or UNSAID


def changes(old: Score, new: Score) -> tuple[Change, ...]:
    """Every tuple judged differently, or predicted differently, in the documents both scores have."""
    before = {a.doc_id: a for a in old.alignments}
    both = ((before[a.doc_id], a) for a in new.alignments if a.doc_id in before)
    return tuple(change for then, now in both for change in _of_document(then, now))


def changes_by_rule(listed: Iterable[Change]) -> dict[str, Counter[Verdict]]:
    """How much each rule won, lost and changed."""
    table: dict[str, Counter[Verdict]] = {}
    for change in listed:
        table.setdefault(change.rule, Counter())[change.verdict] += 1
    return dict(sorted(table.items()))


def _of_document(then: Alignment, now: Alignment) -> Iterator[Change]:
    yield from _of_gold(then, now)
    for verdict, mine, others in (
        ("spurious removed", then, now),
        ("spurious added", now, then),
    ):
        extra = Counter(i.key for i in mine.spurious) - Counter(i.key for i in others.spurious)
        for item in mine.spurious:
            if extra[item.key] > 0:
                extra[item.key] -= 1
                yield _spurious(now.doc_id, item, was_there=verdict == "spurious removed")


def _of_gold(then: Alignment, now: Alignment) -> Iterator[Change]:
    before, after = _found(then), _found(now)
    for key in sorted(before.keys() | after.keys()):
        for old, new in _aligned(before.get(key, []), after.get(key, [])):
            change = _change(now.doc_id, old, new)
            if change is not None:
                yield change


def _found(alignment: Alignment) -> dict[str, list[Pair]]:
    found: dict[str, list[Pair]] = {}
    for pair in alignment.pairs:
        found.setdefault(pair.gold.key, []).append(pair)
    return found


def _aligned(old: list[Pair], new: list[Pair]) -> Iterator[tuple[Pair | None, Pair | None]]:
    # Gold tuples with the same content are one another's equals; the surplus was won or lost.
    for index in range(max(len(old), len(new))):
        yield (
            old[index] if index < len(old) else None,
            new[index] if index < len(new) else None,
        )


def _change(doc_id: str, old: Pair | None, new: Pair | None) -> Change | None:
    known = new if old is None else old
    if known is None:
        return None
    gold = known.gold
    was, now = (old.predicted if old else None), (new.predicted if new else None)
    if old is None or new is None:
        verdict: Verdict = "won" if old is None else "lost"
        return Change(doc_id, verdict, gold, was, now, "found" if old is None else "no longer found")
    right, mended = old.reaches("strict"), new.reaches("strict")
    differing = _differing(old.predicted, new.predicted)
    if right == mended and not differing:
        return None
    verdict = "changed" if right == mended else ("won" if mended else "lost")
    return Change(doc_id, verdict, gold, was, now, ", ".join(differing))


def _differing(old: Item, new: Item) -> list[str]:
    names: Mapping[str, tuple[str, ...]] = {"timepoint": ("timepoint_text", "timepoint_days")}
    return [
        name
        for name in (*JUDGED, "extent", "rule")
        if any(getattr(old, part) != getattr(new, part) for part in names.get(name, (name,)))
    ]


def _spurious(doc_id: str, item: Item, *, was_there: bool) -> Change:
    if was_there:
        return Change(doc_id, "spurious removed", None, item, None, "")
    return Change(doc_id, "spurious added", None, None, item, "")
