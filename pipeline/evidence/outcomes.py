"""How well the words around a number name the outcome that is asked for."""

from dataclasses import dataclass
from typing import Final

import regex

from pipeline.evidence.glossary import Glossary
from pipeline.evidence.marks import marks, moment, unmarked
from pipeline.evidence.names import NOT, is_opposed, jobs, numbers, same, variants, weight, words
from pipeline.evidence.points import Point
from pipeline.evidence.question import Question
from pipeline.normalise import timepoints

ENOUGH: Final = 0.5
_CAPTION: Final = 0.6  # a word of the caption tells less than one of a head
_SENTENCE: Final = 0.3
_MISSING_NUMBER: Final = 0.5
_PART: Final = 0.1
_REVERSE: Final = 0.5
_LISTED: Final = regex.compile(r",|;|\b(?:and|or|nor)\b")
_DENIED: Final = 2  # words that a "no" denies
_GENERAL: Final = 0.1  # what a place loses that tells nothing of what stands before the dash
_OTHER_LEAF: Final = 0.8
_COVERAGE: Final = 0.8  # of the likeness; the rest is how little else the label says


@dataclass(frozen=True, slots=True)
class Asked:
    """The names of an outcome as words, each way of writing it; whether a change is asked for; the asked day.

    ``window`` is how many days from it a time may be, None for any; ``groups`` are the words of the groups' names,
    ``general`` those before the dash in ``adverse events - headache``.
    """

    forms: tuple[tuple[str, ...], ...]
    is_change: bool
    day: float | None
    window: float | None = None
    groups: frozenset[str] = frozenset()
    general: frozenset[str] = frozenset()


def asked(question: Question, glossary: Glossary) -> Asked:
    """The outcome of a question, without its time and without the names of the groups."""
    written: list[str] = []
    for name in (question.outcome, *question.synonyms):
        specific = name.rpartition(" - ")[2]  # "adverse events - headache": the headache is asked for
        plain = timepoints.PATTERN.sub(" ", specific)
        for variant in variants(plain):
            if variant != plain and not _stands_for(variant, plain):
                continue
            # "EASI-50" is explained behind "the EASI score": such a long form has lost what distinguishes it.
            whole = glossary.expanded(variant)
            written += [variant, whole] if numbers(words(variant)) <= numbers(words(whole)) else [variant]
    forms: list[tuple[str, ...]] = []
    for name in dict.fromkeys(written):
        # "End of treatment" is a time, and part of the name "end-of-treatment response".
        for kept in (words(unmarked(name) or name), words(name)):
            if (kept and any(weight(w) == 1.0 for w in kept)) or (kept and not forms):
                forms.append(kept)
    is_change = question.scale == "change" if question.scale else "change" in marks(question.outcome)
    window = moment(question.window) if question.window else None
    groups = frozenset(words(f"{question.intervention} {question.comparator}"))
    general = frozenset(w for w in words(question.outcome.rpartition(" - ")[0]) if weight(w) == 1.0)
    day = moment(question.at or question.outcome)
    return Asked(tuple(dict.fromkeys(forms)), is_change, day, window, groups, general)


def _stands_for(short: str, name: str) -> bool:
    """Whether a part of a name names the whole: ``(WB)`` behind ``lithium in whole blood`` is of its last words."""
    is_short = " " not in short and sum(c.isupper() for c in short) > 1
    return not is_short or short[0].lower() == name.strip()[:1].lower()


def likeness(wanted: Asked, point: Point, glossary: Glossary) -> float:
    """Between 0 and 1 for the labels of a point, its caption or sentence helping."""
    label = " ".join(point.labels)
    own = _both(label, glossary)
    around = words(point.context) + words(glossary.expanded(point.context))
    told = _SENTENCE if point.is_sentence else _CAPTION
    leaf = _both(point.leaf, glossary)
    lacking = [w for w in wanted.general if not any(same(w, o) for o in (*own[0], *own[1], *around))]
    share = len(lacking) / len(wanted.general) if wanted.general else 0.0
    return (1 - _GENERAL * share) * max(
        (
            _compared(f, own, around, told) * _is_of(f, leaf, own) * _same_sense(f, own, around) - _of_part(f, point)
            for f in wanted.forms
        ),
        default=0.0,
    )


def _same_sense(form: tuple[str, ...], own: tuple[tuple[str, ...], tuple[str, ...]], around: tuple[str, ...]) -> float:
    """Less than one where a place tells of all kinds of what is asked, of those without it, or of the opposite."""
    told = (*own[0], *own[1], *around)
    named = (*own[0], *own[1])
    if any(is_opposed(w, named) or (is_opposed(w, told) and not any(same(w, n) for n in named)) for w in form):
        return _REVERSE
    if any(w in jobs("narrow") and not any(same(w, t) for t in told) for w in form):
        return _REVERSE  # "adverse events" are no "serious adverse events"
    if NOT in form:
        return 1.0 if NOT in told else _REVERSE
    denied = [w for k, word in enumerate(own[0]) if word == NOT for w in own[0][k + 1 : k + 1 + _DENIED]]
    return _REVERSE if any(same(w, f) for w in denied for f in form if weight(f) == 1.0) else 1.0


def _is_of(form: tuple[str, ...], leaf: tuple[tuple[str, ...], ...], own: tuple[tuple[str, ...], ...]) -> float:
    """Less than one where only heads above the row's own name are like the asked one, and not wholly.

    ``Somnolence`` under ``Adverse events`` is no ``discontinuation because of adverse events``.
    """
    said = [w for w in leaf[0] if weight(w) == 1.0 and w not in jobs("whole")]
    if not said or any(same(w, f) for w in (*leaf[0], *leaf[1]) for f in form):
        return 1.0
    missing = [w for w in form if weight(w) == 1.0 and not any(same(w, t) for parts in own for t in parts)]
    return _OTHER_LEAF if missing else 1.0


def _of_part(form: tuple[str, ...], point: Point) -> float:
    """What a place loses that tells of a part of the group only (``Children``), unless that is asked for."""
    for stratum in point.strata:
        parts = words(stratum)
        if parts and not any(w in jobs("whole") or any(same(w, f) for f in form) for w in parts):
            return _PART
    return 0.0


def told_words(wanted: Asked, point: Point, glossary: Glossary) -> frozenset[str]:
    """The asked words of things that the labels of a place tell, ``context`` not counted."""
    own = [w for parts in _both(" ".join(point.labels), glossary) for w in parts]
    asked_words = {w for form in wanted.forms for w in form if weight(w) == 1.0}
    return frozenset(w for w in asked_words if any(same(w, o) for o in own))


def says_more(wanted: Asked, point: Point) -> bool:
    """Whether each thing that the labels of a place list is more than is asked: ``serious events`` for ``events``."""
    listed = (words(part) for label in point.labels for part in _LISTED.split(label))
    return not any(_is_all_of(form, part, wanted.groups) for part in listed for form in wanted.forms)


def _is_all_of(form: tuple[str, ...], part: tuple[str, ...], groups: frozenset[str]) -> bool:
    """Whether a part of a list names things that are asked for, and nothing besides but the treatment."""
    told = [w for w in part if weight(w) == 1.0 and w != NOT and w not in jobs("whole") | jobs("link") | groups]
    return bool(told) and all(any(same(w, f) for f in form) for w in told)


def _both(label: str, glossary: Glossary) -> tuple[tuple[str, ...], tuple[str, ...]]:
    return words(label), words(glossary.expanded(label))


def _compared(
    form: tuple[str, ...], own: tuple[tuple[str, ...], tuple[str, ...]], around: tuple[str, ...], by_context: float
) -> float:
    plain, expanded = own
    told, is_named = 0.0, False
    for word in form:
        if any(same(word, w) for w in (*plain, *expanded)):
            told += weight(word)
            is_named = is_named or (weight(word) == 1.0 and not numbers((word,)))
        elif any(same(word, w) for w in around):
            told += by_context * weight(word)
    coverage = told / sum(map(weight, form))
    # A label "EASI score" is no EASI-50 because of a 50 elsewhere in its caption; "Responders" may be.
    if numbers(form) - numbers((*plain, *expanded, *(() if is_named else around))):
        coverage *= _MISSING_NUMBER
    focus = max(_focus(form, plain, around), _focus(form, expanded, around))
    return _COVERAGE * coverage + (1 - _COVERAGE) * focus


def _focus(form: tuple[str, ...], label: tuple[str, ...], around: tuple[str, ...]) -> float:
    """How little else a label says than what is asked."""
    counted = [w for w in label if w not in jobs("whole")]
    whole = sum(map(weight, counted))
    if not any(weight(w) == 1.0 for w in counted):
        return 0.5
    return sum(weight(w) for w in counted if any(same(w, f) for f in form)) / whole
