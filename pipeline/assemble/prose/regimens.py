"""What each group was given how often: ``dupilumab 300 mg every 2 weeks``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arms
from pipeline.assemble.prose.flow import Flow
from pipeline.assemble.prose.lexis import words
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, Sentence
from pipeline.extent import Extent

_NUMBER: Final = r"\d[\d.,]{0,8}"
_PRINTED: Final = regex.compile(
    rf"{_NUMBER}(?:\s?(?:-|–|to|or)\s?{_NUMBER})?[\s-]{{0,2}}(?:\p{{L}}|%)[\p{{L}}\d/²%]{{0,15}}"
)
_SPAN: Final = r"(?:hours?|days?|weeks?|months?|years?|mornings?|evenings?|nights?)"
_SOME: Final = (
    r"(?:two|three|four|five|six|eight|ten|twelve|other|second|alternate|\d{1,2}(?:\s?(?:-|–|to)\s?\d{1,2})?)"
)
_TIMES: Final = r"(?:once|twice|thrice|(?:one|two|three|four|five|six|\d{1,2})\s(?:times|doses))"
_SCHEDULE: Final = regex.compile(
    rf"\b(?:(?:{_TIMES}[\s-])?(?:(?:a|per|each|every)\s(?:{_SOME}\s)?{_SPAN}|daily|weekly|fortnightly|biweekly|monthly|"
    rf"nightly|at\sbedtime)|b\.?i\.?d|t\.?i\.?d|q\.?i\.?d|q\.?d|q\d{{0,2}}[hdwm])\b",
    regex.IGNORECASE,
)
_BETWEEN: Final = 8  # items
_BEHIND: Final = 60  # characters
_ENDS: Final = words("; . or versus vs than")
_LEADS: Final = words("of - oral subcutaneous intravenous topical intramuscular inhaled weekly daily")


@dataclass(frozen=True, slots=True)
class Regimen:
    """The dose and how often it was given, each as printed, with its place in the document."""

    dose: str | None = None
    dose_at: Extent | None = None
    schedule: str | None = None
    schedule_at: Extent | None = None


def regimens(told: Sequence[tuple[Sentence, Flow]], arms: Arms) -> Mapping[str, Regimen]:
    """The regimen of each group, by its key, as the first sentence tells it that names the group with a dose.

    ``told`` are sentences with their groups marked, and the flows they are of. A group without
    dose has at most a schedule.
    """
    found: dict[str, Regimen] = {}
    known = arms.by_key()
    for s, flow in told:
        for at in s.of(ARM):
            norm = s.items[at].norm
            norm = norm if norm in known else norm.partition("@")[0]  # 40 mg of A, where A is one group
            key = arms.aliases.get(norm, norm)
            regimen = _of(s, at, flow)
            if regimen is not None and (key not in found or (found[key].dose is None and regimen.dose is not None)):
                found[key] = regimen
    return found


def _of(s: Sentence, at: int, flow: Flow) -> Regimen | None:
    dose = _dose(s, at, flow)
    start = max(dose.end if dose else 0, s.items[at].extent.end)
    schedule = _schedule(s, at, start, flow)
    if dose is None and schedule is None:
        return None
    return Regimen(
        _words(dose, flow), flow.extent(dose) if dose else None,
        _words(schedule, flow), flow.extent(schedule) if schedule else None,
    )  # fmt: skip


def _words(extent: Extent | None, flow: Flow) -> str | None:
    return " ".join(extent.of(flow.text).split()) if extent is not None else None


def _dose(s: Sentence, at: int, flow: Flow) -> Extent | None:
    """The dose in the group's own name, behind it over words that name nothing else, or right before it."""
    own = _PRINTED.search(flow.text, s.items[at].extent.start, s.items[at].extent.end)
    if own is not None and "@" in s.items[at].norm:
        return Extent(*own.span())
    for k in (*_after(s, at), *_before(s, at)):
        if (match := _PRINTED.match(flow.text, s.items[k].extent.start)) is not None:
            return Extent(*match.span())
    return None


def _is_dose(s: Sentence, k: int) -> bool:
    mark = s.items[k].mark
    return mark is not None and mark.kind == EXCLUDED and mark.id == "dose"


def _after(s: Sentence, at: int) -> Iterator[int]:
    for k in range(at + 1, min(len(s.items), at + 1 + _BETWEEN)):
        if _is_dose(s, k):
            yield k
            return
        if s.items[k].kind in {ARM, NUMBER} or s.items[k].norm in _ENDS | {"and"}:
            return


def _before(s: Sentence, at: int) -> Iterator[int]:
    """``300 mg of dupilumab``: only the unit and light words stand between."""
    k = at - 1
    while k >= 0 and not s.items[k].kind and (s.items[k].norm in _LEADS or _is_dose(s, k - 1)):
        k -= 1
    if k >= 0 and _is_dose(s, k):
        yield k


def _schedule(s: Sentence, at: int, start: int, flow: Flow) -> Extent | None:
    """The first words of how often behind a place, before another group or the end of the sentence."""
    others = (x.extent.start for x in s.items[at + 1 :] if x.kind == ARM or x.norm in _ENDS)
    end = min([*(o for o in others if o >= start), start + _BEHIND, s.items[-1].extent.end])
    match = _SCHEDULE.search(flow.text, start, end)
    return Extent(*match.span()) if match is not None else None
