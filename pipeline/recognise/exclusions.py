"""Where numbers stand that are no results, and why.

The reasons are those of the ledger: registry, cross-reference, date, ratio, version, name, dose, schedule, age,
scale, minimal difference, threshold, significance, design, pair, citation.
"""

import operator
from collections.abc import Iterator, Sequence
from typing import Final

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extent import Extent
from pipeline.lexicon import Term
from pipeline.needs import holder, may_match, needs
from pipeline.normalise.numbers import number
from pipeline.recognise.places import Places
from pipeline.recognise.printed import printed
from pipeline.recognise.reasons import ANY, BRACKETED, CITED, COMPILED, NAMES, PAIRED, PEOPLE

_NEEDING: Final = tuple((reason, pattern, needs(pattern)) for reason, pattern in COMPILED)
_BEHIND_LETTER: Final = regex.compile(r"(?<=\p{L}-?)\d")
_IN_NAME: Final = regex.compile(r"\p{L}-")  # the DA-3031 group: no number of groups
_LONGEST: Final = 20  # more than the characters of a name before its first digit (PRO140), and from there on


class Exclusions:
    """Marks numbers that are no results in ``doc.spans["exclusions"]``, the reason as id.

    ``things`` are nouns whose number is a matter of design: three studies, two doses.
    """

    def __init__(self, things: Sequence[Term]) -> None:
        nouns = "|".join(sorted((regex.escape(t.surface) for t in things), key=len, reverse=True)) or "(?!)"
        self._counted = regex.compile(
            rf"{ANY}\s+(?:(?!{PEOPLE}\b)(?:[a-z][a-z-]{{2,16}}|[A-Z]{{2,3}}),?\s+){{0,4}}?(?:{nouns})\b(?![\s-]+(?:naive|related|"
            rf"failure|emergent|free|arm|group))"
        )
        self._needed = needs(self._counted)

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["exclusions"] = Places(doc).spans(self._found(printed(doc).folded), "exclusions")
        return doc

    def _found(self, folded: str) -> Iterator[tuple[Extent, str]]:
        held = holder(folded)
        for reason, pattern, needed in (*_NEEDING, ("design", self._counted, self._needed)):
            if not may_match(needed, held):
                continue
            for match in pattern.finditer(folded):
                if reason == "scale" and not _is_scale(match.captures("n")):
                    continue
                for start, end in match.spans("n"):
                    if reason != "design" or not _IN_NAME.fullmatch(folded, max(0, start - 2), start):
                        yield Extent(start, end), reason
        for match in PAIRED.finditer(folded):
            if operator.gt(*map(number, match.captures("n"))):
                for start, end in match.spans("n"):
                    yield Extent(start, end), "pair"
        yield from _glued(folded)


def _is_scale(ends: Sequence[str]) -> bool:
    """Whether two numbers can be the ends of a scale: the score fell from 9 to 4, or rose from 4.5 to 6.7."""
    if len(ends) < 2 or not all(e[0].isdigit() for e in ends):
        return True
    return ends[0].isdigit() and operator.lt(*map(number, ends[:2]))


def _glued(folded: str) -> Iterator[tuple[Extent, str]]:
    """Reference numbers behind words, and numbers in names."""
    for pattern in (CITED, BRACKETED):
        for match in pattern.finditer(folded):
            yield Extent(*match.span("n")), "citation"
    for match in names(folded):
        yield Extent(*match.span("n")), "name"


def names(folded: str) -> Iterator[regex.Match[str]]:
    """What NAMES.finditer gives: it is tried only around digits behind a letter."""
    at = 0
    for digit in _BEHIND_LETTER.finditer(folded):
        match = NAMES.search(folded, max(at, digit.start() - _LONGEST), digit.end() + _LONGEST)
        if match is not None and match.start() < digit.start() < match.end():
            yield match
            at = match.end()


@Language.factory("exclusions", assigns=["doc.spans"], default_config={"things": ()})
def make_exclusions(nlp: Language, name: str, things: Sequence[Term]) -> Exclusions:
    """The component of a config."""
    return Exclusions(things)
