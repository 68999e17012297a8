"""Where other studies are named."""

from collections.abc import Iterator
from typing import Final

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extent import Extent
from pipeline.recognise.places import Places
from pipeline.recognise.printed import printed

_NAMED: Final = regex.compile(
    r"\b(?:Study|Studies|Trial|Trials)\s{1,3}(?:[A-Z]{0,3}\d{1,3}[A-Z]{0,2}|[A-Z]{1,3})"
    r"(?:(?:,\s{1,3}|\s{1,3})?(?:and\s{1,3})?(?:[A-Z]{1,3}\d{1,3}[A-Z]{0,2})\b)*\b"
)
# LIBERTY AD CHRONOS, SOLO 1 trial: several words in capitals, or one before "trial".
_ACRONYM: Final = regex.compile(
    r"(?=[A-Z]{3})(?<![\w(-])(?!RESULTS?|METHODS?|CONCLUSIONS?|BACKGROUND|OBJECTIVES?|PURPOSE|FINDINGS|DESIGN|SETTING|PATIENTS)"
    r"(?:[A-Z]{4,14}(?:[- ][A-Z]{2,14}){1,3}(?:[- ]\d(?!\d|\.\d|\s?%))?"
    r"|[A-Z]{3,14}(?:[- ]\d{1,2})?(?=\s(?:trial|study)\b))(?![\w-])"
)
_PLACE: Final = regex.compile(
    r"(?:[A-Z][a-z]{2,14}\s){0,2}(?:[A-Z][a-z]{2,14}|[A-Z]{2,4})(?:\s\([A-Z]{2,4}\))?\s(?:real-?\s?world\s)"
    r"?(?:data|registry|cohort)\b"
)


_PLACE_NAME: Final = regex.compile(
    r"(?=[A-Zt])(?:(?<=\b[Ii]n\s)|(?<=\bfrom\s))(?!Janu|Febr|March|April|June|July|Augu|Sept|Octo|Nove|Dece)(?:the\s)"
    r"?(?:UK|US|USA|U\.S\.|EU|(?:[A-Z][a-z]{3,14}\s)?[A-Z][a-z]{3,14})\b(?=\s?[,.;()]|\s[A-Z\d]|\s(?:resulted|"
    r"found|showed|reported|was|were|and|or|had)\b)"
)


class Studies:
    """Marks printed study names in ``doc.spans["studies"]``: id ``named``, ``acronym`` or ``cohort``."""

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["studies"] = Places(doc).spans(_found(printed(doc).folded), "studies")
        return doc


def _found(folded: str) -> Iterator[tuple[Extent, str]]:
    for match in _NAMED.finditer(folded):
        yield Extent(match.start(), match.end()), "named"
    for match in _ACRONYM.finditer(folded):
        yield Extent(match.start(), match.end()), "acronym"
    for match in _PLACE.finditer(folded):
        yield Extent(match.start(), match.end()), "cohort"
    for match in _PLACE_NAME.finditer(folded):
        yield Extent(match.start(), match.end()), "place"


@Language.factory("studies", assigns=["doc.spans"])
def make_studies(nlp: Language, name: str) -> Studies:
    """The component of a config."""
    return Studies()
