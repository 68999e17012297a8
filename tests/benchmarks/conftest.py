"""Results and texts as short as a test can say them; all wording is our own."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.assemble.draft import draft, with_evidence
from pipeline.assemble.prose.lexis import Lexis
from pipeline.document import Document
from pipeline.extent import Extent
from pipeline.extraction import Extraction
from pipeline.schema import Result
from tests.benchmarks.found import Finder, Found, finder


@dataclass(frozen=True, slots=True)
class Stub:
    """The recogniser of the default configuration with results made by hand instead of assembled ones."""

    real: Finder
    results: Mapping[str, tuple[Result, ...]] = field(default_factory=dict)

    @property
    def lexis(self) -> Lexis:
        """The words of the configuration."""
        return self.real.lexis

    def __call__(self, doc_id: str, text: str) -> Found:
        """The given results in place of the pipeline's."""
        return replace(self.real(doc_id, text), results=self.results.get(doc_id, ()))

    def extraction(self, path: Path) -> Extraction | None:
        """As the pipeline does."""
        return self.real.extraction(path)


@pytest.fixture(scope="session")
def find() -> Finder:
    """The pipeline, loaded once."""
    return finder()


@pytest.fixture
def stub(find: Finder) -> Callable[..., Stub]:
    """A pipeline that finds the given results in the documents of these names."""
    return lambda **results: Stub(find, results)


@pytest.fixture
def make_result() -> Callable[..., Result]:
    """A result at the first place of ``printed`` in the text; names that stand in the text are its evidence."""

    def make(text: str, printed: str, **fields: Any) -> Result:
        document = Document("d", text)
        start = text.index(printed)
        given = {"category": "efficacy", "outcome": "relief", "statistic": "proportion", **fields}
        made = draft(document, Extent(start, start + len(printed)), "results", "by hand", **given)
        named = {"outcome": given["outcome"], "arm": given.get("arm")}
        places = {name: (text.rfind(words), len(words)) for name, words in named.items() if words}
        evidence = {name: Extent(at, at + size) for name, (at, size) in places.items() if at >= 0}
        return with_evidence(made, document, evidence)

    return make
