"""From what a sentence tells to outcome tuples."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

import regex

from pipeline.assemble.draft import draft, flagged, with_evidence
from pipeline.assemble.prose.claims import Claim
from pipeline.assemble.prose.flow import Flow
from pipeline.assemble.prose.frame import Frame, Setting, Time
from pipeline.assemble.prose.lexis import Lexis
from pipeline.assemble.prose.sentence import Sentence
from pipeline.extent import Extent
from pipeline.normalise.hedges import before
from pipeline.normalise.printed import is_share
from pipeline.schema import Dispersion, Result

_UNITS: Final = {
    "count": "1", "event_count": "1", "odds_ratio": "1", "hazard_ratio": "1", "risk_ratio": "1", "rate_ratio": "1",
    "correlation": "1", "proportion": "%", "risk_difference": "%", "relative_change": "%", "mean_percent_change": "%",
}  # fmt: skip
_BASELINE: Final = Time("Baseline", Decimal(0), Extent(0, 0))
BIOMARKERS: Final = frozenset(
    {"IgE", "TARC", "LDH", "TEC", "CRP", "creatinine", "hemoglobin", "cholesterol", "glucose", "HbA1c"}
)

_EARLY: Final = regex.compile(r"\bdays? [01]\b|\b0 ?[-–] ?\d")
# A count of nothing but these is a group's size.
_ANYONE: Final = frozenset({"patients", "participants", "subjects", "individuals", "people", "persons"})


def result(
    claim: Claim,
    s: Sentence,
    flow: Flow,
    frame: Frame,
    setting: Setting,
    study: tuple[str | None, Extent | None],
    time: Time | None,
) -> Result | None:
    """The tuple of a claim."""
    q = claim.quantity
    inner = _extent(claim, flow)
    extent = flow.extent(inner)
    if extent.of(setting.document.text).count("\n") > 8:  # a page break or table stands inside
        return None
    category = claim.category or _category(claim, frame, setting, time)
    made = draft(
        setting.document, extent, frame.section, f"prose.{claim.told.rule}",
        category=category, outcome=claim.told.name, outcome_id=_outcome_id(claim, setting), statistic=claim.statistic,
        value=q.value, unit=_unit(claim, setting), study=study[0], comparator=claim.comparator,
        arm=claim.arm.name if claim.arm else None, arm_id=claim.arm.id if claim.arm else None, arm_n=claim.arm_n,
        **_counts(claim), dispersion=_spread(claim, setting), p_value=claim.p.p_value if claim.p else None,
        timepoint_text=time.text if time else None, timepoint_days=time.days if time else None,
    )  # fmt: skip
    inferred = (
        _denominator(claim, setting)
        if made.denominator is None and made.count is not None and made.unit == "%"
        else None
    )
    if inferred is not None:
        made = replace(flagged(made, "denominator_inferred"), denominator=inferred)
    flags = [*claim.flags, *(["p_shared"] if claim.p_shared else []), *_bounds(s, claim)]
    if made.dispersion is not None and made.dispersion.type is None:
        flags.append("dispersion_unknown")
    return with_evidence(flagged(made, *flags), setting.document, _evidence(claim, flow, time, study[1]))


def _extent(claim: Claim, flow: Flow) -> Extent:
    """The numeric expression; of a group size and a p value only the number, not ``n =``."""
    extent = claim.quantity.extent
    if claim.quantity.shape in {"group_size", "p_value"}:
        printed = extent.of(flow.text)
        digits = [k for k, c in enumerate(printed) if c.isdigit() or (c == "." and printed[k + 1 : k + 2].isdigit())]
        return Extent(extent.start + digits[0], extent.start + digits[-1] + 1)
    return extent


def _counts(claim: Claim) -> dict[str, Any]:
    q = claim.quantity
    count = q.count if q.count is not None else int(q.value) if claim.statistic == "count" else None
    return {"count": count, "denominator": claim.denominator if q.denominator is None else q.denominator}


def _denominator(claim: Claim, setting: Setting) -> int | None:
    """The one printed group size of which the count is the printed share."""
    fits = [
        n
        for n in setting.sizes
        if claim.quantity.count is not None and is_share(claim.quantity.count, n, claim.quantity.value)
    ]
    return fits[0] if len(fits) == 1 else None


def _spread(claim: Claim, setting: Setting) -> Dispersion | None:
    spread = claim.quantity.dispersion
    if spread is None or claim.statistic == "p_value":
        return None
    if spread.type is None and spread.value is not None:
        return replace(spread, type=setting.spread)
    if spread.type is None and spread.low is not None:
        kind = "CI" if claim.statistic.endswith("ratio") else "range" if claim.statistic in {"mean", "median"} else None
        return replace(spread, type=kind)
    return spread


def _outcome_id(claim: Claim, setting: Setting) -> str | None:
    name = claim.told.name
    index = setting.lexis.outcomes
    whole = index.whole(name)
    if whole is not None:
        return whole
    found = index.find(name)
    if claim.statistic == "correlation" and found:
        return found[0].term.id
    return max(found, key=lambda f: (f.end - f.start, -f.start)).term.id if found else None


def _unit(claim: Claim, setting: Setting) -> str | None:
    if claim.statistic == "p_value":
        return None
    if claim.quantity.percent:
        return "%"
    if claim.quantity.shape == "fold":
        return "1"
    if claim.quantity.unit is not None:
        return claim.quantity.unit
    if claim.statistic in _UNITS:
        return _UNITS[claim.statistic]
    return setting.lexis.units.get(_outcome_id(claim, setting) or "")


def _category(claim: Claim, frame: Frame, setting: Setting, time: Time | None) -> str:
    name = claim.told.name.lower()
    if claim.statistic == "count" and name in _ANYONE:
        return "disposition"
    if claim.statistic in {"odds_ratio", "correlation"}:
        return "association"
    found = setting.lexis.categories.ids(_without_people(name, setting.lexis))
    if found[:1] == ("disposition",) and claim.quantity.count is not None:
        return "disposition"  # 206 (91%) completed the trial
    if (time is not None and _is_at_start(claim, time)) or _is_age(name):
        return "baseline"
    if found:
        return found[0]
    if _outcome_id(claim, setting) in BIOMARKERS:
        return "biomarker"
    if frame.safety or any(
        w in name for w in ("adverse", "infection", "death", "discontinu", "withdr", "bleed", "toxic")
    ):
        return "safety"
    return "efficacy"


def _is_at_start(claim: Claim, time: Time) -> bool:
    """Whether a time is that before treatment: no change is told of it, and no share of people of ``day 1``."""
    if time.days != 0 or "change" in claim.statistic:
        return False
    return not (claim.statistic in {"proportion", "count", "event_count"} and _EARLY.search(time.text.lower()))


def _is_age(name: str) -> bool:
    """How old people are is told of them, whatever sentence tells it."""
    return name == "age" or name.endswith((" age", "age of patients", "age at diagnosis", "age at randomization"))


def _without_people(name: str, lexis: Lexis) -> str:
    """A name that says what people did, without them: ``women expressed worries`` is not about their sex."""
    told = name.split()
    kept = [word for word in told if word not in lexis.people]
    return " ".join(kept) if any(lexis.verbs.get(word) for word in kept) else name


def _bounds(s: Sentence, claim: Claim) -> list[str]:
    words = s.part(max(0, claim.item - 5), claim.item) + " "
    hedge = before(words, len(words))
    said = {"lower_bound": hedge.lower, "upper_bound": hedge.upper, "approximate": hedge.approximate}
    return [flag for flag, holds in said.items() if holds][:1]


def _evidence(claim: Claim, flow: Flow, time: Time | None, study_at: Extent | None) -> Mapping[str, Extent]:
    places: dict[str, Extent | None] = {
        "value": claim.quantity.extent,
        "outcome": claim.told.printed or claim.told.extent,
        "denominator": claim.denominator_at,
        "arm": claim.arm_at,
        "comparator": claim.comparator_at,
        "p_value": claim.p.extent if claim.p else None,
        "timepoint_text": time.extent if time and len(time.extent) else None,
        "study": study_at,
    }
    return {name: flow.extent(extent) for name, extent in places.items() if extent is not None}
