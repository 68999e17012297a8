"""How good predictions are, over all documents and in every split."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.errors import SchemaError
from pipeline.score.align import Alignment, align
from pipeline.score.bootstrap import Intervals, intervals
from pipeline.score.counts import LEVELS, Counts, Level, share
from pipeline.score.fields import JUDGED
from pipeline.score.items import Item
from pipeline.score.mistakes import KINDS, Mistake, at_same_place, mistakes
from pipeline.score.values import relative_error

UNSAID: Final = "(unsaid)"
UNPREDICTED: Final = "(missed)"
Tally = dict[Level, Counts]
Split = dict[str, Tally]


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How often one field is right among the found tuples."""

    right: int
    of: int

    @property
    def ratio(self) -> float:
        """Right ones as a share of the found."""
        return share(self.right, self.of)


@dataclass(frozen=True, slots=True)
class Score:
    """The judged documents; every figure is computed from their counts."""

    alignments: tuple[Alignment, ...]

    @property
    def documents(self) -> tuple[str, ...]:
        """The scored documents."""
        return tuple(a.doc_id for a in self.alignments)

    def counts(self, level: Level) -> Counts:
        """The counts of all documents together."""
        return sum((a.counts(level) for a in self.alignments), Counts())

    def intervals(self, level: Level) -> Intervals | None:
        """95% intervals over documents; None when there is one document only."""
        return intervals([a.counts(level) for a in self.alignments])

    def by_document(self) -> Split:
        """The counts of each document."""
        return {a.doc_id: {level: a.counts(level) for level in LEVELS} for a in self.alignments}

    def by(self, name: str) -> Split:
        """The counts split by ``level``, ``category`` or ``statistic``, a right pair by its gold."""
        return self._split(lambda item: getattr(item, name) or UNSAID)

    def by_rule(self) -> Split:
        """The counts by the rule that made the prediction; what no rule found is under ``(missed)``."""
        return _added(entry for a in self.alignments for entry in _entries_by_rule(a))

    def accuracies(self) -> dict[str, Accuracy]:
        """The accuracy of each field among the found."""
        pairs = [pair for a in self.alignments for pair in a.pairs]
        wrong = Counter(name for pair in pairs for name in pair.wrong)
        return {name: Accuracy(len(pairs) - wrong[name], len(pairs)) for name in JUDGED}

    def mistakes(self) -> tuple[Mistake, ...]:
        """Every error of every document."""
        return tuple(mistake for a in self.alignments for mistake in mistakes(a))

    def _split(self, key: Callable[[Item], str]) -> Split:
        return _added(entry for a in self.alignments for entry in _entries(a, key))


def score(
    gold: Mapping[str, Iterable[Item]],
    predicted: Iterable[Item],
    documents: Collection[str] | None = None,
) -> Score:
    """The judgement of predictions on the gold documents named, or on all of them."""
    grouped: dict[str, list[Item]] = {}
    for item in predicted:
        grouped.setdefault(item.doc_id, []).append(item)
    chosen = sorted(doc_id for doc_id in gold if documents is None or doc_id in documents)
    return Score(tuple(align(d, gold[d], grouped.get(d, ())) for d in chosen))


def to_score(gold: Collection[str], predicted: Iterable[Item], texts: Collection[str]) -> set[str]:
    """The documents to score: those predicted, and those whose text was there to be predicted.

    So a document cannot be left out to its advantage, and a machine without a text is not blamed for it.
    """
    scored = {item.doc_id for item in predicted} | set(texts)
    if not scored & set(gold):
        raise SchemaError("predictions", "no gold for their documents, and no text of the gold's")
    return scored & set(gold)


def tally_kinds(listed: Sequence[Mistake]) -> dict[str, int]:
    """How many mistakes each class has, all classes named."""
    counted = Counter(mistake.kind for mistake in listed)
    return {kind: counted[kind] for kind in KINDS}


def numeric_error(listed: Sequence[Mistake]) -> tuple[float, int] | None:
    """The mean relative error of values that are wrong though read at the right place, and how many."""
    at_place = (
        (m.gold, m.predicted)
        for m in listed
        if m.gold and m.predicted and "value" in m.wrong and at_same_place(m.gold, m.predicted)
    )
    errors = [e for e in (relative_error(g, p) for g, p in at_place) if e is not None]
    return (sum(errors) / len(errors), len(errors)) if errors else None


Entry = tuple[str, Level, Counts]


def _entries(alignment: Alignment, key: Callable[[Item], str]) -> Iterator[Entry]:
    for level in LEVELS:
        for pair in alignment.pairs:
            if pair.reaches(level):
                yield key(pair.gold), level, Counts(tp=1)
            else:
                yield key(pair.predicted), level, Counts(fp=1)
                yield key(pair.gold), level, Counts(fn=1)
        yield from ((key(item), level, Counts(fp=1)) for item in alignment.spurious)
        yield from ((key(item), level, Counts(fn=1)) for item in alignment.missed)


def _entries_by_rule(alignment: Alignment) -> Iterator[Entry]:
    for level in LEVELS:
        for pair in alignment.pairs:
            right = Counts(tp=1) if pair.reaches(level) else Counts(fp=1, fn=1)
            yield pair.predicted.rule or UNSAID, level, right
        yield from ((item.rule or UNSAID, level, Counts(fp=1)) for item in alignment.spurious)
        yield from ((UNPREDICTED, level, Counts(fn=1)) for _ in alignment.missed)


def _added(entries: Iterable[Entry]) -> Split:
    split: Split = {}
    for name, level, counts in entries:
        tally = split.setdefault(name, dict.fromkeys(LEVELS, Counts()))
        tally[level] += counts
    return dict(sorted(split.items()))


def agreement(one: Mapping[str, Iterable[Item]], other: Mapping[str, Iterable[Item]]) -> Score:
    """Two annotations of the same documents against each other, without the leniency either grants."""
    bare = {doc_id: [item.bare() for item in items] for doc_id, items in one.items()}
    return score(bare, [item.bare() for items in other.values() for item in items])
