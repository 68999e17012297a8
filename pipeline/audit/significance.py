"""A printed p must be one that its own estimate and interval, or its own groups, can give."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product
from math import log
from typing import Final

from pipeline.audit.compared import compared
from pipeline.audit.intervals import DIFFERENCES, RATIOS, bounds
from pipeline.audit.means import READINGS, compared_means, size_of
from pipeline.audit.recomputed import Recomputed, chi_squared, exact_tests, gap, two_sided
from pipeline.audit.record import Record, at, doubt, evidence, group_sizes, groups, in_table, is_exact
from pipeline.audit.rounding import rounded
from pipeline.extraction import Finding
from pipeline.schema import PValue, Result

_INTERVAL: Final = "estimate and interval"
_FAR: Final = 0.8  # of z: what another test, an adjustment or a correction may differ by
_FARTHER: Final = 1.6


def p_follows_from_interval(record: Record) -> Iterator[Finding]:
    """A p that the estimate and its confidence interval contradict (Altman and Bland, BMJ 2011;343:d2304).

    The interval gives the standard error, on the log scale for ratios; all numbers within their rounding intervals.
    Only where the p stands by one estimate: in a table of several panels its column may belong to another.
    """
    told = [r for r in record.results if r.p_value is not None]
    lone = [only[0] for only in groups(told, lambda r: evidence(r, "p_value") or at(r)) if len(only) == 1]
    starts = [r.source.start for r in record.results]
    for result in lone:
        if "p_shared" in result.flags or not is_exact(result) or _is_apart(result, starts):
            continue
        found = _z_range(result)
        if found is not None:
            tests = tuple(Recomputed(two_sided(z), "z from the interval") for z in found)
            yield from _p_doubt([result], tests, _INTERVAL)


def _is_apart(result: Result, starts: Sequence[int]) -> bool:
    """Whether another result stands between the estimate and its p, or the p before the estimate."""
    place = evidence(result, "p_value")
    if place is None or not in_table(result):
        return False
    return place.start < result.source.start or any(result.source.end <= start < place.start for start in starts)


def p_follows_from_counts(record: Record) -> Iterator[Finding]:
    """A p that the printed counts contradict under Fisher's exact and the chi-squared tests, corrected and not."""
    sizes = group_sizes(record)
    for line in compared(record):
        cells = [(r.count, r.denominator or size_of(r, sizes)) for r in line]
        if any(c is None or not n or c > n for c, n in cells) or line[0].statistic == "event_count":
            continue
        table = [[c or 0 for c, _ in cells], [(n or 0) - (c or 0) for c, n in cells]]
        plain = chi_squared(table)
        # The other tests only widen what is possible, and scipy.stats takes longer to load than a report to read.
        if plain is not None and any(_p_doubt(line, [plain], "the counts")):
            yield from _p_doubt(line, [plain, *exact_tests(table)], "the counts")


def p_follows_from_means(record: Record) -> Iterator[Finding]:
    """A p that means, spreads and group sizes contradict: Welch's t test of two groups, analysis of variance of more.

    An unnamed spread may be either; where the kind that is not printed gives the p, that kind is the proposal.
    """
    for means in compared_means(record):
        line = means.line
        tests = {reading: means.test(reading) for reading in READINGS}
        named = {r.dispersion.type for r in line if r.dispersion is not None}
        fitting = [test for reading, test in tests.items() if reading in named] or list(tests.values())
        meant = [reading for reading, test in tests.items() if test not in fitting and _gives(test, line[0].p_value)]
        for finding in _p_doubt(line, fitting, "means, spreads and sizes", list(tests.values())):
            yield replace(finding, proposal=meant[0] if meant else "")


def _z_range(result: Result) -> tuple[float, ...] | None:
    found = bounds(result)
    spread = result.dispersion
    if found is None or spread is None or spread.type != "CI" or spread.level not in {None, 95}:
        return None
    if result.statistic not in RATIOS | DIFFERENCES or not found[0] < result.value < found[1]:
        return None
    ends = [(float(rounded(x).low), float(x), float(rounded(x).high)) for x in (found[0], result.value, found[1])]
    if result.statistic in RATIOS:
        if min(ends[0]) <= 0:
            return None
        ends = [(log(a), log(b), log(c)) for a, b, c in ends]
    values = [value / ((high - low) / 3.92) for low, value, high in product(*ends) if high > low]
    crosses = min(values) < 0 < max(values)
    return (0.0 if crosses else min(map(abs, values)), max(map(abs, values)))


def _p_doubt(
    line: Sequence[Result], tests: Sequence[Recomputed], source: str, shown: Sequence[Recomputed] = ()
) -> Iterator[Finding]:
    """A finding where the printed p is far from all that the tests give; a warning where the verdict changes too."""
    result, printed = line[0], line[0].p_value
    if printed is None:
        return
    low, high = min(t.p for t in tests), max(t.p for t in tests)
    off, verdict = gap(printed, low, high), _verdict_differs(printed, low, high)
    if off <= (_FAR if verdict else _FARTHER):
        return
    listed = ", ".join(f"p = {t.p:.2g} ({t.test})" for t in (shown or tests))
    said = f"p {printed.op} {printed.value} is printed, which {source} do not give"
    working = f"{'; '.join(map(_shown, line))}: {listed}"
    # Among three groups a p may compare two; a size that no head tells may be that of another analysis.
    told = source == _INTERVAL or all(r.arm_n or r.denominator for r in line)
    sure = verdict and told and len(line) <= 2
    yield doubt(result, "warning" if sure else "note", said, evidence(result, "p_value"), working)


def _gives(test: Recomputed, printed: PValue | None) -> bool:
    return printed is not None and gap(printed, test.p, test.p) <= 0


def _verdict_differs(printed: PValue, low: float, high: float) -> bool:
    value = float(printed.value)
    significant = value < 0.05 or (printed.op == "<" and value <= 0.05)
    return (significant and low > 0.05) or (not significant and printed.op not in {"<", "<="} and high < 0.05)


def _shown(result: Result) -> str:
    if result.count is not None and result.denominator:
        return f"{result.count}/{result.denominator}"
    return f"{' '.join(result.source.text.split())}" + (f" (n = {result.arm_n})" if result.arm_n else "")
