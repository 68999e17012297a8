"""The outcomes a document reports, and which of them it calls primary or secondary."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.prose.namestarts import cleaned
from pipeline.document import Document, Passage
from pipeline.extent import Extent
from pipeline.extraction import TrialOutcome
from pipeline.normalise.names import Index, tokens
from pipeline.schema import Result

_CALLED: Final = (
    r"(?P<role>(?:co-?)?primary|main|key\s+secondary|secondary|exploratory|tertiary)"
    r"(?:\s+and\s+secondary)?(?:\s+(?:efficacy|safety|study|clinical|outcome|composite)){0,2}\s+"
    r"(?:end\s?-?\s?points?|outcomes?|variables?|measures?|parameters?)(?:\s+(?:measures?|variables?|parameters?))?"
)
# The primary end point was X; secondary outcomes included X, Y, and Z.
_STATED: Final = regex.compile(
    rf"\b{_CALLED}(?:\s+(?:of|for|in)\s+(?:the|this|our)\s+(?:study|trial|analysis))?\s*"
    rf"(?::|\b(?:was|were|is|are|included?|includes|comprised|consisted\s+of))\s+(?P<what>[^.;:]{{3,240}})",
    regex.IGNORECASE,
)
# X was the primary outcome.
_NAMED: Final = regex.compile(
    rf"(?:^|[.;]\s+)(?:the\s+)?(?P<what>[^.;,]{{3,120}}?)\s+(?:was|were)\s+(?:chosen\s+as\s+|defined\s+as\s+|considered\s+)?"
    rf"(?:the|our|a)\s+{_CALLED}",
    regex.IGNORECASE,
)
# Where the name of an end point ends and how or when it is measured begins.
_END: Final = regex.compile(
    r"\s+\(.*$|,?\s+(?:(?:as\s+)?(?:defined|measured|assessed|evaluated|determined|rated|recorded|calculated)\b|which\b|from\s+baseline|"
    r"(?:at|after|by|over|during|within|between)\s+(?:the\s+)?(?:\d|week|month|day|year|end\b|baseline|follow)).*$",
    regex.IGNORECASE | regex.DOTALL,
)
_NO_NAME: Final = regex.compile(
    r"\W*(?:not|met|reached|achieved|similar|compared|analy[sz]ed|tested|based|the same|also|then|summari[sz]ed|no|"
    r"significantly|performed|"
    r"conducted|adjusted|assessed|evaluated|measured|obtained|available|shown|presented|reported|listed|as follows)\b",
    regex.IGNORECASE,
)
_PARTS: Final = regex.compile(r",\s+(?:and\s+)?|;\s+")
_SECTIONS: Final = frozenset({"abstract", "methods", "other", "results"})
# Words that leave an outcome the same measure: the change in a score is of that score.
_LIGHT: Final = frozenset(
    {"the", "of", "in", "score", "rate", "change", "mean", "median", "incidence", "level", "proportion"}
)
_LONGEST: Final = 14  # words


@dataclass(frozen=True, slots=True)
class _Endpoint:
    """An outcome as a sentence calls it primary or secondary."""

    name: str
    role: str
    at: Extent


def trial_outcomes(
    document: Document, passages: Sequence[Passage], results: Iterable[Result], index: Index
) -> tuple[TrialOutcome, ...]:
    """The outcomes of a document: those its end-point sentences name, then those only its results name, by place.

    Two names are one outcome with the same lexicon id or the same words; the first stands, all are its
    ``names``.
    """
    made: dict[object, TrialOutcome] = {}
    for end in _endpoints(document, passages):
        _add(made, TrialOutcome(end.name, (end.name,), index.whole(end.name), end.role, 0, end.at))
    for result in sorted(results, key=lambda r: r.source.start):
        if result.category == "disposition":
            continue
        at = result.evidence.get("outcome")
        place = Extent(at.start, at.end) if at is not None else Extent(result.source.start, result.source.end)
        _add(made, TrialOutcome(result.outcome, (result.outcome,), result.outcome_id, None, 1, place))
    return tuple(made.values())


def _add(made: dict[object, TrialOutcome], new: TrialOutcome) -> None:
    key = (new.id, frozenset(t for t in tokens(new.name) if t.isdigit())) if new.id else _key(new.name)
    old = made.get(key)
    if old is None:
        made[key] = new
        return
    names = old.names if new.name in old.names else (*old.names, new.name)
    made[key] = TrialOutcome(old.name, names, old.id or new.id, old.role or new.role, old.results + new.results, old.at)


def _key(name: str) -> frozenset[str]:
    return frozenset(word.removesuffix("s") for word in tokens(name)) - _LIGHT


def _endpoints(document: Document, passages: Sequence[Passage]) -> Iterator[_Endpoint]:
    for passage in passages:
        if passage.kind != "prose" or passage.section not in _SECTIONS:
            continue
        for piece in passage.pieces:
            text = piece.of(document.text)
            for pattern in (_STATED, _NAMED):
                for match in pattern.finditer(text):
                    yield from _named(match, piece.start)


def _named(match: regex.Match[str], start: int) -> Iterator[_Endpoint]:
    role = " ".join(match["role"].lower().split()).replace("coprimary", "co-primary").replace("main", "primary")
    what, at = match["what"], match.start("what")
    if _NO_NAME.match(what):
        return
    parts = [(what, 0)] if "primary" in role else list(_split(what))
    for part, offset in parts:
        kept = _END.sub("", part).rstrip(" ,")
        name = cleaned(kept.strip())
        if name and any(c.isalpha() for c in name) and len(name.split()) <= _LONGEST:
            lead = len(kept) - len(kept.lstrip())
            begin = start + at + offset + lead
            yield _Endpoint(name, role, Extent(begin, begin + len(kept.strip())))


def _split(what: str) -> Iterator[tuple[str, int]]:
    """The members of a list with where they begin: ``X, Y, and Z``."""
    at = 0
    for match in _PARTS.finditer(what):
        yield what[at : match.start()], at
        at = match.end()
    yield what[at:], at
