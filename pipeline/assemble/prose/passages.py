"""The tuples of one passage, sentence by sentence."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble.prose.arms import Arm
from pipeline.assemble.prose.asides import without_asides
from pipeline.assemble.prose.claims import Claim
from pipeline.assemble.prose.definitions import without_definitions
from pipeline.assemble.prose.factors import event
from pipeline.assemble.prose.frame import Frame, Setting, Time, advanced, period_of, quoted, study_of
from pipeline.assemble.prose.groupsizes import sizes
from pipeline.assemble.prose.intervals import label, labelled, with_intervals
from pipeline.assemble.prose.lengths import with_length
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.likeness import Number
from pipeline.assemble.prose.marking import with_arms
from pipeline.assemble.prose.opposed import order
from pipeline.assemble.prose.pairs import is_topic
from pipeline.assemble.prose.parallels import Times, in_step, named_by_pair, paired, points_back, referred
from pipeline.assemble.prose.readings import Read
from pipeline.assemble.prose.results import result
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, STUDY, Sentence
from pipeline.assemble.prose.spreads import interval_of, with_spreads
from pipeline.assemble.prose.tagging import Names
from pipeline.assemble.prose.telling import Told
from pipeline.assemble.prose.told import claims
from pipeline.assemble.prose.topics import headed, measured, with_topic
from pipeline.assemble.prose.versus import pair_of
from pipeline.extent import Extent, fold
from pipeline.mentions import Mention, Quantity
from pipeline.schema import Dispersion, Result

_CASE: Final = regex.compile(r"^\W{0,3}(?P<name>(?:Case|Patient)\s{1,3}(?P<n>\d{1,2}))\b(?!\s?[-/%])")
_AGE: Final = regex.compile(
    r"(?P<age>\d{1,3})[- ]?\s?(?:years?|yrs?)[- ]\s?old|\b(?:of|aged)\s(?P<age>\d{1,3})\s(?:years|yrs)?"
)
_SWITCH: Final = regex.compile(
    r"\b(?:switched|changed|converted|took its place|introduced|was initiated|crossed over)\b"
)
_REMEMBERED: Final = 60  # outcomes told last: a number may tell one of them again


def passage_results(part: Read, frame: Frame, setting: Setting) -> tuple[list[Result], list[tuple[Extent, str]], Frame]:
    """The tuples of a passage, its excluded numbers, and what is in force behind it."""
    results: list[Result] = []
    excluded = unread_numbers(part)
    cues = tuple(m for m in part.found.mentions if m.kind == "statistics")
    force = _Force((frame.study, None), None)
    last = max((k for k, s in enumerate(part.sentences) if s.places.keys() - {STUDY}), default=-1)
    for k, (bare, _, names) in enumerate(part.told):
        if k < len(part.sentences) - 1 and len(force.seen) == k and _is_run_in(bare, setting.lexis):
            frame = advanced(frame, _text(part, bare).rstrip("."), setting)
            frame = replace(frame, event=event(with_arms(bare, setting.arms, setting.lexis, names)))
            force = _Force((frame.study, None), None, (*force.seen, k), topic=headed(bare, setting.lexis))
            continue
        frame = _with_patient(bare, _text(part, bare), frame, setting)
        if k > last and frame.patient is None:
            continue  # nothing is told from here on
        plain = without_asides(without_definitions(bare))
        marked = with_arms(plain, setting.arms, setting.lexis, names, force.before)
        s = with_intervals(with_spreads(referred(marked, force.before), force.interval))
        force = _advanced(force, _text(part, bare), s, setting)
        listed = tuple((arm, s.items[at].extent) for arm, at in order(s, setting.arms))
        told = (*frame.sizes, *sizes(s, part.flow, setting))
        frame = replace(frame, event=event(s) or frame.event, order=listed or frame.order, sizes=told)
        made, refused, times, topic = _sentence(part, s, frame, force, setting, (cues, names))
        frame = _remembering(frame, made)
        spread = label(s, len(s.items), force.spread)
        interval = interval_of(s) or force.interval
        force = replace(force, times=times, before=s, topic=topic, spread=spread, interval=interval)
        results.extend(made)
        excluded.extend(refused)
        if frame.patient is not None and _SWITCH.search(s.code):
            frame = replace(frame, switched=True)
    return results, excluded, frame


def _remembering(frame: Frame, made: Sequence[Result]) -> Frame:
    """The frame behind results: what was told last."""
    names = (r.outcome.removeprefix("Change in ") for r in made)
    return replace(frame, told=(*frame.told, *names)[-_REMEMBERED:])


def unread_numbers(part: Read) -> list[tuple[Extent, str]]:
    """The numbers of a passage that recognisers know to be none: times, numbers in names, and all exclusions."""
    found: list[tuple[Extent, str]] = []
    for mention in part.found.mentions:
        if mention.kind == "exclusions":
            found.append((part.flow.extent(mention.extent), mention.id))
        elif mention.kind == "timepoints":
            found.append((part.flow.extent(mention.extent), "time"))
        elif mention.kind in {"outcomes", "studies"} and any(c.isdigit() for c in mention.extent.of(part.flow.text)):
            found.append((part.flow.extent(mention.extent), "name"))
    return found


@dataclass(frozen=True, slots=True)
class _Force:
    """What earlier sentences of a passage said and later ones mean.

    The study, its length, run-in headings seen, the outcome, the last interval that says of which kind it is.
    """

    study: tuple[str | None, Extent | None]
    time: Time | None
    seen: tuple[int, ...] = ()
    arm: Arm | None = None
    compared: Arm | None = None  # the active group that the last sentence set against the other
    before: Sentence | None = None
    times: Times = ()
    topic: Told | None = None
    interval: Dispersion | None = None
    spread: Dispersion | None = None


def _text(part: Read, s: Sentence) -> str:
    return " ".join(item.text for item in s.items).replace(" - ", "-").replace(" .", ".")


def _is_run_in(s: Sentence, words: Lexis) -> bool:
    """``Correlations between scores.`` before a paragraph: a heading in its line."""
    if len(s.items) > 16 or s.of("N") or s.of("P") or s.items[-1].norm != ".":
        return False
    return not any(
        words.verbs.get(i.norm) in {"be", "be able", "fall", "rise"} or i.norm in {"had", "have", "showed", "we"}
        for i in s.items
        if not i.kind
    )


def _advanced(force: _Force, text: str, s: Sentence, setting: Setting) -> _Force:
    study, time = force.study, force.time
    said = study_of(text, setting.studies)
    if said is not None:
        extent = Extent(s.items[0].extent.start, s.items[-1].extent.end)
        study, time = (said or None, extent), None
    period = period_of(text)
    if period is not None and said != "":
        time = Time(period[0], period[1], s.items[0].extent)
    arm = _subject(s, setting) or (force.arm if not s.of(ARM) else None)
    compared = _compared(s, setting) if s.of(ARM) else force.compared
    return replace(force, study=study, time=time, arm=arm, compared=compared)


def _subject(s: Sentence, setting: Setting) -> Arm | None:
    """The active group that a sentence begins with and alone speaks of."""
    named = {s.items[i].norm: i for i in s.of("A")}
    if len(named) != 1:
        return None
    (key, at), *_ = named.items()
    arm = setting.arms.by_key().get(key)
    return arm if arm is not None and not arm.is_control and is_topic(s, at, setting.lexis) else None


def _compared(s: Sentence, setting: Setting) -> Arm | None:
    """The active one of two groups that a sentence sets against each other: ``A lowered it compared with placebo``."""
    named = {s.items[i].norm for i in s.of(ARM)}
    pair = pair_of(setting)
    return pair[0] if pair is not None and pair[0].key in named and len(named) <= len(pair) else None


def _sentence(
    part: Read,
    s: Sentence,
    frame: Frame,
    force: _Force,
    setting: Setting,
    hints: tuple[tuple[Mention, ...], Names],
) -> tuple[list[Result], list[tuple[Extent, str]], Times, Told | None]:
    excluded = [(part.flow.extent(i.extent), i.mark.id) for i in s.items if i.kind == EXCLUDED and i.mark is not None]
    if frame.section == "other" and setting.has_sections:
        excluded.extend((part.flow.extent(s.items[i].extent), "other") for i in s.of("N"))
        return [], excluded, (), force.topic
    told, refused = claims(s, frame, setting, *hints)
    told, times = in_step(s, told, force.times)
    told = named_by_pair((*_age(part, s, frame), *told), paired(force.before, setting.lexis) if force.before else None)
    excluded.extend((part.flow.extent(s.items[i].extent), reason) for i, reason in refused.items())
    before = measured(s, setting.lexis) or force.topic
    told, _ = with_topic(labelled(told, s, force.spread), before)
    told, topic = with_topic(_ranked(told, s, hints[1], frame, setting), before)
    results: list[Result] = []
    for claim in (_with_subject(c, s, force) for c in told):
        study = _study(claim, s, frame, force.study, setting)
        time = _time(claim, s, frame, force.time, study, setting)
        made = result(claim, s, part.flow, frame, setting, study, time)
        if made is not None:
            results.append(made)
    return results, excluded, times, topic


def _ranked(claims: Sequence[Claim], s: Sentence, names: Names, frame: Frame, setting: Setting) -> tuple[Claim, ...]:
    """The claims with the outcomes that learned weights prefer to those of the rules."""
    numbers = [Number(c.item, c.statistic, c.category, c.told) for c in claims]
    told = setting.ranker.told(s, numbers, names, replace(setting.known, told=frame.told))
    return tuple(replace(claim, told=t) for claim, t in zip(claims, told, strict=True))


def _with_subject(claim: Claim, s: Sentence, force: _Force) -> Claim:
    """A claim without a group takes the active one that earlier sentences of the paragraph speak of."""
    between_groups = claim.statistic.endswith(("ratio", "correlation"))
    arm = force.arm or (force.compared if points_back(s) else None)
    if claim.arm is not None or arm is None or s.of(ARM) or claim.category is not None or between_groups:
        return claim
    return replace(claim, arm=arm)


def _age(part: Read, s: Sentence, frame: Frame) -> tuple[Claim, ...]:
    """``Case 1 is a 27-year-old man``: the age, which the time recogniser takes for a duration."""
    if frame.patient_at is None or frame.patient is None or s.items[0].extent.start > frame.patient_at.start:
        return ()
    match = _AGE.search(fold(part.flow.text), s.items[0].extent.start, s.items[-1].extent.end)
    if match is None:
        return ()
    extent = Extent(*match.span("age"))
    number = Quantity(extent, "number", Decimal(match["age"]), unit="a")
    return (Claim(0, number, "single_value", Told("Age", extent, "age_of_patient"), frame.patient, frame.patient_at),)


def _study(
    claim: Claim, s: Sentence, frame: Frame, study: tuple[str | None, Extent | None], setting: Setting
) -> tuple[str | None, Extent | None]:
    if frame.section in {"discussion", "other"}:
        found = quoted(s, claim.item, setting, claim.row)
        if found is not None:
            return found
    return study


def _time(
    claim: Claim,
    s: Sentence,
    frame: Frame,
    study_time: Time | None,
    study: tuple[str | None, Extent | None],
    setting: Setting,
) -> Time | None:
    if claim.category in {"disposition", "association"}:
        return None
    if frame.patient is not None and not frame.switched and not _SWITCH.search(s.part(0, claim.item)):
        return Time("Baseline", Decimal(0), claim.time.extent if claim.time else Extent(0, 0))
    if (
        claim.time is None
        and claim.statistic in {"mean", "median", "proportion", "count", "range"}
        and _is_at_baseline(claim, frame, setting)
    ):
        return Time("Baseline", Decimal(0), Extent(0, 0))
    if frame.section in {"discussion"} and claim.time is None and study[0] not in {None, *setting.studies.names}:
        return None  # another study's result has only the time that is said
    return with_length(claim.time, setting.length) or study_time or frame.time


def _is_at_baseline(claim: Claim, frame: Frame, setting: Setting) -> bool:
    ids = setting.lexis.outcomes.ids(claim.told.name)
    if (
        any(i == "age" or i.startswith(("sex-", "race-")) or i in {"BMI", "height"} for i in ids)
        and claim.told.rule != "nearest_outcome"
    ):
        return True
    return frame.baseline and not any(
        w in claim.told.name.lower() for w in ("withdr", "discontin", "completed", "drop")
    )


def _with_patient(s: Sentence, text: str, frame: Frame, setting: Setting) -> Frame:
    """The frame after ``Case 2 is …``, from where everything is told of that patient."""
    match = _CASE.match(text)
    if match is None:
        return frame
    name = " ".join(match["name"].split())
    main = setting.arms.main
    arm = Arm(name.lower(), name, main.id if main else None, is_control=False)
    start = s.items[0].extent.start
    return replace(
        frame, patient=arm, patient_at=Extent(start + match.start("name"), start + match.end("name")), switched=False
    )
