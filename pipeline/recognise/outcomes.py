"""Where outcomes stand."""

from collections.abc import Iterator, Sequence
from typing import Final

import regex
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.util import filter_spans

from pipeline.extent import Extent
from pipeline.lexicon import Term
from pipeline.recognise.phrases import Phrases
from pipeline.recognise.places import Places
from pipeline.recognise.printed import printed

# PASI 75, EASI-90, ACR20: a scale with the percentage of improvement that makes a responder.
_LEVEL: Final = r"(?:20|25|30|50|70|75|90|95|100)(?!\d|[.,]\d|\s{0,3}%)(?![-/]\d)"
_RESPONDERS: Final = regex.compile(
    rf"\b(?P<scale>[A-Z][A-Za-z]{{0,3}}[A-Z]{{1,6}})[- ]{{0,2}}(?P<level>{_LEVEL})(?:\s{{0,3}}(?:,|and|or|/|"
    rf",\s{{0,3}}and)\s{{0,3}}(?P<more>{_LEVEL}))*"
)
# IGA 0/1, sPGA score of 0 or 1: clear or almost clear on a scale of grades.
_CLEAR: Final = regex.compile(
    r"\b(?P<scale>[a-z]{0,2}[A-Z][A-Za-z]{0,3}[A-Z]{1,6})(?:\s{1,3}scores?)?(?:\s{1,3}of)?\s{1,3}0(?:\s?/\s?|\s{1,3}or\s{1,3})1(?![\w+%/]|[.,]\d)"
)


class Outcomes(Phrases):
    """Marks lexicon outcomes and responder names in ``doc.spans["outcomes"]``; id is the canonical name."""

    def __call__(self, doc: Doc) -> Doc:
        super().__call__(doc)
        responders = Places(doc).spans(_responders(printed(doc).folded), self.kind)
        known = {(s.start, s.end): s.id_ for s in doc.spans[self.kind]}
        named = [
            Span(doc, s.start, s.end, label=self.kind, span_id=known.get((s.start, s.end), s.id_)) for s in responders
        ]
        doc.spans[self.kind] = filter_spans([*named, *doc.spans[self.kind]])
        return doc


def _responders(folded: str) -> Iterator[tuple[Extent, str]]:
    for match in _RESPONDERS.finditer(folded):
        spaced = folded[match.end("scale")] == " "
        if spaced and (
            match["level"] not in {"50", "70", "75", "90", "100"} or folded[match.start() - 1 : match.start()] == "("
        ):
            continue  # (EASI 50, DLQI 20) are values
        yield Extent(match.start(), match.end("level")), f"{match['scale']}-{match['level']}"
        for start, end in match.spans("more"):
            yield Extent(start, end), f"{match['scale']}-{folded[start:end]}"
    for match in _CLEAR.finditer(folded):
        yield Extent(match.start(), match.end()), f"{match['scale']}-0/1"


@Language.factory("outcomes", assigns=["doc.spans"], default_config={"lexicon": ()})
def make_outcomes(nlp: Language, name: str, lexicon: Sequence[Term]) -> Outcomes:
    """The component of a config."""
    return Outcomes(nlp, "outcomes", lexicon)
