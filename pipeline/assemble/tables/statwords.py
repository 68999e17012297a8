"""Heads that only say which number stands below them: ``Mean (SD)``, ``n``, ``%``, ``95% CI``, ``Lower``."""

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

import regex

from pipeline.extent import fold

_TOKENS: Final = (
    ("median", r"medians?\b"),
    ("mean", r"(?:(?:arithmetic|geometric|ls|adjusted|estimated|crude|marginal) )?means?\b(?: values?\b)?"),
    ("mean", r"least[- ]squares? means?\b|averages?\b|avg\b\.?|x̅|x̄"),
    ("CI", r"(?:\d\d(?:\.\d)? ?%[ -]?)?(?:c\.?[il]\b\.?|confidence (?:intervals?|limits?)\b)"),
    ("SD", r"standard deviations?\b|std\b\.? ?dev\b\.?|st\.? ?dev\b\.?|stdev\b|std\b\.?|s\.?d\b\.?s?"),
    ("SE", r"standard errors?(?: of the means?)?\b|std\b\.? ?err(?:or)?\b\.?|s\.?e\.?m\b\.?|s\.?e\b\.?"),
    ("IQR", r"iqr\b|inter[- ]?quartile ranges?\b|q1 ?[-,;/] ?q3\b|p25 ?[-,;/] ?p75\b"),
    ("IQR", r"25th ?[-,;/–] ?75th(?: percentiles?)?\b"),
    ("range", r"ranges?\b|min(?:imum)?\b\.? ?(?:[-,;/–]|to) ?max(?:imum)?\b\.?"),
    ("low", r"lower\b(?: limit\b)?|low\b|min(?:imum)?\b\.?|q1\b"),
    ("high", r"upper\b(?: limit\b)?|high\b|max(?:imum)?\b\.?|q3\b"),
    ("count", r"n ?/ ?n\b|(?:no|nos|nr)\b\.?|numbers?\b|n\b|#|counts?\b|freq(?:uency|uencies)?\b\.?|events?\b"),
    ("share", r"%|percent(?:age)?s?\b|per cent\b"),
    ("mean", r"[mx](?= ?[(±/,])"),
    ("people", r"of\b|(?:the )?(?:patients|subjects|participants|persons|people|women|men|children)\b"),
)
_TOKEN: Final = regex.compile("|".join(f"(?P<{name}_{k}>{pattern})" for k, (name, pattern) in enumerate(_TOKENS)))
_BETWEEN: Final = regex.compile(r"(?:[\s()\[\],;:/|&=±]|\+/?-|[-–—]|\band\b|\bor\b|\bwith\b)+")
_PERCENT_OF: Final = regex.compile(r"(\d\d(?:\.\d)?) ?% ?c")
_LONGEST: Final = 60
# ``Group M`` and ``Arm N`` are names: a single letter is a statistic only behind a comma or in brackets.
_TAIL: Final = regex.compile(r"(?P<apart>\s*[,;:(\[—–|]\s*|\s+[-–]\s+|\s+|(?<=\p{L})(?=\())")
_AROUND: Final = regex.compile(
    r"(?P<centre>(?:(?:ls|adjusted|least[- ]squares?) )?(?:means?|medians?"
    r"|average)) (?P<name>\p{L}.*?) ?(?:[(\[,]|±) ?(?P<spread>[^()]{2,24}?)[)\]]?",
    regex.IGNORECASE,
)
_WITH_UNIT: Final = regex.compile(r"(?P<centre>means?|medians?|average) ?[(\[](?P<unit>[^()\[\]±\s]{1,12})[)\]]")
_PEOPLE: Final = regex.compile(r"(?i)(?:patients|subjects|participants|persons|people|women|men|children)$")
_LETTER: Final = regex.compile(r"^[\s()\[\].,]*\p{L}[\s()\[\].,]*$")


@dataclass(frozen=True, slots=True)
class Stated:
    """What number a head announces.

    ``part`` is ``centre``, ``count``, ``share``, ``spread``, ``low`` or ``high``: what the cells hold first;
    ``summary`` is mean, median, count_share, count or share; ``spread`` SD, SE, IQR, range or CI.
    """

    part: str
    summary: str | None = None
    spread: str | None = None
    level: Decimal | None = None


def stated(printed: str) -> Stated | None:
    """The statistic of a head that names nothing else; None for any other head."""
    plain = fold(printed).lower().strip()
    if not plain or len(plain) > _LONGEST:
        return None
    if (match := _WITH_UNIT.fullmatch(plain)) and _stated(match["unit"]) is None:
        return _stated(match["centre"])  # "Mean (dB)"
    return _stated(plain)


def _stated(plain: str) -> Stated | None:
    found: list[str] = []
    at = 0
    while at < len(plain):
        if gap := _BETWEEN.match(plain, at):
            if not found and gap[0].startswith("or"):  # OR (95% CI)
                return None
            at = gap.end()
            continue
        token = _TOKEN.match(plain, at)
        if token is None or token.lastgroup is None:
            return None
        found.append(token.lastgroup.partition("_")[0])
        at = token.end()
    level = _PERCENT_OF.search(plain)
    return _of([f for f in found if f != "people"], Decimal(level[1]) if level else None)


def _of(found: list[str], level: Decimal | None) -> Stated | None:
    if not found:
        return None
    spread = next((f for f in found if f in {"SD", "SE", "IQR", "range", "CI"}), None)
    centre = next((f for f in found if f in {"mean", "median"}), None)
    if centre is not None and found[0] not in {"low", "high"}:
        return Stated("centre", centre, spread, level)
    if "count" in found and "share" in found:
        return Stated("share", "share") if found[0] == "share" else Stated("count", "count_share")
    if found[0] in {"low", "high"} or found[-1] in {"low", "high"}:
        return Stated(next(f for f in found if f in {"low", "high"}), None, spread, level)
    if "share" in found:
        return Stated("share", "share", spread, level)
    if "count" in found:
        return Stated("count", "count")
    return Stated("spread", None, spread, level)


def led(printed: str) -> tuple[str, Stated] | None:
    """A head's name and the statistic before it: ``% of households``, ``n (%) users``, ``Mean score``."""
    for gap in reversed(list(regex.finditer(r"\s+", printed))):
        lead, name = printed[: gap.start()], printed[gap.end() :]
        said = stated(lead) if regex.search(r"\p{L}{2}.*\p{L}{2}|%|#|mean|median|average", lead.lower()) else None
        if said is None or _PEOPLE.search(lead):  # "Number of patients treated" counts patients, not "treated"
            continue
        if said.part in {"centre", "count", "share"} and regex.search(r"\p{L}{3}", name):
            return name[:1].upper() + name[1:], said
    return None


def parted(printed: str) -> tuple[str, Stated | None]:
    """A head's name and the statistic behind or around it: ``Control mean (SD)``, ``Mean change (SE)``."""
    around = _AROUND.fullmatch(fold(printed).strip())
    if around and stated(around["spread"]) and (said := stated(f"{around['centre']} ({around['spread']})")):
        return printed.strip()[around.start("name") : around.end("name")], said
    for gap in _TAIL.finditer(printed):
        name, tail = printed[: gap.start()].rstrip(" ,;:—–-"), printed[gap.end() :]
        if not regex.search(r"\p{L}{2}|\p{L}\d|\p{Lu}$", name):
            continue
        said = stated(tail)
        if said is None or said.part in {"low", "high"}:
            continue
        if said.part == "spread":  # the value stands before its spread: ``Change (SE)``
            if not regex.search(r"[(\[±]", gap[0] + tail):
                continue
            said = replace(said, part="centre")
        if _LETTER.match(tail) and not gap["apart"].strip():
            continue
        return name, said
    return printed, None
