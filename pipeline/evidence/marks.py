"""Which statistics the words of a head, caption or note announce."""

from functools import lru_cache
from typing import Final

import regex

from pipeline.extent import fold
from pipeline.normalise import timepoints

_SIZE: Final = regex.compile(r"[(\[,;]?\s?\b[Nn]\s?=\s?(\d[\d,]*)\s?[)\]]?")
# Each statistic with the ways of announcing it; letters stand alone, so that "SD" is not found in "SDMT".
_MARKS: Final = {
    "sd": r"\bS\.?D\.?s?(?!\w)|[Ss]tandard[ -][Dd]eviations?|\bStd\.? ?[Dd]ev|\bsd\b|\bSt\.? ?[Dd]ev",
    "se": r"\bS\.?E\.?M?\.?(?!\w)|[Ss]tandard[ -][Ee]rrors?|\bs\.?e\.?m?\b(?!\w)",
    "ci": r"\bC\.?I\.?(?!\w)|[Cc]onfidence [Ii]ntervals?",
    "median": r"\b[Mm]edians?\b|\bMd(?:n)?\b",
    "iqr": r"\bI\.?Q\.?R?\b|[Ii]nter-?quartile|\b[Qq]uartiles?|\bQ1\b|25th",
    "range": r"\b[Rr]ange\b|\b[Mm]in\b.{0,6}\b[Mm]ax\b",
    "mean": r"\b[Mm]eans?\b|\b[Aa]verages?\b|(?<![\w])[Mm](?=\s?[(±\[]| ?, ?SD|$)|^[xXχ]̅?$|\bLS ?[Mm]",
    "spread": r"±|\+/-",
    "percent": r"%(?! ?C\.?I)|\b[Pp]er ?cent(?:ages?)?\b|\b[Pp]roportions?\b|\b[Ff]requenc",
    "n": r"(?<![\w.])[nN](?:[o0]\.?|\.)?(?![\w=])(?! ?=)|\b[Nn]umbers?\b|\b[Cc]ounts?\b|\b[Pp]atients\b|\b[Ee]vents\b",
    "p": r"^\W*[Pp]\W*$|\b[Pp][ -]?[Vv]al|^\W*[Pp] ?(?:[<=]|for\b)|\b[Ss]ignificance\b",
    "effect": r"\bORs?\b|\b[Oo]dds\b|\bRRs?\b|\bHRs?\b|\b(?:[Rr]isk|[Hh]azard|[Rr]ate) (?:ratio|difference)"
    r"|\b[Rr]elative risk"
    r"|\bdifferences?\b(?! from)|\bDifferences?\b|\b[Ee]ffect [Ss]izes?|\bES\b|\bCohen|\bd\b(?=$)|β|\bcoefficient"
    r"|\bvs\b|[Vv]ersus"
    r"|\b[Ss]tatistics?\b|^[tFzZ]\b|^χ|\bη|\bt[- ]test|\bR2\b|\bMD\b",
    "rate": r"\bper \d[\d,]* ?(?:person|patient|subject)|\b(?:person|patient)-?\s?years?|[Ii]ncidence rates?",
    "change": r"\b[Cc]hang(?:e|es|ed)\b|\b[Rr]eductions?\b|\b[Ii]mprovements?\b|\b[Dd]ecreases?\b|\b[Dd]elta\b"
    r"|Δ|\b[Dd]ifferences? from",
    "geometric": r"\b[Gg]eometric|\bGM[TC]?\b",
}  # fmt: skip
_PATTERNS: Final = {name: regex.compile(pattern) for name, pattern in _MARKS.items()}
# Not statistics of a group, but of a comparison or a test.
BETWEEN: Final = frozenset({"p", "effect"})
_BEFORE: Final = regex.compile(
    r"\b(?:baseline|base-line|pre-?(?:test|treatment|operative(?:ly)?|op|intervention|study|exercise)?|before"
    r"|(?:on |at )?admission|screening|(?:at )?(?:entry|inclusion|enrol?lment|randomi[sz]ation)|initial|t ?0"
    r"|(?:day|week|month) 0)\b",
    regex.IGNORECASE,
)
_AFTER: Final = regex.compile(
    r"\b(?:post-?(?:test|treatment|operative(?:ly)?|op|intervention|study|exercise)?|after"
    r"|follow-?\s?up|final|end(?: ?point)?|discharge|t ?[1-9])\b",
    regex.IGNORECASE,
)
_TITLE_BEFORE: Final = regex.compile(
    r"\b(?:baseline|demographics?"
    r"|(?:general|patients?'?|clinical|basic|participants?'?|subjects?'?|sample) (?:and \w+ )?characteristics"
    r"|(?:^|[.:]\s)characteristics of (?:the |all )?(?:\w+ ){0,3}?(?:patients|participants|subjects|sample|population"
    r"|women|men|children|adults|infants|volunteers)\b"
    r"|on admission|at (?:entry|enrol?lment|inclusion|screening)|pre-?(?:treatment|operative))",
    regex.IGNORECASE,
)  # fmt: skip
_TITLE_MORE: Final = regex.compile(
    r"\b(?:from|vs\.?|versus|to) baseline|\bchanges?\b|\bendpoint|\bend of"
    r"|\bdemographics?,? and (?!.{0,40}\b(?:characteristic|baseline|data|history|feature|variable"
    r"|information|detail|parameter))",
    regex.IGNORECASE,
)
# "0-3 months": the end of the span
_SPAN: Final = regex.compile(
    r"\d+(?:\.\d+)?\s?(?:-|to)\s?(\d+(?:\.\d+)?\s?-?(?:days?|weeks?|wks?|months?|mos?|years?|yrs?))\b", regex.IGNORECASE
)
# "pain after 5 minutes", "at 2 h": a time of less than a day in a name
_CLOCK: Final = regex.compile(
    r"\b(?:at|after)\s(?P<time>\d{1,3}(?:\.\d)?[\s-]?(?:h|hrs?|hours?|mins?|minutes?))\b", regex.IGNORECASE
)
LATER: Final = 1_000_000  # "final", "follow-up" without a number stand behind all counted times


@lru_cache(maxsize=20_000)
def marks(printed: str) -> frozenset[str]:
    """The statistics that the words announce."""
    plain = _SIZE.sub(" ", fold(printed)).strip()
    return frozenset(name for name, pattern in _PATTERNS.items() if pattern.search(plain))


def size(printed: str) -> int | None:
    """The group size that a head prints: ``Placebo (n = 42)``."""
    found = _SIZE.search(fold(printed))
    return int(found[1].replace(",", "")) if found else None


@lru_cache(maxsize=20_000)
def statless(printed: str) -> str:
    """The words without statistics: ``SD48W, n/N (%)`` names the group SD48W."""
    plain = fold(printed)
    for name in ("sd", "se", "ci", "median", "iqr", "mean", "spread", "percent"):
        plain = _PATTERNS[name].sub(" ", plain)
    plain = regex.sub(r"(?<![\w])[nN](?:[o0]\.)?(?:\s?/\s?[nN])?(?!\w|\s?=)", " ", plain)
    plain = regex.sub(r"[(\[]\W*[)\]]", " ", plain)
    return " ".join(plain.split()).strip(" ,;:-—") or printed


@lru_cache(maxsize=20_000)
def unmarked(printed: str) -> str:
    """The words without group size, statistics and times: what is left names an outcome."""
    plain = _CLOCK.sub(" ", _SIZE.sub(" ", fold(printed)))
    plain = timepoints.PATTERN.sub(" ", _SPAN.sub(" ", plain))
    plain = _AFTER.sub(" ", _BEFORE.sub(" ", plain))
    for name in ("sd", "se", "ci", "median", "iqr", "mean", "spread", "percent"):
        plain = _PATTERNS[name].sub(" ", plain)
    plain = regex.sub(r"(?<![\w])[nN](?:[o0]\.)?(?!\w)", " ", plain)
    plain = regex.sub(r"[(\[]\W*[)\]]", " ", plain)
    return " ".join(plain.split()).strip(" ,;:-—")


@lru_cache(maxsize=20_000)
def moment(printed: str) -> float | None:
    """Days after baseline that the words name (0 before treatment), None when they name no time."""
    plain = fold(printed)
    clock = _CLOCK.search(plain)
    coded = _coded(clock["time"] if clock else plain)
    if coded is not None:
        return coded
    span = _SPAN.search(plain)
    day = timepoints.days(span[1] if span else plain)
    if day is not None and day > 0:
        return int(day)
    if _BEFORE.search(plain) and not _AFTER.search(plain) and "change" not in plain.lower():
        return 0
    if _AFTER.search(plain):
        late = regex.search(r"follow|final|end", plain, regex.IGNORECASE)
        return LATER if late else LATER - 1
    return None


def _coded(printed: str) -> float | None:
    """The days of a head that is nothing but a time (``24 M``, ``15 min``), None for any other words."""
    found = timepoints.coded(printed)
    return None if found is None or found.days is None else float(found.days)


def is_before(title: str) -> bool:
    """Whether a caption says that its table describes the groups before treatment, and nothing else.

    ``Change from baseline`` and ``demographics and symptoms`` tell more.
    """
    plain = fold(title)
    return _TITLE_BEFORE.search(plain) is not None and not (_AFTER.search(plain) or _TITLE_MORE.search(plain))
