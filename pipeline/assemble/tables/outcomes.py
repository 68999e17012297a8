"""Which outcome a row reports, from the path of its heads."""

from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.assemble.tables import labels
from pipeline.assemble.tables.heads import is_time
from pipeline.assemble.tables.labels import Label
from pipeline.assemble.vocabulary import Vocabulary
from pipeline.document import Head
from pipeline.extent import Extent, fold

_LEVEL: Final = regex.compile(r"^(?:yes|present|positive|any)$", regex.IGNORECASE)
_BARE: Final = regex.compile(
    r"^(?:[<>≤≥=]? ?\d[\d.,]*(?: ?(?:-|to) ?\d[\d.,]*)?|[IVX]{1,4}|no|none|unknown|other|missing|negative|absent)$",
    regex.IGNORECASE,
)
_WORD: Final = regex.compile(r"[A-Za-z≥≤<>]+[\w-]*")
_P_ROW: Final = regex.compile(r"^[Pp][- ]?(?:values?|for (?:trend|interaction|difference|comparison).*)? ?$")


@dataclass(frozen=True, slots=True)
class Row:
    """A row's meaning: its outcome with label parts, its time, the heads that say so."""

    label: Label
    name: str
    time: str | None
    time_at: Extent | None
    outcome_at: Extent | None
    parent: Head | None
    is_p: bool = False


def row(path: tuple[Head, ...], vocabulary: Vocabulary, generic: frozenset[str]) -> Row:
    """The outcome of a row: its own label, with what the heads above it must add."""
    heads = [h for h in path if h.text]
    if not heads:
        return Row(Label(""), "", None, None, None, None)
    if _P_ROW.match(fold(heads[-1].text)):
        return Row(Label(""), "", None, None, None, None, is_p=True)
    when = [h for h in heads if is_time(h.text)]
    named = [h for h in heads if h not in when] or heads
    own = labels.parse(named[-1].text, vocabulary)
    parent = named[-2] if len(named) > 1 else None
    label = own
    if parent is not None:
        above = labels.parse(parent.text, vocabulary)
        label = _inherited(own, above)
        label = replace(label, outcome=_joined(above.outcome, own.outcome, vocabulary, generic))
    if own.time is not None and not when:
        return Row(label, label.outcome, own.time, named[-1].extent, named[-1].extent, parent)
    time = when[-1] if when else None
    text, at = (time.text, time.extent) if time else (None, None)
    return Row(label, label.outcome, text, at, named[-1].extent, parent)


def _inherited(own: Label, above: Label) -> Label:
    """What the group's head says of all its rows (``Sex, n (%)``) unless the row says otherwise."""
    return replace(
        own,
        summary=own.summary or above.summary,
        spread=own.spread or (above.spread if own.summary is None else None),
        level=own.level or above.level,
        unit=own.unit or above.unit,
        change=own.change or above.change,
        reduction=own.reduction or above.reduction,
        points=own.points or above.points,
        time=own.time or above.time,
    )


def _joined(above: str, own: str, vocabulary: Vocabulary, generic: frozenset[str]) -> str:
    """``Score of 0 or 1`` below ``Investigator's global assessment`` is that assessment's score of 0 or 1."""
    if _LEVEL.match(own):
        return above
    if _BARE.match(fold(own)):
        return f"{above} {own}"
    if all(w.lower() in generic for w in _WORD.findall(fold(own))):
        instrument = above if above[1:2].isupper() else above[:1].lower() + above[1:]
        match = regex.search(r"\bscores?\b", own, regex.IGNORECASE)
        if match is None:
            return f"{above}: {own[:1].lower()}{own[1:]}"
        if match.start() == 0:
            return f"{above} {own[:1].lower()}{own[1:]}"
        return f"{own[: match.start()]}{instrument} {own[match.start() :]}"
    return own
