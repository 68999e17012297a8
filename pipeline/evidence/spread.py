"""Which spread an unnamed ``±`` is: what the text says of all its means, else what the printed p values show.

Means with a p are tested under both readings, SD and SE (Welch's t, analysis of variance of several groups; on the
mix-up: Altman & Bland 2005, BMJ 331:903). The spread of a place is what its own p shows, else what the other rows
of its table show, else those of all tables; where they do not agree it stays unnamed.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Final

import regex

from pipeline.audit.recomputed import mean_test
from pipeline.evidence.marks import marks
from pipeline.extent import fold
from pipeline.schema import Place, PValue, Result

KINDS: Final = ("SD", "SE")
Told = tuple[Decimal | None, Decimal | None, int | None]  # mean, spread, group size
_SENTENCE: Final = regex.compile(r"(?<=[.;])\s+(?=\p{Lu})|\n")
_STATED: Final = regex.compile(
    r"\b(?:values?|data|results?|variables?|measure(?:s|ments)?|outcomes?|statistics|parameters|scores)\b[^.;]{0,120}?"
    r"\b(?:expressed|presented|reported|shown|given|summari[sz]ed|described|displayed|indicated|represented|calculated"
    r"|are|were)\b[^.;]{0,60}?\b[Mm]eans?\b[^.;]{0,80}",
    regex.IGNORECASE,
)
_AGE: Final = regex.compile(r"\s*(?:mean\s)?ages?\b(?!\s(?:at|of)\b)", regex.IGNORECASE)
_OLDEST: Final = 110
_TO_PRINTED: Final = 1.5  # times the printed p that a recomputed one may be: other tests, rounded spreads
_APART: Final = 2.0  # times outside a printed bound from which a reading does not fit


@dataclass(frozen=True, slots=True)
class Spread:
    """What an unnamed spread is (``SD`` or ``SE``), how that is known, and where it stands, if anywhere."""

    kind: str
    derivation: str
    places: tuple[Place, ...] = ()


READ_AS_SD: Final = Spread("SD", "± read as SD: nothing names it")


@lru_cache(maxsize=8)
def stated(text: str) -> Spread | None:
    """The spread that a sentence of the document names for its means, where all such sentences name the same."""
    found: dict[str, Place] = {}
    start = 0
    for sentence in _SENTENCE.split(text):
        at = text.find(sentence, start)
        start = at + len(sentence)
        if "ean" not in sentence:
            continue
        for match in _STATED.finditer(fold(sentence)):
            for kind in sorted(marks(match[0]) & {"sd", "se"}):
                begins, ends = at + match.start(), at + match.end()
                found.setdefault(kind.upper(), Place(begins, ends, text[begins:ends]))
    if len(found) != 1:
        return None
    ((kind, place),) = found.items()
    return Spread(kind, f"± is {kind}: the text says so of its means", (place,))


@dataclass(frozen=True, slots=True)
class Tested:
    """Means that a printed p compares: of each group the mean, half its last digit, the spread and the size."""

    groups: tuple[tuple[float, float, float, int], ...]
    p: PValue

    def p_as(self, kind: str) -> float:
        """The p under one reading of the spread, as near to the printed one as rounding allows."""
        return mean_test(self.groups, kind, float(self.p.value)).p

    def fits(self, kind: str) -> bool:
        """Whether the printed p may come from these spreads, read so."""
        p, printed = self.p_as(kind), float(self.p.value)
        if self.p.op in {"<", "<="}:
            return p <= printed * _APART
        if self.p.op in {">", ">="}:
            return p >= printed / _APART
        half = 0.5 * 10.0 ** int(self.p.value.as_tuple().exponent)
        return printed / _TO_PRINTED <= p <= printed * _TO_PRINTED or abs(p - printed) <= half

    @property
    def shown(self) -> Spread | None:
        """The one reading that fits, None where both or neither does."""
        fit = [kind for kind in KINDS if self.fits(kind)]
        if len(fit) != 1:
            return None
        worked = ", ".join(f"p {self.p_as(kind):.2g} as {kind}" for kind in KINDS)
        return Spread(fit[0], f"± taken as {fit[0]}: {worked}, printed {self.p.op} {self.p.value}")


def agreed(found: Iterable[Spread]) -> Spread | None:
    """The first of several readings that all agree; None where there is none, or one says otherwise."""
    listed = list(found)
    return listed[0] if len({one.kind for one in listed}) == 1 else None


def shown(results: Sequence[Result], table: str | None = None) -> Iterator[Spread]:
    """What the unnamed spreads of a table, of all tables where none is said, show themselves to be."""
    unnamed = [r for r in results if _is_unnamed(r) and table in {None, r.source.table}]
    for result in unnamed:
        spread = _of_age(result)
        if spread is not None:
            yield spread
    lines: dict[tuple[str | None, str | None, str, str | None], list[Result]] = {}
    for r in unnamed:
        lines.setdefault((r.source.table, r.source.row, r.outcome, r.timepoint_text), []).append(r)
    for line in lines.values():
        if len({r.arm for r in line}) == len(line):
            test = tested([_told(r) for r in line], line[0].p_value)
            spread = test.shown if test is not None else None
            if spread is not None:
                yield spread


def _is_unnamed(result: Result) -> bool:
    spread = result.dispersion
    return spread is not None and spread.type is None and spread.value is not None and result.statistic == "mean"


def _of_age(result: Result) -> Spread | None:
    """An SD where, as SE, ages would vary more than they can between 0 and 110.

    Bhatia & Davis 2000, Am Math Mon 107:353: the variance is at most (mean - 0) x (110 - mean).
    """
    mean, spread, size = _told(result)
    if not _AGE.match(result.outcome) or mean is None or spread is None or size is None or size < 2:
        return None
    if not 0 < mean < _OLDEST:
        return None
    most = (mean * (_OLDEST - mean) * size / (size - 1)).sqrt()
    implied = spread * Decimal(size).sqrt()
    if implied <= most:
        return None
    return Spread(
        "SD", f"± taken as SD: as SE, the SD of age would be {implied:.0f} years, at most {most:.0f} are possible"
    )


def _told(result: Result) -> Told:
    return result.value, result.dispersion.value if result.dispersion is not None else None, result.arm_n


def tested(groups: Sequence[Told], p: PValue | None) -> Tested | None:
    """Groups of (mean, spread, size) with the p that compares them; None where a part is missing."""
    told: list[tuple[float, float, float, int]] = []
    for mean, spread, size in groups:
        if mean is None or spread is None or size is None or size < 2 or spread <= 0:
            return None
        half = 0.5 * 10.0 ** int(mean.as_tuple().exponent)
        told.append((float(mean), half, float(spread), size))
    return None if p is None or p.value <= 0 or len(told) < 2 else Tested(tuple(told), p)
