"""Events summed over the grades or severities of one thing, where no row tells of all of them.

As in: ``Nausea`` over ``Grade 1``, ``Grade 2`` and ``Grade 3``, or over ``None``, ``Mild``, ``Moderate``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.evidence.names import jobs, words
from pipeline.evidence.points import Point, Read

_ROMAN: Final = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5}
_NUMERAL: Final = r"(?:[0-5]|i{1,3}|iv|v)"
_GRADE: Final = regex.compile(
    rf"(?:,\s?)?[(\[]?\b(?:CTC(?:AE)?\s)?grades?\s?(?P<more>(?:≥|>=)\s?)?(?P<low>{_NUMERAL})\b"
    rf"(?:\s?(?:-|/|to|and|or)\s?(?:grade\s)?(?P<high>{_NUMERAL})\b)?(?P<up>\s?\+|\s(?:or|and)\s(?:more|higher|above|worse))?[)\]]?",
    regex.IGNORECASE,
)
_SEVERITY: Final = regex.compile(r"(?:,\s?)?[(\[]?\b(?P<name>mild|moderate|severe)\b[)\]]?", regex.IGNORECASE)
_SEVERITIES: Final = {"mild": 1, "moderate": 2, "severe": 3}
_HIGHEST: Final = 5  # grade: death (CTCAE)
_WHOLE_SCALE: Final = 3  # categories from the first on that leave none out
Category = frozenset[int]


def totals(points: Iterable[Point]) -> list[Point]:
    """For each group and thing whose categories are told one by one, and leave none out, their sum."""
    blocks: dict[tuple[object, ...], list[tuple[Category | None, Point]]] = {}
    for point in points:
        if not point.is_sentence:
            for labels, category in _read(point):
                key = (point.side, point.key[0], tuple(label.lower() for label in labels), point.day)
                blocks.setdefault(key, []).append((category, replace(point, labels=labels)))
    return [made for block in blocks.values() if (made := _summed(block)) is not None]


def is_part(point: Point, forms: Iterable[Sequence[str]]) -> bool:
    """Whether a place tells of one grade or severity of what is asked, and none is asked for."""
    asked = {w for form in forms for w in form}
    if asked & {"grade", *_SEVERITIES} or point.is_sentence:
        return False
    return any(category for _, category in _read(point) if category)


def _read(point: Point) -> Iterator[tuple[tuple[str, ...], Category | None]]:
    """The labels of a place without its category, with the category; as they are, and None, where they name none.

    A label of denial (``None`` below ``Nausea``) is category 0.
    """
    for k, label in enumerate(point.labels):
        # "Severe" above "Headache" may be a row of its own, badly nested.
        found = _category(label) if label in {point.leaf, *point.strata} else None
        if found is not None:
            rest = label[: found[1][0]] + label[found[1][1] :]
            bare = tuple(r for r in (*point.labels[:k], rest.strip(" ,;:-"), *point.labels[k + 1 :]) if r)
            if bare:
                yield bare, found[0]
            return
    if len(point.labels) > 1 and point.labels[-1].lower() in jobs("denial"):
        yield point.labels[:-1], frozenset({0})
    elif len(point.labels) > 1 and all(w in jobs("whole") for w in words(point.labels[-1])):
        yield point.labels[:-1], None
    else:
        yield point.labels, None


def _category(label: str) -> tuple[Category, tuple[int, int]] | None:
    grade = _GRADE.search(label)
    if grade is not None:
        low = _number(grade["low"])
        high = _number(grade["high"]) if grade["high"] else low
        return frozenset(range(low, (_HIGHEST if grade["more"] or grade["up"] else high) + 1)), grade.span()
    severity = _SEVERITY.search(label)
    if severity is not None:
        return frozenset({_SEVERITIES[severity["name"].lower()]}), severity.span()
    return None


def _number(printed: str) -> int:
    return int(printed) if printed.isdigit() else _ROMAN[printed.lower()]


def _summed(block: Sequence[tuple[Category | None, Point]]) -> Point | None:
    """The sum of a block of categories; None where one is told otherwise, twice, or not at all."""
    listed = [(category, point, _count(point)) for category, point in block]
    if len(listed) < 2 or any(category is None or count is None for category, _, count in listed):
        return None
    told = [grade for category, _, _ in listed for grade in category or ()]
    if len(set(told)) != len(told):
        return None
    parts = [count for category, _, count in listed if count is not None and category != frozenset({0})]
    first = next(point for category, point, _ in listed if category != frozenset({0}))
    size = first.reads.get("denominator") or first.reads.get("size")
    whole = sum(count.value for _, _, count in listed if count is not None)
    everyone = 0 in told and size is not None and whole == size.value
    graded = sorted(set(told) - {0})
    complete = graded == list(range(1, len(graded) + 1)) and len(graded) >= _WHOLE_SCALE and 0 not in told
    total = sum(part.value for part in parts)
    if not (everyone or complete) or len(parts) < 2 or (size is not None and total > size.value):
        return None
    reads = {slot: read for slot, read in first.reads.items() if slot in {"size", "denominator"}}
    reads["count"] = Read(type(parts[0].value)(total), parts[0].extent)
    key = (first.key[0], "total", tuple(label.lower() for label in first.labels), first.day)
    return replace(first, key=key, reads=reads, parts=tuple(parts), leaf=first.labels[-1])


def _count(point: Point) -> Read | None:
    read = point.reads.get("count") or point.reads.get("number")
    return read if read is not None and read.value >= 0 and read.value == read.value.to_integral_value() else None
