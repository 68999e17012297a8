"""Measures how often results like this one are right, and writes configs/weights/confidence.csv (``make calibrate``).

Told by documents that the rules were not written on: the reports in our own words (``corpus/``), the prose of the drawn articles
(``gold/prose``) and the judged cells of unseen tables (``tests/tables_judged``). A logistic regression with a ridge over
what ``pipeline.assemble.confidence`` sees of a result. What it is worth is measured on each document by weights fitted without it.
"""

import math
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby
from pathlib import Path

import numpy as np

import pipeline
from pipeline.assemble.confidence import LABELS, confidence, doubts, features
from pipeline.extraction import Extraction
from pipeline.recognise.weights import Weights, write_weights
from pipeline.schema import Result, result_line
from pipeline.score import Item, item_of, read_gold, score
from pipeline.score.confidence import Claim, bins
from pipeline.score.items import parsed
from tests.prose_gold.articles import developed
from tests.prose_gold.rows import gold_items, within
from tests.tables_judged.scoring import judged, judgements

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "configs" / "weights" / "confidence.csv"
ARTICLES = ROOT.parent / "shared" / "jats"
_RIDGE = 1.0  # a feature seen with a handful of results moves little
_STEPS = 25  # Newton's; it stands still after ten


@dataclass(frozen=True, slots=True)
class Example:
    """A result with what the audit says at its place, and whether every field of it is right."""

    result: Result
    doubted: dict[tuple[int, int], str]
    is_right: bool

    @property
    def doc_id(self) -> str:
        """The document it is from."""
        return self.result.doc_id


def examples() -> Iterator[Example]:
    """Every judged result of the three collections; what needs absent articles is left out."""
    own = pipeline.load("atopic_dermatitis")
    gold = read_gold(ROOT / "gold")
    for path in sorted((ROOT / "corpus").glob("*.txt")):
        made = own(path)
        yield from _judged(made, gold[path.stem], _items(made))
    if not ARTICLES.is_dir():
        return
    extractor = pipeline.load("default")
    for path in developed():
        made = extractor(ARTICLES / f"{path.stem}.xml")
        yield from _judged(made, gold_items(path, made.document), list(within(_items(made), made.document)))
    for name, rows in groupby(judged(), key=lambda row: row["file"]):
        made = extractor(ARTICLES / name)
        doubted = dict(doubts(made.findings))
        yield from (Example(result, doubted, right) for result, right in judgements(made, list(rows)))


def _items(made: Extraction) -> list[Item]:
    return [item_of(parsed(result_line(r), ""), r.tuple_id).bare() for r in made.results]


def _judged(made: Extraction, gold: Sequence[Item], guesses: Sequence[Item]) -> Iterator[Example]:
    by_id = {r.tuple_id: r for r in made.results}
    doubted = dict(doubts(made.findings))
    for alignment in score({made.document.doc_id: tuple(gold)}, guesses).alignments:
        for pair in alignment.pairs:
            yield Example(by_id[pair.predicted.where], doubted, pair.reaches("strict"))
        for item in alignment.spurious:
            yield Example(by_id[item.where], doubted, is_right=False)


def fitted(told: Sequence[Example]) -> Weights:
    """The weights under which the judgements are likeliest, pulled towards nothing by the ridge."""
    seen = [list(features(e.result, e.doubted)) for e in told]
    names = sorted({name for each in seen for name in each})
    place = {name: k for k, name in enumerate(names)}
    table = np.zeros((len(told), len(names)))
    for row, each in zip(table, seen, strict=True):
        row[[place[name] for name in each]] = 1
    right = np.array([e.is_right for e in told], dtype=float)
    ridge = np.diag([0.01 if name == "always" else _RIDGE for name in names])
    weights = np.zeros(len(names))
    for _ in range(_STEPS):
        share = 1 / (1 + np.exp(-table @ weights))
        bend = table.T * (share * (1 - share)) @ table + ridge
        weights += np.linalg.solve(bend, table.T @ (right - share) - ridge @ weights)
    return Weights(LABELS, {name: (float(w),) for name, w in zip(names, weights, strict=True)})


def held_out(told: Sequence[Example]) -> list[Claim]:
    """What each result would claim if its document had not been there, and whether it is right."""
    made: list[Claim] = []
    for doc_id in sorted({e.doc_id for e in told}):
        weights = fitted([e for e in told if e.doc_id != doc_id])
        made += [Claim(confidence(e.result, e.doubted, weights), e.is_right) for e in told if e.doc_id == doc_id]
    return made


def _told(claims: Sequence[Claim]) -> str:
    off = sum(each.size * abs(each.claimed - each.right) for each in bins(claims)) / len(claims)
    loss = -sum(math.log(float(c.confidence if c.is_right else Decimal(1) - c.confidence)) for c in claims) / len(
        claims
    )
    rights = sum(c.is_right for c in claims)
    return f"{len(claims)} results, {rights} right; calibration error {off:.3f}, log loss {loss:.3f}"


def main() -> None:
    """Write the weights; what they are worth on documents left out goes to standard output."""
    told = list(examples())
    claims = held_out(told)
    sys.stdout.write(f"documents left out: {_told(claims)}\n")
    for each in bins(claims):
        sys.stdout.write(f"  say {each.claimed:.2f}: {each.right:.2f} right of {each.size}\n")
    kept = write_weights(TARGET, LABELS, fitted(told).of)
    sys.stdout.write(f"{kept} weights in {TARGET.relative_to(ROOT)}\n")


if __name__ == "__main__":
    main()
