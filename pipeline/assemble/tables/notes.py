"""What a table's caption and footnotes say of its cells: spreads, p values behind signs, group size, time."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble.tables import labels
from pipeline.document import Document, Table
from pipeline.extent import Extent, fold
from pipeline.normalise import timepoints
from pipeline.normalise.numbers import UNSIGNED, number
from pipeline.schema import PValue
from pipeline.tables.cells import MARKS

_OPS: Final = {"<": "<", ">": ">", "=": "=", "≤": "<=", "≥": ">="}
_P: Final = regex.compile(rf"\b[Pp][- ]?(?:values?)? ?(?P<op>[<>=≤≥]) ?(?P<value>{UNSIGNED})")
# "*p value < 0.05" inside a caption defines the sign as a footnote would.
_SIGNED_P: Final = regex.compile(rf"(?P<sign>[{MARKS}]+) ?{_P.pattern[2:]}")
_AGAINST: Final = regex.compile(
    r"\b(?:comparison with|compared (?:with|to)|versus|vs\.?|relative to|difference from)\s+(?:the\s+)?"
    r"(?P<other>\w[\w-]*)"
)
_SPREAD_SAID: Final = regex.compile(
    r"\b(?:values|data|results|variables|measures|means?|plus-minus)\b[^.;]{0,60}?(?:±|\+/-|\(|\band\b|with|as)\s*"
    r"(?P<spread>standard deviations?|standard errors?(?: of the means?)?|S\.?D\b\.?|S\.?E\.?M\b\.?|S\.?E\b\.?"
    r"|IQR|interquartile range)(?=\W|$)",
    regex.IGNORECASE,
)
_N: Final = regex.compile(r"\b[nN] ?= ?(\d[\d,]*)")
_MODEL: Final = regex.compile(
    r"(?:associat(?:ed|ions?) with|predict(?:ors?|ive|ing)? (?:of|for)|predicting|determinants of"
    r"|risk factors? for|odds of|affecting|related to)\s+(?:the\s+)?"
    r"(?:achiev(?:ing|ement of)\s+(?:the\s+)?|hav(?:ing|e)\s+)?(?P<event>[^.,;:]{2,60}?)"
    r"(?=\s*[(\[]|\s+[-–—]|[-–—]\s*[a-z]|[.,;:]|\s+(?:at|after|by|in|among|according|adjusted|using)\b|$)"
)
# The title ends where its comment begins: "according to LDH—elevated LDH at baseline showed".
_TITLE: Final = regex.compile(r"[.;]\s|[—:]|\s[-–]\s|\.$|\.\*")


@dataclass(frozen=True, slots=True)
class Said:
    """A fact with the place that says it."""

    value: str
    extent: Extent


@dataclass(frozen=True, slots=True)
class SignedP:
    """A p value that a footnote sign stands for; ``against`` is the group compared with, where named."""

    p: PValue
    against: str | None
    extent: Extent


@dataclass(frozen=True, slots=True)
class Facts:
    """What caption and footnotes state for the whole table."""

    spread: Said | None
    p_by_sign: Mapping[str, SignedP]
    n: int | None
    time: Extent | None
    event: Said | None
    title: str


def general_spread(document: Document) -> Said | None:
    """What the document says of its values in general, wherever it says so first."""
    return _spread(document.text, [Extent(0, len(document.text))])


def facts(document: Document, table: Table, general: Said | None) -> Facts:
    """The table's facts; the spread falls back on what the document says in general."""
    text = document.text
    own = [table.caption, *(note.extent for note in table.notes)]
    caption = fold(table.caption.of(text))
    size = _N.search(caption)
    return Facts(
        spread=_spread(text, own) or general,
        p_by_sign=_signs(text, table),
        n=int(size[1].replace(",", "")) if size else None,
        time=_time(text, table.caption),
        event=_event(text, table.caption),
        title=_title(caption, table.label),
    )


def _title(caption: str, label: str) -> str:
    """The caption without its label and comment; a table of marked-up text may have no label."""
    caption = caption.strip()
    behind = caption[len(label) :] if label and caption.startswith(fold(label)) else caption
    return str(_TITLE.split(behind.lstrip(" .:|\n"))[0])


def _spread(text: str, extents: Iterable[Extent]) -> Said | None:
    for extent in extents:
        match = _SPREAD_SAID.search(fold(extent.of(text)))
        name = labels.spread_name(match["spread"]) if match else None
        if match and name:
            return Said(name, Extent(extent.start + match.start(), extent.start + match.end()))
    return None


def _signs(text: str, table: Table) -> dict[str, SignedP]:
    """Signs that stand for a p value; a sign that only defines a word is not among them."""
    found: dict[str, SignedP] = {}
    for match in _SIGNED_P.finditer(fold(table.caption.of(text))):
        found[match["sign"]] = _signed_p(match, table.caption, table.caption.of(text)[match.start() :])
    for note in table.notes:
        printed = fold(note.extent.of(text))
        match = _P.search(printed)
        # A long note that mentions a p on the way describes methods; a p note begins with it.
        if note.sign and match and match.start() < 20:
            found[note.sign] = _signed_p(match, note.extent, printed)
    return found


def _signed_p(match: regex.Match, extent: Extent, printed: str) -> SignedP:
    against = _AGAINST.search(fold(printed))
    place = Extent(extent.start + match.start(), extent.start + match.end())
    return SignedP(PValue(_OPS[match["op"]], number(match["value"])), against["other"] if against else None, place)


def _time(text: str, caption: Extent) -> Extent | None:
    """The one time a caption names; None where it names none or several."""
    found = timepoints.find(text, caption.start, caption.end)
    days = {point.days for point in found}
    return found[0].extent if len(days) == 1 else None


def _event(text: str, caption: Extent) -> Said | None:
    """The modelled event of a regression table: ``factors associated with achieving X``."""
    match = _MODEL.search(fold(caption.of(text)))
    if match is None:
        return None
    extent = Extent(caption.start + match.start("event"), caption.start + match.end("event"))
    return Said(" ".join(match["event"].split()), extent)


__all__ = ["Decimal", "Facts", "Said", "SignedP", "facts"]
