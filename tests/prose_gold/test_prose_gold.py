"""The gold for running text of unseen articles: that it is sound, and how right the pipeline is on it."""

from pathlib import Path

import pytest

from pipeline.read import read
from pipeline.score import Score
from tests.prose_gold.__main__ import agreement, measured
from tests.prose_gold.articles import GOLD, drawn, paragraphs
from tests.prose_gold.rows import gold_items

ARTICLES = Path("../shared/jats")
# A little below what was measured when the gold was made (precision .85, recall .88, strict .27).
FLOORS = {"precision": 0.84, "recall": 0.86, "strict": 0.25}
NAMES = 90  # characters: a name of an outcome or a group, never a sentence

pytestmark = pytest.mark.skipif(not ARTICLES.is_dir(), reason="the articles are not in this repository")


@pytest.fixture(scope="module")
def score() -> Score:
    """The pipeline without a lexicon of any field, on the annotated articles."""
    return measured(ARTICLES, sorted(GOLD.glob("*.jsonl")))


def test_the_articles_are_those_drawn() -> None:
    """By the hash of their names; those that no rule was written on stand apart."""
    first, unseen, later = drawn(ARTICLES)

    for folder, articles in ((GOLD, first), (GOLD / "unseen", unseen), (GOLD / "later", later)):
        assert {path.stem for path in folder.glob("*.jsonl")} == {path.stem for path in articles}


@pytest.mark.parametrize("file", sorted(GOLD.rglob("*.jsonl")), ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_every_row_has_its_place(file: Path) -> None:
    """The numeric expression stands in its element, and no field holds a sentence."""
    document = read(ARTICLES / f"{file.stem}.xml")
    items = gold_items(file, document)

    places = [paragraph.extent for paragraph in paragraphs(document)]
    assert items
    assert all(i.extent and any(p.holds(i.extent) for p in places) for i in items)
    assert all(len(name) <= NAMES for i in items for name in (i.arm, i.outcome, i.comparator, i.subgroup) if name)


def test_annotators_agree_on_what_is_a_result() -> None:
    """Two readers who did not see each other's work, without alternatives: 99% of the results are the same."""
    found = agreement(ARTICLES, GOLD / "annotators" / "A", GOLD / "annotators" / "B")

    assert found.counts("found").f1 > 0.98


@pytest.mark.slow
def test_results_of_unseen_prose_are_found(score: Score) -> None:
    """No fewer than when the gold was made."""
    assert score.counts("found").precision >= FLOORS["precision"]
    assert score.counts("found").recall >= FLOORS["recall"]
    assert score.counts("strict").f1 >= FLOORS["strict"]
