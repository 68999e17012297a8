"""What the label of a row says: the outcome, how it is summarised, in which unit, when."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

import regex

from pipeline.assemble.vocabulary import Vocabulary
from pipeline.extent import fold
from pipeline.normalise import timepoints

_QUARTERS: Final = regex.compile(r"25(?:th)?(?: ?%)?\W+(?:and )?75")
_SPREADS: Final = {
    "sd": "SD", "s.d": "SD", "standard deviation": "SD", "standard deviations": "SD",
    "se": "SE", "s.e": "SE", "sem": "SE", "s.e.m": "SE", "standard error": "SE", "standard errors": "SE",
    "standard error of the mean": "SE", "standard errors of the mean": "SE",
    "iqr": "IQR", "interquartile range": "IQR", "inter quartile range": "IQR",
    "q1, q3": "IQR", "q1-q3": "IQR", "25th, 75th percentile": "IQR",
    "range": "range", "min, max": "range", "min-max": "range", "minimum, maximum": "range", "minimum-maximum": "range",
    "ci": "CI", "confidence interval": "CI", "confidence intervals": "CI", "95% ci": "CI",
}  # fmt: skip
_SPREAD: Final = (
    r"(?P<spread>standard deviations?|standard errors?(?: of the means?)?|s\.?d\b\.?|s\.?e\.?m\b\.?|s\.?e\b\.?|iqr"
    r"|inter ?quartile range|q1 ?[-,] ?q3|25th ?[-,] ?75th percentiles?|range|min(?:imum)? ?[-,] ?max(?:imum)?"
    r"|(?P<level>\d{2}(?:\.\d)?) ?% ?(?:ci|confidence intervals?)|ci|confidence intervals?)"
)
_SUMMARY: Final = regex.compile(
    rf"(?:\b(?P<centre>means?|medians?)\b ?(?:values? ?)?(?:(?:±|\+/-|[(\[,]|and|with) ?{_SPREAD}[)\]]?)?"
    rf"|(?:±|\+/-) ?{_SPREAD}[)\]]?)",
    regex.IGNORECASE,
)
_APART: Final = regex.compile(rf"(?:±|\+/-|[(\[,]) ?{_SPREAD}(?=\W|$)", regex.IGNORECASE)
_ALONE: Final = regex.compile(rf"(?:±|\+/-)? ?{_SPREAD}", regex.IGNORECASE)
_COUNT: Final = regex.compile(
    r"(?:\b(?:no\.|nos?\b(?= ?[(\[,/%]| of\b|$)|nos\.|number)\.?"
    r"(?: of (?:patients|subjects|participants|persons|women|men|children|events))?"
    r"|\b[nN](?: ?/ ?(?:total|[nN])\b|umber)?)(?: ?(?:[(\[/,] ?)?(?P<share>%|percent(?:age)?|per cent)[)\]]?)?(?=\W|$)"
    r"|[(\[] ?n ?, ?% ?[)\]]",
    regex.IGNORECASE,
)
_COUNTED: Final = regex.compile(
    r"[(,] ?(?:cases|patients|pts|events|eyes|participants|subjects|episodes)\)? ?$", regex.IGNORECASE
)
_SHARE: Final = regex.compile(
    r"(?:(?:—|-|,|\() ?(?:%|percent(?:age)?(?: of patients)?|per cent)\)? ?$)|^% ", regex.IGNORECASE
)
_SHARE_CI: Final = regex.compile(
    r"(?:%|percent(?:age)?) ?[(\[,;]? ?\d\d(?:\.\d)? ?% ?(?:CI|confidence)", regex.IGNORECASE
)
_CHANGE: Final = regex.compile(
    r"\b(?P<percent>percent(?:age)?|per cent|%|relative) (?P<word>change|reduction|improvement|decrease|increase)s?\b"
    r"|^(?P<delta>[ΔδD]elta |Δ ?)(?=\p{L})"
    r"|(?<!\bof )(?<!\bto )\b(?P<bare>change|reduction|improvement|decrease|increase)s?\b",
    regex.IGNORECASE,
)
_FALL: Final = regex.compile(
    r"\b(?:decrease[sd]?|reduc(?:ed|tions?)|declined?|improve[ds]?|improvements?)\b", regex.IGNORECASE
)
_DASHED: Final = regex.compile(r" ?(?:—|--| - ) ?(?P<tail>[^—]{1,40})$")
_COMMA: Final = regex.compile(r", ?(?P<tail>[^,]{1,30}(?:, ?[^,()]{1,20}\))?)$")
_BRACKET: Final = regex.compile(r" ?[(\[](?P<tail>[^()\[\]]{1,30}(?:[(\[][^()\[\]]{1,12}[)\]])?)[)\]]$")
_IN: Final = regex.compile(r" in (?P<tail>[^\s()]{1,12})$")  # Age in years
_SHARES: Final = regex.compile(r" (?:n|no\.) ?\(%\)$| % ?\(n\)$| %$")
_REVERSED: Final = regex.compile(
    r"(?:%|\bper ?cent(?:age)?) ?[(\[/,]? ?(?:n|no|number)\b", regex.IGNORECASE
)  # Male, % (n)
_PER: Final = regex.compile(r"\bper (?:patient|subject|participant|person|week|day|month|year)\b", regex.IGNORECASE)
_POINTS: Final = regex.compile(r"percentage[- ]points?", regex.IGNORECASE)
_TIME: Final = regex.compile(r",? ?\b(?:after|at|by|over|from baseline to|to|through|in) $", regex.IGNORECASE)
# "Falls in the past 12 months" is no visit.
_SPAN: Final = regex.compile(
    r"\b(?:past|last|previous|preceding|prior|within|duration of|at least|more than|less than) (?:the )?$"
    r"|[<>≤≥] ?$",
    regex.IGNORECASE,
)
_SPREAD_AFTER: Final = regex.compile(rf" ?(?:±|\+/-) ?{_SPREAD}", regex.IGNORECASE)
_LEADING: Final = regex.compile(
    r"^(?:the )?(?:ls |least[- ]squares )?(?:means?|medians?|average)"
    r"(?: \(?(?:sd|se|sem|iqr|range)\)?)? (?:of )?(?=\w)",
    regex.IGNORECASE,
)
_LEADING_NUMBER: Final = regex.compile(r"^(?:no\.|number) of ", regex.IGNORECASE)
_LEADING_PERCENT: Final = regex.compile(
    r"^(?:percent(?:age)?|per cent|%) (?=change|reduction|improvement|decrease|increase)", regex.IGNORECASE
)
_LEFT: Final = " ,;:-—–"


@dataclass(frozen=True, slots=True)
class Label:
    """A row's label taken apart; ``summary`` is count, share, mean, median or None where it does not say;
    percent where it only has the unit of a share."""

    outcome: str
    summary: str | None = None
    spread: str | None = None
    level: Decimal | None = None
    unit: str | None = None
    change: str | None = None  # "change" or "percent"
    reduction: bool = False
    time: str | None = None
    points: bool = False


def spread_name(printed: str) -> str | None:
    """SD, SE, IQR, range or CI for the words that name a spread."""
    plain = regex.sub(r"\s+", " ", fold(printed).lower()).strip(" .")
    if plain.endswith(("ci", "confidence interval", "confidence intervals")):
        return "CI"
    if "quartile" in plain or _QUARTERS.match(plain):
        return "IQR"
    compact = plain.replace(" -", "-").replace("- ", "-").replace(" ,", ",").replace("inter-", "inter")
    return _SPREADS.get(compact) or _SPREADS.get(compact.rstrip("s")) or _by_letters(compact)


def _by_letters(plain: str) -> str | None:
    return {"sd": "SD", "se": "SE", "sem": "SE"}.get(plain.replace(".", "")) or (
        "range" if plain.startswith("min") else "IQR" if plain.startswith(("q1", "25th")) else None
    )


def parse(printed: str, vocabulary: Vocabulary) -> Label:
    """The label's parts; the outcome keeps what distinguishes it and loses statistic, unit and time."""
    name, tails = _without_tails(fold(printed).strip(), vocabulary)
    whole = " ".join([name, *tails])
    summary, spread, level = _summarised(whole)
    if spread is None and (alone := _spread_alone(tails)) is not None:  # Weight (SD), Pain (95% CI)
        spread, level = alone
        summary = summary or ("mean" if spread in {"SD", "SE"} else None)
    if summary is None and _COUNTED.search(whole):
        summary = "count"
    change = _CHANGE.search(name)
    points_in = [p for p in timepoints.find(name, 0, len(name)) if not _SPAN.search(name, 0, p.extent.start)]
    time = next((p for p in reversed(points_in) if p.days != 0), None)
    name, when = _without_time(name, time.extent.start, time.extent.end) if time else (name, None)
    if when is not None:  # CRP 18 months (mg/mL)
        name, behind = _without_tails(name, vocabulary)
        tails = [*behind, *tails]
    points = bool(_POINTS.search(whole))
    shared = change is None and any(_is_percent(t) for t in tails) and not _is_measured(name, vocabulary)
    summary = "percent" if summary is None and shared else summary
    percent = change is not None and (change["percent"] is not None or any(_is_percent(t) for t in tails))
    return Label(
        outcome=_outcome(name) or name,
        summary=summary,
        spread=spread,
        level=level,
        unit=_unit(tails, vocabulary),
        change=None if change is None else "percent" if percent and not points else "change",
        reduction=change is not None and says_reduction(change[0]),
        time=when,
        points=points,
    )


def days_in(time: str) -> Decimal | None:
    """The days after baseline of a label's time."""
    return timepoints.days(time)


def _is_measured(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a percentage is measured in each patient (``HbA1c, %``) rather than counted (``Female, %``)."""
    if vocabulary.outcome_unit(name) == "%" and not regex.match(r"(?:sex|race)", vocabulary.outcome_id(name) or ""):
        return True
    return any(vocabulary.word(part, "measured") for part in (name, *regex.split(r"[\s,;:(-]+", name)))


def says_reduction(printed: str) -> bool:
    """Whether the words tell a fall: ``all showed a significant decrease``."""
    return bool(_FALL.search(printed))


def _without_tails(name: str, vocabulary: Vocabulary) -> tuple[str, list[str]]:
    """The label without the statistic and unit behind it: ``Age — yr``, ``Sex, n (%)``, ``Weight (kg)``."""
    tails: list[str] = []
    while True:
        for pattern in (_DASHED, _COMMA, _BRACKET, _IN):
            match = pattern.search(name)
            # "2 - 4" is a range, with nothing named before its dash.
            named = match is not None and regex.search(r"\p{L}", name[: match.start()])
            if match and named and _is_tail(match["tail"], vocabulary):
                tails.insert(0, match["tail"].strip())
                name = name[: match.start()].rstrip(_LEFT)
                if name.count("(") > name.count(")"):  # "Sex (M/F, n)"
                    name += ")"
                break
        else:
            break
    if match := _SHARES.search(name):
        tails.insert(0, match[0].strip())
        name = name[: match.start()]
    return name, tails


def _is_tail(printed: str, vocabulary: Vocabulary) -> bool:
    """Whether the words only say how a value is summarised or measured."""
    plain = printed.strip(" ()[]")
    if vocabulary.unit(plain) or _POINTS.fullmatch(plain) or plain == "%":
        return True
    rest = _COUNT.sub(" ", _SUMMARY.sub(" ", plain))
    rest = regex.sub(rf"{_SPREAD}|%|percent(?:age)?|of patients", " ", rest, flags=regex.IGNORECASE).strip(" ()[],;")
    return not regex.search(r"\w{2,}", rest) or vocabulary.unit(rest) is not None  # "cm [range]"


def _summarised(whole: str) -> tuple[str | None, str | None, Decimal | None]:
    match = _SUMMARY.search(whole)
    spread, level = _spread(whole)
    if match and match["centre"]:
        return match["centre"].lower().rstrip("s"), spread, level
    count = _COUNT.search(whole)
    if count:
        return (
            ("share" if _REVERSED.search(whole) else "count_share" if "%" in whole or count["share"] else "count"),
            spread,
            level,
        )
    if _SHARE_CI.search(whole):
        return "share", spread, level
    if spread is not None:
        return "mean", spread, level
    return ("share" if _SHARE.search(whole) else None), spread, level


def _spread(whole: str) -> tuple[str | None, Decimal | None]:
    """The spread the label names, beside its mean or apart from it: ``Mean EASI score ± SD``."""
    for match in (_SUMMARY.search(whole), _APART.search(whole)):
        if match and match["spread"]:
            return spread_name(match["spread"]), Decimal(match["level"]) if match["level"] else None
    return None, None


def _spread_alone(tails: list[str]) -> tuple[str | None, Decimal | None] | None:
    """The spread that is all a bracket of the label holds."""
    for tail in reversed(tails):
        if match := _ALONE.fullmatch(tail.strip(" ()[]")):
            return spread_name(match["spread"]), Decimal(match["level"]) if match["level"] else None
    return None


def _is_percent(tail: str) -> bool:
    return tail.strip(" ()") in {"%", "percent", "percentage", "mean %"}


def _unit(tails: list[str], vocabulary: Vocabulary) -> str | None:
    for tail in tails:
        for part in (p.strip(" ()[]") for p in regex.split(r"[,;\[]", tail)):
            if len(part) == 1 and part.isupper() and part not in "LKC":  # "Education and support (S)" is no conductance
                continue
            unit = vocabulary.unit(part)
            if unit is not None:
                return unit
    return None


def _without_time(name: str, start: int, end: int) -> tuple[str, str]:
    before, printed, after = name[:start], name[start:end], name[end:]
    before = _TIME.sub("", before)
    return (before.rstrip(_LEFT) + " " + after.lstrip(_LEFT)).strip(), printed


def _outcome(name: str) -> str:
    """The name without its leading statistic: ``Mean percent change ± SD in EASI`` is ``Change in EASI``."""
    name = _SPREAD_AFTER.sub("", name)
    name = _LEADING.sub("", name)
    if _PER.search(name):
        name = _LEADING_NUMBER.sub("", name)
    name = _LEADING_PERCENT.sub("", name).strip(_LEFT)
    return name[:1].upper() + name[1:] if name[1:2].islower() else name
