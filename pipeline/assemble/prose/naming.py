"""Which words of a sentence name the outcome of a number."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import regex

from pipeline.assemble.prose.lexis import CHANGE_NOUNS, DETERMINERS, LIGHT, PREPOSITIONS, SUBORDINATORS, Lexis, words
from pipeline.assemble.prose.namestarts import EMPTY, cleaned
from pipeline.assemble.prose.sentence import ARM, EXCLUDED, NUMBER, OUTCOME, P_VALUE, STUDY, TIME, Item
from pipeline.extent import Extent, cover

_CLOSERS: Final = frozenset([",", ";", ":", "(", ")", "[", "]", ".", "—", "/", "--", "&", "%", "“", "”", '"'])
_JOINERS: Final = frozenset(["and", "or", "but", "nor", "plus"])
_APPOSED: Final = words("a an as the which one another our its however also though i.e that")
_COMPARING: Final = words("comparison contrast relative compared relation")
_SPANS: Final = words("period course study follow-up treatment visit interval follow - up observation trial phase")
_LISTED: Final = words("and or , versus vs")
_OPENERS: Final = words("these this it there they we those")  # of a clause: X of the knee and these changes were …
_SCALES: Final = words("score scores total subscore scale subscale index questionnaire inventory domain level levels")
_BEFORE_NOUNS: Final = DETERMINERS | words(", ; : ( and or mean median average baseline no")
_UNITS: Final = words("months weeks days years hours month week day year")
LONGEST: Final = 14
_UNIT: Final = 2  # letters
_JOINED: Final = regex.compile(r" ?([-/]) ?")
_POINT: Final = regex.compile(r"(?<=\d) (\.\d)")
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
        or (_is_passed(items[end - 1], lexis) and not _is_in_name(items, end - 1))
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
    apposed = start > 1 and items[start - 1].norm == "as" and items[start - 2].norm == ","
    if apposed and items[start].norm in _APPOSED:
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


def _is_in_name(items: Sequence[Item], at: int) -> bool:
    """``non-responders``, ``relapse-free days``, ``pack years``: people and units that are part of a name."""
    if at < 2:
        return False
    before = items[at - 1]
    prefixed = before.norm == "-" and items[at - 2].norm in {"non", "pre", "post", "ex"}
    counted = items[at].norm in _UNITS and not items[at].kind and before.norm in {"pack", "free"}
    return prefixed or counted


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
        return not _is_scale(items, at)
    if item.kind == EXCLUDED:
        return item.mark is not None and item.mark.id in {"dose", "cross-reference", "citation", "date", "schedule"}
    if item.kind == ARM:
        # "glucocorticoids" within a name stays; "in the placebo group" ends it.
        return at > 0 and (items[at - 1].norm in PREPOSITIONS or items[at - 1].norm in DETERMINERS)
    if item.norm in _JOINERS:
        opens = at + 1 < len(items) and items[at + 1].norm in _OPENERS
        led = at == 0 or bool(items[at - 1].kind in {NUMBER, P_VALUE, TIME, ARM}) or items[at - 1].norm in {")", ","}
        return opens or led
    return (
        (item.norm in _CLOSERS and not _is_name(items, at))
        or item.norm in SUBORDINATORS
        or (item.norm in lexis.verbs and not _is_attributive(items, at, lexis))
        or item.norm in {"than", "versus", "vs"}
        or is_infinitive(items, at, lexis)
    )


def _is_scale(items: Sequence[Item], at: int) -> bool:
    """Whether a word taken for the short name of a study is one of a scale: ``the FSDS-DAO total score``."""
    after = items[at + 1].norm if at + 1 < len(items) else ""
    return items[at].kind == STUDY and after in _SCALES


def _is_attributive(items: Sequence[Item], at: int, lexis: Lexis) -> bool:
    """Whether a verb's form belongs to the noun behind it: ``left ventricular mass``, ``reduced appetite``."""
    if not (items[at].norm.endswith("ed") or items[at].norm == "left") or at + 1 >= len(items):
        return False
    after, before = items[at + 1], items[at - 1] if at else None
    noun = after.kind in {"", OUTCOME} and after.norm[:1].isalpha() and after.norm not in lexis.verbs
    if not noun or after.norm in PREPOSITIONS | DETERMINERS | _JOINERS | SUBORDINATORS or is_adverb(after.norm):
        return False
    if after.norm in {"than", "only", "more", "less", "as"}:
        return False
    return before is None or (not before.kind and (before.norm in _BEFORE_NOUNS or before.norm in PREPOSITIONS))


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
    return item.norm in lexis.verbs and item.norm not in CHANGE_NOUNS and not _is_attributive(items, at, lexis)


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
        or name.lower() in EMPTY
        or (len(name) < 3 and name.lower() in _SCRAPS)
        or name.lower() in lexis.people
        or name.lower().startswith(("no ", "it ", "they ", "we "))
        or is_adverb(name.lower())
        or _NOTHING.fullmatch(name)
    ):
        return None
    return Phrase(name, cover(i.extent for i in kept))


# A span of time, how many there were: names of nothing that was measured.
_NOTHING: Final = regex.compile(
    r"(?:(?:study|follow-?up|treatment|observation|double-blind|open-label|intervention|trial|run-in|postoperative|first|"
    r"second|third|maintenance|induction|titration|washout) "
    r"(?:period|phase|end)|points? in time|(?:end|start|beginning|conclusion|completion) of .*|"
    r"(?:small|low|large|high|limited|total|great|vast) (?:numbers?|proportion|percentage|majority)|given .*)",
    regex.IGNORECASE,
)
_SCRAPS: Final = words(
    "x l g kg mg ml dl mm cm m s h d r t f z u b or hr rr n p x2 ° μg ng pg"
)  # of units that no number was read with

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


def printed_name(items: Sequence[Item]) -> str:
    """The words as one would print them on one line."""
    text = " ".join(item.name for item in items)
    return str(_POINT.sub(_first, _COMMA.sub(_first, _JOINED.sub(_first, text))))


def _first(match: regex.Match[str]) -> str:
    return str(match[1])
