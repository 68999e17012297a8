"""Which result a printed p value belongs to."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.abbreviations import abbreviations
from pipeline.assemble.prose.candidates import Group, quantity
from pipeline.assemble.prose.claims import Claim, arm_at, time_at
from pipeline.assemble.prose.frame import Frame, Setting, Time
from pipeline.assemble.prose.lexis import PREPOSITIONS, SUBORDINATORS, words
from pipeline.assemble.prose.naming import is_adverb, phrase, right_of
from pipeline.assemble.prose.outcomes import told
from pipeline.assemble.prose.plists import spread_out
from pipeline.assemble.prose.sentence import ARM, OUTCOME, P_VALUE, TIME, Sentence
from pipeline.assemble.prose.subjects import changed_subject
from pipeline.assemble.prose.telling import Told
from pipeline.assemble.prose.tested import tested
from pipeline.extent import Extent
from pipeline.mentions import Quantity

# "All differences were significant (P<0.001)" names no outcome.
_ALL_OF_THEM: Final = regex.compile(
    r"(?:all|each|both|these|those|differences?|changes|comparisons|improvements)\b(?! \w+ \w+ \w+)", regex.IGNORECASE
)
# Of such a p no number is printed: P = NS, p = n.s., (NS), (difference not significant).
_SAID: Final = (
    r"(?P<said>ns|n \. ?s(?: \.)?|(?:statistically )?(?:not|non)(?: -)?(?: statistically)? significant|nonsignificant)"
)
_P_NOT_SIGNIFICANT: Final = regex.compile(rf"(?<![^ ])p(?: -)?(?: values?)?(?: [=:,])? {_SAID}(?![^ ])")
_NOT_SIGNIFICANT: Final = regex.compile(
    rf"[(\[] (?:(?:the|differences?|between|groups?|all|both|p|was|were) ){{0,5}}{_SAID} [)\]]"
)
_BREAKS: Final = PREPOSITIONS - {"of"} | SUBORDINATORS | {"(", ")", ":", ";", "[", "]"}
_COMPARING: Final = words("than compared versus vs with between")
_LONGEST: Final = 14
FLAG: Final = "p_not_significant"


def with_p(s: Sentence, made: Sequence[Claim], frame: Frame, setting: Setting) -> list[Claim]:
    """The claims with the printed p values on those they belong to, and the p values that stand alone."""
    listed = _without_number(s, made)
    for at in s.of(P_VALUE):
        p = quantity(s, at)
        hosts = _hosts(s, at, _free(listed))
        if hosts:
            chosen = _active(hosts)
            for k, claim in enumerate(listed):
                if claim in chosen:
                    listed[k] = replace(claim, p=p, p_shared=len(chosen) > 1)
            continue
        if any(c.p is p for c in listed):
            continue
        alone = _p_alone(s, at, p, frame, setting)
        if alone is not None:
            listed += spread_out(s, alone, setting.lexis)
    return listed


def _without_number(s: Sentence, made: Sequence[Claim]) -> list[Claim]:
    """The claims, flagged ``p_not_significant`` where their p value is only said to be so."""
    listed = list(made)
    matches = [*_P_NOT_SIGNIFICANT.finditer(s.code), *_NOT_SIGNIFICANT.finditer(s.code)]
    for at in sorted({s.at(match.start("said")) for match in matches}):
        if s.items[at].norm == "ns" and "ns" in abbreviations((s,)):
            continue  # normal saline (NS)
        before = [c for c in _free(listed) if c.item < at]
        chosen = _active(hosts) if (hosts := _hosts(s, at, before)) else []
        listed = [replace(c, flags=(*c.flags, FLAG)) if c in chosen else c for c in listed]
    return listed


def _free(listed: Sequence[Claim]) -> list[Claim]:
    """The claims that a p value may belong to: those that have none."""
    return [c for c in listed if c.p is None and FLAG not in c.flags and c.category != "disposition"]


def _hosts(s: Sentence, at: int, free: Sequence[Claim]) -> list[Claim]:
    """The claims a p value belongs to: those before it that no ``;`` and no other p value parts from it."""
    before = [c for c in free if c.item < at and not _parted(s, c.item, at)]
    if not before:
        later = [c for c in free if c.item > at and not _parted(s, at, c.item)]
        return [] if _ends_clause(s, at) else later[:2]
    last = before[-1]
    if _same_bracket(s, last.item, at) and not _is_paired(before):
        return [last]
    return [c for c in before if c.told.name == last.told.name and c.statistic == last.statistic]


def _is_paired(before: Sequence[Claim]) -> bool:
    return len(before) > 1 and before[-2].told.name == before[-1].told.name and before[-1].item - before[-2].item <= 3


def _parted(s: Sentence, first: int, second: int) -> bool:
    depth = 0
    for item in s.items[first + 1 : second]:
        depth += item.norm == "("
        depth -= item.norm == ")"
        if item.kind == P_VALUE or (
            item.norm == ";" and depth == 0 and not any(x.norm == "(" for x in s.items[max(0, first - 8) : first])
        ):
            return True
    return False


def _ends_clause(s: Sentence, at: int) -> bool:
    """``came later than with B (log-rank, P = 0.04), that is 34% fewer``: in a bracket of its own behind a clause."""
    k = at + 1
    if k + 1 >= len(s.items) or s.items[k].norm not in {")", "]"} or not _opened(s, at):
        return False
    return s.items[k + 1].norm in {",", "and", "but", "whereas", "while"} and any(
        not x.kind and x.norm in _COMPARING for x in s.items[:at]
    )


def _opened(s: Sentence, at: int) -> bool:
    """Whether nothing but words stands between a bracket's begin and the p value."""
    for k in range(at - 1, max(-1, at - 8), -1):
        if s.items[k].norm in {"(", "["}:
            return True
        if s.items[k].kind:
            return False
    return False


def _same_bracket(s: Sentence, first: int, second: int) -> bool:
    return not any(x.norm in {"(", ")", "[", "]"} for x in s.items[first + 1 : second])


def _active(hosts: Sequence[Claim]) -> list[Claim]:
    """Of compared groups the one that is not the control; all where several are active."""
    active = [c for c in hosts if c.arm is not None and not c.arm.is_control]
    if not active or len(active) == len(hosts):
        arms = {c.arm.key for c in hosts if c.arm}
        if len(arms) == len(hosts) and len(hosts) > 1:
            return [hosts[0]]
        return [hosts[-1]] if len(hosts) == 2 and not arms else list(hosts)
    return active


def _p_alone(s: Sentence, at: int, p: Quantity, frame: Frame, setting: Setting) -> Claim | None:
    """A p value with no estimate of its own."""
    group = Group((at,))
    outcomes = told(s, group, setting.lexis)
    outcome = outcomes.get(at) or _meant(s, at) or _acted_on(s, at, setting)
    if outcome is None or frame.section == "methods" or _ALL_OF_THEM.match(outcome.name):
        return None
    outcome = replace(changed_subject(_listed(s, outcome, setting)), change=False, differs=False)
    claim = Claim(at, p, "p_value", outcome, p=p, time=_time_before(s, at))
    return _with_groups(s, claim, setting)


def _with_groups(s: Sentence, claim: Claim, setting: Setting) -> Claim:
    """The p value with the groups it compares, the control behind; without groups it is of the only one there is."""
    found = tested(s, claim.item, several=not setting.arms.pair)
    if found.together:
        return claim
    own, other = (None if k is None else (arm_at(s, k, setting), s.items[k].extent) for k in (found.own, found.other))
    if own is not None and other is not None and setting.lexis.is_control(own[0].key) and not other[0].is_control:
        own, other = other, own
    if own is not None:
        claim = replace(claim, arm=own[0], arm_at=own[1])
    elif other is not None:
        rivals = [arm for arm in setting.arms.pair if arm.key != other[0].key]
        claim = replace(claim, arm=rivals[0] if len(rivals) == 1 else None)
    else:
        claim = replace(claim, arm=setting.arms.main)
    if other is not None:
        return replace(claim, comparator=other[0].name, comparator_at=other[1])
    if found.others is not None:
        return replace(claim, comparator=_printed(s, found.others), comparator_at=found.others)
    return claim


def _printed(s: Sentence, extent: Extent) -> str:
    return " ".join(item.text for item in s.items if extent.holds(item.extent))


def _listed(s: Sentence, told: Told, setting: Setting) -> Told:
    """Of a list tested together the whole: ``weight, height and age did not differ (P > 0.05)``."""
    inside = [k for k, x in enumerate(s.items) if x.extent.overlaps(told.extent)]
    if not inside or told.rule not in {"subject", "bracket_after_name"}:
        return told
    start = first = inside[0]
    if not any(x.norm == "and" for x in s.items[max(0, first - 1) : inside[-1]]):
        return told
    for k in range(first - 1, -1, -1):
        item = s.items[k]
        if item.kind not in {"", OUTCOME} or item.norm in _BREAKS or item.norm in setting.lexis.verbs:
            break
        if item.norm in {",", "and"}:
            continue
        start = k
    joined = s.items[start:first]
    if start == first or not any(x.norm == "," for x in joined) or len(joined) > _LONGEST:
        return told
    found = phrase(s.items, start, inside[-1] + 1, setting.lexis)
    return told if found is None else replace(told, name=found.name, extent=found.extent)


def _meant(s: Sentence, at: int) -> Told | None:
    """``it was significantly different from the placebo group (P < 0.05)``: what the sentence before told."""
    verb = next((k for k in range(at - 1, 0, -1) if s.items[k].norm in {"was", "were", "is", "did"}), 0)
    pronoun = s.items[verb - 1] if verb else None
    found = pronoun is not None and pronoun.norm in {"it", "this", "these", "they"}
    return Told("It", pronoun.extent, "referred") if found and pronoun is not None else None


def _acted_on(s: Sentence, at: int, setting: Setting) -> Told | None:
    """``A significantly delayed relapse compared with B (P = 0.04)``: what a group did something to."""
    for k in s.of(ARM):
        verb = k + 1
        while verb < at and is_adverb(s.items[verb].norm):
            verb += 1
        if verb + 1 < at and not s.items[verb].kind and s.items[verb].norm.endswith("ed"):
            found = right_of(s.items, verb + 1, setting.lexis)
            return Told(found.name, found.extent, "subject") if found is not None else None
    return None


def _time_before(s: Sentence, at: int) -> Time | None:
    times = [k for k in s.of(TIME) if k < at] or list(s.of(TIME))
    return time_at(s, times[-1]) if times else None
