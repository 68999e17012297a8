"""Spreads and intervals that words part from their value: ``5.2 visits (SD 5.8)``, ``3.1 min, 0.9 to 5.5``."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import EXCLUDED, NUMBER, P_VALUE, Item, Sentence, coded
from pipeline.extent import cover
from pipeline.mentions import Quantity
from pipeline.schema import Dispersion

_LABELS: Final = {
    ("sd",): "SD", ("sds",): "SD", ("standard", "deviation"): "SD",
    ("se",): "SE", ("sem",): "SE", ("standard", "error"): "SE",
    ("iqr",): "IQR", ("interquartile", "range"): "IQR", ("range",): "range",
    ("ci",): "CI", ("cis",): "CI", ("confidence", "interval"): "CI", ("confidence", "intervals"): "CI",
}  # fmt: skip
_ALONE: Final = frozenset({"SD", "SE", "IQR"})  # may be one number
_JOINTS: Final = words("= : of from was")
_TO: Final = words("to - and")
_OPENING: Final = words("( [")
_CLOSING: Final = words(") ]")
_PLAIN: Final = frozenset({"number", "percent"})
_FAR: Final = 16
_UNIT: Final = 4  # items of a unit that the grammar of numbers does not know


@dataclass(frozen=True, slots=True)
class _Spread:
    """The items of a spread from the first of its label to behind its last, and what it says."""

    first: int
    last: int
    told: Dispersion
    percent: bool


def interval_of(s: Sentence) -> Dispersion | None:
    """The last confidence interval of a sentence, as which a later bare interval of the paragraph is read."""
    told = [q.dispersion for i in s.of(NUMBER) if (q := _quantity(s.items[i])).dispersion is not None]
    return next((d for d in reversed(told) if d is not None and d.type == "CI"), None)


def with_spreads(s: Sentence, before: Dispersion | None = None) -> Sentence:
    """The sentence with each such spread in the quantity of its value, and out of the sentence.

    ``before`` is the last confidence interval that was called so before this sentence.
    """
    items = list(s.items)
    taken: set[int] = set()
    spreads = tuple(_spreads(s, before))
    told = {spread.last - 1 for spread in spreads}
    for spread in spreads:
        at = _value(items, spread, taken | told)
        if at is None:
            continue
        taken.update(range(spread.first, spread.last))
        items[at] = _told(items, at, spread)
    if not taken:
        return s
    return coded(_unbracketed([None if k in taken else item for k, item in enumerate(items)]))


def _told(items: Sequence[Item], at: int, spread: _Spread) -> Item:
    item = items[at]
    closed = (
        spread.last < len(items) and items[spread.last].norm in _CLOSING and items[spread.first - 1].norm in _OPENING
    )
    q, extent = _quantity(item), cover((item.extent, items[spread.last - 1 + closed].extent))
    assert item.mark is not None
    return replace(item, mark=replace(item.mark, quantity=replace(q, dispersion=spread.told, extent=extent)))


def _quantity(item: Item) -> Quantity:
    assert item.mark is not None
    assert item.mark.quantity is not None
    return item.mark.quantity


def _spreads(s: Sentence, level: Dispersion | None) -> Iterator[_Spread]:
    for i in s.of(NUMBER):
        q = _quantity(s.items[i])
        if q.shape != "range" and q.dispersion is not None and q.dispersion.type == "CI":
            level = q.dispersion
        found = _labelled(s.items, i) or _unlabelled(s.items, i, level)
        if found is not None:
            yield found
            level = found.told if found.told.type == "CI" else level


def _labelled(items: Sequence[Item], i: int) -> _Spread | None:
    """``SD 5.8``, ``(95% CI) from 0.5 to 5.8``."""
    k = i - 1
    while k > 0 and items[k].norm in _JOINTS and not items[k].kind:
        k -= 1
    if k > 2 and items[k].norm == ")" and items[k - 2].norm == "(" and (items[k - 1].norm,) in _LABELS:
        k -= 3  # interquartile range (IQR) 13
    label = next((n for n in (2, 1) if n <= k + 1 and tuple(x.norm for x in items[k - n + 1 : k + 1]) in _LABELS), 0)
    if not label:
        return None
    kind = _LABELS[tuple(x.norm for x in items[k - label + 1 : k + 1])]
    first, level = _with_level(items, k - label + 1)
    ends = _ends(items, i)
    q = _quantity(items[i])
    if ends is not None:
        told = Dispersion(kind, level if kind == "CI" else None, None, *ends[:2])
        return _Spread(first, ends[2], told, q.percent)
    if kind in _ALONE and q.shape in _PLAIN:
        return _Spread(first, i + 1, Dispersion(kind, None, q.value, None, None), q.percent)
    return None


def _with_level(items: Sequence[Item], first: int) -> tuple[int, Decimal | None]:
    """Where a label with its level begins: ``95 % CI``, ``95 %-CI``; the level."""
    k = first - 1 - (first > 1 and items[first - 1].norm == "-")
    digits = "".join(c for c in items[k].text if c.isdigit()) if k >= 0 and items[k].kind in {EXCLUDED, NUMBER} else ""
    if not digits or "%" not in items[k].text:
        return first, None
    return k, Decimal(digits)


def _ends(items: Sequence[Item], i: int) -> tuple[Decimal, Decimal, int] | None:
    """Low end, high end, and the item behind them."""
    q = _quantity(items[i])
    if q.shape == "range" and q.dispersion is not None and q.dispersion.low is not None:
        assert q.dispersion.high is not None
        return q.dispersion.low, q.dispersion.high, i + 1
    later = items[i + 1 : i + 3]
    if len(later) < 2 or later[0].norm not in _TO or later[1].kind != NUMBER or q.shape not in _PLAIN:
        return None
    other = _quantity(later[1])
    return (q.value, other.value, i + 3) if other.shape in _PLAIN and q.value < other.value else None


def _unlabelled(items: Sequence[Item], i: int, level: Dispersion | None) -> _Spread | None:
    """``(3.1 min, 0.9 to 5.5)``, ``8.5 ng·h (1–19)``: an interval as the ones before it in the sentence."""
    ends = _ends(items, i) if _quantity(items[i]).shape == "range" else None
    before = items[i - 1].norm if i else ""
    if ends is None or before not in _OPENING | {","} or (i + 1 < len(items) and not _closes(items[i + 1])):
        return None
    k = i - 2
    while k > 0 and i - k < _UNIT + 2 and not items[k].kind and items[k].norm not in _CLOSING | {","}:
        k -= 1
    if (
        k < 0
        or items[k].kind != NUMBER
        or (before == "," and (k != i - 2 or k == 0 or items[k - 1].norm not in _OPENING))
    ):
        return None
    if any(len(x.norm) > 2 and x.norm.isalpha() for x in items[k + 1 : i - 1]):
        return None  # words, no unit
    told = Dispersion(level.type if level else None, level.level if level else None, None, ends[0], ends[1])
    return _Spread(i, i + 1, told, _quantity(items[i]).percent)


def _closes(item: Item) -> bool:
    return item.norm in _CLOSING | {",", ";"}


def _value(items: Sequence[Item], spread: _Spread, taken: Collection[int]) -> int | None:
    """The number that the spread is of: the nearest before it that has none and, for an interval, lies in it."""
    told = spread.told
    for k in range(spread.first - 1, max(-1, spread.first - _FAR), -1):
        item = items[k]
        if item.norm == ";" or item.kind == P_VALUE:
            return None
        if item.kind != NUMBER or k in taken:
            continue
        q = _quantity(item)
        if q.dispersion is not None or q.shape not in _PLAIN:
            if told.value is not None or q.dispersion is None:
                return None
            continue
        if told.low is None or told.high is None:
            return k
        if told.low <= q.value <= told.high and (q.percent or not spread.percent):
            return k
    return None


def _unbracketed(items: Sequence[Item | None]) -> list[Item]:
    """The items that are left, without the brackets and commas that held nothing else."""
    kept: list[Item] = []
    gone = False
    for item in items:
        if item is None:
            gone = True
            continue
        if gone and kept and item.norm in _CLOSING and kept[-1].norm in _OPENING:
            kept.pop()  # 5.2 visits ( ) in the group
            continue
        if gone and kept and item.norm == "," and kept[-1].norm in _OPENING:
            continue  # (SD 5.8, P = 0.02)
        if gone and kept and item.norm in _CLOSING and kept[-1].norm == ",":
            kept.pop()
        kept.append(item)
        gone = False
    return kept
