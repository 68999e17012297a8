"""A sentence with the groups it names and the figures it prints."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final

import regex

from pipeline.evidence.naming import Named
from pipeline.extent import Extent
from pipeline.mentions import Quantity

_UNIT: Final = r"(?:(?:\p{L}+(?:/\p{L}+)?\d?|[µμ]\p{L}+/\p{L}+)\s?[,;]?\s)?"
_JOINT: Final = r"(?:vs\.?|versus|compared (?:with|to)|as (?:compared|opposed) (?:with|to)|and|,|,? and|or|v\.?)"
_VERSUS: Final = regex.compile(rf"[\s,;()%\[\]]*{_UNIT}{_JOINT}\s(?:only\s|in\s)?[(\[]?")
_ESTIMATES: Final = frozenset({"plus_minus", "estimate_spread", "mean_bracket"})
_PLAIN: Final = frozenset({"number", "percent"})


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence: its levelled text, where it begins in the document, its section, the groups and figures in it.

    ``sizes`` are those that it gives the two groups itself; ``owners`` says whose a figure with this denominator is.
    """

    text: str
    start: int
    section: str
    number: int
    named: tuple[Named, ...]
    figures: tuple[Quantity, ...]
    sizes: Mapping[int, tuple[int, Extent]] = field(default_factory=dict)
    owners: Mapping[int, int] = field(default_factory=dict)

    def at(self, quantity: Quantity) -> tuple[int, int]:
        """From where to where a figure stands in the sentence."""
        return quantity.extent.start - self.start, quantity.extent.end - self.start

    def span(self, group: Sequence[Quantity]) -> tuple[int, int]:
        """From the first to the last of some figures."""
        return self.at(group[0])[0], self.at(group[-1])[1]


def parallel(told: Told) -> Iterator[tuple[Quantity, ...]]:
    """Figures that stand side by side: ``2.6% vs. 0%``, ``5.6, 5.5 and 2.0``; others alone."""
    group: list[Quantity] = []
    for quantity in told.figures:
        if group:
            between = told.text[told.at(group[-1])[1] : told.at(quantity)[0]]
            if not (_VERSUS.fullmatch(between) and _are_alike(group[-1], quantity)):
                yield _shares(group)
                group = []
        group.append(quantity)
    if group:
        yield _shares(group)


def _shares(group: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """``35 and 42.5%``: the sign behind the last belongs to all."""
    if group[-1].shape != "percent":
        return tuple(group)
    return tuple(replace(q, shape="percent", percent=True) if q.shape == "number" else q for q in group)


def _are_alike(one: Quantity, other: Quantity) -> bool:
    shapes = {one.shape, other.shape}
    if shapes == _PLAIN:  # "35 and 42.5%", but not "23 in one group (52.3%) and 8 in the other"
        return other.shape == "percent"
    return len(shapes) == 1 or shapes <= _ESTIMATES
