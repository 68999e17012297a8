"""The gold gate: no figure may fall below what was once reached (gold/floor.json)."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from pipeline.extraction import Extraction
from pipeline.schema import result_line
from pipeline.score import broken, floor_of, gold_digest, predictions, read_floors, read_gold, score

ROOT = Path(__file__).resolve().parent.parent
GOLD = ROOT / "gold"


def _fallen(extractions: Mapping[str, Extraction], folder: Path) -> tuple[str, ...]:
    lines = [result_line(r) for e in extractions.values() for r in e.results]
    (folder / "predicted.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    judged = score(read_gold(GOLD), predictions([folder / "predicted.jsonl"]), set(extractions))
    return broken(read_floors(GOLD / "floor.json"), floor_of(judged, gold_digest(GOLD, judged.documents)))


def test_corpus_stands_on_its_floor(corpus: dict[str, Extraction], tmp_path: Path) -> None:
    """The project's own reports, on any machine."""
    assert _fallen(corpus, tmp_path) == ()


def test_sources_stand_on_their_floor(seeds: dict[str, Extraction], tmp_path: Path) -> None:
    """The five source documents, where they are."""
    assert _fallen(seeds, tmp_path) == ()


@pytest.mark.parametrize("lowered", [0.02])
def test_the_gate_can_fail(corpus: dict[str, Extraction], tmp_path: Path, lowered: float) -> None:
    """With a share of the tuples missing the gate closes."""
    first = next(iter(corpus))
    poorer = {**corpus, first: _without(corpus[first], lowered)}

    assert _fallen(poorer, tmp_path) != ()


def _without(extraction: Extraction, share: float) -> Extraction:
    from dataclasses import replace

    return replace(extraction, results=extraction.results[int(share * len(extraction.results)) + 1 :])
