"""Numbers that say how far two groups are apart: ``a between-group difference of 28%``, ``43 in A, 39 in B (+10%)``."""

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arm
from pipeline.assemble.prose.candidates import quantity
from pipeline.assemble.prose.claims import Claim, arm_at
from pipeline.assemble.prose.frame import Setting
from pipeline.assemble.prose.opposed import is_opposed
from pipeline.assemble.prose.sentence import ARM, NUMBER, Sentence
from pipeline.assemble.prose.versus import BETWEEN_GROUPS, pair_of

_LEVELS: Final = frozenset(
    ["mean", "mean_change", "mean_percent_change", "median", "median_change", "proportion", "risk_difference",
     "mean_difference", "relative_change"]
)  # fmt: skip
_DIFFERENCE: Final = regex.compile(
    r"\b(?:(?:between|inter|intergroup|treatment|adjusted|mean|absolute|net|estimated|group|arm|-) )*"
    r"(?:between - (?:group|arm|treatment)s?|inter(?: - )?group|treatment|adjusted|net) (?:mean )?differences?\b"
    r"(?: [^;()NP ]+){0,14} ?$"
)
# 15% in A and 39% in B (difference, -24 percentage points
_LABELLED: Final = regex.compile(
    r"[(;] (?:(?:the|absolute|mean|median|risk|rate|percentage|estimated|least|squares|-|ls|crude|unadjusted|net|"
    r"relative) )*"
    r"differences? (?:(?:in|of) (?:[^;()NPA ]+ ){1,5})?(?:[,:=] |of |was )?$"
)
_DIFFERS: Final = regex.compile(r"\bdifferences? (?:in [^;()NPA]{1,60} )?(?:of|was|were|[:=])(?: about| only)? ?$")
_BETWEEN: Final = regex.compile(r"^(?:\S+ ){0,2}between (?:the )?A (?:group )?and (?:the )?A\b")
_IN_CHANGE: Final = regex.compile(r"\bdifferences? in (?:the )?(?:mean |adjusted )*changes?\b")
_FAVOUR: Final = regex.compile(r"^[^;N]{0,40}\b(?:in favou?r of|favou?ring) (?:the )?(?P<arm>A)\b")
_RISK: Final = regex.compile(
    r"^(?:(?:relative|significant|overall|lower|mean) )*(?:reductions?|increases?|decreases?) in (?:the )?"
    r"(?:relative )?(?:risks?|hazards?|odds|incidence|rates?)\b"
)
_AFTER: Final = 12
_BEFORE: Final = 22
_SIGNS: Final = "+-−–"
_HALF: Final = Decimal("0.5")


def with_differences(s: Sentence, made: Sequence[Claim], setting: Setting) -> list[Claim]:
    """The claims, those that compare two groups with both of them."""
    listed: list[Claim] = []
    for claim in made:
        told = _worked_out(s, claim, listed) or _called(s, claim, setting)
        listed.append(told or claim)
    return listed


def _called(s: Sentence, claim: Claim, setting: Setting) -> Claim | None:
    """A number that the words before it call a difference of groups, or the fall of a risk."""
    if claim.category is not None or claim.statistic not in _LEVELS or is_opposed(s, claim.item):
        return None
    before = s.part(max(0, claim.item - _BEFORE), claim.item)
    after = s.part(claim.item + 1, min(len(s.items), claim.item + _AFTER))
    if claim.quantity.percent and claim.statistic == "mean_percent_change" and _RISK.match(after):
        return _with_pair(s, replace(claim, statistic="relative_change"), setting)
    between = _DIFFERS.search(before) is not None and _BETWEEN.match(after) is not None
    labelled = _LABELLED.search(before + " ") is not None and len({s.items[k].norm for k in s.of(ARM)}) != 1
    if not between and not labelled and _DIFFERENCE.search(before) is None:
        return None
    level = bool(setting.lexis.percent_levels.ids(claim.told.name))  # a difference of HbA1c
    changes = (
        claim.told.change or claim.statistic == "mean_difference" or _IN_CHANGE.search(before) is not None or level
    )
    kind = "risk_difference" if claim.quantity.percent and not changes else "mean_difference"
    return _with_pair(s, replace(claim, statistic=kind, comparator=None, comparator_at=None), setting)


def _with_pair(s: Sentence, claim: Claim, setting: Setting) -> Claim:
    """The claim with the two groups it compares: those of the sentence, else those of the document."""
    favoured = _FAVOUR.match(s.part(claim.item + 1, min(len(s.items), claim.item + _AFTER)))
    named = sorted(s.firsts(s.of(ARM)), key=lambda k: arm_at(s, k, setting).is_control)
    pair: tuple[Arm, Arm] | None = pair_of(setting)
    if len(named) == 2:
        pair = arm_at(s, named[0], setting), arm_at(s, named[1], setting)
    if pair is None:
        return claim
    active, control = pair
    if favoured is not None and control.key == s.items[s.at(s.starts[claim.item + 1] + favoured.start("arm"))].norm:
        active, control = control, active
    return replace(claim, arm=active, arm_at=None, comparator=control.name)


def _worked_out(s: Sentence, claim: Claim, before: Sequence[Claim]) -> Claim | None:
    """A signed number in the bracket behind the values of two groups that is their difference, plain or in percent."""
    i = claim.item
    compares = claim.statistic in BETWEEN_GROUPS and claim.statistic != "relative_change"
    if len(before) < 2 or compares or s.items[i - 1].norm not in {"(", "["}:
        return None
    if s.items[i].text[:1] not in _SIGNS or quantity(s, i).dispersion is not None:
        return None
    first, second = before[-2:]
    near = i - second.item < _AFTER and not any(k for k in s.of(NUMBER) if second.item < k < i)
    if not near or first.arm is None or second.arm is None or first.arm.key == second.arm.key:
        return None
    for one, other in ((first, second), (second, first)):
        kind = _kind(one.quantity.value, other.quantity.value, claim)
        if kind is not None:
            assert one.arm is not None
            assert other.arm is not None
            told = replace(one.told, change=False)
            return replace(
                claim, statistic=kind, told=told, arm=one.arm, arm_at=one.arm_at, flags=(),
                comparator=other.arm.name, comparator_at=other.arm_at, time=claim.time or one.time,
            )  # fmt: skip
    return None


def _kind(one: Decimal, other: Decimal, claim: Claim) -> str | None:
    """What the number is of the two values, when the arithmetic shows it within its printed rounding."""
    value = claim.quantity.value
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    if claim.quantity.percent:
        if not other:
            return None
        # The values are rounded as well, by half of their last digit.
        slack = step + 100 * _HALF * (_step(one) + _step(other)) / abs(other)
        return "relative_change" if abs((one / other - 1) * 100 - value) <= slack else None
    return "mean_difference" if abs(one - other - value) <= step * _HALF + _HALF * (_step(one) + _step(other)) else None


def _step(value: Decimal) -> Decimal:
    return Decimal(1).scaleb(int(value.as_tuple().exponent))
