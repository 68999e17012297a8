"""Rates over person-time: per what they are told, and the events and person-time of each group."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from typing import Final

import regex

from pipeline.evidence.derive import rounded
from pipeline.evidence.fill import Found, place
from pipeline.evidence.points import Point, Read
from pipeline.evidence.question import Number
from pipeline.extent import fold
from pipeline.normalise.printed import half_digit

_PEOPLE: Final = r"(?:person|patient|subject|participant|woman|child)s?['’]?[-\s]?"
_TIME: Final = rf"{_PEOPLE}(?P<time>years?|months?|weeks?|days?)\b"
_PER: Final = regex.compile(rf"(?:\bper|/)\s?(?P<many>\d[\d,]*)?\s?{_TIME}", regex.IGNORECASE)
_PERSON_TIME: Final = regex.compile(_TIME, regex.IGNORECASE)
_LEAST: Final = 10  # of person-time: smaller figures under such a head are rates


def per(printed: str) -> tuple[Decimal, str] | None:
    """The person-time that words tell a rate for: ``per 100 patient-years`` is 100 years."""
    found = _PER.search(fold(printed))
    if found is None:
        return None
    return Decimal((found["many"] or "1").replace(",", "")), found["time"].lower().rstrip("s")


def completed(sides: Sequence[Point | None], points: Iterable[Point]) -> tuple[Point | None, Point | None]:
    """The places of a rate with the person-time of each group, and the events its row counts elsewhere."""
    listed = [p for p in points if not p.is_sentence]
    one, other = (None if side is None else _with(side, listed) for side in sides)
    return one, other


def _with(point: Point, points: Sequence[Point]) -> Point:
    reads = dict(point.reads)
    own = [p for p in points if p.side == point.side]
    unit = per(_words(point))
    times = [r for p in own if unit is not None and (r := _person_time(p, unit[1])) is not None]
    if len({read.value for read in times}) == 1:
        reads["time"] = times[0]
    if "count" not in reads and point.row is not None:
        beside = [p for p in own if p.row == point.row and p.where == point.where and p.day == point.day]
        counts = [r for p in beside if (r := p.reads.get("count") or p.reads.get("number")) is not None]
        if len({read.value for read in counts}) == 1:
            reads["count"] = counts[0]
    return replace(point, reads=reads)


def _words(point: Point) -> str:
    """What may tell per what a rate is: its labels, else its caption or sentence."""
    labels = " ".join(point.labels)
    return labels if per(labels) else f"{labels} {point.context}"


def _person_time(point: Point, unit: str) -> Read | None:
    """The person-time that a row or column of its own tells (``Patient-years of exposure``), in the rate's unit."""
    label = " ".join(point.labels)
    named = _PERSON_TIME.search(fold(label))
    if named is None or per(label) is not None or named["time"].lower().rstrip("s") != unit:
        return None
    read = next((point.reads[slot] for slot in ("rate", "number", "mean", "count") if slot in point.reads), None)
    return read if read is not None and read.value >= _LEAST else None


def filled(text: str, point: Point) -> dict[str, Found]:
    """The rate of a group, its events and its person-time, as printed or following from the other two."""
    rate, events, time = (point.reads.get(slot) for slot in ("rate", "count", "time"))
    if rate is None:
        return dict.fromkeys(("events", "person_time", "rate"), "not_reported")
    found: dict[str, Found] = {"rate": _printed(text, rate), "events": "not_reported", "person_time": "no_person_time"}
    unit = per(_words(point))
    if time is not None:
        found["person_time"] = _printed(text, time)
    if events is not None:
        found["events"] = _printed(text, events)
    if unit is None:
        return found
    many, name = unit
    if events is not None and time is None and rate.value > 0:
        said = f"{events.value} events at {rate.value} per {many} person-{name}s"
        value = rounded(events.value * many / rate.value, Decimal(1))
        found["person_time"] = Number(value, (place(text, events), place(text, rate)), said)
    if events is None and time is not None:
        found["events"] = _events(text, rate, time, many)
    return found


def _events(text: str, rate: Read, time: Read, many: Decimal) -> Found:
    """The one whole number of events that gives the printed rate over this person-time."""
    half = half_digit(rate.value)
    low = ((rate.value - half) * time.value / many).to_integral_value(ROUND_CEILING)
    high = ((rate.value + half) * time.value / many).to_integral_value(ROUND_FLOOR)
    if low != high or low < 0:
        return "no_whole_number_fits"
    said = f"{rate.value} per {many} of {time.value}"
    return Number(low, (place(text, rate), place(text, time)), said)


def _printed(text: str, read: Read) -> Number:
    return Number(read.value, (place(text, read),))
