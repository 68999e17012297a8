"""What one sentence tells: its numbers with group, outcome, time and statistic."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from pipeline.assemble.prose import dispositions
from pipeline.assemble.prose.arms import Arm
from pipeline.assemble.prose.binding import OTHER, arms_of, comparator_of, rows_of
from pipeline.assemble.prose.candidates import (
    Group,
    denominators,
    groups,
    has_share,
    noun_after,
    numbers,
    quantity,
    share_of,
)
from pipeline.assemble.prose.claims import Claim, arm_at, time_at
from pipeline.assemble.prose.correlations import correlated
from pipeline.assemble.prose.design import design
from pipeline.assemble.prose.differences import with_differences
from pipeline.assemble.prose.factors import associated, compares_groups, factor
from pipeline.assemble.prose.frame import Frame, Setting, Time
from pipeline.assemble.prose.kinds import RATIOS, statistic
from pipeline.assemble.prose.lexis import Lexis, words
from pipeline.assemble.prose.opposed import inside, parted, stands_alone
from pipeline.assemble.prose.outcomes import as_change, told_in
from pipeline.assemble.prose.pairs import of_topic, opposed
from pipeline.assemble.prose.plists import further
from pipeline.assemble.prose.sentence import ARM, NUMBER, TIME, Sentence
from pipeline.assemble.prose.significance import with_p
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.tallies import tallied
from pipeline.assemble.prose.telling import Told
from pipeline.assemble.prose.teststatistics import levels, tests
from pipeline.assemble.prose.times import time_of
from pipeline.assemble.prose.versus import BETWEEN_GROUPS, is_reference, of_the_trial, rival, with_comparator
from pipeline.mentions import Mention

_STARTING: Final = words("a an the mean median average initial baseline pretreatment value score level of")
_ROW: Final = 2  # numbers of two groups
_OPENING: Final = 7


def claims(
    s: Sentence, frame: Frame, setting: Setting, cues: tuple[Mention, ...], names: Names
) -> tuple[tuple[Claim, ...], Mapping[int, str]]:
    """The results a sentence tells, and the reasons why its other numbers are none."""
    lexis = setting.lexis
    sizes = dispositions.claims(s, setting, frame)
    refused: dict[int, str] = {}
    made: list[Claim] = [
        Claim(z.item, quantity(s, z.item), "count", z.told, z.arm, z.arm_at, category="disposition", arm_n=z.size)
        for z in sizes
    ]
    taken = {c.item for c in made}
    below = denominators(s, lexis)
    refused.update(dict.fromkeys(below - taken, "denominator"))
    refused.update(dict.fromkeys(further(s), "significance"))
    refused.update(dict.fromkeys(tests(s), "significance"))
    refused.update(dict.fromkeys(levels(s), "significance"))
    refused.update({i: reason for i, reason in design(s).items() if i not in taken})
    chosen = [
        i for i in numbers(s) if i not in taken and i not in below and i not in refused and _may(s, i, lexis, refused)
    ]
    if frame.tells_methods:
        reason = "power" if dispositions.is_power(s) else "design"
        refused.update(dict.fromkeys(chosen, reason))
        return tuple(made), refused
    listed = groups(s, chosen, lexis)
    outcomes = told_in(s, listed, {z.item: z.told for z in sizes}, lexis)
    bound = _bound(s, listed, outcomes, frame, setting, (cues, names))
    for group in listed:
        made.extend(_of_group(s, group, frame, setting, bound))
    made.sort(key=lambda c: c.item)
    made = with_differences(s, made, setting)
    told_p = tuple(with_p(s, made, frame, setting))
    return told_p, {i: reason for i, reason in refused.items() if i not in {c.item for c in told_p}}


def _may(s: Sentence, i: int, lexis: Lexis, refused: dict[int, str]) -> bool:
    q = quantity(s, i)
    if i and s.items[i - 1].norm == "per" and not s.items[i - 1].kind:
        refused[i] = "denominator"  # 6.3 per 1000 women-years
        return False
    if q.shape == "words":
        noun = noun_after(s, i, lexis)
        elliptic = i > 1 and s.items[i - 1].norm in {"only", "to", "with", "and", "versus", "by", "than"}
        in_row = any(
            s.items[k].kind == NUMBER and (elliptic or (i - k <= 16 and quantity(s, k).shape in {"words", "number"}))
            for k in range(max(0, i - 40), i)
        )
        if not noun and not (in_row and any(x.kind == ARM for x in s.items[i + 1 : i + 6])):
            refused[i] = "design"
            return False
    if q.shape == "group_size" and not has_share(s, i) and not tallied(s, i, lexis):
        refused[i] = "denominator"
        return False
    return True


@dataclass(frozen=True, slots=True)
class _Bound:
    """What the numbers of a sentence belong to: their outcomes, the items of their groups; the words of statistics."""

    outcomes: Mapping[int, Told]
    arms: Mapping[int, int]
    cues: tuple[Mention, ...]


def _bound(
    s: Sentence,
    listed: Sequence[Group],
    outcomes: Mapping[int, Told],
    frame: Frame,
    setting: Setting,
    hints: tuple[tuple[Mention, ...], Names],
) -> _Bound:
    """What the rules say, weighed by the learned links; ``outcomes`` are the rules'."""
    cues, names = hints
    arms: Mapping[int, int] = {i: at for g in listed for i, at in arms_of(s, g, setting.lexis).items()}
    if frame.patient is not None:
        return _Bound(outcomes, arms, cues)
    numbers = sorted(i for g in listed for i in g.members)
    linker = setting.linker
    bound = parted(s, numbers, linker.arms(s, numbers, arms))
    linked = of_topic(s, numbers, opposed(s, numbers, bound), setting.lexis)
    return _Bound(linker.outcomes(s, numbers, outcomes, names), linked, cues)


def _of_group(s: Sentence, group: Group, frame: Frame, setting: Setting, bound: _Bound) -> list[Claim]:
    lexis = setting.lexis
    kinds = _kinds(s, group, bound, lexis, one_patient=frame.patient is not None)
    made: list[Claim] = []
    for i in group.members:
        outcome, kind = bound.outcomes.get(i), kinds[i]
        if outcome is None or kind is None:
            continue
        row = next(r for r in rows_of(s, group.members) if i in r)
        claim = Claim(i, quantity(s, i), kind, outcome, time=_time(s, i, group), row=row)
        if (base := share_of(s, i)) is not None:
            claim = replace(claim, denominator=int(quantity(s, base).value), denominator_at=s.items[base].extent)
        claim = _with_arm(s, claim, bound.arms.get(i), frame, setting)
        claim = _with_factor(s, _with_direction(claim), group, frame, setting)
        made.append(of_the_trial(_with_pair(s, claim, lexis), setting))
    return _from_to(s, made)


def _kinds(s: Sentence, group: Group, bound: _Bound, lexis: Lexis, *, one_patient: bool) -> dict[int, str | None]:
    """The statistic of each number; one that does not tell its own is of the kind of its neighbours."""
    kinds: dict[int, str | None] = {}
    for i in group.members:
        outcome = bound.outcomes.get(i)
        kind = statistic(s, i, outcome, bound.cues, lexis, one_patient=one_patient)
        first = next((k for m, k in kinds.items() if k is not None and m in bound.outcomes), None)
        bare = quantity(s, i).shape in {"number", "words"} and quantity(s, i).unit is None
        unsure = kind in {None, "mean"} or (outcome is not None and outcome.rule == "subject")
        if first in {"count", "event_count"} and unsure and bare:
            kind = first  # 14 infections in the A group, as compared with 4 in the B group
        if first == "rate" and bare and kind in {None, "mean", "count", "event_count"}:
            kind = first  # 0.4 events per patient-year with A and 0.9 with B
        kinds[i] = kind
    for row in rows_of(s, group.members):
        told = {kinds[i] for i in row} - {None}
        if len(told) == 1:
            kinds.update(dict.fromkeys(row, told.pop()))  # 430 versus 310 µm
    return kinds


def _with_arm(s: Sentence, claim: Claim, at: int | None, frame: Frame, setting: Setting) -> Claim:
    if frame.patient is not None:
        claim = replace(claim, arm=frame.patient, arm_at=frame.patient_at)
    elif at == OTHER:
        claim = replace(claim, arm=_unnamed(s, setting))
        at = None
    elif (named := inside(s, claim.item, setting.arms)) is not None:
        claim = replace(claim, arm=named, arm_at=s.items[claim.item].extent)
    elif at is not None:
        own = rival(s, at, setting) if len(claim.row) < _ROW and is_reference(s, claim.item, at) else None
        arm, place = own or (arm_at(s, at, setting), s.items[at].extent)
        claim = replace(claim, arm=arm, arm_at=place)
    elif setting.arms.main is not None:
        claim = replace(claim, arm=setting.arms.main)
    elif frame.order and stands_alone(s, claim.row):
        arm, named_at = frame.order[claim.row.index(claim.item)]
        claim = replace(claim, arm=arm, arm_at=named_at)
    if claim.statistic in BETWEEN_GROUPS and claim.statistic != "correlation":
        return with_comparator(s, claim, at, setting)
    if claim.told.change and claim.quantity.percent and len(claim.row) < _ROW:
        other = comparator_of(s, claim.item, at)
        if other is not None and (len(s.of(NUMBER)) == 1 or _is_compared(s, claim.item, other)):
            claim = replace(
                claim,
                statistic="relative_change",
                comparator=arm_at(s, other, setting).name,
                comparator_at=s.items[other].extent,
            )
    return claim


def _is_compared(s: Sentence, i: int, other: int) -> bool:
    """``lowered X by 25% (95% CI …) compared with B``: the other group stands behind, with no number of its own."""
    if other < i or any(x.norm == ";" or x.kind == NUMBER for x in s.items[i + 1 : other]):
        return False
    own = s.items[other + 1 : other + 3]
    return not any(x.kind == NUMBER for x in own)


def _unnamed(s: Sentence, setting: Setting) -> Arm | None:
    """Of a document's two groups the one that a sentence does not name; of several the only control."""
    named = {s.items[k].norm for k in s.of(ARM)}
    others = [arm for arm in setting.arms.pair if arm.key not in named]
    if not setting.arms.pair:
        known = setting.arms.by_key()
        active = any(key in known and not known[key].is_control for key in named)
        others = list({arm.key: arm for arm in known.values() if arm.is_control}.values()) if active else []
        others = [arm for arm in others if arm.key not in named]
    return others[0] if len(others) == 1 else None


def _with_factor(s: Sentence, claim: Claim, group: Group, frame: Frame, setting: Setting) -> Claim:
    """A ratio in a study of one group compares levels of a factor."""
    if (
        claim.statistic not in RATIOS
        or claim.statistic == "rate_ratio"
        or compares_groups(s)
        or claim.quantity.shape == "fold"
    ):
        return claim
    if setting.arms.main is None and claim.arm is not None:
        return claim
    linked = None if s.of(ARM) else associated(s, claim.item, claim.told, setting.lexis)
    if linked is not None:
        return replace(claim, arm=linked, arm_at=claim.told.extent, category="association")
    found = factor(s, claim.item, claim.told, group, frame.event or setting.event, setting.lexis)
    if found is None:
        return claim
    outcome, arm, reference = found
    return replace(
        claim, told=outcome, arm=arm, arm_at=claim.told.extent, comparator=reference, time=None, category="association"
    )


def _time(s: Sentence, i: int, group: Group) -> Time | None:
    at = time_of(s, i, group)
    return time_at(s, at) if at is not None else None


def _with_direction(claim: Claim) -> Claim:
    change = claim.statistic in {
        "mean_percent_change",
        "relative_change",
        "mean_change",
        "median_change",
        "median_percent_change",
    }
    flags = claim.flags
    if change and claim.told.falls and claim.quantity.value > 0:
        flags = (*flags, "printed_as_reduction")
    named = as_change(claim.told) if change and claim.statistic != "relative_change" else claim.told
    return replace(claim, flags=flags, told=named)


def _with_pair(s: Sentence, claim: Claim, lexis: Lexis) -> Claim:
    """A correlation named by both its sides."""
    if claim.statistic != "correlation" or claim.told.name.startswith("Correlation"):
        return claim
    return replace(claim, told=correlated(s, claim.item, claim.told, lexis))


def _from_to(s: Sentence, made: Sequence[Claim]) -> list[Claim]:
    """``from 3964 to 1838``: the first is the value at baseline; neither is a change."""
    listed = list(made)
    for k, claim in enumerate(listed):
        opening = _opening(s, claim.item)
        levels = claim.statistic in {"mean", "median"} or not claim.quantity.percent
        if opening is not None and levels and not _has_own_time(s, claim):
            start = Time("Baseline", Decimal(0), s.items[opening].extent)
            listed[k] = replace(
                claim,
                time=start,
                statistic=_level(claim.statistic),
                told=replace(claim.told, change=False, name=_plain(claim.told.name)),
                flags=(),
            )
            if k + 1 < len(listed) and s.between(claim.item, listed[k + 1].item) in {"to", "-", "–"}:
                after = listed[k + 1]
                listed[k + 1] = replace(
                    after,
                    statistic=_level(after.statistic),
                    told=replace(after.told, change=False, name=_plain(after.told.name)),
                    flags=(),
                )
    return listed


def _has_own_time(s: Sentence, claim: Claim) -> bool:
    """``from 34% after 12 months to 9% after 72 months``: a time stands between the number and the next."""
    for item in s.items[claim.item + 1 :]:
        if item.kind == TIME:
            return claim.time is not None and claim.time.extent == item.extent
        if item.kind == NUMBER or item.norm in {"to", "and", ","}:
            return False
    return False


def _opening(s: Sentence, i: int) -> int | None:
    """The ``from`` before a number: ``from 12``, ``from a baseline value of 12``."""
    k = i - 1
    while k > 0 and i - k < _OPENING and s.items[k].kind in {"", TIME} and s.items[k].norm in _STARTING:
        k -= 1
    if k < 0:
        return None
    valued = any(x.norm in {"value", "score", "level"} for x in s.items[k + 1 : i])
    timed = s.items[k].kind == TIME and s.items[k].norm == "from baseline" and valued
    return k if s.items[k].norm == "from" or timed else None


def _plain(name: str) -> str:
    return name.removeprefix("Change in ")


def _level(kind: str) -> str:
    return {"mean_change": "mean", "median_change": "median"}.get(kind, kind)
