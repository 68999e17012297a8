"""Where numbers stand that are no results, and why.

The reasons are those of the ledger: registry, cross-reference, date, ratio, version, name, dose, schedule, age,
scale, minimal difference, threshold, significance, design, pair, citation.
"""

import operator
from collections.abc import Iterator, Sequence

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extent import Extent, fold
from pipeline.lexicon import Term
from pipeline.normalise.numbers import number
from pipeline.recognise.places import Places
from pipeline.recognise.reasons import ANY, BRACKETED, CITED, COMPILED, NAMES, PAIRED, PEOPLE


class Exclusions:
    """Marks numbers that are no results in ``doc.spans["exclusions"]``, the reason as id.

    ``things`` are nouns whose number is a matter of design: three studies, two doses.
    """

    def __init__(self, things: Sequence[Term]) -> None:
        nouns = "|".join(sorted((regex.escape(t.surface) for t in things), key=len, reverse=True)) or "(?!)"
        self._counted = regex.compile(
            rf"{ANY}\s+(?:(?!{PEOPLE}\b)(?:[a-z][a-z-]{{2,16}}|[A-Z]{{2,3}}),?\s+){{0,4}}?(?:{nouns})\b(?![\s-]+(?:naive|related|"
            rf"failure|arm|group))"
        )

    def __call__(self, doc: Doc) -> Doc:
        doc.spans["exclusions"] = Places(doc).spans(self._found(fold(doc.text)), "exclusions")
        return doc

    def _found(self, folded: str) -> Iterator[tuple[Extent, str]]:
        for reason, pattern in (*COMPILED, ("design", self._counted)):
            for match in pattern.finditer(folded):
                for start, end in match.spans("n"):
                    yield Extent(start, end), reason
        for match in PAIRED.finditer(folded):
            if operator.gt(*map(number, match.captures("n"))):
                for start, end in match.spans("n"):
                    yield Extent(start, end), "pair"
        for pattern in (CITED, BRACKETED):
            for match in pattern.finditer(folded):
                yield Extent(*match.span("n")), "citation"
        for match in NAMES.finditer(folded):
            yield Extent(*match.span("n")), "name"


@Language.factory("exclusions", assigns=["doc.spans"], default_config={"things": ()})
def make_exclusions(nlp: Language, name: str, things: Sequence[Term]) -> Exclusions:
    """The component of a config."""
    return Exclusions(things)
