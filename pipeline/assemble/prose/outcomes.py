"""Which outcome the numbers of a group tell."""

from collections.abc import Callable, Container, Mapping, Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.ages import aged
from pipeline.assemble.prose.beside import (
    attached,
    averaged,
    behind_p,
    beside,
    comparative,
    counted,
    gapped,
    in_whom,
    named_in,
    parted,
)
from pipeline.assemble.prose.binding import matching, rows_of
from pipeline.assemble.prose.brackets import bracketed
from pipeline.assemble.prose.candidates import Group, is_level, quantity
from pipeline.assemble.prose.changes import (
    change_of,
    changed_after,
    changed_before,
    compared_after,
    is_change,
    moves,
    rephrased,
)
from pipeline.assemble.prose.correlations import correlations
from pipeline.assemble.prose.distributed import distributed
from pipeline.assemble.prose.fragments import continued, is_enclosed
from pipeline.assemble.prose.lexis import FALLS, Lexis
from pipeline.assemble.prose.measured import juxtaposed, valued
from pipeline.assemble.prose.namestarts import cleaned
from pipeline.assemble.prose.naming import Phrase, is_adverb, phrase, points_back
from pipeline.assemble.prose.opposed import opposed
from pipeline.assemble.prose.predicates import counted_people, predicated
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, TIME, Sentence
from pipeline.assemble.prose.subjects import around, referring
from pipeline.assemble.prose.telling import COMPARATIVES, Told


def told_in(s: Sentence, listed: Sequence[Group], sizes: Mapping[int, Told], lexis: Lexis) -> dict[int, Told]:
    """The outcome of each number that has one; ``sizes`` are those of numbers that count who was studied."""
    found: dict[int, Told] = {}
    for group in listed:
        before = continued(s, group, {**sizes, **found}, lexis)
        found.update(told(s, group, lexis, before))
    return found


def told(s: Sentence, group: Group, lexis: Lexis, before: Told | None = None) -> dict[int, Told]:
    """The outcome of each number of a group that has one; the others inherit what the group tells.

    ``before`` is what the clause before told where this one names no outcome.
    """
    members = group.members
    levels = {i for i in members if is_level(s, i)}
    found = _own(s, group, levels, lexis)
    if before is not None and not found:
        events = before.name.lower().split()[-1] in lexis.events
        kept = before.rule if before.rule in _COUNTED else "linked" if events else "continued"
        return dict.fromkeys(members, replace(before, rule=kept))
    back = referring(s, members[0])
    if back is not None:
        found = {i: t for i, t in found.items() if t.rule in _SURE}
    found = {i: without_comparative(s, t, lexis) for i, t in found.items()}
    own = dict(found)
    for k, i in enumerate(members):
        if i not in found:
            near = [m for m in members[:k] if m in found and (i in levels or not (m in levels or is_enclosed(s, m, i)))]
            first = next((t for m, t in own.items() if m > i or not is_enclosed(s, m, i)), None)
            given = found[near[-1]] if near else first or back or _around(s, group, lexis)
            if given is not None:
                found[i] = (
                    replace(given, change=False, rule="bracketed_level") if i in levels else _moved(s, i, given, lexis)
                )
    return {i: _headed(s, i, t) for i, t in found.items()}


def _headed(s: Sentence, i: int, given: Told) -> Told:
    """``The dose and incidence of X were 20 mg, 51%``: of two heads a share takes the one that is one."""
    match = _HEADS.fullmatch(given.name)
    if match is None:
        return given
    heads = [match["one"], match["other"]]
    shares = [h for h in heads if h.lower() in _RATES]
    if len(shares) != 1:
        return given
    head = shares[0] if quantity(s, i).percent else next(h for h in heads if h not in shares)
    return replace(given, name=f"{head[:1].upper()}{head[1:]} of {match['rest']}")


def _own(s: Sentence, group: Group, levels: Container[int], lexis: Lexis) -> dict[int, Told]:
    """The outcomes that the numbers of a group tell themselves."""
    found: dict[int, Told] = {}
    for row in rows_of(s, group.members):
        listed = _listed(s, row, lexis) if len(row) > 1 and not opposed(s, *row[:2]) else []
        found.update(zip(row, listed, strict=False))
    for i in group.members:
        if i in found or i in levels:
            continue
        own = own_outcome(s, i, lexis)
        if own is not None and points_back(own.name):
            subject = around(s, group, lexis)
            if subject is not None and not points_back(subject.name):
                own = replace(own, name=subject.name, extent=subject.extent, change=own.change or subject.change)
        if own is not None:
            found[i] = own
    return found


def _around(s: Sentence, group: Group, lexis: Lexis) -> Told | None:
    found = around(s, group, lexis)
    return None if found is None else without_comparative(s, found, lexis)


def without_comparative(s: Sentence, given: Told, lexis: Lexis) -> Told:
    """``A showed a lower incidence of X than B``: the incidence of X; but ``Lower limb pain was …`` stays."""
    first, _, rest = given.name.partition(" ")
    if first.lower() not in COMPARATIVES or not rest or rest.startswith("than "):
        return given
    named = (k for k, x in enumerate(s.items) if x.norm == first.lower() and x.extent.overlaps(given.extent))
    at = next(named, 0)
    before = s.items[at - 1] if at else None
    if before is None:
        return given
    said = before.norm in {"a", "an", ")"} or before.norm in lexis.verbs or is_adverb(before.norm)
    compared = before.norm in _TESTED or any(
        x.norm in {"than", "compared", "comparison", "versus", "vs"} for x in s.items[at:]
    )
    if not said or not compared:
        return given
    shares = rest.partition(" ")[0] in _SHARES  # a greater proportion of women: women
    return replace(given, name=(cleaned(rest) if shares else "") or rest[:1].upper() + rest[1:])


# Rules by which a number tells its outcome itself, also where the subject of its clause only points back.
_SURE: Final = frozenset(
    {
        "change_in_name",
        "change_of_number",
        "value_after_outcome",
        "changed_by",
        "changed_to",
        "bracketed_level",
        "correlation",
    }
)
_COUNTED: Final = frozenset({"counted_events", "predicate", "counted_people"})  # they tell the kind of their number too
_SHARES: Final = frozenset({"proportion", "percentage", "number", "share"})
_HEADS: Final = regex.compile(r"(?P<one>[\w-]+) and (?P<other>[\w-]+) of (?P<rest>.+)")
_RATES: Final = frozenset({"incidence", "rate", "frequency", "prevalence", "proportion", "percentage", "risk"})
_RATE_OF: Final = regex.compile(r"(?:rates?|risks?|frequency|frequencies) of (?:the )?(?=\w)", regex.IGNORECASE)
_TESTED: Final = frozenset({"significantly", "statistically"})


def _moved(s: Sentence, i: int, given: Told, lexis: Lexis) -> Told:
    """``the means were 3.4 (down 59%)``, ``57% and 67% lower than at baseline``."""
    before = s.items[i - 1].norm if i else ""
    mover = next((x for x in reversed(s.items[max(0, i - 4) : i]) if moves(x, lexis)), None)
    if before == "by" and mover is not None:  # whereas with B it worsened by 21%, but fell by 0.6 kg in B
        falls = mover.norm in FALLS or lexis.verbs.get(mover.norm) == "fall"
        return replace(given, change=True, falls=falls)
    if not quantity(s, i).percent:
        return given
    if i + 1 < len(s.items) and is_change(s.items[i + 1]):  # it was stronger in women (17% reduction)
        return replace(given, change=True, falls=s.items[i + 1].norm in FALLS)
    after = s.part(i + 1, min(len(s.items), i + 7))
    lower = regex.match(r"^(?:(?:, |and |N )*)(lower|higher|less|more|greater|better|fewer)\b(?: \S+)?", after)
    if before in {"down", "up"} or (
        lower and not regex.match(r"^(?:(?:, |and |N )*)\S+ (?:\S+ )?than (?!at\b|baseline|before|T\b)", after)
    ):
        return replace(given, change=True, falls=before == "down" or (lower is not None and lower[1] in FALLS))
    return given


def _listed(s: Sentence, members: Sequence[int], lexis: Lexis) -> list[Told]:
    """One outcome for each number of a row: ``EASI 75 and EASI 90 were reached by 90% and 54%``."""
    parallel = matching(s, OUTCOME, members)
    own = bracketed(s, members[0], lexis) if parallel else None
    if own is not None and not any(s.items[k].extent.overlaps(own.extent) for k in parallel):
        return []  # the commonest events were X (12%), Y (8% and 3%)
    if parallel and not matching(s, ARM, members) and (not matching(s, TIME, members)):
        correlated = [Told(n, e, "correlation") for n, e in correlations(s, members)]
        return correlated or [Told(s.items[k].name, s.items[k].extent, "listed_outcomes") for k in parallel]
    correlated = [Told(n, e, "correlation") for n, e in correlations(s, members)]
    if correlated:
        return correlated
    after = s.part(members[-1] + 1, min(len(s.items), members[-1] + 9)).split(" ; ")[0]
    named = s.items[members[0] - 1].norm == "in" and s.items[members[0] - 2].norm not in lexis.verbs
    if "respectively" in after and not named and not matching(s, ARM, members) and not matching(s, TIME, members):
        return listed_subjects(s, members, lexis)
    return []


def listed_subjects(s: Sentence, members: Sequence[int], lexis: Lexis) -> list[Told]:
    """The parts of a subject list: ``rhinitis, hay fever and asthma were commonest (1%, 2% and 3%, respectively)``."""
    verb = next(
        (k for k in range(members[0] - 1, -1, -1) if s.items[k].norm in lexis.verbs and not s.items[k].kind), members[0]
    )
    while verb > 0 and s.items[verb - 1].norm in lexis.verbs:
        verb -= 1
    parts: list[Phrase] = []
    end = verb
    for k in range(verb - 1, -2, -1):
        item = s.items[k] if k >= 0 else None
        stop = item is None or item.norm in {";", ":"} or item.kind in {NUMBER, "P"}
        if item is not None and item.norm == "or" and not item.kind:
            return []  # death or stroke occurred in 6 and 11 patients, respectively: one outcome in two groups
        if stop or (item is not None and item.norm in {",", "and"}):
            if any(x.kind == ARM or (not x.kind and x.norm in lexis.verbs) for x in s.items[k + 1 : end]):
                return []  # A reached higher scores than did B: the clause is no list
            found = phrase(s.items, k + 1, end, lexis)
            if found is not None:
                parts.insert(0, found)
            end = k
        if stop or len(parts) == len(members):
            break
    if len(parts) != len(members):
        return []
    names = [p.name for p in parts]
    if not any(_RATE_OF.match(name) for name in names[1:]):
        names[0] = cleaned(_RATE_OF.sub("", names[0])) or names[0]  # rates of stroke, bleeding and death
    return [Told(name, p.extent, "listed_subjects") for name, p in zip(names, parts, strict=True)]


def own_outcome(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """What a number tells by the words right around it."""
    tries: tuple[Callable[[Sentence, int, Lexis], Told | None], ...] = (
        aged, distributed, compared_after, attached, behind_p, rephrased, parted, comparative, bracketed, change_of,
        changed_after, changed_before, valued, counted_people, counted, averaged, beside, in_whom, gapped, predicated,
        named_in, juxtaposed,
    )  # fmt: skip
    pointing: Told | None = None
    for attempt in tries:
        found = attempt(s, i, lexis)
        if found is not None and not points_back(found.name):
            return found
        pointing = pointing or found
    return pointing


def as_change(given: Told) -> Told:
    """The outcome named as a change."""
    if given.change and not given.name.lower().startswith(
        ("change", "improvement", "reduction", "increase", "decrease", "percent")
    ):
        return replace(
            given,
            name=f"Change in {given.name[0].lower() + given.name[1:] if given.name[1:2].islower() else given.name}",
        )
    return given
