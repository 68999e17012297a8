"""How many patients each of the two groups has, where the document tells it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Final

import regex

from pipeline.document import Head, Table
from pipeline.evidence import populations
from pipeline.evidence.axes import completed
from pipeline.evidence.groups import Groups, Side, is_control
from pipeline.evidence.marks import size
from pipeline.evidence.naming import Named, Naming
from pipeline.extent import Extent, fold
from pipeline.normalise import timepoints
from pipeline.normalise.numbers import NUMBER_WORD, in_words

_NUM: Final = rf"(?P<n>\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|(?i:{NUMBER_WORD}))"
PEOPLE: Final = (
    r"(?:patients?|participants?|subjects?|adults?|children|infants?|women|men|females?|males?|individuals?|people|persons?"
    r"|volunteers?|students?|girls|boys|cases|eyes|neonates?|newborns?|mothers|adolescents|controls?|animals|rats|mice|goats"
    r"|athletes|players|teeth|sites|residents|families|caregivers|nurses|veterans|workers|pregnant women)"
)
_OF_GROUP: Final = (
    r"(?:\s?(?:group|arm|cohort|groups|treatment|therapy|recipients|patients|participants|subjects|daily))*"
)
# As in: placebo (n = 15; basic (tailored to cognitions; n=456); fluoxetine, n = 112; the gum group (38 patients).
_BEHIND: Final = regex.compile(
    rf"{_OF_GROUP}\s?(?:[(\[][^()\[\]]{{0,120}}?|[,:]\s?)\b[nN]\s?=\s?(?P<n>\d[\d,]*)|{_OF_GROUP}\s?[(\[]\s?(?P<m>\d[\d,]*)\s{PEOPLE}\s?[)\]]"
)
# As in: from baseline to week 12 in the combined group.
_COUNTS_TIME: Final = (
    r"\b(?:[Aa]ges?|[Dd]ays?|[Ww]eeks?|[Mm]onths?|[Yy]ears?|[Vv]isits?|[Hh]ours?|[Gg]rades?|[Ss]tages?|[Pp]hases?"
    r"|[Tt]ables?|[Ff]ig(?:ure)?\.?)"
)
# "38 in a gum-chewing group", "393 to certolizumab", "40 patients received clonidine", "19 patients for the X group"
_BEFORE: Final = regex.compile(
    rf"(?<![\d.,=/%±<>-])(?<![±/=]\s)(?<!{_COUNTS_TIME}\s)\b{_NUM}(?:(?:\s(?!of\b|out\b)[\p{{L}}-]+){{0,2}}\s{PEOPLE})?"
    r"\s(?:(?:were|was|who|had|been|being|are|is)\s)*"
    r"(?:(?:randomly|randomi[sz]ed|assigned|allocated|analy[sz]ed|included|enrolled|divided|treated|evaluated|completed)\s){0,3}"
    r"(?:in|to|for|with|on|received|receiving|receive|using|used|underwent|undergoing|as|into|were)\s(?:the\s|an?\s|either\s)?$"
)
# As in: 23 adults with acute back pain who could not sit up (group A).
_EXPLAINED: Final = regex.compile(rf"(?<![\d.,=/%±<>-])(?<![±/=]\s)\b{_NUM}\s{PEOPLE}\b[^.;()]{{0,200}}[(\[]$")
# As in: 69 of 74 participants (93%) in the sensor group.
_FRACTION: Final = regex.compile(
    rf"\b\d+\sof\s{_NUM}(?:\s{PEOPLE})?(?:\s[(\[]\d+(?:\.\d+)?\s?%[)\]])?(?:\s{PEOPLE})?\s(?:in|of|from)\s(?:the\s)?$"
)
# What the size of a group is not followed by: "n = 29 [16.9%]", "23 in group A (52.3%)", "11 patients in group A had".
_SHARE_BEHIND: Final = regex.compile(r"\s?(?:group|arm|patients)?\s?[(\[,;]{0,2}\s?\d+(?:\.\d+)?\s?%")
HAPPENED: Final = (
    r"(?:had|have|showed|developed|experienced|reported|required|needed|achieved|responded|died|withdrew|discontinued"
    r"|dropped out|were (?:lost|excluded|withdrawn|still)|suffered|presented|relapsed|failed|met|improved|stopped)"
)
_EVENT_BEHIND: Final = regex.compile(
    r"(?:\s(?:group|arm))?(?:,?\s(?:and|versus|vs\.?|compared (?:with|to))\s[^.;()]{1,60}?)?\s"
    rf"{HAPPENED}\b"
)
_EVENT_AHEAD: Final = regex.compile(
    r"\b(?:stopped|occurred|seen|observed|noted|found|reported|developed|detected|diagnosed|recorded)\s(?:only\s)?in\s(?:only\s)?$"
)
# As in: patients with disc protrusion in group A (n = 19).
_PART_AHEAD: Final = regex.compile(
    r"\b(?:with|without|who|having|had|showing)\s[^.;,()]{3,60}\s(?:in|of|from)\s(?:the\s)?$"
)
_DESIGN: Final = regex.compile(
    r"randomi[sz]|\bassign|\balloca|\bdivided|\benrol|\breceiv|\brecruit|\bincluded\b|\banaly[sz]ed|\bcompleted|\bconsist|\bcomprised|\bgroups?\b",
    regex.IGNORECASE,
)
_EACH: Final = regex.compile(
    r"\b(?:each|per|both|all|every)\s(?:group|arm|dose)s?\b[^.;]{0,25}?\b[nN]\s?=\s?(?P<a>\d+)"
    r"|\b[nN]\s?=\s?(?P<b>\d+)\s?(?:,\s?)?(?:(?:patients|subjects|participants)\s)?(?:(?:in|for)\s)?(?:each|per|both|every)\b"
    r"|\bgroups?,?\s(?:of|(?:each\s)?(?:containing|comprising|including|consisting\sof))\s(?P<c>\d+)\b"
    r"(?!\s?(?:%|mg|days|weeks|months|years|\)))"
    rf"|\b(?P<d>\d+)\s{PEOPLE}\s(?:in|per)\s(?:each|both)\s(?:group|arm)"
    rf"|[(\[]\s?(?P<e>\d+)\s(?:{PEOPLE}\s)?(?:in|per|for)\s(?:each|both|every)\s(?:group|arm|cohort)s?\s?[)\]]"
)
# As in: 40 practices (12 in control, 14 per intervention arm).
_EACH_ACTIVE: Final = regex.compile(
    r"\b(?P<n>\d+)\s(?:\p{L}+\s)?(?:in|per|for)\s(?:each\s)?(?:intervention|treatment|active|experimental)\s(?:group|arm)\b"
)
# As in a power calculation: how many patients each group would need to show a difference.
_PLANNED: Final = regex.compile(r"\b(?:requir|need|power\b|sample size|calculat|estimat|detect)")
_SPLIT: Final = regex.compile(
    r"\b(?:randomi[sz]ed|divided|assigned|allocated|classified|categori[sz]ed)\b[^.;]{0,60}?\b(?:in)?to\s(?:one\sof\s)?(?:the\s)?(?P<k>two|three|four|five|six|[2-6])\s"
    r"(?:[\p{L}-]+\s){0,3}?(?:groups?|arms?)\b",
    regex.IGNORECASE,
)
_EQUALLY: Final = regex.compile(r"\bequal(?:ly)?\b", regex.IGNORECASE)
_TOTAL: Final = regex.compile(rf"(?<![\d.,=/%±<>-])\b{_NUM}\s(?:[\p{{L}}&-]+,?\s){{0,9}}?{PEOPLE}\b")
_CODE: Final = regex.compile(r"(?i)\b(?:group|arm)\s?-?\s?(\d|[A-F]|I{1,3}V?)\b")
_NO_SPLIT: Final = regex.compile(r"cross-?\s?over|\bratio\b|\b\d\s?:\s?\d\b", regex.IGNORECASE)
_MEASURE: Final = regex.compile(r"(?i)\b(?:aged?|years?|weeks?|months?|days?|mg|hours?)\b")
_SENTENCE: Final = regex.compile(r"(?<=[.;?!])\s+(?=[\p{Lu}\d(])|\n")
_WHOLE: Final = regex.compile(r"\b(?:[Oo]verall|[Tt]otal|[Aa]ll)\b")
_ASSIGNED: Final = regex.compile(r"randomi|assign|alloca|receiv|\bto\b")
_WELL: Final = 2.0  # the weight of a size in a head or told with "n ="
_MANY: Final = 10
_FEWEST: Final = 4  # told in prose without "n ="; fewer are events


@dataclass(frozen=True, slots=True)
class Claim:
    """A size of a group: as told where; ``weight`` how well such places tell it; ``context`` the words around it."""

    side: int
    size: int
    extent: Extent
    kind: str
    weight: float
    context: str = ""
    derivation: str = ""
    is_assumed: bool = False


def claims(
    text: str, tables: Sequence[Table], groups: Groups, naming: Naming, *, may_be_equal: bool = False
) -> tuple[Claim, ...]:
    """Every size that the document tells of the two groups.

    Where it tells none, what follows from a total divided into equal groups, as it says or ``may_be_equal`` assumes.
    """
    found = [*_heads(text, tables, groups), *_prose(text, naming)]
    found += _equal(text, groups)
    if not found:
        found += [_of_several(c, groups.asked[c.side]) for c in _split(text) if may_be_equal or not c.is_assumed]
    return tuple(found)


def _of_several(claim: Claim, asked: str) -> Claim:
    """The size of an asked group that is several of the equal ones: ``group 1 …, group 2 …``."""
    many = len(set(_CODE.findall(asked)))
    if many < 2:
        return claim
    return replace(claim, size=many * claim.size, derivation=f"{many} x {claim.size}: {claim.derivation}")


def _heads(text: str, tables: Sequence[Table], groups: Groups) -> Iterator[Claim]:
    """Sizes in the heads of tables; each table counts once for a size, one of a subgroup less."""
    for table in tables:
        for is_columns in (True, False):
            paths: dict[tuple[str, ...], tuple[Head, ...]] = {}
            for cell in table.cells:
                heads = cell.column_path if is_columns else cell.row_path
                paths.setdefault(tuple(h.text for h in heads), heads)
            seen: set[tuple[int, int]] = set()
            sides = completed(tuple(paths), dict(groups.sides(paths)))
            for path, side in sides.items():
                number = _size_below(path, side)
                at = next((k for k in range(len(path) - 1, -1, -1) if size(path[k]) == number), 0)
                if number is None or (side.side, number) in seen:
                    continue
                seen.add((side.side, number))
                same = [_size_below(p, s) for p, s in sides.items() if s.side == side.side]
                others = {n for n in same if n is not None}
                is_whole = number == max(others) and (len(others) == 1 or _WHOLE.search(" ".join(path[:at])))
                if at > side.head >= 0 and not is_whole:  # parts of the group below its head
                    continue
                weight = 5.0 if is_whole else 1.0
                yield Claim(
                    side.side, number, paths[path][at].extent, "head", weight * side.likeness, table.caption.of(text)
                )


def _size_below(path: tuple[str, ...], side: Side) -> int | None:
    """The size that the group's head prints, or a head below it."""
    heads = path[side.head :] if side.head >= 0 else path[-1:]
    return next((n for h in heads if (n := size(h)) is not None), None)


def _prose(text: str, naming: Naming) -> Iterator[Claim]:
    folded = fold(text)
    start = 0
    whole = ""
    for sentence in _SENTENCE.split(folded):
        at = folded.find(sentence, start)
        start = at + len(sentence)
        whole = f"{whole} {sentence}" if whole.endswith(";") else sentence
        if _DESIGN.search(sentence) or regex.search(r"\b[nN]\s?=", sentence):
            for claim in _in_sentence(sentence, at, naming.of(sentence)):
                yield replace(claim, context=whole)


def _in_sentence(sentence: str, at: int, named: Sequence[Named]) -> Iterator[Claim]:
    for one in named:
        if one.side is None:
            continue
        behind = _BEHIND.match(sentence, one.end)
        if behind is not None:
            group = "n" if behind["n"] else "m"
            place = Extent(behind.start(group), behind.end(group))
            is_share = _SHARE_BEHIND.match(sentence, place.end) is not None
            if not is_share and not any(one.end <= other.start < place.start for other in named):
                weight = 0.5 if _PART_AHEAD.search(sentence[: one.start]) else 2.0
                yield Claim(one.side, _number(behind[group]), _moved(place, at), "told", weight, sentence)
                continue
        ahead = sentence[: one.start]
        before = _BEFORE.search(ahead) or _EXPLAINED.search(ahead) or _FRACTION.search(ahead)
        if _SHARE_BEHIND.match(sentence, one.end) or _EVENT_BEHIND.match(sentence, one.end):
            continue
        if before is not None and _EVENT_AHEAD.search(sentence[: before.start()]):
            continue
        if before is not None and _DESIGN.search(sentence) and not _MEASURE.search(before[0][:40]):
            number = _number(before["n"])
            if number >= _FEWEST:
                # Few "in the group" may be those with an event.
                weight = 1.5 if _ASSIGNED.search(before[0]) or number >= _MANY else 0.5
                place = _moved(Extent(before.start("n"), before.end("n")), at)
                yield Claim(one.side, number, place, "told", weight, sentence)


def beside(sentence: str, at: int, named: Sequence[Named]) -> dict[int, tuple[int, Extent]]:
    """The sizes that a sentence gives its groups in brackets (``dupilumab, n = 287``), where it gives both."""
    told = {c.side: (c.size, c.extent) for c in _in_sentence(sentence, at, named) if c.weight > 1.5}
    return told if len(told) == 2 else {}


def _moved(extent: Extent, by: int) -> Extent:
    return Extent(extent.start + by, extent.end + by)


def _number(printed: str) -> int:
    return int(printed.replace(",", "")) if printed[0].isdigit() else in_words(printed)


def _equal(text: str, groups: Groups) -> Iterator[Claim]:
    """``n = 8 per group``, ``two groups of 30``: the size of every group."""
    folded = fold(text)
    for match in _EACH.finditer(folded):
        if _PLANNED.search(folded[max(0, match.start() - 150) : match.end() + 60]):
            continue
        group = next(g for g in "abcde" if match[g])
        extent = Extent(match.start(group), match.end(group))
        for side in (0, 1):
            yield Claim(side, int(match[group]), extent, "each", 1.0, match[0])
    for match in _EACH_ACTIVE.finditer(folded):
        for side in (0, 1):
            if not is_control(groups.asked[side]):
                yield Claim(side, int(match["n"]), Extent(*match.span("n")), "each", 1.0, match[0])


@lru_cache(maxsize=256)
def _split(text: str) -> list[Claim]:
    """A total divided over groups of equal size, where the text says how many groups and no group's own size."""
    folded = fold(text)
    into = _SPLIT.search(folded)
    if into is None or _NO_SPLIT.search(folded[max(0, into.start() - 300) : into.end() + 100]):
        return []
    parts = _number(into["k"])
    totals = [
        m for m in _TOTAL.finditer(folded, max(0, into.start() - 1500), into.end() + 200) if not _MEASURE.search(m[0])
    ]
    for match in totals:
        total = _number(match["n"])
        if total >= parts * _FEWEST:
            if total % parts:
                return []
            extent = Extent(match.start("n"), match.end("n"))
            is_told = _EQUALLY.search(folded[max(0, into.start() - 60) : into.end() + 40]) is not None
            said = f"{total} in {parts} equal groups" if is_told else f"{total} in {parts} groups, taken as equal"
            return [
                Claim(side, total // parts, extent, "split", 0.5, match[0], said, is_assumed=not is_told)
                for side in (0, 1)
            ]
    return []


def unique(found: Sequence[Claim]) -> dict[int, int]:
    """The sizes told well of one group only, with its side: of heads, where they tell both, else of sentences."""
    in_heads = {c.side for c in found if c.kind == "head"} == {0, 1}
    sides: dict[int, set[int]] = {}
    for claim in found:
        if claim.weight >= _WELL and not claim.derivation and (claim.kind == "head" or not in_heads):
            sides.setdefault(claim.size, set()).add(claim.side)
    return {size: min(told) for size, told in sides.items() if len(told) == 1}


def single(found: Sequence[Claim]) -> dict[int, int]:
    """The sizes of the groups of which all places tell the same."""
    told = {side: {c.size for c in found if c.side == side} for side in (0, 1)}
    return {side: min(sizes) for side, sizes in told.items() if len(sizes) == 1}


def timed(found: Sequence[Claim], day: float | None) -> Sequence[Claim]:
    """The sizes told for a time after the start (``n = 287 at week 144``) where both groups' are, else all."""
    own = [c for c in found if day and c.kind == "told" and c.weight >= _WELL and _days(c.context) == {day}]
    return own if {c.side for c in own} == {0, 1} else found


def _days(context: str) -> set[float]:
    return {float(p.days) for p in timepoints.find(context, 0, len(context)) if p.days}


def best(found: Sequence[Claim], side: int, population: str = "") -> Claim | None:
    """The size that most and best places tell; with a preferred analysis set, one whose words name it."""
    own = [c for c in found if c.side == side]
    if population:
        wanted = [c for c in own if populations.names(population, c.context)]
        own = wanted or own
    totals: dict[int, float] = {}
    for claim in own:
        totals[claim.size] = totals.get(claim.size, 0.0) + claim.weight
    if not totals:
        return None
    chosen = max(totals, key=lambda n: (totals[n], n))
    return next(c for c in own if c.size == chosen)
