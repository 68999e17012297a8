"""Odds and hazard ratios of one-group studies: the factor is the arm, the modelled event the outcome."""

from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arm
from pipeline.assemble.prose.binding import runs
from pipeline.assemble.prose.candidates import Group
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.naming import left_of, right_of
from pipeline.assemble.prose.sentence import ARM, OUTCOME, TIME, Sentence
from pipeline.assemble.prose.telling import Told
from pipeline.extent import Extent

_EVENT: Final = regex.compile(
    r"(?:achiev\w{0,6}|attain\w{0,6}|reach\w{0,4}|associated with|association with|predict\w{0,4}|odds of|risks? "
    r"of|probability of|predictors? of|"
    r"factors? (?:affecting|for)|development of|likel(?:y|ihood) (?:of|to)|chance of|response (?:to|of)|models? of)"
    r" (?:the |an? |of |achiev\w{0,6} |attain )*(?P<o>O)"
)
# The same of an event that no lexicon knows, only in the sentence of the ratio: ``risk factors for stent failure``.
_PREDICTED: Final = regex.compile(
    r"\b(?:(?:associated|association) with|predict(?:ed|s|ing|ive of|ors? (?:of|for))|(?:risk )?factors? (?:for|of|"
    r"affecting|influencing)|determinants? of|related to)"
    r"(?: (?:an?|the|increased|higher|lower|reduced|decreased|greater|elevated|significantly|independently))*"
    r"(?: (?:risks?|odds|likelihood|probability|hazards?|chances?) (?:of|for))?(?: (?:an?|the))? (?=(?P<name>[a-zO]))"
)
_ASSOCIATED: Final = regex.compile(
    r"\b(?:was|were|is|are|remained)(?: not| also| \S+ly)* (?:associated|related|linked|"
    r"more likely|less likely|predictive)\b"
)
_RELATED: Final = regex.compile(
    r"\b(?:associat(?:ed|ions?)|predict(?:ed|s|ors?|ive)|correlat(?:ed|ions?)|risk factors?)\b"
)
_TREATED: Final = regex.compile(
    r"\b(?:treatment|therapy|intervention|drug|groups?|arms?|treated|supplementation|program(?:me)?)\b"
    r"(?! (?:period|phase))"
)
_COMPARED: Final = regex.compile(r"(?:compared (?:to|with)|relative to|versus|vs|than) (?P<rest>\S)")


def event(s: Sentence) -> str | None:
    """The event a sentence speaks of achieving or predicting."""
    match = _EVENT.search(s.code)
    return s.items[s.at(match.start("o"))].name if match else None


def _predicted(s: Sentence, lexis: Lexis) -> str | None:
    """The event that a sentence without groups says something predicts."""
    match = None if s.of(ARM) else _PREDICTED.search(s.code)
    found = right_of(s.items, s.at(match.start("name")), lexis) if match is not None else None
    return found.name if found is not None else None


def associated(s: Sentence, i: int, told: Told, lexis: Lexis) -> Arm | None:
    """The factor of ``X was associated with Y (RR 1.9)``, where what the number tells of is Y."""
    match = next((m for m in reversed(list(_ASSOCIATED.finditer(s.code))) if s.at(m.start()) < i), None)
    if match is None:
        return None
    verb = s.at(match.start())
    if told.extent.start < s.items[verb].extent.start or any(k < verb for k in s.of(ARM)):
        return None
    found = left_of(s.items, verb, lexis)
    return None if found is None else Arm(found.name.lower(), found.name, None, is_control=False)


def relates_factors(s: Sentence) -> bool:
    """Whether a sentence without groups tells what goes with what, so that its estimates compare no arms."""
    return not s.of(ARM) and _RELATED.search(s.code) is not None and _TREATED.search(s.code) is None


def compares_groups(s: Sentence) -> bool:
    """Whether the sentence sets two groups against each other."""
    return len({s.items[i].norm for i in s.of(ARM)}) > 1


def factor(
    s: Sentence, i: int, told: Told, group: Group, known: str | None, lexis: Lexis
) -> tuple[Told, Arm, str | None] | None:
    """The event as outcome, the factor as arm, the reference level; None when no event is known."""
    outcome = event(s) or _predicted(s, lexis) or known
    if outcome is None:
        return None
    name, extent = _name(s, i, told, outcome, lexis)
    if name is None:
        return None
    name += _when(s, i, group)
    reference = None
    if match := _COMPARED.search(s.code):
        person = s.items[s.at(match.start("rest"))]
        found = None if person.norm in lexis.people else right_of(s.items, s.at(match.start("rest")), lexis)
        reference = found.name if found else person.text if person.norm in lexis.people else None
    arm = Arm(name.lower(), name, None, is_control=False)
    return replace(told, name=outcome, extent=extent, rule="factor_ratio", change=False), arm, reference


def _name(s: Sentence, i: int, told: Told, outcome: str, lexis: Lexis) -> tuple[str | None, Extent]:
    if told.name.lower() != outcome.lower() and not told.name.lower().endswith(outcome.lower()):
        return told.name, told.extent
    verb = next((k for k in range(i - 1, 0, -1) if s.items[k].norm in lexis.verbs and not s.items[k].kind), None)
    found = left_of(s.items, verb, lexis) if verb is not None else None
    if found is None and verb is not None and (person := _person(s, i, lexis)) is not None:
        return s.items[person].text, s.items[person].extent
    if found is not None and verb is not None and found.name.lower().endswith(outcome.lower()):
        found = right_of(s.items, verb + 1, lexis)  # predictors of relapse were age (OR 1.2) and
    if found is None or found.name.lower() == outcome.lower():
        return None, told.extent
    return found.name, found.extent


def _person(s: Sentence, i: int, lexis: Lexis) -> int | None:
    """The people who are said to be likelier than others: ``women were more likely than men to …``."""
    for k in range(1, i - 2):
        if s.items[k].norm in {"were", "are", "was", "had"} and s.items[k - 1].norm in lexis.people:
            return k - 1 if any(x.norm in {"than", "as", "compared"} for x in s.items[k:i]) else None
    return None


def _when(s: Sentence, i: int, group: Group) -> str:
    """When the factor was measured: part of its name."""
    before = [run for run in runs(s, TIME) if run[-1] < i]
    near = [run for run in before if i - run[-1] < 14 or len(run) == len(group.members)]
    if not near:
        return ""
    run = near[-1]
    k = run[group.members.index(i)] if len(run) == len(group.members) else run[-1]
    item = s.items[k]
    unit = item.mark.id if item.mark else ""
    return f" at {item.norm} {unit}s" if unit else f" {item.text}" if item.text.startswith("at") else f" at {item.text}"


__all__ = ["OUTCOME", "compares_groups", "event", "factor"]
