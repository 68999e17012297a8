"""What the heads before a row say together: the outcome, the arm where rows name arms, the time."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import regex

from pipeline.assemble.tables import labels, statwords
from pipeline.assemble.tables.headings import Heading, When, sized, timed
from pipeline.assemble.tables.labels import Label
from pipeline.assemble.tables.roles import Roles
from pipeline.assemble.vocabulary import Vocabulary
from pipeline.document import Head
from pipeline.extent import Extent, fold

_LEVEL: Final = regex.compile(r"^(?:yes|present|positive|any)$", regex.IGNORECASE)
_ASIDE: Final = regex.compile(r"^[(\[][^()\[\]]*[)\]]$")  # what is left of "26 weeks (previous 4 months)"
_BARE: Final = regex.compile(
    r"^(?:[<>≤≥=]? ?\d[\d.,]*(?: ?(?:-|to) ?\d[\d.,]*)?|[IVX]{1,4}|no|none|unknown|other|missing|negative|absent)$",
    regex.IGNORECASE,
)
# ">30.0 kg/m2" and "27.1-30.0 kg/m2" below "BMI".
_BOUNDED: Final = regex.compile(r"^(?:[<>≤≥] ?\d|\d[\d.,]* ?(?:-|to) ?\d[\d.,]* \S{1,12}$)")
_LETTER: Final = regex.compile(r"^(?:\p{L}|\p{Lu}\d?)$")
_WORD: Final = regex.compile(r"[A-Za-z≥≤<>]+[\w-]*")
_P_ROW: Final = regex.compile(r"^[Pp][- ]?(?:values?|for (?:trend|interaction|difference|comparison).*)? ?$")
_POPULATION: Final = regex.compile(
    r"\b(?:populations?|patients|subjects|women|men|children|completers|part [A-Z]|analys[ei]s|trimester"
    r"|stratum|subgroup)\b"
    r"|[<>≤≥] ?\d",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Row:
    """A row's meaning: its outcome with label parts, its arm and time, the heads that say so.

    ``part`` is ``spread``, ``low`` or ``high`` where the row holds but that; ``is_p`` and ``is_none`` mark rows that
    report p values, or test statistics and the like.
    """

    label: Label
    name: str
    when: When | None = None
    outcome_at: Extent | None = None
    parent: Head | None = None
    is_p: bool = False
    is_none: bool = False
    arm: str | None = None
    arm_at: Extent | None = None
    n: int | None = None
    n_at: Extent | None = None
    subgroup: str | None = None
    part: str | None = None
    estimate: str | None = None
    group: tuple[Head, ...] = ()
    is_size: bool = False


def row(path: tuple[Head, ...], vocabulary: Vocabulary, generic: frozenset[str], roles: Roles) -> Row:
    """The outcome of a row: its own label, with what the heads above it must add."""
    headings = [roles.read(h) for h in path if h.text]
    if not headings:
        return Row(Label(""), "")
    last = headings[-1]
    if _P_ROW.match(fold(last.head.text)) or last.kind == "p_value":
        return Row(Label(""), "", is_p=True)
    if last.kind == "test" and len(last.name) > 1:
        return Row(Label(""), "", is_none=True)
    arm = _arm(headings, roles)
    when = next((h.when for h in reversed(headings) if h.kind == "time"), None)
    stated = next((h for h in reversed(headings) if h.kind == "stated"), None)
    named = [h for h in headings if h is not arm and h.kind not in {"time", "stated", "size", "sized"}]
    named = named or [h for h in headings if h is not arm and h.kind != "time"]
    found = _outcome(named, vocabulary, generic, roles.repeated)
    if stated is not None and stated.stated is not None and (said := stated.stated):
        label = replace(
            found.label,
            summary=said.summary or found.label.summary,
            spread=said.spread or found.label.spread,
            level=said.level or found.label.level,
        )
        found = replace(found, label=label, part=said.part if said.part in {"spread", "low", "high"} else None)
    if arm is not None:
        found = replace(found, arm=arm.name, arm_at=arm.head.extent, n=arm.n, n_at=arm.n_at)
    estimate = next((h.estimate for h in named[-1:] if h.kind == "estimate"), None)
    is_size = last.kind == "size" or (
        last.stated is not None and last.kind in {"stated", "total"} and last.stated.summary == "count"
    )
    return replace(found, when=when or found.when, estimate=estimate, group=path[:-1], is_size=is_size)


def _arm(headings: Sequence[Heading], roles: Roles) -> Heading | None:
    names = [h for h in headings if h.kind in {"name", "total"} and h.name]
    if roles.axis != "rows" or not names:
        return None
    if roles.place == "first":
        return names[0] if len(names) > 1 or roles.terms.evidence(names[0]) > 2 else None
    return names[-1]


def _outcome(
    named: Sequence[Heading], vocabulary: Vocabulary, generic: frozenset[str], repeated: frozenset[str]
) -> Row:
    if not named:
        return Row(Label(""), "")
    own = _label(named[-1], vocabulary)
    bare, when = timed(own.outcome, named[-1].head.extent, vocabulary)
    own = replace(own, outcome=bare)
    parent = named[-2] if len(named) > 1 else None
    label, subgroup = own, None
    if parent is not None:
        above = labels.parse(sized(parent.head.text)[0], vocabulary)
        label = _inherited(own, above)
        label = replace(label, outcome=_joined(above.outcome, own.outcome, vocabulary, generic))
        subgroup = parent.name if label.outcome == own.outcome and _POPULATION.search(fold(parent.name)) else None
        if label.outcome == own.outcome and subgroup is None and named[-1].head.text.casefold() in repeated:
            label = replace(label, outcome=f"{above.outcome}: {own.outcome}")
    extent = named[-1].head.extent
    if own.time is not None:
        when = When(own.time, labels.days_in(own.time), extent)
    return Row(label, label.outcome, when, extent, parent.head if parent else None, subgroup=subgroup)


def _label(heading: Heading, vocabulary: Vocabulary) -> Label:
    """The label's parts; a mean or median behind the unit (``Age (years) mean ± SD (range)``) is set apart first."""
    printed = sized(heading.head.text)[0]
    name, said = statwords.parted(printed)
    if said is None or said.part != "centre" or said.summary is None:
        return labels.parse(printed, vocabulary)
    label = labels.parse(name, vocabulary)
    return replace(label, summary=said.summary, spread=said.spread or label.spread, level=said.level or label.level)


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
    if _LEVEL.match(own) or _ASIDE.match(own):
        return above
    if _BARE.match(fold(own)) or _BOUNDED.match(fold(own)):
        return f"{above} {own}"
    if vocabulary.word(own, "level", "title") or _LETTER.match(own):
        return f"{above}: {own[:1].lower() + own[1:] if len(own) > 1 else own}"
    if all(w.lower() in generic for w in _WORD.findall(fold(own))):
        instrument = above if above[1:2].isupper() else above[:1].lower() + above[1:]
        match = regex.search(r"\bscores?\b", own, regex.IGNORECASE)
        if match is None:
            return f"{above}: {own[:1].lower()}{own[1:]}"
        if match.start() == 0:
            return f"{above} {own[:1].lower()}{own[1:]}"
        return f"{own[: match.start()]}{instrument} {own[match.start() :]}"
    return own
