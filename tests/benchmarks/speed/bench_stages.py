"""Processor time of each stage; run by ``make bench-speed``, never by the test suite: nothing here asserts a time."""

from pathlib import Path
from typing import Any, Final

import pytest
import spacy

import pipeline
from pipeline.batch.worker import spared
from pipeline.extract import Extractor
from tests.benchmarks.speed.samples import samples
from tests.benchmarks.speed.stages import BLANK, NAMES, Run, blank, recorded

_ROUNDS: Final = 5


@pytest.fixture(scope="module")
def extractor() -> Extractor:
    """Loaded once, as a worker loads it: its start is timed elsewhere."""
    loaded = pipeline.load("atopic_dermatitis")
    spared()
    return loaded


@pytest.fixture(scope="module")
def runs(extractor: Extractor, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Run]:
    """The stages of every sample, by its name."""
    folder: Path = tmp_path_factory.mktemp("speed")
    return {name: recorded(paths, extractor, folder) for name, paths in samples(extractor, folder).items()}


@pytest.mark.parametrize("stage", [BLANK, *NAMES])
@pytest.mark.parametrize("sample", ["text", "JATS", "PDF", "articles, JATS", "articles, PDF"])
def test_stage(benchmark: Any, runs: dict[str, Run], sample: str, stage: str) -> None:
    """The stage over the documents of the sample."""
    if sample not in runs:
        pytest.skip("needs ../shared")
    run = runs[sample]
    benchmark.extra_info.update(
        sample=sample, stage=stage, characters=sum(map(len, run.texts)), documents=len(run.texts)
    )

    def untouched() -> tuple[tuple[Any, ...], dict[str, Any]]:
        return (run.texts, [spacy.blank("en") for _ in run.texts]), {}

    if stage == BLANK:
        benchmark.pedantic(blank, setup=untouched, rounds=_ROUNDS)
    else:
        benchmark.pedantic(run.again, args=(stage,), rounds=_ROUNDS if not sample.endswith("PDF") else 2)
