"""Where a sentence ends."""

from collections.abc import Iterator
from typing import Final

import regex

from pipeline.extent import fold


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


# A point behind these never ends a sentence (what stands before the last point, in small letters).
_NEVER: Final = _words(
    "fig figs vs i.e e.g no nos dr mr mrs ms prof approx ca cf eq eqs ref refs tab tabs suppl vol pp ed eds resp viz"
    " incl spp subsp var mt ph.d m.d b.i.d t.i.d q.d"
)
# A point behind these, or behind an initial, ends one only where the next word often begins one.
_SELDOM: Final = _words("al etc u.s u.k e.u inc ltd co corp jr sr a.m p.m sp p dept univ st wk wks yr yrs")
_OPENERS: Final = _words(
    "the a an in this these those that we it its our they he she his her their there however although among at all"
    " both after as for by of on one no most moreover furthermore similarly patients to with when while and but if"
    " during each overall compared adverse treatment case conclusion results methods safety therapy i"
)
_STOP: Final = regex.compile(
    r"""
    [.!?]{1,3}
    ["')\]]{0,3}
    (?P<cited>\d{1,3}(?:[-,]\ ?\d{1,3}){0,12})?   # disease.4,5 The   trials.9-11 In
    ["')\]]{0,2}
    (?=\s|$)
    """,
    regex.VERBOSE,
)
_NEXT: Final = regex.compile(r"""\s+["'(\[]{0,3}(?:\p{Lu}|\d|[^\w\s.,;:!?%)\]"'-])""")
_POINTER: Final = regex.compile(r"\s+\([^()]{1,60}\)\.(?=\s|$)")  # "... EASI 90. (Table 6)." is one sentence
_WORD_BEFORE: Final = regex.compile(r"[\p{L}.]+$")
_WORD: Final = regex.compile(r"\p{L}+")
_YEAR_BEFORE: Final = regex.compile(r"(?<!\d)(?:19|20)\d\d$")
_ENUMERATED: Final = regex.compile(r"\s*[(\[]?(?:\d{1,3}|[ivxIVX]{1,4}|[A-Za-z])[)\]]?\s*$")
_LONGEST_WORD: Final = 24
_LONGEST_LABEL: Final = 40
_LABELLED: Final = regex.compile(
    r"\b(?:groups?|arms?|cohorts?|class|types?|stages?|grades?|hepatitis|vitamins?|regimens?|sequences?|treatments?)\s+"
    r"(?:\p{L}\s*(?:,|and|or|&|/|versus|vs\.?)\s*){0,3}$",
    regex.IGNORECASE,
)


def ends(flow: str) -> Iterator[int]:
    """The place behind each sentence of running text, the last one included."""
    folded = fold(flow)
    start = 0
    for stop in _STOP.finditer(folded):
        if stop.end() < len(folded) and _ends_here(folded, start, stop):
            yield stop.end()
            start = stop.end()
    if folded[start:].strip():
        yield len(folded)


def is_finished(text: str) -> bool:
    """Whether a line ends with the end of a sentence."""
    folded = fold(text).rstrip()
    tail = folded[-_LONGEST_WORD:]
    stop = next((m for m in _STOP.finditer(tail) if m.end() == len(tail)), None)
    if stop is None:
        return False
    before = _before(tail, stop.start())
    return not (_is_decimal(tail, stop) or before in _NEVER or before == "al")


def _ends_here(text: str, start: int, stop: "regex.Match[str]") -> bool:
    if _is_decimal(text, stop) or not _NEXT.match(text, stop.end()) or _POINTER.match(text, stop.end()):
        return False
    if text[stop.start()] != "." or stop["cited"]:
        return True
    if _ENUMERATED.match(text, start, stop.start()):
        return False  # "1. Hartmann", "A. Patients"
    before = _before(text, stop.start())
    if before in _NEVER:
        return False
    if len(before) == 1 and _LABELLED.search(text, max(start, stop.start() - _LONGEST_LABEL), stop.start() - 1):
        return True  # 57 in group B. Respective rates were
    return not _is_seldom(before) or _next_word(text, stop.end()) in _OPENERS


def _is_decimal(text: str, stop: "regex.Match[str]") -> bool:
    """Whether the point belongs to a figure: ``P = .04``, ``3.5 EASI points``; but ``in 2021.6 Rates``."""
    if stop["cited"] is None or text[stop.start()] != ".":
        return False
    before = text[max(0, stop.start() - 5) : stop.start()]
    if before[-1:].isdigit():
        return stop.start("cited") == stop.start() + 1 and not _YEAR_BEFORE.search(before)
    return not before or before[-1:].isspace() or before[-1:] in "=<>≤≥~±+-(["


def _before(text: str, at: int) -> str:
    found = _WORD_BEFORE.search(text, max(0, at - _LONGEST_WORD), at)
    if not found:
        return ""
    glued = found.start() > 0 and (text[found.start() - 1].isdigit() or text[found.start() - 1] == "-")
    return "" if glued else found[0].strip(".").lower()


def _is_seldom(before: str) -> bool:
    return before in _SELDOM or len(before) == 1


def _next_word(text: str, at: int) -> str:
    found = _WORD.search(text, at, at + _LONGEST_WORD)
    return found[0].lower() if found else ""
