"""A rate must follow from its own events and people."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

import regex

from pipeline.audit.record import Record, at, doubt, in_one_sentence, in_table, is_exact
from pipeline.audit.rounding import plain, rounded, sloppily
from pipeline.extent import fold
from pipeline.extraction import Finding
from pipeline.normalise.printed import decimals
from pipeline.schema import Result

_SOME: Final = (
    r"(?P<size>\d{1,6})\s(?:[\p{L}-]{2,20}\s){0,3}(?:patients|participants|subjects|people|persons|members)\b"
)
_AMONG: Final = regex.compile(rf"\b(?:among|in|of)\s(?:the\s|all\s)?{_SOME}")
_HAD: Final = regex.compile(rf"(?<![\d.,]){_SOME}\s(?:[\p{{L}}]{{2,20}}\s){{1,3}}\Z")
_EACH: Final = regex.compile(r"\s?(?:[\p{L}-]{2,20}\s){0,3}per\s(?:patient|participant|subject|person)(?![\w-])")
_BROKEN: Final = regex.compile(r"(?<=\p{Ll})-\s(?=\p{Ll})")
_AROUND: Final = 60  # characters before the events and behind the rate


def rate_follows_from_events(record: Record) -> Iterator[Finding]:
    """``17 infections among the 80 patients (0.20 per patient)``: 17/80 is 0.2125, which no rounding makes 0.20."""
    told = [r for r in record.results if not in_table(r) and is_exact(r)]
    for events, rate in pairwise(told):
        if events.statistic != "event_count" or not in_one_sentence(record, events, rate):
            continue
        before = _flow(record.text[max(0, events.source.start - _AROUND) : events.source.start]) + " "
        between = _flow(record.text[events.source.end : rate.source.start])
        size = _AMONG.search(between) or _HAD.search(before)
        if size is not None and _EACH.match(" " + _flow(record.text[rate.source.end : rate.source.end + _AROUND])):
            yield from _doubt(rate, events, int(size["size"]))


def _flow(text: str) -> str:
    """The words on one line, those broken at line ends healed."""
    healed: str = _BROKEN.sub("", " ".join(fold(text).split()))
    return healed


def _doubt(rate: Result, events: Result, size: int) -> Iterator[Finding]:
    exact = Fraction(events.value) / size if size else None
    if exact is None or rounded(rate.value).holds(exact):
        return
    said = f"{rate.value} per patient does not follow from {events.value} events among {size}"
    working = f"{events.value}/{size} = {plain(exact)}; {rate.value} printed stands for {rounded(rate.value)}"
    severity = "note" if sloppily(rate.value).holds(exact) else "error"
    yield doubt(rate, severity, said, at(events), working, f"{float(exact):.{decimals(rate.value)}f}")
