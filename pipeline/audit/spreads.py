"""A spread must be of the kind it is called, fit its siblings and be its own."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from math import log
from statistics import median
from typing import Final

from pipeline.audit.record import Record, at, doubt, groups, in_table, rows
from pipeline.extraction import Finding
from pipeline.schema import Result

_AVERAGES: Final = frozenset(["mean", "mean_change", "mean_percent_change"])
_ODD: Final = 4.0  # times smaller or larger than all siblings
_ALIKE: Final = 1.6  # within which those siblings agree
_SELDOM: Final = 2  # times in a table
_DIGITS: Final = 4  # a repeated spread of three digits is chance often enough
_LINES: Final = 4  # rows that must speak before a column's kind of spread is doubted
_UNEVEN: Final = 1.8  # ratio of group sizes from which SD and SE are told apart


def spread_fits_siblings(record: Record) -> Iterator[Finding]:
    """``5.42`` beside ``28.93`` and ``23.05`` in a row of similar means: a spread far from all its siblings."""
    for line in rows(record):
        spread = [r for r in line if _is_spread(r)]
        if len(spread) < 3 or not _alike_means(spread):
            continue
        for result in spread:
            others = [_spread(r) for r in spread if r is not result]
            own = _spread(result)
            apart = own * _ODD < min(others) or own > _ODD * max(others)
            if apart and max(others) <= _ALIKE * min(others) * len(others) ** 0.25:
                yield _fit_doubt(result, spread)


def spread_is_not_repeated(record: Record) -> Iterator[Finding]:
    """The same SD to the last of four digits for two different means of a row: copied from its neighbour.

    Where a table has it more than twice, its spreads are coarse by nature: of small groups, or of one model.
    """
    repeated = [pair for line in rows(record) for pair in combinations(line, 2) if _is_repeated(*pair)]
    for table in groups(repeated, lambda pair: pair[0].source.table):
        if len(table) <= _SELDOM:
            for one, other in table:
                said = f"the spread {_spread(one)} stands with two means, {one.value} and {other.value}"
                yield doubt(other, "note", said, at(one), _printed([one, other]))


def _is_repeated(one: Result, other: Result) -> bool:
    if not (_is_spread(one) and _is_spread(other)) or _kind(one) == "SE" or one.value == other.value:
        return False
    digits = str(one.dispersion and one.dispersion.value).replace(".", "").lstrip("0")
    return one.dispersion == other.dispersion and len(digits) >= _DIGITS


def spread_is_of_its_kind(record: Record) -> Iterator[Finding]:
    """A spread called SD that shrinks with the root of the group's size is an SE, and the other way round.

    Over the rows of a table with groups of unequal size: the ratio of two groups' SDs scatters around 1, that of
    their SEs around the root of the inverse ratio of their sizes. An unnamed spread gets its kind as a proposal.
    """
    for table in groups(filter(_is_line, record.results), lambda r: (r.source.table, _kind(r))):
        pairs = [pair for line in groups(table, lambda r: r.source.row) for pair in _uneven(line)]
        if len(pairs) < _LINES or len({small.source.row for small, _ in pairs}) < _LINES:
            continue
        share = [log(_spread(small) / _spread(large)) / _expected(small, large) for small, large in pairs]
        kind = _kind_of(share)
        if kind is not None and kind != _kind(pairs[0][0]):
            yield _kind_doubt(pairs, share, kind)


def _is_spread(result: Result) -> bool:
    spread = result.dispersion
    if spread is None or result.statistic not in _AVERAGES or not in_table(result) or not spread.value:
        return False
    # Nothing tells that the bracket of "12 (3)" holds a spread.
    return spread.type in {"SD", "SE"} or (spread.type is None and "±" in result.source.text)


def _is_line(result: Result) -> bool:
    return _is_spread(result) and result.source.row is not None and (result.arm_n or 0) > 2


def _spread(result: Result) -> float:
    return float((result.dispersion and result.dispersion.value) or 0)


def _kind(result: Result) -> str | None:
    return result.dispersion.type if result.dispersion is not None else None


def _alike_means(results: Sequence[Result]) -> bool:
    """Whether the means are of one kind, one sign and one size; those within their spreads of zero always are."""
    values = [abs(float(r.value)) for r in results]
    kinds = {(r.statistic, r.outcome, _kind(r), r.value > 0) for r in results}
    near = min(values) > 0 and max(values) <= 2 * min(values)
    return len(kinds) == 1 and near and max(values) >= median(map(_spread, results))


def _fit_doubt(result: Result, line: Sequence[Result]) -> Finding:
    nearest = min((r for r in line if r is not result), key=lambda r: abs(r.source.start - result.source.start))
    others = [f"{_spread(r):g}" for r in line if r is not result]
    said = f"the spread {_spread(result):g} stands beside {', '.join(others)}, although the means are alike"
    return doubt(result, "warning", said, at(nearest), _printed(line))


def _printed(line: Sequence[Result]) -> str:
    return "; ".join(" ".join(r.source.text.split()) for r in line)


def _uneven(line: Sequence[Result]) -> Iterator[tuple[Result, Result]]:
    for one, other in combinations(line, 2):
        small, large = sorted((one, other), key=lambda r: r.arm_n or 0)
        same = one.statistic == other.statistic and one.timepoint_text == other.timepoint_text
        if same and (large.arm_n or 0) >= _UNEVEN * (small.arm_n or 1):
            yield small, large


def _expected(small: Result, large: Result) -> float:
    return 0.5 * log((large.arm_n or 1) / (small.arm_n or 1))


def _kind_of(share: Sequence[float]) -> str | None:
    """SE where the ratios go with the sizes, SD where they do not, None where they do not tell."""
    middle = median(share)
    upper = sum(each > 0.5 for each in share)
    if 0.7 <= middle <= 1.5 and upper >= 0.8 * len(share):
        return "SE"
    if abs(middle) <= 0.3 and upper <= 0.2 * len(share):
        return "SD"
    return None


def _kind_doubt(pairs: Sequence[tuple[Result, Result]], share: Sequence[float], kind: str) -> Finding:
    small, large = pairs[0]
    printed = _kind(small)
    ratio = _spread(small) / _spread(large)
    said = (
        f"the spreads called {printed} behave as {kind} over {len(pairs)} comparisons of groups of unequal size"
        if printed
        else f"the spreads that nothing names behave as {kind} over {len(pairs)} comparisons"
    )
    working = (
        f"e.g. {_spread(small):g}/{_spread(large):g} = {ratio:.2f}; as SD expected 1, as SE "
        f"({large.arm_n}/{small.arm_n})^0.5 = {((large.arm_n or 1) / (small.arm_n or 1)) ** 0.5:.2f}; "
        f"median over all {median(share):.2f} of the way from SD to SE"
    )
    return doubt(small, "warning" if printed else "note", said, at(large), working, kind)
