"""What is in force at a place of the text: study, time, patient, part of the article."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arm, Arms
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.links import Linker
from pipeline.assemble.prose.ranking import Known, Ranker
from pipeline.assemble.prose.sentence import STUDY, Sentence
from pipeline.assemble.studies import Studies, named
from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.normalise.timepoints import days

_ALL: Final = regex.compile(
    r"\b(?:[Aa]cross|[Ii]n|[Ff]rom|[Oo]f|[Tt]aking|[Aa]mong)\s(?:all|the\s(?:two|three|four|five|six))\s(?:of\s)"
    r"?(?:the\s)?(?:\w+\s)?(?:studies|trials)\b"
)
_STUDY_WORDS: Final = regex.compile(
    r"\b(?:[Tt]he|[Aa]|[Oo]ne|[Tt]wo|[Bb]oth)\s+(?P<what>(?:(?!the\b)[\w-]+\s+){0,5}?(?:study|studies|trials?))\b",
)
_PERIOD: Final = regex.compile(r"(?<![\w.,])(\d{1,3})(?:\s?-\s?|\s+)(weeks?|months?|days?|years?)\b", regex.IGNORECASE)


# Parts of a structured abstract that tell no results.
_METHODS: Final = regex.compile(
    r"\W*(?:(?:materials?|patients?|subjects|participants?|(?:study |trial )?design|settings?|interventions?)"
    r"(?:,? and |, |/| & )?)*(?:methods?|design|settings?|interventions?|methodology|procedures?|background|objectives?"
    r"|aims?|purpose|introduction|measurements?|(?:main )?outcome measures?)\W*$",
    regex.IGNORECASE,
)
_OF_STUDY: Final = regex.compile(
    r"[\s-]{0,2}(?:\w+\s){0,3}(?:study|studies|trial|trials|findings|monotherapy|combination|treatment period|period)\b"
)


@dataclass(frozen=True, slots=True)
class Time:
    """A time with its distance from baseline in days."""

    text: str
    days: Decimal | None
    extent: Extent


@dataclass(frozen=True, slots=True)
class GroupSize:
    """A size printed beside a group's name: the group, how many, where in the document, and in which sentence."""

    arm: str
    n: int
    at: Extent
    sentence: Extent


@dataclass(frozen=True, slots=True)
class Frame:
    """What holds where a sentence does not say it."""

    section: str
    heading: str = ""
    study: str | None = None
    study_at: Extent | None = None
    time: Time | None = None
    patient: Arm | None = None
    patient_at: Extent | None = None
    switched: bool = False
    safety: bool = False
    baseline: bool = False
    event: str | None = None
    order: tuple[tuple[Arm, Extent], ...] = ()  # the two groups as the last sentence that names both lists them
    sizes: tuple[GroupSize, ...] = ()  # of all sentences so far
    told: tuple[str, ...] = ()  # the outcomes of the last numbers

    @property
    def tells_methods(self) -> bool:
        """Whether this part tells what was done, and no results but how many were included."""
        return self.section == "methods" or (self.section == "abstract" and _METHODS.match(self.heading) is not None)


@dataclass(frozen=True, slots=True)
class Setting:
    """What holds for the whole document."""

    document: Document
    studies: Studies
    arms: Arms
    lexis: Lexis
    has_sections: bool
    spread: str | None
    sizes: frozenset[int]
    abbreviations: frozenset[str]
    event: str | None
    linker: Linker
    ranker: Ranker
    known: Known  # of the whole document
    length: Decimal | None = None  # days of treatment


def study_of(text: str, studies: Studies) -> str | None:
    """The document's study that a piece of text is about, by name or by description; several as ``M4A and M4B``.

    Empty for all studies together, None when the text says nothing of studies.
    """
    if not studies.listed:
        return None
    if _ALL.search(text):
        return ""
    given = [
        n for n in studies.names if n in named(text) or (len(n) > 1 and regex.search(rf"(?<![\w-]){n}(?![\w-])", text))
    ]
    if given:
        return " and ".join(given)
    for match in _STUDY_WORDS.finditer(" ".join(text.split()), overlapped=True):
        called = studies.called(match["what"])
        if called is not None and called.count(" and ") + 1 < len(studies.names):
            return called
    return None


def period_of(text: str) -> tuple[str, Decimal] | None:
    """The length of the study that a piece of text speaks of: ``the 12-week study`` is 84 days."""
    for match in _PERIOD.finditer(text):
        after = text[match.end() : match.end() + 40].lower()
        if _OF_STUDY.match(after):
            found = days(match[0].replace("-", " "))
            if found is not None:
                return match[0], found
    return None


def quoted(s: Sentence, item: int, setting: Setting, members: Sequence[int]) -> tuple[str, Extent] | None:
    """The other study whose result a number is, when the words behind or before it name one."""
    last = max((m for m in members if m >= item), default=item)
    for k in range(last + 1, min(len(s.items), last + 9)):
        found = s.items[k]
        if found.kind == "N" or found.norm in {";", "whereas", "while"}:
            break
        if found.norm in {"this", "our", "present", "here", "we"}:
            return None
        if name := _other(s, k, setting):
            return name, found.extent
    for k in range(item - 1, max(-1, item - 16), -1):
        found = s.items[k]
        if found.kind == "N" or found.norm in {";", "this", "our", "present", "here", "whereas"}:
            return None
        if name := _other(s, k, setting):
            return name, found.extent
    return None


def _other(s: Sentence, k: int, setting: Setting) -> str | None:
    item = s.items[k]
    if item.kind != STUDY or item.mark is None or item.text in setting.abbreviations or item.mark.id == "named":
        return None
    return item.text.removeprefix("the ")


def advanced(frame: Frame, text: str, setting: Setting) -> Frame:
    """The frame after a heading."""
    study = study_of(text, setting.studies) or (setting.studies.called(text) if setting.studies.listed else None)
    time = None
    found = days(text)
    if found is not None and (match := _PERIOD.search(text)):
        time = Time(match[0], found, Extent(0, 0))
    low = text.lower()
    safety = any(w in low for w in ("safety", "adverse", "toxicit", "complication", "tolerab", "side effect"))
    baseline = any(w in low for w in ("demographic", "baseline", "characteristics", "study population")) or low.strip(
        " ."
    ) in {"patients", "participants", "subjects", "study patients", "study participants"}
    return replace(frame, heading=text, study=study or None, time=time, safety=safety, baseline=baseline, event=None)


def sections_named(names: Sequence[str]) -> bool:
    """Whether the document has the parts of an article, so that what stands before them is an introduction."""
    return "results" in names or "methods" in names
