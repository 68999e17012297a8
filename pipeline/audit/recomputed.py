"""p values computed again from what is printed."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from pipeline.audit.rounding import unit
from pipeline.schema import PValue

LEAST_P: Final = 1e-12


@dataclass(frozen=True, slots=True)
class Recomputed:
    """A p computed again, by which test."""

    p: float
    test: str


def chi_squared(table: Sequence[Sequence[int]]) -> Recomputed | None:
    """Pearson's test without correction; None where a row or column is empty."""
    from scipy.special import chdtrc

    sides, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    total = sum(sides)
    expected = [[side * column / total for column in columns] for side in sides]
    if not all(each for row in expected for each in row):
        return None
    off = sum((o - e) ** 2 / e for row, fit in zip(table, expected, strict=True) for o, e in zip(row, fit, strict=True))
    return Recomputed(float(chdtrc(len(columns) - 1, off)), "chi-squared")


def exact_tests(table: Sequence[Sequence[int]]) -> tuple[Recomputed, ...]:
    """What else is in use for two groups: the corrected and the exact test."""
    if len(table[0]) != 2:
        return ()
    from scipy import stats

    corrected = Recomputed(float(stats.chi2_contingency(table)[1]), "chi-squared, corrected")
    return corrected, Recomputed(float(stats.fisher_exact(table)[1]), "Fisher")


def mean_test(compared: Sequence[tuple[float, float, float, int]], reading: str, printed: float) -> Recomputed:
    """The p of groups of (mean, half its last digit, spread, size): of all p within the rounding, the nearest one."""
    variances = [spread**2 * (size if reading == "SE" else 1) for _, _, spread, size in compared]
    shrunk, grown = _moved(compared, -1), _moved(compared, 1)
    test = _welch if len(compared) == 2 else _variance_analysis
    least, most = sorted(test(means, variances, [c[3] for c in compared]) for means in (shrunk, grown))
    name = "Welch t" if len(compared) == 2 else "analysis of variance"
    return Recomputed(min(max(printed, least), most), f"{name}, spread as {reading}")


def _moved(compared: Sequence[tuple[float, float, float, int]], way: int) -> list[float]:
    """The means moved towards (-1) or away from (1) each other as far as their rounding allows."""
    middle = sum(mean for mean, *_ in compared) / len(compared)
    moved = [mean + way * half * (1 if mean >= middle else -1) for mean, half, *_ in compared]
    crossed = [way < 0 and (new - middle) * (old[0] - middle) <= 0 for new, old in zip(moved, compared, strict=True)]
    return [middle if cross else mean for mean, cross in zip(moved, crossed, strict=True)]


def _welch(means: Sequence[float], variances: Sequence[float], sizes: Sequence[int]) -> float:
    from scipy.special import stdtr

    errors = [variance / size for variance, size in zip(variances, sizes, strict=True)]
    freedom = sum(errors) ** 2 / sum(e**2 / (n - 1) for e, n in zip(errors, sizes, strict=True))
    return float(2 * stdtr(freedom, -abs(means[0] - means[1]) / sum(errors) ** 0.5))


def _variance_analysis(means: Sequence[float], variances: Sequence[float], sizes: Sequence[int]) -> float:
    """The one-way analysis from summaries: sums of squares between and within."""
    from scipy.special import fdtrc

    total = sum(sizes)
    grand = sum(mean * n for mean, n in zip(means, sizes, strict=True)) / total
    between = sum(n * (mean - grand) ** 2 for mean, n in zip(means, sizes, strict=True)) / (len(sizes) - 1)
    within = sum((n - 1) * v for v, n in zip(variances, sizes, strict=True)) / (total - len(sizes))
    return float(fdtrc(len(sizes) - 1, total - len(sizes), between / within))


def two_sided(z: float) -> float:
    """The p of a z, both tails."""
    from scipy.special import ndtr

    return float(2 * ndtr(-abs(z)))


def z_of(p: float) -> float:
    """The z of a p of both tails."""
    from scipy.special import ndtri

    return -float(ndtri(min(1.0, max(p, LEAST_P)) / 2))


def gap(printed: PValue, low: float, high: float) -> float:
    """How far on the scale of z the printed p is outside of what was computed."""
    value = float(printed.value)
    half = float(unit(printed.value)) / 2
    above = z_of(min(1.0, value + half)) - z_of(low)  # positive: the printed p is smaller than all computed
    below = z_of(high) - z_of(max(value - half, LEAST_P))
    if printed.op in {"<", "<="}:
        return z_of(value) - z_of(low)
    if printed.op in {">", ">="}:
        return z_of(high) - z_of(value)
    return max(above, below)
