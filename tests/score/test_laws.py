"""The laws every scorer must keep, on arbitrary tuples."""

import random
from dataclasses import replace
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from pipeline.extent import Extent
from pipeline.schema import Dispersion
from pipeline.score import LEVELS, Counts, Item, align, score, tally_kinds
from pipeline.score.mistakes import mistakes

# Few values, so that tuples often overlap, agree in part and tie.
VALUES = st.sampled_from([Decimal(text) for text in ("0", "35", "35.0", "-35", "3.5", "19")])
EXTENTS = st.one_of(st.none(), st.builds(lambda at, size: Extent(at, at + size), st.integers(0, 12), st.integers(1, 5)))
ITEMS = st.builds(
    Item,
    doc_id=st.just("d"),
    value=VALUES,
    arm=st.sampled_from([None, "Placebo", "Dupilumab", "dupilumab group"]),
    outcome=st.sampled_from(["EASI", "EASI score", "≥EASI-50"]),
    statistic=st.sampled_from(["mean", "proportion", "count"]),
    timepoint_days=st.sampled_from([None, Decimal(28), Decimal(112)]),
    count=st.sampled_from([None, Decimal(19)]),
    dispersion=st.sampled_from([None, Dispersion("SD", value=Decimal("3.5"))]),
    section=st.sampled_from(["table", "results"]),
    extent=EXTENTS,
    confidence=st.sampled_from([None, Decimal("0.5"), Decimal("0.9")]),
)
GOLD = st.builds(
    lambda item, optional, alternatives: replace(item, optional=optional, alternatives=alternatives),
    ITEMS,
    st.booleans(),
    st.sampled_from([{}, {"value": (Decimal(35),)}, {"arm": (None,), "timepoint_days": (None,)}]),
)
SOME = st.lists(ITEMS, max_size=8)
SOME_GOLD = st.lists(GOLD, max_size=8)


def counted(gold: list[Item], predicted: list[Item]) -> list[Counts]:
    """The counts at every level."""
    alignment = align("d", gold, predicted)
    return [alignment.counts(level) for level in LEVELS]


@given(SOME)
def test_is_perfect_on_itself(items: list[Item]) -> None:
    """Whoever repeats gold makes no error, repeats and missing offsets included."""
    assert counted(items, items) == [Counts(tp=len(items))] * len(LEVELS)


@given(SOME_GOLD, SOME, st.randoms(use_true_random=False))
def test_is_free_of_order(gold: list[Item], predicted: list[Item], chance: random.Random) -> None:
    """Neither figures nor errors depend on the order of the rows."""
    once = align("d", gold, predicted)
    shuffled = align("d", chance.sample(gold, len(gold)), chance.sample(predicted, len(predicted)))

    assert [shuffled.counts(level) for level in LEVELS] == [once.counts(level) for level in LEVELS]
    assert tally_kinds(mistakes(shuffled)) == tally_kinds(mistakes(once))


@given(SOME_GOLD, SOME, SOME_GOLD, SOME)
def test_counts_add_over_documents(a: list[Item], b: list[Item], c: list[Item], d: list[Item]) -> None:
    """Two documents score as their counts together, not as a mean of two ratios."""
    renamed = [replace(item, doc_id="e") for item in d]
    both = score({"d": a, "e": [replace(item, doc_id="e") for item in c]}, [*b, *renamed])

    apart = [one + other for one, other in zip(counted(a, b), counted(c, d), strict=True)]
    assert [both.counts(level) for level in LEVELS] == apart


@given(SOME_GOLD, SOME)
def test_precision_and_recall_swap_with_the_arguments(gold: list[Item], predicted: list[Item]) -> None:
    """What is precision for one side is recall for the other, at every level."""
    assert counted(predicted, gold) == [counts.swapped for counts in counted(gold, predicted)]


@given(SOME_GOLD, SOME)
def test_a_spurious_tuple_never_raises_anything(gold: list[Item], predicted: list[Item]) -> None:
    """One more tuple that answers no gold lowers precision and leaves recall alone."""
    nothing = Item(doc_id="d", value=Decimal(777), arm="Placebo", outcome="EASI", extent=Extent(0, 9))
    before, after = score({"d": gold}, predicted), score({"d": gold}, [*predicted, nothing])

    for level in LEVELS:
        was, now = before.counts(level), after.counts(level)
        assert (now.tp, now.fn) == (was.tp, was.fn)
        assert now.precision <= was.precision
        assert now.f1 <= was.f1
    assert after.accuracies() == before.accuracies()


@given(SOME_GOLD, SOME)
def test_repeating_a_prediction_never_raises_precision_of_a_perfect_answer(gold: list[Item], more: list[Item]) -> None:
    """Saying right things twice is not rewarded: each gold tuple is found once."""
    exact = [item.bare() for item in gold]

    for was, now in zip(counted(gold, exact), counted(gold, [*exact, *more]), strict=True):
        assert now.tp <= was.tp + was.fn
        assert now.f1 <= 1


@given(SOME_GOLD, SOME)
def test_levels_are_nested(gold: list[Item], predicted: list[Item]) -> None:
    """Strict is never above relaxed, relaxed never above found."""
    found, relaxed, strict = counted(gold, predicted)

    assert found.tp >= relaxed.tp >= strict.tp


@given(SOME_GOLD, SOME)
def test_every_miss_and_every_spurious_tuple_is_in_one_class(gold: list[Item], predicted: list[Item]) -> None:
    """The classes account for each error once: none is lost, none told twice."""
    alignment = align("d", gold, predicted)
    listed = mistakes(alignment)
    found = alignment.counts("found")
    wrong_pairs = sum(not pair.reaches("strict") for pair in alignment.pairs)

    unfound = [m for m in listed if not any(m.gold is p.gold and m.predicted is p.predicted for p in alignment.pairs)]
    assert sum(m.gold is not None and not m.gold.optional for m in unfound) == found.fn
    assert sum(m.predicted is not None for m in unfound) == found.fp
    assert len(listed) - len(unfound) >= wrong_pairs


@given(SOME_GOLD, SOME)
def test_splits_add_up_to_the_whole(gold: list[Item], predicted: list[Item]) -> None:
    """Every split shares out the same counts."""
    whole = score({"d": gold}, predicted)

    for split in (whole.by("level"), whole.by("category"), whole.by("statistic"), whole.by_rule()):
        for level in LEVELS:
            assert sum((tally[level] for tally in split.values()), Counts()) == whole.counts(level)
