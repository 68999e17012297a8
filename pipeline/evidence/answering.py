"""What one report answers to one question."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from pipeline.evidence import cells, rates, sentences, sizes
from pipeline.evidence import spread as spreads
from pipeline.evidence.choose import AMBIGUOUS, chosen
from pipeline.evidence.fill import TOTAL, Known, group, group_size, place
from pipeline.evidence.glossary import Glossary, glossary
from pipeline.evidence.groups import Groups
from pipeline.evidence.marks import LATER
from pipeline.evidence.naming import naming
from pipeline.evidence.onegroup import compares_times, whole
from pipeline.evidence.outcomes import Asked, asked
from pipeline.evidence.pairing import Pair, pairs
from pipeline.evidence.points import Point
from pipeline.evidence.question import BINARY, CONTINUOUS, RATE, Answer, Group, Number, Question, Rejected
from pipeline.evidence.spread import READ_AS_SD
from pipeline.evidence.totals import totals
from pipeline.evidence.twins import told_again
from pipeline.evidence.unanswered import reason
from pipeline.extent import Extent
from pipeline.extraction import Extraction
from pipeline.normalise.typography import levelled
from pipeline.schema import Result


def ask(extraction: Extraction, question: Question) -> Answer:
    """The numbers of both groups for a question, their places and derivations, and what was rejected by which rule."""
    document = extraction.document
    printed, text = document.text, _levelled(document.text)
    words = _glossary(text)
    groups = Groups(question, words)
    wanted = asked(question, words)
    names = naming(extraction.tables, extraction.results, groups)
    claims = sizes.claims(text, extraction.tables, groups, names, may_be_equal="equal_groups" in question.assumptions)
    points = cells.points(text, extraction.tables, groups, sizes.single(claims))
    points += sentences.points(text, extraction.passages, extraction.ledger, names, sizes.unique(claims))
    points += totals(points)
    kind = question.kind or _kind(points, wanted, words)
    best, others = chosen(pairs(points, wanted, kind, words), wanted, kind)
    why = "" if best is not None else reason(extraction, wanted, others, words)
    sides = _sides(best, points, kind)
    own = sizes.timed(claims, best.first.day if best is not None else None)
    told = [group_size(printed, sides[k], sizes.best(own, k, question.population)) for k in (0, 1)]
    is_one_group = compares_times(question)
    if is_one_group and told == [None, None]:
        told = [whole(extraction.results)] * 2
    elif not is_one_group and best is None and (None in told or _sizes_differ(told, others)):
        is_one_group = told != [None, None]
        told = [None, None]
    why = "one_group" if is_one_group and why == "not_reported" else why
    known = Known(why, _spread(extraction, question, sides, told), is_nearest="nearest_count" in question.assumptions)
    found = [
        _linked(
            group(printed, kind, groups.asked[k], side, told[k], known, _rate(printed, kind, side)), extraction.results
        )
        for k, side in enumerate(sides)
    ]
    return Answer(
        doc_id=document.doc_id,
        question=question,
        kind=kind,
        intervention=found[0],
        comparator=found[1],
        outcome=" / ".join(best.first.labels) if best else None,
        timepoint=_time(best.first) if best else None,
        where=best.first.where if best else None,
        rejected=tuple(_rejected(printed, p) for p in others),
        registry=document.registry,
        flags=(*_flags(found), *(("one_group",) if compares_times(question) else ())),
    )


def _sides(best: Pair | None, points: Sequence[Point], kind: str) -> tuple[Point | None, Point | None]:
    """Both groups as the best place tells them, with what other places tell of the same numbers."""
    if best is None:
        return None, None
    sides = told_again(best.points, points)
    return rates.completed(sides, points) if kind == RATE else sides


def _rate(printed: str, kind: str, side: Point | None) -> Mapping[str, Number | str]:
    """The slots of a rate, where one is asked for and told."""
    return rates.filled(printed, side) if kind == RATE and side is not None else {}


@lru_cache(maxsize=8)
def _levelled(text: str) -> str:
    return levelled(text)


@lru_cache(maxsize=8)
def _glossary(text: str) -> Glossary:
    return glossary(text)


def _kind(points: Sequence[Point], wanted: Asked, words: Glossary) -> str:
    """Binary or continuous, whichever the best fitting place tells."""
    options = [(chosen(pairs(points, wanted, kind, words), wanted, kind)[0], kind) for kind in (BINARY, CONTINUOUS)]
    fit = [(best.likeness, kind == BINARY, kind) for best, kind in options if best is not None]
    return max(fit)[2] if fit else BINARY


def _spread(
    extraction: Extraction, question: Question, sides: Sequence[Point | None], told: Sequence[Number | None]
) -> spreads.Spread | None:
    """What the unnamed spread of the place taken is, as the document or its arithmetic tells, else as assumed."""
    known = _known_spread(extraction, sides, told)
    return READ_AS_SD if known is None and "unnamed_spread_is_sd" in question.assumptions else known


def _known_spread(
    extraction: Extraction, sides: Sequence[Point | None], told: Sequence[Number | None]
) -> spreads.Spread | None:
    one, other = sides
    if one is None or other is None or not {"mean", "spread"} <= set(one.reads) & set(other.reads):
        return None
    groups = [
        (p.reads["mean"].value, p.reads["spread"].value, None if size is None else int(size.value))
        for p, size in zip((one, other), told, strict=True)
    ]
    at = (one.reads["mean"].extent, other.reads["mean"].extent)
    p = next((r.p_value for r in extraction.results if r.p_value and any(_stands(r, place) for place in at)), None)
    own = spreads.tested(groups, p)
    return (
        spreads.stated(extraction.document.text)
        or (own.shown if own is not None else None)
        or spreads.agreed(spreads.shown(extraction.results, one.where))
        or spreads.agreed(spreads.shown(extraction.results))
    )


def _sizes_differ(told: Sequence[Number | None], others: Iterable[Pair]) -> bool:
    """Whether each of several places that fit equally well prints sizes, and none the one told elsewhere."""
    known = [{p.reads["size"].value for p in pair.points if p and "size" in p.reads} for pair in others if _tied(pair)]
    own = {size.value for size in told if size is not None}
    return bool(known) and all(printed and not own & printed for printed in known)


def _tied(pair: Pair) -> bool:
    return pair.rule == AMBIGUOUS


def _stands(result: Result, extent: Extent) -> bool:
    return result.source.start < extent.end and extent.start < result.source.end


def _time(point: Point) -> str | None:
    """The time taken, in days after baseline, as far as the place tells one."""
    if point.day is None:
        return None
    return f"day {point.day:g}" if point.day < LATER - 1 else "end"


def _rejected(text: str, pair: Pair) -> Rejected:
    places = tuple(place(text, read) for p in pair.points if p is not None for read in p.reads.values())
    return Rejected(" / ".join(pair.first.labels), pair.first.where, pair.rule, tuple(dict.fromkeys(places)))


def _linked(found: Group, results: Iterable[Result]) -> Group:
    """The numbers with the outcome tuples that stand at their places."""
    listed = tuple(results)
    numbers = {
        slot: replace(
            number,
            tuples=tuple(
                r.tuple_id
                for r in listed
                if any(r.source.start < p.end and p.start < r.source.end for p in number.places)
            ),
        )
        for slot, number in found.numbers.items()
    }
    return replace(found, numbers=numbers)


def _flags(found: Iterable[Group]) -> tuple[str, ...]:
    """What a reader should know before using the numbers."""
    said = {n.derivation for each in found for n in each.numbers.values() if n.derivation}
    flags = []
    if any("taken as equal" in d for d in said):
        flags.append("group_sizes_assumed_equal")
    if any("nothing names it" in d for d in said):
        flags.append("unnamed_spread_read_as_sd")
    if any(d.startswith(TOTAL) for d in said):
        flags.append("total_of_categories")
    if any("the nearest of" in d for d in said):
        flags.append("nearest_count")
    if any("± taken as" in d for d in said):
        flags.append("dispersion_inferred")
    return tuple(flags)
