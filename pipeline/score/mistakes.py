"""What kind of error each wrong, missed or spurious tuple is."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.extent import Extent, cover
from pipeline.score.align import Alignment, Pair, Weight, best_pairs
from pipeline.score.fields import JUDGED, agrees, wrong_fields
from pipeline.score.items import Item
from pipeline.score.values import value_kind

KINDS: Final = (
    "arm swap",
    "time-point swap",
    "study",
    "subgroup leak",
    "outcome",
    "statistic",
    "SD/SE/CI mix-up",
    "sign or operator lost",
    "power of ten or unit",
    "wrong denominator",
    "not a result",
    "duplicate",
    "missed",
)
# The first wrong field names the class: a value of another study has its own arms and times.
BY_FIELD: Final = (
    ("study", "study"),
    ("arm", "arm swap"),
    ("comparator", "arm swap"),
    ("subgroup", "subgroup leak"),
    ("outcome", "outcome"),
    ("timepoint", "time-point swap"),
    ("statistic", "statistic"),
    ("dispersion", "SD/SE/CI mix-up"),
    ("count", "wrong denominator"),
    ("denominator", "wrong denominator"),
)
BOUNDS: Final = frozenset(("lower_bound", "upper_bound"))
SAME_RESULT: Final = ("value", "statistic", "arm", "outcome", "timepoint", "study", "subgroup")
AROUND: Final = 60


@dataclass(frozen=True, slots=True)
class Mistake:
    """One error in one class; a miss has only gold, a spurious tuple only the prediction."""

    doc_id: str
    kind: str
    gold: Item | None
    predicted: Item | None
    wrong: tuple[str, ...] = ()

    @property
    def extent(self) -> Extent | None:
        """The characters it is about, where either side says so."""
        sides = (self.gold, self.predicted)
        known = [side.extent for side in sides if side is not None and side.extent is not None]
        if known and (len(known) == 1 or known[0].overlaps(known[1])):
            return cover(known)
        return known[0] if known else None


def mistakes(alignment: Alignment) -> tuple[Mistake, ...]:
    """Every error of a document, in the order of its text; each tuple is in at most one.

    Found pairs are listed when they fail the strict level, and also when only the subgroup, the
    unit or an operator is wrong. A missed tuple with a spurious one at its place is one mistake, if
    it can be told what went wrong.
    """
    golds = (*alignment.missed, *alignment.unclaimed)
    near = _near(golds, alignment.spurious)
    told, explained = {i for i, _ in near}, {j for _, j in near}
    listed = [*_of_pairs(alignment), *_of_near(alignment, golds, near)]
    for i, gold in enumerate(alignment.missed):
        if i not in told:
            listed.append(Mistake(alignment.doc_id, "missed", gold, None))
    for j, guess in enumerate(alignment.spurious):
        if j not in explained:
            listed.append(Mistake(alignment.doc_id, _extra_kind(guess, alignment), None, guess))
    return tuple(sorted(listed, key=_place))


def around(text: str, extent: Extent) -> tuple[str, str, str]:
    """The characters before, of and after an extent, on one line each."""
    before = text[max(0, extent.start - AROUND) : extent.start]
    after = text[extent.end : extent.end + AROUND]
    return _one_line(before), _one_line(extent.of(text)), _one_line(after)


def _one_line(text: str) -> str:
    return text.replace("\r", " ").replace("\n", " ")


def _place(mistake: Mistake) -> tuple[int, str, str]:
    extent = mistake.extent
    item = mistake.gold or mistake.predicted
    return extent.start if extent else -1, item.key if item else "", mistake.kind


def _of_pairs(alignment: Alignment) -> Iterator[Mistake]:
    for pair in alignment.pairs:
        kind = _pair_kind(pair)
        if kind is not None:
            yield _paired(alignment.doc_id, kind, pair.gold, pair.predicted)


def _pair_kind(pair: Pair) -> str | None:
    for name, kind in BY_FIELD:
        if name in pair.wrong:
            return kind
    if _operator_lost(pair.gold, pair.predicted):
        return "sign or operator lost"
    units = {pair.gold.unit, pair.predicted.unit}
    return "power of ten or unit" if "unit" in pair.wrong and None not in units else None


def _operator_lost(gold: Item, predicted: Item) -> bool:
    mine, theirs = gold.p_value, predicted.p_value
    same_p = mine is not None and theirs is not None and mine.value == theirs.value
    if same_p and not agrees(gold, predicted, "p_value"):
        return True
    if gold.flags is None or predicted.flags is None:
        return False
    return BOUNDS & set(gold.flags) != BOUNDS & set(predicted.flags)


def _near(golds: Sequence[Item], guesses: Sequence[Item]) -> list[tuple[int, int]]:
    """Left over gold and predictions that belong together, though neither found the other."""
    return best_pairs(golds, guesses, _closeness)


def _of_near(alignment: Alignment, golds: Sequence[Item], near: Iterable[tuple[int, int]]) -> Iterator[Mistake]:
    for i, j in near:
        gold, guess = golds[i], alignment.spurious[j]
        kind = _near_kind(gold, guess)
        if kind is not None:
            yield _paired(alignment.doc_id, kind, gold, guess)


def _near_kind(gold: Item, predicted: Item) -> str | None:
    if not agrees(gold, predicted, "value"):
        return value_kind(gold, predicted)
    wrong = wrong_fields(gold, predicted)
    return next((kind for name, kind in BY_FIELD if name in wrong), None)


def _closeness(gold: Item, predicted: Item) -> Weight | None:
    placed = _have_places(gold, predicted)
    if placed and not at_same_place(gold, predicted):
        return None
    if _near_kind(gold, predicted) is None:
        return None
    wrong = wrong_fields(gold, predicted)
    return (int(not gold.optional), len(JUDGED) - len(wrong) + 1) if placed or _alike(wrong) else None


def _alike(wrong: frozenset[str]) -> bool:
    # The value with its arm or its outcome; or arm and outcome with a value that is nearly it.
    if "value" in wrong:
        return wrong.isdisjoint(("arm", "outcome", "statistic", "timepoint"))
    return not {"arm", "outcome"} <= wrong


def _have_places(gold: Item, predicted: Item) -> bool:
    return gold.extent is not None and predicted.extent is not None


def at_same_place(gold: Item, predicted: Item) -> bool:
    """Whether both have an extent, and the two overlap."""
    one, other = gold.extent, predicted.extent
    return one is not None and other is not None and one.overlaps(other)


def _extra_kind(guess: Item, alignment: Alignment) -> str:
    """Why a tuple that belongs to no missed one should not be there."""
    answered = (*alignment.pairs, *alignment.excused)
    if any(_repeats(pair, guess) for pair in answered):
        return "duplicate"
    here = (pair.gold for pair in answered if at_same_place(pair.gold, guess))
    return _first(value_kind(gold, guess) for gold in here) or "not a result"


def _repeats(pair: Pair, guess: Item) -> bool:
    if _have_places(pair.gold, guess):
        return at_same_place(pair.gold, guess) and agrees(pair.gold, guess, "value")
    known = pair.predicted
    return all(agrees(known, guess, name) for name in SAME_RESULT)


def _first(kinds: Iterable[str | None]) -> str | None:
    return next((kind for kind in kinds if kind is not None), None)


def _paired(doc_id: str, kind: str, gold: Item, predicted: Item) -> Mistake:
    wrong = wrong_fields(gold, predicted)
    return Mistake(doc_id, kind, gold, predicted, tuple(n for n in JUDGED if n in wrong))
