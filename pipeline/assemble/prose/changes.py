"""Which outcome a number is the change of."""

from typing import Final

from pipeline.assemble.prose.candidates import Group, quantity
from pipeline.assemble.prose.lexis import CHANGE_NOUNS, FALLS, PREPOSITIONS, Lexis, words
from pipeline.assemble.prose.naming import Phrase, is_adverb, left_of, right_of
from pipeline.assemble.prose.sentence import NUMBER, OUTCOME, Item, Sentence
from pipeline.assemble.prose.subjects import around, verb_start
from pipeline.assemble.prose.telling import COMPARATIVES, Told

# What may stand between a verb of change and its number: fell to a geometric mean of 72.
_LEADING: Final = words(
    "by about approximately only a an mean median geometric gmt value total maximum minimum nadir peak of to"
)


def moves(item: Item, lexis: Lexis) -> bool:
    """Whether a word tells of a rise, a fall or a change."""
    return not item.kind and (lexis.verbs.get(item.norm) in {"rise", "fall"} or item.norm in CHANGE_NOUNS)


def is_change(item: Item) -> bool:
    """Whether a word is a noun of change, not of a difference between groups."""
    return not item.kind and item.norm in CHANGE_NOUNS and not item.norm.startswith("difference")


def rephrased(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``an 11% reduction (0.4 mg) in X``: the same change in other units."""
    close = next((k for k in range(i + 1, min(len(s.items), i + 6)) if s.items[k].norm == ")"), len(s.items))
    if i < 3 or s.items[i - 1].norm != "(" or not is_change(s.items[i - 2]) or close + 2 >= len(s.items):
        return None
    noun = s.items[i - 2]
    if s.items[i - 3].kind != NUMBER or s.items[close + 1].norm not in {"in", "of"}:
        return None
    found = right_of(s.items, close + 2, lexis)
    if found is None:
        return None
    return Told(found.name, found.extent, "change_in_name", change=True, falls=noun.norm in FALLS)


def _before_bracket(s: Sentence, k: int) -> int:
    """The item before a bracket that closes at ``k``."""
    if k >= 0 and s.items[k].norm == ")":
        while k >= 0 and s.items[k].norm != "(":
            k -= 1
        return k - 1
    return k


def changed_after(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``a 46% reduction in skin infections``, ``44.82% for TEC`` after such a phrase."""
    k = _behind_p(s, i)
    if k < len(s.items) and s.items[k].norm in {
        "mean",
        "median",
        "relative",
        "absolute",
        "greater",
        "further",
        "overall",
    }:
        k += 1
    if k + 1 >= len(s.items) or s.items[k].norm not in CHANGE_NOUNS:
        return _changed_in_row(s, i, lexis)
    noun = k
    k = _behind_bracket(s, k)
    noun_end = k
    while k + 1 < len(s.items) and s.items[k + 1].norm not in {"in", "of", "for", "from"} and k < noun_end + 4:
        k += 1
    start = k + 2 if k + 1 < len(s.items) and s.items[k + 1].norm in {"in", "of", "for"} else noun + 1
    found = right_of(s.items, start, lexis) or left_of(s.items, i, lexis)
    if found is None:
        return None
    return Told(found.name, found.extent, "change_in_name", change=True, falls=s.items[noun].norm in FALLS)


def _behind_p(s: Sentence, i: int) -> int:
    """The item behind a number and what closes its bracket: ``3.8 mg (1.5 to 6.1, P = 0.001) increase in X``."""
    closed = [x.kind or x.norm for x in s.items[i + 1 : i + 4]]
    if closed[:1] == [")"] and any(x.norm == "(" for x in s.items[max(0, i - 2) : i]):
        return i + 2  # a small (5%) decrease
    return i + 4 if closed in ([",", "P", ")"], ["(", "P", ")"]) else i + 1


def _behind_bracket(s: Sentence, noun: int) -> int:
    """The end of the bracket right behind a noun: ``11% reduction (0.4 mg) in X``; the noun where there is none."""
    if noun + 1 >= len(s.items) or s.items[noun + 1].norm != "(":
        return noun
    return next((k for k in range(noun + 2, min(len(s.items), noun + 8)) if s.items[k].norm == ")"), noun)


def change_of(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``improvements of 24% and 49% were observed in the score``; ``a reduction of 3 points in the score``."""
    start = i
    while start > 1 and s.items[start - 1].norm in {"and", ","} and s.items[start - 2].kind == NUMBER:
        start -= 2
    if start < 2 or s.items[start - 1].norm != "of" or s.items[start - 2].norm not in CHANGE_NOUNS:
        return None
    noun = s.items[start - 2].norm
    differs = noun.startswith("difference")
    link = next(
        (
            k
            for k in range(i + 1, min(len(s.items), i + 9))
            if s.items[k].norm in {"in", "for"} and s.items[k + 1 : k + 2]
        ),
        None,
    )
    found = (
        right_of(s.items, link + 1, lexis)
        if link is not None and not any(x.norm in {",", ";", "("} for x in s.items[i + 1 : link])
        else None
    )
    if found is None or found.name.lower() in lexis.people:
        found = left_of(s.items, start - 2, lexis)
    if found is None:  # "The score was 7.6, a reduction of 75%": the subject's
        subject = around(s, Group((i,)), lexis)
        found = Phrase(subject.name, subject.extent) if subject is not None else None
    return (
        Told(found.name, found.extent, "change_of_number", change=not differs, falls=noun in FALLS, differs=differs)
        if found is not None
        else None
    )


def _changed_in_row(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``… a 54% decrease for IgE, 45% for TEC, and 30% for LDH``."""
    if i + 2 >= len(s.items) or s.items[i + 1].norm not in {"for", "in"} or s.items[i + 2].kind != OUTCOME:
        return None
    change = next((x for x in s.items[:i] if x.norm in CHANGE_NOUNS), None)
    noun = s.items[i + 2]
    return Told(
        noun.name,
        noun.extent,
        "name_after_number",
        change=change is not None,
        falls=change is not None and change.norm in FALLS,
    )


def compared_after(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``46% fewer infections than with placebo``."""
    k = i + 1
    if k + 1 < len(s.items) and s.items[k].norm in COMPARATIVES and quantity(s, i).percent:
        found = right_of(s.items, k + 1, lexis) or left_of(s.items, i, lexis)
        if found is not None:
            return Told(
                found.name,
                found.extent,
                "relative_to_other",
                change=True,
                falls=s.items[k].norm in FALLS,
                relative=True,
            )
    return None


def _noun_of(s: Sentence, noun: int, lexis: Lexis) -> Phrase | None:
    """``an overall reduction in pressure of 6.5``: what a noun of change is of."""
    if s.items[noun].norm not in CHANGE_NOUNS or s.items[noun + 1].norm not in {"in", "of"}:
        return None
    return right_of(s.items, noun + 2, lexis)


def _object(s: Sentence, verb: int, i: int, lexis: Lexis) -> Phrase | None:
    """``A lowered the score by 8.4``: what stands between a verb and its number is what changed."""
    if s.items[verb].norm in CHANGE_NOUNS or s.items[i - 1].norm not in {"by", "to"} or verb + 1 >= i - 1:
        return None
    head = s.items[verb + 1]
    if head.kind not in {"", OUTCOME} or head.norm in PREPOSITIONS or head.norm in {"(", ","} or is_adverb(head.norm):
        return None
    found = right_of(s.items, verb + 1, lexis)
    return found if found is not None and found.extent.end <= s.items[i].extent.start else None


def changed_before(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``EASI fell by 88%``, ``pruritus scores decreased (…) by 55.7%``."""
    k = i - 1
    while k >= 0 and s.items[k].norm in _LEADING:
        k -= 1
    if k == i - 1 and not (k >= 0 and s.items[k].norm in {"by", "to"}):
        return None
    link = "to" if any(x.norm == "to" for x in s.items[k + 1 : i]) else s.items[i - 1].norm
    if (listed := _listed_change(s, i, lexis)) is not None:
        return listed
    k = _before_bracket(s, k)
    verb = next((j for j in range(k, max(-1, k - 12), -1) if moves(s.items[j], lexis) or s.items[j].norm == ";"), None)
    if (
        verb is None
        or s.items[verb].norm == ";"
        or (link == "to" and quantity(s, i).percent is False and s.items[verb].norm in CHANGE_NOUNS)
    ):
        return None
    subject = verb
    subject = verb_start(s, subject, 0, lexis)
    found = (
        _object(s, verb, i, lexis)
        or _noun_of(s, verb, lexis)
        or left_of(s.items, subject, lexis)
        or right_of(s.items, verb + 2, lexis)
    )
    if found is None or link not in {"by", "of", "mean", "a"}:
        return None if found is None else Told(found.name, found.extent, "changed_to")
    return Told(
        found.name,
        found.extent,
        "changed_by",
        change=True,
        falls=s.items[verb].norm in FALLS or lexis.verbs.get(s.items[verb].norm) == "fall",
    )


def _listed_change(s: Sentence, i: int, lexis: Lexis) -> Told | None:
    """``X fell by 16% (P = 0.02), Y by 29% and in Z by 22%``: the later of a list, each behind its own name."""
    earlier = [k for k in s.of(NUMBER) if k < i and s.items[k - 1].norm == "by"]
    if s.items[i - 1].norm != "by" or not earlier:
        return None
    joined = max((k for k in range(earlier[-1], i) if s.items[k].norm in {",", "and", ";"}), default=i)
    start = joined + 1
    while start < i - 1 and s.items[start].norm in {"in", "of", "for", "the"}:
        start += 1
    named = s.items[start : i - 1]
    if not named or any(x.kind not in {"", OUTCOME} or x.norm in lexis.verbs or x.norm in PREPOSITIONS for x in named):
        return None
    mover = next((x for x in reversed(s.items[: earlier[0]]) if moves(x, lexis)), None)
    found = right_of(s.items[: i - 1], start, lexis) if mover is not None else None
    if mover is None or found is None:
        return None
    falls = mover.norm in FALLS or lexis.verbs.get(mover.norm) == "fall"
    return Told(found.name, found.extent, "changed_by", change=True, falls=falls)
