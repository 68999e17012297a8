"""Groups of one drug that a document tells apart by their dose: ``alphamab 5 mg, alphamab 10 mg and placebo``."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Final

import regex

from pipeline.assemble.prose.doselists import GROUPS, RATE, UNITS, Dose, dose_at, run_at
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, Item, Mark, Sentence
from pipeline.extent import cover

Doses = Mapping[str, frozenset[str]]  # the doses of each drug by the words of its name: {"alphamab": {"5mg", "10mg"}}
_JOINTS: Final = words(", and or")
_PER_DAY: Final = regex.compile(r"/d(?:ay)?$")
_FRACTION: Final = regex.compile(r"\d[\d.]*/\d[\d.]*")
_POOLED: Final = words("pooled combined together")
_LEADS: Final = words("with at on in for after than versus vs received receiving given the and or , ( both")
_OFTEN: Final = 2  # times that a long document says a dose beside its drug
_SHORT: Final = 40  # sentences
_FEWEST: Final = 2  # doses


def dose_groups(told: Iterable[Sentence], drugs: Collection[str]) -> Doses:
    """The drugs of which a document gives several doses to groups, with these doses."""
    heard: Counter[tuple[str, str]] = Counter()
    sentences = list(told)
    for s in sentences:
        end = 0
        for k in s.of(EXCLUDED):
            run = _pooled(s.items, k - 2) or run_at(s.items, max(_list_begin(s, k), end))
            if not run or k < end:
                continue
            end = run[-1].end
            given = [drug for drug in drugs if _is_beside(s.items, run[0].start, end, drug.split())]
            heard.update((drug, label) for drug in given for label in _labels(run))
    enough = _OFTEN if len(sentences) > _SHORT else 1
    found = {drug: frozenset(d for (of, d), n in heard.items() if of == drug and n >= enough) for drug in sorted(drugs)}
    return {drug: doses for drug, doses in found.items() if len(doses) >= _FEWEST and len(set(map(_unit, doses))) == 1}


def _list_begin(s: Sentence, k: int) -> int:
    """Where the list begins that a dose ends: ``0.75, 1.25 or 1.75 mg``, of which the first may pass for results."""
    while k > 1 and s.items[k - 1].norm in _JOINTS and s.items[k - 2].kind in {"", EXCLUDED}:
        if not s.items[k - 2].text.replace(".", "").isdigit():
            break
        k -= 2
    return k


def _labels(run: Sequence[Dose]) -> list[str]:
    """The doses of a list in small letters, those taken together each: ``5mg``."""
    unit = run[-1].unit
    return [_label(value, dose.unit or unit) for dose in run for value in dose.value.split("/")]


def _label(value: str, unit: str) -> str:
    return f"{value}{_PER_DAY.sub('', unit.replace(' ', '').lower())}"


def _unit(label: str) -> str:
    return label.lstrip("0123456789.,")


def _is_beside(items: Sequence[Item], start: int, end: int, drug: Sequence[str]) -> bool:
    """``alphamab 5 mg``, ``alphamab (5 mg``, ``5 mg alphamab``, ``5 mg/day of alphamab``."""
    while end < len(items) and not items[end].kind and items[end].norm in RATE:
        end += 1
    before = [x.norm for x in items[max(0, start - len(drug) - 1) : start]]
    after = [x.norm for x in items[end : end + len(drug) + 1]]
    ends = before[-len(drug) :] == list(drug) or (before[-1:] == ["("] and before[:-1] == list(drug))
    return ends or after[: len(drug)] == list(drug) or (after[:1] == ["of"] and after[1:] == list(drug))


def with_doses(items: Sequence[Item], doses: Doses, names: Mapping[str, str]) -> list[Item]:
    """The items with each drug and its dose as one group; a dose alone is of the one drug that has several.

    ``names`` are the printed names of the drugs.
    """
    if not doses or not any(x.kind in {NUMBER, EXCLUDED} for x in items):
        return list(items)
    made: list[Item] = []
    at = 0
    while at < len(items):
        drug = items[at] if items[at].kind == ARM and items[at].norm in doses else None
        first = at + (drug is not None)
        run = _pooled(items, first) or list(run_at(items, first))
        behind = items[run[-1].end] if run and run[-1].end < len(items) else None
        tail = 0
        if drug is None and behind is not None and behind.norm == "of" and not behind.kind:
            behind, tail = (items[run[-1].end + 1] if run[-1].end + 1 < len(items) else None), 1
        if drug is None and behind is not None and behind.kind == ARM and behind.norm in doses:
            drug, tail = behind, tail + 1  # 5 mg alphamab, 5 mg of alphamab
        else:
            tail = 0
        if drug is None and run and len(doses) == 1 and _may_stand(items, run):
            drug = _of(next(iter(doses)), items, names)
        if drug is None or not run or not _are_known(run, doses[drug.norm]):
            made.append(items[at])
            at += 1
            continue
        for k, dose in enumerate(run):
            made += items[max(at, run[k - 1].end) : dose.start] if k else []
            start = at if k == 0 else dose.start
            end = dose.end + (tail if dose is run[-1] else 0)
            made.append(_named(items[start:end], drug, dose, run[-1].unit))
        at = run[-1].end + tail
        while at < len(items) and not items[at].kind and items[at].norm in RATE | GROUPS | _POOLED:
            made[-1] = _longer(made[-1], items[at])
            at += 1
    return made


def _longer(group: Item, word: Item) -> Item:
    extent = cover((group.extent, word.extent))
    return Item(group.norm, extent, Mark(ARM, extent, group.norm), group.text)


def _pooled(items: Sequence[Item], at: int) -> list[Dose]:
    """``5/10 mg``: doses of which the groups are taken together, as one."""
    if not 0 <= at < len(items) - 1 or items[at].kind not in {"", NUMBER, EXCLUDED}:
        return []
    value = items[at].text.replace(" ", "")
    if _FRACTION.fullmatch(value) and items[at + 1].norm in UNITS:
        return [Dose(at, at + 2, value, items[at + 1].text)]
    last = dose_at(items, at + 2) if at + 2 < len(items) and items[at + 1].norm == "/" else None
    if last is None or not last.unit or not value.replace(".", "").isdigit():
        return []
    return [Dose(at, last.end, f"{value}/{last.value}", last.unit)]


def _are_known(run: Sequence[Dose], known: frozenset[str]) -> bool:
    return known.issuperset(_labels(run))


def _may_stand(items: Sequence[Item], run: Sequence[Dose]) -> bool:
    """Whether words before a dose let it name a group: ``with 5 mg``, ``the 5-mg group``; not ``raised to 5 mg``."""
    before = items[run[0].start - 1] if run[0].start else None
    return before is None or before.kind == ARM or (not before.kind and before.norm in _LEADS)


def _of(drug: str, items: Sequence[Item], names: Mapping[str, str]) -> Item:
    """The drug as an item that is not printed here."""
    extent = items[0].extent
    return Item(drug, extent, Mark(ARM, extent, drug), names.get(drug, drug))


def _named(part: Sequence[Item], drug: Item, dose: Dose, unit: str) -> Item:
    extent = cover(x.extent for x in part)
    printed = f"{dose.value} {(dose.unit or unit).replace(' / ', '/')}"
    key = f"{drug.norm}@{_label(dose.value, dose.unit or unit)}"
    return Item(key, extent, Mark(ARM, extent, key), f"{drug.text} {printed}")
