"""A change must lead from the baseline to the final value; words of direction must agree with the numbers."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise
from typing import Final

import regex

from pipeline.audit.record import Record, at, doubt, groups, in_one_sentence, in_table, is_exact
from pipeline.audit.rounding import Range, plain, rounded, unit
from pipeline.extent import Extent, fold
from pipeline.extraction import Finding
from pipeline.normalise.numbers import UNSIGNED, number
from pipeline.schema import Result

_NEAR: Final = 160  # characters between the parts of "fell by 54% from 3964 to 1838"
_TOLERANCE: Final = Fraction(1, 10)  # of the change: drop-outs, and means of ratios against ratios of means
_DOWN: Final = (
    r"decreas(?:e|es|ed|ing)|declin(?:e|es|ed|ing)|fell|fall(?:s|ing)?|dropp?(?:ed|ing|s)?|reduc(?:ed|es|tion|ing)|"
    r"lowered|diminished"
)
_UP: Final = r"increas(?:e|es|ed|ing)|rose|ris(?:e|en|es|ing)|grew|grown|climbed|elevated|raised"
_FROM_TO: Final = regex.compile(
    rf"\b(?:(?P<down>{_DOWN})|(?P<up>{_UP}))\s(?:(?!to\b|and\b|or\b|but\b|while\b|rang|vary|varied)[\p{{L}}-]{{2,20}}\s){{0,3}}from\s"
    rf"(?P<first>-?{UNSIGNED})(?P<between>\s?%?(?:\s?±\s?{UNSIGNED})?(?:\s?[\p{{L}}/]{{1,8}})?"
    rf"(?:\s?\([^()]{{1,30}}\))?)\sto\s(?P<second>-?{UNSIGNED})(?![\d.]*\s?(?:week|month|year|day|h\b|min))",
    regex.IGNORECASE,
)


def change_follows_from_levels(record: Record) -> Iterator[Finding]:
    """A mean change in a table that is not final minus baseline of the same group and outcome."""
    for family in groups(filter(_is_level_or_change, record.results), _whose):
        starts = [r for r in family if r.statistic == "mean" and r.timepoint_days == 0]
        for change in (r for r in family if r.statistic == "mean_change"):
            ends = [r for r in family if r.statistic == "mean" and _same_time(r, change)]
            if len(starts) == 1 and len(ends) == 1:
                yield from _change_doubt(change, starts[0], ends[0])


def percent_follows_from_levels(record: Record) -> Iterator[Finding]:
    """``53.64% ... from 3964.05 to 1837.87``: in one sentence, a percent change that its two ends do not give."""
    told = [r for r in record.results if not in_table(r) and is_exact(r)]
    for first, second in pairwise(told):
        if not _are_ends(record, first, second):
            continue
        for change in told:
            if change.statistic == "mean_percent_change" and _belongs(record, change, first, second):
                yield from _percent_doubt(change, first, second)


def direction_agrees_with_numbers(record: Record) -> Iterator[Finding]:
    """``decreased from 20 to 30``: a verb that says down where the numbers go up."""
    for passage in record.passages:
        if passage.kind != "prose":
            continue
        start = passage.extent.start
        for found in _FROM_TO.finditer(fold(passage.extent.of(record.text)), timeout=5):
            first, second = number(found["first"]), number(found["second"])
            word = found["down"] or found["up"]
            # Of negative numbers "dropped from -0.22 to -0.05" tells the size, not the sign.
            if min(first, second) < 0 or first == second or (second < first) == bool(found["down"]):
                continue
            said = f"{word} from {first} to {second}: the word and the numbers point in opposite directions"
            extent = Extent(start + found.start("first"), start + found.end("second"))
            place = Extent(start + found.start(), start + found.start() + len(word))
            working = f"{second} - {first} = {second - first}"
            yield Finding("", "warning", said, extent, place, working)


def _is_level_or_change(result: Result) -> bool:
    return in_table(result) and result.statistic in {"mean", "mean_change"} and is_exact(result)


def _whose(result: Result) -> tuple[object, ...] | None:
    if result.comparator is not None or result.timepoint_days is None:
        return None
    name = result.outcome.casefold().removeprefix("change in ")
    return result.source.table, result.study, result.arm, result.subgroup, name


def _same_time(level: Result, change: Result) -> bool:
    return level.timepoint_days == change.timepoint_days and level.timepoint_days != 0


def _change_doubt(change: Result, start: Result, end: Result) -> Iterator[Finding]:
    expected = rounded(end.value) - rounded(start.value)
    stated = _widened(change)
    turned = Range(-stated.high, -stated.low)
    if expected.meets(stated):
        return
    exact = end.value - start.value
    said = f"the change {change.value} is not final minus baseline, {exact}"
    working = f"{end.value} - {start.value} = {exact}, with rounding {expected}; {change.value} printed"
    opposite = expected.meets(turned)
    if opposite and change.value > 0:
        return  # a fall printed as a positive "reduction"
    yield doubt(change, "warning" if opposite else "note", said, at(end), working, str(-change.value) * opposite)


def _widened(change: Result) -> Range:
    printed = rounded(change.value)
    slack = max(abs(Fraction(change.value)) * _TOLERANCE, unit(change.value))
    return Range(printed.low - slack, printed.high + slack)


def _are_ends(record: Record, first: Result, second: Result) -> bool:
    alike = first.statistic == second.statistic == "mean" and first.arm == second.arm
    between = fold(record.text[first.source.end : second.source.start]).split()
    return alike and first.outcome == second.outcome and between == ["to"] and first.value > 0


def _belongs(record: Record, change: Result, first: Result, second: Result) -> bool:
    """Whether the change is the only one near, in the same sentence and about the same outcome."""
    early, late = (change, first) if change.source.start < first.source.start else (second, change)
    near = 0 <= late.source.start - early.source.end <= _NEAR and in_one_sentence(record, early, late)
    same = change.outcome_id == first.outcome_id if change.outcome_id else first.outcome in change.outcome
    return near and same and change.arm == first.arm


def _percent_doubt(change: Result, first: Result, second: Result) -> Iterator[Finding]:
    start, end = rounded(first.value), rounded(second.value)
    low, high = 100 * (1 - end.high / start.low), 100 * (1 - end.low / start.high)
    stated = rounded(abs(change.value))
    fall = Range(min(low, high), max(low, high))
    if fall.meets(stated) or Range(-fall.high, -fall.low).meets(stated):
        return
    exact = 100 * (1 - Fraction(second.value) / Fraction(first.value))
    near = abs(abs(exact) - Fraction(abs(change.value))) <= _TOLERANCE * abs(exact)
    said = f"{change.value}% is not the change from {first.value} to {second.value}"
    working = f"100 x (1 - {second.value}/{first.value}) = {plain(exact)}%, with rounding {fall}"
    yield doubt(change, "note" if near else "warning", said, at(first), working)
