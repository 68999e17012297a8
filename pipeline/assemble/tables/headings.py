"""What one head says by itself: its size, its time, its statistic, and the name that is left."""

from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import product
from typing import Final

import regex

from pipeline.assemble.tables import labels, statwords
from pipeline.assemble.vocabulary import Vocabulary
from pipeline.document import Head
from pipeline.extent import Extent, fold
from pipeline.lexicon import Term
from pipeline.normalise import timepoints
from pipeline.normalise.timepoints import Occasion

_PEOPLE: Final = r"(?:patients|subjects|participants|pts|cases|women|men|children|people|persons|eyes|infants|adults)"
_SIZE: Final = regex.compile(
    rf"[(\[]\s?[Nn]\s?[=:]\s?(\d[\d,]*)[,;]\s[^()\[\]]{{1,40}}[)\]]"  # (n = 209, 18 facilities)
    rf"|[(\[]?\s?\b(?:[Nn]\d?|[Nn]o\.)\s?[=:]\s?(\d[\d,]*)(?:\s?{_PEOPLE})?\s?[)\]]?"
    rf"|[(\[]\s?[nN]\s(\d[\d,]*)\s?[)\]]|[(\[]\s?(\d[\d,]*)\s{_PEOPLE}\s?[)\]]|^[nN]\s(\d[\d,]*)$"
)
_P: Final = regex.compile(
    r"\W*(?:(?:adjusted|unadjusted|crude|overall|global|corrected|raw|univariate|multivariate|two-sided|wald|ancova|anova)"
    r"\s)?[pρ](?:[- ]?val(?:ues?|\.)?)?(?:\W.*|\d?)|.*\bp[- ]?(?:values?|trend)\b.*|value ?ρ|sig\.?(?:nificance)?",
    regex.IGNORECASE,
)
_CHANGED: Final = regex.compile(
    r"(?:(?:ls|mean|median|absolute|average|net|total|raw|relative) )*(?P<percent>%|percent(?:age)?|per cent"
    r"|relative)? ?"
    r"(?:changes?|differences?|reductions?|improvements?|decreases?|increases?|gains?|Δ|delta)(?: scores?| values?)?"
    r"(?P<within>,? ?(?:(?:from|to|vs\.?|versus|over|since|between|within|at|after|in|of"
    r"|and)\b[\w\s/.-]*))?(?P<percent2> ?\(%\))?",
    regex.IGNORECASE,
)
_IN_TIME: Final = regex.compile(
    r"\b(?:baseline|pre\b|before|follow-?up|post|start|end|weeks?|months?|time)", regex.IGNORECASE
)
_ESTIMATES: Final = (
    ("odds_ratio", r"\b[acu]?ORs?\b|(?i:\bodd'?s[- ]ratios?\b)"),
    ("hazard_ratio", r"\b[au]?HRs?\b|(?i:\bhazards?[- ]ratios?\b)"),
    ("rate_ratio", r"\ba?IRR\b|(?i:\brate[- ]ratios?\b)"),
    ("risk_ratio", r"\ba?(?:RR|PR)s?\b|(?i:\brelative risks?\b|\b(?:risk|prevalence)[- ]ratios?\b)"),
    ("risk_difference", r"\b(?:A?RD|ARR)\b|(?i:\b(?:risk|rate) differences?\b|\babsolute (?:risk|difference)\b)"),
    ("risk_difference", r"(?i:\bdifferences? in (?:risks?|proportions?|rates?|percentages?)\b)"),
    ("mean_difference", r"\bW?MD\b|(?i:^diff(?:erences?)?\b|\b(?:differences?|estimates?) (?:in|of|between)\b)"),
    (
        "mean_difference",
        r"(?i:\b(?:mean|treatment|(?:inter|between)[- ]?groups?|groups?|adjusted|ls|net) diff(?:erences?)?\b)",
    ),
    ("mean_difference", r"(?i:\b(?:treatment|intervention|estimated) effects?\b)"),
)
_ESTIMATE: Final = tuple((name, regex.compile(pattern)) for name, pattern in _ESTIMATES)
_VERSUS: Final = regex.compile(r"\b(?:versus|vs\b\.?|compared (?:with|to)|minus)", regex.IGNORECASE)
_LEVEL: Final = regex.compile(r"(\d{2}(?:\.\d)?) ?% ?(?:C\.?I|confidence|CL)", regex.IGNORECASE)
_BRACKETED: Final = regex.compile(r"(?P<out>.+?)[\s,:;–-]*[(\[](?P<in>[^()\[\]]+)[)\]]")
_TIME_WORDS: Final = regex.compile(
    r"^(?:change|mean|at|after|from|to|the|of|study|visit|follow-up|end|treatment|assessment|time|post|pre|before|surgery"
    r"|operation|operative|intervention|therapy|training|randomi[sz]ation|dosing|first|last|day|s|\W)*$",
    regex.IGNORECASE,
)
_OCCASION_FIRST: Final = regex.compile(
    r"(?P<time>(?:at )?baseline|(?:pre|post)[- ]?(?:operative|treatment|intervention|op|test|exposure|training|dose)"
    r"|initial|final)\s+(?P<name>(?!and\b|to\b|or\b|vs\b).{2,})",
    regex.IGNORECASE,
)
_OCCASION_LAST: Final = regex.compile(
    r"(?P<name>.{2,}?)[\s,:(–-]+(?P<time>(?:at |before |after )?(?:the )?(?:baseline|pre|post|before|after"
    r"|follow-up|T\d|"
    r"(?:pre|post)-?(?:treatment|intervention|test|op)|(?:before|after) (?:treatment|intervention|therapy"
    r"|surgery)))\)?",
    regex.IGNORECASE,
)
_UNIT_BEHIND: Final = regex.compile(r" ?[(\[][^()\[\]\s]{1,12}[)\]]$")
_TEST: Final = regex.compile(r"(?:t|[FzZ]\d?|χ2?)(?: ?[(\[].{1,20})?|.{1,24} [x×] .{1,24}")
_BEHIND: Final = regex.compile(r" ?[,(\[].*$")
_TOTAL: Final = regex.compile(
    r"(?:total|all|overall|whole|entire)(?: (?:groups?|sample|cohort|population|patients|subjects|participants"
    r"|cases|sites|arms"
    r"|study|randomi[sz]ed|enrolled|women|men|children|eyes)){0,3}",
    regex.IGNORECASE,
)
_CALLED: Final = regex.compile(
    r"(?<![\w-])(\p{Lu}{2,6})[ -](?:groups?|arms?|cohorts?|(?:treated )?patients|treatment)\b"
)
_QUESTION: Final = regex.compile(r"\bQ[245]\b(?!\s?\d{4})")
# "Time (hour)", "Period (days)", "Week": what stands below or behind it counts the time.
_CLOCK: Final = regex.compile(
    r"(?:(?:time|period|follow-?up|duration|interval)(?: points?)?,? ?[(\[]?(?:in )?(?P<unit>hours?|h|hrs?"
    r"|minutes?|min|days?|weeks?|wks?"
    r"|months?|years?)\.?[)\]]?)",
    regex.IGNORECASE,
)
_NOT_TIMED: Final = regex.compile(
    r"\b(?:from|to|and|or|vs|versus|between|changes?|since|any|no|during|for|of|in|lost|with|without|until|per)$",
    regex.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class When:
    """A time as printed, its days after baseline where told, and where it stands."""

    text: str
    days: Decimal | None
    extent: Extent


@dataclass(frozen=True, slots=True)
class Heading:
    """One head read by itself.

    ``kind`` is ``name`` (an arm, an outcome or a group: the table decides), ``time``, ``stated`` (a statistic),
    ``change``, ``estimate``, ``versus``, ``clock`` (``Time (hour)``), ``p_value``, ``test``, ``none``, ``title``,
    ``total``, ``size`` (the word) or ``sized`` (a mere number).
    ``is_measure`` tells a name behind its statistic: ``% of households``.

    """

    head: Head
    kind: str
    name: str = ""
    n: int | None = None
    n_at: Extent | None = None
    when: When | None = None
    stated: statwords.Stated | None = None
    change: str | None = None
    estimate: str | None = None
    level: Decimal | None = None
    is_measure: bool = False


def called(text: str) -> frozenset[str]:
    """The short names of groups in a text: ``SD`` is one where it tells of the ``SD group``."""
    questions = {"Q1", "Q3"} if _QUESTION.search(text) else set()  # beside Q2 they are no quartiles
    return frozenset({*_CALLED.findall(text), *questions})


def read(head: Head, vocabulary: Vocabulary, groups: frozenset[str] = frozenset()) -> Heading:
    """The head's parts; ``groups`` are short names that mean a group here, whatever they mean elsewhere."""
    name, n = sized(head.text)
    found = Heading(head, "sized", n=n, n_at=head.extent if n is not None else None)
    if not name:
        return found
    if name in groups:
        return replace(found, kind="name", name=name)
    plain = fold(name)
    level = _LEVEL.search(plain)
    found = replace(found, level=Decimal(level[1]) if level else None)
    if _P.fullmatch(plain):
        return replace(found, kind="p_value", name=name)
    said = statwords.stated(name)
    if said is not None:
        return replace(found, kind="stated", stated=said, level=said.level)
    if worded := _worded(found, name, plain, vocabulary):
        return worded
    if when := occasion(name, head.extent, vocabulary):
        return replace(found, kind="time", when=when, change="change" if regex.search(r"(?i)\bchange", name) else None)
    return _named(found, name, plain, vocabulary)


def _worded(found: Heading, name: str, plain: str, vocabulary: Vocabulary) -> Heading | None:
    """The heading when its name is one that every table knows: ``χ2``, ``Unit``, ``Treatment group``, ``Time (h)``."""
    # "Participants n = 54" is a group, "Participants" over all groups their title.
    kinds = ("test", "coefficient", "none", "title", "size", "correlation")
    word = vocabulary.word(name, *kinds) or _behind_tail(name, vocabulary)
    if word is not None and word.id == "correlation":
        return replace(found, kind="estimate", name=name, estimate="correlation")
    if word is not None and not (word.id == "title" and found.n is not None):
        return replace(found, kind={"coefficient": "test"}.get(word.id, word.id), name=name)
    if _CLOCK.fullmatch(plain):
        return replace(found, kind="clock", name=name)
    return replace(found, kind="test", name=name) if _TEST.fullmatch(plain) else None


def _behind_tail(name: str, vocabulary: Vocabulary) -> Term | None:
    """The test or coefficient that a head names before its spread: ``Effect size (P)``, ``β (SE)``."""
    bare = _BEHIND.sub("", name)
    if len(bare) < 3:
        return vocabulary.word(bare, "coefficient") if name.endswith("(SE)") else None
    return vocabulary.word(bare, "test", "coefficient") if unit_in(name, vocabulary) in {None, "%"} else None


def _named(found: Heading, name: str, plain: str, vocabulary: Vocabulary) -> Heading:
    bare, said = statwords.parted(name)
    if said is None and (led := statwords.led(name)) is not None:
        return replace(found, kind="name", name=led[0], stated=led[1], is_measure=True)
    found = replace(found, stated=said, level=found.level or (said.level if said else None))
    if when := occasion(bare, found.head.extent, vocabulary):
        return replace(found, kind="time", when=when)
    if changed := _changed(fold(bare)):
        changed = "percent" if said is not None and plain.endswith("(%)") else changed
        return replace(found, kind="change", name=name, change=changed)
    shouted = len(plain.split()) > 3 and plain.isupper()  # "INJURY OR GREATER" is no odds ratio
    for statistic, pattern in () if shouted else _ESTIMATE:
        # "HR (n = 2449)" is the high-risk group, "HR (beats/min)" the heart rate.
        if found.n is None and pattern.search(plain) and unit_in(name, vocabulary) in {None, "%"}:
            return replace(found, kind="estimate", name=name, estimate=statistic)
    if compares(plain):
        return replace(found, kind="versus", name=name)
    if _TOTAL.fullmatch(fold(bare)) or _is_total(plain, vocabulary):
        return replace(found, kind="total", name=bare)
    bare, when = timed(bare, found.head.extent, vocabulary)
    return replace(found, kind="name", name=bare, when=when)


def _is_total(plain: str, vocabulary: Vocabulary) -> bool:
    known = vocabulary.heads.find(plain)
    return len(known) == 1 and bool(vocabulary.heads.whole(plain)) and known[0].term.id == "total"


def sized(printed: str) -> tuple[str, int | None]:
    """The head without its group size, and the size: ``Placebo (N = 16)``."""
    match = _SIZE.search(fold(printed))
    if match is None:
        return printed, None
    digits = next(g for g in match.groups() if g)
    name = (printed[: match.start()].rstrip(" ,;:") + printed[match.end() :]).strip(" ,;:")
    if name.count("(") != name.count(")"):  # "(Total n = 32)"
        name = name.strip("() ")
    return name, int(digits.replace(",", ""))


def clocked(clock: str, printed: str, extent: Extent) -> When | None:
    """The time of a bare number that a clock's head counts: ``3`` of ``Time (hour)`` is ``3 hour``."""
    match = _CLOCK.fullmatch(fold(clock).strip())
    unit = (
        match["unit"]
        if match
        else clock
        if regex.fullmatch(r"(?i)days?|weeks?|months?|years?", clock.strip())
        else None
    )
    if unit is None or not regex.fullmatch(r"\d{1,4}(?:\.\d)?", printed):
        return None
    text = f"{printed} {unit}"
    found = timepoints.coded(text)
    days = found.days if found else timepoints.days(text)
    return When(text, days, extent) if days is not None else None


def compares(name: str) -> bool:
    """Whether a head sets two groups against each other: ``A versus B``."""
    return bool(_VERSUS.search(name))


def _changed(name: str) -> str | None:
    """Whether a head is a change over time: ``Change``, ``% change from baseline``; plain ``Difference`` is not."""
    match = _CHANGED.fullmatch(name.strip())
    if match is None:
        return None
    bare = regex.search(r"(?i)diff", name) is not None
    if bare and not (match["within"] and _IN_TIME.search(match["within"])):
        return None
    return "percent" if match["percent"] or match["percent2"] else "change"


def occasion(name: str, extent: Extent, vocabulary: Vocabulary) -> When | None:
    """The time of a head that names a time and nothing else: ``After 16 weeks``, ``Pretest (T0)``, ``Session 1``."""
    found = _occasion(name, vocabulary)
    return When(" ".join(name.split()), found.days, extent) if found else None


def _occasion(name: str, vocabulary: Vocabulary) -> Occasion | None:
    word = vocabulary.word(name, "occasion")
    if word is not None:
        return Occasion(Decimal(word.note) if word.note else None)
    if found := timepoints.coded(name):
        return found
    if match := _BRACKETED.fullmatch(name.strip()):
        parts = [_occasion(match["out"], vocabulary), _occasion(match["in"], vocabulary)]
        if all(parts):
            return next((p for p in parts if p and p.days is not None), parts[0])
    if not is_time(name):
        return None
    points = timepoints.find(name, 0, len(name))
    return Occasion(next((p.days for p in points if p.days), points[0].days))


def is_time(name: str) -> bool:
    """Whether a head names a time and nothing else: ``After 16 weeks``."""
    points = timepoints.find(name, 0, len(name))
    if not points:
        return False
    rest = fold(name)
    for point in reversed(points):
        rest = rest[: point.extent.start] + " " + rest[point.extent.end :]
    return bool(_TIME_WORDS.match(rest))


def timed(name: str, extent: Extent, vocabulary: Vocabulary) -> tuple[str, When | None]:
    """A name that begins or ends with a time, a unit in brackets behind it: ``Preoperative IOP``, ``CPZ post (ng)``."""
    plain = fold(name)
    bracket = _UNIT_BEHIND.search(plain)
    unit = bracket.start() if bracket else len(plain)
    for pattern, end in product((_OCCASION_FIRST, _OCCASION_LAST), sorted({len(plain), unit}, reverse=True)):
        match = pattern.fullmatch(plain, 0, end)
        if match is None or _NOT_TIMED.search(match["name"].strip()):
            continue
        found = _occasion(match["time"], vocabulary)
        rest = name[match.start("name") : match.end("name")].strip(" ,:(-–")
        if found is not None and regex.search(r"\p{L}{2}", rest):
            return rest + name[end:], When(name[match.start("time") : match.end("time")], found.days, extent)
    return name, None


def unit_in(name: str, vocabulary: Vocabulary) -> str | None:
    """The unit behind a name: ``TLR-4 (ng/ml)``."""
    return labels.parse(name, vocabulary).unit
