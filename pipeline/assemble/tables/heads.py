"""What the heads over a column say together: study, arm and size, time, outcome, statistic."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble import studies as study_names
from pipeline.assemble.studies import Studies
from pipeline.assemble.tables import labels
from pipeline.assemble.tables.headings import Heading, When, timed
from pipeline.assemble.tables.roles import Roles
from pipeline.assemble.vocabulary import Vocabulary
from pipeline.document import Head
from pipeline.extent import Extent, fold
from pipeline.normalise import timepoints

_COMPARED: Final = regex.compile(r"^(?:[<>≤≥=]|less than|more than|at least)")
_EFFECTS: Final = frozenset(["Time", "Group", "Treatment"])
_OF_TIME: Final = regex.compile(r"\s+(?:at|after|before|in|on|by|during)\s", regex.IGNORECASE)
_DOSE: Final = regex.compile(
    r"\d[\d.,]* ?(?P<unit>[\p{L}μ]+(?:/[\p{L}\d]+)*).{0,30}"
    r"|(?:high|low|medium|middle|standard|half|full|single|double)(?:er)?[- ]dose",
    regex.IGNORECASE,
)
_GROUPS: Final = regex.compile(r"\s+(?:groups?|arms?)$", regex.IGNORECASE)  # BMT groups: 0.75 mg, 1.25 mg
# What a leaf announces is the column's role; the first of these that any head of the path has.
_ROLES: Final = ("p_value", "test", "none", "clock", "estimate", "versus", "size")


@dataclass(frozen=True, slots=True)
class Column:
    """A column's meaning.

    ``role`` is arm, time, statistic, p_value, ci, spread, low, high, size, clock, estimate or none; ``part`` what a
    column of one statistic holds (centre, count, share); ``name`` how an estimate is printed (``OR, A versus B``).
    """

    role: str = "arm"
    study: str | None = None
    arm: str | None = None
    n: int | None = None
    outcome: str | None = None
    unit: str | None = None
    subgroup: str | None = None
    when: When | None = None
    statistic: str | None = None
    part: str | None = None
    change: str | None = None
    spread: str | None = None
    level: Decimal | None = None
    name: str = ""
    study_at: Extent | None = None
    arm_at: Extent | None = None
    outcome_at: Extent | None = None
    n_at: Extent | None = None

    @property
    def block(self) -> tuple[object, ...]:
        """What the columns share that give one value: the mean here, its SD beside it."""
        when = self.when.text if self.when else None
        return self.study, self.arm, self.subgroup, self.outcome, when, self.change


def column(path: tuple[Head, ...], studies: Studies, roles: Roles) -> Column:
    """The meaning of a column from its heads, outermost first."""
    found = Column(role="")
    headings = [_heading(head, roles) for head in path]
    names: list[Heading] = []
    for position, heading in enumerate(headings):
        leaf = position == len(path) - 1
        found = _stated(found, heading)
        study = _study(heading.head.text, studies)
        if study and not leaf:
            found = replace(found, study=study, study_at=heading.head.extent)
        elif leaf and position and _COMPARED.match(fold(heading.name)) and heading.kind == "name":
            arm = _stratum(path[position - 1].text, heading.name)
            return replace(found, role="arm", arm=arm, arm_at=heading.head.extent)
        elif position and (when := _numbered(headings[position - 1], heading)):
            found = replace(found, when=when)
        elif heading.kind in {"name", "total"} and heading.name:
            names.append(heading)
    return _with_role(_named(found, names, roles), headings, roles)


def _heading(head: Head, roles: Roles) -> Heading:
    heading = roles.read(head)
    if head in roles.letters:
        return replace(heading, kind="name", name=head.text)
    if head in roles.changes:
        return replace(heading, kind="change", change="percent" if regex.search("%|percent", head.text) else "change")
    # Beside "Group × time" the head "Time" is a test's as well.
    return replace(heading, kind="test") if roles.has_tests and heading.head.text in _EFFECTS else heading


def _numbered(above: Heading, heading: Heading) -> When | None:
    """``3`` below ``Day`` is day 3."""
    if above.kind != "title" or not heading.name.isdecimal():
        return None
    text = f"{above.name} {heading.name}"
    return When(text, timepoints.days(text), heading.head.extent) if timepoints.days(text) is not None else None


def _stated(found: Column, heading: Heading) -> Column:
    """The column with what the head states: size, time, statistic, change."""
    if heading.n is not None:
        found = replace(found, n=heading.n, n_at=heading.n_at)
    if heading.when is not None:
        found = replace(found, when=heading.when)
    if heading.change is not None:
        found = replace(found, change=heading.change)
    if said := heading.stated:
        found = replace(
            found,
            statistic=said.summary or (found.statistic if said.part != "count" else None),
            spread=said.spread or (None if said.summary else found.spread),
            part=said.part,
        )
    return replace(found, level=heading.level or found.level)


def _named(found: Column, names: Sequence[Heading], roles: Roles) -> Column:
    """The names of the path as arm, outcome and subgroup."""
    if not names:
        return found
    if roles.axis == "rows":
        totals = [h for h in names if h.kind == "total"]
        kept = [h for h in names if h.kind != "total"]
        found = replace(found, subgroup=totals[-1].name if totals else None)
        return _measured(found, kept, roles.terms.vocabulary)
    if len(names) == 1 and names[0].head in roles.over_all and roles.weight(names[0]) <= 0:
        return _measured(found, names, roles.terms.vocabulary)  # what stands over all columns names no arm among them
    below = [k for k, h in enumerate(names) if h.head not in roles.over_all] or range(len(names))
    # A total is an arm where it stands last; over names of arms it only tells that all sites are meant.
    total = {k: 3 if k == len(names) - 1 else -1 for k in below if names[k].kind != "name"}
    at = max((total[k] if k in total else roles.weight(names[k]), k) for k in below)[1]
    arm = names[at]
    doses = [h for h in names[at + 1 :] if _is_dose(h.name, roles.terms.vocabulary)]
    name = " ".join([_GROUPS.sub("", arm.name), *(h.name for h in doses)]) if doses else arm.name
    found = replace(found, arm=name, arm_at=arm.head.extent)
    others = [h for h in names if h is not arm and h not in doses and h.head not in roles.over_all]
    measures = [h for h in others if roles.terms.is_outcome(h)]
    groups = [h.name for h in others if h not in measures]
    return replace(_measured(found, measures, roles.terms.vocabulary), subgroup=", ".join(groups) or None)


def _is_dose(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a head below an arm's is its dose: ``5 mg`` below ``Elobixibat``."""
    match = _DOSE.fullmatch(fold(name))
    return match is not None and (match["unit"] is None or vocabulary.unit(match["unit"]) is not None)


def _measured(found: Column, names: Sequence[Heading], vocabulary: Vocabulary) -> Column:
    if not names:
        return found
    label = labels.parse(names[-1].name, vocabulary)
    own, when = timed(label.outcome, names[-1].head.extent, vocabulary)
    if label.time is not None:
        when = When(label.time, labels.days_in(label.time), names[-1].head.extent)
    return replace(
        found,
        outcome=": ".join([*(h.name for h in names[:-1]), own]),
        when=found.when or when,
        outcome_at=names[-1].head.extent,
        unit=label.unit,
        statistic=found.statistic or label.summary,
        spread=found.spread or label.spread,
        change=found.change or label.change,
    )


def _with_role(found: Column, headings: Sequence[Heading], roles: Roles) -> Column:
    kinds = [h.kind for h in headings]
    role = next((r for r in _ROLES if r in kinds), None)
    if role == "versus":
        role = "none"
    if role == "estimate":
        return _estimate(found, headings, roles)
    if role == "clock":
        return replace(found, role=role, name=headings[-1].name)
    if role in {"p_value", "test", "none", "size"}:
        return replace(found, role="none" if role == "test" else role)
    leaf = headings[-1] if headings else None
    if (
        leaf is not None
        and leaf.kind == "stated"
        and leaf.stated is not None
        and leaf.stated.part in {"spread", "low", "high"}
    ):
        part = leaf.stated.part
        return replace(
            found, role="ci" if leaf.stated.spread == "CI" and part == "spread" else part, spread=leaf.stated.spread
        )
    if found.arm is not None:
        return replace(found, role="arm")
    return replace(found, role="time" if found.when else "statistic")


def _estimate(found: Column, headings: Sequence[Heading], roles: Roles) -> Column:
    """A comparison of groups; a mere ``Difference`` below one arm is that arm's change."""
    heading = next(h for h in headings if h.kind == "estimate")
    printed = " ".join(h.head.text for h in headings)
    if found.arm is not None and heading.estimate == "mean_difference" and headings[-1] is heading:
        return replace(found, role="arm", change="change")
    if heading.estimate == "correlation":
        with_ = ", ".join(n for n in (found.arm, found.outcome) if n)
        return replace(found, role="estimate", statistic="correlation", arm=None, arm_at=None, outcome=None, name=with_)
    leaf = headings[-1]
    if leaf.stated is not None and leaf.kind == "stated" and leaf.stated.part in {"spread", "low", "high"}:
        part = leaf.stated.part
        return replace(found, role="ci" if part == "spread" and leaf.stated.spread == "CI" else part, name=printed)
    return replace(found, role="estimate", statistic=heading.estimate, change=None, name=printed)


def _study(name: str, studies: Studies) -> str | None:
    return studies.called(name) or " and ".join(n for n in study_names.named(name) if n in studies.names) or None


def _stratum(spanner: str, leaf: str) -> str:
    """``LDH at baseline`` over ``< 250`` is the stratum ``LDH < 250 at baseline``."""
    match = _OF_TIME.search(spanner)
    leaf = " ".join(leaf.split())
    if match is None:
        return f"{spanner} {leaf}"
    return f"{spanner[: match.start()]} {leaf} {' '.join(spanner[match.start() :].split())}"
