"""How long the treatment of a study is, for its end is a time: ``the 12-week intervention``, ``for 8 weeks``."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble.prose.frame import Time
from pipeline.normalise.timepoints import days

_WHAT: Final = (
    r"(?:treatment|therapy|intervention|training|program(?:me)?|supplementation|course|period|randomi[sz]ed|double|trial|"
    r"study|exercise|diet|placebo)"
)
_N: Final = r"(?P<n>(?:\d{1,3}|\p{L}{3,12}))[\s-]{1,3}(?P<unit>days?|weeks?|months?|years?)\b"
_LENGTHS: Final = (
    regex.compile(rf"\b{_N}[\s-]{{1,3}}(?:of\s)?(?:\p{{L}}[\w-]{{0,16}}\s){{0,2}}{_WHAT}\b", regex.IGNORECASE),
    regex.compile(
        rf"\b(?:treat|train|receiv|took|taken|given|administ|supplement|daily|weekly|a\sday|per\s(?:day|week)|sessions)\w{{0,12}}"
        rf"\b[^.;]{{0,80}}?\b(?:for|over)\s(?:a\s(?:total|period)\sof\s)?{_N}",
        regex.IGNORECASE,
    ),
)
_OTHER: Final = regex.compile(r"follow|recruit|enrol|run-in|wash", regex.IGNORECASE)
_MOST: Final = Decimal("0.6")


def treatment_length(texts: Iterable[str]) -> Decimal | None:
    """The days of treatment that most of the mentions in these texts agree on; None where they do not."""
    told: Counter[Decimal] = Counter()
    for text in texts:
        for pattern in _LENGTHS:
            for match in pattern.finditer(text):
                length = None if _OTHER.search(match[0]) else days(f"{match['n']} {match['unit']}")
                if length:
                    told[length] += 1
    if not told:
        return None
    length, count = told.most_common(1)[0]
    return length if count >= _MOST * told.total() else None


def with_length(time: Time | None, length: Decimal | None) -> Time | None:
    """The end of a treatment with its distance from baseline; any other time as it is."""
    return replace(time, days=length) if time is not None and time.days is None else time
