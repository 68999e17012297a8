"""Groups called by their dose alone: ``the 10- and 15-mg groups``, ``20% with 5 mg and 33% with 10 mg``."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.prose.labels import arm_item
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import EXCLUDED, NUMBER, Item

UNITS: Final = words("mg µg μg mcg ug g iu units unit ml mg/kg mg/day μg/day µg/day mg/d")
GROUPS: Final = words("group groups arm arms cohort cohorts dose doses recipients")
RATE: Final = words("/ - day d kg daily twice once per bid qd")
_JOINTS: Final = words(", and or versus vs than to")
_LEADS: Final = words("with on at in for after than versus vs received receiving given")
_ENDS: Final = words(", ; . : ( ) and or versus vs compared than but while whereas")
_DIGITS: Final = regex.compile(r"\d[\d.,]*")
_PRINTED: Final = regex.compile(r"(?P<value>\d[\d.,]*)\s?-?\s?(?P<unit>\D*)")
_RATES: Final = 3  # words of ``/ day`` or ``twice daily`` between a dose and ``group``


@dataclass(frozen=True, slots=True)
class Dose:
    """One dose of a list: its items, its number, its unit where it prints one."""

    start: int
    end: int
    value: str
    unit: str


def with_dose_groups(items: Sequence[Item]) -> list[Item]:
    """The items with each dose that stands for a group as that group's name."""
    made: list[Item] = []
    at = 0 if any(_is_dose(item) for item in items) else len(items)
    made += items[:at]
    while at < len(items):
        run = run_at(items, at)
        if not run or not (_names_groups(items, run) or _is_told_of(items, run)):
            made.append(items[at])
            at += 1
            continue
        unit = run[-1].unit
        for dose in run:
            made += items[at : dose.start]
            name = f"{dose.value} {(dose.unit or unit).replace(' / ', '/')}"  # words are set apart
            item = arm_item(items[dose.start : dose.end], f"@{name.replace(' ', '')}")
            made.append(Item(item.norm, item.extent, item.mark, name))
            at = dose.end
    return made


def run_at(items: Sequence[Item], at: int) -> list[Dose]:
    """A list of doses, the last with its unit; empty when none begins here."""
    run: list[Dose] = []
    k = at
    while (dose := dose_at(items, k)) is not None:
        run.append(dose)
        k = dose.end
        joints = 0
        while k < len(items) and not items[k].kind and items[k].norm in _JOINTS and joints < 2:
            k, joints = k + 1, joints + 1
        if not joints:
            break
    while run and not run[-1].unit:
        run.pop()
    return run if any(items[d.start].kind == EXCLUDED for d in run) else []


def _is_dose(item: Item) -> bool:
    return item.mark is not None and item.mark.kind == EXCLUDED and item.mark.id == "dose"


def dose_at(items: Sequence[Item], k: int) -> Dose | None:
    if k >= len(items):
        return None
    item = items[k]
    after = [x.norm for x in items[k + 1 : k + 3]]
    if _is_dose(item):
        printed = _PRINTED.fullmatch(item.text)
        if printed is None:
            return None
        if printed["unit"].strip():
            return Dose(k, k + 1, printed["value"], printed["unit"].strip())
        size = (
            1 if after[:1] and after[0] in UNITS else 2 if after[:1] == ["-"] and after[1:] and after[1] in UNITS else 0
        )
        return Dose(k, k + 1 + size, printed["value"], items[k + size].text if size else "")
    if not item.kind and _DIGITS.fullmatch(item.text):
        return Dose(k, k + 1 + (after[:1] == ["-"]), item.text, "")
    return None


def _names_groups(items: Sequence[Item], run: Sequence[Dose]) -> bool:
    """``the 5, 10 and 20 mg/day groups``."""
    k = run[-1].end
    while k < len(items) and k - run[-1].end < _RATES and items[k].norm in RATE:
        k += 1
    return k < len(items) and not items[k].kind and items[k].norm in GROUPS


def _is_told_of(items: Sequence[Item], run: Sequence[Dose]) -> bool:
    """``33% with 5 mg and``: a number, a preposition, the dose, the end of the clause."""
    start, end = run[0].start, run[-1].end
    if len(run) > 1 or start < 2 or items[start - 1].norm not in _LEADS:
        return False
    ends = end >= len(items) or (not items[end].kind and items[end].norm in _ENDS)
    return ends and any(x.kind == NUMBER for x in items[max(0, start - 3) : start - 1])
