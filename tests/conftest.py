"""Fixtures that more than one package's tests use."""

from pathlib import Path

import pytest

import pipeline
from pipeline.extract import Extractor
from pipeline.extraction import Extraction

ROOT = Path(__file__).resolve().parent.parent
CORPUS = sorted((ROOT / "corpus").glob("*.txt"))
SEEDS = sorted((ROOT.parent / "shared" / "seeds").glob("0*.txt"))


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    """The first domain pack, loaded once."""
    return pipeline.load("atopic_dermatitis")


@pytest.fixture(scope="session")
def corpus(extractor: Extractor) -> dict[str, Extraction]:
    """The extractions of the project's own reports, by document id."""
    return {path.stem: extractor(path) for path in CORPUS}


@pytest.fixture(scope="session")
def seeds(extractor: Extractor) -> dict[str, Extraction]:
    """The extractions of the five source documents, where they are."""
    if not SEEDS:
        pytest.skip("the source documents are not here (../shared/seeds)")
    return {path.stem: extractor(path) for path in SEEDS}
