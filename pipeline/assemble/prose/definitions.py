"""Which numbers only say what an outcome means: ``a 75% reduction in the score (EASI-75)``."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, words
from pipeline.assemble.prose.sentence import EXCLUDED, NUMBER, OUTCOME, Item, Mark, Sentence, coded

_CHANGE: Final = "|".join(sorted(CHANGE_NOUNS))
_HAD: Final = (
    r"(?:had|have|has|achieved?|achieving|with|reached|attained|showed|experienced|met|defined as|represent|least|as|"
    r"was|means?|demonstrated)"
)
# "had a 50% reduction in …" is what the counted patients had, when another share is counted in the clause.
_OF_PATIENTS: Final = regex.compile(
    rf"\b{_HAD} (?:an? |at least (?:an? )?|≥ |> |of )*(?P<n>N) (?:or (?:more|greater) )?(?:{_CHANGE}) (?:in|of|from)\b"
)
_NAMED: Final = regex.compile(rf"(?P<n>N) (?:{_CHANGE}) (?:in|of|from) (?:the )?(?:\S+ ){{1,8}}?\( (?P<o>O)")
_EXPLAINED: Final = regex.compile(
    r"(?P<o>O) \( (?:that is ,? |i\.e\.? ,? |defined as )?(?:an? )?(?:\S+ ){0,4}?(?P<n>N)\b"
)
_LIMIT: Final = regex.compile(
    r"(?:(?:less|lower|more|greater|higher|fewer|smaller) than(?: or equal to)?|below|above|under|exceeding|at "
    r"least|at most|(?P<sign>[<>] (?:or )?=|[<>≤≥])) (?P<n>N)"
)
_TARGET: Final = regex.compile(
    r"(?P<sign>)(?:O|pressure|score|value|level|decreases?|reductions?|increases?) of (?P<n>N) (?:[^\s;,N]+ ){0,7}?"
    r"(?:was|were|while|did|compared|relative)\b"
)
_SPAN: Final = regex.compile(r"(?P<sign>)\( (?:\S+ )?O (?P<n>N) (?:with|without|\))")
# Adherence, defined as taking at least 80% of pills, was …
_DEFINED: Final = regex.compile(r"\bdefined as (?:[^\s,;()N]+ ){0,10}?(?P<n>N)")
_COUNTED: Final = words(
    "minute minutes min hour hours h item items point points question questions meter metre m lead step dimension"
)
_RESPONSE: Final = regex.compile(r"\b(?:consider\w{0,3}|defined|counted as|definition)\b")


def without_definitions(s: Sentence) -> Sentence:
    """The sentence with such numbers, and those in names, marked as excluded."""
    reasons = {**dict.fromkeys(_found(s), "definition"), **dict.fromkeys(_in_names(s), "name")}
    if not reasons:
        return s
    return coded([_excluded(item, reasons[i]) if i in reasons else item for i, item in enumerate(s.items)])


def _in_names(s: Sentence) -> Iterator[int]:
    """``the 6-minute walk distance``, ``the 36-item form``: of a test, not of its result."""
    for n in s.of(NUMBER):
        hyphen = s.items[n + 1 : n + 2]
        joined = bool(hyphen) and hyphen[0].norm == "-" and hyphen[0].extent.start == s.items[n].extent.end
        if joined and n + 2 < len(s.items) and s.items[n + 2].norm in _COUNTED:
            yield n


def _found(s: Sentence) -> Iterator[int]:
    for pattern in (_NAMED, _EXPLAINED):
        for match in pattern.finditer(s.code, overlapped=True):
            n, outcome = s.at(match.start("n")), s.items[s.at(match.start("o"))]
            if outcome.kind == OUTCOME and str(quantity(s, n).value) in outcome.norm + (
                outcome.mark.id if outcome.mark else ""
            ):
                yield n
    for match in _OF_PATIENTS.finditer(s.code):
        n = s.at(match.start("n"))
        earlier = [k for k in s.of(NUMBER) if k < n and (quantity(s, k).percent or quantity(s, k).count is not None)]
        if quantity(s, n).percent and earlier and ";" not in s.between(earlier[-1], n).split():
            yield n
    for match in _DEFINED.finditer(s.code):
        yield s.at(match.start("n"))
    counted = (quantity(s, n) for n in s.of(NUMBER))
    if any(q.percent or (q.count is not None and q.shape != "group_size") for q in counted):
        yield from _limits(s)
    if _RESPONSE.search(s.code) and "respon" in s.code:
        yield from (n for n in s.of(NUMBER) if quantity(s, n).percent and quantity(s, n).count is None)


def _limits(s: Sentence) -> Iterator[int]:
    """Values that only say which patients a share counts: ``an IOP below 18 mm Hg was reached in 53 of 56 eyes``."""
    for pattern in (_LIMIT, _TARGET, _SPAN):
        for match in pattern.finditer(s.code, overlapped=True):
            n = s.at(match.start("n"))
            q = quantity(s, n)
            if (q.dispersion is None or q.shape == "range") and (not q.percent or match["sign"]):
                yield n


def _excluded(item: Item, reason: str) -> Item:
    assert item.mark is not None
    return replace(item, mark=Mark(EXCLUDED, item.extent, reason, item.mark.quantity))
