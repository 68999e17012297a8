"""How a point of one group fills the slots of an answer, printed or derived."""

from decimal import Decimal

from pipeline.evidence import derive
from pipeline.evidence.points import Point, Read
from pipeline.evidence.question import BINARY, Group, Number
from pipeline.evidence.sizes import Claim
from pipeline.schema import Place

Filled = tuple[dict[str, Number], dict[str, str]]


def place(text: str, read: Read) -> Place:
    """Where a figure stands."""
    return Place(read.extent.start, read.extent.end, read.extent.of(text))


def _number(text: str, read: Read) -> Number:
    return Number(read.value, (place(text, read),))


def _size(text: str, point: Point | None, claim: Claim | None) -> Number | None:
    """The group size of the place itself, else of the group in the document."""
    for slot in ("denominator", "size"):
        if point is not None and slot in point.reads:
            return _number(text, point.reads[slot])
    if claim is None:
        return None
    return Number(
        Decimal(claim.size), (Place(claim.extent.start, claim.extent.end, claim.extent.of(text)),), claim.derivation
    )


def group(text: str, kind: str, asked: str, point: Point | None, claim: Claim | None, reason: str) -> Group:
    """The answer for one arm; ``reason`` says why it has no numbers of its outcome when there is no point."""
    size = _size(text, point, claim)
    numbers: dict[str, Number] = {}
    unknown: dict[str, str] = {}
    if size is not None:
        numbers["group_size"] = size
    else:
        unknown["group_size"] = "group_size_not_reported"
    if kind == BINARY:
        _events(text, point, size, reason, numbers, unknown)
    else:
        _mean(text, point, size, reason, numbers, unknown)
    named = point.named if point is not None else None
    return Group(asked, named, numbers, unknown)


def _events(
    text: str,
    point: Point | None,
    size: Number | None,
    reason: str,
    numbers: dict[str, Number],
    unknown: dict[str, str],
) -> None:
    if point is None:
        unknown["events"] = reason
        return
    counted = point.reads.get("count") or point.reads.get("number")
    share = point.reads.get("percent")
    if counted is not None and counted.value == int(counted.value) and counted.value >= 0:
        numbers["events"] = _number(text, counted)
    elif share is not None:
        if size is None:
            unknown["events"] = "no_group_size_for_arithmetic"
            return
        whole = derive.whole_of_share(share.value, int(size.value))
        if whole is None:
            unknown["events"] = "no_whole_number_fits"
        else:
            places = (place(text, share), *size.places)
            numbers["events"] = Number(Decimal(whole), places, f"{share.value}% of {size.value}")
    else:
        unknown["events"] = "rate_over_time" if "rate" in point.reads else "not_reported"


def _mean(
    text: str,
    point: Point | None,
    size: Number | None,
    reason: str,
    numbers: dict[str, Number],
    unknown: dict[str, str],
) -> None:
    if point is None:
        unknown["mean"] = unknown["standard_deviation"] = reason
        return
    mean = point.reads.get("mean")
    if mean is None:
        told = "median_only" if "median" in point.reads else "not_reported"
        unknown["mean"] = unknown["standard_deviation"] = told
        return
    numbers["mean"] = _number(text, mean)
    found = _deviation(text, point, size)
    if isinstance(found, Number):
        numbers["standard_deviation"] = found
    else:
        unknown["standard_deviation"] = found


def _deviation(text: str, point: Point, size: Number | None) -> Number | str:
    """The SD of a point, or why there is none."""
    got = point.reads
    if "sd" in got:
        return _number(text, got["sd"])
    if "spread" in got:
        return Number(got["spread"].value, (place(text, got["spread"]),), "± read as SD: nothing names it")
    if not {"se", "low"} & set(got):
        return "no_dispersion"
    if size is None:
        return "no_group_size_for_arithmetic"
    many = int(size.value)
    if "se" in got:
        return Number(
            derive.sd_of_se(got["se"].value, many),
            (place(text, got["se"]), *size.places),
            f"SE {got['se'].value} x sqrt({many})",
        )
    low, high = got["low"].value, got["high"].value
    deviation = derive.sd_of_interval(low, high, many)
    if deviation is None:
        return "no_dispersion"
    return Number(deviation, (place(text, got["low"]), *size.places), f"from 95% CI {low} to {high}, n {many}")
