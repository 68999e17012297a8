"""How a point of one group fills the slots of an answer, printed or derived."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from pipeline.evidence import derive
from pipeline.evidence.points import Point, Read
from pipeline.evidence.question import BINARY, CONTINUOUS, SLOTS, Group, Number
from pipeline.evidence.sizes import Claim
from pipeline.evidence.spread import Spread
from pipeline.schema import Place

Found = Number | str  # a number, or the reason why there is none
TOTAL: Final = "total of categories"
# Why a size is not given where a size stands in the text: of the reasons for the other numbers those that hold for it.
_SIZELESS: Final = {"ambiguous": "ambiguous", "one_group": "one_group"}


@dataclass(frozen=True, slots=True)
class Known:
    """What holds for both groups.

    ``why`` says why they have no numbers of the outcome when there is no point; ``spread`` is what an unnamed ``±`` is;
    ``is_nearest`` whether a percentage may stand for the nearest of several whole numbers.
    """

    why: str = ""
    spread: Spread | None = None
    is_nearest: bool = False


def place(text: str, read: Read) -> Place:
    """Where a figure stands."""
    return Place(read.extent.start, read.extent.end, read.extent.of(text))


def _number(text: str, read: Read) -> Number:
    return Number(read.value, (place(text, read),))


def group_size(text: str, point: Point | None, claim: Claim | None) -> Number | None:
    """The group size of the place itself, else of the group in the document."""
    for slot in ("denominator", "size"):
        if point is not None and slot in point.reads:
            return _number(text, point.reads[slot])
    if point is not None and _is_size(point):
        return _number(text, point.reads["number"])
    if claim is None:
        return None
    at = Place(claim.extent.start, claim.extent.end, claim.extent.of(text))
    return Number(Decimal(claim.size), (at,), claim.derivation)


def _is_size(point: Point) -> bool:
    """Whether the bare number beside a mean, under a head of its own (``n``), is how many were measured."""
    counted = point.reads.get("number")
    return "mean" in point.reads and counted is not None and counted.value > 1 and counted.value % 1 == 0


def group(
    text: str,
    kind: str,
    asked: str,
    point: Point | None,
    size: Number | None,
    known: Known,
    told: Mapping[str, Found] | None = None,
) -> Group:
    """The answer for one arm; ``told`` are slots that are known already."""
    found: dict[str, Found] = dict.fromkeys(SLOTS[kind], known.why)
    found["group_size"] = size if size is not None else _SIZELESS.get(known.why, "group_size_not_reported")
    if point is not None and kind == BINARY:
        found["events"] = _events(text, point, size, is_nearest=known.is_nearest)
    elif point is not None and kind == CONTINUOUS:
        found["mean"] = mean = _mean(text, point)
        found["standard_deviation"] = mean if isinstance(mean, str) else _deviation(text, point, size, known.spread)
    found |= told or {}
    return Group(
        asked,
        point.named if point is not None else None,
        numbers={slot: n for slot, n in found.items() if isinstance(n, Number)},
        unknown={slot: reason for slot, reason in found.items() if isinstance(reason, str)},
    )


def _events(text: str, point: Point, size: Number | None, *, is_nearest: bool) -> Found:
    counted = point.reads.get("count") or point.reads.get("number")
    if counted is not None and point.parts:
        said = " + ".join(str(part.value) for part in point.parts)
        return Number(counted.value, tuple(place(text, p) for p in point.parts), f"{TOTAL}: {said}")
    if counted is not None and counted.value == int(counted.value) and counted.value >= 0:
        return _number(text, counted)
    share = point.reads.get("percent")
    if share is None:
        return "rate_over_time" if "rate" in point.reads else "not_reported"
    if size is None:
        return "no_group_size_for_arithmetic"
    many = int(size.value)
    wholes = derive.wholes_of_share(share.value, many)
    said = f"{share.value}% of {size.value}"
    if len(wholes) > 1 and is_nearest:
        said += f", the nearest of {wholes[0]} to {wholes[-1]}"
    elif len(wholes) != 1:
        return "no_whole_number_fits"
    whole = wholes[0] if len(wholes) == 1 else derive.nearest(share.value, many)
    return Number(Decimal(whole), (place(text, share), *size.places), said)


def _mean(text: str, point: Point) -> Found:
    mean = point.reads.get("mean")
    if mean is None:
        return "median_only" if "median" in point.reads else "not_reported"
    return _number(text, mean)


def _deviation(text: str, point: Point, size: Number | None, spread: Spread | None) -> Found:
    got = point.reads
    if "sd" in got:
        return _number(text, got["sd"])
    if "se" in got:
        return _of_error(text, got["se"], size)
    if "spread" in got:
        return _of_unnamed(text, got["spread"], size, spread)
    if not {"low", "high"} <= set(got):
        return "no_dispersion"
    if size is None:
        return "no_group_size_for_arithmetic"
    low, high = got["low"].value, got["high"].value
    deviation = derive.sd_of_interval(low, high, int(size.value))
    if deviation is None:
        return "no_dispersion"
    return Number(deviation, (place(text, got["low"]), *size.places), f"from 95% CI {low} to {high}, n {size.value}")


def _of_unnamed(text: str, read: Read, size: Number | None, spread: Spread | None) -> Found:
    if spread is None:
        return "unnamed_spread"
    found = _of_error(text, read, size) if spread.kind == "SE" else _number(text, read)
    if isinstance(found, str):
        return found
    said = "; ".join(part for part in (found.derivation, spread.derivation) if part)
    return Number(found.value, (*found.places, *spread.places), said)


def _of_error(text: str, read: Read, size: Number | None) -> Found:
    if size is None:
        return "no_group_size_for_arithmetic"
    many = int(size.value)
    deviation = derive.sd_of_se(read.value, many)
    return Number(deviation, (place(text, read), *size.places), f"SE {read.value} x sqrt({many})")
