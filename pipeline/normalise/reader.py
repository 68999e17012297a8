"""Where numeric expressions stand in a text, and which shape each has."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.extent import Extent, fold, trimmed
from pipeline.mentions import Quantity
from pipeline.needs import holder, may_match, needs
from pipeline.normalise.atoms import NUM, PERCENT, WORDS, S, W
from pipeline.normalise.shapes import Shape, shapes
from pipeline.normalise.units import Units

_UNITS: Final = ("unit2", "percent2", "unit", "percent")
_A_WORD: Final = needs(regex.compile(rf"{WORDS}|(?i:twice)"))
# 35.4 and 12.2%; 48, 71, and 63 %; 10.7 versus 6.4 months: the last of a list tells what all are in.
_PEER: Final = regex.compile(
    r"\s{0,3}(?:,?\s{1,3}(?:and|or)|(?:,\s{1,3})?(?:vs\.?|versus|v\.?|compared\s(?:with|to)))\s{1,3}"
)
_COMMA: Final = regex.compile(r",\s{1,3}")
_ALIKE: Final = frozenset({"number", "percent"})


def _with_peers(folded: str, found: Sequence[Quantity]) -> Sequence[Quantity]:
    """The quantities in order; a bare number that is listed before one with a percent sign or unit has it too."""
    made = list(found)
    listed = False
    for k in range(len(made) - 2, -1, -1):
        one, other = made[k], made[k + 1]
        gap = folded[one.extent.end : other.extent.start]
        joined = _PEER.fullmatch(gap) or (listed and _COMMA.fullmatch(gap))
        listed = bool(joined) and one.shape == "number" and other.shape in _ALIKE and other.unit is not None
        listed = listed and not (other.percent and abs(one.value) > 100)  # a count of 514.13 and 23%
        if listed and one.unit is None:
            made[k] = replace(one, percent=other.percent, unit=other.unit)
    return made


# Which shapes a number in words may begin, and which none in digits does.
_SPELT: Final = frozenset({"p_value", "group_size", "count_of_share", "count_share", "fold", "words"})
_NEVER_DIGITS: Final = frozenset({"p_value", "group_size", "words"})
# What must stand behind the number that begins a shape, its unit or percent sign between them or not: a look at one
# sign spares a long pattern. ``t`` is the word "to", ``a`` any other letter, ``%`` any percent sign.
_BEHIND: Final = {
    "count_of_share": frozenset("a/"),
    "share_of_count": frozenset("%"),
    "count_share": frozenset("a([,"),
    "share_count": frozenset("%"),
    "plus_minus": frozenset("±+(["),
    "estimate_ci": frozenset({"CI"}),
    "estimate_spread": frozenset("([,;a"),
    "estimate_between": frozenset("([,;"),
    "value_interval": frozenset("(["),
    "mean_bracket": frozenset("("),
    "mean_square_bracket": frozenset("["),
    "range": frozenset("-ta"),
    "value_to": frozenset(","),
    "estimate_width": frozenset("([,;"),
    "fold": frozenset("-a"),
    "percent": frozenset("%"),
}
_PERCENT: Final = regex.compile(PERCENT)
_SIGN: Final = regex.compile(r"\s*(?:(?P<to>to\s)|(?P<letter>\p{L})|(?P<sign>\S))")
_INTERVAL: Final = regex.compile(r"onfidence|redible|C\.?I|CrI|CL")
_SOON: Final = 400  # characters: more than stand between a number and the name of its interval


def _sign(folded: str, at: int) -> str:
    """The first sign from a place on, blanks passed over; ``t`` for the word "to", ``a`` for another letter."""
    match = _SIGN.match(folded, at)
    return "" if match is None else match["sign"] or ("t" if match["to"] else "a")


class Reader:
    """Reads numeric expressions: all in a text; only those of some shapes where these are named."""

    def __init__(self, units: Units, only: Collection[str] = ()) -> None:
        self._units = units
        # What a shape needs beside its unit: the pattern of all units is long.
        told = zip(shapes(units.pattern, units.definition, units.quick), shapes("."), strict=True)
        self._shapes = tuple((s, needs(bare.written)) for s, bare in told if not only or s.name in only)
        digits = rf"(?<![\w-])[Pp](?=[\s'vV<>=≤≥-]|{W}[<>=])|(?<!\w)[nN](?={W}=)|{NUM}"
        self._digits = regex.compile(digits)
        self._starts = regex.compile(rf"{digits}|{WORDS}|(?<!\w)(?i:twice)(?={S}as\b)")
        self._unit = regex.compile(rf"{units.definition}{W}{units.quick}")

    def find(self, text: str) -> tuple[Quantity, ...]:
        """The expressions of a text in order, never overlapping; extents count in that text."""
        folded = fold(text)
        held = holder(folded)
        shapes = [shape for shape, needed in self._shapes if may_match(needed, held)]
        spelt = [shape for shape in shapes if shape.name in _SPELT]
        printed = [(shape, _BEHIND.get(shape.name)) for shape in shapes if shape.name not in _NEVER_DIGITS]
        starts = self._starts if may_match(_A_WORD, held) else self._digits
        found: list[Quantity] = []
        at = 0
        while (start := starts.search(folded, at)) is not None:
            chosen: Iterable[Shape] = spelt
            if not start[0][0].isalpha():
                ahead = self._ahead(folded, start.end())
                chosen = (shape for shape, behind in printed if behind is None or not ahead.isdisjoint(behind))
            quantity = self._at(folded, start.start(), chosen)
            if quantity is None:
                at = start.start() + 1
                continue
            found.append(quantity)
            at = quantity.extent.end
        return tuple(_with_peers(folded, found))

    def _ahead(self, folded: str, end: int) -> frozenset[str]:
        """What stands behind a number in digits, and what behind its unit; ``CI`` where an interval may follow."""
        found = {_sign(folded, end)}
        if _INTERVAL.search(folded, end, end + _SOON):
            found.add("CI")
        for unit in (self._unit, _PERCENT):
            if match := unit.match(folded, end):
                found.add(_sign(folded, match.end()))
                if unit is _PERCENT:
                    found.add("%")
        return frozenset(found)

    def _at(self, folded: str, start: int, shapes: Iterable[Shape]) -> Quantity | None:
        for shape in shapes:
            match = shape.pattern.match(folded, start)
            quantity = shape.read(match) if match else None
            if match and quantity is not None:
                return self._placed(quantity, match)
        return None

    def _placed(self, quantity: Quantity, match: regex.Match[str]) -> Quantity:
        groups = match.groupdict()
        printed = groups.get("unit") or groups.get("unit2")
        unit = "%" if quantity.percent else self._units.ucum(printed) if printed else None
        printed_all = match[0].rstrip()
        if printed_all[-1] in ")]" and not any(c in printed_all for c in "(["):
            printed_all = printed_all[:-1].rstrip()  # (2.08 ± 0.89) mm: the bracket was opened before
        end = match.start() + len(printed_all)
        named = next((group for group in _UNITS if groups.get(group)), None)
        unit_at = trimmed(match.string, *match.span(named)) if named else None
        percent = quantity.percent or unit == "%"
        return replace(quantity, extent=Extent(match.start(), end), percent=percent, unit=unit, unit_at=unit_at)
