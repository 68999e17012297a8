"""Which results answer a question about an intervention, a comparator and an outcome."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.assemble.prose.arms import arm_id
from pipeline.assemble.prose.lexis import Lexis
from pipeline.schema import Result
from pipeline.score.names import normal
from tests.benchmarks.sides import key

ENOUGH: Final = 0.5  # half of the words of both names
SHARES: Final = ("proportion", "count", "event_count")
LEVELS: Final = ("mean", "mean_change")
Setting = tuple[str, Decimal | None, str | None, str | None, str]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question; ``times`` are the days after baseline that its outcome names."""

    intervention: str
    comparator: str
    outcome: str
    is_binary: bool
    times: tuple[Decimal, ...] = ()


@dataclass(frozen=True, slots=True)
class Side:
    """What is known of one arm; None is unknown."""

    events: int | None = None
    mean: Decimal | None = None
    deviation: Decimal | None = None
    size: int | None = None


@dataclass(frozen=True, slots=True)
class Names:
    """How alike an asked and a printed name are: by id, by abbreviation, by shared words."""

    lexis: Lexis

    def arm(self, asked: str, result: Result) -> float:
        """Between 0 and 1 for the arm of a result."""
        if result.arm is None:
            return 0.0
        if result.arm_id is not None and arm_id(asked, self.lexis) == result.arm_id:
            return 1.0
        alike = max(likeness(name, result.arm) for name in variants(asked))
        # `Control` is whichever of the groups is called so.
        both = self.lexis.is_control(asked) and self.lexis.is_control(result.arm)
        return max(alike, ENOUGH) if both else alike

    def outcome(self, asked: str, result: Result) -> float:
        """Between 0 and 1 for the outcome of a result, its subgroup counting as part of the name."""
        named = self.lexis.outcomes.whole(asked)
        if named is not None and named == result.outcome_id:
            return 1.0
        printed = (result.outcome, f"{result.outcome} {result.subgroup or ''}")
        return max(likeness(name, other) for name in variants(asked) for other in printed)


def variants(asked: str) -> tuple[str, ...]:
    """The name, and where it has brackets also what stands before and in them: ``Grape Juice (GJ)``."""
    before, _, rest = asked.partition("(")
    inner, _, after = rest.partition(")")
    return tuple(name for name in dict.fromkeys((asked, f"{before}{after}".strip(), inner.strip())) if name)


def likeness(asked: str, printed: str) -> float:
    """1 for equal names or a name and its initials; else the share of common words, most of the shorter name's."""
    one, other = normal(asked).tokens, normal(printed).tokens
    if not one or not other:
        return 0.0
    squashed = "".join(one), "".join(other)
    if squashed[0] == squashed[1] or initials(asked) == squashed[1] or initials(printed) == squashed[0]:
        return 1.0
    short, long = sorted((one, other), key=len)
    common = (Counter(short) & Counter(long)).total()
    return common / len(short) * (0.5 + 0.5 * common / len(long))


def initials(name: str) -> str:
    """The first letters of a name of several words: ``white grape juice`` is wgj."""
    words = name.lower().replace("-", " ").split()
    return "".join(word[0] for word in words) if len(words) > 1 else ""


def answer(asked: Asked, results: Sequence[Result], names: Names) -> tuple[Side, Side]:
    """What the results tell of the intervention and of the comparator, at one time, of one outcome."""
    sides = {id(result): _side(asked, result, names) for result in results}
    settings: dict[Setting, list[Result]] = {}
    for result in results:
        if sides[id(result)] is not None and _fits(asked, result, names):
            settings.setdefault(_setting(result), []).append(result)
    told: tuple[Side, Side] = (Side(), Side())
    if settings:
        best = max(settings.values(), key=lambda group: _rank(asked, group, sides, names))
        told = (_told(asked, best, sides, 0), _told(asked, best, sides, 1))
    return _sized(told[0], results, sides, 0), _sized(told[1], results, sides, 1)


def _side(asked: Asked, result: Result, names: Names) -> int | None:
    """0 for the intervention, 1 for the comparator, None where neither name is the likelier one."""
    one, other = names.arm(asked.intervention, result), names.arm(asked.comparator, result)
    if max(one, other) < ENOUGH or one == other:
        return None
    return 0 if one > other else 1


def _fits(asked: Asked, result: Result, names: Names) -> bool:
    """Whether the result has the asked outcome on the right scale, after treatment."""
    if result.statistic not in (SHARES if asked.is_binary else LEVELS) or result.category == "disposition":
        return False
    before = result.timepoint_days == 0 and Decimal(0) not in asked.times
    return not before and names.outcome(asked.outcome, result) >= ENOUGH


def _setting(result: Result) -> Setting:
    """What the two sides of a comparison share."""
    return key(result.outcome), result.timepoint_days, result.subgroup, result.source.table, result.statistic


def _rank(asked: Asked, group: Sequence[Result], sides: dict[int, int | None], names: Names) -> tuple[float, ...]:
    """Both arms first, then the name, the whole population, the scale, the time, how much is told."""
    first = group[0]
    days = first.timepoint_days
    near = -1.0 if days is None else float(days)
    if asked.times and days is not None:
        near = -float(min(abs(days - time) for time in asked.times))
    scales = LEVELS[::-1] if "chang" in asked.outcome.lower() else LEVELS
    scale = scales.index(first.statistic) if first.statistic in scales else SHARES.index(first.statistic)
    told = sum(_value(result).size is not None or result.dispersion is not None for result in group)
    both = len({sides[id(result)] for result in group})
    return both, names.outcome(asked.outcome, first), first.subgroup is None, -scale, near, told


def _told(asked: Asked, group: Sequence[Result], sides: dict[int, int | None], side: int) -> Side:
    """The values of one side: of its results the one that tells most."""
    values = [_value(result) for result in group if sides[id(result)] == side]
    known = [value if asked.is_binary else replace(value, events=None) for value in values]
    return max(known, key=lambda value: sum(slot is not None for slot in _slots(value)), default=Side())


def _slots(value: Side) -> Iterator[object]:
    yield from (value.events, value.mean, value.deviation, value.size)


def _value(result: Result) -> Side:
    """The slots of a result; the events of a share follow from the size of its group."""
    size = result.arm_n if result.denominator is None else result.denominator
    if result.statistic in LEVELS:
        spread = result.dispersion
        deviation = spread.value if spread is not None and spread.type == "SD" else None
        return Side(mean=result.value, deviation=deviation, size=size)
    count = int(result.value) if result.statistic != "proportion" else result.count
    if count is None and size is not None:
        count = round(result.value * size / 100)
    return Side(events=count, size=size)


def _sized(value: Side, results: Sequence[Result], sides: dict[int, int | None], side: int) -> Side:
    """With the size of the arm where the result has none of its own and all results of the arm agree on one."""
    sizes = {result.arm_n for result in results if sides[id(result)] == side} - {None}
    return replace(value, size=sizes.pop()) if value.size is None and len(sizes) == 1 else value
