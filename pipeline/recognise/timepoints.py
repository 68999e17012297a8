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

START: Final = "start"
END: Final = "end"
_UNIT: Final = r"(?P<unit>day|week|month|year)s?\b"
_N: Final = (
    r"(?:(?<![\d.,])\d{1,3}(?![\d.]\d|%|\w)|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|twelve|eighteen)\b)"
)
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
# Occasions without a number: before a treatment, and its end; the id tells them.
_BEFORE: Final = (
    r"(?:(?:before|prior\s{1,3}to)\s{1,3}(?:the\s{1,3}|starting\s{1,3}|initiation\s{1,3}of\s{1,3})?(?:treatment|therapy|intervention|"
    r"operation|surgery|procedure|training|injection|block|medication|supplementation|randomi[sz]ation)|(?:at\s{1,3})?"
    r"(?:pre-?\s?(?:treatment|test|intervention|training|operatively)))(?![\w-])"
)
_END: Final = (
    r"(?:(?:at|by|until|to)\s{1,3}(?:the\s{1,3})?end\s{1,3}of\s{1,3}(?:the\s{1,3})?(?:treatment|therapy|study|trial|"
    r"intervention|training|supplementation)(?:\s{1,3}period|\s{1,3}program(?:me)?)?|(?:after|following)\s{1,3}(?:completion\s{1,3}of\s{1,3})?"
    r"(?:the\s{1,3})?(?:training|treatment|intervention|supplementation)\s{1,3}(?:period|program(?:me)?)|(?:after|following|on)\s{1,3}completion\s{1,3}of"
    r"\s{1,3}(?:the\s{1,3})?(?:treatment|therapy|study|intervention|training)|(?:at\s{1,3})?(?:the\s{1,3})?post-?\s?(?:test|treatment|intervention|"
    r"training)|(?:at\s{1,3})?(?:the\s{1,3})?(?:study\s{1,3}end|end\s{1,3}of\s{1,3}treatment))(?![\w-])"
)
_OCCASIONS: Final = tuple((n, regex.compile(rf"(?<![\w-])(?i:{p})")) for n, p in ((START, _BEFORE), (END, _END)))
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
        printed_times = [*listed, *alone]
        named = [(e, n) for e, n in _named(folded) if not any(e.overlaps(other) for other, _ in printed_times)]
        doc.spans["timepoints"] = Places(doc).spans(sorted([*printed_times, *named]), "timepoints")
        return doc


def _without_stop(text: str, extent: Extent) -> Extent:
    """Without the full stop of the sentence, unless it belongs to an abbreviation (``wk.``)."""
    printed = extent.of(text).lower()
    ends_sentence = printed.endswith(".") and not printed.endswith(("wk.", "wks.", "mo.", "mos.", "yr.", "yrs."))
    return Extent(extent.start, extent.end - ends_sentence)


def _named(folded: str) -> Iterator[tuple[Extent, str]]:
    """Occasions without a number, each with which it is."""
    for name, pattern in _OCCASIONS:
        for match in pattern.finditer(folded):
            yield Extent(*match.span()), name


def _listed(folded: str) -> Iterator[tuple[Extent, str]]:
    for pattern in (*_LISTS, *_ELLIPTIC):
        for match in pattern.finditer(folded):
            for start, end in match.spans("n"):
                yield Extent(start, end), match["unit"].lower()


@Language.factory("timepoints", assigns=["doc.spans"])
def make_timepoints(nlp: Language, name: str) -> Timepoints:
    """The component of a config."""
    return Timepoints()
