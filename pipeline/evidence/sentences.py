"""What the sentences of a document tell of the two asked groups."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

import regex

from pipeline.document import Passage
from pipeline.evidence import absent, assigning
from pipeline.evidence.figures import quantities, reads
from pipeline.evidence.marks import marks, moment, unmarked
from pipeline.evidence.names import jobs, weight, words
from pipeline.evidence.naming import Naming
from pipeline.evidence.points import Point, Read
from pipeline.evidence.populations import listed
from pipeline.evidence.rates import per
from pipeline.evidence.sizes import HAPPENED, PEOPLE, beside
from pipeline.evidence.told import Told, parallel
from pipeline.extent import Extent, fold
from pipeline.extraction import Entry
from pipeline.mentions import Quantity
from pipeline.normalise import timepoints
from pipeline.segment.sentences import sentences

_BRACKET: Final = regex.compile(r"[(\[][^()\[\]]*$")
_IN_BRACKETS: Final = regex.compile(r"[(\[][^()\[\]]*[)\]]")
_PHRASE: Final = regex.compile(r"[,;:()\[\]]|\band\b|\bor\b")
_COORDINATED: Final = regex.compile(r",\s*(?:and\s+)?|\s+and\s+")
_PEOPLE: Final = regex.compile(rf"\s(?:[\p{{L}}-]+\s){{0,2}}?{PEOPLE}\b")
# As in: fewer patients discontinued, 4 vs. 30.
_IS_COUNT: Final = regex.compile(rf"\b(?:[Nn]umber of|[Ff]ewer|[Mm]ore) (?:[\p{{L}}-]+ ){{0,2}}{PEOPLE}\b")
_INTO: Final = regex.compile(r"\s(?:in|of|from|with|on|receiving)\s(?:the\s)?")
_SHARE: Final = regex.compile(r"(?:\s(?:group|arm|patients))?\s?[(\[]\s?\d+(?:\.\d+)?\s?%")
_CLAUSE_END: Final = regex.compile(r"[,;.:()\[\]]|\b(?:while|whereas|compared|versus|vs|but|with|than|and)\b|\d")
_RIGHT_BEHIND: Final = regex.compile(r"[)\]%\s,]*(?:at|after|by|in|on|during)\s(?:the\s)?")
_BEHIND: Final = 60
_OF_THOSE: Final = regex.compile(rf"[)\]\s]*(?:\s?{PEOPLE})?\s(?:of|in|from)\s(?:the\s)?")
_DONE: Final = regex.compile(rf"[^()\[\]]{{0,30}}[)\]]\s(?={HAPPENED}\b)")
_SENTENCE: Final = regex.compile(r"(?<=[.;?!])\s+|\n")
_DASH: Final = regex.compile(r"(?<=[\p{L})]\s)[-\N{MINUS SIGN}](?=\s\d)")  # "Group A - 41.2": no sign
# As in: length of stay between periods 1 and 2.
_NUMBERED: Final = regex.compile(
    r"\b(?:periods?|phases?|stages?|grades?|visits?|cycles?|types?|class(?:es)?|groups?|arms?|parts?|steps?|levels?"
    r"|tables?|fig(?:ure)?s?\.?|items?|questions?|cohorts?|stud(?:y|ies))\s(?:\d{1,2}(?:,\s?|\s?-\s?|\s(?:and|or|to|vs\.?|versus)\s))*$",
    regex.IGNORECASE,
)
_PER: Final = regex.compile(r"\bper\s$")
_MOST_FREQUENT: Final = regex.compile(
    r"\b(?:most|more|very)?\s?(?:common|frequent)(?:ly)?\b[^.;]{0,100}?\b(?:were|was|are|included?|being)\s"
    r"(?!(?:more|less|most|similar|higher|lower|seen|reported|observed|noted|found|in|with|among)\b)",
    regex.IGNORECASE,
)
_TO_UNIT: Final = 45  # characters between a rate and the end of its unit: events per 100 patient-years
_TO_UNIT_OF_PAIR: Final = 80
_MOST: Final = 900  # characters of a sentence; longer ones are lists
_BEFORE: Final = 160  # characters before a figure that may announce its statistic
_NO_ANSWER: Final = frozenset({"p_value", "group_size", "fold", "range"})


def points(
    text: str, passages: Sequence[Passage], ledger: Sequence[Entry], naming: Naming, sizes: Mapping[int, int]
) -> list[Point]:
    """The figures of each sentence that belong to one of the groups; ``sizes`` are those of one group only."""
    excluded = [e.extent for e in ledger if e.state == "excluded"]
    found: list[Point] = []
    order = _order(text, naming)
    for number, (extent, section) in enumerate(_sentences(text, passages)):
        printed = fold(extent.of(text))
        figures = tuple(
            q for q in _timeless(printed, extent) if _may_answer(q, excluded) and not _is_unit(printed, extent, q)
        )
        named = naming.of(printed)
        own = beside(printed, extent.start, named)
        told = Told(printed, extent.start, section, number, named, figures, own, assigning.owners(figures, sizes))
        if figures and len(printed) <= _MOST:
            found += _figures(told, order)
        found += absent.points(told)
    return found


def _sentences(text: str, passages: Sequence[Passage]) -> Iterator[tuple[Extent, str]]:
    for passage in passages:
        if passage.kind != "prose":
            continue
        for pieces in sentences(text, passage):
            yield Extent(pieces[0].start, pieces[-1].end), passage.section


def _timeless(printed: str, extent: Extent) -> tuple[Quantity, ...]:
    """The figures of a sentence that are no times: "at week 96 (60.0%" holds no 96."""
    masked = timepoints.PATTERN.sub(lambda m: " " * len(m[0]), printed)
    masked = _DASH.sub(" ", masked)
    return quantities(masked, Extent(0, len(masked)), extent.start)


def _may_answer(quantity: Quantity, excluded: Sequence[Extent]) -> bool:
    return quantity.shape not in _NO_ANSWER and not any(e.overlaps(quantity.extent) for e in excluded)


def _is_unit(printed: str, extent: Extent, quantity: Quantity) -> bool:
    """Whether a number is part of a unit or numbers something: ``2.03 per 100 patient-years``, ``phase 2``."""
    before = printed[: quantity.extent.start - extent.start]
    is_bare = quantity.shape == "number" and quantity.value == quantity.value.to_integral_value()
    return _PER.search(before) is not None or (is_bare and _NUMBERED.search(before) is not None)


def _order(text: str, naming: Naming) -> tuple[int, ...]:
    """The sides in the order in which a sentence names both first."""
    for sentence in _SENTENCE.split(fold(text)):
        seen = tuple(dict.fromkeys(n.side for n in naming.of(sentence) if n.side is not None))
        if len(seen) == 2:
            return seen
    return (0, 1)


def _figures(told: Told, order: tuple[int, ...]) -> Iterator[Point]:
    """The figures with what they are of: the subject of the sentence, or what is named since the figures before."""
    groups = list(parallel(told))
    subject = _plain(_last_clause(told, told.span(groups[0])))
    several = sum(len(g) > 1 for g in groups)
    begun, label, previous, turn = 0, subject, 0, 0
    seen: set[tuple[int, str]] = set()
    for group in groups:
        start, end = told.span(group)
        side = assigning.own(told, group)
        if side is not None:  # "in the clonidine group (35 and 42.5%)": several outcomes of one group
            names = [_coordinated(subject, k, len(group)) for k in range(len(group))]
            yield from _of_one(told, [(q, side) for q in group], names, range(len(group)), _day(told, 0, end))
            continue
        assigned = [(q, s) for q, each in zip(group, assigning.sides(told, group, order), strict=True) for s in each]
        kinds = {(s, q.shape) for q, s in assigned}
        if kinds & seen:  # told again: of something else, named since, or of the next of several outcomes
            since = _plain(told.text[previous:start])
            begun, seen, turn = previous, set(), turn + 1
            label = since if _tells(told, since) else label
        elif kinds and not seen and begun == 0:
            label = _plain(_last_clause(told, (start, end)))
        seen |= kinds
        phrase = _listed(told, start)
        said = _coordinated(subject, turn, several) if several > 1 else label
        of = phrase or f"{said} {_after(told, end)}".strip() or told.text
        yield from _parallel(told, assigned, of, phrase.lower() or begun, _day(told, previous, end))
        previous = end


def _parallel(
    told: Told, assigned: Sequence[tuple[Quantity, int]], of: str, key: object, day: float | None
) -> Iterator[Point]:
    """Figures side by side: of both groups, or of one in each analysis set (``83.5% and 87.7% in the ITT and PP``)."""
    sets = listed(told.text)
    if len(sets) == len(assigned) > 1 and len({side for _, side in assigned}) == 1:
        yield from _of_one(told, assigned, [f"{of} {one}" for one in sets], sets, day)
        return
    for quantity, side in assigned:
        yield from _point(told, quantity, side, of, ("sentence", told.number, key, len(assigned) == 2), day)


def _of_one(
    told: Told,
    assigned: Sequence[tuple[Quantity, int]],
    labels: Sequence[str],
    keys: Sequence[object],
    day: float | None,
) -> Iterator[Point]:
    """Parallel figures of one group, each of something else."""
    for (quantity, side), label, key in zip(assigned, labels, keys, strict=False):
        yield from _point(told, quantity, side, label, ("sentence", told.number, key), day)


def _point(
    told: Told, quantity: Quantity, side: int, label: str, key: tuple[object, ...], day: float | None
) -> Iterator[Point]:
    at = told.at(quantity)[0]
    announced = marks(told.text[max(0, at - _BEFORE) : at]) - {"n", "p", "effect"} | (marks(told.text) & {"change"})
    if announced & {"mean", "sd", "se"}:
        announced -= {"percent"}
    filled = _filled(told, quantity, announced, is_pair=key[-1] is True)
    if filled:
        size = told.sizes.get(side)
        if size is not None:
            filled = {"size": Read(Decimal(size[0]), size[1]), **filled}
        yield Point(
            side=side,
            key=(*key, *sorted(set(filled) - ({"size", "percent"} if "count" in filled else {"size"}))),
            labels=(label,),
            context=told.text,
            where=told.section,
            order=told.number,
            reads=filled,
            marks=announced,
            day=day,
            is_sentence=True,
        )


def _filled(told: Told, quantity: Quantity, announced: frozenset[str], *, is_pair: bool) -> dict[str, Read]:
    """The slots of a figure; a bare number only where people are counted, a mean is told, or decimals pair up."""
    if quantity.shape not in {"number", "words"}:
        return reads(quantity, announced, None)
    alone = Read(quantity.value, quantity.extent)
    behind = told.text[told.at(quantity)[0] :][: _TO_UNIT_OF_PAIR if is_pair else _TO_UNIT]
    if per(behind) is not None:  # "2.3 and 1.8 per 100 patient-years"
        return {"rate": alone}
    is_whole = int(quantity.value.as_tuple().exponent) >= 0
    if (
        _counts_people(told, quantity)
        or _has_share_behind(told, quantity)
        or (is_whole and is_pair and _IS_COUNT.search(told.text))
    ):
        return {"count": alone}
    if "mean" in announced or (is_pair and not is_whole):  # "(17.0 vs. 13.1)"
        return {"mean": alone}
    return {}


def _counts_people(told: Told, quantity: Quantity) -> bool:
    """Whether a bare number counts people: ``five participants (7%, six events)``."""
    if quantity.shape not in {"number", "words"} or quantity.value != quantity.value.to_integral_value():
        return False
    return _PEOPLE.match(told.text, told.at(quantity)[1]) is not None


def _has_share_behind(told: Told, quantity: Quantity) -> bool:
    """Whether the percentage of a whole number stands behind the group's name: ``23 in group A (52.3%)``."""
    end = told.at(quantity)[1]
    named = next((n for n in told.named if n.start >= end), None)
    if named is None or quantity.value != quantity.value.to_integral_value():
        return False
    return bool(_INTO.fullmatch(told.text[end : named.start]) and _SHARE.match(told.text, named.end))


def _after(told: Told, end: int) -> str:
    """What is said right behind figures: ``83.5% (71/85) eradication``, ``group A (80%) had good control``."""
    done = _DONE.match(told.text, end)
    begins = done.end() if done else end
    named = next((n for n in told.named if n.start >= end), None)
    if named is not None and _OF_THOSE.fullmatch(told.text[end : named.start]):
        begins = named.end
    behind = _CLAUSE_END.split(told.text[begins : begins + _BEHIND])[0]
    return behind if any(weight(w) == 1.0 for w in words(behind)) else ""


def _day(told: Told, start: int, end: int) -> float | None:
    """The time of figures: named since the figures before, else the one time of the sentence.

    Where the sentence begins with figures, each time stands behind its own: ``54% and 16% at week 12 and 52% …``.
    """
    found = [p for p in timepoints.find(told.text, 0, len(told.text)) if p.days]
    near = [p for p in found if start <= p.extent.start < end]
    behind = next((p for p in found if p.extent.start >= end), None)
    if len(found) > 1 and told.at(told.figures[0])[0] < found[0].extent.start:
        near = [behind] if behind and _RIGHT_BEHIND.fullmatch(told.text[end : behind.extent.start]) else near
    days = {int(p.days) for p in near[-1:] or found if p.days}
    if len(days) == 1:
        return days.pop()
    return 0 if not found and moment(told.text) == 0 else None


def _listed(told: Told, start: int) -> str:
    """The phrase before the bracket of a figure in a list (``death (2.6% vs. 0%)``); empty where it names a group."""
    opened = _BRACKET.search(told.text[:start])
    if opened is None:
        return ""
    phrase = _PHRASE.split(told.text[: opened.start()].rstrip())[-1]
    at = opened.start() - len(phrase) - 1
    names_group = any(at <= n.start < start for n in told.named)
    return "" if names_group or not _tells(told, phrase) else str(phrase.strip())


def _tells(told: Told, phrase: str) -> bool:
    """Whether a phrase names something besides times, groups and comparisons."""
    plain = unmarked(phrase)
    for named in told.named:
        plain = plain.replace(told.text[named.start : named.end], " ")
    return any(weight(w) == 1.0 and w not in jobs("link") for w in words(plain))


def _last_clause(told: Told, figures: tuple[int, int]) -> str:
    """What stands before figures, from the last semicolon on where that, or what stands behind them, tells of what."""
    start, end = figures
    before = told.text[:start]
    clause = before.rpartition(";")[2]
    return clause if _tells(told, clause) or _after(told, end) else before


def _coordinated(subject: str, index: int, count: int) -> str:
    """The part of a subject that names the n-th of several things: ``cognitive, language and motor scores``."""
    parts = [p for p in _COORDINATED.split(subject) if p.strip()]
    last = list(_COORDINATED.finditer(subject))[-1:]
    if not 1 < count <= len(parts) or index >= count or "and" not in last[0][0]:
        return subject
    part = str(parts[-count:][index]).strip()
    # What the last says besides its own word is of all: "language and motor scores on the scale".
    return part if index == count - 1 else f"{part} {' '.join(parts[-1].split()[1:])}"


def _plain(printed: str) -> str:
    """The words without brackets; of ``the most frequent events were headache`` the headache."""
    plain = str(_IN_BRACKETS.sub(" ", printed)).strip(" (,;")
    leads = list(_MOST_FREQUENT.finditer(plain))
    behind = plain[leads[-1].end() :].strip() if leads else ""
    return behind or plain
