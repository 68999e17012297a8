"""Which statistic a number is."""

from dataclasses import replace
from typing import Final

import regex

from pipeline.assemble.prose.candidates import noun_after, quantity
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, Lexis, words
from pipeline.assemble.prose.opposed import is_opposed
from pipeline.assemble.prose.sentence import ARM, NUMBER, OUTCOME, Sentence
from pipeline.assemble.prose.telling import Told
from pipeline.mentions import Mention, Quantity

RATIOS: Final = frozenset({"odds_ratio", "hazard_ratio", "risk_ratio", "rate_ratio"})
_FAR: Final = 200
# Rules that find the outcome far from the number: a bare whole number needs more to be a value.
_FAR_NAMED: Final = frozenset({"subject", "nearest_outcome", "words_before", "linked"})
# A share of people has no spread of single values.
_SPREAD: Final = frozenset({"plus_minus", "mean_bracket"})
_LABEL_WORDS: Final = frozenset({"score", "scores", "value", "values", ",", ":", "=", "of", "vs", "versus", "and"})
_LABEL: Final = 8
_STRONG: Final = RATIOS | {"correlation", "mean_difference", "risk_difference"}
_DIFFERENCES: Final = frozenset({"mean_difference", "risk_difference"})
# The share of people whose HbA1c is below a level.
_REACHED: Final = regex.compile(
    r"[<>≤≥]|\b(?:achiev|reach|target|below|above|less than|at least|of (?:under|over))", regex.IGNORECASE
)
_DIFFERENCE: Final = regex.compile(r"\bdifferences?\b", regex.IGNORECASE)
# pre 15.6 ± 5.8, post 18.1 ± 6.9: the level on an occasion
_OCCASIONS: Final = frozenset({"pre", "post", "pretest", "posttest", "baseline", "before", "after"})
_COUNTS: Final = frozenset({"count_of", "group_size"})
# Five children improved: two after A and three after placebo; 1 occurring in A; 4 A and 2 B patients.
_OF_GROUP: Final = regex.compile(
    r"^(?:(?:in|with|on|after|for|receiving|among|of those on|occurring in|assigned to|treated with) (?:the )?)?A\b"
)
_MONEY: Final = words(
    "chf usd eur gbp jpy cny aud cad sek nok dkk inr $ € £ ¥ dollars euros euro pounds francs yen kronor rupees"
)
_PER: Final = regex.compile(
    r"^(?: ?%)? ?(?:\S+ ){0,2}per (?:patient|person|participant|subject|N |1 ?000|100|year|day|woman|month)"
)


def statistic(
    s: Sentence, i: int, told: Told | None, cues: tuple[Mention, ...], lexis: Lexis, *, one_patient: bool
) -> str | None:
    """The statistic of a number with this outcome; None when nothing says what the number is."""
    q = quantity(s, i)
    if is_opposed(s, i) and told is not None:  # no difference in X (8.6 vs 0.0%)
        told = replace(told, differs=False, name=_DIFFERENCE.sub("", told.name))
        cues = tuple(c for c in cues if c.id not in _DIFFERENCES)
    cue = _cue(s, i, cues)
    if q.unit is not None and cue in RATIOS and not q.percent:
        cue = _cue(s, i, tuple(c for c in cues if c.id not in RATIOS))  # 3.2 months is no ratio
    if q.shape == "number" and not q.percent and _is_rate(s, i):
        return "rate"
    if q.shape == "range" and q.percent and _is_ranging(s, i):
        return "range"
    if (ratio := _between(s, i, cue, told, lexis)) is not None:
        return ratio
    if q.percent:
        level = None if told is None else _of_level(s, i, told, cue, lexis)
        return level or _share(s, i, told, cue, lexis)
    if (counted := _counted(s, i, told, lexis)) is not None:
        return counted
    is_bare = q.unit is None and _is_whole(q) and not _is_money(s, i)
    if (
        is_bare
        and told is not None
        and told.rule in {"predicate", "name_in_number", "counted_people"}
        and not one_patient
    ):
        return "count"
    if is_bare and told is not None and told.rule in _FAR_NAMED and not _is_stated(s, i, cue, told, lexis):
        return "count" if _OF_GROUP.match(s.part(i + 1, min(len(s.items), i + 7)) + " ") else None
    return "single_value" if one_patient and q.shape != "words" else _location(s, i, cue, told, lexis)


def _between(s: Sentence, i: int, cue: str | None, told: Told | None, lexis: Lexis) -> str | None:
    """Ratios and correlations."""
    q = quantity(s, i)
    if cue in RATIOS and (q.shape in _SPREAD or noun_after(s, i, lexis) == "people"):
        return None  # HR 61 ± 11 is a heart rate
    if q.shape == "fold":
        return "rate_ratio" if told is not None and "rate" in told.name.lower() else "risk_ratio"
    if cue in RATIOS and not (q.percent and cue != "risk_ratio"):
        return cue
    return "correlation" if cue == "correlation" and abs(q.value) <= 1 else None


def _counted(s: Sentence, i: int, told: Told | None, lexis: Lexis) -> str | None:
    """Counts of people and of events, and rates."""
    q = quantity(s, i)
    if q.shape in _COUNTS:
        return "count"
    if q.shape != "words" and _is_rate(s, i):
        return "rate"
    if told is not None and told.rule == "counted_events" and q.unit is None:
        return "event_count"
    if q.unit is None and q.dispersion is None and noun_after(s, i, lexis) == "people" and _is_integer(q):
        return "count"
    if (
        told is not None
        and told.rule in {"subject", "name_in_number", "linked", "comparative", "bracket_after_name"}
        and _is_whole(q)
        and _names_events(told.name, lexis)
    ):
        return "event_count"
    return None


def _is_rate(s: Sentence, i: int) -> bool:
    """Whether what a number is per stands behind it: ``2.1 exacerbations per patient``."""
    return _PER.match(s.part(i + 1, i + 6) + " ") is not None


def _is_money(s: Sentence, i: int) -> bool:
    """``costs of 43,500 CHF``, ``€ 120``: a sum, which is no count of people."""
    near = [x.norm for x in s.items[max(0, i - 1) : i + 3] if not x.kind]
    return any(w in _MONEY for w in near)


def _is_integer(q: Quantity) -> bool:
    return q.value.as_tuple().exponent == 0  # 10.0 is a mean


def _is_whole(q: Quantity) -> bool:
    return q.dispersion is None and q.shape in {"number", "words"} and _is_integer(q)


def _names_events(name: str, lexis: Lexis) -> bool:
    words = name.lower().split()
    return (
        bool(words)
        and (words[-1] in lexis.events or words[0] == "cases")
        and "rate" not in words
        and "score" not in words
    )


def _is_stated(s: Sentence, i: int, cue: str | None, told: Told, lexis: Lexis) -> bool:
    """Whether a bare whole number is stated as a value: ``the mean score was 12``."""
    before = s.items[i - 1].norm if i else ""
    linked = before in {
        "was",
        "were",
        "of",
        "averaged",
        "to",
        "by",
        "at",
        "=",
        ":",
        "and",
        "vs",
        "versus",
        "than",
        "v",
        "from",
        ",",
    }
    return linked and (cue in {"mean", "median"} or bool(lexis.outcomes.find(told.name)))


def _of_people(s: Sentence, i: int, lexis: Lexis) -> bool:
    """Whether a share is one of people: ``75% of the patients``, ``in 75% of the A group``."""
    near = s.items[i + 1 : i + 6]
    if not near or near[0].norm != "of":
        return False
    first = next((x for x in near[1:] if x.norm not in DETERMINERS), None)
    return first is not None and (first.kind == ARM or any(x.norm in lexis.people for x in near))


def _share(s: Sentence, i: int, told: Told | None, cue: str | None, lexis: Lexis) -> str:
    if s.items[i].text.startswith("+"):  # 43 vs 39 (+9.4%): no share has a sign
        return _signed(s, i)
    change = told is not None and (told.change or told.relative)
    if change and told is not None and told.rule in _FAR_NAMED and _of_people(s, i, lexis):
        return "proportion"  # a 15-point improvement was seen in 75% of patients
    spread = quantity(s, i).shape in _SPREAD
    if not change and (spread or _is_averaged(s, i) or _is_mean_of(s, told)):
        return "mean_change" if spread and told is not None and _is_fallen(s, i, told, lexis) else "mean"
    if told is not None and told.differs and _has_moved(s, i, lexis):
        return "mean_difference"  # fell by 32% and 6%, a difference of 26%
    if cue == "risk_difference" or (told is not None and (told.differs or "difference" in told.name.lower()[:24])):
        return "risk_difference"
    if told is not None and told.relative:
        return "relative_change"
    if (told is not None and told.change) or quantity(s, i).value < 0 or cue == "mean_change":
        # No share of people is below zero.
        return "median_percent_change" if _is_median(s, i) else "mean_percent_change"
    return "proportion"


def _of_level(s: Sentence, i: int, told: Told, cue: str | None, lexis: Lexis) -> str | None:
    """The statistic of a level that is itself a percentage: ``HbA1c fell from 8.1% to 7.2%``, ``by 0.9%``."""
    if told.relative or not lexis.percent_levels.ids(told.name) or _of_people(s, i, lexis):
        return None
    if quantity(s, i).count is not None or quantity(s, i).denominator is not None or _REACHED.search(told.name):
        return None  # the share of people below a level
    if told.differs or cue in _DIFFERENCES:
        return "mean_difference"
    return f"{'median' if _is_median(s, i) else 'mean'}{'_change' if told.change else ''}"


def _is_median(s: Sentence, i: int) -> bool:
    """``the median percent change was -73%``: the nearest word for the middle before the number in its clause."""
    named = ""
    for item in s.items[:i]:
        named = "" if item.norm == ";" else item.norm if item.norm in {"mean", "median", "average"} else named
    return named == "median"


def _is_ranging(s: Sentence, i: int) -> bool:
    """``consent varied from 56% to 72%``."""
    return any(x.norm.startswith(("rang", "vari", "vary")) for x in s.items[max(0, i - 3) : i] if not x.kind)


def _has_moved(s: Sentence, i: int, lexis: Lexis) -> bool:
    """Whether changes are told before a number."""
    return any(
        not x.kind
        and (x.norm in CHANGE_NOUNS or lexis.verbs.get(x.norm) in {"rise", "fall"})
        and not x.norm.startswith("difference")
        for x in s.items[:i]
    )


def _signed(s: Sentence, i: int) -> str:
    """A signed percentage in a bracket behind two groups compares them; else it is a change."""
    opened = next((k for k in range(i - 1, max(-1, i - 6), -1) if s.items[k].norm == "("), None)
    names = [s.items[k].norm for k in s.of(ARM) if opened is not None and k < opened]
    alone = opened is not None and not any(x.kind == NUMBER for x in s.items[opened:i])
    against = alone and len(set(names[-2:])) > 1
    return "relative_change" if against else "mean_percent_change"


def _is_averaged(s: Sentence, i: int) -> bool:
    """``(mean score, 59% vs 38%)``: a percentage of the scale, not of people."""
    k = i - 1
    while k > 0 and (s.items[k].norm in _LABEL_WORDS or s.items[k].kind in {OUTCOME, NUMBER}):
        k -= 1
    return k >= 0 and i - k <= _LABEL and s.items[k].norm == "mean" and s.items[k - 1].norm in {"(", "["}


def _is_mean_of(s: Sentence, told: Told | None) -> bool:
    """``mean adherence was 99.9%``: what is told is said to be a mean."""
    if told is None or told.rule not in {"subject", "value_after_outcome", "share_after_outcome"}:
        return False
    at = next((k for k, x in enumerate(s.items) if x.extent.end > told.extent.start), 0)
    return any(not x.kind and x.norm in {"mean", "average", "averaged"} for x in s.items[max(0, at - 1) : at + 2])


def _is_fallen(s: Sentence, i: int, told: Told, lexis: Lexis) -> bool:
    """Whether a number below zero stands behind a word of change: ``the score fell (-3.2 vs -1.1)``."""
    if quantity(s, i).value >= 0 or told.differs:
        return False
    start = max((k for k in range(i) if s.items[k].norm == ";"), default=0)
    return any(
        not x.kind and (lexis.verbs.get(x.norm) in {"rise", "fall"} or x.norm in CHANGE_NOUNS) for x in s.items[start:i]
    )


def _location(s: Sentence, i: int, cue: str | None, told: Told | None, lexis: Lexis) -> str | None:
    shape, unit = quantity(s, i).shape, quantity(s, i).unit
    level = i > 0 and s.items[i - 1].norm in _OCCASIONS and quantity(s, i).value >= 0
    change = not level and told is not None and (told.change or cue == "mean_change" or _is_fallen(s, i, told, lexis))
    if cue == "mean_difference" or (told is not None and (told.differs or told.name.lower().startswith("difference"))):
        return "mean_difference"
    if shape == "range":
        return "range"
    spread = quantity(s, i).dispersion
    if cue == "median" or (spread is not None and spread.type == "IQR"):
        return "median_change" if change else "median"
    if (
        shape in {"plus_minus", "mean_bracket"}
        or cue in {"mean", "mean_change"}
        or unit is not None
        or _is_money(s, i)
        or shape in {"estimate_interval", "value_interval"}
    ):
        return "mean_change" if change else "mean"
    if told is not None and told.rule in {
        "value_after_outcome",
        "comparative",
        "bracketed_level",
        "bracket_after_name",
        "changed_to",
        "subject",
        "listed_outcomes",
        "change_in_name",
        "changed_by",
        "nearest_outcome",
        "linked",
    }:
        return "mean_change" if change else "mean"
    return None


def _cue(s: Sentence, i: int, cues: tuple[Mention, ...]) -> str | None:
    """The nearest word before the number, in its clause, that names a statistic."""
    at = s.items[i].extent
    start = max((x.extent.start for x in s.items[:i] if x.norm == ";"), default=s.items[0].extent.start)
    before = [
        c for c in cues if start <= c.extent.start and c.extent.end <= at.start and at.start - c.extent.end <= _FAR
    ]
    weak = {"rate"}
    named = [c for c in before if c.id not in weak]
    strong = [c for c in named if c.id in _STRONG and not (c.id in _DIFFERENCES and _is_denied(s, c))]
    named = [c for c in named if c.id not in _STRONG or c in strong]
    if strong and not quantity(s, i).percent:
        return strong[-1].id
    return named[-1].id if named else None


def _is_denied(s: Sentence, cue: Mention) -> bool:
    """Whether a statistic is said not to be there: ``with no difference between groups (A: 3.1 ± 0.4 kg …)``."""
    at = next((k for k, x in enumerate(s.items) if x.extent.overlaps(cue.extent)), 0)
    return any(x.norm in {"no", "not", "without", "nor"} for x in s.items[max(0, at - 3) : at])
