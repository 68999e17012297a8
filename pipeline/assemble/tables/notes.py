"""What a table's caption and footnotes say of its cells: spreads, p values behind signs, group size, time."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.tables import labels
from pipeline.document import Document, Table
from pipeline.extent import Extent, fold
from pipeline.normalise import timepoints
from pipeline.normalise.names import Index
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
    r"(?P<spread>standard deviations?|standard errors?(?: of the means?)?|S\.?Ds?\b\.?|S\.?E\.?Ms?\b\.?|S\.?Es?\b\.?"
    r"|IQR|inter[- ]?quartile range)(?=\W|$)",
    regex.IGNORECASE,
)
# "mean ± SD", "median (IQR)", "means and standard deviations": what the cells of a table are, in any order.
_SAID: Final = regex.compile(
    r"\b(?P<centre>means?|averages?|medians?)\b(?: values?)?[^.;:\d]{0,24}?(?:±|\+/?-|[(\[,/]|\band\b|with"
    r"|\bor\b)\s*(?:the |their )?"
    r"(?P<spread>standard deviations?|standard errors?(?: of the means?)?|S\.?Ds?\b\.?|S\.?E\.?Ms?\b\.?"
    r"|S\.?Es?\b\.?|IQR|ranges?"
    r"|inter[- ]?quartile ranges?|q1 ?[-,] ?q3|25(?:th)?(?: ?%)? ?(?:[-,–/]|and) ?75(?:th)?(?: ?%| percentiles?)"
    r"|(?:\w+ )?quartiles?"
    r"|(?:\d\d ?% ?)?(?:CI\b|confidence intervals?)|min(?:imum)?(?: ?[-,] ?| to )max(?:imum)?)(?=\W|$)",
    regex.IGNORECASE,
)
_SAID_COUNTS: Final = regex.compile(
    r"\b(?:n|no\.?|numbers?|counts?|frequenc(?:y|ies))(?: of (?:patients|subjects"
    r"|participants))? ?(?:[(\[] ?(?:%|percent\w*)|and percent\w*|,? ?%)",
    regex.IGNORECASE,
)
_N: Final = regex.compile(r"\b[nN] ?= ?(\d[\d,]*)")
_N_EACH: Final = regex.compile(
    r"\b[nN] ?= ?(\d+) (?:\w+ )?(?:per|in each|for each|each)\b|\b(\d+) (?:patients|subjects|participants"
    r"|children|women|men|animals|rats|mice)"
    r" (?:per|in each|for each) (?:group|arm)"
)
_CHANGE: Final = regex.compile(
    r"(?P<percent>percent(?:age)?|per cent|%)? ?(?:changes?|reductions?|decreases?|increases?) from baseline\b",
    regex.IGNORECASE,
)
# Words that put a table behind the baseline: "characteristics after 8 weeks of treatment".
# "Number of subjects with ...": bare whole numbers of such a table count patients.
_NUMBERS: Final = regex.compile(
    r"\b(?:numbers?|frequenc(?:y|ies)|counts?|incidences?|distribution|prevalence|percentages?) (?:\(%\) )?of\b"
    r"|\bincidences?\b|\bmortality\b|\bcomplications\b",
    regex.IGNORECASE,
)
_ARE_NUMBERS: Final = regex.compile(
    r"\b(?:data|values|figures|results|cells)\b.{0,24}\bare\b.{0,40}?\b(?:numbers?|counts?|n\b|frequenc(?:y|ies))",
    regex.IGNORECASE,
)
_CORRELATED: Final = regex.compile(r"\bcorrelation", regex.IGNORECASE)
_LATER: Final = regex.compile(
    r"\b(?:after|follow(?:ed)?[- ]?up|changes?|during|post|(?:at|and|to) (?:the )?(?:\w+ )?end|effects?|outcomes?)\b",
    regex.IGNORECASE,
)
# "at baseline and 26 weeks"
_AND_LATER: Final = regex.compile(
    r"\b(?:baseline|before|initial|entry)(?:,| and| to| vs\.?)[^.;]{0,24}?\b"
    r"(?:\d{1,3}[ -]?(?:weeks?|months?|days?|years?|h(?:ours?)?)|(?:weeks?|months?|days?|years?|visit) \d)",
    regex.IGNORECASE,
)
_BEFORE: Final = regex.compile(
    r"\b(?:baseline|before|initial|prior to|pre-?treatment|at entry|at enrol?lment)\b", regex.IGNORECASE
)
_MODEL: Final = regex.compile(
    r"(?:associat(?:ed|ions?) with|predict(?:ors?|ive|ing)? (?:of|for)|predicting|determinants of"
    r"|risk factors? for|odds of|affecting|related to)\s+(?:the\s+)?"
    r"(?:achiev(?:ing|ement of)\s+(?:the\s+)?|hav(?:ing|e)\s+)?(?P<event>[^.,;:]{2,60}?)"
    r"(?=\s*[(\[]|\s+[-–—]|[-–—]\s*[a-z]|[.,;:]|\s+(?:at|after|by|in|among|according|adjusted|using)\b|$)"
)
# The title ends where its comment begins: "according to LDH—elevated LDH at baseline showed".
_TITLE: Final = regex.compile(r"[.;]\s|[—:]|\s[-–]\s|\.$|\.\*")


Pair = tuple[str, str | None]


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
    """What caption and footnotes state for the whole table.

    ``said`` are the pairs of centre and spread (mean and SD, median and IQR, count_share and None) in printed order,
    ``said_by_sign`` those of the note behind a sign;
    ``n`` is the size of the one group, ``n_each`` that of every group.
    """

    spread: Said | None
    said: tuple[Pair, ...]
    said_by_sign: Mapping[str, tuple[Pair, ...]]
    p_by_sign: Mapping[str, SignedP]
    n: int | None
    n_each: int | None
    is_baseline: bool
    change: str | None
    counting: bool
    correlating: bool
    time: Extent | None
    event: Said | None
    title: str


def general_spread(document: Document) -> Said | None:
    """What the document says of its values in general, wherever it says so first."""
    return _spread(document.text, [Extent(0, len(document.text))])


def facts(document: Document, table: Table, general: Said | None, categories: Index) -> Facts:
    """The table's facts; the spread falls back on what the document says in general."""
    text = document.text
    own = [table.caption, *(note.extent for note in table.notes)]
    caption = fold(table.caption.of(text))
    size = _N.search(caption)
    each = next((m for e in own if (m := _N_EACH.search(fold(e.of(text))))), None)
    said = tuple(dict.fromkeys(pair for extent in own for pair in _said(fold(extent.of(text)))))
    spread = _spread(text, own)
    if spread is None and not any(kind for _, kind in said):
        spread = general
    title = _title(caption, table.label)
    return Facts(
        spread=spread,
        said=said,
        said_by_sign={
            n.sign: pairs for n in table.notes if n.sign and (pairs := tuple(_said(fold(n.extent.of(text)))))
        },
        p_by_sign=_signs(text, table),
        n=int(size[1].replace(",", "")) if size and not each else None,
        n_each=int(each[1] or each[2]) if each else None,
        correlating=bool(_CORRELATED.search(title)),
        is_baseline=_is_baseline(title, categories.ids(title)),
        change=_change(title),
        counting=bool(_NUMBERS.search(title)) or any(_ARE_NUMBERS.search(fold(e.of(text))) for e in own),
        time=_time(text, table.caption),
        event=_event(text, table.caption),
        title=title,
    )


def _is_baseline(title: str, announced: Iterable[str]) -> bool:
    """Whether a title announces values from before the treatment; a later time in it says that it does not."""
    if _BEFORE.search(title):
        return not (_LATER.search(title) or _AND_LATER.search(title))
    later = any(point.days for point in timepoints.find(title, 0, len(title)))
    return "baseline" in announced and not later and not _LATER.search(title)


def _change(title: str) -> str | None:
    """Whether a title announces changes: ``Percent change from baseline in LDL``."""
    match = _CHANGE.search(title)
    return None if match is None else "percent" if match["percent"] else "change"


def _said(printed: str) -> Iterator[Pair]:
    for match in _SAID.finditer(printed):
        centre = "median" if match["centre"].lower().startswith("median") else "mean"
        yield centre, labels.spread_name(match["spread"])
    if _SAID_COUNTS.search(printed):
        yield "count_share", None


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
