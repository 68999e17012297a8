"""Where times of a schedule stand."""

from collections.abc import Iterator
from typing import Final

import regex
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.extent import Extent, fold
from pipeline.normalise.timepoints import find
from pipeline.recognise.places import Places
from pipeline.recognise.printed import printed

_UNIT: Final = r"(?P<unit>day|week|month|year)s?\b"
_N: Final = r"(?<![\d.,])\d{1,3}(?![\d.]\d|%|\w)"
_SEP: Final = r"(?:\s{0,3},\s{1,3}(?:and\s{1,3}|or\s{1,3})?|\s{1,3}(?:and|or)\s{1,3})"
# at 16, 32, and 52 weeks; weeks 16, 32 and 52: each number is a time of its own.
_LISTS: Final = (
    regex.compile(rf"(?P<n>{_N})(?:{_SEP}(?P<n>{_N}))+(?:\s{{0,3}}-\s{{0,3}}|\s{{1,4}}){_UNIT}", regex.IGNORECASE),
    regex.compile(rf"\b{_UNIT}\s{{1,4}}(?P<n>{_N})(?:{_SEP}(?P<n>{_N}))+(?!\s{{0,3}}%)", regex.IGNORECASE),
)


# 86% at 32 and 90% at 52 weeks; 10 after 16 weeks and 7 after 52: a number behind a value borrows the unit of its peer.
_ELLIPTIC: Final = (
    regex.compile(
        rf"[\d%)]\s{{1,3}}(?P<p>at|after|by)\s{{1,3}}(?P<n>{_N})(?=\s{{0,3}}[,;)]|\s{{1,3}}(?:and|or|but)\b)(?:[^.;]|\.(?=\d)){{1,60}}?"
        rf"\b(?P=p)\s{{1,3}}\d{{1,3}}\s{{1,3}}{_UNIT}",
        regex.IGNORECASE,
    ),
    regex.compile(
        rf"\b(?P<p>at|after|by)\s{{1,3}}\d{{1,3}}\s{{1,3}}{_UNIT}(?:[^.;]|\.(?=\d)){{1,60}}?[\d%)]\s{{1,3}}(?P=p)\s{{1,3}}(?P<n>{_N})"
        rf"(?=\s{{0,3}}[,;.)]|\s{{1,3}}(?:and|or|but)\b|\s{{0,3}}\Z)",
        regex.IGNORECASE,
    ),
)
_AGE: Final = regex.compile(r"\s{1,3}(?:of\s{1,3}age|old)\b")
_CITED: Final = regex.compile(r"(?<=days?|weeks?|months?|years?)\d{1,3}(?:[,\u2013-]\d{1,3}){0,6}")


class Timepoints:
    """Marks each printed time in ``doc.spans["timepoints"]``; the id is the unit a list shares, else empty."""

    def __call__(self, doc: Doc) -> Doc:
        text = _CITED.sub(lambda m: " " * len(m[0]), printed(doc).text)  # after 12 months14
        folded = fold(text)
        listed = [(e, u) for e, u in _listed(folded) if not _AGE.match(folded, e.end)]
        found = (_without_stop(text, t.extent) for t in find(text, 0, len(text)))
        alone = [(e, "") for e in found if not any(e.overlaps(other) for other, _ in listed)]
        doc.spans["timepoints"] = Places(doc).spans(sorted([*listed, *alone]), "timepoints")
        return doc


def _without_stop(text: str, extent: Extent) -> Extent:
    """Without the full stop of the sentence, unless it belongs to an abbreviation (``wk.``)."""
    printed = extent.of(text).lower()
    ends_sentence = printed.endswith(".") and not printed.endswith(("wk.", "wks.", "mo.", "mos.", "yr.", "yrs."))
    return Extent(extent.start, extent.end - ends_sentence)


def _listed(folded: str) -> Iterator[tuple[Extent, str]]:
    for pattern in (*_LISTS, *_ELLIPTIC):
        for match in pattern.finditer(folded):
            for start, end in match.spans("n"):
                yield Extent(start, end), match["unit"].lower()


@Language.factory("timepoints", assigns=["doc.spans"])
def make_timepoints(nlp: Language, name: str) -> Timepoints:
    """The component of a config."""
    return Timepoints()
