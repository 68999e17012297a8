"""How a point of one group fills the slots of an answer, printed or derived."""

from decimal import Decimal

from pipeline.evidence import derive
from pipeline.evidence.points import Point, Read
from pipeline.evidence.question import BINARY, SLOTS, Group, Number
from pipeline.evidence.sizes import Claim
from pipeline.evidence.spread import Spread
from pipeline.schema import Place

Found = Number | str  # a number, or the reason why there is none


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
    text: str, kind: str, asked: str, point: Point | None, size: Number | None, why: str, spread: Spread | None
) -> Group:
    """The answer for one arm.

    ``why`` says why it has no numbers of its outcome when there is no point; ``spread`` is what an unnamed ``±`` is.
    """
    found: dict[str, Found] = dict.fromkeys(SLOTS[kind], why)
    found["group_size"] = size if size is not None else "group_size_not_reported"
    if point is not None and kind == BINARY:
        found["events"] = _events(text, point, size)
    elif point is not None:
        found["mean"] = mean = _mean(text, point)
        found["standard_deviation"] = mean if isinstance(mean, str) else _deviation(text, point, size, spread)
    return Group(
        asked,
        point.named if point is not None else None,
        numbers={slot: n for slot, n in found.items() if isinstance(n, Number)},
        unknown={slot: reason for slot, reason in found.items() if isinstance(reason, str)},
    )


def _events(text: str, point: Point, size: Number | None) -> Found:
    counted = point.reads.get("count") or point.reads.get("number")
    if counted is not None and counted.value == int(counted.value) and counted.value >= 0:
        return _number(text, counted)
    share = point.reads.get("percent")
    if share is None:
        return "rate_over_time" if "rate" in point.reads else "not_reported"
    if size is None:
        return "no_group_size_for_arithmetic"
    whole = derive.whole_of_share(share.value, int(size.value))
    if whole is None:
        return "no_whole_number_fits"
    return Number(Decimal(whole), (place(text, share), *size.places), f"{share.value}% of {size.value}")


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
