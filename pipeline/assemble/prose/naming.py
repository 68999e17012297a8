"""Which words of a sentence name the outcome of a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, LIGHT, PREPOSITIONS, SUBORDINATORS, Lexis, words
from pipeline.assemble.prose.nameends import without_end
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, OUTCOME, P_VALUE, STUDY, TIME, Item
from pipeline.extent import Extent, cover

_CLOSERS: Final = frozenset([",", ";", ":", "(", ")", "[", "]", ".", "—", "/", "--", "&", "%", "“", "”", '"'])
_JOINERS: Final = frozenset(["and", "or", "but", "nor", "plus"])
_STATISTIC: Final = regex.compile(
    (
        r"^(?:(?:results:?|methods|findings|conclusions?|months|weeks|days|years|the|a|an|of|in|overall|total|mean|"
        r"median|average|averaged|estimated|adjusted|crude|absolute|actual|unadjusted|respective|corresponding|"
        r"observed|"
        r"means|medians|averages|value|values|number|numbers|percentages?|proportions?|shares?|percent|incidences?|frequency|frequencies|"
        r"occurrences?|prevalence|achievement|level|levels|least|squares|baseline|daily|"
        r"sds?|sem?|range|iqr|regarding|concerning|geometric|ratios?|gmrs?|90 % cis?|95 % cis?|"
        r"patients?|participants?|subjects?|women|men|eyes|those|who|with|having|achieving|there|by|for|to|that|from|"
        r"as|and|at|on)\s)+"
    ),
)
_DECADE: Final = regex.compile(r"^(?:in )?their (?P<decade>\d0 ?s\b.*)$", regex.IGNORECASE)
# When added to A, incidences of X
_INTRODUCED: Final = regex.compile(
    r"(?:when|while|whereas|although|though|because|since|if|as|after|before|during)\s[^,]{1,80}, (?=\w)",
    regex.IGNORECASE,
)
# the adjusted hazard ratio for X, the relative risk of X
_RATIO: Final = regex.compile(
    r"(?:(?:the|an?|adjusted|unadjusted|crude|pooled|estimated) )*(?:(?:hazard|odds|risk|rate|incidence rate) ratios?|"
    r"relative risks?|HRs?|ORs?|RRs?)(?: [A-Z]{2,3})? (?:for|of) (?:the )?(?=\w)",
    regex.IGNORECASE,
)
_SCORE_ON: Final = regex.compile(r"^(?P<score>scores? of \S+(?: (?:to|or|-) \S+)?) on (?:the )?(?P<scale>.{3,80})$")
_APPOSED: Final = words("a an as the which one another our its however also though i.e that")
_COMPARING: Final = words("comparison contrast relative compared relation")
_SPAN_ALONE: Final = regex.compile(
    r"(?:(?:study|follow-?up|treatment|observation|double-blind|open-label|intervention|trial|run-in|postoperative) "
    r"(?:period|phase)|points? in time)",
    regex.IGNORECASE,
)
_SPANS: Final = words("period course study follow-up treatment visit interval follow - up observation trial phase")
_LEADING: Final = regex.compile(
    r"(?:then|thus|also|finally|likewise|again|however|moreover|furthermore|nevertheless|his|her|their|its|similarly|"
    r"respectively|significantly|statistically|not|only|especially|particularly|mainly|mostly|primarily|largely|predominantly|"
    r"additionally|overall|(?:(?:more|less) )?likely to|"
    r"significant (?:for|in)|nearly|almost|always|along with|due to|owing to|because of|"
    r"as well as|such as|including|despite|regarding|concerning|and|but|or)\b,?(?: |$)",
    regex.IGNORECASE,
)
# a significant improvement in X, similar improvement of X: the change is judged, not measured
_JUDGED: Final = regex.compile(
    r"(?:(?:a|an|the|no|any) )?(?:(?:statistically|clinically|highly|more|most|less|slightly|very) )*"
    r"(?:significant|non-?significant|similar|comparable|marked|greater|greatest|better|substantial|considerable|"
    r"notable|remarkable|important|meaningful|modest|moderate|slight|small|smaller|large|larger|rapid|overall|clear) "
    r"(?:(?=(?:and \w+ )?(?:improvement|reduction|decrease|increase|change|rise|fall|decline|drop|gain|elevation|"
    r"worsening)s? (?:in|of)\b)|differences? in (?:the )?(?=\w))",
    regex.IGNORECASE,
)
_NO_DIFFERENCE: Final = regex.compile(
    r"(?:no|any|little|a|an|the|nor) (?:[\w-]+ ){0,3}(?:differences?|effects?|impact|influence|benefit|advantage) "
    r"(?:(?:was|were) (?:\w+ )?)?(?:(?:between|among|within) (?:\S+ ){1,6}?)?"
    r"(?:in|on|for|with respect to|regarding) (?:the )?(?=\w)",
    regex.IGNORECASE,
)
_LISTED: Final = words("and or , versus vs")
_UNITS: Final = words("months weeks days years hours month week day year")
LONGEST: Final = 14
_UNIT: Final = 2  # letters
_JOINED: Final = regex.compile(r" ?([-/]) ?")
_COMMA: Final = regex.compile(r" ([,'’])(?: (?=s\b))?")
_ADVERBIAL: Final = words("at after between during within over following throughout before until")
_WHEN: Final = words("after during following throughout before until")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A name with where it stands; ``id`` is the lexicon's when one mark is the whole name."""

    name: str
    extent: Extent


def is_adverb(norm: str) -> bool:
    """Whether a word ends like an adverb and is no family, assembly or anomaly."""
    return (
        norm.endswith("ly")
        and len(norm) > 4
        and norm not in {"family", "assembly", "anomaly", "daily", "supply", "reply", "early"}
    )


def left_of(items: Sequence[Item], end: int, lexis: Lexis) -> Phrase | None:
    """The noun phrase that ends before an item; groups and times behind it are passed over."""
    while end > 0 and (
        _span_of_time(items, end) < end
        or (_is_passed(items[end - 1], lexis) and not _is_prefixed(items, end - 1))
        or items[end - 1].norm == ")"
        or _is_comparing(items, end - 1)
    ):
        if (start := _span_of_time(items, end)) < end:
            end = start
            continue
        if items[end - 1].norm == ")":
            end = opened(items, end - 1)
            inside = items[end + 1]
            if inside.kind == OUTCOME and any(c.isdigit() for c in inside.norm):
                return Phrase(inside.name, inside.extent)  # a halving of the score (EASI-50) was reached by
            continue
        end -= 1
        if 1 < end < len(items) and items[end - 1].norm in _LISTED and _joins(items, end):
            end -= 1
    end = _before_apposition(items, end, lexis)
    start = end
    while start > 0 and end - start < LONGEST and not _ends_left(items, start - 1, lexis):
        start -= 1
    if start > 1 and items[start - 1].norm == "as" and items[start - 2].norm == ",":
        return left_of(items, start - 2, lexis)  # The level of X, as a product of Y
    if start > 1 and items[start].norm in _UNITS and items[start - 1].kind == TIME:
        return left_of(items, start - 1, lexis)  # the rate of X at 3 and 6 months after Y
    found = _behind_place(items, start, end, lexis) or phrase(items, start, end, lexis)
    if found is not None and start > 0 and items[start].norm in _ADVERBIAL:
        # the number of drugs prescribed at the last visit: what is told stands before the adverbial
        before = start - 1 if items[start - 1].norm in lexis.verbs and items[start - 1].norm.endswith("ed") else start
        return left_of(items, before, lexis) or (None if items[start].norm in _WHEN else found)
    return found


def _behind_place(items: Sequence[Item], start: int, end: int, lexis: Lexis) -> Phrase | None:
    """The subject behind an adverbial that no comma parts from it: ``In lesions the thickness had …``."""
    if items[start].norm not in PREPOSITIONS:
        return None
    for k in range(start + 2, end - 1):
        if items[k].norm in {"the", "a", "an"} and items[k - 1].norm not in PREPOSITIONS:
            return phrase(items, k, end, lexis) or phrase(items, start, k, lexis)
    return None


def _joins(items: Sequence[Item], end: int) -> bool:
    """Whether a joiner before ``end`` joins two times or two groups: ``X in the A and the B group``."""
    after = next((x for x in items[end:] if x.norm not in DETERMINERS), items[end])
    kinds = {items[end].kind, items[end - 2].kind}
    return TIME in kinds or (after.kind == ARM and items[end - 2].kind == ARM)


def _before_apposition(items: Sequence[Item], end: int, lexis: Lexis) -> int:
    """Before the comma that opens what another closes: ``The score, a measure of pain, fell``."""
    if end < 3 or items[end - 1].norm != ",":
        return end
    for k in range(end - 2, max(0, end - 20), -1):
        if items[k].kind in {NUMBER, P_VALUE} or items[k].norm in {";", "and"}:
            return end
        if items[k].norm == ",":
            leads = items[k + 1].norm in _APPOSED or end - k <= 3
            return k if leads and items[k - 1].kind != TIME else end
    return end


def opened(items: Sequence[Item], end: int) -> int:
    """The item that opens the bracket closed at ``end``."""
    while end > 0 and items[end].norm != "(":
        end -= 1
    return end


def right_of(items: Sequence[Item], start: int, lexis: Lexis) -> Phrase | None:
    """The noun phrase that begins at an item."""
    end = start
    while end < len(items) and end - start < LONGEST and not _ends_right(items, end, lexis):
        end += 1
    if start < end and items[start].norm in {"down", "up"}:
        return None
    return phrase(items, start, end, lexis)


def _is_comparing(items: Sequence[Item], at: int) -> bool:
    """``in comparison with B``, ``relative to B``: the words that lead to the other group."""
    follows = items[at + 1].norm if at + 1 < len(items) else ""
    return not items[at].kind and items[at].norm in _COMPARING and follows in {"with", "to"}


def _span_of_time(items: Sequence[Item], end: int) -> int:
    """Where the span of time that ends before an item begins: ``the 6-year follow-up``, ``the 2-week study period``."""
    k = end
    while k > 0 and not items[k - 1].kind and items[k - 1].norm in _SPANS:
        k -= 1
    return k if k < end and k > 0 and items[k - 1].kind == TIME else end


def _is_prefixed(items: Sequence[Item], at: int) -> bool:
    """``non-responders``: the people are part of a longer word."""
    return at > 1 and items[at - 1].norm == "-" and items[at - 2].norm in {"non", "pre", "post", "ex"}


def _is_passed(item: Item, lexis: Lexis) -> bool:
    if item.kind in {ARM, TIME}:
        return True
    if item.kind:
        return False
    if item.norm in {"weeks", "months", "days", "years", "week", "period"}:  # at T, T and T weeks
        return True
    return item.norm in PREPOSITIONS or item.norm in DETERMINERS or item.norm in LIGHT or item.norm in lexis.people


def _is_name(items: Sequence[Item], slash: int) -> bool:
    """Whether a slash joins two words of a name, not two units: ``pass/fail level``, ``mg/dL``."""
    if not 0 < slash < len(items) - 1 or items[slash].norm != "/":
        return False
    before, after = items[slash - 1], items[slash + 1]
    words_ = all(not x.kind and len(x.norm) > _UNIT and x.norm.isalpha() for x in (before, after))
    return words_ and (slash == 1 or items[slash - 2].kind not in {NUMBER, EXCLUDED})


def _ends_left(items: Sequence[Item], at: int, lexis: Lexis) -> bool:
    item = items[at]
    if item.kind in {NUMBER, P_VALUE, STUDY, TIME}:
        return True
    if item.kind == EXCLUDED:
        return item.mark is not None and item.mark.id in {"dose", "cross-reference", "citation", "date", "schedule"}
    if item.kind == ARM:
        # "glucocorticoids" within a name stays; "in the placebo group" ends it.
        return at > 0 and (items[at - 1].norm in PREPOSITIONS or items[at - 1].norm in DETERMINERS)
    if item.norm in _JOINERS:
        return at == 0 or bool(items[at - 1].kind in {NUMBER, P_VALUE, TIME, ARM}) or items[at - 1].norm in {")", ","}
    return (
        (item.norm in _CLOSERS and not _is_name(items, at))
        or item.norm in SUBORDINATORS
        or item.norm in lexis.verbs
        or item.norm in {"than", "versus", "vs"}
        or is_infinitive(items, at, lexis)
    )


def is_infinitive(items: Sequence[Item], at: int, lexis: Lexis) -> bool:
    """Whether a word is a verb by the one before it: ``did not affect``, ``could predict``."""
    k = at - 1
    while k > 0 and not items[k].kind and (items[k].norm in {"not", "also"} or is_adverb(items[k].norm)):
        k -= 1
    return k >= 0 and not items[at].kind and not items[k].kind and lexis.verbs.get(items[k].norm) == "be able"


def _ends_right(items: Sequence[Item], at: int, lexis: Lexis) -> bool:
    item = items[at]
    if item.kind in {NUMBER, P_VALUE, STUDY, TIME, ARM}:
        return True
    if item.kind == EXCLUDED:
        return item.mark is not None and item.mark.id in {"dose", "cross-reference", "citation", "date", "schedule"}
    if (
        (item.norm in _CLOSERS and not _is_name(items, at))
        or item.norm in SUBORDINATORS
        or item.norm in {"than", "versus", "vs", "compared", "respectively"}
    ):
        return True
    if item.norm in PREPOSITIONS:
        return _leads_out(items, at + 1, lexis)
    if item.norm in _JOINERS:
        return (
            at + 1 >= len(items)
            or bool(items[at + 1].kind in {NUMBER, ARM})
            or items[at + 1].norm in lexis.verbs
            or items[at + 1].norm in {"by", "in", "at"}
        )
    return item.norm in lexis.verbs and item.norm not in CHANGE_NOUNS


def _leads_out(items: Sequence[Item], at: int, lexis: Lexis) -> bool:
    """Whether a preposition leads to a group, a time, a number or just people."""
    while at < len(items) and (
        items[at].norm in DETERMINERS or items[at].norm in LIGHT or items[at].norm == "baseline"
    ):
        at += 1
    return (
        at >= len(items)
        or items[at].kind in {NUMBER, TIME, ARM, P_VALUE}
        or items[at].norm in lexis.people
        or items[at].norm in _CLOSERS
    )


def phrase(items: Sequence[Item], start: int, end: int, lexis: Lexis) -> Phrase | None:
    """A name without articles, statistics and prepositions at its ends; None when nothing is left."""
    kept = [i for i in items[start:end] if i.norm not in _CLOSERS or i.norm in {"/", ","}]
    if not kept:
        return None
    name = cleaned(printed_name(kept))
    if (
        not name
        or not any(c.isalpha() for c in name)
        or name.lower() in _EMPTY
        or (len(name) < 3 and name.lower() in _SCRAPS)
        or name.lower() in lexis.people
        or name.lower().startswith(("no ", "it ", "they ", "we "))
        or is_adverb(name.lower())
        or _SPAN_ALONE.fullmatch(name)
    ):
        return None
    return Phrase(name, cover(i.extent for i in kept))


# Words of a comparison that say nothing of what was compared; a name of these alone points to one said before.
_POINTING: Final = regex.compile(
    r"^(?:(?:yet|there|this|that|these|those|such|it|we|a|an|the|no|any|more|less|much|only|even|statistically|highly|"
    r"not|marked|further|slight|great|greater|same|significant|significantly|nonsignificant|similar|different|"
    r"important|small|smaller|large|larger|higher|lower|better|worse|considerable|clear|strong|stronger|strongest|"
    r"average|overall|general|equivalent|mean|rapid|apparent|effects?|enhancement|restoration|trend|results?|values?|"
    r"increased|decreased|rose|fell|reductions?|decreases?|increases?|improvements?|declines?|rises?|falls?|changes?|"
    r"differences?|in (?:comparison|contrast|this|these)|comparisons?|between-group|pairwise|biggest|largest|relative|"
    r"(?:hazard|odds|risk|rates?|incidence|prevalence|response|incidence rate) ratios?|relative (?:risks?|hazards?)|"
    r"risk differences?|(?:un)?adjusted|crude|pooled|treatment differences?|least[- ]squares?|ls|"
    r"and|little|contrast|with (?:the )?other|other|others|between|"
    r"appeared|events?|episodes?|occurrences?)(?:,?\s|$))+$",
    regex.IGNORECASE,
)
_ANAPHORIC: Final = regex.compile(
    r"^(?:change in )?(?:(?:this|these|those|such|it)\b|(?:higher|lower|greater|greatest|more|less|better|worse|"
    r"strongest|stronger|similar|comparable|significant|different|highest|lowest) "
    r"(?:in|for|with|among|at|on|after|than|between)\b)",
    regex.IGNORECASE,
)


def points_back(name: str) -> bool:
    """Whether a name says no outcome of its own: ``significant difference``, ``this reduction``, ``these markers``."""
    return _POINTING.match(name) is not None or _ANAPHORIC.match(name) is not None


_SCRAPS: Final = words(
    "x l g kg mg ml dl mm cm m s h d r t f z u b or hr rr n p x2 ° μg ng pg"
)  # of units that no number was read with
_EMPTY: Final = words(
    "score scores rate rates value values result results percentage proportion it they he she this these that "
    "those there group groups one two respectively data study studies trial trials analysis table p n no none "
    "day days week weeks most more less half about all other others figures the figure patients figures "
    "months years dose doses baseline difference differences significant results ci or hr rr r mean median sd "
    "se total overall change changes reduction increase decrease improvement average "
    "approximately about p-values p-value against averages number numbers range treatment therapy months of level "
    "levels period pre post pretest posttest"
)


def cleaned(name: str) -> str:
    """A printed name without what says how, when or in how many it was measured."""
    name = " ".join(name.split())
    if match := _INTRODUCED.match(name):
        name = name[match.end() :]
    if match := _DECADE.match(name):
        return f"Age in the {match['decade']}".replace(" s", "s")
    if match := _SCORE_ON.match(name):
        name = f"{match['scale']} {match['score']}"
    if match := _NO_DIFFERENCE.match(name):
        name = name[match.end() :]
    name = _JUDGED.sub("", name, count=1) if _JUDGED.match(name) else name
    while (match := _LEADING.match(name)) is not None:
        name = name[match.end() :]
    low = name.lower() + " "
    if match := _RATIO.match(name):
        name = name[match.end() :]
        low = name.lower() + " "
    if match := _STATISTIC.match(low):
        name = name[match.end() :] if match.end() < len(name) else ""
    name = without_end(name)
    name = name.strip(" ,;:/-=")
    return name if name[1:2].isupper() else name[:1].upper() + name[1:]  # sPGA keeps its small letter


def printed_name(items: Sequence[Item]) -> str:
    """The words as one would print them on one line."""
    text = " ".join(item.name for item in items)
    return str(_COMMA.sub(_first, _JOINED.sub(_first, text)))


def _first(match: regex.Match[str]) -> str:
    return str(match[1])
