"""Fixtures that more than one package's tests use."""

import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline.extract import Extractor
from pipeline.extraction import Extraction
from tests.store.server import Server, programs

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


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    """A scratch server for all tests; each empties it before use."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL server installed (Debian: postgresql)")
    with tempfile.TemporaryDirectory(prefix="armwise-postgres-", ignore_cleanup_errors=True) as folder:
        made = Server(Path(folder), found)
        yield made
        made.stop()
