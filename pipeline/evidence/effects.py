"""What two groups' numbers say of their difference: estimate and sampling variance, as ``escalc`` has it.

Formulas: Viechtbauer 2010 (metafor), J Stat Softw 36(3), and the manual of its ``escalc``; Hedges 1981 for the exact
correction of the standardized difference. A 2x2 table with an empty
cell gets 1/2 in each cell (``add=1/2, to="only0"``), and says so.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import exp, lgamma, log, sqrt
from statistics import NormalDist
from typing import Final

from pipeline.evidence.question import BINARY, CONTINUOUS, RATE, Answer

_HALF: Final = 0.5
_Z: Final = NormalDist().inv_cdf(0.975)


@dataclass(frozen=True, slots=True)
class Effect:
    """An effect of group 1 against group 2: ``estimate`` and ``variance`` on the scale of pooling, logs for ratios.

    ``added`` is what every cell of a 2x2 table got because one was empty.
    """

    measure: str
    estimate: float
    variance: float
    is_log: bool = False
    added: float = 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The 95% confidence interval (Wald), on the scale of pooling."""
        width = _Z * sqrt(self.variance)
        return self.estimate - width, self.estimate + width

    @property
    def shown(self) -> tuple[float, float, float]:
        """Estimate and interval as a reader wants them: ratios as ratios."""
        values = (self.estimate, *self.interval)
        return tuple(exp(v) for v in values) if self.is_log else values  # type: ignore[return-value]


def _cells(a: float, n1: float, c: float, n2: float) -> tuple[float, float, float, float, float]:
    """The four cells of the 2x2 table, with 1/2 added to each where one is empty; and what was added.

    Raises ValueError when there are more events than patients, or no patients.
    """
    b, d = n1 - a, n2 - c
    if min(a, b, c, d) < 0 or min(n1, n2) <= 0:
        raise ValueError(f"no 2x2 table: {a:g} of {n1:g}, {c:g} of {n2:g}")
    added = _HALF if min(a, b, c, d) == 0 else 0.0
    return a + added, b + added, c + added, d + added, added


def risk_ratio(a: float, n1: float, c: float, n2: float) -> Effect:
    """Log risk ratio, ``a`` events of ``n1`` against ``c`` of ``n2``. Raises ValueError for impossible counts."""
    a, b, c, d, added = _cells(a, n1, c, n2)
    variance = 1 / a - 1 / (a + b) + 1 / c - 1 / (c + d)
    return Effect("RR", log(a / (a + b)) - log(c / (c + d)), variance, is_log=True, added=added)


def odds_ratio(a: float, n1: float, c: float, n2: float) -> Effect:
    """Log odds ratio. Raises ValueError for impossible counts."""
    a, b, c, d, added = _cells(a, n1, c, n2)
    return Effect("OR", log(a * d / (b * c)), 1 / a + 1 / b + 1 / c + 1 / d, is_log=True, added=added)


def risk_difference(a: float, n1: float, c: float, n2: float) -> Effect:
    """Difference of risks. Raises ValueError for impossible counts."""
    a, b, c, d, added = _cells(a, n1, c, n2)
    n1, n2 = a + b, c + d
    return Effect("RD", a / n1 - c / n2, a * b / n1**3 + c * d / n2**3, added=added)


def rate_ratio(x1: float, t1: float, x2: float, t2: float) -> Effect:
    """Log ratio of two rates, ``x`` events in ``t`` person-time. Raises ValueError when there are none."""
    if min(t1, t2) <= 0 or min(x1, x2) < 0:
        raise ValueError(f"no rates: {x1:g} in {t1:g}, {x2:g} in {t2:g}")
    added = _HALF if min(x1, x2) == 0 else 0.0
    x1, x2 = x1 + added, x2 + added
    return Effect("IRR", log(x1 / t1) - log(x2 / t2), 1 / x1 + 1 / x2, is_log=True, added=added)


def mean_difference(m1: float, sd1: float, n1: float, m2: float, sd2: float, n2: float) -> Effect:
    """Difference of means. Raises ValueError for an impossible spread or size."""
    _refuse_impossible(sd1, n1, sd2, n2)
    return Effect("MD", m1 - m2, sd1**2 / n1 + sd2**2 / n2)


def standardized_difference(m1: float, sd1: float, n1: float, m2: float, sd2: float, n2: float) -> Effect:
    """Hedges' g: by the pooled SD, with the exact correction for small samples; large-sample variance (``vtype="LS"``).

    Raises ValueError for an impossible spread or size, or when nothing varies.
    """
    _refuse_impossible(sd1, n1, sd2, n2)
    m = n1 + n2 - 2
    pooled = sqrt(((n1 - 1) * sd1**2 + (n2 - 1) * sd2**2) / m)
    if pooled == 0:
        raise ValueError("no spread to standardize by")
    correction = exp(lgamma(m / 2) - log(sqrt(m / 2)) - lgamma((m - 1) / 2))
    g = correction * (m1 - m2) / pooled
    return Effect("SMD", g, 1 / n1 + 1 / n2 + g**2 / (2 * (n1 + n2)))


def _refuse_impossible(sd1: float, n1: float, sd2: float, n2: float) -> None:
    if min(sd1, sd2) < 0 or min(n1, n2) < 2:
        raise ValueError(f"no comparison of means: SD {sd1:g} of {n1:g}, SD {sd2:g} of {n2:g}")


MEASURES: Final[Mapping[str, Callable[..., Effect]]] = {
    "RR": risk_ratio,
    "OR": odds_ratio,
    "RD": risk_difference,
    "MD": mean_difference,
    "SMD": standardized_difference,
    "IRR": rate_ratio,
}
OF_KIND: Final = {BINARY: ("RR", "OR", "RD"), CONTINUOUS: ("MD", "SMD"), RATE: ("IRR",)}
_SLOTS: Final = {
    BINARY: ("events", "group_size"),
    CONTINUOUS: ("mean", "standard_deviation", "group_size"),
    RATE: ("events", "person_time"),
}


def effect(answer: Answer, measure: str = "") -> Effect | str:
    """The effect of an answer by a measure (the first of its kind when not named), or why it cannot be pooled."""
    measure = measure or OF_KIND[answer.kind][0]
    if measure not in OF_KIND[answer.kind]:
        return f"{measure} is no measure of a {answer.kind} outcome"
    values: list[float] = []
    for group in answer.groups:
        for slot in _SLOTS[answer.kind]:
            value = group.value(slot)
            if value is None:
                return f"{slot} of {group.asked}: {group.unknown.get(slot, 'not_reported')}"
            values.append(float(value))
    try:
        return MEASURES[measure](*values)
    except ValueError as error:
        return str(error)
