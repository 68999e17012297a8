"""Events that a sentence says nobody had: ``No complications were reported in either group``."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

import regex

from pipeline.evidence.points import NOBODY, Point, Read
from pipeline.evidence.sizes import HAPPENED, PEOPLE
from pipeline.evidence.told import Told
from pipeline.extent import Extent

# What "no" may stand before without counting anybody.
_NO_EVENT: Final = (
    r"\b(?:differences?|significan\w*|changes?|associations?|statistical\w*|effects? (?:of|on)"
    r"|correlations?|evidence|clinically"
    r"|further|longer|interactions?|relationships?|data|improvements?|imputation)\b"
)
_VERB: Final = (
    r"\s(?:were|was|occurred|developed|had|has|have|experienced|reported|in (?:either|any|both|the|all)|during"
    r"|attributable"
    r"|between|among|at|throughout)\b"
)
_NONE: Final = regex.compile(
    rf"(?<!\b[Ww]ith )\b[Nn]o(?:ne of the)?\s(?P<what>(?:(?!{_NO_EVENT})[^.;,]){{3,90}}?)(?={_VERB}|[.;,]|$)"
)
# What is said of those that nobody had: "no event was serious" tells of serious ones, "were reported" of all.
_SAID: Final = regex.compile(
    r"\s(?:were|was|is|are|has|have|had)\s(?!(?:\w+ly\s)?(?:been\s)?(?:reported|observed|noted|seen|recorded|found|documented"
    r"|detected|identified|present|registered|encountered)\b)(?P<said>[^.;,]{3,90})"
)
_PEOPLE_ONLY: Final = regex.compile(rf"(?:of\s)?(?:the\s)?(?:(?:study|treated)\s)?{PEOPLE}")
_DID: Final = regex.compile(rf"\b{HAPPENED}\s(?:an?\s)?(?P<said>.+)")
_CLAUSE: Final = regex.compile(r"[^.;,]{3,120}")
_EVERY: Final = regex.compile(
    r"\b(?:either|both|neither|(?:any|all|each)\s(?:of\s)?(?:the\s)?(?:\w+\s)?(?:group|arm)s?)\b"
)
_IN_SOME: Final = regex.compile(r"\b(?:in|for|among|of|by)\s\d")  # no pain in 12 (30%) patients
_NEAR: Final = 80


def points(told: Told) -> Iterator[Point]:
    """Zero in both groups, unless the sentence speaks of one group only."""
    named = {n.side for n in told.named if n.side is not None}
    for match in _NONE.finditer(told.text):
        if _IN_SOME.search(match["what"]):
            continue
        if len(named) == 1 and not _EVERY.search(told.text[match.start() : match.end() + _NEAR]):
            continue
        label = _label(told.text, match)
        zero = Read(Decimal(0), Extent(told.start + match.start(), told.start + match.end("what")))
        for side in (0, 1):
            yield Point(
                side=side,
                key=(NOBODY, told.number, match.start()),
                labels=(label,),
                context="",
                where=told.section,
                order=told.number,
                reads={"count": zero},
                marks=frozenset({"n"}),
                is_sentence=True,
            )


def _label(printed: str, match: regex.Match[str]) -> str:
    """What nobody had: the things named, with what is said of them; of people only that."""
    what: str = match["what"].strip()
    if _PEOPLE_ONLY.fullmatch(what):
        clause = _CLAUSE.match(printed, match.end("what"))
        said = _DID.search(clause[0]) if clause else None
        return said["said"] if said else what
    said = _SAID.match(printed, match.end("what"))
    return f"{what} {said['said']}" if said else what
